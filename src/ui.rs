//! The screens: what each shows, what it does with a command, what it does with typing.
//!
//! A screen sees a snapshot through [`Ctx`] and answers with an [`Outcome`]; it never sees `App`, a file,
//! a thread or a clock, so it cannot block and cannot lose anything.

pub mod board;
pub mod books;
pub mod browse;
pub mod conflict;
pub mod detail;
pub mod form;
pub mod help;
pub mod history;
pub mod input;
pub mod intake;
pub mod overview;
pub mod page;
pub mod palette;
pub mod picker;
pub mod prompt;
pub mod question;
pub mod report;
pub mod reports;
pub mod sought;
pub mod table;
pub mod theme;
pub mod tree;
pub mod welcome;
pub mod work;

use std::sync::Arc;

use ratatui::{
    Frame,
    buffer::Buffer,
    layout::{Position, Rect},
    text::{Line, Span},
    widgets::{Block, Clear, Widget},
};

use crate::{
    domain::{
        check::Finding,
        column::Column,
        date::Date,
        edit::{Batch, Refused},
        figure::Figure,
        permit::Permit,
        record::{Id, Kind, Record},
        report::{Name, Report, Request},
        standing::Standing,
        words::Lang,
    },
    keymap::{Action, Key, Keymap, Mode},
    text::{self, shown},
};
use history::{Inquiry, Past};
use theme::{Role, Theme};

/// What a screen may look at.
#[derive(Clone, Copy)]
pub struct Ctx<'a> {
    /// The register on the chosen date.
    pub standing: &'a Arc<Standing>,
    /// Language of the words.
    pub lang: Lang,
    /// The looks.
    pub theme: &'a Theme,
    /// The keys.
    pub keys: &'a Keymap,
    /// Today by the office's clock; the chosen date is `standing.as_of`.
    pub today: Date,
    /// The whole terminal.
    pub area: Rect,
    /// What whoever sits here may do.
    pub permit: &'a Permit,
    /// The record of which nothing is masked just now.
    pub revealed: Option<(Kind, &'a Id)>,
    /// Makes an id that was never used.
    pub new_id: &'a dyn Fn(Kind) -> Id,
}

impl Ctx<'_> {
    /// Whether of a record nothing is masked just now.
    pub fn reveals(&self, kind: Kind, id: &Id) -> bool {
        self.revealed == Some((kind, id))
    }

    /// The words of a record in a column, masked where they are not asked for.
    pub fn words(&self, record: &dyn Record, column: &Column) -> String {
        if self.reveals(record.kind(), record.id()) {
            text::cell(&column.cell(self.standing, record), self.lang)
        } else {
            text::masked_cell(self.standing, record, column, self.lang)
        }
    }
}

/// What a screen wants to happen.
pub enum Outcome {
    /// It was seen to.
    Stay,
    /// Not its business.
    Pass,
    /// It is done.
    Close,
    /// It is done, and the screen below gets this.
    Answer(Answer),
    /// Another screen goes on top.
    Open(Box<dyn Screen>),
    /// An edit goes out; the screen stays until it is saved.
    Commit(Batch),
    /// Another place is shown.
    Goto(Target),
    /// It shows another record from now on, and the screen below goes there, too.
    Turned(Kind, Id),
    /// A word to the person.
    Say(String),
    /// A word to the person that something cannot be done.
    Refuse(String),
    /// A command runs on this screen.
    Run(Action),
    /// The register is to be seen on another date; none means today.
    SeeOn(Option<Date>),
    /// The words are in another language from now on.
    Speak(Lang),
    /// Something goes into a file.
    Export(Export),
    /// The person's answer to the welcome.
    Welcome(welcome::Choice),
    /// The program is left.
    Quit,
}

/// What a dialog found out.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// The place of the answer that was chosen.
    Chosen(usize),
    /// The value that was picked, canonical.
    Picked(String),
    /// What was typed.
    Text(String),
    /// For each clash, whose value is taken.
    Resolved(Vec<conflict::Take>),
    /// The edit this screen sent out is saved.
    Saved,
}

/// Where one can go.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A record.
    Record(Kind, Id),
    /// The records behind a figure.
    Figure(Figure),
    /// The members of a unit and of all under it.
    MembersOf(Id),
    /// These records, under a heading of their own.
    Records(Kind, Arc<[Id]>, String),
    /// A report, once its dates are known.
    Report(Name),
    /// All records of a kind, in a table over what is seen.
    Book(Kind),
    /// A side of the tab of work.
    Work(work::Side),
}

/// What a screen wants to know that takes time to find out.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    /// A report.
    Report(Request),
    /// The history of a record.
    History(Inquiry),
    /// What the checks find.
    Check,
    /// A step of an import.
    Intake(intake::Errand),
}

/// What goes into a file of which name.
#[derive(Debug, Clone, PartialEq)]
pub struct Export {
    /// What goes out.
    pub what: Taken,
    /// The file as it was typed.
    pub path: String,
}

/// What is taken out of the register.
#[derive(Debug, Clone, PartialEq)]
pub enum Taken {
    /// Records of a kind in their order, and the columns by name.
    List(Kind, Vec<Id>, Vec<&'static str>),
    /// A report as it is shown.
    Report(Arc<Report>),
}

/// A screen that is a tab.
pub trait Tab: Screen {
    /// Its name in the row of tabs.
    fn title(&self, ctx: &Ctx) -> String;
    /// How many of its records must not be overlooked, from whichever tab.
    fn alarms(&self, _ctx: &Ctx) -> usize {
        0
    }
    /// Shows the records of a figure or unit, when it can.
    fn show(&mut self, _target: &Target, _ctx: &Ctx) {}
    /// Another tab comes into view: what was only for the moment ends.
    fn left(&mut self) {}
}

/// A tab or a dialog.
pub trait Screen {
    /// What it takes keys for.
    fn mode(&self) -> Mode;
    /// The snapshot, the date or the language is another one.
    fn refresh(&mut self, _ctx: &Ctx) {}
    /// A command.
    fn act(&mut self, action: Action, ctx: &Ctx) -> Outcome;
    /// A key that is no command here.
    fn typed(&mut self, _key: Key, _ctx: &Ctx) -> Outcome {
        Outcome::Pass
    }
    /// Text that was pasted.
    fn pasted(&mut self, _text: &str, _ctx: &Ctx) -> Outcome {
        Outcome::Pass
    }
    /// Whether typing goes before commands: while something is being found.
    fn is_finding(&self) -> bool {
        false
    }
    /// What the dialog that was on top found out.
    fn answered(&mut self, _answer: Answer, _ctx: &Ctx) -> Outcome {
        Outcome::Stay
    }
    /// The edit it sent out was refused; its own answer to that, or none to leave it to a message.
    fn refused(&mut self, _refused: &Refused, _by: Option<&str>, _ctx: &Ctx) -> Option<Outcome> {
        None
    }
    /// The commands that would do something here now; the footer, the menu and the palette show no others.
    /// A dialog takes an answer and goes.
    fn offers(&self, action: Action, _ctx: &Ctx) -> bool {
        matches!(action, Action::Accept | Action::Back | Action::Help | Action::Quit)
    }
    /// The cursor goes to a record, one that was just added or that is shown above; or there are words about why it is
    /// not shown here.
    fn turn_to(&mut self, _kind: Kind, _id: &Id, _ctx: &Ctx) -> Option<&'static str> {
        None
    }
    /// The record under the cursor, or the one it is about.
    fn record(&self) -> Option<(Kind, Id)> {
        None
    }
    /// The kind of records a list that is imported here is likely of.
    fn kind_here(&self) -> Option<Kind> {
        self.record().map(|(kind, _)| kind)
    }
    /// Whether that record is shown with its fields and not only named.
    fn shows_fields(&self, _ctx: &Ctx) -> bool {
        true
    }
    /// Another record is unmasked than before, or none.
    fn unmasked(&mut self, _ctx: &Ctx) {}
    /// What it wants to know, once for each time it wants that.
    fn asks(&mut self) -> Option<Wish> {
        None
    }
    /// A report that some screen asked for is made.
    fn reported(&mut self, _report: &Arc<Report>, _ctx: &Ctx) {}
    /// The checks that some screen asked for are made.
    fn checked(&mut self, _found: &Arc<[Finding]>, _ctx: &Ctx) {}
    /// The log was read for a history that some screen asked for.
    fn remembered(&mut self, _past: &Arc<Past>, _ctx: &Ctx) {}
    /// Whether it waits for this.
    fn awaits(&self, _reply: &intake::Reply) -> bool {
        false
    }
    /// What it waited for has come.
    fn brought(&mut self, _reply: intake::Reply, _ctx: &Ctx) -> Outcome {
        Outcome::Pass
    }
    /// Whether an edit that comes back is its own, also while a dialog lies over it.
    fn awaits_saving(&self) -> bool {
        self.mode() == Mode::Form
    }
    /// Whether closing it unasked would lose what somebody typed or answered.
    fn holds_work(&self) -> bool {
        self.draft().is_some()
    }
    /// The edit it sent out was not written; it stays as it is.
    fn not_saved(&mut self) {}
    /// What was typed and is not saved, for the draft.
    fn draft(&self) -> Option<serde_json::Value> {
        None
    }
    /// Whether what it shows is no longer in the register.
    fn is_gone(&self, _ctx: &Ctx) -> bool {
        false
    }
    /// Whether it covers only part of the screen.
    fn is_dialog(&self) -> bool {
        false
    }
    /// Draws it; gives the place of the cursor when it has one.
    fn draw(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) -> Option<Position>;
}

/// A text of a role, safe for the terminal.
pub fn span(ctx: &Ctx, text: &str, role: Role) -> Span<'static> {
    Span::styled(shown::shown(text).into_owned(), ctx.theme.style(role))
}

/// Writes a text of a role into one row, cut to the width; gives the cells it took.
pub fn put(ctx: &Ctx, buffer: &mut Buffer, at: Rect, text: &str, role: Role) -> u16 {
    if at.height == 0 {
        return 0;
    }
    let safe = shown::shown(text);
    let fitted = shown::fit(&safe, usize::from(at.width));
    let width = u16::try_from(shown::width(&fitted)).unwrap_or(at.width);
    // A line styles its whole area, so it gets no more of it than the text takes.
    let area = Rect { width, height: 1, ..at };
    Line::styled(fitted.to_string(), ctx.theme.style(role)).render(area, buffer);
    width
}

/// One row of an area.
pub fn row(area: Rect, number: u16) -> Rect {
    Rect { y: area.y.saturating_add(number), height: u16::from(number < area.height), ..area }
}

/// The rest of a row after some cells.
pub fn after(area: Rect, cells: u16) -> Rect {
    let cells = cells.min(area.width);
    Rect { x: area.x + cells, width: area.width - cells, ..area }
}

/// The first cells of a row.
pub fn first(area: Rect, cells: u16) -> Rect {
    Rect { width: cells.min(area.width), ..area }
}

/// Clears the middle of an area, frames it with a heading and gives the inside.
pub fn frame_dialog(ctx: &Ctx, frame: &mut Frame, area: Rect, title: &str, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    let place =
        Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height };
    let heading = format!(" {} ", shown::shown(title));
    let block = Block::bordered()
        .border_set(ctx.theme.borders)
        .title(Line::styled(heading, ctx.theme.style(Role::Title)))
        .border_style(ctx.theme.style(Role::Title));
    let inside = block.inner(place);
    frame.render_widget(Clear, place);
    frame.render_widget(block, place);
    inside
}

/// A cursor in a list of some length, and the first row in view.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scroll {
    /// The row the cursor is on.
    pub cursor: usize,
    /// The first row in view.
    pub top: usize,
}

impl Scroll {
    /// Moves by a command; whether it was a move.
    pub fn act(&mut self, action: Action, length: usize, page: usize) -> bool {
        let last = length.saturating_sub(1);
        self.cursor = match action {
            Action::Up => self.cursor.saturating_sub(1),
            Action::Down => self.cursor + 1,
            Action::PageUp => self.cursor.saturating_sub(page.max(1)),
            Action::PageDown => self.cursor + page.max(1),
            Action::Top => 0,
            Action::Bottom => last,
            _ => return false,
        };
        self.cursor = self.cursor.min(last);
        true
    }

    /// Brings the cursor into a view of some rows.
    pub fn settle(&mut self, length: usize, height: usize) {
        self.cursor = self.cursor.min(length.saturating_sub(1));
        self.top = self.top.min(self.cursor).min(length.saturating_sub(height));
        if height > 0 && self.cursor >= self.top + height {
            self.top = self.cursor + 1 - height;
        }
    }
}
