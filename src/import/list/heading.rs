//! What a heading means: a field of a record, something the row says besides, or nothing known.
//!
//! A heading may stand over others ("Ngày vào Đảng" over "Dự bị" and "Chính thức"); then both are asked.
//! What a person once corrected comes before everything else.

use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use super::catalogue::{self, Extra};
use crate::domain::{
    column, fold,
    record::{Field, FieldValue, Input, Kind},
    words::{Label, Lang},
};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Means {
    /// A field of a kind, by its place; of a member also in lists of events and terms, where it tells whose they are.
    Field(Kind, usize),
    /// Something else.
    Extra(Extra),
}

/// The field by which a record of a kind is a person's; a row may then name the person in columns of its own.
pub fn whose(kind: Kind) -> Option<&'static str> {
    let is_person = |name: &&str| {
        let input = kind.place(name).map(|place| kind.fields()[place].input);
        matches!(input, Some(Input::Link(kinds)) if kinds.contains(&Kind::Member))
    };
    kind.about().owners.iter().copied().find(is_person)
}

/// Whether lists of a kind name units in columns of their own, which are no fields.
pub fn names_units(kind: Kind) -> bool {
    matches!(kind, Kind::Member | Kind::Event | Kind::Term | Kind::Unit | Kind::Village)
}

impl Means {
    /// From its code: the name of a field, or the code of what else a column may hold.
    pub fn parse(into: Kind, code: &str) -> Option<Self> {
        let of_person = whose(into).map(|_| Kind::Member);
        // Where units stand in columns of their own, a link's name is what such a column is called.
        let is_read = |field: &Field| {
            !names_units(into) || !matches!(field.input, Input::Link(_)) || field.name == "body"
        };
        let field = |kind: Kind| {
            let place = kind.place(code).filter(|place| is_read(&kind.fields()[*place]));
            place.map(|place| Self::Field(kind, place))
        };
        let extra = || Extra::parse(code).ok().filter(|extra| extra.code() == code).map(Self::Extra);
        field(into).or_else(extra).or_else(|| of_person.and_then(field))
    }

    /// Everything a column of a kind of list may hold.
    pub fn choices(into: Kind) -> Vec<Self> {
        let of_person = ["name", "born", "card_number", "record_number", "citizen_number"];
        let of_person = of_person.into_iter().filter(|_| matches!(into, Kind::Event | Kind::Term));
        let fields = into.fields().iter().map(|field| field.name).chain(of_person);
        let extras = Extra::CHOICES.iter().map(|choice| choice.code);
        let mut choices: Vec<Self> = Vec::new();
        for means in fields.chain(extras).filter_map(|code| Self::parse(into, code)) {
            if !choices.contains(&means) {
                choices.push(means);
            }
        }
        choices
    }

    /// A field of a kind by its name.
    pub fn field(kind: Kind, name: &str) -> Option<Self> {
        kind.place(name).map(|place| Self::Field(kind, place))
    }

    /// Its words.
    pub fn label(self) -> Label {
        match self {
            Self::Extra(extra) => extra.label(),
            Self::Field(kind, place) => {
                kind.fields().get(place).map_or(Label::new("", ""), |field| field.label)
            }
        }
    }

    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Extra(extra) => extra.code(),
            Self::Field(kind, place) => kind.fields().get(place).map_or("", |field| field.name),
        }
    }

    /// Whether a row may be about nobody without it.
    pub fn names(self, into: Kind) -> bool {
        let own = || {
            let needed = || into.fields().iter().find(|field| field.required).map(|field| field.name);
            let owner = into.about().owners.first().copied().or_else(needed);
            Self::field(into, "name").or_else(|| Self::field(into, owner?))
        };
        let of_person = || Self::field(Kind::Member, "name").filter(|_| whose(into).is_some());
        let name = match into {
            Kind::Event | Kind::Term => [of_person(), None],
            _ => [own(), of_person()],
        };
        name.contains(&Some(self)) || matches!(self, Self::Extra(Extra::GivenName | Extra::Record))
    }
}

/// What a heading is compared by: its letters and digits, without case and marks.
pub fn key(heading: &str) -> String {
    fold::fold(heading).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The same without what stands in brackets.
fn bare_key(heading: &str) -> String {
    let mut depth = 0usize;
    let outside = heading.chars().filter(|c| match c {
        '(' | '[' => {
            depth += 1;
            false
        }
        ')' | ']' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    key(&outside.collect::<String>())
}

static KNOWN: LazyLock<HashMap<(Kind, String), Means>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    for &kind in Kind::ALL {
        for (code, headings) in catalogue::of(kind).into_iter().flatten() {
            let Some(means) = Means::parse(kind, code) else { continue };
            for heading in *headings {
                known.entry((kind, key(heading))).or_insert(means);
            }
        }
        for lang in [Lang::Vi, Lang::En] {
            for column in column::columns(kind) {
                let means = Means::field(kind, column.name).unwrap_or(Means::Extra(Extra::Derived));
                known.entry((kind, key(column.label.of(lang)))).or_insert(means);
            }
        }
        for (code, headings) in catalogue::whose(kind).into_iter().flatten() {
            let of_person = Means::field(Kind::Member, code).or_else(|| Means::parse(kind, code));
            let Some(means) = of_person else { continue };
            for heading in *headings {
                known.entry((kind, key(heading))).or_insert(means);
            }
        }
    }
    known
});

/// The place among the columns of its kind of each that the register takes out, by its heading.
static OWN: LazyLock<HashMap<(Kind, String), usize>> = LazyLock::new(|| {
    let mut own = HashMap::new();
    for &kind in Kind::ALL {
        for (place, column) in column::columns(kind).enumerate() {
            own.entry((kind, key(column.label.vi))).or_insert(place);
        }
    }
    own
});

/// The column the register itself takes out under a heading, by its place among those of the kind.
pub fn own(into: Kind, heading: &str) -> Option<usize> {
    OWN.get(&(into, key(heading))).copied()
}

/// What people taught: the meaning of headings by kind and key, the code as it stands in their file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taught(pub BTreeMap<(Kind, String), Means>);

impl Taught {
    /// Learns what a heading means.
    pub fn learn(&mut self, into: Kind, heading: &str, means: Means) {
        self.0.insert((into, key(heading)), means);
    }

    /// What a heading by itself means. A hint in brackets may matter; when it does not it is left away.
    pub fn alone(&self, into: Kind, heading: &str) -> Option<Means> {
        [key(heading), bare_key(heading)].into_iter().filter(|key| !key.is_empty()).find_map(|key| {
            let place = (into, key);
            self.0.get(&place).or_else(|| KNOWN.get(&place)).copied()
        })
    }

    /// What a heading under another one means. `next` is the heading to the right of it under the same one.
    pub fn under(&self, into: Kind, above: &str, heading: &str, next: &str) -> Option<Means> {
        let joined = format!("{above} {heading}");
        let taught = self.0.get(&(into, key(&joined))).copied();
        taught.or_else(|| part_of(self.alone(into, above)?, heading, next)).or_else(|| {
            let own = self.alone(into, heading);
            own.or_else(|| self.alone(into, &joined))
        })
    }
}

/// What a heading means as a part of the one above it.
fn part_of(above: Means, heading: &str, next: &str) -> Option<Means> {
    let (word, next) = (key(heading), key(next));
    // "Nam" and "Năm" have one key; the mark tells, or else what stands beside it.
    let is_year = word == "nam" && (heading.to_lowercase().contains('ă') || next.is_empty());
    let is_male = word == "nam" && !is_year;
    let day_of = |day, month, year| match word.as_str() {
        "ngay" => Some(Means::Extra(day)),
        "thang" => Some(Means::Extra(month)),
        _ => is_year.then_some(Means::Extra(year)),
    };
    let is_born = Some(above) == Means::field(Kind::Member, "born");
    let is_name = Some(above) == Means::field(Kind::Member, "name");
    let is_sex = Some(above) == Means::field(Kind::Member, "sex");
    match above {
        _ if is_born && is_male => Some(Means::Extra(Extra::BornMale)),
        _ if is_born && word == "nu" => Some(Means::Extra(Extra::BornFemale)),
        _ if is_born => day_of(Extra::BornDay, Extra::BornMonth, Extra::BornYear),
        _ if is_sex && is_male => Some(Means::Extra(Extra::Male)),
        _ if is_sex && word == "nu" => Some(Means::Extra(Extra::Female)),
        _ if is_name && word == "ten" => Some(Means::Extra(Extra::GivenName)),
        _ if is_name && word.starts_with("ho") && word != "hovaten" => Some(Means::Extra(Extra::FamilyName)),
        Means::Extra(Extra::Admitted) if word == "dubi" => Some(above),
        Means::Extra(Extra::Admitted) if word == "chinhthuc" => Some(Means::Extra(Extra::Official)),
        Means::Extra(Extra::Admitted) => {
            day_of(Extra::AdmittedDay, Extra::AdmittedMonth, Extra::AdmittedYear)
        }
        Means::Extra(Extra::Official) => {
            day_of(Extra::OfficialDay, Extra::OfficialMonth, Extra::OfficialYear)
        }
        Means::Extra(Extra::Secretary) if word.starts_with("hovaten") || word == "hoten" => Some(above),
        Means::Extra(Extra::Secretary) if word.ends_with("sinh") => Some(Means::Extra(Extra::SecretaryBorn)),
        Means::Extra(Extra::Head) if word.starts_with("hovaten") || word == "hoten" => Some(above),
        Means::Extra(Extra::Head) if word.ends_with("sinh") => Some(Means::Extra(Extra::HeadBorn)),
        Means::Extra(_) | Means::Field(..) => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_the_catalogue_is_a_field_or_an_extra() {
        for &kind in Kind::ALL {
            for (code, headings) in catalogue::of(kind).into_iter().flatten() {
                assert!(Means::parse(kind, code).is_some(), "{kind:?} {code}");
                assert!(!headings.is_empty());
            }
        }
    }

    #[test]
    fn headings_are_known_in_whatever_spelling() {
        let taught = Taught::default();
        let code = |heading: &str| taught.alone(Kind::Member, heading).map(Means::code);
        for (heading, want) in [
            ("HỌ VÀ TÊN", "name"),
            ("Họ và tên *", "name"),
            ("ho_va_ten", "name"),
            ("Sinh ngày * (dd/mm/yyyy)", "born"),
            ("Ngày\ntháng năm sinh", "born"),
            ("Số thẻ Đảng* (12 số theo HD38-HD/BTCTW)", "card_number"),
            ("Ngày vào Đảng (Chính thức)", "official"),
            ("Ngày vào Đảng* (dd/mm/yyyy)", "admitted"),
            ("Trình độ văn hoá", "schooling"),
            ("D.tộc", "ethnic_group"),
            ("Đơn vị (chi bộ)", "unit"),
        ] {
            assert_eq!(code(heading), Some(want), "{heading}");
        }
        assert_eq!(code("Số nhà"), None);
    }

    #[test]
    fn a_heading_over_others_shares_its_meaning_out() {
        let taught = Taught::default();
        let code = |above, heading, next| taught.under(Kind::Member, above, heading, next).map(Means::code);
        assert_eq!(code("Ngày, tháng, năm sinh", "Nam", "Nữ"), Some("born_male"));
        assert_eq!(code("Ngày, tháng, năm sinh", "NAM", "NỮ"), Some("born_male"));
        assert_eq!(code("Sinh", "Năm", ""), Some("born_year"));
        assert_eq!(code("Vào Đảng", "Tháng", "Năm"), Some("admitted_month"));
        assert_eq!(code("Ngày vào Đảng", "Chính thức", ""), Some("official"));
        assert_eq!(code("Trình độ", "Văn hoá", "Chuyên môn"), Some("schooling"));
        assert_eq!(code("Họ và tên", "Họ đệm", "Tên"), Some("family_name"));
    }

    #[test]
    fn what_was_taught_comes_first() {
        let mut taught = Taught::default();
        let means = Means::parse(Kind::Member, "home_place").unwrap();
        taught.learn(Kind::Member, "Địa chỉ", means);
        assert_eq!(taught.alone(Kind::Member, "ĐỊA CHỈ:"), Some(means));
        assert_ne!(taught.alone(Kind::Village, "ĐỊA CHỈ:"), Some(means));
    }
}
