//! The cadre plan of the round 2020–2025, courses and rotations.

use jiff::civil::date;

use super::{Maker, new_year};
use crate::domain::{
    cadre::{OffReason, Planning, Rotation, Training},
    date::{Month, PartialDate},
    record::Id,
    unit::UnitKind,
};

/// The round that was reviewed in 2018.
const ROUND: &str = "2020-2025";

/// Posts of the district that are planned for, with how many persons each.
const DISTRICT: &[(&str, usize)] = &[
    ("Bí thư Huyện ủy", 3),
    ("Phó Bí thư Huyện ủy", 5),
    ("Chủ tịch Ủy ban nhân dân huyện", 3),
    ("Trưởng Ban Tổ chức Huyện ủy", 3),
    ("Chủ nhiệm Ủy ban Kiểm tra Huyện ủy", 3),
];

/// Posts of each unit directly under the district.
const UNITS: &[(&str, usize)] = &[("Bí thư cấp ủy", 2), ("Phó bí thư cấp ủy", 2)];

/// A course: name, audience, planned number, planned month, place, and how many have attended.
type Course = (&'static str, &'static str, u32, i8, &'static str, Option<u32>);

/// Courses of the year.
const COURSES: &[Course] = &[
    (
        "Cao cấp lý luận chính trị",
        "Trưởng, phó phòng trong quy hoạch",
        8,
        9,
        "Học viện Chính trị khu vực I",
        None,
    ),
    (
        "Trung cấp lý luận chính trị - hành chính",
        "Cán bộ, công chức xã, thị trấn",
        40,
        6,
        "Trường Đào tạo cán bộ tỉnh",
        None,
    ),
    (
        "Bồi dưỡng bí thư chi bộ thôn, khu phố",
        "Bí thư chi bộ đồng thời trưởng thôn",
        118,
        5,
        "Trung tâm Bồi dưỡng chính trị huyện",
        None,
    ),
    (
        "Bồi dưỡng nhận thức về Đảng",
        "Quần chúng ưu tú",
        60,
        3,
        "Trung tâm Bồi dưỡng chính trị huyện",
        Some(57),
    ),
    ("Bồi dưỡng đảng viên mới", "Đảng viên dự bị", 60, 2, "Trung tâm Bồi dưỡng chính trị huyện", Some(62)),
    ("Nghiệp vụ công tác đảng", "Cấp ủy viên cơ sở", 90, 4, "Trung tâm Bồi dưỡng chính trị huyện", None),
    (
        "Nghiệp vụ kiểm tra, giám sát",
        "Ủy viên ủy ban kiểm tra cơ sở",
        45,
        7,
        "Trung tâm Bồi dưỡng chính trị huyện",
        None,
    ),
    ("Quản lý nhà nước ngạch chuyên viên", "Công chức xã", 20, 8, "Trường Đào tạo cán bộ tỉnh", None),
    (
        "Tin học văn phòng cho cấp ủy cơ sở",
        "Cán bộ văn phòng cấp ủy",
        25,
        10,
        "Trung tâm Bồi dưỡng chính trị huyện",
        None,
    ),
];

/// How many rotations are planned for the year.
const ROTATIONS: usize = 10;

pub(super) fn put(maker: &mut Maker) {
    let mut people = maker.officials_under("Đảng bộ Cơ quan Huyện ủy");
    people.extend(maker.officials_under("Đảng bộ Cơ quan Chính quyền huyện"));
    let Some(root) = maker.root().filter(|_| !people.is_empty()) else { return };
    for (post, count) in DISTRICT {
        plan(maker, &people, &root, post, *count);
    }
    let units = maker.units(UnitKind::is_grassroots);
    for unit in &units {
        let own = maker.officials_of(unit);
        for (post, count) in UNITS.iter().filter(|_| !own.is_empty()) {
            plan(maker, &own, unit, post, *count);
        }
    }
    courses(maker);
    rotations(maker, &people, &units);
}

/// So many different persons for a post; a few have been taken off again.
fn plan(maker: &mut Maker, people: &[Id], unit: &Id, post: &str, count: usize) {
    let first = maker.random.below(people.len());
    for turn in 0..count.min(people.len()) {
        let mut planning: Planning = maker.blank();
        planning.member = Some(people[(first + turn * 7) % people.len()].clone());
        planning.post = post.to_owned();
        planning.unit = Some(unit.clone());
        planning.round = ROUND.to_owned();
        planning.from = Some(maker.day(new_year(2017), date(2018, 3, 20)));
        planning.reviewed = Some(maker.day(date(2018, 1, 15), date(2018, 3, 31)));
        if maker.percent(6) {
            planning.to = Some(date(2018, 3, 31));
            planning.off_reason = Some(OffReason::Moved);
        }
        maker.put(planning);
    }
}

fn courses(maker: &mut Maker) {
    for (name, audience, number, month, place, done) in COURSES {
        let mut course: Training = maker.blank();
        course.name = (*name).to_owned();
        course.audience = (*audience).to_owned();
        course.number = Some(*number);
        course.planned = Month::new(2018, *month).map(PartialDate::Month);
        course.place = (*place).to_owned();
        course.done = *done;
        course.held = done.map(|_| date(2018, *month, 12).into());
        maker.put(course);
    }
}

fn rotations(maker: &mut Maker, people: &[Id], units: &[Id]) {
    for number in 0..ROTATIONS {
        let mut rotation: Rotation = maker.blank();
        let member = people[(number * 11) % people.len()].clone();
        rotation.from_unit = maker.standing.member(&member).unit.clone();
        rotation.member = Some(member);
        rotation.to_unit = Some(units[maker.random.below(units.len())].clone());
        rotation.post =
            maker.random.pick(&["Bí thư Đảng ủy", "Phó Bí thư Đảng ủy", "Chủ tịch UBND xã"]).to_owned();
        rotation.planned = Month::new(2018, 3 + (number % 10) as i8);
        rotation.done = (number == 0).then_some(date(2018, 3, 28));
        maker.put(rotation);
    }
}
