//! Meetings since the beginning of 2018, the six teams that attend them, and the documents of the units.

use jiff::civil::date;

use super::Maker;
use crate::{
    domain::{
        date::Date,
        meeting::{Assignment, Meeting, MeetingKind, Quality, Team, TeamRole, YesNo},
        paper::{Paper, PaperKind},
        record::Id,
        unit::UnitKind,
    },
    sample::{TODAY, random::days_later},
};

/// How many teams there are, and how many members each has.
const TEAMS: (usize, usize) = (6, 5);

/// The day on which the teams were set up.
const SET_UP: Date = date(2016, 4, 12);

/// The regulations of the district that the article names: kind, subject, when they were made, when revised.
const REGULATIONS: &[(PaperKind, &str, Date, Date)] = &[
    (
        PaperKind::WorkingRules,
        "Quy chế làm việc của Ban Chấp hành Đảng bộ huyện",
        date(2016, 3, 20),
        date(2018, 3, 20),
    ),
    (PaperKind::WorkingRules, "Quy chế quản lý tổ chức và cán bộ", date(2016, 3, 25), date(2018, 3, 25)),
    (
        PaperKind::Regulation,
        "Một số quy định của cấp ủy về chế độ công tác",
        date(2016, 5, 10),
        date(2018, 2, 8),
    ),
    (
        PaperKind::WorkingRules,
        "Quy chế quản lý, sử dụng tài chính trong Đảng",
        date(2017, 3, 24),
        date(2018, 3, 24),
    ),
    (
        PaperKind::Regulation,
        "Quy định về kiểm tra, giám sát việc kê khai tài sản của cán bộ diện Ban Thường vụ quản lý",
        date(2015, 8, 4),
        date(2018, 1, 30),
    ),
    (
        PaperKind::Regulation,
        "Quy định về trách nhiệm tiếp thu ý kiến của Mặt trận Tổ quốc, đoàn thể và nhân dân góp ý xây dựng Đảng, chính quyền",
        date(2015, 10, 12),
        date(2018, 3, 2),
    ),
];

/// What was found at a meeting.
const FINDINGS: &[&str] = &[
    "Nội dung sinh hoạt còn chung chung",
    "Ý kiến thảo luận còn ít",
    "Chưa kiểm điểm việc thực hiện nghị quyết tháng trước",
    "Ghi biên bản chưa đầy đủ",
];

pub(super) fn put(maker: &mut Maker) {
    let teams = teams(maker);
    let cells = maker.units(UnitKind::is_cell);
    for (number, cell) in cells.iter().enumerate() {
        let team = (!teams.is_empty()).then(|| teams[number % teams.len()].clone());
        meetings(maker, cell, team);
    }
    regulations(maker);
    resolutions(maker);
}

/// The teams with their members; the units directly under the district are shared out among them.
fn teams(maker: &mut Maker) -> Vec<(Id, Id)> {
    let mut people = maker.officials_under("Đảng bộ Cơ quan Huyện ủy");
    people.extend(maker.officials_under("Đảng bộ Cơ quan Chính quyền huyện"));
    let mut people = people.into_iter();
    let mut teams = Vec::new();
    for number in 1..=TEAMS.0 {
        let members: Vec<Id> = people.by_ref().take(TEAMS.1).collect();
        let Some(leader) = members.first().cloned() else { break };
        let mut team: Team = maker.blank();
        team.name = format!("Tổ tăng cường số {number}");
        team.decision = format!("{}-QĐ/HU", 110 + number);
        team.founded = Some(SET_UP);
        for member in members {
            let role = if member == leader { TeamRole::Leader } else { TeamRole::Member };
            assign(maker, &team.id, member, role);
        }
        teams.push((team.id.clone(), leader));
        maker.put(team);
    }
    for (number, unit) in maker.units(UnitKind::is_grassroots).into_iter().enumerate() {
        if let Some((team, _)) = teams.get(number % teams.len().max(1)) {
            let team = team.clone();
            assign(maker, &team, unit, TeamRole::Area);
        }
    }
    teams
}

fn assign(maker: &mut Maker, team: &Id, subject: Id, role: TeamRole) {
    let mut assignment: Assignment = maker.blank();
    assignment.team = Some(team.clone());
    assignment.subject = Some(subject);
    assignment.role = role;
    assignment.from = Some(SET_UP);
    maker.put(assignment);
}

/// The monthly meetings of a cell since the beginning of the year; a team attends every seventh or so.
fn meetings(maker: &mut Maker, cell: &Id, team: Option<(Id, Id)>) {
    let expected = maker.standing.unit(cell).all.members();
    let day = 3 + maker.random.below(6) as i8;
    for month in 1..=TODAY.month() {
        let on = date(TODAY.year(), month, day);
        let mut meeting: Meeting = maker.blank();
        meeting.unit = Some(cell.clone());
        meeting.date = Some(on);
        meeting.kind = if maker.percent(8) { MeetingKind::Thematic } else { MeetingKind::Regular };
        let absent = maker.random.below(expected / 6 + 1);
        meeting.expected = u32::try_from(expected).ok();
        meeting.present = u32::try_from(expected - absent).ok();
        meeting.excused = u32::try_from(absent - absent / 4).ok();
        meeting.resolution = Some(if maker.percent(85) { YesNo::Yes } else { YesNo::No });
        if let Some((team, leader)) = team.clone().filter(|_| maker.percent(14)) {
            meeting.team = Some(team);
            meeting.attended_by = Some(leader);
            meeting.quality =
                Some(maker.random.weighed(&[(Quality::Good, 5), (Quality::Fair, 4), (Quality::Average, 1)]));
            if maker.percent(40) {
                meeting.findings = maker.random.pick(FINDINGS).to_owned();
                let due = days_later(on, 30);
                meeting.remedy_due = Some(due);
                meeting.remedied =
                    Some(days_later(on, 25)).filter(|done| *done <= TODAY && maker.percent(70));
            }
        }
        maker.put(meeting);
    }
}

/// The regulations of the article: as they were first made, and what revised them.
fn regulations(maker: &mut Maker) {
    let Some(root) = maker.root() else { return };
    for (number, (kind, name, made, revised)) in REGULATIONS.iter().enumerate() {
        let mut first: Paper = maker.blank();
        first.kind = *kind;
        first.number = format!("{:02}-{}/HU", number + 3, abbreviation(*kind));
        first.name = (*name).to_owned();
        first.unit = Some(root.clone());
        first.issued = Some(*made);
        first.issuer = "Ban Chấp hành Đảng bộ huyện".to_owned();
        first.review_due = Some(*revised);
        first.reviewed = Some(*revised);
        let mut second: Paper = maker.blank();
        second.kind = *kind;
        second.number = format!("{:02}-{}/HU", number + 21, abbreviation(*kind));
        second.name = format!("{name} (sửa đổi, bổ sung)");
        second.unit = Some(root.clone());
        second.issued = Some(*revised);
        second.issuer = "Ban Chấp hành Đảng bộ huyện".to_owned();
        second.advisor = "Ban Tổ chức Huyện ủy".to_owned();
        second.amends = Some(first.id.clone());
        second.review_due = Some(date(revised.year() + 2, revised.month(), revised.day()));
        maker.put(first);
        maker.put(second);
    }
}

fn abbreviation(kind: PaperKind) -> &'static str {
    match kind {
        PaperKind::WorkingRules => "QC",
        PaperKind::Regulation => "QĐi",
        _ => "NQ",
    }
}

/// The yearly resolution of most units directly under the district, some with an action plan.
fn resolutions(maker: &mut Maker) {
    for unit in maker.units(UnitKind::is_grassroots) {
        for year in [2017_i16, 2018] {
            if !maker.percent(90) {
                continue;
            }
            let mut resolution: Paper = maker.blank();
            resolution.kind = PaperKind::Resolution;
            resolution.number = format!("{:02}-NQ/ĐU", 1 + maker.random.below(20));
            resolution.name = format!("Nghị quyết lãnh đạo thực hiện nhiệm vụ năm {year}");
            resolution.unit = Some(unit.clone());
            resolution.issued = Some(maker.day(date(year, 1, 5), date(year, 2, 10)));
            if maker.percent(60) {
                let mut plan: Paper = maker.blank();
                plan.kind = PaperKind::ActionPlan;
                plan.number = format!("{:02}-CTr/ĐU", 1 + maker.random.below(20));
                plan.name = format!("Chương trình hành động thực hiện nghị quyết năm {year}");
                plan.unit = Some(unit.clone());
                plan.issued = resolution.issued.map(|day| days_later(day, 20));
                plan.carries_out = resolution.number.clone();
                maker.put(plan);
            }
            maker.put(resolution);
        }
    }
}
