//! Meetings of cells in a period, how many came, and the teams (tổ tăng cường) that attended: by unit, by team, the
//! units no team has been to this quarter, and what was found and is not mended.
//!
//! A cell meets every month (Charter of the Party, art. 24). The quarter is that of the last day of the period.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Cell, Report, Scope, Table,
    by_unit::{UNIT, by_unit},
    scope::Rows,
};
use crate::domain::{
    data::Data,
    date::Date,
    fold,
    meeting::{Assignment, Finding, Meeting, Team, TeamRole},
    record::{Id, Kind},
    unit::Unit,
    words::Label,
};

const UNITS: Label = Label::new("Theo đơn vị", "By unit");
const TEAMS: Label = Label::new("Theo tổ tăng cường", "By team");
const SILENT: Label =
    Label::new("Đơn vị chưa có tổ nào dự trong quý", "Units no team has been to this quarter");
const OPEN: Label = Label::new("Hạn chế chưa khắc phục", "Findings not yet remedied");
const NOTE: Label = Label::new(
    "Số dự họp tính trên các cuộc họp có ghi số phải dự và số có mặt; quý là quý của ngày cuối kỳ.",
    "Attendance is of the meetings with both numbers; the quarter is that of the last day.",
);

const NAME: (&str, Label) = ("team", Label::new("Tổ", "Team"));
const VISITS: (&str, Label) = ("visits", Label::new("Cuộc tổ dự", "Visits"));
const OVERDUE: (&str, Label) = ("overdue", Label::new("Quá hạn", "Overdue"));
const FOUND: (&str, Label) = ("open", Label::new("Hạn chế còn mở", "Open findings"));

/// What a row by unit is made of.
enum Thing<'a> {
    Cell(&'a Id),
    Meeting(&'a Meeting),
}

/// The meetings the report is about.
struct Facts<'a> {
    data: &'a Data,
    from: Date,
    to: Date,
    /// First day of the quarter of the last day.
    quarter: Date,
    /// Of any day up to the last one, by date.
    meetings: Vec<(Date, &'a Meeting)>,
    /// When a team was last at a meeting of a unit, or of one under it: a visit to a cell is one to its committee's area.
    visits: BTreeMap<&'a Id, Date>,
}

pub(super) fn fill(report: &mut Report, data: &Data, scope: &Scope) {
    let (from, to) = (report.request.from, report.request.to);
    let meetings = data.meetings().values().map(|stored| stored.record());
    let mut meetings: Vec<(Date, &Meeting)> = meetings
        .filter(|meeting| scope.holds(meeting.unit.as_ref()))
        .filter_map(|meeting| Some((meeting.date.filter(|day| *day <= to)?, meeting)))
        .collect();
    meetings.sort_by_key(|(day, meeting)| (*day, &meeting.id));
    let quarter = jiff::civil::date(to.year(), (to.month() - 1) / 3 * 3 + 1, 1);
    let visits = visits(data, &meetings);
    let facts = Facts { data, from, to, quarter, meetings, visits };
    let rows = Rows::new(data, report.request.unit.as_ref());
    report.tables.extend([
        facts.by_unit(&rows, scope),
        facts.by_team(scope),
        facts.silent(scope),
        facts.open(),
    ]);
    report.notes.push(NOTE);
}

fn count(kind: Kind, ids: impl IntoIterator<Item = Id>) -> Cell {
    Cell::Count(kind, ids.into_iter().collect())
}

fn visits<'a>(data: &'a Data, meetings: &[(Date, &'a Meeting)]) -> BTreeMap<&'a Id, Date> {
    let attended = meetings.iter().filter(|(_, meeting)| meeting.team.is_some());
    let units = attended.filter_map(|(day, meeting)| Some((*day, meeting.unit.as_ref()?)));
    // The later ones come last and stay.
    units.flat_map(|(day, unit)| data.path(unit).into_iter().map(move |above| (&above.id, day))).collect()
}

/// Present of expected, of the meetings that tell both.
fn attendance<'a>(meetings: impl Iterator<Item = &'a Meeting>) -> Cell {
    let told = meetings.filter_map(|meeting| Some((meeting.present?, meeting.expected?)));
    let (present, expected) = told.fold((0usize, 0usize), |(present, expected), (came, asked)| {
        (present.saturating_add(came as usize), expected.saturating_add(asked as usize))
    });
    Cell::share(present, expected, 1)
}

impl<'a> Facts<'a> {
    fn is_in_period(&self, meeting: &Meeting) -> bool {
        meeting.date.is_some_and(|day| (self.from..=self.to).contains(&day))
    }

    /// Whether a team was there this quarter.
    fn is_visited(&self, unit: &Id) -> bool {
        self.visits.get(unit).is_some_and(|day| *day >= self.quarter)
    }

    fn by_unit(&self, rows: &Rows, scope: &Scope) -> Table {
        let columns = [
            UNIT,
            ("cells", Label::new("Chi bộ", "Cells")),
            ("meetings", Label::new("Cuộc họp", "Meetings")),
            ("attendance", Label::new("% dự họp", "Attended %")),
            ("without", Label::new("Chi bộ chưa họp", "Cells without")),
            VISITS,
            ("not_visited", Label::new("Chi bộ quý này chưa dự", "Cells not visited this quarter")),
            FOUND,
            OVERDUE,
        ];
        let mut table = Table::new("units", UNITS, &columns);
        let cells = self.data.units().values().map(|stored| stored.record());
        let cells = cells.filter(|u| u.kind.is_cell() && u.is_active(self.to) && scope.holds(Some(&u.id)));
        let cells = cells.map(|unit| (Some(unit.id.clone()), Thing::Cell(&unit.id)));
        let meetings =
            self.meetings.iter().map(|(_, meeting)| (meeting.unit.clone(), Thing::Meeting(meeting)));
        by_unit(&mut table, rows, self.to, cells.chain(meetings), |things| self.of_unit(things));
        table
    }

    fn of_unit(&self, things: &[Thing]) -> Vec<Cell> {
        let meetings = || {
            things.iter().filter_map(|thing| match thing {
                Thing::Meeting(meeting) => Some(*meeting),
                Thing::Cell(_) => None,
            })
        };
        let cells = || {
            things.iter().filter_map(|thing| match thing {
                Thing::Cell(cell) => Some(*cell),
                Thing::Meeting(_) => None,
            })
        };
        let held = || meetings().filter(|meeting| self.is_in_period(meeting));
        let ids = |wanted: &dyn Fn(&Meeting) -> bool| {
            let wanted = meetings().filter(|meeting| wanted(meeting));
            count(Kind::Meeting, wanted.map(|meeting| meeting.id.clone()))
        };
        let met: BTreeSet<&Id> = held().filter_map(|meeting| meeting.unit.as_ref()).collect();
        let cells_but =
            |wanted: &dyn Fn(&Id) -> bool| count(Kind::Unit, cells().filter(|cell| !wanted(cell)).cloned());
        vec![
            count(Kind::Unit, cells().cloned()),
            ids(&|meeting| self.is_in_period(meeting)),
            attendance(held()),
            cells_but(&|cell| met.contains(cell)),
            ids(&|meeting| self.is_in_period(meeting) && meeting.team.is_some()),
            cells_but(&|cell| self.is_visited(cell)),
            ids(&|meeting| meeting.finding(self.to).is_open()),
            ids(&|meeting| meeting.finding(self.to) == Finding::Overdue),
        ]
    }

    /// The teams that were there in the period, with whom and what they have to look after.
    fn by_team(&self, scope: &Scope) -> Table {
        let columns = [
            NAME,
            ("decision", Label::new("Quyết định", "Decision")),
            ("members", Label::new("Thành viên", "Members")),
            ("units", Label::new("Đơn vị phụ trách", "Units in charge")),
            VISITS,
            ("units_visited", Label::new("Tổ chức đã dự", "Units visited")),
            ("not_visited", Label::new("Đơn vị quý này chưa dự", "Units not visited this quarter")),
            FOUND,
            OVERDUE,
        ];
        let mut table = Table::new("teams", TEAMS, &columns);
        let teams = self.data.teams().values().map(|stored| stored.record());
        let mut teams: Vec<&Team> =
            teams.filter(|team| team.founded.is_none_or(|day| day <= self.to)).collect();
        teams.retain(|team| team.ended.is_none_or(|day| day > self.from));
        teams.sort_by_cached_key(|team| (fold::sort_key(&team.name), team.id.clone()));
        for team in teams {
            let own = |meeting: &&Meeting| meeting.team.as_ref() == Some(&team.id);
            let all: Vec<&Meeting> = self.meetings.iter().map(|(_, meeting)| *meeting).filter(own).collect();
            let held: Vec<&Meeting> = all.iter().filter(|m| self.is_in_period(m)).copied().collect();
            let finding = |wanted: fn(Finding) -> bool| {
                let found = all.iter().filter(|meeting| wanted(meeting.finding(self.to)));
                count(Kind::Meeting, found.map(|meeting| meeting.id.clone()))
            };
            let units: BTreeSet<Id> = held.iter().filter_map(|meeting| meeting.unit.clone()).collect();
            let charge = self.in_charge(team, scope);
            let members = self.assigned(team).filter(|given| given.role != TeamRole::Area);
            let members: BTreeSet<Id> = members.filter_map(|given| given.subject.clone()).collect();
            let left = charge.iter().filter(|unit| !self.is_visited(unit)).cloned();
            let cells = vec![
                Cell::text(&team.name),
                Cell::text(&team.decision),
                count(Kind::Member, members),
                count(Kind::Unit, charge.iter().cloned()),
                count(Kind::Meeting, held.iter().map(|meeting| meeting.id.clone())),
                count(Kind::Unit, units),
                count(Kind::Unit, left),
                finding(Finding::is_open),
                finding(|finding| finding == Finding::Overdue),
            ];
            table.push_of(Kind::Team, &team.id, cells);
        }
        table
    }

    /// Who and what is assigned to a team on the last day.
    fn assigned(&self, team: &Team) -> impl Iterator<Item = &'a Assignment> {
        let own = self.data.sources(Kind::Team, &team.id).filter(|(kind, ..)| *kind == Kind::Assignment);
        own.filter_map(|(_, id, _)| self.data.assignment(id)).filter(|given| given.is_on(self.to))
    }

    /// The units a team looks after.
    fn in_charge(&self, team: &Team, scope: &Scope) -> BTreeSet<Id> {
        let areas = self.assigned(team).filter(|given| given.role == TeamRole::Area);
        let units = areas.filter_map(|given| given.subject.as_ref());
        units.filter(|unit| scope.holds(Some(unit)) && self.data.unit(unit).is_some()).cloned().collect()
    }

    /// Grassroots organisations in which no team was at any meeting this quarter.
    fn silent(&self, scope: &Scope) -> Table {
        let columns = [UNIT, NAME, ("last_visit", Label::new("Tổ dự lần cuối", "Last visit"))];
        let mut table = Table::new("silent", SILENT, &columns);
        let units = self.data.units().values().map(|stored| stored.record());
        let mut units: Vec<&Unit> = units
            .filter(|u| u.kind.is_grassroots() && u.is_active(self.to) && scope.holds(Some(&u.id)))
            .filter(|unit| !self.is_visited(&unit.id))
            .collect();
        units.sort_by_cached_key(|unit| (unit.code.clone(), fold::sort_key(&unit.name), unit.id.clone()));
        for unit in units {
            let given =
                self.data.sources(Kind::Unit, &unit.id).filter(|(kind, ..)| *kind == Kind::Assignment);
            let team = given
                .filter_map(|(_, id, _)| self.data.assignment(id))
                .filter(|given| given.is_on(self.to))
                .find_map(|given| self.data.team(given.team.as_ref()?));
            let last = self.visits.get(&unit.id).copied();
            let team = team.map_or(Cell::Empty, |team| Cell::text(&team.name));
            table.push_of(Kind::Unit, &unit.id, vec![Cell::text(&unit.name), team, Cell::date(last)]);
        }
        table
    }

    /// What was found and is not mended on the last day, what is due first before the rest.
    fn open(&self) -> Table {
        let columns = [
            UNIT,
            ("date", Label::new("Ngày họp", "Meeting on")),
            ("remedy_due", Label::new("Hạn", "Due")),
            ("state", Label::new("Tình trạng", "State")),
            NAME,
            ("findings", Label::new("Hạn chế", "Findings")),
        ];
        let mut table = Table::new("open", OPEN, &columns);
        let is_open = |meeting: &Meeting| meeting.finding(self.to).is_open();
        let mut open: Vec<&Meeting> =
            self.meetings.iter().map(|(_, meeting)| *meeting).filter(|meeting| is_open(meeting)).collect();
        open.sort_by_key(|meeting| (meeting.remedy_due, meeting.date, &meeting.id));
        for meeting in open {
            let unit = meeting.unit.as_ref().and_then(|id| self.data.unit(id));
            let team = meeting.team.as_ref().and_then(|id| self.data.team(id));
            let cells = vec![
                unit.map_or(Cell::Empty, |unit| Cell::text(&unit.name)),
                Cell::date(meeting.date),
                Cell::date(meeting.remedy_due),
                Cell::Words(meeting.finding(self.to).label()),
                team.map_or(Cell::Empty, |team| Cell::text(&team.name)),
                Cell::text(&meeting.findings),
            ];
            table.push_of(Kind::Meeting, &meeting.id, cells);
        }
        table
    }
}
