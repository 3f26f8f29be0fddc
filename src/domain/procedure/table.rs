//! The one table of procedures: what each writes, for whom it is, what it asks, which rules it looks at.
//!
//! A rule stands with the regulation it rests on; how it is looked at is in `rules`. Regulations are those in force
//! in 2018 and kept by their successors (24-QĐ/TW 2021, 294-QĐ/TW 2025) as far as they are used here.

use crate::domain::{event::EventKind, standing::MemberState, words::choice};

choice! {
    /// One thing an officer does with members.
    Procedure {
        #[default]
        Recognise = "recognise", "Công nhận đảng viên chính thức", "Recognise as official";
        Move = "move", "Chuyển sinh hoạt trong đảng bộ", "Transfer inside";
        MoveOut = "move_out", "Chuyển sinh hoạt đi nơi khác", "Transfer out";
        StayAway = "stay_away", "Sinh hoạt tạm thời ở nơi khác", "Temporary stay elsewhere";
        Exempt = "exempt", "Miễn công tác và sinh hoạt đảng", "Exempt from work and meetings";
        Suspend = "suspend", "Đình chỉ sinh hoạt đảng", "Suspend";
        Return = "return", "Trở lại sinh hoạt", "Return";
        StrikeOff = "strike_off", "Xóa tên", "Strike off";
        Expel = "expel", "Khai trừ", "Expel";
        Resign = "resign", "Cho ra khỏi Đảng theo đơn", "Resignation";
        Die = "die", "Từ trần", "Death";
        Restore = "reinstate", "Phục hồi quyền đảng viên", "Restore";
        Readmit = "readmit", "Kết nạp lại", "Readmit";
        Admit = "admit", "Kết nạp", "Admit";
        MoveIn = "move_in", "Chuyển sinh hoạt đến", "Transfer in";
        StayHere = "stay_here", "Đến sinh hoạt tạm thời", "Temporary stay here";
    }
}

/// What is looked at before an event is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// From full 18 to full 60 by month; above 60 by consent (M02).
    OfAge,
    /// Birth, decision and ceremony follow each other (M01).
    InOrder,
    /// The ceremony within 30 working days of the decision (M05).
    CeremonyInTime,
    /// Official on the day 12 months after the ceremony, not before (M03).
    TwelveMonths,
    /// The cell considers it within 30 working days after the 12 months (M04).
    ReviewInTime,
    /// The unit gone to is a cell, active on the day and as long as the member is in it (M10).
    OpenCell,
    /// The unit gone to is another one.
    AnotherCell,
    /// Where to is said: a cell of the register or a place.
    Somewhere,
    /// The transfer within 60 working days of the decision (M14).
    LeavesInTime,
    /// The letter presented within 30 working days (M14).
    PresentedInTime,
    /// Not exempt yet.
    NotExempt,
    /// Not suspended yet.
    NotSuspended,
    /// Not away for a time already.
    NotAway,
    /// Exempt, suspended or away.
    Paused,
    /// Members on probation are struck off, not expelled (M07).
    NotOnProbation,
    /// Not dated after today.
    NotAhead,
    /// Readmitted 36 months after leaving at the earliest.
    After36Months,
    /// Who gave up Party life of his own accord is not readmitted.
    NotWalkedOut,
}

/// What is known of a procedure.
#[derive(Debug, Clone, Copy)]
pub struct Info {
    /// The procedure.
    pub procedure: Procedure,
    /// The event it writes.
    pub event: EventKind,
    /// For whom it is: how somebody stands just before.
    pub from: &'static [MemberState],
    /// The fields of a person who is not in the register yet; none when it is only for those who are.
    pub newcomer: &'static [&'static str],
    /// The fields of the event it asks.
    pub asks: &'static [&'static str],
    /// Those of them that may not be empty.
    pub needs: &'static [&'static str],
    /// What is looked at.
    pub rules: &'static [Rule],
}

/// Charter and its implementation in force in 2018.
const CHARTER_5: &str = "Điều lệ Đảng, điều 5; QĐ 29-QĐ/TW 25/7/2016";
const QD_29: &str = "QĐ 29-QĐ/TW 25/7/2016";
const DISCIPLINE: &str = "QĐ 30-QĐ/TW 26/7/2016";

impl Rule {
    /// The regulation it rests on; empty when it is the register's own.
    pub fn source(self) -> &'static str {
        match self {
            Self::TwelveMonths => CHARTER_5,
            Self::OfAge
            | Self::InOrder
            | Self::CeremonyInTime
            | Self::ReviewInTime
            | Self::LeavesInTime
            | Self::PresentedInTime
            | Self::After36Months
            | Self::NotWalkedOut => QD_29,
            Self::NotOnProbation => DISCIPLINE,
            Self::OpenCell
            | Self::AnotherCell
            | Self::Somewhere
            | Self::NotExempt
            | Self::NotSuspended
            | Self::NotAway
            | Self::Paused
            | Self::NotAhead => "",
        }
    }

    /// Whether it looks only at how somebody stands, so that it can be asked before anything is typed.
    pub(super) fn is_of_person(self) -> bool {
        match self {
            Self::NotExempt | Self::NotSuspended | Self::NotAway | Self::Paused | Self::NotOnProbation => {
                true
            }
            Self::OfAge
            | Self::InOrder
            | Self::CeremonyInTime
            | Self::TwelveMonths
            | Self::ReviewInTime
            | Self::OpenCell
            | Self::AnotherCell
            | Self::Somewhere
            | Self::LeavesInTime
            | Self::PresentedInTime
            | Self::NotAhead
            | Self::After36Months
            | Self::NotWalkedOut => false,
        }
    }
}

use MemberState::{Guest, Left, NotYet, Official, Probationary};

/// Members of this register.
const MEMBERS: &[MemberState] = &[Probationary, Official];
/// The same, and those here for a time.
const PRESENT: &[MemberState] = &[Probationary, Official, Guest];
/// Who lost membership by a decision that can be found wrong.
const DISMISSED: &[MemberState] = &[Left(EventKind::StruckOff), Left(EventKind::Expelled)];
/// Who left the Party alive.
const FORMER: &[MemberState] =
    &[Left(EventKind::StruckOff), Left(EventKind::Expelled), Left(EventKind::Resigned)];
/// Who may come from elsewhere.
const ELSEWHERE: &[MemberState] = &[NotYet, Guest, Left(EventKind::TransferredOut)];

/// What every form needs of a person (CV 3296-CV/BTCTW 2017, check M11), and what tells people apart.
const PERSON: &[&str] = &["name", "sex", "born", "ethnic_group", "home_place", "occupation"];

const fn row(
    procedure: Procedure,
    event: EventKind,
    from: &'static [MemberState],
    asks: &'static [&'static str],
    needs: &'static [&'static str],
    rules: &'static [Rule],
) -> Info {
    Info { procedure, event, from, newcomer: &[], asks, needs, rules }
}

const fn newcomers(info: Info) -> Info {
    Info { newcomer: PERSON, ..info }
}

/// The fields of a decision with its reason.
const REASONED: &[&str] = &["date", "decision", "decision_date", "note"];
/// What may not be left out of it.
const WITH_REASON: &[&str] = &["date", "decision", "note"];

/// Every procedure, in the order of the enum.
pub static PROCEDURES: &[Info] = &[
    row(
        Procedure::Recognise,
        EventKind::Official,
        &[Probationary],
        &["date", "decision", "decision_date"],
        &["date", "decision", "decision_date"],
        &[Rule::TwelveMonths, Rule::ReviewInTime],
    ),
    row(
        Procedure::Move,
        EventKind::TransferredInside,
        MEMBERS,
        &["date", "unit", "decision", "decision_date", "letter", "note"],
        &["date", "unit"],
        &[Rule::AnotherCell, Rule::OpenCell],
    ),
    row(
        Procedure::MoveOut,
        EventKind::TransferredOut,
        MEMBERS,
        &["date", "place", "decision", "decision_date", "letter", "note"],
        &["date", "place"],
        &[Rule::LeavesInTime],
    ),
    row(
        Procedure::StayAway,
        EventKind::TransferredTemporary,
        MEMBERS,
        &["date", "place", "unit", "decision", "decision_date", "note"],
        &["date"],
        &[Rule::NotAway, Rule::Somewhere, Rule::AnotherCell],
    ),
    row(
        Procedure::Exempt,
        EventKind::Exempt,
        MEMBERS,
        &["date", "until", "decision", "decision_date", "note"],
        WITH_REASON,
        &[Rule::NotExempt, Rule::NotSuspended],
    ),
    row(Procedure::Suspend, EventKind::Suspended, MEMBERS, REASONED, WITH_REASON, &[Rule::NotSuspended]),
    row(
        Procedure::Return,
        EventKind::Returned,
        PRESENT,
        &["date", "decision", "decision_date", "note"],
        &["date"],
        &[Rule::Paused],
    ),
    row(Procedure::StrikeOff, EventKind::StruckOff, MEMBERS, REASONED, WITH_REASON, &[]),
    row(Procedure::Expel, EventKind::Expelled, MEMBERS, REASONED, WITH_REASON, &[Rule::NotOnProbation]),
    row(Procedure::Resign, EventKind::Resigned, MEMBERS, REASONED, WITH_REASON, &[]),
    row(Procedure::Die, EventKind::Died, PRESENT, &["date", "note"], &["date"], &[Rule::NotAhead]),
    row(
        Procedure::Restore,
        EventKind::Restored,
        DISMISSED,
        &["date", "unit", "decision", "decision_date", "note"],
        &["date", "unit", "decision"],
        &[Rule::OpenCell],
    ),
    row(
        Procedure::Readmit,
        EventKind::Readmitted,
        FORMER,
        &["date", "unit", "decision", "decision_date"],
        &["date", "unit", "decision", "decision_date"],
        &[
            Rule::NotWalkedOut,
            Rule::After36Months,
            Rule::InOrder,
            Rule::OfAge,
            Rule::OpenCell,
            Rule::CeremonyInTime,
        ],
    ),
    newcomers(row(
        Procedure::Admit,
        EventKind::Admitted,
        &[NotYet, Guest],
        &["date", "unit", "decision", "decision_date"],
        &["date", "unit", "decision", "decision_date", "sex", "born", "ethnic_group"],
        &[Rule::InOrder, Rule::OfAge, Rule::OpenCell, Rule::CeremonyInTime],
    )),
    newcomers(row(
        Procedure::MoveIn,
        EventKind::TransferredIn,
        ELSEWHERE,
        &["date", "unit", "place", "decision", "decision_date"],
        &["date", "unit", "place", "sex", "born", "ethnic_group"],
        &[Rule::OpenCell, Rule::PresentedInTime],
    )),
    newcomers(row(
        Procedure::StayHere,
        EventKind::TransferredTemporary,
        &[NotYet],
        &["date", "unit", "place", "decision", "decision_date"],
        &["date", "unit", "place"],
        &[Rule::OpenCell],
    )),
];

impl Procedure {
    /// What is known of it.
    pub fn info(self) -> &'static Info {
        &PROCEDURES[self as usize]
    }

    /// The procedure of a code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|procedure| procedure.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_stands_in_the_order_of_the_enum_and_needs_only_what_it_asks() {
        assert_eq!(PROCEDURES.len(), Procedure::ALL.len());
        for (info, procedure) in PROCEDURES.iter().zip(Procedure::ALL) {
            assert_eq!(info.procedure, *procedure);
            let asked = |field| info.asks.contains(field) || info.newcomer.contains(field);
            assert!(info.needs.iter().all(asked), "{procedure:?}");
        }
    }
}
