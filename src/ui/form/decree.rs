//! The forms of procedures and of turns in the life of units: few fields, for one or many.
//!
//! What is asked stands in the tables of the domain; what was typed goes back there and comes out as a plan.

use super::{
    Ctx, Form, Part, Purpose,
    make::{ENTRY, fresh, places},
};
use crate::{
    domain::{
        deed::Unfit,
        event::Event,
        life::{self, Decree, Turn},
        member::Member,
        procedure::{self, Order, Plan, Procedure, official_from},
        record::{Described, Id, Kind, Record},
        unit::{Unit, UnitKind},
        words::Label,
    },
    text::{self, shown},
};

/// The heading of the decision by which something is done to units.
pub(super) const DECISION: Label = Label::new("Quyết định", "Decision");

/// An event as the forms begin with it.
fn event(ctx: &Ctx) -> Event {
    Event { date: Some(ctx.standing.as_of), ..Event::blank((ctx.new_id)(Kind::Event)) }
}

/// The fields of a unit that a turn asks, and those of its decision.
fn decided(ctx: &Ctx, turn: Turn, unit: Part) -> Vec<(Part, Vec<usize>)> {
    let decision = Part { heading: DECISION, ..fresh(event(ctx)) };
    vec![(unit, places(Kind::Unit, turn.asks_of_unit())), (decision, places(Kind::Event, turn.asks()))]
}

impl Form {
    /// Carries out a procedure for members.
    pub fn procedure(ctx: &Ctx, procedure: Procedure, members: &[Id]) -> Self {
        let info = procedure.info();
        let mut event = Event { kind: info.event, ..event(ctx) };
        let mut asks = info.asks.to_vec();
        if procedure == Procedure::Recognise {
            let mut days = members.iter().map(|id| official_from(&ctx.standing.data, id, ctx.standing.as_of));
            let first = days.next().flatten();
            event.date = first.filter(|_| days.all(|day| day == first));
            // Where no one day fits all, each is official from his own.
            asks.retain(|field| *field != "date" || event.date.is_some());
        }
        let about = (Kind::Member, members.first().cloned().unwrap_or_else(Id::office));
        let parts = vec![(fresh(event), places(Kind::Event, &asks))];
        let mut form = Self::with_parts(Purpose::Procedure(procedure), about, parts, ctx);
        form.concerned = members.iter().map(|id| (Kind::Member, id.clone())).collect();
        form
    }

    /// Takes in somebody who is not in the register yet, perhaps into a cell.
    pub fn newcomer(ctx: &Ctx, procedure: Procedure, cell: Option<&Id>) -> Self {
        let info = procedure.info();
        let id = (ctx.new_id)(Kind::Member);
        let cell = cell.and_then(|id| ctx.standing.data.unit(id)).filter(|unit| unit.kind.is_cell());
        let event = Event {
            kind: info.event,
            member: Some(id.clone()),
            unit: cell.map(|unit| unit.id.clone()),
            ..event(ctx)
        };
        let parts = vec![
            (fresh(Member::blank(id.clone())), places(Kind::Member, info.newcomer)),
            (Part { heading: ENTRY, ..fresh(event) }, places(Kind::Event, info.asks)),
        ];
        Self::with_parts(Purpose::Procedure(procedure), (Kind::Member, id), parts, ctx)
    }

    /// Does something to units by a decision.
    pub fn turn(ctx: &Ctx, turn: Turn, concerned: Vec<(Kind, Id)>) -> Self {
        let data = &ctx.standing.stored;
        let first = concerned.first().cloned().unwrap_or((Kind::Unit, Id::office()));
        let unit = data.unit(&first.1).filter(|_| first.0 == Kind::Unit);
        let (about, parts) = match turn {
            Turn::Rename | Turn::Place => {
                let work = || unit.map_or_else(|| Unit::blank(first.1.clone()), Unit::clone);
                let part = Part { base: unit.map(Record::boxed), ..fresh(work()) };
                (first, decided(ctx, turn, part))
            }
            Turn::Found => {
                let above =
                    unit.map(
                        |unit| if unit.kind.is_cell() { unit.parent.clone() } else { Some(unit.id.clone()) },
                    );
                let new = Unit { parent: above.flatten(), ..Unit::blank((ctx.new_id)(Kind::Unit)) };
                ((Kind::Unit, new.id.clone()), decided(ctx, turn, fresh(new)))
            }
            Turn::Split => {
                let new = beside(ctx, &first);
                ((Kind::Unit, new.id.clone()), decided(ctx, turn, fresh(new)))
            }
            Turn::Merge | Turn::Dissolve => {
                let mut parts = vec![(fresh(event(ctx)), places(Kind::Event, turn.asks()))];
                if turn == Turn::Dissolve {
                    parts.extend(one_by_one(ctx, &concerned));
                }
                (first, parts)
            }
        };
        let mut form = Self::with_parts(Purpose::Turn(turn), about, parts, ctx);
        form.concerned = concerned;
        form
    }

    /// What saving comes to.
    pub(super) fn comes_to(&self, ctx: &Ctx, records: &[Box<dyn Record>]) -> Result<Plan, Unfit> {
        match self.purpose {
            Purpose::Procedure(procedure) => Ok(self.of_procedure(ctx, procedure, records)),
            Purpose::Turn(turn) => Ok(self.of_turn(ctx, turn, records)),
            Purpose::Edit
            | Purpose::Create
            | Purpose::Unify
            | Purpose::Appoint
            | Purpose::EndTerm
            | Purpose::Plan => self.batch(ctx, records).map(Plan::from),
        }
    }

    fn of_procedure(&self, ctx: &Ctx, procedure: Procedure, records: &[Box<dyn Record>]) -> Plan {
        let Some(event) = first_of::<Event>(records) else { return Plan::default() };
        let members: Vec<Id> = self.concerned.iter().map(|(_, id)| id.clone()).collect();
        let order =
            Order { procedure, members: &members, newcomer: first_of(records), event, today: ctx.today };
        procedure::plan(&ctx.standing.stored, &order, ctx.new_id)
    }

    fn of_turn(&self, ctx: &Ctx, turn: Turn, records: &[Box<dyn Record>]) -> Plan {
        let Some(event) = first_of::<Event>(records) else { return Plan::default() };
        let chosen = |number: usize| {
            let to = records[number].as_any().downcast_ref::<Event>()?.unit.clone()?;
            Some((self.apart(number)?, to))
        };
        let apart: Vec<((Kind, Id), Id)> = (0..records.len()).filter_map(chosen).collect();
        let (about, unit) = (self.concerned.as_slice(), first_of(records));
        let decree = Decree { turn, about, event, unit, apart: &apart, today: ctx.today };
        life::plan(&ctx.standing.stored, &decree, ctx.new_id)
    }

    /// The member or the unit for which a part of the form says where it goes, apart from the others.
    pub(super) fn apart(&self, part: usize) -> Option<(Kind, Id)> {
        let event = self.parts.get(part)?.work.as_any().downcast_ref::<Event>()?;
        let member = event.member.clone().map(|member| (Kind::Member, member));
        let apart = member.or_else(|| Some((Kind::Unit, event.from_unit.clone()?)));
        apart.filter(|_| matches!(self.purpose, Purpose::Turn(_)))
    }

    /// What is called so in so many cells; of a member with the year of birth, which is kept.
    pub(super) fn short_name(&self, ctx: &Ctx, (kind, id): (Kind, &Id), cells: usize) -> String {
        if kind != Kind::Member {
            let name = text::title_of(ctx.standing, kind, id, ctx.lang);
            return shown::fit_end(&shown::shown(&name), cells).into_owned();
        }
        let Some(member) = ctx.standing.data.member(id) else { return id.to_string() };
        let year = member.born.map_or_else(String::new, |born| format!(" {}", born.year()));
        let name = shown::fit(&shown::shown(&member.name), cells.saturating_sub(year.len())).into_owned();
        name + &year
    }

    /// What is done, and for whom: one by name, many by number.
    pub(super) fn named(&self, ctx: &Ctx, what: Label) -> String {
        let whom = match self.concerned.as_slice() {
            [] => return what.of(ctx.lang).to_owned(),
            [(Kind::Member, id)] => {
                ctx.standing.data.member(id).map_or_else(|| id.to_string(), procedure::person)
            }
            [(kind, id)] => text::title_of(ctx.standing, *kind, id, ctx.lang),
            [(kind, _), ..] => {
                let count = text::figure(self.concerned.len(), ctx.lang);
                format!("{count} {}", kind.label().of(ctx.lang).to_lowercase())
            }
        };
        text::form_of_many(ctx.lang, what.of(ctx.lang), whom)
    }
}

fn first_of<T: 'static>(records: &[Box<dyn Record>]) -> Option<&T> {
    records.iter().find_map(|record| record.as_any().downcast_ref())
}

/// A new unit of the kind of the one from which somebody or something goes, beside it.
fn beside(ctx: &Ctx, (kind, id): &(Kind, Id)) -> Unit {
    let standing = ctx.standing;
    let data = &standing.data;
    let from = match kind {
        Kind::Member => standing.member(id).unit.as_ref().and_then(|unit| data.unit(unit)),
        Kind::Unit => data.unit(id).and_then(|unit| data.unit(unit.parent.as_ref()?)),
        Kind::Village => data.village(id).and_then(|village| data.unit(village.cell.as_ref()?)),
        _ => None,
    };
    let commune = data.village(id).filter(|_| *kind == Kind::Village).and_then(|v| v.commune.clone());
    let blank = Unit::blank((ctx.new_id)(Kind::Unit));
    match from {
        Some(from) => Unit {
            parent: from.parent.clone(),
            kind: from.kind,
            org_type: from.org_type,
            commune: from.commune.clone(),
            ..blank
        },
        None => Unit { parent: commune, kind: UnitKind::Cell, ..blank },
    }
}

/// Of one unit that ends for each member, of several for each unit, where it goes.
fn one_by_one(ctx: &Ctx, units: &[(Kind, Id)]) -> Vec<(Part, Vec<usize>)> {
    let standing = ctx.standing;
    let blank = || Event::blank((ctx.new_id)(Kind::Event));
    let events: Vec<Event> = match units {
        [(_, unit)] => {
            let members = life::members_of(&standing.data, unit, standing.as_of).into_iter();
            members.map(|id| Event { member: Some(id), ..blank() }).collect()
        }
        units => units.iter().map(|(_, unit)| Event { from_unit: Some(unit.clone()), ..blank() }).collect(),
    };
    events.into_iter().map(|event| (fresh(event), places(Kind::Event, &["unit"]))).collect()
}
