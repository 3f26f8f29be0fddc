//! A person's Party life as dated events, from the first admission to the day of the sample.
//!
//! Members admitted before the register was opened have their admission, their recognition and an opening
//! balance. Those who came from elsewhere have no admission here: an admission event would already bring
//! them in, so their day of recognition and the transfer tell the story.

use jiff::civil::date;

use super::{
    Maker, OPENED, TODAY,
    entry::{Admission, Entry},
    names, places,
    random::days_later,
    roll::{Fate, Person},
    scaled,
    units::Frame,
};
use crate::domain::{
    date::{Date, PartialDate, months_later},
    ethnic::EthnicGroup,
    event::{Event, EventKind},
    member::{Member, Sex},
    record::Id,
};

/// Events of one member, as they are put in.
struct Life<'a> {
    maker: &'a mut Maker,
    member: &'a Id,
}

/// Puts in the events of a person.
pub(super) fn put(maker: &mut Maker, frame: &Frame, person: &Person) {
    let cell = |place: usize| &frame.cells[place].id;
    let here = cell(person.cell);
    let first = person.before.map_or(here, |(before, _)| cell(before));
    let mut life = Life { maker, member: &person.id };
    match &person.entry {
        Entry::Old(admission) => {
            life.admission(admission, first, EventKind::Admitted);
            life.put(EventKind::OpeningBalance, OPENED, |e| e.unit = Some(first.clone()));
        }
        Entry::Admitted(admission) if admission.again => {
            let (ceremony, out) = admission.first();
            let official = Some(months_later(ceremony, 12));
            let earlier = Admission { decided: days_later(ceremony, -12), ceremony, official, again: false };
            life.admission(&earlier, first, EventKind::Admitted);
            life.decided(EventKind::StruckOff, out, |e| e.from_unit = Some(first.clone()));
            life.admission(admission, first, EventKind::Readmitted);
        }
        Entry::Admitted(admission) => life.admission(admission, first, EventKind::Admitted),
        Entry::Arrived { official, on } => life.arrival(*official, *on, first),
        Entry::Unknown(official) => {
            life.put(EventKind::Official, *official, |e| "Chưa rõ ngày kết nạp".clone_into(&mut e.note));
            life.put(EventKind::OpeningBalance, OPENED, |e| e.unit = Some(first.clone()));
        }
    }
    if let Some((_, on)) = person.before {
        life.decided(EventKind::TransferredInside, on, |e| {
            e.unit = Some(here.clone());
            e.from_unit = Some(first.clone());
        });
    }
    life.fate(&person.fate, here, |place| cell(place).clone());
}

/// Members of other committees who stay for a time; counted at home only.
pub(super) fn guests(maker: &mut Maker, frame: &Frame, members: usize) {
    for _ in 0..scaled(3, members) {
        let mut guest: Member = maker.blank();
        let born = maker.random.day(date(1980, 1, 1), date(1994, 12, 31));
        let (sex, group) = (Sex::Male, EthnicGroup::Kinh);
        guest.name = names::full(&mut maker.random, sex, group, born.year());
        (guest.sex, guest.ethnic_group, guest.born) = (Some(sex), Some(group), Some(PartialDate::Day(born)));
        guest.occupation = "Công nhân".to_owned();
        let id = guest.id.clone();
        maker.put(guest);
        let there = maker.random.below(frame.plans.len());
        let there = frame.cells[frame.plans[there].cell].id.clone();
        let place = places::committee(&mut maker.random).to_owned();
        let on = maker.random.day(date(2017, 9, 1), date(2018, 3, 30));
        Life { maker, member: &id }
            .put(EventKind::TransferredTemporary, on, |e| (e.unit, e.place) = (Some(there), place));
    }
}

impl Life<'_> {
    fn put(&mut self, kind: EventKind, on: Date, fill: impl FnOnce(&mut Event)) {
        let mut event: Event = self.maker.blank();
        event.member = Some(self.member.clone());
        event.kind = kind;
        event.date = Some(on);
        fill(&mut event);
        self.maker.put_later(self.member, event);
    }

    /// An event with a decision some days before.
    fn decided(&mut self, kind: EventKind, on: Date, fill: impl FnOnce(&mut Event)) {
        let days = self.maker.random.between(0, 12) as i64;
        let decided = days_later(on, -days);
        let decision = self.decision(decided);
        self.put(kind, on, |e| {
            (e.decision, e.decision_date) = (decision, Some(decided));
            fill(e);
        });
    }

    /// Numbers of decisions rise through the year.
    fn decision(&mut self, on: Date) -> String {
        let number = usize::from(on.day_of_year().unsigned_abs()) * 4 + self.maker.random.below(4);
        format!("{number}-QĐ/HU")
    }

    fn admission(&mut self, admission: &Admission, unit: &Id, kind: EventKind) {
        let decision = self.decision(admission.decided);
        self.put(kind, admission.ceremony, |e| {
            (e.decision, e.decision_date) = (decision, Some(admission.decided));
            e.unit = Some(unit.clone());
        });
        if let Some(on) = admission.official {
            // The meeting is later than the day from which it counts (QĐ 29-QĐ/TW 2016).
            let decided = days_later(on, self.maker.random.between(3, 30) as i64).min(TODAY);
            let decision = self.decision(decided);
            self.put(EventKind::Official, on, |e| (e.decision, e.decision_date) = (decision, Some(decided)));
        }
    }

    fn arrival(&mut self, official: Date, on: Date, unit: &Id) {
        let place = places::committee(&mut self.maker.random).to_owned();
        let admitted = months_later(official, -12);
        self.put(EventKind::Admitted, admitted, |e| {
            (e.place, e.decision_date) = (place.clone(), Some(admitted));
        });
        self.put(EventKind::Official, months_later(admitted, 12), |e| e.place.clone_from(&place));
        self.put(EventKind::TransferredIn, on, |e| (e.unit, e.place) = (Some(unit.clone()), place));
    }

    fn fate(&mut self, fate: &Fate, here: &Id, cell: impl Fn(usize) -> Id) {
        match *fate {
            Fate::Stays => {}
            Fate::Left(kind, on) => {
                let place = places::committee(&mut self.maker.random);
                self.decided(kind, on, |e| {
                    e.from_unit = Some(here.clone());
                    match kind {
                        EventKind::TransferredOut => place.clone_into(&mut e.place),
                        EventKind::Died => (e.decision, e.decision_date) = (String::new(), None),
                        _ => {}
                    }
                });
            }
            Fate::Restored(out, back) => {
                self.decided(EventKind::Expelled, out, |e| e.from_unit = Some(here.clone()));
                self.decided(EventKind::Restored, back, |e| e.unit = Some(here.clone()));
            }
            Fate::Exempt(since, back) => self.pause(EventKind::Exempt, since, back),
            Fate::Suspended(since, back) => self.pause(EventKind::Suspended, since, back),
            Fate::Away(since, there, back) => {
                let place = places::committee(&mut self.maker.random);
                self.decided(EventKind::TransferredTemporary, since, |e| match there {
                    Some(there) => e.unit = Some(cell(there)),
                    None => place.clone_into(&mut e.place),
                });
                if let Some(back) = back {
                    self.put(EventKind::Returned, back, |_| {});
                }
            }
        }
    }

    fn pause(&mut self, kind: EventKind, since: Date, back: Option<Date>) {
        self.decided(kind, since, |_| {});
        if let Some(back) = back {
            self.decided(EventKind::Returned, back, |_| {});
        }
    }
}
