//! Finding, sorting and filtering: what is asked for it, and how it is said over the table.

use std::collections::HashSet;

use super::{Asking, Browse, Ctx, Outcome, Scope, detail, kind::filter_columns};
use crate::{
    domain::{
        column::Column,
        filter::{BadFilter, Condition},
        record::{Id, Input, Kind},
    },
    keymap::Action,
    text,
    ui::{
        Export, Taken,
        picker::{Item, Picker},
        prompt::{Prompt, file_prompt},
    },
};

impl Browse {
    /// Asks for the file into which goes what is shown.
    pub(super) fn ask_file(&mut self, ctx: &Ctx) -> Outcome {
        self.asking = Asking::File;
        Outcome::Open(Box::new(file_prompt(ctx, self.kind.code())))
    }

    /// What is shown goes out as it stands: filter, order, columns; of marked rows only these.
    pub(super) fn export(&mut self, path: String) -> Outcome {
        let marked = self.table.marked_shown();
        let ids = if marked.is_empty() { self.table.shown() } else { marked };
        let columns = self.table.columns().iter().map(|column| column.name).collect();
        Outcome::Export(Export { what: Taken::List(self.kind, ids, columns), path })
    }

    pub(super) fn ask_sort(&mut self, ctx: &Ctx) -> Outcome {
        self.asking = Asking::SortBy;
        let items = self.table.columns().iter().map(|c| Item::new(c.name, c.label.of(ctx.lang))).collect();
        Outcome::Open(Box::new(Picker::new(text::sort_by(ctx.lang), items)))
    }

    /// Columns one can filter by, with what is set.
    pub(super) fn ask_filter(&mut self, ctx: &Ctx) -> Outcome {
        self.asking = Asking::FilterColumn;
        let mut items = Vec::new();
        if !self.filter.is_empty() {
            items.push(Item::new("", text::filter_none(ctx.lang)));
        }
        for column in filter_columns(self.kind) {
            let set = self.filter.conditions().iter().find(|c| c.column.name == column.name);
            let label = column.label.of(ctx.lang);
            let words = set.map_or_else(|| label.to_owned(), |c| format!("{label}: {}", shown_value(ctx, c)));
            items.push(Item::new(column.name, &words));
        }
        let picker =
            Picker::new(text::filter_by(ctx.lang), items).accepting_words(text::find_words(ctx.lang));
        Outcome::Open(Box::new(picker))
    }

    pub(super) fn ask_value(&mut self, ctx: &Ctx, column: Column) -> Outcome {
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
            let picker = Picker::new(title, any).with_records(ctx, kinds);
            let communes: HashSet<&str> = match (column.kind, column.name) {
                (Kind::Village, "commune") => {
                    ctx.standing.villages().filter_map(|(v, _)| v.commune.as_ref()).map(Id::as_str).collect()
                }
                _ => return Outcome::Open(Box::new(picker)),
            };
            // Of all units only those that have villages.
            return Outcome::Open(Box::new(picker.only(|id| id.is_empty() || communes.contains(id))));
        }
        self.asking = Asking::FilterText(column.name);
        let hint = match column.input {
            Input::Number => text::filter_number_hint(ctx.lang),
            Input::Day | Input::Date | Input::Month => text::filter_date_hint(ctx.lang),
            _ => text::filter_words_hint(ctx.lang),
        };
        let check =
            move |value: &str, lang| match condition(column.kind, column.name, operator(&column), value) {
                Ok(_) => Ok(()),
                Err(_) => Err(text::filter_unread(lang, value.trim())),
            };
        Outcome::Open(Box::new(Prompt::new(title, hint, check)))
    }

    pub(super) fn set_filter(
        &mut self,
        ctx: &Ctx,
        column: &'static str,
        operator: char,
        value: &str,
    ) -> Outcome {
        match condition(self.kind, column, operator, value) {
            Ok(None) => self.filter.clear(column),
            Ok(Some(condition)) => self.filter.set(condition),
            Err(_) => return Outcome::Refuse(text::filter_unread(ctx.lang, value.trim())),
        }
        let current = self.table.current().cloned();
        self.arrange(ctx);
        if self.table.current() != current.as_ref() {
            self.table.act(Action::Top);
        }
        Outcome::Stay
    }

    /// The line over the table: where it looks, by what it is filtered, how many are shown.
    pub(super) fn describe(&self, ctx: &Ctx) -> String {
        let lang = ctx.lang;
        let mut parts = Vec::new();
        parts.extend(self.table.sought().label(lang));
        match &self.scope {
            Scope::All => {}
            Scope::Book => parts.push(self.kind.label().of(lang).to_owned()),
            Scope::Figure(figure) => parts.push(detail::figure_words(*figure, lang)),
            Scope::These(title, _) => parts.push(title.clone()),
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

/// How a column is compared with what was typed: dates and numbers by value, the rest by words.
pub(super) fn operator(column: &Column) -> char {
    if column.is_date() || column.input == Input::Number { '=' } else { '~' }
}

/// The condition on a column that a value comes to; none when there is no value.
fn condition(kind: Kind, column: &str, operator: char, value: &str) -> Result<Option<Condition>, BadFilter> {
    match value.trim() {
        "" => Ok(None),
        value => Condition::parse(kind, &format!("{column}{operator}{value}")).map(Some),
    }
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
