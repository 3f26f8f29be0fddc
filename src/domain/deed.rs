//! What officers do, each as one batch: unify two posts, appoint, end a term, delete a mistake.
//!
//! A deed is computed from the register on a date and changes nothing by itself. Ids for new records are
//! handed in, so that this stays a pure function.

use serde_json::{Value, json};

use super::{
    award::{Discipline, Forms},
    check::{Detail, holder_name},
    date::{Date, PartialDate},
    edit::Batch,
    event::EventKind,
    rating::{Level, Rating},
    record::{Id, Kind, Record},
    standing::{MemberState, Seat, Standing},
    term::{EndReason, How, Post, Term},
    words::Label,
};

/// Why a deed cannot be done.
pub type Unfit = Detail;

/// How somebody comes into a post.
#[derive(Debug, Clone)]
pub struct Appointment {
    /// The person.
    pub member: Id,
    /// From which day.
    pub from: Date,
    /// How.
    pub how: Option<How>,
    /// By which decision.
    pub decision: String,
}

impl Post {
    /// Whether only one person can hold it in a body at a time.
    pub fn is_single(self) -> bool {
        match self {
            Self::Secretary | Self::StandingDeputy | Self::VillageHead | Self::Holder => true,
            Self::DeputySecretary | Self::StandingMember | Self::CommitteeMember | Self::DeputyHead => false,
        }
    }
}

/// Gives one person both posts of a village, or of a pair, from one day on.
///
/// Others who hold either post on that day give it up; a post the person holds already goes on. Whoever takes
/// a post is fit for it on that day, and a post that somebody else takes later is not given before.
pub fn unify(
    standing: &Standing,
    (kind, id): (Kind, &Id),
    appointment: &Appointment,
    new_id: &dyn Fn(Kind) -> Id,
) -> Result<Batch, Unfit> {
    let seats = both_seats(standing, kind, id, appointment.from)?;
    let has_secretary = seats.iter().any(|(_, post)| *post == Post::Secretary);
    if has_secretary
        && standing.member_on(&appointment.member, appointment.from).state != MemberState::Official
    {
        return Err(Label::new(
            "Bí thư phải là đảng viên chính thức (Điều lệ Đảng)",
            "A secretary must be an official member (Charter)",
        )
        .into());
    }
    let mut batch = Batch::new("unify");
    for seat in seats {
        appoint_into(standing, &mut batch, seat, appointment, new_id)?;
    }
    Ok(batch)
}

/// The posts that are to be in one hand, which must both be there.
fn both_seats<'a>(standing: &'a Standing, kind: Kind, id: &Id, on: Date) -> Result<[Seat<'a>; 2], Label> {
    const GONE: Label = Label::new("Bản ghi không còn trong sổ", "The record is gone");
    const NO_CELL: Label = Label::new(
        "Thôn chưa có chi bộ: sửa thôn và chọn chi bộ trước",
        "The village has no cell: edit it and choose one first",
    );
    const NO_POST: Label = Label::new(
        "Thiếu một trong hai chức danh: sửa và chọn đủ hai trước",
        "One of the two posts is not there: edit it and choose both first",
    );
    const GIVEN_UP: Label = Label::new(
        "Đã thôi kiêm nhiệm trước ngày này: sửa ngày thôi thực hiện trước",
        "Given up before that day: edit the day on which it was first",
    );
    standing.data.record(kind, id).ok_or(GONE)?;
    if standing
        .data
        .pair(id)
        .is_some_and(|pair| kind == Kind::Pair && pair.ended.is_some_and(|end| end <= on))
    {
        return Err(GIVEN_UP);
    }
    match standing.seats(kind, id, on) {
        [Some(first), Some(second)] => Ok([first, second]),
        _ if kind == Kind::Village => Err(NO_CELL),
        _ => Err(NO_POST),
    }
}

/// Puts somebody into a post; the holder of a post for one gives it up that day. Refused when somebody takes such
/// a post later, while the new term would still run.
pub fn appoint(standing: &Standing, term: &Term) -> Result<Batch, Unfit> {
    let mut batch = Batch::new("appoint");
    if let (Some(body), Some(from), true) = (&term.body, term.from, term.post.is_single()) {
        let (seat, from) = ((body, term.post), from.earliest());
        is_free_after(standing, seat, from, term.to, None)?;
        end_others(standing, &mut batch, seat, term.member.as_ref(), from);
    }
    batch.edit(None, term);
    Ok(batch)
}

fn appoint_into(
    standing: &Standing,
    batch: &mut Batch,
    (body, post): Seat,
    appointment: &Appointment,
    new_id: &dyn Fn(Kind) -> Id,
) -> Result<(), Unfit> {
    let (member, from) = (&appointment.member, appointment.from);
    let terms = standing.data.terms_of_body(post.body(), body);
    let held = terms.iter().find(|t| t.post == post && t.member.as_ref() == Some(member) && t.is_held(from));
    is_free_after(standing, (body, post), from, held.and_then(|t| t.to), held.map(|_| member))?;
    end_others(standing, batch, (body, post), Some(member), from);
    if held.is_some() {
        return Ok(());
    }
    let term = Term {
        body: Some(body.clone()),
        post,
        member: Some(member.clone()),
        from: Some(PartialDate::Day(from)),
        how: appointment.how,
        decision: appointment.decision.clone(),
        ..super::record::Described::blank(new_id(Kind::Term))
    };
    batch.edit(None, &term);
    Ok(())
}

/// Refuses when somebody takes the post after a day and before another: two would hold it then.
fn is_free_after(
    standing: &Standing,
    (body, post): Seat,
    from: Date,
    to: Option<Date>,
    but: Option<&Id>,
) -> Result<(), Unfit> {
    const TAKEN: Label = Label::new(
        "{0} giữ chức {1} từ {2}: chọn ngày từ đó trở đi, hoặc thêm nhiệm kỳ có ngày kết thúc",
        "{0} holds the post of {1} from {2} on: take a day from then on, or add a term with its end",
    );
    let begins = |term: &Term| term.from.map(PartialDate::earliest);
    let overlaps = |term: &&Term| {
        let later = begins(term).is_some_and(|day| {
            from < day && to.is_none_or(|to| day < to) && term.to.is_none_or(|end| day < end)
        });
        later && term.post == post && (but.is_none() || term.member.as_ref() != but)
    };
    let mut terms = standing.data.terms_of_body(post.body(), body);
    terms.retain(overlaps);
    match terms.into_iter().min_by_key(|term| begins(term)).and_then(|term| Some((term, term.from?))) {
        Some((term, day)) => {
            let name = holder_name(&standing.data, term);
            Err(Detail::new(TAKEN, [name.as_str().into(), post.label().into(), day.into()]))
        }
        None => Ok(()),
    }
}

/// Ends the terms of all others in a post on a day.
fn end_others(standing: &Standing, batch: &mut Batch, (body, post): Seat, but: Option<&Id>, on: Date) {
    for term in standing.data.terms_of_body(post.body(), body) {
        let other = but.is_none() || term.member.as_ref() != but;
        if term.post == post && other && term.is_held(on) {
            end(standing, batch, term, on);
        }
    }
}

/// Adds the end of a term on a day, or on the earlier day on which its holder died or left what the post belongs to.
fn end(standing: &Standing, batch: &mut Batch, term: &Term, on: Date) {
    let left = term.member.as_ref().and_then(|member| standing.left_by(member));
    let left = left.filter(|(how, day)| *day <= on && !MemberState::Left(*how).can_hold(term.post));
    let reason = match left {
        Some((EventKind::Died, _)) => EndReason::Died,
        Some(_) | None => EndReason::Moved,
    };
    let began = term.from.map_or(Date::MIN, PartialDate::earliest);
    close(batch, term, left.map_or(on, |(_, day)| day.max(began)), reason);
}

/// Adds the end of a term on a day; a reason that was given stays.
pub(super) fn close(batch: &mut Batch, term: &Term, day: Date, reason: EndReason) {
    batch.set(Kind::Term, &term.id, "to", term.json("to"), json!(day.to_string()));
    if term.end_reason.is_none() {
        batch.set(Kind::Term, &term.id, "end_reason", Value::Null, json!(reason.code()));
    }
}

/// What goes with a record that was created by mistake, and what stands against deleting it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Deletion {
    /// Histories of its own that go with it.
    pub with: Vec<(Kind, Id)>,
    /// Records of others that point at it; it cannot go while they do.
    pub against: Vec<(Kind, Id)>,
}

/// Looks at who points at a record: its own events and terms go with it, all else stands against.
pub fn deletion(standing: &Standing, kind: Kind, id: &Id) -> Deletion {
    let mut deletion = Deletion::default();
    for (kind, source, field) in standing.data.sources(kind, id) {
        let own = kind.about().owners.contains(&field.name);
        let list = if own { &mut deletion.with } else { &mut deletion.against };
        // Sources come in order, so one that points twice comes twice in a row.
        if list.last().is_none_or(|(there, id)| (*there, id) != (kind, source)) {
            list.push((kind, source.clone()));
        }
    }
    deletion
}

/// The batch that deletes a record with its own histories.
pub fn delete(standing: &Standing, kind: Kind, id: &Id) -> Batch {
    let mut batch = Batch::new("delete");
    let own = deletion(standing, kind, id).with;
    for record in own.iter().filter_map(|(kind, id)| standing.stored.record(*kind, id)) {
        batch.delete(record);
    }
    if let Some(record) = standing.stored.record(kind, id) {
        batch.delete(record);
    }
    batch
}

/// A rule between the fields of one record, broken: the field to look at and the words.
pub type Broken = (&'static str, Label);

/// The rules between fields that a form checks on saving.
pub fn cross_field(standing: &Standing, record: &dyn Record) -> Vec<Broken> {
    let mut broken = Vec::new();
    match record.kind() {
        Kind::Term => broken.extend(record.as_any().downcast_ref().and_then(|t| term_rule(standing, t))),
        Kind::Member => broken.extend(same_number(standing, record)),
        Kind::Event => broken.extend(record.as_any().downcast_ref().and_then(|e| event_rule(standing, e))),
        Kind::Unit => broken.extend(record.as_any().downcast_ref().and_then(|u| unit_rule(standing, u))),
        Kind::Village => {
            broken.extend(record.as_any().downcast_ref().and_then(|v| village_rule(standing, v)))
        }
        Kind::Discipline => {
            broken.extend(record.as_any().downcast_ref().and_then(|d| discipline_rule(standing, d)))
        }
        Kind::Rating => broken.extend(record.as_any().downcast_ref().and_then(|r| rating_rule(standing, r))),
        _ => {}
    }
    broken
}

/// A rating is one of those of its year (HD 27-HD/BTCTW 2014 until 2017, QĐ 132-QĐ/TW from 2018 on).
fn rating_rule(standing: &Standing, rating: &Rating) -> Option<Broken> {
    let (subject, year, level) = (rating.subject.as_ref()?, rating.year?.year(), rating.level?);
    let levels =
        if standing.data.unit(subject).is_some() { Level::of_units(year) } else { Level::of_members(year) };
    (!levels.contains(&level))
        .then_some(("level", Label::new("Năm đó không xếp loại theo mức này", "That year had no such level")))
}

/// A probationary member is only reprimanded or warned, and only a unit is disbanded (Charter art. 35, check M07).
fn discipline_rule(standing: &Standing, discipline: &Discipline) -> Option<Broken> {
    let forms = Forms::of(standing, discipline.subject.as_ref()?, discipline.from?)?;
    (!forms.allowed.contains(&discipline.form)).then_some(("form", forms.rule))
}

/// The commune of a village is a unit with units below, not a cell.
fn village_rule(standing: &Standing, village: &super::village::Village) -> Option<Broken> {
    let commune = village.commune.as_ref().and_then(|id| standing.data.unit(id))?;
    commune.kind.is_cell().then_some((
        "commune",
        Label::new("Đây là chi bộ: chọn đảng bộ xã", "This is a cell: choose the commune"),
    ))
}

fn term_rule(standing: &Standing, term: &Term) -> Option<Broken> {
    let of_village = matches!(term.post, Post::VillageHead | Post::DeputyHead);
    let village = term.body.as_ref().is_some_and(|body| standing.data.village(body).is_some());
    if term.body.is_some() && of_village != village {
        let words = if village {
            Label::new(
                "Chức của chi bộ: chọn chi bộ của thôn",
                "A post of the cell: choose the village's cell",
            )
        } else {
            Label::new("Chức của thôn: chọn thôn", "A post of the village: choose the village")
        };
        return Some(("body", words));
    }
    if term.member.is_none() && term.holder_name.is_empty() {
        return Some((
            "member",
            Label::new("Cần đảng viên hoặc họ tên người giữ", "A member or a name is needed"),
        ));
    }
    let ended = term.to.zip(term.from).is_some_and(|(to, from)| to < from.earliest());
    ended.then_some(("to", Label::new("Kết thúc trước khi bắt đầu", "Ends before it begins")))
}

/// The numbers that only one person can have (check M08).
const NUMBERS_OF_ONE: [&str; 3] = ["card_number", "record_number", "citizen_number"];

fn same_number(standing: &Standing, record: &dyn Record) -> Option<Broken> {
    let before = standing.data.member(record.id());
    let taken = |field: &&&str| {
        let Some(place) = Kind::Member.place(field) else { return false };
        let number = record.text(place);
        if number.is_empty() || before.is_some_and(|member| member.text(place) == number) {
            return false;
        }
        let mut members = standing.data.members().values().filter(|m| m.id != *record.id());
        members.any(|m| m.record().text(place) == number && standing.member(&m.id).state.is_member())
    };
    let field = NUMBERS_OF_ONE.iter().find(taken)?;
    Some((field, Label::new("Đã có ở đảng viên khác (M08)", "Another member has it (M08)")))
}

/// Order of dates in a member's life (check M01).
fn event_rule(standing: &Standing, event: &super::event::Event) -> Option<Broken> {
    let date = event.date?;
    if event.kind.is_admission() && event.decision_date.is_some_and(|decided| decided > date) {
        let words =
            Label::new("Lễ kết nạp trước ngày quyết định (M01)", "Ceremony before the decision (M01)");
        return Some(("date", words));
    }
    let member = event.member.as_ref()?;
    let born = standing.data.member(member).and_then(|m| m.born);
    if born.is_some_and(|born| date < born.earliest()) {
        return Some(("date", Label::new("Trước ngày sinh (M01)", "Before the date of birth (M01)")));
    }
    let events = standing.data.events_of(member);
    let mut admissions = events.iter().filter(|e| e.kind.is_admission()).filter_map(|e| e.date).peekable();
    let first = admissions.peek().is_some() && admissions.all(|admitted| date < admitted);
    if event.kind == super::event::EventKind::Official && first {
        return Some(("date", Label::new("Trước ngày vào Đảng (M01)", "Before the admission (M01)")));
    }
    let enters = event.kind.brings_in() || event.kind == super::event::EventKind::TransferredInside;
    (enters && event.unit.is_none() && !event.is_elsewhere())
        .then_some(("unit", Label::new("Cần chi bộ đến", "The unit is needed")))
}

/// A closed unit keeps nobody (check M10) and its end lies after its founding.
fn unit_rule(standing: &Standing, unit: &super::unit::Unit) -> Option<Broken> {
    let closed = unit.closed_on?;
    if unit.founded.is_some_and(|f| closed < f.earliest()) {
        return Some(("closed_on", Label::new("Trước ngày thành lập", "Before the founding")));
    }
    let was_open = standing.data.unit(&unit.id).is_some_and(|u| u.closed_on.is_none());
    (was_open && closed <= standing.as_of && standing.unit(&unit.id).own.members() > 0).then_some((
        "closed_on",
        Label::new("Còn đảng viên: chuyển đi trước (M10)", "Members are left: move them first (M10)"),
    ))
}
