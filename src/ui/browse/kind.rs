//! What is special about the table of a kind: its columns, what it is filtered by, its groups and its looks.

use super::super::{
    Ctx,
    table::{Dress, Group, Look},
    theme::Role,
};
use crate::{
    domain::{
        attention::{Attention, attention},
        column::{Column, column, columns},
        fold,
        record::{Id, Kind},
        standing::Standing,
        words::Lang,
    },
    text,
};

/// How rows of a kind are grouped and look.
#[derive(Debug, Clone, Copy)]
pub(super) struct KindDress {
    pub(super) kind: Kind,
    pub(super) attention_first: bool,
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
pub(super) fn table_columns(kind: Kind) -> Vec<Column> {
    let names: &[(&str, u16)] = match kind {
        Kind::Member => &[
            ("name", 22),
            ("born", 10),
            ("state", 12),
            ("unit", 27),
            ("sex", 10),
            ("ethnic_group", 9),
            ("admitted", 14),
            ("official", 16),
            ("age", 5),
            ("party_age", 10),
            ("occupation", 18),
            ("profession", 14),
            ("political_theory", 18),
            ("religion", 10),
            ("home_place", 24),
            ("record_number", 11),
            ("exempt", 8),
            ("probation_ends", 11),
            ("left_on", 10),
        ],
        Kind::Village => &[
            ("name", 20),
            ("state", 19),
            ("secretary", 17),
            ("head", 17),
            ("plan_month", 8),
            ("plan_reason", 28),
            ("since", 12),
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

/// The columns by which a kind is filtered, in the order of the dialog.
pub(super) fn filter_columns(kind: Kind) -> Vec<Column> {
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
