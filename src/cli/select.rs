//! Which records of a kind are wanted, in which columns and which order; `list` and `export` share it.

use std::collections::BTreeSet;

use super::{Stop, args::Choose};
use crate::{
    domain::{
        column::{Cell, columns},
        filter::{BadFilter, Filter},
        office::Office,
        record::{Id, Kind},
        standing::Standing,
        words::Lang,
    },
    export::Shown,
    store::access::{Access, To},
    text::{cli as words, shown},
};

/// What is wanted, read and understood.
pub(super) struct Wanted {
    /// The kind.
    pub(super) kind: Kind,
    /// The columns.
    pub(super) columns: Vec<Shown>,
    filter: Filter,
    sort: Option<(Shown, Order)>,
}

/// Which way a column is sorted.
#[derive(Clone, Copy, PartialEq)]
enum Order {
    Up,
    Down,
}

impl Wanted {
    /// Reads what is wanted; without columns `usual` says which.
    pub(super) fn read(kind: Kind, choose: &Choose, usual: Vec<Shown>, lang: Lang) -> Result<Self, Stop> {
        let named = choose.columns.iter().map(|name| named(kind, name.trim(), lang));
        let columns = if choose.columns.is_empty() { usual } else { named.collect::<Result<_, _>>()? };
        let filter = filter(kind, &choose.filter, lang)?;
        let sort = choose.sort.as_deref().or(default_sort(kind));
        let sort = sort.map(|text| sorting(kind, text, lang)).transpose()?;
        Ok(Self { kind, columns, filter, sort })
    }

    /// The access to note when so many records go there. What is filtered or sorted by is as good as seen.
    pub(super) fn access(&self, rows: usize, to: To, office: &Office) -> Access {
        let looked_at =
            self.filter.columns().filter(|column| column.is_masked(office)).map(|column| column.name);
        let sort = self.sort.iter().map(|(column, _)| column);
        let all = self.columns.iter().chain(sort);
        let shown = all.filter(|column| column.is_protected(office)).map(Shown::name);
        let protected: BTreeSet<String> = shown.chain(looked_at).map(str::to_owned).collect();
        Access::List {
            kind: self.kind,
            columns: self.columns.iter().map(|column| column.name().to_owned()).collect(),
            rows,
            protected: protected.into_iter().collect(),
            to,
        }
    }

    /// The records wanted, in their order.
    pub(super) fn ids(&self, standing: &Standing) -> Vec<Id> {
        let mut ids = self.filter.ids(standing, self.kind);
        if self.kind == Kind::Village {
            // A village that does not exist on the date is in no figure of it either.
            ids.retain(|id| standing.village(id).is_some());
        }
        if let Some((column, order)) = &self.sort {
            sort_by(standing, self.kind, &mut ids, column, *order);
        }
        ids
    }
}

/// A column by its name.
pub(super) fn named(kind: Kind, name: &str, lang: Lang) -> Result<Shown, Stop> {
    Shown::named(kind, name).ok_or_else(|| {
        let known: Vec<_> = columns(kind).map(|c| c.name).collect();
        Stop::say(words::no_column(lang, name, known.join(", ")))
    })
}

/// The conditions, with that of being present added where nothing is said about it.
fn filter(kind: Kind, texts: &[String], lang: Lang) -> Result<Filter, Stop> {
    let said = |e: BadFilter| Stop::say(bad_filter(&e, lang));
    let read = |texts: &[&str]| Filter::parse(kind, texts.iter().copied()).map_err(said);
    let mut texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let filter = read(&texts)?;
    let present = match kind {
        Kind::Member if !filter.mentions("state") && !filter.mentions("left_on") => "state=present",
        Kind::Unit if !filter.mentions("state") && !filter.mentions("closed_on") => "state=active",
        _ => return Ok(filter),
    };
    texts.push(present);
    read(&texts)
}

fn bad_filter(error: &BadFilter, lang: Lang) -> String {
    match error {
        BadFilter::NoOperator(text) => words::filter_no_operator(lang, text),
        BadFilter::NoColumn(name, known) => words::no_column(lang, name, known.join(", ")),
        BadFilter::NoValue(column, value, known) if known.is_empty() => {
            words::filter_no_value(lang, column, value)
        }
        BadFilter::NoValue(column, value, known) => {
            words::filter_no_choice(lang, column, value, known.join(", "))
        }
    }
}

fn default_sort(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Member => Some("name"),
        Kind::Event => Some("date"),
        _ => None,
    }
}

fn sorting(kind: Kind, text: &str, lang: Lang) -> Result<(Shown, Order), Stop> {
    let (name, order) = text.strip_prefix('-').map_or((text, Order::Up), |name| (name, Order::Down));
    Ok((named(kind, name, lang)?, order))
}

/// Sorts by a column; empty cells stay last either way, equal ones keep the order of the file.
fn sort_by(standing: &Standing, kind: Kind, ids: &mut [Id], by: &Shown, order: Order) {
    let key = |id: &Id| {
        let cell = match by {
            // Ids are no words: they sort by their bytes.
            Shown::Id => return (false, id.as_str().as_bytes().to_vec()),
            Shown::Above(_) | Shown::Column(_) => {
                standing.data.record(kind, id).map_or(Cell::Empty, |r| by.cell(standing, r))
            }
        };
        (cell.is_empty(), cell.sort_key())
    };
    match order {
        Order::Up => ids.sort_by_cached_key(key),
        Order::Down => ids.sort_by_cached_key(|id| {
            let (empty, key) = key(id);
            (empty, std::cmp::Reverse(key))
        }),
    }
}

/// The columns a kind has, with their headings and the codes they take.
pub(super) fn column_help(kind: Kind, lang: Lang) -> String {
    let mut page = String::new();
    for column in columns(kind) {
        let codes: Vec<_> = column.choices().unwrap_or_default().iter().map(|c| c.code).collect();
        let line = format!(
            "{}{}{}",
            shown::pad(column.name, 22),
            shown::pad(column.label.of(lang), 36),
            codes.join(" ")
        );
        page.push_str(line.trim_end());
        page.push('\n');
    }
    page
}
