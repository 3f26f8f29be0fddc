//! The forms there are, and the batch each makes of what was typed.

use super::{Ctx, Form, Part, Purpose};
use crate::domain::{
    deed::{self, Appointment, Unfit},
    edit::Batch,
    event::{Event, EventKind},
    former,
    life::Turn,
    procedure::Procedure,
    record::{Described, Id, Kind, Record},
    standing::MemberState,
    term::{How, Post, Term},
    words::Label,
};

/// The heading of the event that brings a new member in.
pub(super) const ENTRY: Label = Label::new("Vào sổ", "Entry");

/// The places of some fields of a kind.
pub(super) fn places(kind: Kind, names: &[&str]) -> Vec<usize> {
    names.iter().filter_map(|name| kind.place(name)).collect()
}

/// The places of all fields of a kind.
fn all(kind: Kind) -> Vec<usize> {
    (0..kind.fields().len()).collect()
}

pub(super) fn fresh(work: impl Record) -> Part {
    Part { heading: work.kind().label(), base: None, work: Box::new(work) }
}

impl Form {
    /// Changes a record.
    pub fn edit(ctx: &Ctx, kind: Kind, id: &Id) -> Self {
        Self::on_record(ctx, Purpose::Edit, kind, id, all(kind))
    }

    /// Ends a term.
    pub fn end_term(ctx: &Ctx, id: &Id) -> Self {
        let shown = places(Kind::Term, &["to", "end_reason", "decision", "note"]);
        let mut form = Self::on_record(ctx, Purpose::EndTerm, Kind::Term, id, shown);
        if let Some(entry) = form.entries.iter_mut().find(|e| e.field.name == "to" && e.original.is_empty()) {
            entry.fill(&ctx.today.to_string(), ctx);
            entry.begun = entry.typed();
        }
        form
    }

    /// Plans the month in which a village or a double post is to be unified.
    pub fn plan(ctx: &Ctx, kind: Kind, id: &Id) -> Self {
        let shown = places(kind, &["plan_month", "plan_reason", "plan_note"]);
        Self::on_record(ctx, Purpose::Plan, kind, id, shown)
    }

    fn on_record(ctx: &Ctx, purpose: Purpose, kind: Kind, id: &Id, shown: Vec<usize>) -> Self {
        let base = ctx.standing.stored.record(kind, id).map(Record::boxed);
        let work = base.as_ref().map_or_else(|| kind.blank(id.clone()), |record| record.boxed());
        let part = Part { heading: kind.label(), base, work };
        Self::with_parts(purpose, (kind, id.clone()), vec![(part, shown)], ctx)
    }

    /// Makes a record of a kind; a member comes with the event that brings in.
    pub fn create(ctx: &Ctx, kind: Kind) -> Self {
        Self::of_new(ctx, kind, |_| {})
    }

    /// Makes a record that belongs to another one.
    pub fn add(ctx: &Ctx, kind: Kind, owner: Kind, owner_id: &Id) -> Self {
        Self::of_new(ctx, kind, |work| belong(ctx, work, owner, owner_id))
    }

    fn of_new(ctx: &Ctx, kind: Kind, prepare: impl Fn(&mut Draft)) -> Self {
        let id = (ctx.new_id)(kind);
        let mut draft = Draft { work: kind.blank(id.clone()), entry: None };
        if kind == Kind::Member {
            let mut event = Event::blank((ctx.new_id)(Kind::Event));
            event.member = Some(id.clone());
            event.kind = EventKind::Admitted;
            draft.entry = Some(event);
        }
        prepare(&mut draft);
        let heading = kind.label();
        let mut parts = vec![(Part { heading, base: None, work: draft.work }, all(kind))];
        if let Some(event) = draft.entry {
            let shown = ["kind", "date", "unit", "decision", "decision_date", "place"];
            parts.push((Part { heading: ENTRY, ..fresh(event) }, places(Kind::Event, &shown)));
        }
        Self::with_parts(Purpose::Create, (kind, id), parts, ctx)
    }

    /// Puts one person into both posts of a village or a pair: proposes who holds the first of them when an official
    /// member, else who holds the other.
    pub fn unify(ctx: &Ctx, kind: Kind, id: &Id) -> Self {
        let standing = ctx.standing;
        let official = |id: &Id| standing.member(id).state == MemberState::Official;
        let seats = standing.seats(kind, id, standing.as_of);
        let holder = |(body, post)| standing.holders(body, post).into_iter().next()?.member.filter(official);
        let mut term = Term::blank((ctx.new_id)(Kind::Term));
        term.member = seats.into_iter().flatten().find_map(holder);
        if let [Some((body, post)), _] = seats {
            (term.body, term.post) = (Some(body.clone()), post);
        }
        term.from = Some(standing.as_of.into());
        term.how = Some(if term.post == Post::Holder { How::Appointed } else { How::Elected });
        let shown = places(Kind::Term, &["member", "from", "how", "decision"]);
        Self::with_parts(Purpose::Unify, (kind, id.clone()), vec![(fresh(term), shown)], ctx)
    }

    /// Puts somebody into a post of a unit or village, or a member into a post.
    pub fn appoint(ctx: &Ctx, kind: Kind, id: &Id) -> Self {
        let mut term = Term::blank((ctx.new_id)(Kind::Term));
        term.from = Some(ctx.standing.as_of.into());
        match kind {
            Kind::Member => term.member = Some(id.clone()),
            Kind::Village => {
                term.body = Some(id.clone());
                term.post = Post::VillageHead;
            }
            Kind::Position => {
                term.body = Some(id.clone());
                term.post = Post::Holder;
            }
            _ => {
                term.body = Some(id.clone());
                term.post = Post::Secretary;
            }
        }
        let names = [
            "body",
            "post",
            "member",
            "holder_name",
            "holder_born",
            "from",
            "how",
            "method",
            "votes",
            "voters",
            "decision",
            "note",
        ];
        let about = (kind, id.clone());
        Self::with_parts(Purpose::Appoint, about, vec![(fresh(term), places(Kind::Term, &names))], ctx)
    }

    /// The edit that what was typed comes to.
    pub(super) fn batch(&self, ctx: &Ctx, records: &[Box<dyn Record>]) -> Result<Batch, Unfit> {
        let first = records.first().map(|r| r.as_any());
        match self.purpose {
            Purpose::Unify => match first.and_then(|r| r.downcast_ref::<Term>()) {
                Some(term) => self.unification(ctx, term),
                None => Ok(Batch::default()),
            },
            Purpose::Appoint => {
                let term = first.and_then(|r| r.downcast_ref::<Term>());
                term.map_or_else(|| Ok(Batch::default()), |term| deed::appoint(ctx.standing, term))
            }
            Purpose::Edit | Purpose::Create | Purpose::EndTerm | Purpose::Plan => {
                Ok(self.difference(ctx, records))
            }
            Purpose::Procedure(_) | Purpose::Turn(_) => Ok(Batch::default()),
        }
    }

    fn unification(&self, ctx: &Ctx, term: &Term) -> Result<Batch, Unfit> {
        let member = term.member.clone().ok_or(Label::new("Chọn một đảng viên", "Choose a member"))?;
        let day = match term.from {
            Some(crate::domain::date::PartialDate::Day(day)) => day,
            _ => return Err(Label::new("Cần đủ ngày bắt đầu", "The whole starting day is needed").into()),
        };
        let appointment = Appointment { member, from: day, how: term.how, decision: term.decision.clone() };
        let (kind, id) = &self.about;
        deed::unify(ctx.standing, (*kind, id), &appointment, ctx.new_id)
    }

    fn difference(&self, ctx: &Ctx, records: &[Box<dyn Record>]) -> Batch {
        let mut batch = Batch::new(self.purpose.code());
        for (part, record) in self.parts.iter().zip(records) {
            let mut after = record.boxed();
            let on = ctx.standing.as_of;
            former::edit(&mut batch, part.base.as_deref(), after.as_mut(), on, ctx.new_id);
        }
        batch
    }
}

/// A new record before the form shows it.
struct Draft {
    work: Box<dyn Record>,
    entry: Option<Event>,
}

/// Links a new record to the one it was added to.
fn belong(ctx: &Ctx, draft: &mut Draft, owner: Kind, id: &Id) {
    let unit = ctx.standing.data.unit(id).filter(|_| owner == Kind::Unit);
    let cell = unit.filter(|u| u.kind.is_cell());
    let kind = draft.work.kind();
    let mut link = |field: &str, id: &Id| {
        if let Some(place) = kind.place(field) {
            // An id of a record always fits a link.
            _ = draft.work.set_text(place, id.as_str());
        }
    };
    for field in kind.owner_fields(owner) {
        link(field.name, id);
    }
    match (owner, cell) {
        (Kind::Unit, Some(cell)) => {
            link("cell", id);
            cell.parent.iter().for_each(|above| {
                // Nothing stands under a cell: a new unit stands beside it.
                link("parent", above);
                link("commune", above);
            });
        }
        (Kind::Unit, None) => {
            link("parent", id);
            link("commune", id);
        }
        _ => {}
    }
    if kind == Kind::Unit {
        // The commune of a unit is a code of the statistics office, not a link.
        _ = Kind::Unit.place("commune").map(|place| draft.work.set_text(place, ""));
    }
    if let (Some(event), Some(_)) = (&mut draft.entry, cell) {
        event.unit = Some(id.clone());
    }
}

impl Purpose {
    /// The deed in the journal.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Create => "create",
            Self::Unify => "unify",
            Self::Appoint => "appoint",
            Self::EndTerm => "end_term",
            Self::Plan => "plan",
            Self::Procedure(procedure) => procedure.code(),
            Self::Turn(turn) => turn.code(),
        }
    }

    /// The purpose of a code.
    pub(super) fn of_code(code: &str) -> Option<Self> {
        let alone = [Self::Edit, Self::Create, Self::Unify, Self::Appoint, Self::EndTerm, Self::Plan];
        let procedures = Procedure::ALL.iter().map(|procedure| Self::Procedure(*procedure));
        let turns = Turn::ALL.iter().map(|turn| Self::Turn(*turn));
        alone.into_iter().chain(procedures).chain(turns).find(|purpose| purpose.code() == code)
    }

    /// Whether a field may not be empty though its kind does not ask for it.
    pub(super) fn needs(self, field: &str) -> bool {
        match self {
            Self::Procedure(procedure) => procedure.info().needs.contains(&field),
            Self::Turn(_) => matches!(field, "date" | "decision" | "unit"),
            Self::Edit | Self::Create | Self::Unify | Self::Appoint | Self::EndTerm | Self::Plan => false,
        }
    }
}
