//! The history of a record: who changed what of it and of what belongs to it, when, from what to what, and by
//! which decision; the newest first.
//!
//! The log is read outside and comes when it is read; Esc gives it up. What is masked in the register is masked
//! here. Deliberately not the whole log: that is `chibo log`.

use std::sync::{Arc, Weak};

use super::{
    Ctx, Outcome, Screen, Target, Wish,
    page::{Focus, Page, PageLine},
    theme::Role,
};
use crate::{
    domain::{
        edit::{Batch, Change},
        record::{Id, Kind},
    },
    keymap::{Action, Mode},
    text::{self, Masks, cli as words, shown},
};
use jiff::civil::DateTime;
use ratatui::{
    Frame,
    layout::{Position, Rect},
};

/// What the log says of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Past {
    /// The record.
    pub of: (Kind, Id),
    /// What was done to it and to what belongs to it, the newest first.
    pub edits: Vec<Edit>,
    /// The revision the log begins with.
    pub begins: u64,
    /// Why it is not read to its end, in a sentence.
    pub trouble: Option<String>,
}

/// One step somebody took.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// The register after it.
    pub revision: u64,
    /// When, by the office's clock; none when the log does not say it well.
    pub at: Option<DateTime>,
    /// Who.
    pub who: String,
    /// What, as far as it is about the record.
    pub batch: Batch,
}

/// The wish for the history of a record. It lasts as long as somebody waits for the answer.
#[derive(Debug, Clone)]
pub struct Inquiry {
    /// The record.
    pub of: (Kind, Id),
    waiting: Weak<()>,
}

impl Inquiry {
    /// The wish of somebody who waits as long as `waiting` is kept.
    pub fn new(of: (Kind, Id), waiting: &Arc<()>) -> Self {
        Self { of, waiting: Arc::downgrade(waiting) }
    }

    /// Whether the answer is still of use.
    pub fn is_wanted(&self) -> bool {
        self.waiting.strong_count() > 0
    }
}

impl PartialEq for Inquiry {
    fn eq(&self, other: &Self) -> bool {
        self.of == other.of && self.waiting.ptr_eq(&other.waiting)
    }
}

/// The screen.
pub struct History {
    of: (Kind, Id),
    past: Option<Arc<Past>>,
    page: Page,
    width: u16,
    /// The revision that is to be asked about, once.
    wanted: Option<u64>,
    /// The revision that was asked about.
    asked: u64,
    waiting: Arc<()>,
}

impl History {
    /// The history of a record, to be asked for.
    pub fn new(ctx: &Ctx, kind: Kind, id: Id) -> Self {
        let revision = ctx.standing.data.revision;
        let mut history = Self {
            of: (kind, id),
            past: None,
            page: Page::default(),
            width: ctx.area.width,
            wanted: Some(revision),
            asked: revision,
            waiting: Arc::default(),
        };
        history.lay_out(ctx);
        history
    }

    fn lay_out(&mut self, ctx: &Ctx) {
        let width = usize::from(self.width.saturating_sub(4)).max(20);
        let title = text::changes_of(ctx.lang, text::title_of(ctx.standing, self.of.0, &self.of.1, ctx.lang));
        let mut lines = vec![PageLine::title(title)];
        match &self.past {
            None => lines.push(PageLine::of(text::changes_reading(ctx.lang), Role::Dim)),
            Some(past) => lines.extend(lines_of(ctx, past, width)),
        }
        self.page.set(lines);
    }
}

fn lines_of(ctx: &Ctx, past: &Past, width: usize) -> Vec<PageLine> {
    let lang = ctx.lang;
    let mut lines = Vec::new();
    let mut say = |words: &str, role: Role| {
        lines.push(PageLine::blank());
        lines.extend(shown::wrapped(words, width).into_iter().map(|line| PageLine::of(line, role)));
    };
    if let Some(why) = &past.trouble {
        say(&text::changes_trouble(lang, why), Role::Error);
    }
    if past.edits.is_empty() {
        say(text::changes_none(lang), Role::Plain);
    }
    for edit in &past.edits {
        lines.push(PageLine::blank());
        lines.extend(block(ctx, past, edit, width));
    }
    let (kind, id) = (past.of.0, &past.of.1);
    let made = |change: &Change| matches!(change, Change::Create { .. }) && change.record() == (kind, id);
    if past.trouble.is_none() && !past.edits.iter().any(|edit| edit.batch.changes.iter().any(made)) {
        lines.push(PageLine::blank());
        let before = text::changes_before(lang, past.begins);
        lines.extend(shown::wrapped(&before, width).into_iter().map(|line| PageLine::of(line, Role::Dim)));
    }
    lines
}

/// One step: when, who and what was done; by which decision; and each change on a line of its own.
fn block(ctx: &Ctx, past: &Past, edit: &Edit, width: usize) -> Vec<PageLine> {
    let lang = ctx.lang;
    let at = edit.at.map_or_else(
        || "…".to_owned(),
        |at| format!("{} {:02}:{:02}", text::date(at.date().into()), at.hour(), at.minute()),
    );
    let deed = text::deed(&edit.batch.deed, lang);
    let head = PageLine::of(text::changes_entry(lang, at, &edit.who, deed, edit.revision), Role::Title);
    let there = |change: &&Change| {
        let (kind, id) = change.record();
        ctx.standing.data.record(kind, id).is_some()
    };
    let target = edit.batch.changes.iter().find(there).map(Change::record);
    let mut lines = vec![match target {
        Some((kind, id)) => head.to(Target::Record(kind, id.clone())),
        None => head,
    }];
    let mut say = |words: &str, role: Role| {
        let wrapped = shown::wrapped(words, width.saturating_sub(2));
        lines.extend(wrapped.into_iter().map(|line| PageLine::of(format!("  {line}"), role)));
    };
    if let Some(label) = &edit.batch.label {
        say(&words::log_label(lang, label), Role::Label);
    }
    for change in &edit.batch.changes {
        say(&sentence(ctx, past, change), Role::Plain);
    }
    lines
}

/// One change in words; of what belongs to the record also which that is.
fn sentence(ctx: &Ctx, past: &Past, change: &Change) -> String {
    let (kind, id) = change.record();
    let words = text::change(ctx.standing, change, Masks::Both, ctx.lang);
    let is_of_another = matches!(change, Change::Set { .. }) && (past.of.0, &past.of.1) != (kind, id);
    if !is_of_another {
        return words;
    }
    let title = text::title_in(ctx.standing, change, ctx.lang);
    format!("{}: {words}", text::changes_about(ctx.lang, kind.label().of(ctx.lang), title))
}

impl Screen for History {
    fn mode(&self) -> Mode {
        Mode::Page
    }

    fn refresh(&mut self, ctx: &Ctx) {
        let revision = ctx.standing.data.revision;
        self.wanted = (revision != self.asked).then_some(revision).or(self.wanted);
        self.lay_out(ctx);
    }

    fn asks(&mut self) -> Option<Wish> {
        self.asked = self.wanted.take()?;
        // Who still reads for the last wish may stop.
        self.waiting = Arc::default();
        Some(Wish::History(Inquiry::new(self.of.clone(), &self.waiting)))
    }

    fn remembered(&mut self, past: &Arc<Past>, ctx: &Ctx) {
        if past.of == self.of {
            let fresh = self.past.replace(Arc::clone(past)).is_none();
            self.lay_out(ctx);
            if fresh {
                self.page.to_first_target();
            }
        }
    }

    fn offers(&self, action: Action, _ctx: &Ctx) -> bool {
        match action {
            Action::Open => self.page.target().is_some(),
            Action::Back | Action::Help | Action::Quit | Action::Undo | Action::Redo => true,
            _ => false,
        }
    }

    fn act(&mut self, action: Action, _ctx: &Ctx) -> Outcome {
        if self.page.act(action) {
            return Outcome::Stay;
        }
        match action {
            Action::Back => Outcome::Close,
            Action::Open => self.page.target().cloned().map_or(Outcome::Stay, Outcome::Goto),
            _ => Outcome::Pass,
        }
    }

    fn draw(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) -> Option<Position> {
        if self.width != area.width {
            self.width = area.width;
            self.lay_out(ctx);
        }
        self.page.draw(ctx, frame.buffer_mut(), area, Focus::Here)
    }
}
