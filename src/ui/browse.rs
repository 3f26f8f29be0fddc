//! A tab that is a table of one kind: members, or the board of villages.
//!
//! Which records it shows follows from where it looks (all, a unit, a figure) and the filter; what they look
//! like and how they are grouped is the kind's dress. On a wide screen the record under the cursor stands beside.

use std::collections::HashSet;

use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use super::{
    Answer, Ctx, Outcome, Screen, Target, detail, first,
    page::{Backwards, Page, draw_beside},
    picker::{Item, Picker},
    prompt::Prompt,
    put, row,
    table::{Dress, Group, Look, Table},
    theme::Role,
};
use crate::{
    domain::{
        attention::{Attention, attention},
        column::{Column, column, columns},
        figure::Figure,
        filter::{Condition, Filter},
        fold,
        record::{Id, Input, Kind},
        standing::Standing,
        words::Lang,
    },
    keymap::{Action, Code, Key, Mode},
    text,
};

/// From this width on the record under the cursor is shown beside the list.
pub const WIDE: u16 = 120;

/// Where a tab looks.
#[derive(Debug, Clone, PartialEq)]
enum Scope {
    All,
    Figure(Figure),
    Unit(Id),
}

/// What a dialog was opened for.
#[derive(Debug, Clone, PartialEq)]
enum Asking {
    Nothing,
    SortBy,
    FilterColumn,
    FilterValue(&'static str),
    FilterText(&'static str),
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
    beside: Page,
    beside_of: Option<Id>,
    words: String,
}

/// How rows of a kind are grouped and look.
#[derive(Debug, Clone, Copy)]
struct KindDress {
    kind: Kind,
    attention_first: bool,
}

impl Dress for KindDress {
    fn group(&self, standing: &Standing, id: &Id, lang: Lang) -> Option<Group> {
        let village = (self.kind == Kind::Village).then(|| standing.data.village(id)).flatten()?;
        if self.attention_first && attention(standing, Kind::Village, id).is_some() {
            return Some(Group { key: vec![0], title: text::not_unified_heading(lang).to_owned() });
        }
        let unit = village.commune.as_ref().and_then(|c| standing.data.unit(c));
        let name = unit.map_or_else(String::new, |u| {
            if u.short_name.is_empty() { u.name.clone() } else { u.short_name.clone() }
        });
        let mut key = vec![1];
        key.extend(fold::sort_key(&name));
        Some(Group { key, title: name })
    }

    fn look(&self, ctx: &Ctx, id: &Id) -> Look {
        let signs = ctx.theme.signs;
        match attention(ctx.standing, self.kind, id) {
            Some(Attention::NotUnified) => Look { role: Role::Attention, sign: signs.attention },
            Some(Attention::Overdue) => Look { role: Role::Overdue, sign: signs.overdue },
            None if self.kind == Kind::Village => Look { role: Role::Plain, sign: signs.good },
            None => Look { role: Role::Plain, sign: " " },
        }
    }
}

/// The columns of a kind's table with their widths, the most wanted first; the first four fit 80 cells.
fn table_columns(kind: Kind) -> Vec<Column> {
    let names: &[(&str, u16)] = match kind {
        Kind::Member => &[
            ("name", 22),
            ("born", 10),
            ("state", 12),
            ("unit", 27),
            ("sex", 9),
            ("ethnic_group", 9),
            ("admitted", 13),
            ("official", 15),
            ("age", 5),
            ("party_age", 9),
            ("occupation", 18),
            ("profession", 12),
            ("political_theory", 17),
            ("religion", 10),
            ("home_place", 24),
            ("record_number", 10),
            ("exempt", 7),
            ("probation_ends", 11),
            ("left_on", 10),
        ],
        Kind::Village => &[
            ("name", 20),
            ("state", 18),
            ("secretary", 17),
            ("head", 17),
            ("plan_month", 8),
            ("plan_reason", 28),
            ("since", 11),
            ("cell", 26),
            ("households", 7),
            ("overdue", 8),
            ("kind", 9),
            ("code", 8),
        ],
        Kind::Unit => &[("name", 34), ("kind", 18), ("members", 9), ("probationary", 7), ("secretary", 22)],
        Kind::Term => &[("holder", 22), ("post", 20), ("body", 28), ("from", 10), ("to", 10)],
        Kind::Event => &[("member", 24), ("kind", 22), ("date", 10), ("unit", 28)],
        Kind::Office => &[("name", 30)],
    };
    let sized = |&(name, width): &(&str, u16)| column(kind, name).map(|c| c.with_width(width));
    names.iter().filter_map(sized).collect()
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
            beside: Page::default(),
            beside_of: None,
            words: String::new(),
        }
    }

    /// Rows built for the last frame.
    pub fn rows_built(&self) -> usize {
        self.table.rows_built()
    }

    fn arrange(&mut self, ctx: &Ctx) {
        let ids = self.ids(ctx);
        let (kind, standing) = (self.kind, ctx.standing);
        self.table
            .arrange(standing, ctx.lang, ids, &self.dress, &|id| attention(standing, kind, id).is_none());
        self.beside_of = None;
    }

    /// The records to show: those of the scope that pass the filter; without a word about it only those who are there.
    fn ids(&self, ctx: &Ctx) -> Vec<Id> {
        let standing = ctx.standing;
        let mut ids = standing.by_name(self.kind);
        if let Scope::Figure(figure) = &self.scope {
            let counted: HashSet<Id> = figure.ids(standing).into_iter().collect();
            ids.retain(|id| counted.contains(id));
        }
        let there = |id: &Id| match self.kind {
            Kind::Member => standing.member(id).state.is_member(),
            Kind::Village => standing.village(id).is_some(),
            Kind::Unit | Kind::Term | Kind::Event | Kind::Office => true,
        };
        let open = matches!(self.scope, Scope::Figure(_))
            || self.filter.mentions("state")
            || self.filter.mentions("left_on");
        ids.retain(|id| {
            let Some(record) = standing.data.record(self.kind, id) else { return false };
            (open || there(id)) && self.is_in_unit(standing, id) && self.filter.holds(standing, record)
        });
        ids
    }

    fn is_in_unit(&self, standing: &Standing, id: &Id) -> bool {
        let Scope::Unit(unit) = &self.scope else { return true };
        let own = match self.kind {
            Kind::Member => standing.member(id).unit.clone(),
            Kind::Village => standing.data.village(id).and_then(|v| v.commune.clone()),
            Kind::Unit | Kind::Term | Kind::Event | Kind::Office => None,
        };
        own.is_some_and(|own| standing.data.path(&own).iter().any(|u| u.id == *unit))
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

    /// Takes back the last thing that narrows the list; whether there was any.
    fn widen(&mut self, ctx: &Ctx) -> bool {
        let had = if self.table.find_end() {
            return true;
        } else if !self.filter.is_empty() {
            self.filter = Filter::default();
            true
        } else {
            std::mem::replace(&mut self.scope, Scope::All) != Scope::All
        };
        if had {
            self.arrange(ctx);
        }
        had
    }

    fn ask_sort(&mut self, ctx: &Ctx) -> Outcome {
        self.asking = Asking::SortBy;
        let items = self.table.columns().iter().map(|c| Item::new(c.name, c.label.of(ctx.lang))).collect();
        Outcome::Open(Box::new(Picker::new(text::sort_by(ctx.lang), items)))
    }

    /// Columns one can filter by, with what is set.
    fn ask_filter(&mut self, ctx: &Ctx) -> Outcome {
        self.asking = Asking::FilterColumn;
        let mut items = Vec::new();
        if !self.filter.is_empty() {
            items.push(Item::new("", text::filter_none(ctx.lang)));
        }
        for column in filter_columns(self.kind) {
            let set = self.filter.conditions().iter().find(|c| c.column.name == column.name);
            let label = column.label.of(ctx.lang);
            let words = set.map_or_else(|| label.to_owned(), |c| format!("{label}: {}", value_of(c)));
            items.push(Item::new(column.name, &words));
        }
        let picker =
            Picker::new(text::filter_by(ctx.lang), items).accepting_words(text::find_words(ctx.lang));
        Outcome::Open(Box::new(picker))
    }

    fn ask_value(&mut self, ctx: &Ctx, column: Column) -> Outcome {
        let title = column.label.of(ctx.lang);
        if let Some(choices) = column.choices() {
            self.asking = Asking::FilterValue(column.name);
            let mut items = vec![Item::new("", text::filter_any(ctx.lang))];
            if column.kind == Kind::Member && column.name == "state" {
                items.push(Item::new("present", text::state_present(ctx.lang)));
                items.push(Item::new("left", text::state_left(ctx.lang)));
            }
            items.extend(choices.iter().map(|c| Item::new(c.code, c.label.of(ctx.lang))));
            return Outcome::Open(Box::new(Picker::new(title, items)));
        }
        if let Input::Link(kinds) = column.input {
            self.asking = Asking::FilterValue(column.name);
            let any = vec![Item::new("", text::filter_any(ctx.lang))];
            return Outcome::Open(Box::new(Picker::new(title, any).with_records(ctx, kinds)));
        }
        self.asking = Asking::FilterText(column.name);
        let hint = match column.input {
            Input::Number => text::filter_number_hint(ctx.lang),
            Input::Day | Input::Date | Input::Month => text::filter_date_hint(ctx.lang),
            _ => text::filter_words_hint(ctx.lang),
        };
        Outcome::Open(Box::new(Prompt::new(title, hint)))
    }

    fn set_filter(&mut self, ctx: &Ctx, column: &'static str, operator: char, value: &str) -> Outcome {
        if value.trim().is_empty() {
            self.filter.clear(column);
        } else {
            match Condition::parse(self.kind, &format!("{column}{operator}{}", value.trim())) {
                Ok(condition) => self.filter.set(condition),
                Err(_) => return Outcome::Refuse(text::filter_unread(ctx.lang, value.trim())),
            }
        }
        self.arrange(ctx);
        Outcome::Stay
    }

    /// The line over the table: where it looks, by what it is filtered, how many are shown.
    fn describe(&self, ctx: &Ctx) -> String {
        let lang = ctx.lang;
        let mut parts = Vec::new();
        if self.is_finding() {
            parts.push(format!("{} {}", text::find_label(lang), self.table.finding()));
        }
        match &self.scope {
            Scope::All => {}
            Scope::Figure(figure) => parts.push(detail::figure_words(*figure, lang)),
            Scope::Unit(unit) => parts.push(text::title_of(ctx.standing, Kind::Unit, unit, lang)),
        }
        for condition in self.filter.conditions() {
            let label = condition.column.label.of(lang);
            parts.push(format!("{label}: {}", shown_value(ctx, condition)));
        }
        if self.dress.attention_first {
            parts.push(text::attention_first(lang).to_owned());
        }
        if !self.table.marked().is_empty() {
            parts.push(text::marked(lang, text::figure(self.table.marked().len(), lang)));
        }
        let count = text::figure(self.table.len(), lang);
        let mut words = text::rows_shown(lang, count);
        if !parts.is_empty() {
            words = format!("{words} · {}", parts.join(" · "));
        }
        words
    }
}

/// The columns by which a kind is filtered, in the order of the dialog.
fn filter_columns(kind: Kind) -> Vec<Column> {
    let names: &[&str] = match kind {
        Kind::Member => &[
            "unit",
            "state",
            "sex",
            "ethnic_group",
            "age",
            "admitted",
            "left_on",
            "official",
            "party_age",
            "religion",
            "profession",
            "political_theory",
            "exempt",
            "occupation",
            "home_place",
            "schooling",
        ],
        Kind::Village => {
            &["state", "commune", "overdue", "kind", "plan_month", "plan_reason", "households", "since"]
        }
        Kind::Unit | Kind::Term | Kind::Event | Kind::Office => return columns(kind).collect(),
    };
    names.iter().filter_map(|name| column(kind, name)).collect()
}

/// The value of a condition as it was written.
fn value_of(condition: &Condition) -> &str {
    condition.text.trim_start_matches(condition.column.name).trim_start_matches(['=', '~', '!', '>', '<'])
}

/// The value of a condition in words.
fn shown_value(ctx: &Ctx, condition: &Condition) -> String {
    let value = value_of(condition);
    match (condition.column.choices(), condition.column.input) {
        (Some(choices), _) => choices.iter().find(|c| c.code == value).map_or_else(
            || match value {
                "present" => text::state_present(ctx.lang).to_owned(),
                "left" => text::state_left(ctx.lang).to_owned(),
                other => other.to_owned(),
            },
            |c| c.label.of(ctx.lang).to_owned(),
        ),
        (None, Input::Link(kinds)) => {
            let record = Id::new(value).ok().and_then(|id| ctx.standing.data.linked(kinds, &id));
            record.map_or_else(|| value.to_owned(), |r| text::title(ctx.standing, r, ctx.lang))
        }
        (None, _) => value.to_owned(),
    }
}

impl Screen for Browse {
    fn title(&self, ctx: &Ctx) -> String {
        self.kind.label().of(ctx.lang).to_owned()
    }

    fn mode(&self) -> Mode {
        Mode::List
    }

    fn refresh(&mut self, ctx: &Ctx) {
        self.arrange(ctx);
    }

    fn is_finding(&self) -> bool {
        !self.table.finding().is_empty()
    }

    fn show(&mut self, target: &Target, ctx: &Ctx) {
        match target {
            Target::Figure(figure) => self.scope = Scope::Figure(*figure),
            Target::MembersOf(unit) => self.scope = Scope::Unit(unit.clone()),
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
        self.table.find_end();
        self.arrange(ctx);
        self.table.act(Action::Top);
    }

    fn offers(&self, action: Action, ctx: &Ctx) -> bool {
        match action {
            Action::Unify => {
                let village = self.table.current().and_then(|id| ctx.standing.village(id));
                self.kind == Kind::Village && village.is_some_and(|v| !v.is_unified())
            }
            Action::Plan | Action::AttentionFirst => self.kind == Kind::Village,
            Action::QuickFilter => matches!(self.kind, Kind::Village | Kind::Member),
            Action::NextAttention | Action::PreviousAttention => {
                matches!(self.kind, Kind::Village | Kind::Member)
            }
            Action::Back => self.is_finding() || !self.filter.is_empty() || self.scope != Scope::All,
            Action::NextHit | Action::PreviousHit => !self.words.is_empty() || self.is_finding(),
            Action::Open | Action::Edit | Action::Delete | Action::Mark => !self.table.is_empty(),
            Action::Appoint | Action::EndTerm => !self.table.is_empty(),
            Action::Save | Action::NextField | Action::PreviousField => false,
            _ => true,
        }
    }

    fn act(&mut self, action: Action, ctx: &Ctx) -> Outcome {
        let current = self.table.current().cloned();
        if self.table.act(action) {
            self.words = self.table.finding().to_owned();
            return Outcome::Stay;
        }
        match action {
            Action::Back => {
                if self.widen(ctx) {
                    Outcome::Stay
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
            Action::NextHit => self.next_hit(ctx, Backwards::No),
            Action::PreviousHit => self.next_hit(ctx, Backwards::Yes),
            Action::NextAttention => self.next_attention(ctx, Backwards::No),
            Action::PreviousAttention => self.next_attention(ctx, Backwards::Yes),
            Action::QuickFilter if self.offers(action, ctx) => self.quick_filter(ctx),
            Action::AttentionFirst if self.kind == Kind::Village => {
                self.dress.attention_first = !self.dress.attention_first;
                self.arrange(ctx);
                self.table.act(Action::Top);
                Outcome::Stay
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
        match (key.typed(), key.code) {
            (Some(letter), _) if !ctx.keys.letters_are_commands() || self.is_finding() => {
                self.table.find(ctx.standing, letter);
                self.words = self.table.finding().to_owned();
                Outcome::Stay
            }
            (None, Code::Backspace) if self.is_finding() => {
                self.table.find_less(ctx.standing);
                self.words = self.table.finding().to_owned();
                Outcome::Stay
            }
            _ => Outcome::Pass,
        }
    }

    fn pasted(&mut self, pasted: &str, ctx: &Ctx) -> Outcome {
        text::shown::strip(pasted).chars().for_each(|letter| self.table.find(ctx.standing, letter));
        Outcome::Stay
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
                let words = column(self.kind, name).is_some_and(|c| !c.is_date() && c.input != Input::Number);
                self.set_filter(ctx, name, if words { '~' } else { '=' }, &value)
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
            put(ctx, frame.buffer_mut(), row(body, 2), text::no_rows(ctx.lang), Role::Dim);
        }
        if wide {
            self.draw_beside(ctx, frame, super::after(area, left.width));
        }
        cursor
    }
}

impl Browse {
    fn scope_unit(&self) -> Option<&Id> {
        match &self.scope {
            Scope::Unit(unit) => Some(unit),
            Scope::All | Scope::Figure(_) => None,
        }
    }

    fn next_hit(&mut self, ctx: &Ctx, backwards: Backwards) -> Outcome {
        if self.table.finding().is_empty() {
            self.words.clone().chars().for_each(|letter| self.table.find(ctx.standing, letter));
        }
        if self.table.find_next(ctx.standing, backwards) {
            Outcome::Stay
        } else {
            Outcome::Say(text::not_found(ctx.lang, self.table.finding()))
        }
    }

    fn draw_beside(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) {
        let current = self.table.current().cloned();
        if self.beside_of != current {
            let lines = current.as_ref().map(|id| detail::lines(ctx, self.kind, id)).unwrap_or_default();
            self.beside = Page::default();
            self.beside.set(lines);
            self.beside_of = current;
        }
        draw_beside(ctx, frame, area, &mut self.beside);
    }
}
