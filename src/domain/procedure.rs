//! What officers do with members, one procedure each: admit, recognise, transfer, exempt, suspend, leave, restore.
//!
//! A procedure is a row of [`PROCEDURES`]; carried out for one member or many it gives one batch of events, with
//! the Party posts that end by them, and says for whom it cannot be done and by which rule. Nothing is changed by
//! asking, and nothing is deleted. Knows no clock and no screen: today comes in.

mod rules;
mod table;

use super::{
    check::Detail,
    data::Data,
    date::{Date, PartialDate, months_later},
    deed,
    edit::{Batch, Change},
    event::{Event, EventKind},
    life::Turn,
    member::Member,
    record::{Id, Kind},
    standing::{self, MemberStanding, PROBATION_MONTHS},
    term::EndReason,
    words::{Label, Lang},
};
use rules::{Case, Verdict};
pub use table::{Info, PROCEDURES, Procedure, Rule};

/// What is to be done, and for whom.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    /// The procedure.
    pub procedure: Procedure,
    /// The members it is for.
    pub members: &'a [Id],
    /// Somebody who is not in the register yet.
    pub newcomer: Option<&'a Member>,
    /// What was asked: day, decision, unit, place, reason. Without a day a recognition takes each one's own.
    pub event: &'a Event,
    /// Today, or the day on which the register is looked at.
    pub today: Date,
}

/// What a deed for many comes to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// The edit, for those for whom it can be done.
    pub batch: Batch,
    /// For whom it cannot be done, and why.
    pub refused: Vec<Objection>,
    /// What is to be known and does not stop it.
    pub remarks: Vec<Objection>,
}

/// What stands against a deed for somebody or something.
#[derive(Debug, Clone, PartialEq)]
pub struct Objection {
    /// Whom or what it is about, by name.
    pub name: String,
    /// What is wrong, in values.
    pub why: Detail,
    /// The regulation it rests on; empty when it is the register's own.
    pub source: &'static str,
}

impl From<Batch> for Plan {
    /// An edit against which nothing stands.
    fn from(batch: Batch) -> Self {
        Self { batch, ..Self::default() }
    }
}

impl Plan {
    /// For how many members it writes an event.
    pub fn done(&self) -> usize {
        let events = |change: &&Change| matches!(change, Change::Create { kind: Kind::Event, .. });
        self.batch.changes.iter().filter(events).count()
    }
}

impl Objection {
    /// Name, reason and regulation in one language.
    pub fn sentence(&self, lang: Lang) -> String {
        let why = self.why.sentence(lang);
        match self.source {
            "" => format!("{}: {why}", self.name),
            source => format!("{}: {why} ({source})", self.name),
        }
    }
}

/// A person by name and year of birth, as people of one name are told apart.
pub fn person(member: &Member) -> String {
    member.born.map_or_else(|| member.name.clone(), |born| format!("{} ({})", member.name, born.year()))
}

/// A decision by number and date, as it stands in one text.
pub fn decision_words(event: &Event) -> String {
    let number = event.decision.as_str();
    match event.decision_date {
        Some(day) => format!("{number} ngày {}/{}/{}", day.day(), day.month(), day.year()).trim().to_owned(),
        None => number.to_owned(),
    }
}

/// The procedures that are possible for some of these people as they stand on a day, and for how many of them.
pub fn possible(data: &Data, members: &[Id], on: Date) -> Vec<(Procedure, usize)> {
    let event = &Event { date: Some(on), ..super::record::Described::blank(Id::office()) };
    let mut counts = vec![0; PROCEDURES.len()];
    for member in members.iter().filter_map(|id| data.member(id)) {
        let before = &standing::member_on(data, &member.id, on);
        for (info, count) in PROCEDURES.iter().zip(&mut counts) {
            let case = Case { data, info, member, event, day: on, before, today: on };
            *count += usize::from(case.fits_person());
        }
    }
    let counted = PROCEDURES.iter().map(|info| info.procedure).zip(counts);
    counted.filter(|(_, count)| *count > 0).collect()
}

/// Whether a deed, by its code in the journal, is one that is done for many at once.
pub fn is_for_many(deed: &str) -> bool {
    Procedure::of_code(deed).is_some() || Turn::of_code(deed).is_some()
}

/// The day from which a member on probation is official: 12 months after the ceremony (Charter art. 5).
pub fn official_from(data: &Data, member: &Id, on: Date) -> Option<Date> {
    standing::member_on(data, member, on).probation_ends()
}

/// What a procedure comes to: an event for each member for whom it can be done, and the posts that end by it.
pub fn plan(data: &Data, order: &Order, new_id: &dyn Fn(Kind) -> Id) -> Plan {
    let mut plan = Plan { batch: Batch::new(order.procedure.code()), ..Plan::default() };
    plan.batch.label = Some(decision_words(order.event)).filter(|words| !words.is_empty());
    match order.newcomer {
        Some(newcomer) => {
            let mut with = data.clone();
            with.put(Box::new(newcomer.clone()));
            plan.batch.edit(None, newcomer);
            carry_out(&with, order, newcomer, new_id, &mut plan);
        }
        None => {
            let members = order.members.iter().filter_map(|id| data.member(id));
            members.for_each(|member| carry_out(data, order, member, new_id, &mut plan));
        }
    }
    if order.newcomer.is_some() && !plan.refused.is_empty() {
        plan.batch.changes.clear();
    }
    plan
}

/// Adds the event of one member to the plan, or what stands against it.
fn carry_out(data: &Data, order: &Order, member: &Member, new_id: &dyn Fn(Kind) -> Id, plan: &mut Plan) {
    let mut remarks = Vec::new();
    let name = person(member);
    match event_for(data, order, member, new_id, &mut remarks) {
        Ok((event, before, after)) => {
            plan.batch.edit(None, &event);
            end_posts(data, &event, &before, &after, &mut plan.batch);
            let remark = |(why, source)| Objection { name: name.clone(), why, source };
            plan.remarks.extend(remarks.into_iter().map(remark));
        }
        Err((why, source)) => plan.refused.push(Objection { name, why, source }),
    }
}

type Reason = (Detail, &'static str);

/// The event of one member, and how the member stands before and after it.
fn event_for(
    data: &Data,
    order: &Order,
    member: &Member,
    new_id: &dyn Fn(Kind) -> Id,
    remarks: &mut Vec<Reason>,
) -> Result<(Event, MemberStanding, MemberStanding), Reason> {
    let info = order.procedure.info();
    let mut event = Event {
        id: new_id(Kind::Event),
        member: Some(member.id.clone()),
        kind: info.event,
        ..order.event.clone()
    };
    event.date = event.date.or_else(|| own_day(data, order, &member.id));
    let day = event.date.ok_or((Detail::from(Label::new("Cần ngày hiệu lực", "The day is needed")), ""))?;
    let mut with = data.clone();
    with.put(Box::new(event.clone()));
    let life = standing::life(&with, &member.id);
    let at = life.iter().position(|(other, ..)| other.id == event.id).unwrap_or(0);
    let before = match at.checked_sub(1).and_then(|before| life.get(before)) {
        Some((.., before)) => before.clone(),
        None => standing::member_on(data, &member.id, Date::MIN),
    };
    let case = Case { data, info, member, event: &event, day, before: &before, today: order.today };
    case.stands_fit()?;
    for rule in info.rules {
        match case.look_at(*rule) {
            Verdict::Holds => {}
            Verdict::Known(why) => remarks.push((why, rule.source())),
            Verdict::Broken(why) => return Err((why, rule.source())),
        }
    }
    case.same_day()?;
    rules::later_events_stand(data, &life, at)?;
    let after = life.get(at).map_or_else(|| before.clone(), |(.., after)| after.clone());
    if info.event == EventKind::TransferredInside || info.event.takes_out() {
        event.from_unit.clone_from(&before.unit);
    }
    Ok((event, before, after))
}

/// The day that follows for each member when none was said: of a recognition 12 months after the ceremony.
fn own_day(data: &Data, order: &Order, member: &Id) -> Option<Date> {
    let standing = standing::member_on(data, member, order.today);
    let admitted = standing.admitted.filter(|_| order.procedure == Procedure::Recognise)?;
    Some(months_later(admitted, PROBATION_MONTHS))
}

/// Ends the posts that cannot be held after an event: who leaves holds none of the Party's, the dead none at all, and
/// who moves none of the cell and committees he leaves (check U06).
fn end_posts(data: &Data, event: &Event, before: &MemberStanding, after: &MemberStanding, batch: &mut Batch) {
    let (Some(member), Some(day)) = (&event.member, event.date) else { return };
    let above = |unit: &Option<Id>| unit.as_ref().map(|unit| data.path(unit)).unwrap_or_default();
    let (was, is) = (above(&before.unit), above(&after.unit));
    let moves = event.kind == EventKind::TransferredInside;
    for term in data.terms_of_member(member) {
        let body =
            |units: &[&super::unit::Unit]| units.iter().any(|unit| term.body.as_ref() == Some(&unit.id));
        let left = moves && term.post.is_party() && body(&was) && !body(&is);
        if term.is_held(day) && (left || !after.state.can_hold(term.post)) {
            let began = term.from.map_or(Date::MIN, PartialDate::earliest);
            deed::close(batch, term, day.max(began), end_reason(event.kind));
        }
    }
}

fn end_reason(kind: EventKind) -> EndReason {
    match kind {
        EventKind::Died => EndReason::Died,
        EventKind::StruckOff | EventKind::Expelled => EndReason::Dismissed,
        EventKind::Resigned => EndReason::Resigned,
        EventKind::OpeningBalance
        | EventKind::Admitted
        | EventKind::Readmitted
        | EventKind::Restored
        | EventKind::TransferredIn
        | EventKind::Official
        | EventKind::TransferredInside
        | EventKind::TransferredTemporary
        | EventKind::Exempt
        | EventKind::Returned
        | EventKind::Suspended
        | EventKind::TransferredOut => EndReason::Moved,
    }
}
