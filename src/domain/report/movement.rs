//! Biểu 1-BTCTW: members at the beginning (A), what came (B), what went (C), members at the end (D), and the proof
//! that A + B − C = D.
//!
//! A and D come from the standing of the members, B and C from the events as they were entered. Where both do not
//! meet, the events are named that say something else than what became of the member: an admission of somebody who
//! was a member already, an opening balance in the midst of the period. For one unit there is a row more in B and C:
//! what moved inside the register.

use std::collections::HashMap;

use super::{Cell, PERIODS, Rank, Report, Request, Scope, Table, periods, unknown};
use crate::domain::{
    column::name_of,
    data::Data,
    date::Date,
    event::{Event, EventKind},
    record::{Id, Kind},
    standing::{MemberStanding, MemberState, Standing, life},
    words::Label,
};

/// A row of B or C that counts events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Line {
    Admitted,
    Readmitted,
    In,
    Restored,
    InsideIn,
    Died,
    Expelled,
    StruckOff,
    StruckOffProbationary,
    Resigned,
    Out,
    InsideOut,
}

/// Increase: number on the form is in the words.
const INCREASE: &[Line] = &[Line::Admitted, Line::In, Line::Restored, Line::InsideIn];
const DECREASE: &[Line] =
    &[Line::Died, Line::Expelled, Line::StruckOff, Line::Resigned, Line::Out, Line::InsideOut];

/// What moved in a period.
struct Flow {
    start: Vec<Id>,
    end: Vec<Id>,
    events: HashMap<Line, Vec<Id>>,
    /// Events that say something else than what became of the member: what they were counted as, and what happened.
    off: Vec<(Id, i64, i64)>,
}

impl Flow {
    fn of(data: &Data, scope: &Scope, request: &Request) -> Self {
        let (from, to) = (request.from, request.to);
        let members = |on: Date| scope.members(&Standing::new(data.clone(), on));
        let start = members(from.yesterday().unwrap_or(from));
        let mut flow = Self { start, end: members(to), events: HashMap::new(), off: Vec::new() };
        for member in data.members().keys() {
            flow.follow(data, scope, member, from, to);
        }
        flow
    }

    /// Goes through the events of a member.
    fn follow(&mut self, data: &Data, scope: &Scope, member: &Id, from: Date, to: Date) {
        let here = |s: &MemberStanding| i64::from(s.state.is_member() && scope.holds(s.unit.as_ref()));
        let mut before: Option<MemberStanding> = None;
        for (event, date, after) in life(data, member) {
            if (from..=to).contains(&date) {
                let was = before.as_ref();
                let line = line(scope, event, was, &after);
                let counted = line.map_or(0, Line::sign);
                let happened = here(&after) - was.map_or(0, here);
                for line in line.into_iter().chain(part_of(line, event, was)) {
                    self.events.entry(line).or_default().push(event.id.clone());
                }
                if counted != happened {
                    self.off.push((event.id.clone(), counted, happened));
                }
            }
            before = Some(after);
        }
    }

    fn line(&self, line: Line) -> Vec<Id> {
        let mut ids = self.events.get(&line).cloned().unwrap_or_default();
        ids.sort();
        ids
    }

    fn all(&self, lines: &[Line]) -> Vec<Id> {
        let mut ids: Vec<Id> = lines.iter().flat_map(|line| self.line(*line)).collect();
        ids.sort();
        ids
    }

    /// A + B − C.
    fn proof(&self) -> i64 {
        let count = |ids: usize| i64::try_from(ids).unwrap_or(i64::MAX);
        count(self.start.len()) + count(self.all(INCREASE).len()) - count(self.all(DECREASE).len())
    }
}

/// The row in which an event is counted, if in any: temporary stays, exemption, recognition and suspension change
/// nothing, and a guest is counted at home only.
fn line(
    scope: &Scope,
    event: &Event,
    before: Option<&MemberStanding>,
    after: &MemberStanding,
) -> Option<Line> {
    let came_here = scope.holds(after.unit.as_ref());
    let was_here =
        before.is_some_and(|s| scope.holds(s.unit.as_ref())) || (before.is_none() && scope.is_whole());
    let guest = before.is_some_and(|s| s.state == MemberState::Guest);
    match event.kind {
        EventKind::Admitted | EventKind::Readmitted => {
            (came_here && !event.is_elsewhere()).then_some(Line::Admitted)
        }
        EventKind::TransferredIn => came_here.then_some(Line::In),
        EventKind::Restored => came_here.then_some(Line::Restored),
        EventKind::TransferredInside => {
            let member = before.is_some_and(|s| s.state.is_member());
            match (member, was_here, came_here) {
                (true, false, true) => Some(Line::InsideIn),
                (true, true, false) => Some(Line::InsideOut),
                (true, true, true) | (true, false, false) | (false, ..) => None,
            }
        }
        EventKind::Died if !guest => was_here.then_some(Line::Died),
        EventKind::Expelled if !guest => was_here.then_some(Line::Expelled),
        EventKind::StruckOff if !guest => was_here.then_some(Line::StruckOff),
        EventKind::Resigned if !guest => was_here.then_some(Line::Resigned),
        EventKind::TransferredOut if !guest => was_here.then_some(Line::Out),
        EventKind::Died
        | EventKind::Expelled
        | EventKind::StruckOff
        | EventKind::Resigned
        | EventKind::TransferredOut
        | EventKind::OpeningBalance
        | EventKind::Official
        | EventKind::TransferredTemporary
        | EventKind::Exempt
        | EventKind::Returned
        | EventKind::Suspended => None,
    }
}

/// The row under the row of an event in which it is counted too.
fn part_of(line: Option<Line>, event: &Event, before: Option<&MemberStanding>) -> Option<Line> {
    let probationary = before.is_some_and(|s| s.state == MemberState::Probationary);
    match (line?, event.kind) {
        (Line::Admitted, EventKind::Readmitted) => Some(Line::Readmitted),
        (Line::StruckOff, _) if probationary => Some(Line::StruckOffProbationary),
        _ => None,
    }
}

impl Line {
    fn sign(self) -> i64 {
        if DECREASE.contains(&self) { -1 } else { 1 }
    }

    /// Its words, with the number of the form.
    fn label(self) -> Label {
        match self {
            Self::Admitted => Label::new("1. Kết nạp", "1. Admitted"),
            Self::Readmitted => Label::new("Trong đó: kết nạp lại", "Of these: readmitted"),
            Self::In => Label::new("2. Chuyển đến", "2. Transferred in"),
            Self::Restored => Label::new("3. Phục hồi đảng tịch", "3. Restored"),
            Self::InsideIn => Label::new("4. Chuyển đến trong đảng bộ", "4. From another unit inside"),
            Self::Died => Label::new("1. Từ trần", "1. Died"),
            Self::Expelled => Label::new("2. Khai trừ", "2. Expelled"),
            Self::StruckOff => Label::new("3. Xóa tên", "3. Struck off"),
            Self::StruckOffProbationary => Label::new("Trong đó: dự bị", "Of these: on probation"),
            Self::Resigned => Label::new("4. Xin ra khỏi Đảng", "4. Resigned"),
            Self::Out => Label::new("5. Chuyển đi", "5. Transferred out"),
            Self::InsideOut => Label::new("6. Chuyển đi trong đảng bộ", "6. To another unit inside"),
        }
    }
}

pub(super) fn fill(report: &mut Report, data: &Data, scope: &Scope) {
    const TITLE: Label = Label::new("Tăng, giảm đảng viên", "Increase and decrease");
    const OTHER_PROVINCE: Label = Label::new("a) Tỉnh khác", "a) Another province");
    const OTHER_DISTRICT: Label =
        Label::new("b) Huyện khác trong tỉnh", "b) Another district of the province");
    const NOT_SPLIT: Label = Label::new(
        "Sổ ghi nơi đi, nơi đến bằng chữ nên chưa tách được tỉnh khác, huyện khác.",
        "The register holds the other place in words only, so provinces and districts cannot be told apart.",
    );
    let now = Flow::of(data, scope, &report.request);
    let before = Flow::of(data, scope, &report.request.year_before());
    let mut table = Table::new("movement", TITLE, &PERIODS);
    let mut row =
        |rank, label, kind, now: Vec<Id>, before| table.push(rank, periods(label, kind, now, before));
    row(
        Rank::Part,
        Label::new("A. Có đầu kỳ", "A. At the beginning"),
        Kind::Member,
        now.start.clone(),
        before.start.clone(),
    );
    let parts = [
        (Label::new("B. Tăng trong kỳ", "B. Increase"), INCREASE),
        (Label::new("C. Giảm trong kỳ", "C. Decrease"), DECREASE),
    ];
    for (label, lines) in parts {
        table.push(Rank::Part, periods(label, Kind::Event, now.all(lines), before.all(lines)));
        for &line in lines {
            if scope.is_whole() && matches!(line, Line::InsideIn | Line::InsideOut) {
                continue;
            }
            let counted = |line: Line| periods(line.label(), Kind::Event, now.line(line), before.line(line));
            table.push(Rank::Item(1), counted(line));
            match line {
                Line::Admitted => table.push(Rank::Item(2), counted(Line::Readmitted)),
                Line::StruckOff => table.push(Rank::Item(2), counted(Line::StruckOffProbationary)),
                Line::In | Line::Out => {
                    table.push(Rank::Item(2), unknown(OTHER_PROVINCE));
                    table.push(Rank::Item(2), unknown(OTHER_DISTRICT));
                }
                _ => {}
            }
        }
    }
    table.push(
        Rank::Total,
        periods(
            Label::new("D. Có cuối kỳ", "D. At the end"),
            Kind::Member,
            now.end.clone(),
            before.end.clone(),
        ),
    );
    prove(&mut table, &now, &before);
    report.tables.push(table);
    report.notes.push(NOT_SPLIT);
    if !now.off.is_empty() {
        report.tables.push(breaking(data, &now));
    }
}

/// The proof: A + B − C, and by how much it misses D.
fn prove(table: &mut Table, now: &Flow, before: &Flow) {
    let end = |flow: &Flow| i64::try_from(flow.end.len()).unwrap_or(i64::MAX);
    let missed = |flow: &Flow| Cell::Change(flow.proof() - end(flow));
    table.push(
        Rank::Item(1),
        vec![
            Cell::Words(Label::new("Kiểm tra: A + B − C", "Proof: A + B − C")),
            Cell::Number(now.proof()),
            Cell::Number(before.proof()),
            Cell::Empty,
        ],
    );
    table.push(
        Rank::Item(1),
        vec![
            Cell::Words(Label::new("Chênh lệch so với D", "Difference to D")),
            missed(now),
            missed(before),
            Cell::Empty,
        ],
    );
}

/// The events of the period that do not fit (check R01).
fn breaking(data: &Data, flow: &Flow) -> Table {
    const TITLE: Label = Label::new("Biến động làm lệch", "Events that break the proof");
    let mut table = Table::new(
        "breaking",
        TITLE,
        &[
            ("member", Label::new("Đảng viên", "Member")),
            ("event", Label::new("Biến động", "Event")),
            ("date", Label::new("Ngày", "Date")),
            ("counted", Label::new("Tính vào biểu", "Counted as")),
            ("happened", Label::new("Thực tế đảng số", "Change of the roll")),
        ],
    );
    for (id, counted, happened) in &flow.off {
        let Some(event) = data.event(id) else { continue };
        let member = event.member.as_ref().and_then(|member| data.member(member));
        let cells = vec![
            Cell::text(&member.map(|m| name_of(m)).unwrap_or_default()),
            Cell::Words(event.kind.label()),
            Cell::date(event.date),
            Cell::Change(*counted),
            Cell::Change(*happened),
        ];
        table.push_of(Kind::Event, id, cells);
    }
    table
}
