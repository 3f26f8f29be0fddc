//! Checks that hold for every kind of record: links, required fields, dates, clean text, a way in.
//!
//! Rules S01–S09. All but the last two look at the whole register whatever the date, since a record that is
//! broken is broken on every day. What the commit refuses (see `edit`) can still come in by hand or by import.

use std::collections::{BTreeSet, HashMap};

use super::{Code, Detail, Facts, Found, Value, holder_name};
use crate::domain::{
    clean::unclean,
    column::name_of,
    data::{Data, Tabled, Visit},
    date::{Date, PartialDate},
    record::{Described, Field, Id, Input, Kind},
    term::{Post, Term},
    words::Label,
};

pub(super) fn check(facts: &Facts, found: &mut Found) {
    let data = facts.data;
    fields(facts, std::iter::once(data.office.as_ref()), found);
    for kind in Kind::TABLES {
        kind.visit(Fields { facts, found });
    }
    holders(data, found);
    dates(data, found);
    ways_in(facts, found);
    one_id(data, found);
    unended(facts, found);
    held_by_two(facts, found);
}

/// The fields of every record of a kind.
struct Fields<'a> {
    facts: &'a Facts<'a>,
    found: &'a mut Found,
}

impl Visit for Fields<'_> {
    type Out = ();

    fn table<T: Tabled>(self) {
        fields(self.facts, T::table(self.facts.data).values().map(|stored| stored.record()), self.found);
    }
}

/// S01, S02 and S04, field by field.
fn fields<'a, T: Described>(facts: &Facts, records: impl Iterator<Item = &'a T>, found: &mut Found) {
    const EMPTY: Label = Label::new("Để trống: {0}", "Empty: {0}");
    const DANGLING: Label = Label::new("{0}: bản ghi không có trong sổ", "{0}: no such record");
    const UNCLEAN: Label = Label::new("{0} có ký tự lạ {1}", "{0} holds the character {1}");
    let looked_at = || T::FIELDS.iter().enumerate().filter(|(_, f)| f.required || is_text(f) || is_link(f));
    let looked_at: Vec<(usize, &Field)> = looked_at().collect();
    for record in records {
        for &(place, field) in &looked_at {
            let text = record.text(place);
            let label = Value::Words(field.label);
            let (rule, detail) = if text.is_empty() {
                // A required date that is empty is for S03 to tell.
                if !field.required || matches!(field.input, Input::Day | Input::Date) {
                    continue;
                }
                (Code::S02, Detail::new(EMPTY, [label]))
            } else if let Input::Link(kinds) = field.input {
                // What a session is not for is not missing.
                if text == Id::outside().as_str() || kinds.iter().any(|kind| exists(facts, *kind, &text)) {
                    continue;
                }
                (Code::S01, Detail::new(DANGLING, [label]))
            } else if let Some(c) = unclean(&text) {
                (Code::S04, Detail::new(UNCLEAN, [label, Value::Text(format!("U+{:04X}", u32::from(c)))]))
            } else {
                continue;
            };
            found.add(rule, (T::KIND, record.id()), Some(field.name), detail);
        }
    }
}

/// Whether there is such a record. Nearly all links point at members and units, so these are looked up
/// without making an id.
fn exists(facts: &Facts, kind: Kind, id: &str) -> bool {
    match kind {
        Kind::Member => facts.places.contains_key(id),
        Kind::Unit => facts.data.units().contains_key(id),
        _ => Id::new(id).is_ok_and(|id| facts.data.record(kind, &id).is_some()),
    }
}

fn is_text(field: &Field) -> bool {
    matches!(field.input, Input::Text | Input::Person | Input::Digits)
}

fn is_link(field: &Field) -> bool {
    matches!(field.input, Input::Link(_))
}

/// S02: a term is somebody's, a member's or a name's.
fn holders(data: &Data, found: &mut Found) {
    const NOBODY: Label = Label::new("{0}: không ghi ai giữ", "{0}: held by nobody");
    for term in data.terms().values() {
        if term.member.is_none() && term.holder_name.is_empty() {
            let detail = Detail::new(NOBODY, [term.post.label().into()]);
            found.add(Code::S02, (Kind::Term, &term.id), Some("member"), detail);
        }
    }
}

/// S03: events have their dates, and no term or unit ends before it begins; S06: terms have their beginnings.
fn dates(data: &Data, found: &mut Found) {
    const NO_DATE: Label = Label::new("{0}: không có ngày", "{0}: no date");
    const TURNED: Label =
        Label::new("Kết thúc {1} trước khi bắt đầu {0}", "Ends on {1}, before it begins on {0}");
    for event in data.events().values().filter(|event| event.date.is_none()) {
        let detail = Detail::new(NO_DATE, [event.kind.label().into()]);
        found.add(Code::S03, (Kind::Event, &event.id), Some("date"), detail);
    }
    let mut turned = |about, field, from: Option<PartialDate>, to: Option<Date>| {
        if let (Some(from), Some(to)) = (from, to)
            && to < from.earliest()
        {
            found.add(Code::S03, about, Some(field), Detail::new(TURNED, [from.into(), to.into()]));
        }
    };
    for term in data.terms().values() {
        turned((Kind::Term, &term.id), "to", term.from, term.to);
    }
    for unit in data.units().values() {
        turned((Kind::Unit, &unit.id), "closed_on", unit.founded, unit.closed_on);
    }
    for term in data.terms().values().filter(|term| term.from.is_none()) {
        let detail = Detail::new(NO_DATE, [term.post.label().into()]);
        found.add(Code::S06, (Kind::Term, &term.id), Some("from"), detail);
    }
}

/// S05: some event, of whatever date, brings each member in, or else a temporary stay. Who has none is
/// counted nowhere.
fn ways_in(facts: &Facts, found: &mut Found) {
    const NONE: Label = Label::new("Không có biến động nào đưa vào sổ", "No event brings this member in");
    for life in facts.lives.iter().filter(|life| !life.brought_in) {
        found.add(Code::S05, (Kind::Member, &life.member.id), Some("state"), Detail::new(NONE, []));
    }
}

/// S07: where a link may point at records of several kinds, no two of them have one id; it leads to the first of the
/// kinds then, and never to the other record.
fn one_id(data: &Data, found: &mut Found) {
    const TWICE: Label =
        Label::new("Mã {0} cũng là của {1} {2}", "The id {0} is also that of another record: {1}, {2}");
    let fields = Kind::ALL.iter().flat_map(|kind| kind.fields());
    let several: BTreeSet<&[Kind]> = fields
        .filter_map(|field| match field.input {
            Input::Link(kinds) if kinds.len() > 1 => Some(kinds),
            _ => None,
        })
        .collect();
    // Two links may join the same kinds.
    let mut told = BTreeSet::new();
    for kinds in several {
        for (place, kind) in kinds.iter().enumerate() {
            for id in data.ids(*kind) {
                let Some(first) = data.linked(&kinds[..place], &id) else { continue };
                if !told.insert((*kind, first.kind(), id.clone())) {
                    continue;
                }
                let name = Value::record(first.kind(), &id, &name_of(first));
                let detail = Detail::new(TWICE, [id.as_str().into(), first.kind().label().into(), name]);
                found.add(Code::S07, (*kind, &id), None, detail);
            }
        }
    }
}

/// S08: a term ends when its holder dies, a term of a Party post also when the holder leaves the Party or this
/// register. The post counts as not held from that day on; the end is for somebody to enter.
fn unended(facts: &Facts, found: &mut Found) {
    const TEXT: Label =
        Label::new("{0}: {1} {2}, nhiệm kỳ chưa kết thúc", "{0}: {1} on {2}, and the term was not ended");
    for term in facts.data.terms().values().filter(|term| term.is_held(facts.on)) {
        let Some((how, on)) = term.member.as_ref().and_then(|member| facts.standing.left_by(member)) else {
            continue;
        };
        if !facts.standing.is_held(term) {
            let detail = Detail::new(TEXT, [term.post.label().into(), how.label().into(), on.into()]);
            found.add(Code::S08, (Kind::Term, &term.id), Some("to"), detail);
        }
    }
}

/// S09: two persons in a post for one. The village may even count as unified by one of them.
fn held_by_two(facts: &Facts, found: &mut Found) {
    const SINCE: Label =
        Label::new("{0}: {1} cũng đang giữ, từ {2}", "{0}: {1} holds it as well, from {2} on");
    const UNDATED: Label = Label::new("{0}: {1} cũng đang giữ", "{0}: {1} holds it as well");
    let mut seats: HashMap<(&Id, Post), Vec<&Term>> = HashMap::new();
    for term in facts.data.terms().values().filter(|term| term.post.is_single()) {
        let held = |body: &&Id| !body.is_outside() && facts.standing.is_held(term);
        if let Some(body) = term.body.as_ref().filter(held) {
            seats.entry((body, term.post)).or_default().push(term);
        }
    }
    for terms in seats.values_mut().filter(|terms| terms.len() > 1) {
        terms.sort_by_key(|term| (term.from, &term.id));
        let Some((last, others)) = terms.split_last() else { continue };
        let person = |term: &Term| (term.member.clone(), term.holder_name.clone());
        for other in others.iter().filter(|other| person(other) != person(last)) {
            let name = holder_name(facts.data, last);
            let mut values = vec![last.post.label().into(), name.as_str().into()];
            values.extend(last.from.map(Value::from));
            let text = if last.from.is_some() { SINCE } else { UNDATED };
            found.add(Code::S09, (Kind::Term, &other.id), Some("to"), Detail::new(text, values));
        }
    }
}
