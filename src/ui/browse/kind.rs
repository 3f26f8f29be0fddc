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
        // Two communes may have one name.
        key.extend(village.commune.iter().flat_map(|commune| commune.as_str().bytes()));
        Some(Group { key, title: name })
    }

    fn progress(&self, standing: &Standing, id: &Id) -> (usize, usize) {
        if self.attention_first && attention(standing, self.kind, id).is_some() {
            let (all, unified) = standing.unified();
            return (all - unified, 0);
        }
        standing.unified_in(standing.data.village(id).and_then(|village| village.commune.as_ref()))
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

/// The columns of a kind's table with their widths, the most wanted first.
pub(super) fn table_columns(kind: Kind) -> Vec<Column> {
    let sized = |&(name, width): &(&str, u16)| column(kind, name).map(|c| c.with_width(width));
    kind.about().table.iter().filter_map(sized).collect()
}

/// The columns by which a kind is filtered, in the order of the dialog.
pub(super) fn filter_columns(kind: Kind) -> Vec<Column> {
    match kind.about().filters {
        [] => columns(kind).collect(),
        names => names.iter().filter_map(|name| column(kind, name)).collect(),
    }
}
