//! Which unit the words of a list name: "CB KP Quang Trung", "CHI BỘ THÔN 1", "Đảng ủy xã Quảng Đức".
//!
//! Names are compared without case, the place of tones and what offices abbreviate. The same name stands in
//! many communes, so it is looked for first under the unit the list, the group or the row is of. A name that
//! fits only without its marks or its word for village is taken when it fits one unit, and said to be; anything
//! else is for a person to answer, with the nearest name as a suggestion.

mod others;

use std::{
    cell::{OnceCell, RefCell},
    collections::HashMap,
};

use crate::domain::{
    data::Data,
    date::Date,
    fold,
    identity::People,
    record::{Id, Kind},
    unit::{Unit, UnitKind},
};

/// What words name.
#[derive(Debug, Clone, PartialEq)]
pub enum Named {
    /// This unit.
    Unit(Id),
    /// This unit, in another spelling than any known one.
    Near(Id),
    /// Several units have the name.
    Several(Vec<Id>),
    /// None; the nearest name, if one is near.
    Nothing(Option<Id>),
}

/// The names of a register's units.
pub struct Names<'a> {
    data: &'a Data,
    exact: HashMap<String, Vec<&'a Unit>>,
    plain: HashMap<String, Vec<&'a Unit>>,
    codes: HashMap<String, Vec<&'a Unit>>,
    known: RefCell<HashMap<(Option<Id>, String), Named>>,
    others: RefCell<HashMap<Kind, HashMap<String, Vec<Id>>>>,
    people: OnceCell<People>,
}

impl<'a> Names<'a> {
    /// The names of all units, also of closed ones.
    pub fn new(data: &'a Data) -> Self {
        let mut names = Self {
            data,
            exact: HashMap::new(),
            plain: HashMap::new(),
            codes: HashMap::new(),
            known: RefCell::default(),
            others: RefCell::default(),
            people: OnceCell::new(),
        };
        for unit in data.units().values().map(|stored| stored.record()) {
            for name in [&unit.name, &unit.short_name].into_iter().filter(|name| !name.is_empty()) {
                let key = Key::of(name);
                names.plain.entry(key.plain()).or_default().push(unit);
                names.exact.entry(key.exact).or_default().push(unit);
            }
            for code in [unit.code.as_str(), unit.id.as_str()] {
                let units = names.codes.entry(code.to_lowercase()).or_default();
                if !code.is_empty() && units.last().is_none_or(|last| last.id != unit.id) {
                    units.push(unit);
                }
            }
        }
        names
    }

    /// The unit words name, under `scope` if one there does.
    pub fn find(&self, words: &str, scope: Option<&Id>) -> Named {
        let place = (scope.cloned(), words.to_owned());
        if let Some(named) = self.known.borrow().get(&place) {
            return named.clone();
        }
        let named = self.look(words, scope);
        self.known.borrow_mut().insert(place, named.clone());
        named
    }

    fn look(&self, words: &str, scope: Option<&Id>) -> Named {
        if let Some([unit]) = self.codes.get(&words.trim().to_lowercase()).map(Vec::as_slice) {
            return Named::Unit(unit.id.clone());
        }
        let key = Key::of(words);
        let exact = self.exact.get(&key.exact).map(Vec::as_slice).unwrap_or_default();
        let under = |units: &[&'a Unit]| -> Vec<&'a Unit> {
            units
                .iter()
                .copied()
                .filter(|unit| scope.is_none_or(|scope| self.is_under(unit, scope)))
                .collect()
        };
        for units in [under(exact), exact.to_vec()] {
            match fitting(units, key.is_committee).as_slice() {
                [] => {}
                [unit] => return Named::Unit(unit.id.clone()),
                several => return Named::Several(several.iter().map(|unit| unit.id.clone()).collect()),
            }
        }
        let plain = self.plain.get(&key.plain()).map(Vec::as_slice).unwrap_or_default();
        if let [unit] = fitting(under(plain), key.is_committee).as_slice() {
            return Named::Near(unit.id.clone());
        }
        let place = key.without_village();
        let same_place: Vec<&Unit> = match scope {
            Some(scope) if place != key.plain() => {
                let units = self.data.units().values().map(|stored| stored.record());
                units
                    .filter(|unit| {
                        self.is_under(unit, scope) && Key::of(&unit.name).without_village() == place
                    })
                    .collect()
            }
            Some(_) | None => Vec::new(),
        };
        if let [unit] = fitting(same_place, key.is_committee).as_slice() {
            return Named::Near(unit.id.clone());
        }
        match self.without_scope(words, scope).map(|words| self.look(words, scope)) {
            Some(Named::Unit(id) | Named::Near(id)) => Named::Near(id),
            Some(Named::Several(_) | Named::Nothing(_)) | None => Named::Nothing(self.nearest(&key, scope)),
        }
    }

    /// The words without the commune behind them, where it is the one of the scope: "thôn 3 - Q.Thịnh".
    fn without_scope<'b>(&self, words: &'b str, scope: Option<&Id>) -> Option<&'b str> {
        let scope = Key::of(&self.data.unit(scope?)?.name).plain();
        let (unit, behind) = words.rsplit_once([',', '(', '–', '-'])?;
        let behind = Key::of(behind).plain();
        let said: Vec<&str> =
            behind.split_whitespace().filter(|word| !["xa", "x", "tt"].contains(word)).collect();
        let full: Vec<&str> = scope.split_whitespace().collect();
        let tail = full.get(full.len().checked_sub(said.len())?..)?;
        let fits =
            |(short, long): (&&str, &&str)| short == long || short.len() == 1 && long.starts_with(*short);
        (said.len() >= 2 && said.iter().zip(tail).all(fits)).then_some(unit.trim())
    }

    /// Whether members belong to a unit directly.
    pub fn is_cell(&self, id: &Id) -> bool {
        self.data.unit(id).is_some_and(|unit| unit.kind.is_cell())
    }

    /// Whether a unit stands under another one, or is it.
    pub fn is_under(&self, unit: &Unit, scope: &Id) -> bool {
        unit.id == *scope || self.data.path(&unit.id).iter().any(|above| above.id == *scope)
    }

    /// The nearest name: the fewest letters to change, at most a third of them.
    fn nearest(&self, key: &Key, scope: Option<&Id>) -> Option<Id> {
        let wanted: Vec<char> = key.plain().chars().collect();
        let within = |unit: &&Unit| scope.is_none_or(|scope| self.is_under(unit, scope));
        let all = self.plain.iter().flat_map(|(name, units)| units.iter().map(move |unit| (name, *unit)));
        let candidates =
            all.filter(|(_, unit)| within(unit) && key.is_committee.is_none_or(|c| c != unit.kind.is_cell()));
        let ranked =
            candidates.map(|(name, unit)| (distance(&wanted, &name.chars().collect::<Vec<_>>()), &unit.id));
        ranked.min().filter(|(steps, _)| *steps > 0 && steps * 3 <= wanted.len()).map(|(_, id)| id.clone())
    }

    /// The grassroots unit of a commune, directly under the top, by the commune's code.
    pub fn of_commune(&self, code: &str) -> Option<Id> {
        let units = self.data.units().values().map(|stored| stored.record());
        let of_code =
            units.filter(|unit| !code.is_empty() && unit.commune == code && unit.kind.is_grassroots());
        let mut found = of_code.filter(|unit| self.direct(&unit.id).as_ref() == Some(&unit.id));
        found.next().filter(|_| found.next().is_none()).map(|unit| unit.id.clone())
    }

    /// The committee some words of a title are about: the one whose name they hold.
    pub fn in_title(&self, title: &str) -> Option<Id> {
        let title = format!(" {} ", Key::of(title).whole);
        let units = self.data.units().values().map(|stored| stored.record());
        let committees = units.filter(|unit| {
            matches!(
                unit.kind,
                UnitKind::GrassrootsCommittee | UnitKind::SubCommittee | UnitKind::GrassrootsCell
            )
        });
        let held = committees.filter_map(|unit| {
            let name = Key::of(&unit.name).exact;
            (name.contains(' ') && title.contains(&format!(" {name} "))).then_some((name.len(), unit))
        });
        let mut held: Vec<(usize, &Unit)> = held.collect();
        held.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
        match held.as_slice() {
            [(first, _), (second, _), ..] if first == second => None,
            [(_, unit), ..] => Some(unit.id.clone()),
            [] => None,
        }
    }

    /// The one committee under which every name of a list is found once, and outside which none is needed.
    pub fn deduced(&self, names: &[String]) -> Option<Id> {
        let mut fixed: Option<Id> = None;
        let mut open = 0;
        for name in names {
            match self.find(name, None) {
                Named::Unit(id) => {
                    let above = self.direct(&id)?;
                    if fixed.get_or_insert_with(|| above.clone()) != &above {
                        return None;
                    }
                }
                Named::Several(_) => open += 1,
                Named::Near(_) | Named::Nothing(_) => {}
            }
        }
        let scope = fixed.filter(|_| open > 0)?;
        let fits = |name: &String| !matches!(self.find(name, Some(&scope)), Named::Several(_));
        names.iter().all(fits).then_some(scope)
    }

    /// The unit directly under the top of the tree that a unit stands under.
    fn direct(&self, unit: &Id) -> Option<Id> {
        let path = self.data.path(unit);
        path.iter().rev().find(|unit| unit.kind != UnitKind::SuperiorCommittee).map(|unit| unit.id.clone())
    }

    /// The unit that goes on where one ended, by the day of the list; itself when it has not ended.
    pub fn present(&self, id: &Id, on: Date) -> Option<Id> {
        let mut unit = self.data.unit(id)?;
        for _ in 0..16 {
            if unit.closed_on.is_none_or(|closed| on < closed) {
                return Some(unit.id.clone());
            }
            unit = self.data.unit(unit.closed_into.as_ref()?)?;
        }
        None
    }
}

/// Of units that fit the name, those that fit what it says they are, and of those the ones still there.
fn fitting(mut units: Vec<&Unit>, is_committee: Option<bool>) -> Vec<&Unit> {
    units.dedup_by(|a, b| a.id == b.id);
    let kind: Vec<&Unit> =
        units.iter().copied().filter(|u| is_committee.is_none_or(|c| c != u.kind.is_cell())).collect();
    let kind = if kind.is_empty() && is_committee.is_none() { units } else { kind };
    let open: Vec<&Unit> = kind.iter().copied().filter(|unit| unit.closed_on.is_none()).collect();
    if open.is_empty() { kind } else { open }
}

/// A name as it is compared.
struct Key {
    /// Words in one spelling, without what kind of organisation it is.
    exact: String,
    /// The same with it.
    whole: String,
    /// Whether it says it is a committee, or a cell.
    is_committee: Option<bool>,
}

/// What a unit's or a village's name is compared by.
pub fn key(name: &str) -> String {
    Key::of(name).exact
}

/// What offices write short, and what for.
const SHORT: &[(&str, &str)] = &[
    ("cb", "chi bộ"),
    ("c bộ", "chi bộ"),
    ("chi bô", "chi bộ"),
    ("đb", "đảng bộ"),
    ("đảng ủy", "đảng bộ"),
    ("đảng uỷ", "đảng bộ"),
    ("kp", "khu phố"),
    ("k phố", "khu phố"),
    ("tt", "thị trấn"),
    ("tdp", "tổ dân phố"),
    ("ubnd", "ủy ban nhân dân"),
    ("thcs", "trung học cơ sở"),
    ("thpt", "trung học phổ thông"),
    ("th", "tiểu học"),
    ("mn", "mầm non"),
];

const VILLAGES: &[&str] = &["thon", "ban", "khu pho", "khu", "to dan pho"];

impl Key {
    fn of(name: &str) -> Self {
        let lower = fold::nfc(name).to_lowercase().replace(['ð', 'ɖ'], "đ");
        let parted: String = lower.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        let mut words = format!(" {} ", parted.split_whitespace().collect::<Vec<_>>().join(" "));
        for (short, long) in SHORT {
            words = words.replace(&format!(" {short} "), &format!(" {long} "));
        }
        let words = words.trim();
        let whole = fold::same_syllables(words);
        let is =
            |prefix: &str| words.strip_prefix(prefix).filter(|rest| rest.starts_with(' ') || rest.is_empty());
        let (rest, is_committee) = match (is("chi bộ"), is("đảng bộ")) {
            (Some(rest), _) => (rest, Some(false)),
            (None, Some(rest)) => (rest, Some(true)),
            (None, None) => (words, None),
        };
        Self { exact: fold::same_syllables(rest), whole, is_committee }
    }

    fn plain(&self) -> String {
        fold::fold(&self.exact).chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect()
    }

    fn without_village(&self) -> String {
        let plain = self.plain();
        let cut = VILLAGES.iter().find_map(|word| plain.strip_prefix(word)?.strip_prefix(' '));
        cut.unwrap_or(&plain).to_owned()
    }
}

/// How many letters have to be changed, put in or left out to make one text the other.
pub fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = before + usize::from(x != y);
            before = row[j + 1];
            row[j + 1] = change.min(before + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// The name a line over rows names: without its number, star, colon and the count behind it.
pub fn of_line(line: &str) -> String {
    let line = line.trim().trim_start_matches(['*', '-', '+', '•', ' ']);
    let numbered = line.split_once(['.', ')', '/']).filter(|(number, _)| {
        let number = number.trim();
        !number.is_empty() && number.len() <= 7 && number.chars().all(|c| "IVXLivxl0123456789".contains(c))
    });
    let line = numbered.map_or(line, |(_, rest)| rest);
    let line = line.split_once('(').map_or(line, |(before, _)| before);
    line.trim().trim_end_matches([':', '.', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_however_they_are_abbreviated() {
        let exact = |name: &str| Key::of(name).exact;
        for (a, b) in [
            ("CB KP Quang Trung", "Chi bộ khu phố Quang Trung"),
            ("C.bộ thôn 9", "Chi bộ thôn 9"),
            ("CHI BỘ TRƯỜNG THCS QUẢNG MINH:", "Trường THCS Quảng Minh"),
            ("Đảng uỷ xã Quảng Đức", "ĐẢNG BỘ XÃ QUẢNG ĐỨC"),
            ("Chi bộ Thuỷ sản", "chi bộ  thủy sản "),
        ] {
            assert_eq!(exact(a), exact(b), "{a}");
        }
        assert_ne!(exact("Chi bộ thôn 1"), exact("Chi bộ thôn 11"));
        assert_eq!(Key::of("Thôn 1").without_village(), Key::of("bản 1").without_village());
    }

    #[test]
    fn a_line_is_read_without_its_number_and_count() {
        for (line, name) in [
            ("* Chi bộ thôn 1 (11 đ/v)", "Chi bộ thôn 1"),
            ("CHI BỘ THÔN 1:", "CHI BỘ THÔN 1"),
            ("XIV. ĐẢNG BỘ QUÂN SỰ HUYỆN", "ĐẢNG BỘ QUÂN SỰ HUYỆN"),
            ("2. Chi bộ Phòng Tài chính - Kế hoạch", "Chi bộ Phòng Tài chính - Kế hoạch"),
        ] {
            assert_eq!(of_line(line), name);
        }
    }

    #[test]
    fn the_distance_counts_letters() {
        let steps =
            |a: &str, b: &str| distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        assert_eq!(steps("thon 1", "thon 2"), 1);
        assert_eq!(steps("", "abc"), 3);
        assert_eq!(steps("kitten", "sitting"), 3);
    }
}
