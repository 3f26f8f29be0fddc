//! What can stand in a column of a list: every field of a kind, and what is derived for a date.
//!
//! Tables, lists on the command line, CSV, sorting and filters all read the one list of columns.
//! Cells carry values, not words: the language and the look are the caller's.

use words::OVERDUE;
pub use {
    books::{document_state, merged_into, stage},
    words::{MEMBER_STATES, UNIT_STATES, YES_NO},
};

mod books;
mod words;

use super::{
    date::PartialDate,
    fold,
    office::Office,
    record::{Id, Input, Kind, Record},
    standing::{Holder, MemberState, Standing, Step, VillageState},
    term::Post,
    words::{Choice, Label},
};

/// One value of a list.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing known.
    Empty,
    /// Words.
    Text(String),
    /// A person's name.
    Person(String),
    /// A date, perhaps partial.
    Date(PartialDate),
    /// A whole number.
    Number(i64),
    /// One of a list; the rank gives its order.
    Choice(Choice, usize),
    /// The name of another record.
    Name(Kind, Id, String),
    /// Another record that the session is not for.
    Outside,
}

/// How a column gets its value.
#[derive(Debug, Clone, Copy)]
enum Source {
    Field(usize),
    Derived(fn(&Standing, &Id) -> Cell),
}

/// A column of a kind.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name on the command line and in CSV for machines.
    pub name: &'static str,
    /// Its heading.
    pub label: Label,
    /// Cells it likes to have.
    pub width: u16,
    /// The kind whose records have it.
    pub kind: Kind,
    /// What its cells are, as a field's.
    pub input: Input,
    source: Source,
}

impl Column {
    /// The value for a record.
    pub fn cell(&self, standing: &Standing, record: &dyn Record) -> Cell {
        match self.source {
            Source::Field(place) => field_cell(standing, record, place),
            Source::Derived(get) => get(standing, record.id()),
        }
    }

    /// Whether the office has it masked where it is not asked for, since it exposes a person beyond the name.
    pub fn is_masked(&self, office: &Office) -> bool {
        match self.source {
            Source::Field(place) => office.masks(&self.kind.fields()[place]),
            Source::Derived(_) => false,
        }
    }

    /// The choices its cells are taken from, where there is such a list.
    pub fn choices(&self) -> Option<&'static [Choice]> {
        match self.input {
            Input::Choice(choices) => Some(choices),
            _ => None,
        }
    }

    /// The same column with another width.
    pub fn with_width(self, width: u16) -> Self {
        Self { width, ..self }
    }

    /// Whether its cells are dates, so that `2017` means the year.
    pub fn is_date(&self) -> bool {
        matches!(self.input, Input::Day | Input::Date | Input::Month)
    }
}

/// Every column of a kind: its fields in their order, then what is derived.
pub fn columns(kind: Kind) -> impl Iterator<Item = Column> {
    let fields = kind.fields().iter().enumerate().map(move |(place, f)| Column {
        name: f.name,
        label: f.label,
        width: f.width,
        kind,
        input: f.input,
        source: Source::Field(place),
    });
    let derived = derived(kind).iter().map(move |&(name, label, width, input, get)| Column {
        name,
        label,
        width,
        kind,
        input,
        source: Source::Derived(get),
    });
    fields.chain(derived)
}

/// A column by its name.
pub fn column(kind: Kind, name: &str) -> Option<Column> {
    columns(kind).find(|c| c.name == name)
}

impl Cell {
    /// Bytes in whose order cells of one column are sorted; empty cells come last.
    pub fn sort_key(&self) -> Vec<u8> {
        let mut key = vec![0];
        match self {
            Self::Empty | Self::Outside => key[0] = 1,
            Self::Text(text) | Self::Name(_, _, text) => key.extend(fold::sort_key(text)),
            Self::Person(name) => key.extend(fold::person_key(name)),
            Self::Date(date) => key.extend(date.to_string().bytes()),
            Self::Number(number) => key.extend((number.wrapping_sub(i64::MIN) as u64).to_be_bytes()),
            Self::Choice(_, rank) => key.extend((*rank as u64).to_be_bytes()),
        }
        key
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    fn text(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    fn date(date: Option<impl Into<PartialDate>>) -> Self {
        date.map_or(Self::Empty, |d| Self::Date(d.into()))
    }

    fn choice(choices: &'static [Choice], code: &str) -> Self {
        choices
            .iter()
            .position(|c| c.code == code)
            .map_or(Self::Empty, |rank| Self::Choice(choices[rank], rank))
    }

    fn yes(yes: bool) -> Self {
        Self::choice(YES_NO, if yes { "yes" } else { "no" })
    }

    fn name(standing: &Standing, kinds: &[Kind], id: &Id) -> Self {
        match standing.data.linked(kinds, id) {
            Some(record) => Self::Name(record.kind(), id.clone(), name_of(record)),
            None if id.is_outside() => Self::Outside,
            None => Self::Text(format!("? {id}")),
        }
    }
}

impl From<super::date::Month> for PartialDate {
    fn from(month: super::date::Month) -> Self {
        Self::Month(month)
    }
}

/// The name by which a record of a named kind is known; empty for terms and events.
pub fn name_of(record: &dyn Record) -> String {
    record.kind().place("name").map_or_else(String::new, |place| record.text(place).into_owned())
}

fn field_cell(standing: &Standing, record: &dyn Record, place: usize) -> Cell {
    let kind = record.kind();
    let Some(field) = kind.fields().get(place) else { return Cell::Empty };
    let text = record.text(place);
    if text.is_empty() {
        return Cell::Empty;
    }
    match field.input {
        Input::Text | Input::Digits | Input::Days => Cell::Text(text.into_owned()),
        Input::Person => Cell::Person(text.into_owned()),
        Input::Day | Input::Date | Input::Month => text.parse().map_or(Cell::Empty, Cell::Date),
        Input::Number => text.parse().map_or(Cell::Empty, Cell::Number),
        Input::Choice(choices) => Cell::choice(choices, &text),
        Input::Link(kinds) => Id::new(&text).map_or(Cell::Empty, |id| Cell::name(standing, kinds, &id)),
    }
}

/// Name, label, width, sort of cell and getter of a derived column.
type Derived = (&'static str, Label, u16, Input, fn(&Standing, &Id) -> Cell);

fn derived(kind: Kind) -> &'static [Derived] {
    match kind {
        Kind::Member => MEMBER,
        Kind::Unit => UNIT,
        Kind::Village => VILLAGE,
        Kind::Term => TERM,
        Kind::Prospect => books::PROSPECT,
        Kind::Merger => books::MERGER,
        Kind::Position => books::POSITION,
        Kind::Pair => books::PAIR,
        Kind::Meeting => books::MEETING,
        Kind::Paper => books::PAPER,
        _ => &[],
    }
}

/// The code of a member's state.
pub fn state_code(state: MemberState) -> &'static str {
    match state {
        MemberState::Official => "official",
        MemberState::Probationary => "probationary",
        MemberState::Guest => "guest",
        MemberState::NotYet => "not_yet",
        MemberState::Elsewhere => "elsewhere",
        MemberState::Left(kind) => kind.code(),
    }
}

static MEMBER: &[Derived] = &[
    ("state", Label::new("Trạng thái", "State"), 11, Input::Choice(MEMBER_STATES), |s, id| {
        Cell::choice(MEMBER_STATES, state_code(s.member(id).state))
    }),
    ("unit", Label::new("Chi bộ", "Unit"), 28, Input::Link(&[Kind::Unit]), |s, id| {
        s.member(id).unit.as_ref().map_or(Cell::Empty, |unit| Cell::name(s, &[Kind::Unit], unit))
    }),
    ("admitted", Label::new("Ngày vào Đảng", "Admitted"), 10, Input::Day, |s, id| {
        Cell::date(s.member(id).admitted)
    }),
    ("decided", Label::new("QĐ kết nạp", "Decision"), 10, Input::Day, |s, id| {
        Cell::date(s.member(id).decided)
    }),
    ("official", Label::new("Ngày chính thức", "Official since"), 10, Input::Day, |s, id| {
        Cell::date(s.member(id).official)
    }),
    ("probation_ends", Label::new("Hết dự bị", "Probation ends"), 10, Input::Day, |s, id| {
        Cell::date(s.member(id).probation_ends())
    }),
    ("age", Label::new("Tuổi", "Age"), 4, Input::Number, |s, id| {
        let born = s.data.member(id).and_then(|m| m.born);
        born.map_or(Cell::Empty, |b| Cell::Number(b.full_years(s.member(id).lived_until(s.as_of)).into()))
    }),
    ("party_age", Label::new("Tuổi Đảng", "Party age"), 4, Input::Number, |s, id| {
        let member = s.member(id);
        let years = |from| super::date::full_years(from, member.in_party_until(s.as_of));
        member.party_age_from().map_or(Cell::Empty, |from| Cell::Number(years(from).into()))
    }),
    ("exempt", Label::new("Miễn SH", "Exempt"), 6, Input::Choice(YES_NO), |s, id| {
        Cell::yes(s.member(id).exempt && s.member(id).state.is_member())
    }),
    ("left_on", Label::new("Ngày rời", "Left on"), 10, Input::Day, |s, id| {
        Cell::date(s.member(id).left_on)
    }),
];

static UNIT: &[Derived] = &[
    ("state", Label::new("Trạng thái", "State"), 12, Input::Choice(UNIT_STATES), |s, id| {
        let founded_later = s.data.unit(id).and_then(|u| u.founded).is_some_and(|f| f.earliest() > s.as_of);
        let code = match (s.unit(id).active, founded_later) {
            (true, _) => "active",
            (false, true) => "not_founded",
            (false, false) => "closed",
        };
        Cell::choice(UNIT_STATES, code)
    }),
    ("members", Label::new("Đảng viên", "Members"), 7, Input::Number, |s, id| {
        number(s.unit(id).all.members())
    }),
    ("official", Label::new("Chính thức", "Official"), 7, Input::Number, |s, id| {
        number(s.unit(id).all.official)
    }),
    ("probationary", Label::new("Dự bị", "Probationary"), 6, Input::Number, |s, id| {
        number(s.unit(id).all.probationary)
    }),
    ("secretary", Label::new("Bí thư", "Secretary"), 22, Input::Person, |s, id| {
        let holder = s.holders(id, Post::Secretary).into_iter().next();
        holder.map_or(Cell::Empty, |h| Cell::Person(h.name))
    }),
];

static VILLAGE: &[Derived] = &[
    ("state", Label::new("Tình trạng", "State"), 19, Input::Choice(VillageState::CHOICES), |s, id| {
        s.village(id).map_or(Cell::Empty, |v| {
            let words = if v.overdue { OVERDUE } else { VillageState::CHOICES };
            Cell::Choice(words[v.state as usize], v.state as usize)
        })
    }),
    ("secretary", Label::new("Bí thư chi bộ", "Secretary"), 22, Input::Person, |s, id| {
        s.village(id).map_or(Cell::Empty, |v| leader(s, v.secretary.as_ref(), v.head.as_ref()))
    }),
    ("head", Label::new("Trưởng thôn", "Head"), 22, Input::Person, |s, id| {
        s.village(id).map_or(Cell::Empty, |v| leader(s, v.head.as_ref(), v.secretary.as_ref()))
    }),
    ("step", Label::new("Bậc", "Step"), 26, Input::Choice(Step::CHOICES), |s, id| {
        s.village(id).map_or(Cell::Empty, |v| Cell::choice(Step::CHOICES, v.step.code()))
    }),
    ("since", Label::new("Nhất thể từ", "Unified since"), 10, Input::Date, |s, id| {
        Cell::date(s.village(id).and_then(|v| v.since))
    }),
    ("overdue", Label::new("Quá hạn", "Overdue"), 8, Input::Choice(YES_NO), |s, id| {
        s.village(id).map_or(Cell::Empty, |v| Cell::yes(v.overdue))
    }),
];

/// Who leads a village; with the year of birth where the other leader is somebody else of the same name.
fn leader(standing: &Standing, leader: Option<&Holder>, other: Option<&Holder>) -> Cell {
    let Some(leader) = leader else { return Cell::Empty };
    let namesake = other.is_some_and(|other| other.name == leader.name && other.member != leader.member);
    let born = holder_born(standing, leader).filter(|_| namesake);
    Cell::Person(
        born.map_or_else(|| leader.name.clone(), |born| format!("{} ({})", leader.name, born.year())),
    )
}

/// When the holder of a term was born, as far as known.
fn holder_born(standing: &Standing, holder: &Holder) -> Option<PartialDate> {
    let member = holder.member.as_ref().and_then(|member| standing.data.member(member));
    member.map_or_else(|| standing.data.term(&holder.term).and_then(|t| t.holder_born), |member| member.born)
}

static TERM: &[Derived] = &[
    ("holder", Label::new("Người giữ", "Holder"), 22, Input::Person, |s, id| {
        let Some(term) = s.data.term(id) else { return Cell::Empty };
        match term.member.as_ref() {
            Some(member) => Cell::name(s, &[Kind::Member], member),
            None => Cell::text(&term.holder_name),
        }
    }),
    ("current", Label::new("Đương nhiệm", "In office"), 6, Input::Choice(YES_NO), |s, id| {
        Cell::yes(s.data.term(id).is_some_and(|t| s.is_held(t)))
    }),
];

fn number(n: usize) -> Cell {
    Cell::Number(i64::try_from(n).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_overdue_village_keeps_the_code_of_its_state() {
        let codes = |choices: &[Choice]| choices.iter().map(|c| c.code).collect::<Vec<_>>();
        assert_eq!(codes(OVERDUE), codes(VillageState::CHOICES));
    }
}
