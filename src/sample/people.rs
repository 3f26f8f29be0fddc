//! The member's card-form: what is written about a person beside the dates that events tell.
//!
//! Everything is drawn from what the person's cell, age and time make likely; numbers begin with 99 so that
//! nobody can take them for those of a living person.

use jiff::civil::date;

use super::{
    Maker, TODAY,
    cell::Milieu,
    entry::Entry,
    names, places,
    random::Random,
    roll::{Fate, Person},
    units::Frame,
};
use crate::domain::{
    badge,
    date::{Date, Month, PartialDate, full_years, months_later},
    member::{Member, Profession, Religion, Sex, Theory},
    record::Described,
};

/// The last day on which badges were given before the day of the sample.
const LAST_BADGES: Date = date(2018, 2, 3);

/// Writes a person's card-form.
pub(super) fn put(maker: &mut Maker, frame: &Frame, person: &Person) {
    let number = maker.number();
    let random = &mut maker.random;
    let mut member = Member::blank(person.id.clone());
    member.name = names::full(random, person.sex, person.group, person.born.year());
    member.record_number = format!("{number:06}");
    if person.entry.official().is_some() {
        member.card_number = format!("99{:06}", (number * 7 + 123_457) % 1_000_000);
    }
    if random.percent(35) {
        member.citizen_number = format!("099{:03}{number:06}", person.born.year() % 1000);
    }
    member.sex = Some(person.sex);
    member.born = Some(born(random, person.born));
    member.ethnic_group = Some(person.group);
    member.religion = Some(if random.percent(2) { Religion::Buddhism } else { Religion::None });
    if random.percent(2) {
        member.other_name =
            member.name.rsplit(' ').next().map(|given| format!("Bảy {given}")).unwrap_or_default();
    }
    homes(random, frame, person, &mut member);
    learning(random, person, &mut member);
    service(random, person, &mut member);
    member.occupation = occupation(random, person).to_owned();
    member.badge_years = badge(person);
    maker.put(member);
}

/// Of older people often only the year or month is known.
fn born(random: &mut Random, day: Date) -> PartialDate {
    match random.below(100) {
        0..12 if day.year() < 1960 => PartialDate::Year(day.year()),
        12..16 if day.year() < 1970 => PartialDate::Month(Month::of(day)),
        _ => PartialDate::Day(day),
    }
}

fn homes(random: &mut Random, frame: &Frame, person: &Person, member: &mut Member) {
    let cell = &frame.cells[person.cell];
    let commune = cell.commune.unwrap_or_else(|| random.below(frame.communes.len()));
    let place = |commune: usize| format!("{}, {}", frame.communes[commune].title(), frame.district);
    member.residence =
        if cell.is_village() { format!("{}, {}", cell.name, place(commune)) } else { place(commune) };
    member.home_place = match random.below(100) {
        0..52 => place(commune),
        52..68 => place(random.below(frame.communes.len())),
        _ => places::elsewhere(random).to_owned(),
    };
    member.birth_place = if random.percent(80) { member.home_place.clone() } else { place(commune) };
    if random.percent(1) {
        member.temporary_residence = places::elsewhere(random).to_owned();
    }
}

fn learning(random: &mut Random, person: &Person, member: &mut Member) {
    let year = person.born.year();
    let village = matches!(person.milieu, Milieu::Village | Milieu::Militia);
    member.schooling = match (village, year < 1962) {
        (true, true) => random.pick(&["7/10", "7/10", "10/10", "10/10", "9/10"]),
        (false, true) => "10/10",
        (true, false) => random.weighed(&[("12/12", 70), ("9/12", 20), ("10/12", 6), ("7/12", 4)]),
        (false, false) => "12/12",
    }
    .to_owned();
    member.profession = profession(random, person.milieu);
    member.political_theory = theory(random, person);
}

fn profession(random: &mut Random, milieu: Milieu) -> Option<Profession> {
    use Profession::{College, Elementary, Intermediate, Master, University};
    match milieu {
        Milieu::Village | Milieu::Militia => random.weighed(&[
            (None, 58),
            (Some(Elementary), 13),
            (Some(Intermediate), 17),
            (Some(College), 5),
            (Some(University), 7),
        ]),
        Milieu::Health => {
            random.weighed(&[(Some(Intermediate), 40), (Some(College), 20), (Some(University), 40)])
        }
        Milieu::School => random.weighed(&[(Some(College), 30), (Some(University), 62), (Some(Master), 8)]),
        Milieu::Enterprise => {
            random.weighed(&[(Some(Elementary), 15), (Some(Intermediate), 35), (Some(University), 50)])
        }
        Milieu::CommuneOffice
        | Milieu::Party
        | Milieu::Agency
        | Milieu::Police
        | Milieu::Army
        | Milieu::Service => {
            random.weighed(&[(Some(Intermediate), 20), (Some(University), 70), (Some(Master), 10)])
        }
    }
}

fn theory(random: &mut Random, person: &Person) -> Option<Theory> {
    let official = person.entry.official().is_some();
    match (person.milieu, official) {
        (_, false) => random.weighed(&[(None, 80), (Some(Theory::Elementary), 20)]),
        (Milieu::Party | Milieu::Agency, true) => {
            random.weighed(&[(Some(Theory::Intermediate), 60), (Some(Theory::Advanced), 25), (None, 15)])
        }
        (Milieu::CommuneOffice, true) => Some(Theory::Intermediate),
        (_, true) if person.core => {
            random.weighed(&[(Some(Theory::Elementary), 45), (Some(Theory::Intermediate), 55)])
        }
        (_, true) => {
            random.weighed(&[(None, 52), (Some(Theory::Elementary), 28), (Some(Theory::Intermediate), 20)])
        }
    }
}

/// The Youth Union, and for some men the army.
fn service(random: &mut Random, person: &Person, member: &mut Member) {
    if random.percent(60) && person.born.year() > 1945 {
        let joined = months_later(person.born, 16 * 12 + random.below(20) as i32);
        member.youth_union = Some(PartialDate::Month(Month::of(joined)));
    }
    let soldier = person.milieu == Milieu::Army
        || person.sex == Sex::Male && person.milieu == Milieu::Village && random.percent(22);
    if soldier {
        let joined = months_later(person.born, 18 * 12 + random.below(30) as i32);
        member.army_in = Some(PartialDate::Month(Month::of(joined)));
        let left = months_later(joined, random.between(18, 48) as i32);
        member.army_out = Some(left).filter(|left| person.milieu != Milieu::Army && *left < TODAY);
    }
}

/// The highest badge reached by the last round.
fn badge(person: &Person) -> Option<u32> {
    let decided = person.entry.decided().filter(|_| matches!(person.entry, Entry::Old(_)))?;
    let until = match person.fate {
        Fate::Left(_, on) => on.min(LAST_BADGES),
        Fate::Stays | Fate::Restored(..) | Fate::Exempt(..) | Fate::Suspended(..) | Fate::Away(..) => {
            LAST_BADGES
        }
    };
    let years = full_years(decided, until);
    badge::YEARS.iter().rev().copied().find(|badge| i64::from(*badge) <= i64::from(years))
}

fn occupation(random: &mut Random, person: &Person) -> &'static str {
    let age = full_years(person.born, TODAY);
    match person.milieu {
        Milieu::Village if age >= 60 && random.percent(55) => "Hưu trí",
        Milieu::Village => random.weighed(&[
            ("Nông dân", 52),
            ("Ngư dân", 10),
            ("Buôn bán", 12),
            ("Công nhân", 12),
            ("Lao động tự do", 14),
        ]),
        Milieu::CommuneOffice => random.pick(&["Cán bộ xã", "Công chức xã"]),
        Milieu::School => random.weighed(&[("Giáo viên", 80), ("Cán bộ quản lý", 12), ("Kế toán", 8)]),
        Milieu::Health => random.pick(&["Bác sĩ", "Y sĩ", "Điều dưỡng", "Dược sĩ", "Hộ sinh"]),
        Milieu::Militia => random.weighed(&[("Dân quân thường trực", 70), ("Cán bộ quân sự xã", 30)]),
        Milieu::Party => random.pick(&["Chuyên viên", "Phó Trưởng ban", "Cán bộ đoàn thể"]),
        Milieu::Agency => random.pick(&["Chuyên viên", "Công chức", "Phó Trưởng phòng", "Kế toán"]),
        Milieu::Police => "Sĩ quan công an",
        Milieu::Army => "Sĩ quan quân đội",
        Milieu::Service => random.pick(&["Viên chức", "Kỹ thuật viên", "Phóng viên"]),
        Milieu::Enterprise => random.pick(&["Công nhân", "Nhân viên", "Kỹ sư", "Kế toán"]),
    }
}
