//! A tab that is a table of one kind: members, or the board of villages.
//!
//! Which records it shows follows from where it looks (all, a unit, a figure) and the filter; what they look
//! like and how they are grouped is the kind's dress. On a wide screen the record under the cursor stands beside.

use std::sync::Arc;

use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use super::{
    Answer, Ctx, Outcome, Screen, Tab, Target,
    board::Board,
    detail::{self, Beside, has_terms},
    first,
    page::Backwards,
    put, row,
    table::Table,
    theme::Role,
};
use crate::{
    domain::{
        attention::{attention, can_need_attention},
        column::column,
        figure::Figure,
        filter::Filter,
        record::{Id, Kind},
    },
    keymap::{Action, Key, Mode},
    text,
};

mod kind;
mod narrow;
mod scope;

use kind::{KindDress, table_columns};
use scope::Scope;

/// From this width on the record under the cursor is shown beside the list.
pub const WIDE: u16 = 120;

/// What a dialog was opened for.
#[derive(Debug, Clone, PartialEq)]
enum Asking {
    Nothing,
    SortBy,
    FilterColumn,
    FilterValue(&'static str),
    FilterText(&'static str),
    File,
    Deed(super::detail::Asked),
}

/// A tab that is a table.
pub struct Browse {
    kind: Kind,
    table: Table,
    scope: Scope,
    filter: Filter,
    dress: KindDress,
    asking: Asking,
    beside: Beside,
}

/// What stands where no record is yet, with what may be done about it.
pub(super) fn nothing_yet(ctx: &Ctx) -> String {
    let key = |action| ctx.keys.key_of(action).unwrap_or_default();
    match ctx.permit.edit() {
        Ok(()) => text::no_records(ctx.lang, key(Action::New), key(Action::Import)),
        Err(_) => text::no_records_here(ctx.lang).to_owned(),
    }
}

impl Browse {
    /// The table of a kind.
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            table: Table::new(kind, table_columns(kind)),
            scope: Scope::All,
            filter: Filter::default(),
            dress: KindDress { kind, attention_first: false },
            asking: Asking::Nothing,
            beside: Beside::default(),
        }
    }

    /// A table of these records.
    pub fn of(ctx: &Ctx, kind: Kind, ids: &[Id], title: String) -> Self {
        let scope = Scope::These(title, Arc::new(ids.iter().cloned().collect()));
        let mut table = Self { scope, ..Self::new(kind) };
        table.arrange(ctx);
        table
    }

    /// The table of all records of a kind, over what is seen.
    pub fn book(ctx: &Ctx, kind: Kind) -> Self {
        let mut table = Self { scope: Scope::Book, ..Self::new(kind) };
        table.arrange(ctx);
        table
    }

    /// Rows built for the last frame.
    pub fn rows_built(&self) -> usize {
        self.table.rows_built()
    }

    /// The records a command for many is meant for: the marked ones that are shown, else the one under the cursor.
    fn meant(&self) -> Vec<Id> {
        match self.table.marked_shown() {
            marked if marked.is_empty() => self.table.current().cloned().into_iter().collect(),
            marked => marked,
        }
    }

    fn arrange(&mut self, ctx: &Ctx) {
        let ids = self.ids(ctx);
        self.table.arrange(ctx.standing, ctx.lang, ids, &self.dress);
        self.beside.forget();
    }

    fn next_attention(&mut self, ctx: &Ctx, backwards: Backwards) -> Outcome {
        let (kind, standing) = (self.kind, ctx.standing);
        if self.table.go_to_next(backwards, |id| attention(standing, kind, id).is_some()) {
            Outcome::Stay
        } else {
            Outcome::Say(text::nothing_needs_attention(ctx.lang).to_owned())
        }
    }

    fn quick_filter(&mut self, ctx: &Ctx) -> Outcome {
        let figure = match self.kind {
            Kind::Village => Figure::NotUnified,
            _ => Figure::ProbationOver,
        };
        self.scope = if self.scope == Scope::Figure(figure) { Scope::All } else { Scope::Figure(figure) };
        self.arrange(ctx);
        Outcome::Stay
    }
}

impl Tab for Browse {
    fn title(&self, ctx: &Ctx) -> String {
        match self.kind {
            Kind::Village => text::tab_villages(ctx.lang).to_owned(),
            kind => kind.label().of(ctx.lang).to_owned(),
        }
    }

    fn alarms(&self, ctx: &Ctx) -> usize {
        match self.kind {
            Kind::Village => {
                let (all, unified) = ctx.standing.unified();
                all - unified
            }
            _ => 0,
        }
    }

    fn left(&mut self) {
        self.table.sought_mut().end();
    }

    fn show(&mut self, target: &Target, ctx: &Ctx) {
        match target {
            Target::Figure(figure) => self.scope = Scope::Figure(*figure),
            Target::MembersOf(unit) => self.scope = Scope::Unit(unit.clone()),
            Target::Records(_, ids, title) => {
                self.scope = Scope::These(title.clone(), Arc::new(ids.iter().cloned().collect()));
            }
            Target::Report(_) | Target::Book(_) | Target::Work(_) => return,
            Target::Record(_, id) => {
                if !self.table.go_to(id) {
                    self.scope = Scope::All;
                    self.filter = Filter::default();
                    self.arrange(ctx);
                    self.table.go_to(id);
                }
                return;
            }
        }
        self.filter = Filter::default();
        self.table.sought_mut().end();
        self.arrange(ctx);
        self.table.act(Action::Top);
    }
}

impl Screen for Browse {
    fn mode(&self) -> Mode {
        Mode::List
    }

    fn refresh(&mut self, ctx: &Ctx) {
        self.arrange(ctx);
    }

    fn is_finding(&self) -> bool {
        self.table.sought().is_on()
    }

    fn turn_to(&mut self, kind: Kind, id: &Id, ctx: &Ctx) -> Option<&'static str> {
        if kind != self.kind || self.table.go_to(id) {
            return None;
        }
        Some(if self.narrows() { text::made_is_filtered(ctx.lang) } else { text::made_is_not_yet(ctx.lang) })
    }

    fn record(&self) -> Option<(Kind, Id)> {
        Some((self.kind, self.table.current()?.clone()))
    }

    fn kind_here(&self) -> Option<Kind> {
        Some(self.kind)
    }

    fn shows_fields(&self, ctx: &Ctx) -> bool {
        ctx.area.width >= WIDE
    }

    fn unmasked(&mut self, _ctx: &Ctx) {
        self.beside.forget();
    }

    fn offers(&self, action: Action, ctx: &Ctx) -> bool {
        match action {
            Action::Unify => self.table.current().is_some_and(|id| ctx.standing.is_to_unify(self.kind, id)),
            Action::Plan => matches!(self.kind, Kind::Village | Kind::Pair),
            Action::AttentionFirst => self.kind == Kind::Village,
            Action::QuickFilter => {
                matches!(self.kind, Kind::Village | Kind::Member) && !self.scope.lies_over()
            }
            Action::Export => !self.table.is_empty(),
            Action::NextAttention | Action::PreviousAttention => can_need_attention(self.kind),
            Action::Back => self.is_finding() || self.narrows() || self.scope.lies_over(),
            Action::NextHit | Action::PreviousHit => self.table.sought().can_go_on(),
            Action::Open | Action::Edit | Action::Delete | Action::Mark => !self.table.is_empty(),
            Action::Appoint | Action::EndTerm => !self.table.is_empty() && has_terms(self.kind),
            Action::Procedure => match self.kind {
                Kind::Member => true,
                Kind::Unit | Kind::Village => !self.table.is_empty(),
                _ => false,
            },
            Action::Board => self.kind == Kind::Village,
            Action::Save | Action::NextField | Action::PreviousField => false,
            _ => true,
        }
    }

    fn act(&mut self, action: Action, ctx: &Ctx) -> Outcome {
        let current = self.table.current().cloned();
        if self.table.act(action) {
            return Outcome::Stay;
        }
        match action {
            Action::Back => {
                if self.widen(ctx) {
                    Outcome::Stay
                } else if self.scope.lies_over() {
                    Outcome::Close
                } else {
                    Outcome::Pass
                }
            }
            Action::Mark => {
                self.table.mark();
                Outcome::Stay
            }
            Action::MarkAll => {
                self.table.mark_all();
                Outcome::Stay
            }
            Action::Find => self.ask_filter(ctx),
            Action::Choose => match column(self.kind, "state") {
                Some(state) => self.ask_value(ctx, state),
                None => Outcome::Pass,
            },
            Action::Sort => self.ask_sort(ctx),
            Action::Export if !self.table.is_empty() => self.ask_file(ctx),
            Action::NextHit => self.table.find(ctx, Some(Backwards::No)),
            Action::PreviousHit => self.table.find(ctx, Some(Backwards::Yes)),
            Action::NextAttention => self.next_attention(ctx, Backwards::No),
            Action::PreviousAttention => self.next_attention(ctx, Backwards::Yes),
            Action::QuickFilter if self.offers(action, ctx) => self.quick_filter(ctx),
            Action::AttentionFirst if self.kind == Kind::Village => {
                self.dress.attention_first = !self.dress.attention_first;
                self.arrange(ctx);
                self.table.act(Action::Top);
                Outcome::Stay
            }
            Action::Board if self.kind == Kind::Village => Outcome::Open(Box::new(Board::new(ctx))),
            Action::Procedure => {
                let (asked, outcome) = detail::ask_procedure(ctx, self.kind, self.meant());
                self.asking = asked.map_or(Asking::Nothing, Asking::Deed);
                outcome
            }
            Action::New => detail::new_record(ctx, self.kind, self.scope_unit()),
            action => match current {
                Some(id) => {
                    let (asked, outcome) = detail::act_on(ctx, self.kind, &id, action);
                    self.asking = asked.map_or(Asking::Nothing, Asking::Deed);
                    outcome
                }
                None => Outcome::Pass,
            },
        }
    }

    fn typed(&mut self, key: Key, ctx: &Ctx) -> Outcome {
        if self.table.sought_mut().typed(key, ctx) { self.table.find(ctx, None) } else { Outcome::Pass }
    }

    fn pasted(&mut self, pasted: &str, ctx: &Ctx) -> Outcome {
        self.table.sought_mut().take(&text::shown::strip(pasted));
        self.table.find(ctx, None)
    }

    fn answered(&mut self, answer: Answer, ctx: &Ctx) -> Outcome {
        let asking = std::mem::replace(&mut self.asking, Asking::Nothing);
        match (asking, answer) {
            (Asking::SortBy, Answer::Picked(name)) => {
                if let Some(column) = self.table.columns().iter().find(|c| c.name == name) {
                    self.table.sort_by(column.name);
                    self.arrange(ctx);
                }
                Outcome::Stay
            }
            (Asking::FilterColumn, Answer::Picked(name)) if name.is_empty() => {
                self.filter = Filter::default();
                self.arrange(ctx);
                Outcome::Stay
            }
            (Asking::FilterColumn, Answer::Picked(name)) => match column(self.kind, &name) {
                Some(column) => self.ask_value(ctx, column),
                None => Outcome::Stay,
            },
            (Asking::FilterColumn, Answer::Text(words)) => self.set_filter(ctx, "name", '~', &words),
            (Asking::FilterValue(column), Answer::Picked(value)) => self.set_filter(ctx, column, '=', &value),
            (Asking::FilterText(name), Answer::Text(value)) => {
                let operator = column(self.kind, name).map_or('=', |column| narrow::operator(&column));
                self.set_filter(ctx, name, operator, &value)
            }
            (Asking::File, Answer::Text(path)) => self.export(path),
            (_, Answer::Saved) => {
                // What was marked for it is done; the next command is not meant for them.
                self.table.unmark();
                Outcome::Stay
            }
            (Asking::Deed(asked), answer) => {
                let (asked, outcome) = detail::answered(ctx, asked, answer);
                self.asking = asked.map_or(Asking::Nothing, Asking::Deed);
                outcome
            }
            _ => Outcome::Stay,
        }
    }

    fn draw(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) -> Option<Position> {
        let wide = area.width >= WIDE;
        let left = if wide { first(area, area.width * 3 / 5) } else { area };
        put(ctx, frame.buffer_mut(), row(left, 0), &self.describe(ctx), Role::Dim);
        let body = Rect { y: left.y + 1, height: left.height.saturating_sub(1), ..left };
        let cursor = self.table.draw(ctx, frame.buffer_mut(), body, &self.dress);
        if self.table.is_empty() {
            put(
                ctx,
                frame.buffer_mut(),
                row(body, 2),
                &if self.narrows() { text::no_rows(ctx.lang).to_owned() } else { nothing_yet(ctx) },
                Role::Dim,
            );
        }
        if wide {
            let here = self.table.current().map(|id| (self.kind, id));
            self.beside.draw(ctx, frame, super::after(area, left.width), here);
        }
        cursor
    }
}
