//! Which procedures and turns there are for what is under the cursor or marked, and the form each opens.

use std::sync::Arc;

use super::deeds::Asked;
use crate::{
    domain::{
        life::{Turn, members_of},
        procedure::{PROCEDURES, Procedure, possible},
        record::{Id, Kind},
        standing::Standing,
        unit::Unit,
    },
    keymap::Action,
    text,
    ui::{
        Ctx, Outcome, Target,
        form::Form,
        picker::{Item, Picker},
    },
};

/// For more at once the way is an import.
const MOST: usize = 500;

/// What stands before the code of a procedure for somebody who is not in the register yet.
const NEW: &str = "new:";

/// Asks what is done with some records of one kind.
pub fn ask(ctx: &Ctx, kind: Kind, ids: Vec<Id>) -> (Option<Asked>, Outcome) {
    let lang = ctx.lang;
    if ids.len() > MOST {
        return (None, Outcome::Refuse(text::too_many(lang, MOST)));
    }
    let (mut items, newcomers) = match kind {
        Kind::Member => (of_members(ctx, &ids), true),
        Kind::Unit => (of_units(ctx, &ids), takes_newcomers(ctx.standing, &ids)),
        Kind::Village if !ids.is_empty() => (vec![turn_item(ctx, Turn::Split)], false),
        _ => {
            return (None, Outcome::Pass);
        }
    };
    if newcomers {
        let infos = PROCEDURES.iter().filter(|info| !info.newcomer.is_empty());
        items.extend(infos.map(|info| {
            let label = info.procedure.label().of(lang);
            Item::new(&format!("{NEW}{}", info.procedure.code()), &text::for_newcomer(lang, label))
        }));
    }
    let title = match ids.as_slice() {
        [] => Action::Procedure.label().of(lang).to_owned(),
        [id] => text::title_of(ctx.standing, kind, id, lang),
        many => format!("{} {}", text::figure(many.len(), lang), kind.label().of(lang).to_lowercase()),
    };
    if items.is_empty() {
        return (None, Outcome::Say(text::nothing_to_do(lang, title)));
    }
    let picker = Picker::new(&title, items);
    (Some(Asked::Procedure(kind, ids)), Outcome::Open(Box::new(picker)))
}

fn of_members(ctx: &Ctx, ids: &[Id]) -> Vec<Item> {
    let standing = ctx.standing;
    let item = |(procedure, count): (Procedure, usize)| {
        let label = procedure.label().of(ctx.lang);
        let words = match count == ids.len() {
            true => label.to_owned(),
            false => text::for_some(ctx.lang, label, count, ids.len()),
        };
        Item::new(procedure.code(), &words)
    };
    let mut items: Vec<Item> = possible(&standing.data, ids, standing.as_of).into_iter().map(item).collect();
    let home = |id: &Id| standing.member(id).unit.as_ref();
    let one_cell = ids.first().is_some_and(|first| {
        home(first).is_some()
            && ids.iter().all(|id| home(id) == home(first) && standing.member(id).state.is_member())
    });
    items.extend(one_cell.then(|| turn_item(ctx, Turn::Split)));
    items
}

fn of_units(ctx: &Ctx, ids: &[Id]) -> Vec<Item> {
    let data = &ctx.standing.data;
    let units: Vec<&Unit> = ids.iter().filter_map(|id| data.unit(id)).collect();
    let open = |unit: &&Unit| ctx.standing.unit(&unit.id).active && unit.closed_on.is_none();
    if units.is_empty() || !units.iter().all(open) {
        return Vec::new();
    }
    let turns: Vec<Turn> = match units.as_slice() {
        [_] => Turn::ALL.to_vec(),
        _ => [Turn::Merge, Turn::Dissolve]
            .into_iter()
            .chain(same_parent(&units).then_some(Turn::Split))
            .collect(),
    };
    turns.into_iter().map(|turn| turn_item(ctx, turn)).collect()
}

fn same_parent(units: &[&Unit]) -> bool {
    units.iter().all(|unit| unit.parent.is_some() && unit.parent == units[0].parent)
}

fn turn_item(ctx: &Ctx, turn: Turn) -> Item {
    Item::new(turn.code(), turn.label().of(ctx.lang))
}

/// Whether people can be taken into it: an open cell.
fn takes_newcomers(standing: &Standing, ids: &[Id]) -> bool {
    let [id] = ids else { return false };
    standing.data.unit(id).is_some_and(|unit| unit.kind.is_cell()) && standing.unit(id).active
}

/// The form of what was picked.
pub(super) fn open(ctx: &Ctx, kind: Kind, ids: &[Id], picked: &str) -> Outcome {
    if let Some(procedure) = picked.strip_prefix(NEW).and_then(Procedure::of_code) {
        let cell = ids.first().filter(|_| kind == Kind::Unit);
        return Outcome::Open(Box::new(Form::newcomer(ctx, procedure, cell)));
    }
    if let Some(procedure) = Procedure::of_code(picked) {
        return Outcome::Open(Box::new(Form::procedure(ctx, procedure, ids)));
    }
    match (Turn::of_code(picked), ids) {
        (Some(Turn::Split), [unit]) if kind == Kind::Unit => who_goes(ctx, unit),
        (Some(turn), ids) => {
            let concerned = ids.iter().map(|id| (kind, id.clone())).collect();
            Outcome::Open(Box::new(Form::turn(ctx, turn, concerned)))
        }
        (None, _) => Outcome::Stay,
    }
}

/// The list in which it is marked who goes to the new unit: members of a cell, units below a committee.
fn who_goes(ctx: &Ctx, unit: &Id) -> Outcome {
    let standing = ctx.standing;
    let cell = standing.data.unit(unit).is_some_and(|unit| unit.kind.is_cell());
    let (kind, ids) = match cell {
        true => (Kind::Member, members_of(&standing.data, unit, standing.as_of)),
        false => {
            let below = standing.data.children(unit).filter(|below| standing.unit(&below.id).active);
            (Kind::Unit, below.map(|below| below.id.clone()).collect())
        }
    };
    let key = ctx.keys.key_of(Action::Procedure).unwrap_or_default();
    Outcome::Goto(Target::Records(kind, Arc::from(ids), text::mark_who_goes(ctx.lang, key)))
}
