//! The register as bare JSON, with the rules written down a second time and nothing of the product's.

use std::collections::{BTreeMap, BTreeSet};

use chibo::domain::{data::Data, date::Date, record::Kind};
use serde_json::{Map, Value};

pub(crate) type Record = Map<String, Value>;
pub(crate) type Ids = BTreeSet<String>;

/// All records.
pub(crate) struct Raw {
    pub(crate) units: BTreeMap<String, Record>,
    pub(crate) villages: Vec<Record>,
    pub(crate) members: BTreeMap<String, Record>,
    pub(crate) terms: Vec<Record>,
    pub(crate) events: Vec<Record>,
    pub(crate) targets: Vec<Record>,
    pub(crate) ratings: Vec<Record>,
}

/// How somebody stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stands {
    pub(crate) here: bool,
    pub(crate) official: bool,
    pub(crate) exempt: bool,
    pub(crate) unit: String,
    pub(crate) began: String,
}

pub(crate) fn text<'a>(record: &'a Record, field: &str) -> &'a str {
    record.get(field).and_then(Value::as_str).unwrap_or_default()
}

pub(crate) fn id(record: &Record) -> String {
    text(record, "id").to_owned()
}

/// The records of a kind.
pub(crate) fn table(data: &Data, kind: Kind) -> Vec<Record> {
    data.ids(kind).iter().map(|id| data.record(kind, id).unwrap().to_json()).collect()
}

/// In this order events of one day take effect.
const ORDER: [&str; 16] = [
    "opening_balance",
    "admitted",
    "readmitted",
    "restored",
    "transferred_in",
    "official",
    "transferred_inside",
    "transferred_temporary",
    "exempt",
    "returned",
    "suspended",
    "transferred_out",
    "struck_off",
    "expelled",
    "resigned",
    "died",
];

/// An admission into another organisation: a place is named and no unit.
pub(crate) fn elsewhere(event: &Record) -> bool {
    text(event, "kind").ends_with("admitted") && !event.contains_key("unit") && event.contains_key("place")
}

impl Raw {
    pub(crate) fn new(data: &Data) -> Self {
        let table = |kind: Kind| table(data, kind);
        let by_id = |records: Vec<Record>| records.into_iter().map(|r| (id(&r), r)).collect();
        let mut events = table(Kind::Event);
        let rank = |e: &Record| ORDER.iter().position(|kind| *kind == text(e, "kind")).unwrap();
        events.sort_by_key(|e| (text(e, "date").to_owned(), rank(e), id(e)));
        Self {
            units: by_id(table(Kind::Unit)),
            villages: table(Kind::Village),
            members: by_id(table(Kind::Member)),
            terms: table(Kind::Term),
            events,
            targets: table(Kind::Target),
            ratings: table(Kind::Rating),
        }
    }

    /// Everybody on a day.
    pub(crate) fn stand(&self, on: Date) -> BTreeMap<String, Stands> {
        let on = on.to_string();
        let mut all: BTreeMap<String, Stands> = BTreeMap::new();
        for event in self.events.iter().filter(|e| text(e, "date") <= on.as_str()) {
            let stands = all.entry(text(event, "member").to_owned()).or_default();
            let kind = text(event, "kind");
            let comes =
                ["opening_balance", "admitted", "readmitted", "restored", "transferred_in"].contains(&kind);
            if ["admitted", "readmitted"].contains(&kind) {
                (stands.official, stands.began) = (false, text(event, "date").to_owned());
            }
            if comes && !elsewhere(event) {
                (stands.here, stands.exempt) = (true, false);
            }
            match kind {
                "official" => stands.official = true,
                "exempt" => stands.exempt = true,
                "returned" => stands.exempt = false,
                "transferred_out" | "struck_off" | "expelled" | "resigned" | "died" => stands.here = false,
                _ => {}
            }
            if (comes || kind == "transferred_inside") && event.contains_key("unit") {
                stands.unit = text(event, "unit").to_owned();
            }
        }
        all.retain(|_, stands| stands.here);
        all.values_mut().filter(|s| s.began.is_empty()).for_each(|s| s.official = true);
        all
    }

    /// The members of a day that pass a test.
    pub(crate) fn who(&self, on: Date, test: impl Fn(&Record, &Stands) -> bool) -> Ids {
        let stand = self.stand(on);
        stand.iter().filter(|(id, s)| test(&self.members[*id], s)).map(|(id, _)| id.clone()).collect()
    }

    /// Events of some kinds in a period.
    pub(crate) fn events_of(&self, kinds: &[&str], from: &str, to: Date) -> Vec<&Record> {
        let to = to.to_string();
        let inside = |e: &&Record| from <= text(e, "date") && text(e, "date") <= to.as_str();
        self.events
            .iter()
            .filter(inside)
            .filter(|e| kinds.contains(&text(e, "kind")) && !elsewhere(e))
            .collect()
    }

    /// The unit and all above it.
    pub(crate) fn path(&self, unit: &str) -> Vec<&Record> {
        let mut path = Vec::new();
        let mut next = self.units.get(unit);
        while let Some(unit) = next {
            path.push(unit);
            next = self.units.get(text(unit, "parent"));
        }
        path
    }

    /// Type of the grassroots organisation a unit is or lies under.
    pub(crate) fn type_of(&self, unit: &str) -> String {
        let grassroots = |u: &&&Record| text(u, "kind").starts_with("grassroots");
        self.path(unit).iter().find(grassroots).map(|u| text(u, "org_type").to_owned()).unwrap_or_default()
    }

    /// Who holds which post of which body on a day.
    pub(crate) fn posts(&self, on: Date) -> BTreeMap<(&str, &str), Ids> {
        let on = on.to_string();
        let mut posts: BTreeMap<(&str, &str), Ids> = BTreeMap::new();
        for term in self.terms.iter().filter(|t| t.contains_key("member")) {
            let from = format!("{}-01-01", text(term, "from"))[..10].to_owned();
            if from <= on && (!term.contains_key("to") || on.as_str() < text(term, "to")) {
                let place = (text(term, "body"), text(term, "post"));
                posts.entry(place).or_default().insert(text(term, "member").to_owned());
            }
        }
        posts
    }

    pub(crate) fn is_open(unit: &Record, on: Date) -> bool {
        !unit.contains_key("closed_on") || on.to_string().as_str() < text(unit, "closed_on")
    }
}

/// Full years on a day; of a year or month of birth from its first day.
pub(crate) fn age(born: &str, on: &str) -> Option<i32> {
    if born.is_empty() {
        return None;
    }
    let born = format!("{born}-01-01")[..10].to_owned();
    let year = |day: &str| day[..4].parse::<i32>().unwrap();
    let years = year(on) - year(&born);
    Some(if on[5..] < born[5..] { years - 1 } else { years })
}

/// A year before a day; of a leap day the 28th.
pub(crate) fn year_before(day: &str) -> String {
    let year = day[..4].parse::<i32>().unwrap() - 1;
    format!("{year}{}", if &day[4..] == "-02-29" { "-02-28" } else { &day[4..] })
}
