//! The books a unit must keep (mẫu sổ, HD 12-HD/BTCTW), as far as the register holds what stands in them: one table
//! for each. Card numbers and other protected fields are left out.
//!
//! Not among them, since the register has no such records: giving out and handing over cards, handing over and
//! lending dossiers, commendation, contact with the place of residence (213), resolutions.

use super::{Cell, Report, Scope, Table};
use crate::domain::{
    data::Data,
    date::{Date, PartialDate},
    event::{Event, EventKind},
    member::Member,
    record::{Id, Kind},
    standing::{MemberState, Standing},
    words::{Label, choice},
};

choice! {
    /// The books that can be filled.
    Book {
        #[default]
        Members = "members", "Danh sách đảng viên", "Members";
        Probationary = "probationary", "Đảng viên dự bị", "Members on probation";
        Left = "left", "Ra khỏi Đảng", "Left the Party";
        Died = "died", "Từ trần", "Died";
        Transfers = "transfers", "Giới thiệu sinh hoạt đảng", "Transfers";
        Badges = "badges", "Huy hiệu Đảng", "Badges";
    }
}

const KEPT_BOOKS: Label = Label::new(
    "Sổ chưa ghi: phát thẻ, giao nhận thẻ và hồ sơ, mượn hồ sơ, khen thưởng, giới thiệu nơi cư trú, nghị quyết.",
    "Not in the register: cards given out, cards and dossiers handed over or lent, commendation, place of residence, resolutions.",
);

type Headings = &'static [(&'static str, Label)];

const NUMBER: (&str, Label) = ("number", Label::new("TT", "No."));
const NAME: (&str, Label) = ("name", Label::new("Họ và tên", "Full name"));
const BORN: (&str, Label) = ("born", Label::new("Ngày sinh", "Born"));
const UNIT: (&str, Label) = ("unit", Label::new("Chi bộ", "Unit"));
const ADMITTED: (&str, Label) = ("admitted", Label::new("Ngày vào Đảng", "Admitted"));
const OFFICIAL: (&str, Label) = ("official", Label::new("Ngày chính thức", "Official since"));
const EVENT: (&str, Label) = ("event", Label::new("Biến động", "Event"));
const DATE: (&str, Label) = ("date", Label::new("Ngày", "Date"));
const DECISION: (&str, Label) = ("decision", Label::new("Quyết định", "Decision"));

impl Book {
    fn columns(self) -> Headings {
        match self {
            Self::Members => {
                const {
                    &[
                        NUMBER,
                        NAME,
                        BORN,
                        ("sex", Label::new("Giới tính", "Sex")),
                        ("ethnic_group", Label::new("Dân tộc", "Ethnic group")),
                        ("home_place", Label::new("Quê quán", "Home place")),
                        UNIT,
                        ADMITTED,
                        OFFICIAL,
                    ]
                }
            }
            Self::Probationary => {
                const {
                    &[
                        NUMBER,
                        NAME,
                        BORN,
                        UNIT,
                        ADMITTED,
                        ("probation_ends", Label::new("Hết dự bị", "Probation ends")),
                    ]
                }
            }
            Self::Left | Self::Died => const { &[NUMBER, NAME, BORN, EVENT, DATE, DECISION, UNIT] },
            Self::Transfers => {
                const {
                    &[
                        NUMBER,
                        NAME,
                        BORN,
                        EVENT,
                        DATE,
                        ("from", Label::new("Nơi đi", "From")),
                        ("to", Label::new("Nơi đến", "To")),
                        DECISION,
                    ]
                }
            }
            Self::Badges => {
                const {
                    &[
                        NUMBER,
                        NAME,
                        BORN,
                        UNIT,
                        ADMITTED,
                        ("badge_years", Label::new("Huy hiệu (năm)", "Badge (years)")),
                    ]
                }
            }
        }
    }

    fn holds(self, kind: EventKind) -> bool {
        match self {
            Self::Left => matches!(kind, EventKind::StruckOff | EventKind::Expelled | EventKind::Resigned),
            Self::Died => kind == EventKind::Died,
            Self::Transfers => matches!(
                kind,
                EventKind::TransferredIn
                    | EventKind::TransferredOut
                    | EventKind::TransferredInside
                    | EventKind::TransferredTemporary
            ),
            Self::Members | Self::Probationary | Self::Badges => false,
        }
    }
}

pub(super) fn fill(report: &mut Report, data: &Data, scope: &Scope) {
    let (from, to) = (report.request.from, report.request.to);
    let standing = Standing::new(data.clone(), to);
    for &book in Book::ALL {
        let mut table = Table::new(book.code(), book.label(), book.columns());
        match book {
            Book::Members | Book::Probationary | Book::Badges => members(&mut table, book, &standing, scope),
            Book::Left | Book::Died | Book::Transfers => events(&mut table, book, &standing, scope, from, to),
        }
        report.tables.push(table);
    }
    report.notes.push(KEPT_BOOKS);
}

fn unit_name(data: &Data, id: Option<&Id>) -> Cell {
    id.and_then(|id| data.unit(id)).map_or(Cell::Empty, |unit| Cell::text(&unit.name))
}

fn number(table: &Table) -> Cell {
    Cell::Number(i64::try_from(table.rows.len() + 1).unwrap_or(i64::MAX))
}

/// When a member was born; only the year where the office masks dates of birth.
fn born(standing: &Standing, member: Option<&Member>) -> Cell {
    let born = member.and_then(|member| member.born);
    Cell::date(match standing.data.office.masks_births() {
        true => born.map(|born| PartialDate::Year(born.year())),
        false => born,
    })
}

/// The present members of a book, by name.
fn members(table: &mut Table, book: Book, standing: &Standing, scope: &Scope) {
    for id in standing.by_name(Kind::Member) {
        let (Some(member), stands) = (standing.data.member(&id), standing.member(&id)) else { continue };
        let belongs = match book {
            Book::Probationary => stands.state == MemberState::Probationary,
            Book::Badges => member.badge_years.is_some(),
            Book::Members | Book::Left | Book::Died | Book::Transfers => true,
        };
        if !(stands.state.is_member() && scope.holds(stands.unit.as_ref()) && belongs) {
            continue;
        }
        let unit = unit_name(&standing.data, stands.unit.as_ref());
        let mut cells = vec![number(table), Cell::text(&member.name), born(standing, Some(member))];
        match book {
            Book::Probationary => {
                cells.extend([unit, Cell::date(stands.admitted), Cell::date(stands.probation_ends())]);
            }
            Book::Badges => {
                let years = member.badge_years.map_or(Cell::Empty, |years| Cell::Number(years.into()));
                cells.extend([unit, Cell::date(stands.admitted), years]);
            }
            Book::Members | Book::Left | Book::Died | Book::Transfers => cells.extend([
                Cell::label(member.sex.map(|sex| sex.label())),
                Cell::label(member.ethnic_group.map(|group| group.label())),
                Cell::text(&member.home_place),
                unit,
                Cell::date(stands.admitted),
                Cell::date(stands.official),
            ]),
        }
        table.push_of(Kind::Member, &id, cells);
    }
}

/// The events of a book in the period, by date.
fn events(table: &mut Table, book: Book, standing: &Standing, scope: &Scope, from: Date, to: Date) {
    let data = &standing.data;
    let mut found: Vec<(Date, &Event)> = data
        .events()
        .values()
        .map(|stored| stored.record())
        .filter(|event| book.holds(event.kind))
        .filter_map(|event| Some((event.date.filter(|date| (from..=to).contains(date))?, event)))
        .filter(|(_, event)| concerns(scope, event))
        .collect();
    found.sort_by(|a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
    for (date, event) in found {
        let member = event.member.as_ref().and_then(|id| data.member(id));
        let name = member.map_or(Cell::Empty, |member| Cell::text(&member.name));
        let mut cells = vec![number(table), name, born(standing, member)];
        cells.extend([Cell::Words(event.kind.label()), Cell::date(Some(date))]);
        let decision = Cell::text(&event.decision);
        match book {
            Book::Transfers => {
                let (from, to) = ends(data, event);
                cells.extend([from, to, decision]);
            }
            Book::Members | Book::Probationary | Book::Badges | Book::Left | Book::Died => {
                cells.extend([decision, unit_name(data, event.from_unit.as_ref())]);
            }
        }
        table.push_of(Kind::Event, &event.id, cells);
    }
}

fn concerns(scope: &Scope, event: &Event) -> bool {
    scope.is_whole()
        || [&event.unit, &event.from_unit].into_iter().flatten().any(|unit| scope.holds(Some(unit)))
}

/// Where somebody went from and to.
fn ends(data: &Data, event: &Event) -> (Cell, Cell) {
    let (from, to) = (unit_name(data, event.from_unit.as_ref()), unit_name(data, event.unit.as_ref()));
    let place = Cell::text(&event.place);
    match event.kind {
        EventKind::TransferredIn => (place, to),
        EventKind::TransferredOut => (from, place),
        EventKind::TransferredTemporary if event.unit.is_none() => (from, place),
        _ => (from, to),
    }
}
