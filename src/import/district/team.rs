//! `to_tang_cuong.csv`, `to_tang_cuong_thanh_vien.csv` and `sinh_hoat_chi_bo.csv`: the teams, who is in them, which
//! communes they look after, and the meetings of cells, some of which a team attended.

use super::{Cells, Import, member::flag, village};
use crate::{
    domain::{
        date::{Date, Month},
        meeting::{Assignment, Meeting, MeetingKind, Team, TeamRole, YesNo},
        record::{Described, Id, Kind},
    },
    import::report::{Kept, Why},
};

/// A team.
pub(super) fn team(import: &mut Import, cells: Cells) -> Option<()> {
    let mut team = Team::blank(import.own_id(cells, Kind::Team)?);
    team.name = import.name(cells, "ten")?;
    team.founded = import.value(cells, "ngay_thanh_lap");
    import.saw(team.founded);
    let id = team.id.clone();
    import.put(team);
    if !cells.get("to_truong").is_empty()
        && let Some(leader) = import.member(cells, "to_truong", Kept::Rest)
    {
        assign(import, cells, "to_truong", &id, leader, TeamRole::Leader);
    }
    for code in cells.get("dia_ban").split([';', ',', ' ']).filter(|code| !code.is_empty()) {
        match village::commune_of(import, code) {
            Ok(unit) => {
                assign(import, cells, "dia_ban", &id, unit, TeamRole::Area);
            }
            Err(why) => import.problem(cells, "dia_ban", why, Kept::Rest),
        }
    }
    Some(())
}

/// Somebody in a team.
pub(super) fn member(import: &mut Import, cells: Cells) -> Option<()> {
    let team = named(import, cells, "to", Kept::Nothing)?;
    let person = import.member(cells, "dang_vien", Kept::Nothing)?;
    let role = match cells.get("vai_tro") {
        "" => TeamRole::Member,
        _ => import.needed(cells, "vai_tro")?,
    };
    let row = Id::new(&format!("{team}-{person}")).ok()?;
    if let Err(first) = import.ids.row(Kind::Assignment, &row, cells.row.line) {
        import.problem(cells, "dang_vien", Why::Duplicate { first }, Kept::Nothing);
        return None;
    }
    let of_team =
        |one: &&Assignment| one.team.as_ref() == Some(&team) && one.subject.as_ref() == Some(&person);
    let mut assignments = import.data.assignments().values().map(|stored| stored.record());
    match assignments.find(of_team).map(|known| known.role) {
        None => assign(import, cells, "dang_vien", &team, person, role),
        // The table of teams names the leader too.
        Some(known) if known == role => Some(()),
        Some(_) => {
            let there = TeamRole::Leader.label().vi.to_owned();
            let why =
                Why::Differs { here: cells.get("vai_tro").to_owned(), there, from: "to_tang_cuong.csv" };
            import.problem(cells, "vai_tro", why, Kept::All);
            Some(())
        }
    }
}

fn assign(
    import: &mut Import,
    cells: Cells,
    column: &'static str,
    team: &Id,
    subject: Id,
    role: TeamRole,
) -> Option<()> {
    let id = import.made_id(cells, column, &["a", team.as_str(), subject.as_str()])?;
    let mut assignment = Assignment::blank(id);
    assignment.team = Some(team.clone());
    assignment.subject = Some(subject);
    assignment.role = role;
    import.put(assignment);
    Some(())
}

/// The team a row names.
fn named(import: &mut Import, cells: Cells, column: &'static str, kept: Kept) -> Option<Id> {
    let text = cells.get(column);
    let id = import.find(Kind::Team, text);
    if id.is_none() {
        let why = if text.is_empty() { Why::Missing } else { Why::NoTeam(text.to_owned()) };
        import.problem(cells, column, why, kept);
    }
    id
}

/// A meeting.
pub(super) fn meeting(import: &mut Import, cells: Cells) -> Option<()> {
    let mut meeting = Meeting::blank(import.own_id(cells, Kind::Meeting)?);
    meeting.unit = Some(import.unit(cells, "chi_bo", Kept::Nothing)?);
    let day: Date = import.needed(cells, "ngay")?;
    meeting.date = Some(day);
    meeting.kind = match cells.get("loai") {
        "" => MeetingKind::Regular,
        _ => import.needed(cells, "loai")?,
    };
    meeting.expected = import.value(cells, "phai_du");
    meeting.present = import.value(cells, "co_mat");
    meeting.excused = import.value(cells, "vang_co_ly_do");
    if !cells.get("to_tang_cuong").is_empty() {
        meeting.team = named(import, cells, "to_tang_cuong", Kept::Rest);
    }
    if !cells.get("nguoi_du").is_empty() {
        meeting.attended_by = import.member(cells, "nguoi_du", Kept::Rest);
    }
    meeting.quality = import.value(cells, "xep_loai");
    let passed = flag(import, cells, "co_nghi_quyet");
    meeting.resolution = passed.map(|passed| if passed { YesNo::Yes } else { YesNo::No });
    meeting.findings = import.text(cells, "nhan_xet");
    agrees(import, cells, &meeting, day);
    import.saw(Some(day));
    import.put(meeting);
    Some(())
}

/// Compares what the row says twice: the month it is of, and who was absent without a reason.
fn agrees(import: &mut Import, cells: Cells, meeting: &Meeting, day: Date) {
    let month: Option<Month> = import.value(cells, "ky");
    if month.is_some_and(|month| month != Month::of(day)) {
        import.compare(cells, "ky", &Month::of(day).to_string(), "ngay");
    }
    let numbers = (meeting.expected, meeting.present, meeting.excused);
    if let (Some(expected), Some(present), Some(excused)) = numbers {
        let absent = i64::from(expected) - i64::from(present) - i64::from(excused);
        import.compare(cells, "vang_khong_ly_do", &absent.to_string(), "phai_du");
    }
}
