//! The import of an office's own list: how the file is understood, what would become of each of its rows, and what is
//! left to be answered; then everything in one edit.
//!
//! Reading, comparing and writing are errands: they go out, come back when they are done, and are given up by Esc.
//! Nothing is changed before the edit, and what was read stays as it is: an answer gives another review. The screen
//! makes only the rows in view.

mod answer;
mod done;
mod errand;
mod row;
mod rows;
mod setup;
mod work;

use std::sync::Arc;

use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use super::{
    Answer, Ctx, Outcome, Screen, Scroll, Wish,
    page::{Backwards, Focus, Page},
    prompt::Prompt,
    put,
    question::Question,
    row as line,
    sought::Sought,
    theme::Role,
};
use crate::{
    domain::{
        date::Date,
        edit::Refused,
        record::{Id, Kind},
        words::Lang,
    },
    import::list::{
        KINDS,
        encoding::Encoding,
        look::Found,
        review::{Amend, Class, Review},
    },
    keymap::{Action, Key, Mode},
    text::{self, intake as words},
};
use answer::Asking;
pub use errand::{Errand, News, Reply, Task};

/// Which part of the import is in view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// How the file is understood.
    Setup,
    /// The rows.
    Rows,
    /// One row.
    Row(usize),
    /// The edit is on its way.
    Saving,
    /// It is saved.
    Done,
}

/// The import.
pub struct Intake {
    path: String,
    into: Kind,
    encoding: Option<Encoding>,
    unit: Option<Id>,
    day: Option<Date>,
    chosen: Vec<usize>,
    stage: Stage,
    found: Option<Arc<Found>>,
    review: Option<Arc<Review>>,
    /// Reviews in whose place another one stands, until somebody takes them down.
    forgotten: Vec<Arc<Review>>,
    /// What was answered, edited and skipped and is not in the review yet, or no longer.
    amends: Vec<Amend>,
    /// How many edits and skips were lost, since the file is read another way.
    lost: usize,
    /// Why the file cannot be read.
    trouble: Option<String>,
    class: Option<Class>,
    scroll: Scroll,
    height: usize,
    width: u16,
    page: Page<Spot>,
    asking: Asking,
    sought: Sought,
    /// How far the errand is that is out; none when none is.
    working: Option<(usize, usize)>,
    task: Option<Task>,
    waiting: Arc<()>,
}

/// What a line of the pages of the import leads to.
#[derive(Debug, Clone, PartialEq)]
enum Spot {
    /// On to the rows.
    Go,
    File,
    Kind,
    Encoding,
    Day,
    Unit,
    Sheet(usize),
    /// A column of the file, by its heading.
    Column(String),
    /// Something that is the matter with the row, by its place.
    Issue(usize),
    /// A cell of the row, by its column.
    Cell(usize),
    /// The rows to be mended.
    Rejects,
    Close,
}

/// Asks for the file.
pub fn ask_file(lang: Lang) -> Prompt {
    let check = |typed: &str, lang| match typed.trim() {
        "" => Err(words::ask_empty(lang).to_owned()),
        _ => Ok(()),
    };
    Prompt::new(words::ask_title(lang), words::ask_hint(lang), check)
}

impl Intake {
    /// The import of a file as it was typed, into a kind if there are lists of it, else into members.
    pub fn new(path: String, into: Kind, ctx: &Ctx) -> Self {
        let mut intake = Self {
            path,
            into: if KINDS.contains(&into) { into } else { Kind::Member },
            encoding: None,
            unit: None,
            day: None,
            chosen: Vec::new(),
            stage: Stage::Setup,
            found: None,
            review: None,
            forgotten: Vec::new(),
            amends: Vec::new(),
            lost: 0,
            trouble: None,
            class: None,
            scroll: Scroll::default(),
            height: 0,
            width: ctx.area.width,
            page: Page::default(),
            asking: Asking::Nothing,
            sought: Sought::default(),
            working: None,
            task: None,
            waiting: Arc::default(),
        };
        intake.read(ctx);
        intake
    }

    fn is_outdated(&self, ctx: &Ctx) -> bool {
        self.review.as_ref().is_some_and(|review| !review.is_of(&ctx.standing.data))
    }

    fn lay_out(&mut self, ctx: &Ctx) {
        let lines = match self.stage {
            Stage::Setup => self.setup_lines(ctx),
            Stage::Row(row) => self.row_lines(ctx, row, self.width),
            Stage::Done => self.done_lines(ctx),
            Stage::Rows | Stage::Saving => return,
        };
        self.page.set(lines);
    }

    fn go_to(&mut self, stage: Stage, ctx: &Ctx) {
        self.stage = stage;
        self.page = Page::default();
        self.lay_out(ctx);
        self.page.to_first_target();
    }

    fn back(&mut self, ctx: &Ctx) -> Outcome {
        match self.stage {
            Stage::Rows if self.sought.end() => return Outcome::Stay,
            Stage::Done => return Outcome::Close,
            _ if self.working.is_some() => return self.stop(ctx),
            Stage::Saving => return Outcome::Stay,
            Stage::Row(_) => self.stage = Stage::Rows,
            Stage::Rows => self.go_to(Stage::Setup, ctx),
            Stage::Setup if !self.holds_work() => return Outcome::Close,
            Stage::Setup => {
                self.asking = Asking::Leave;
                let answers =
                    vec![words::leave_stay(ctx.lang).to_owned(), words::leave_go(ctx.lang).to_owned()];
                let lines = vec![words::leave_ask(ctx.lang).to_owned()];
                return Outcome::Open(Box::new(Question::new(words::ask_title(ctx.lang), lines, answers)));
            }
        }
        Outcome::Stay
    }

    /// On a page: what the line under the cursor is for.
    fn open(&mut self, ctx: &Ctx) -> Outcome {
        let Some(spot) = self.page.target().cloned() else { return Outcome::Stay };
        match (self.stage, spot) {
            (Stage::Row(row), Spot::Issue(issue)) => self.answer_issue(ctx, row, issue),
            (Stage::Row(row), Spot::Cell(column)) => self.ask_cell(ctx, row, column),
            (Stage::Done, Spot::Rejects) => self.ask_rejects(ctx),
            (Stage::Done, _) => Outcome::Close,
            (_, spot) => self.change(spot, ctx),
        }
    }
}

impl Screen for Intake {
    fn mode(&self) -> Mode {
        Mode::Preview
    }

    fn awaits_saving(&self) -> bool {
        self.stage == Stage::Saving
    }

    fn holds_work(&self) -> bool {
        let amended = self.review.as_ref().is_some_and(|review| !review.amends.is_empty());
        self.stage != Stage::Done && (amended || !self.amends.is_empty())
    }

    fn is_finding(&self) -> bool {
        self.stage == Stage::Rows && self.sought.is_on()
    }

    fn typed(&mut self, key: Key, ctx: &Ctx) -> Outcome {
        let for_finding = self.stage == Stage::Rows && self.sought.typed(key, ctx);
        if for_finding { self.find(ctx, None) } else { Outcome::Pass }
    }

    fn refresh(&mut self, ctx: &Ctx) {
        if self.is_outdated(ctx) && matches!(self.stage, Stage::Rows | Stage::Row(_)) {
            self.settle([]);
        }
        self.lay_out(ctx);
    }

    fn asks(&mut self) -> Option<Wish> {
        let task = self.task.take().or_else(|| self.forgotten.pop().map(Task::Forget));
        task.map(|task| Wish::Intake(Errand::new(task, &self.waiting)))
    }

    fn awaits(&self, reply: &Reply) -> bool {
        reply.is_for(&self.waiting)
    }

    fn brought(&mut self, reply: Reply, ctx: &Ctx) -> Outcome {
        self.take(reply.news, ctx)
    }

    fn offers(&self, action: Action, _ctx: &Ctx) -> bool {
        let rows = matches!(self.stage, Stage::Rows | Stage::Row(_));
        match action {
            Action::Open => match self.stage {
                Stage::Rows => !self.shown().is_empty(),
                Stage::Setup | Stage::Row(_) | Stage::Done => self.page.target().is_some(),
                Stage::Saving => false,
            },
            Action::Save => rows && self.working.is_none(),
            Action::Edit | Action::Skip => self.current().is_some(),
            Action::Choose => self.current().is_some_and(|row| self.asked(row).is_some()),
            Action::Suggest => self.current().is_some_and(|row| self.suggested(row).is_some()),
            Action::QuickFilter => self.stage == Stage::Rows,
            Action::NextHit | Action::PreviousHit => self.stage == Stage::Rows && self.sought.can_go_on(),
            Action::NextAttention | Action::PreviousAttention => rows,
            Action::Back => self.stage != Stage::Saving,
            Action::Menu | Action::Help | Action::Quit => true,
            _ => false,
        }
    }

    fn act(&mut self, action: Action, ctx: &Ctx) -> Outcome {
        let moved = match self.stage {
            Stage::Rows => {
                let page = self.height.saturating_sub(1);
                self.scroll.act(action, self.shown().len(), page)
            }
            Stage::Setup | Stage::Row(_) | Stage::Done => self.page.act(action),
            Stage::Saving => false,
        };
        match action {
            _ if moved => Outcome::Stay,
            Action::Back => self.back(ctx),
            Action::Save if self.offers(Action::Skip, ctx) || self.stage == Stage::Rows => self.save(ctx),
            Action::Open => match (self.stage, self.current()) {
                (Stage::Rows, Some(row)) => {
                    self.go_to(Stage::Row(row), ctx);
                    Outcome::Stay
                }
                (Stage::Rows | Stage::Saving, _) => Outcome::Stay,
                (Stage::Setup | Stage::Row(_) | Stage::Done, _) => self.open(ctx),
            },
            Action::NextHit => self.find(ctx, Some(Backwards::No)),
            Action::PreviousHit => self.find(ctx, Some(Backwards::Yes)),
            Action::QuickFilter if self.stage == Stage::Rows => {
                self.next_class();
                Outcome::Stay
            }
            action => match self.current() {
                Some(row) => self.act_on(action, row, ctx),
                None => Outcome::Pass,
            },
        }
    }

    fn answered(&mut self, answer: Answer, ctx: &Ctx) -> Outcome {
        match (std::mem::replace(&mut self.asking, Asking::Nothing), answer) {
            (_, Answer::Saved) => {
                self.go_to(Stage::Done, ctx);
                Outcome::Stay
            }
            (Asking::Leave, Answer::Chosen(1)) => Outcome::Close,
            (asked, answer) => self.take_answer(asked, answer, ctx),
        }
    }

    fn refused(&mut self, refused: &Refused, by: Option<&str>, ctx: &Ctx) -> Option<Outcome> {
        self.stage = Stage::Rows;
        let by = by.unwrap_or(text::somebody(ctx.lang));
        let words = match refused {
            Refused::Conflict(_) | Refused::Gone(..) | Refused::Exists(..) => words::refused_by(ctx.lang, by),
            Refused::Unfit { .. } | Refused::Rule(_) => text::refused(ctx.standing, refused, ctx.lang),
        };
        self.settle([]);
        Some(Outcome::Refuse(words))
    }

    fn not_saved(&mut self) {
        if self.stage == Stage::Saving {
            self.stage = Stage::Rows;
        }
    }

    fn draw(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) -> Option<Position> {
        if self.width != area.width {
            self.width = area.width;
            self.lay_out(ctx);
        }
        let working = self.working.or((self.stage == Stage::Saving).then_some((0, 0)));
        let taken = u16::from(working.is_some() && !matches!(self.stage, Stage::Rows | Stage::Saving));
        let body = Rect { y: area.y + taken, height: area.height.saturating_sub(taken), ..area };
        let cursor = match self.stage {
            Stage::Rows | Stage::Saving => self.draw_rows(ctx, frame, body),
            Stage::Setup | Stage::Row(_) | Stage::Done => {
                self.page.draw(ctx, frame.buffer_mut(), body, Focus::Here)
            }
        };
        if let Some(work) = working {
            let at = line(area, 0);
            put(ctx, frame.buffer_mut(), at, &" ".repeat(usize::from(at.width)), Role::Plain);
            self.draw_work(ctx, frame, at, work);
        }
        cursor
    }
}
