//! The tab of books: the kinds that have no tab of their own, by what they are for, with how many records each holds.

use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use super::{
    Ctx, Outcome, Screen, Tab, Target, detail,
    page::{Focus, Page, PageLine},
    theme::Role,
};
use crate::{
    domain::{record::Kind, words::Lang},
    keymap::{Action, Mode},
    text,
};

/// A heading in the language of the words.
type Title = fn(Lang) -> &'static str;

/// The books, in the order in which an office thinks of them. A kind that is in none is found by the palette alone.
const GROUPS: &[(Title, &[Kind])] = &[
    (text::books_admissions, &[Kind::Prospect, Kind::Target]),
    (text::books_posts, &[Kind::Pair, Kind::Merger, Kind::Position, Kind::Agency, Kind::Term, Kind::Former]),
    (text::books_meetings, &[Kind::Meeting, Kind::Team, Kind::Assignment, Kind::Paper]),
    (text::books_cadres, &[Kind::Planning, Kind::Training, Kind::Rotation]),
    (text::books_members, &[Kind::Event, Kind::Rating, Kind::Award, Kind::Discipline, Kind::Dues]),
];

/// The tab.
#[derive(Default)]
pub struct Books {
    page: Page,
}

impl Books {
    fn kind(&self) -> Option<Kind> {
        match self.page.target() {
            Some(Target::Book(kind)) => Some(*kind),
            _ => None,
        }
    }
}

impl Tab for Books {
    fn title(&self, ctx: &Ctx) -> String {
        text::tab_books(ctx.lang).to_owned()
    }
}

impl Screen for Books {
    fn mode(&self) -> Mode {
        Mode::Page
    }

    fn refresh(&mut self, ctx: &Ctx) {
        let lang = ctx.lang;
        let mut lines = Vec::new();
        for (title, kinds) in GROUPS {
            lines.push(PageLine::title(title(lang)));
            for kind in *kinds {
                let count = text::shown::pad_left(&text::figure(ctx.standing.data.count(*kind), lang), 8);
                let label = text::shown::pad(kind.label().of(lang), 36);
                let line = PageLine::of(format!("{label}{count}"), Role::Plain);
                lines.push(line.to(Target::Book(*kind)));
            }
            lines.push(PageLine::blank());
        }
        let fresh = self.page.target().is_none();
        self.page.set(lines);
        if fresh {
            self.page.to_first_target();
        }
    }

    fn kind_here(&self) -> Option<Kind> {
        self.kind()
    }

    fn offers(&self, action: Action, _ctx: &Ctx) -> bool {
        match action {
            Action::Open | Action::New => self.kind().is_some(),
            Action::AsOf | Action::Help | Action::Quit => true,
            _ => false,
        }
    }

    fn act(&mut self, action: Action, ctx: &Ctx) -> Outcome {
        if self.page.act(action) {
            return Outcome::Stay;
        }
        match (action, self.kind()) {
            (Action::Open, Some(kind)) => Outcome::Goto(Target::Book(kind)),
            (Action::New, Some(kind)) => detail::new_record(ctx, kind, None),
            _ => Outcome::Pass,
        }
    }

    fn draw(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) -> Option<Position> {
        self.page.draw(ctx, frame.buffer_mut(), area, Focus::Here)
    }
}
