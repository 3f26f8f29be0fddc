//! `dang_vien.csv`: members, and the events their dates tell of.

use std::collections::HashMap;

use super::{Cells, Import};
use crate::{
    domain::{
        date::Date,
        ethnic::EthnicGroup,
        event::{Event, EventKind},
        fold,
        member::{Member, Sex, Theory},
        record::{Described, FieldValue, Id, Invalid, Kind},
        words::Lang,
    },
    import::{
        report::{Assumption, Kept, Why},
        table::Table,
    },
    text::cli as words,
};

/// What a member's row says besides the member's own fields.
pub(super) struct Facts<'a> {
    pub(super) cells: Cells<'a>,
    pub(super) member: Id,
    pub(super) cell: Id,
    admitted: Date,
    official: Option<Date>,
    exempt: bool,
}

/// Reads the members; their events follow once the transfers are known.
pub(super) fn read<'a>(import: &mut Import, table: &'a Table) -> Vec<Facts<'a>> {
    Cells::of(table).filter_map(|cells| row(import, cells)).collect()
}

fn row<'a>(import: &mut Import, cells: Cells<'a>) -> Option<Facts<'a>> {
    let id = import.own_id(cells, Kind::Member)?;
    let mut member = Member::blank(id.clone());
    member.name = import.name(cells, "ho_ten")?;
    member.sex = listed::<Sex>(import, cells, "gioi_tinh")?;
    member.ethnic_group = ethnic_group(import, cells)?;
    let cell = import.unit(cells, "chi_bo", Kept::Nothing)?;
    let admitted = import.needed(cells, "ngay_vao_dang")?;
    let official = official(import, cells)?;
    let exempt = exempt(import, cells);
    fill(import, cells, &mut member);
    import.put(member);
    import.saw(Some(admitted));
    import.saw(official);
    Some(Facts { cells, member: id, cell, admitted, official, exempt })
}

/// A choice that may be blank; a word that is not in the list leaves the row out.
fn listed<T: FieldValue>(import: &mut Import, cells: Cells, column: &'static str) -> Option<Option<T>> {
    match cells.get(column) {
        "" => Some(None),
        text => match T::parse(text) {
            Ok(value) => Some(Some(value)),
            Err(_) => {
                import.problem(cells, column, Why::Unknown(text.to_owned()), Kept::Nothing);
                None
            }
        },
    }
}

/// The ethnic group by its code; the name beside it must agree.
fn ethnic_group(import: &mut Import, cells: Cells) -> Option<Option<EthnicGroup>> {
    let by_code = listed(import, cells, "ma_dan_toc")?;
    let by_name = listed(import, cells, "dan_toc")?;
    match (by_code, by_name) {
        (Some(code), Some(name)) if code != name => {
            let there = cells.get("dan_toc").to_owned();
            let why = Why::Differs { here: cells.get("ma_dan_toc").to_owned(), there, from: "dan_toc" };
            import.problem(cells, "ma_dan_toc", why, Kept::Rest);
            Some(None)
        }
        (code, name) => Some(code.or(name)),
    }
}

/// The day of recognition, which must fit the state the row names.
fn official(import: &mut Import, cells: Cells) -> Option<Option<Date>> {
    let text = cells.get("ngay_chinh_thuc");
    let day: Option<Date> =
        if text.is_empty() { None } else { Some(import.needed(cells, "ngay_chinh_thuc")?) };
    let why = match (cells.get("trang_thai"), day) {
        ("chinh_thuc", None) => Why::OfficialWithoutDate,
        ("du_bi", Some(_)) => Why::ProbationWithDate,
        ("chinh_thuc" | "du_bi" | "", _) => return Some(day),
        (other, _) => {
            import.problem(cells, "trang_thai", Why::Unknown(other.to_owned()), Kept::Nothing);
            return None;
        }
    };
    import.problem(cells, "ngay_chinh_thuc", why, Kept::Nothing);
    None
}

fn exempt(import: &mut Import, cells: Cells) -> bool {
    flag(import, cells, "mien_sinh_hoat").unwrap_or(false)
}

/// A yes or no written as 1 or 0; anything else is reported and counts as not said.
pub(super) fn flag(import: &mut Import, cells: Cells, column: &'static str) -> Option<bool> {
    match cells.get(column) {
        "" => None,
        "0" => Some(false),
        "1" => Some(true),
        other => {
            import.problem(cells, column, Why::Unknown(other.to_owned()), Kept::Rest);
            None
        }
    }
}

/// The fields a member may be without.
fn fill(import: &mut Import, cells: Cells, member: &mut Member) {
    member.born = import.value(cells, "ngay_sinh");
    member.religion = import.value(cells, "ton_giao");
    member.home_place = import.text(cells, "que_quan");
    member.schooling = import.text(cells, "van_hoa");
    member.profession = import.value(cells, "chuyen_mon");
    member.political_theory = theory(import, cells);
    member.occupation = import.text(cells, "nghe_nghiep");
    member.card_number = import.digits(cells, "so_the");
    member.record_number = import.digits(cells, "so_ly_lich");
    member.badge_years = import.value(cells, "huy_hieu");
}

/// The level of theory; offices write its highest in two shorter ways.
fn theory(import: &mut Import, cells: Cells) -> Option<Theory> {
    let folded = fold::fold(cells.get("ly_luan"));
    if ["Cao cấp", "Cử nhân"].iter().any(|word| fold::fold(word) == folded) {
        return Some(Theory::Advanced);
    }
    import.value(cells, "ly_luan")
}

/// Makes the events the members' rows tell of. `firsts` names the cell a member was first moved from.
pub(super) fn events(import: &mut Import, facts: &[Facts], firsts: &HashMap<Id, Id>) {
    for fact in facts {
        let joined = firsts.get(&fact.member).unwrap_or(&fact.cell).clone();
        let founded = import.data.unit(&joined).and_then(|u| u.founded);
        if founded.is_some_and(|founded| founded.earliest() > fact.admitted) {
            import.report.assume(Assumption::AdmittedElsewhere);
        }
        event(import, fact, EventKind::Admitted, fact.admitted, |e| e.unit = Some(joined));
        if let Some(day) = fact.official {
            event(import, fact, EventKind::Official, day, |_| {});
        }
        if fact.exempt {
            import.report.assume(Assumption::ExemptSince);
            event(import, fact, EventKind::Exempt, fact.admitted, |e| {
                e.note = words::note_exempt_since(Lang::Vi).to_owned();
            });
        }
    }
}

/// The id of the event of a kind that a member's row tells of.
pub(super) fn event_id(member: &Id, kind: EventKind) -> Result<Id, Invalid> {
    Id::new(&format!("e-{member}-{}", kind.code()))
}

fn event(import: &mut Import, fact: &Facts, kind: EventKind, day: Date, more: impl FnOnce(&mut Event)) {
    let Some(id) = event_id(&fact.member, kind).ok().filter(|id| import.ids.take(id)) else {
        let why = Why::IdTaken(format!("e-{}-{}", fact.member, kind.code()));
        return import.problem(fact.cells, "id", why, Kept::Rest);
    };
    let mut event = Event::blank(id);
    event.member = Some(fact.member.clone());
    event.kind = kind;
    event.date = Some(day);
    more(&mut event);
    import.put(event);
}
