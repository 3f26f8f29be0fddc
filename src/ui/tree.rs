//! The tab of units: a tree with the members counted up, and the unit under the cursor beside it.
//!
//! The tree is made anew only when the register, the date or what is asked for changes; a frame builds only the
//! rows in view. Closed units are left out unless they are asked for.

mod branches;

use std::collections::HashSet;

use ratatui::{
    Frame,
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{
    Answer, Ctx, Export, Outcome, Screen, Tab, Taken, Target, after,
    browse::WIDE,
    detail::{self, Asked, Beside},
    first,
    page::Backwards,
    picker::Picker,
    prompt::file_prompt,
    put, row,
    sought::Sought,
    theme::Role,
};
use crate::{
    domain::{
        figure::Figure,
        fold::Query,
        record::{Id, Kind},
        unit::Unit,
    },
    keymap::{Action, Key, Mode},
    text::{self, shown},
};
use branches::{Branches, Node};

/// What goes into a file of the tree.
const UNIT_COLUMNS: &[&str] =
    &["code", "name", "kind", "org_type", "parent", "members", "official", "probationary", "secretary"];

/// The tab of units.
#[derive(Default)]
pub struct Units {
    branches: Branches,
    with_closed: bool,
    /// The figure whose units are shown, and how many they are.
    figure: Option<(Figure, usize)>,
    sought: Sought,
    beside: Beside,
    asking: Option<Asked>,
    /// Whether a unit to go to is being picked, or a file for the tree named.
    jumping: bool,
    exporting: bool,
    height: usize,
    /// Units marked for a turn of several.
    marked: HashSet<Id>,
}

impl Units {
    fn build(&mut self, ctx: &Ctx) {
        let standing = ctx.standing;
        self.beside.forget();
        let fresh = self.branches.is_empty();
        let roots: Vec<&Unit> = match &mut self.figure {
            Some((figure, count)) => {
                let wanted = figure.ids(standing);
                *count = wanted.len();
                wanted.iter().filter_map(|id| standing.data.unit(id)).collect()
            }
            None => standing.data.roots().collect(),
        };
        self.marked.retain(|id| standing.unit(id).active);
        let with_closed = self.with_closed;
        self.branches.set(standing, roots, &|unit| with_closed || standing.unit(&unit.id).active);
        if fresh && self.figure.is_none() {
            self.branches.open();
        }
    }

    /// A row: the branch's sign, the unit's name, and members' counts in a column at the right.
    fn words_of(&self, ctx: &Ctx, node: &Node, open: bool, width: u16) -> String {
        const COUNTS: usize = 16;
        let count = ctx.standing.unit(&node.id).all;
        let sign = match (node.below, open) {
            (0, _) => " ",
            (_, true) => "-",
            (_, false) => "+",
        };
        let name = ctx.standing.data.unit(&node.id).map_or("", |unit| unit.name.as_str());
        let room = usize::from(width).saturating_sub(COUNTS + 5 + 2 * node.depth);
        let name = shown::pad(&shown::shown(name), room);
        let figure = |n| shown::pad_left(&text::figure(n, ctx.lang), 8);
        let indent = 2 * node.depth;
        format!("{:indent$}{sign} {name}{}{}", "", figure(count.members()), figure(count.probationary))
    }

    fn move_by(&mut self, action: Action) -> bool {
        self.branches.act(action, self.height.saturating_sub(1))
    }

    /// Goes to the next unit whose name holds what is looked for, from the cursor on or from behind it; says so when
    /// there is none.
    fn find(&mut self, ctx: &Ctx, step: Option<Backwards>) -> Outcome {
        let Some(here) = self.branches.place() else { return Outcome::Stay };
        let hits = |query: &Query, place: usize| self.branches.hits(ctx.standing, query, place);
        match self.sought.find((here, self.branches.len()), step, hits, ctx.lang) {
            Ok(place) => {
                self.branches.go_to(place);
                Outcome::Stay
            }
            Err(none) => none,
        }
    }

    /// Marks the unit under the cursor, or takes the mark away.
    fn mark(&mut self) {
        if let Some(id) = self.branches.current().cloned() {
            if !self.marked.remove(&id) {
                self.marked.insert(id);
            }
            self.move_by(Action::Down);
        }
    }

    /// The units a command for many is meant for: the marked ones of the tree, else the one under the cursor.
    fn meant(&self) -> Vec<Id> {
        let mut ids = self.branches.ids();
        ids.retain(|id| self.marked.contains(id));
        if ids.is_empty() { self.branches.current().cloned().into_iter().collect() } else { ids }
    }

    /// What to do where there is no unit to show.
    fn nothing(&self, ctx: &Ctx) -> String {
        match self.figure {
            Some(_) => text::no_rows(ctx.lang).to_owned(),
            None if ctx.standing.data.units().is_empty() => super::browse::nothing_yet(ctx),
            None => text::all_closed(ctx.lang).to_owned(),
        }
    }

    fn describe(&self, ctx: &Ctx) -> String {
        let mut words = match self.figure {
            Some((figure, count)) => format!("{} · {count}", detail::figure_words(figure, ctx.lang)),
            None => detail::count_words(ctx.standing.total(), ctx.lang),
        };
        if !self.marked.is_empty() {
            words =
                format!("{words} · {}", text::marked(ctx.lang, text::figure(self.marked.len(), ctx.lang)));
        }
        if self.with_closed {
            words = format!("{words} · {}", text::with_closed(ctx.lang));
        }
        if let Some(sought) = self.sought.label(ctx.lang) {
            words = format!("{sought} · {words}");
        }
        words
    }
}

impl Tab for Units {
    fn title(&self, ctx: &Ctx) -> String {
        text::tab_units(ctx.lang).to_owned()
    }

    fn left(&mut self) {
        self.sought.end();
    }

    fn show(&mut self, target: &Target, ctx: &Ctx) {
        match target {
            Target::Figure(figure) => {
                self.figure = Some((*figure, 0));
                self.branches = Branches::default();
                self.build(ctx);
                self.move_by(Action::Top);
            }
            Target::Records(..) | Target::Report(_) | Target::Book(_) | Target::Work(_) => {}
            Target::Record(_, id) | Target::MembersOf(id) => {
                self.figure = None;
                self.build(ctx);
                self.branches.place_of(id).into_iter().for_each(|place| self.branches.go_to(place));
            }
        }
    }
}

impl Screen for Units {
    fn mode(&self) -> Mode {
        Mode::List
    }

    fn refresh(&mut self, ctx: &Ctx) {
        self.build(ctx);
    }

    fn is_finding(&self) -> bool {
        self.sought.is_on()
    }

    fn turn_to(&mut self, kind: Kind, id: &Id, ctx: &Ctx) -> Option<&'static str> {
        let place = self.branches.place_of(id);
        place.into_iter().for_each(|place| self.branches.go_to(place));
        match (kind, place, self.figure) {
            (Kind::Unit, None, Some(_)) => Some(text::made_is_filtered(ctx.lang)),
            (Kind::Unit, None, None) => Some(text::made_is_not_yet(ctx.lang)),
            _ => None,
        }
    }

    fn record(&self) -> Option<(Kind, Id)> {
        Some((Kind::Unit, self.branches.current()?.clone()))
    }

    fn shows_fields(&self, ctx: &Ctx) -> bool {
        ctx.area.width >= WIDE
    }

    fn unmasked(&mut self, _ctx: &Ctx) {
        self.beside.forget();
    }

    fn offers(&self, action: Action, _ctx: &Ctx) -> bool {
        match action {
            Action::Back => self.is_finding() || self.figure.is_some(),
            Action::Open
            | Action::Edit
            | Action::Delete
            | Action::Appoint
            | Action::EndTerm
            | Action::Mark
            | Action::Procedure => self.branches.current().is_some(),
            Action::Unify | Action::Plan | Action::AttentionFirst => false,
            Action::Export => !self.branches.is_empty(),
            Action::NextAttention | Action::PreviousAttention | Action::Sort => false,
            Action::MarkAll | Action::Save | Action::NextField | Action::PreviousField | Action::Choose => {
                false
            }
            _ => true,
        }
    }

    fn act(&mut self, action: Action, ctx: &Ctx) -> Outcome {
        if self.move_by(action) {
            return Outcome::Stay;
        }
        match action {
            Action::Left => self.branches.close(),
            Action::Right => self.branches.open(),
            Action::NextHit => return self.find(ctx, Some(Backwards::No)),
            Action::PreviousHit => return self.find(ctx, Some(Backwards::Yes)),
            Action::QuickFilter => {
                self.with_closed = !self.with_closed;
                self.build(ctx);
            }
            Action::Find => {
                self.jumping = true;
                let picker = Picker::new(Action::Find.label().of(ctx.lang), Vec::new());
                return Outcome::Open(Box::new(picker.with_records(ctx, &[Kind::Unit])));
            }
            Action::Export if !self.branches.is_empty() => {
                self.exporting = true;
                return Outcome::Open(Box::new(file_prompt(ctx, Kind::Unit.code())));
            }
            Action::Mark => self.mark(),
            Action::Procedure => {
                let (asked, outcome) = detail::ask_procedure(ctx, Kind::Unit, self.meant());
                self.asking = asked;
                self.jumping = false;
                return outcome;
            }
            Action::Back => {
                if self.sought.end() {
                    return Outcome::Stay;
                }
                if self.figure.take().is_none() {
                    return Outcome::Pass;
                }
                self.build(ctx);
            }
            action => {
                let Some(id) = self.branches.current().cloned() else {
                    return if action == Action::New {
                        detail::new_record(ctx, Kind::Unit, None)
                    } else {
                        Outcome::Pass
                    };
                };
                if action == Action::New {
                    return detail::new_record(ctx, Kind::Unit, Some(&id));
                }
                let (asked, outcome) = detail::act_on(ctx, Kind::Unit, &id, action);
                self.asking = asked;
                self.jumping = false;
                return outcome;
            }
        }
        Outcome::Stay
    }

    fn typed(&mut self, key: Key, ctx: &Ctx) -> Outcome {
        if self.sought.typed(key, ctx) { self.find(ctx, None) } else { Outcome::Pass }
    }

    fn answered(&mut self, answer: Answer, ctx: &Ctx) -> Outcome {
        if let (true, Answer::Text(path)) = (std::mem::take(&mut self.exporting), &answer) {
            let ids = self.branches.ids();
            let what = Taken::List(Kind::Unit, ids, UNIT_COLUMNS.to_vec());
            return Outcome::Export(Export { what, path: path.clone() });
        }
        if let (true, Answer::Picked(id)) = (std::mem::take(&mut self.jumping), &answer) {
            let id = Id::new(id).ok();
            self.with_closed |= id.as_ref().is_some_and(|id| !ctx.standing.unit(id).active);
            id.into_iter().for_each(|id| self.show(&Target::Record(Kind::Unit, id), ctx));
            return Outcome::Stay;
        }
        if answer == Answer::Saved {
            self.marked.clear();
        }
        let Some(asked) = self.asking.take() else { return Outcome::Stay };
        let (asked, outcome) = detail::answered(ctx, asked, answer);
        self.asking = asked;
        outcome
    }

    fn draw(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) -> Option<Position> {
        let left = first(area, if area.width >= WIDE { area.width / 2 } else { area.width });
        put(ctx, frame.buffer_mut(), row(left, 0), &self.describe(ctx), Role::Dim);
        let heads =
            format!("{:>8}{:>8}", text::column_members(ctx.lang), text::column_probationary(ctx.lang));
        let at = after(row(left, 1), left.width.saturating_sub(17));
        put(ctx, frame.buffer_mut(), at, &heads, Role::Label);
        let body = Rect { y: left.y + 2, height: left.height.saturating_sub(2), ..left };
        if area.width >= WIDE {
            let here = self.branches.current().map(|id| (Kind::Unit, id));
            self.beside.draw(ctx, frame, after(area, left.width), here);
        }
        self.draw_rows(ctx, frame.buffer_mut(), body)
    }
}

impl Units {
    fn draw_rows(&mut self, ctx: &Ctx, buffer: &mut Buffer, body: Rect) -> Option<Position> {
        self.height = usize::from(body.height);
        self.branches.settle(self.height);
        let mut cursor = None;
        for (number, (node, here, open)) in (0..body.height).zip(self.branches.in_view()) {
            let at = row(body, number);
            let role = if ctx.standing.unit(&node.id).active { Role::Plain } else { Role::Dim };
            put(ctx, buffer, after(at, 1), &self.words_of(ctx, node, open, body.width), role);
            if self.marked.contains(&node.id) {
                put(ctx, buffer, first(after(at, 2), 1), ctx.theme.signs.mark, Role::Key);
            }
            if here {
                put(ctx, buffer, first(at, 1), ctx.theme.signs.cursor, role);
                buffer.set_style(at, ctx.theme.style(Role::Selected));
                cursor = Some(Position::new(at.x, at.y));
            }
        }
        if self.branches.is_empty() {
            put(ctx, buffer, row(body, 2), &self.nothing(ctx), Role::Dim);
        }
        cursor
    }
}
