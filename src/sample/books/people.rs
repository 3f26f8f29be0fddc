//! Prospects on their way, those who have become members, badges, discipline and dues.

use jiff::civil::date;

use super::{Maker, new_year};
use crate::{
    domain::{
        award::{Award, AwardForm, Discipline, DisciplineForm, Dues, DuesBasis, Manner},
        badge,
        date::{Date, full_years, months_later},
        member::{Member, Sex},
        prospect::{DropReason, Prospect},
        record::{Id, Kind},
        standing::MemberState,
    },
    sample::{TODAY, names, random::days_later},
};

/// Those admitted since then have their way as prospects in the book.
const SINCE: Date = date(2017, 1, 1);

pub(super) fn put(maker: &mut Maker) {
    admitted(maker);
    prospects(maker);
    badges(maker);
    disciplines(maker);
    dues(maker);
}

/// The way of everybody who was admitted since [`SINCE`].
fn admitted(maker: &mut Maker) {
    let standing = maker.standing;
    for (day, member) in standing.admissions().iter().filter(|(day, _)| *day >= SINCE) {
        let Some(person) = standing.data.member(member) else { continue };
        let stand = standing.member(member);
        let mut prospect = of(maker, person);
        prospect.cell = stand.unit.clone();
        prospect.decided = stand.decided;
        prospect.ceremony = Some(*day);
        prospect.member = Some(member.clone());
        let dossier = days_later(stand.decided.unwrap_or(*day), -40);
        way(maker, &mut prospect, dossier);
        maker.put(prospect);
    }
}

fn of(maker: &mut Maker, person: &Member) -> Prospect {
    let mut prospect: Prospect = maker.blank();
    prospect.name = person.name.clone();
    prospect.sex = person.sex;
    prospect.born = person.born;
    prospect.ethnic_group = person.ethnic_group;
    prospect.residence = person.residence.clone();
    prospect.occupation = person.occupation.clone();
    prospect
}

/// The steps before the dossier: introduced, helped, taught.
fn way(maker: &mut Maker, prospect: &mut Prospect, dossier: Date) {
    let class = days_later(dossier, -(60 + maker.random.below(150) as i64));
    let followed = days_later(class, -(90 + maker.random.below(120) as i64));
    prospect.introduced = Some(days_later(followed, -(15 + maker.random.below(40) as i64)));
    prospect.followed = Some(followed);
    prospect.class = Some(class);
    prospect.certificate = format!("{}/GCN", 100 + maker.random.below(900));
    prospect.dossier = Some(dossier);
    prospect.helper = prospect.cell.clone().and_then(|cell| helper(maker, &cell));
}

fn helper(maker: &mut Maker, cell: &Id) -> Option<Id> {
    let secretary = maker.standing.leaders(Kind::Unit, cell).first().and_then(|term| term.member.clone());
    secretary.filter(|member| maker.standing.member(member).state == MemberState::Official)
}

/// Those who are not members yet: one or two in most cells, each somewhere on the way.
fn prospects(maker: &mut Maker) {
    for cell in maker.units(crate::domain::unit::UnitKind::is_cell) {
        for _ in 0..maker.random.below(3) {
            let sex = if maker.percent(52) { Sex::Female } else { Sex::Male };
            let group = neighbours_group(maker, &cell);
            let born = maker.day(new_year(1980), date(1999, 12, 31));
            let mut prospect: Prospect = maker.blank();
            prospect.name = names::full(&mut maker.random, sex, group, born.year());
            prospect.sex = Some(sex);
            prospect.ethnic_group = Some(group);
            prospect.born = Some(born.into());
            prospect.cell = Some(cell.clone());
            // As if the dossier were handed in some day from now on; what lies after today has not been yet.
            let dossier = maker.day(date(2018, 3, 1), date(2019, 3, 1));
            way(maker, &mut prospect, dossier);
            let past = |day: Option<Date>| day.filter(|day| *day <= TODAY);
            prospect.introduced = past(prospect.introduced).or(Some(date(2018, 4, 2)));
            prospect.followed = past(prospect.followed);
            prospect.class = past(prospect.class);
            prospect.dossier = past(prospect.dossier);
            if prospect.class.is_none() {
                prospect.certificate = String::new();
            }
            if maker.percent(4) {
                prospect.dropped = Some(date(2018, 4, 10));
                prospect.drop_reason = Some(DropReason::Moved);
            }
            maker.put(prospect);
        }
    }
}

/// The ethnic group of somebody in the cell.
fn neighbours_group(maker: &mut Maker, cell: &Id) -> crate::domain::ethnic::EthnicGroup {
    let standing = maker.standing;
    let mut members = standing.data.sources(Kind::Unit, cell).filter_map(|(kind, id, _)| {
        let event = standing.data.event(id).filter(|_| kind == Kind::Event)?;
        standing.data.member(event.member.as_ref()?)?.ethnic_group
    });
    members.next().unwrap_or_default()
}

/// The badges of four rounds.
fn badges(maker: &mut Maker) {
    let rounds = [date(2017, 5, 19), date(2017, 9, 2), date(2017, 11, 7), date(2018, 2, 3)];
    let standing = maker.standing;
    for member in standing.names(Kind::Member) {
        let stand = standing.member(member);
        let Some(from) = stand.party_age_from().filter(|_| stand.state == MemberState::Official) else {
            continue;
        };
        let mut last = full_years(from, date(2017, 3, 1));
        for round in rounds {
            let years = full_years(from, round);
            let reached =
                |badge: &&u32| i32::try_from(**badge).is_ok_and(|badge| last < badge && badge <= years);
            if let Some(badge) = badge::YEARS.iter().find(reached) {
                let mut award: Award = maker.blank();
                award.subject = Some(member.clone());
                award.form = AwardForm::Badge;
                award.years = Some(*badge);
                award.manner = Some(Manner::InRound);
                award.proposed = Some(days_later(round, -50));
                award.awarded = Some(round);
                maker.put(award);
            }
            last = years;
        }
    }
}

fn disciplines(maker: &mut Maker) {
    let members: Vec<Id> = maker.standing.names(Kind::Member).to_vec();
    for number in 0..12 {
        let member = members[maker.random.below(members.len())].clone();
        if maker.standing.member(&member).state != MemberState::Official {
            continue;
        }
        let mut discipline: Discipline = maker.blank();
        discipline.subject = Some(member);
        discipline.form = if number % 4 == 0 { DisciplineForm::Warning } else { DisciplineForm::Reprimand };
        let from = maker.day(date(2016, 1, 10), date(2018, 3, 20));
        discipline.from = Some(from);
        discipline.to = Some(months_later(from, 12));
        discipline.decision = format!("{}-QĐ/UBKT", 10 + number);
        maker.put(discipline);
    }
}

/// What the members of the Party's own offices pay.
fn dues(maker: &mut Maker) {
    for member in maker.officials_under("Đảng bộ Cơ quan Huyện ủy") {
        let mut dues: Dues = maker.blank();
        dues.member = Some(member);
        dues.from = Some(new_year(2018));
        dues.basis = DuesBasis::Salary;
        dues.amount = u32::try_from(30_000 + 500 * maker.random.below(100)).ok();
        maker.put(dues);
    }
}
