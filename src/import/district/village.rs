//! `thon.csv`: villages, their cells and heads, and what is planned for those not unified.

use super::{Cells, Import, member::flag};
use crate::{
    domain::{
        date::{Date, PartialDate},
        record::{Described, FieldValue, Id, Kind},
        term::{EndReason, Post, Term},
        unit::UnitKind,
        village::{Reason, Village, VillageKind},
        words::Lang,
    },
    import::report::{Assumption, Kept, Why},
    text::cli as words,
};

/// A village.
pub(super) fn row(import: &mut Import, cells: Cells) -> Option<()> {
    let mut village = Village::blank(import.own_id(cells, Kind::Village)?);
    village.name = import.name(cells, "ten")?;
    village.commune = Some(commune(import, cells)?);
    if !cells.get("chi_bo").is_empty() {
        village.cell = Some(import.unit(cells, "chi_bo", Kept::Nothing)?);
    }
    village.code = cells.get("id").to_owned();
    village.households = import.value(cells, "so_ho");
    kind(import, cells, &mut village);
    plan(import, cells, &mut village);
    let since: Option<Date> = import.value(cells, "ngay_nhat_the");
    import.saw(since);
    import.put(village.clone());
    head(import, cells, &village, since);
    if let Some(cell) = &village.cell {
        secretary(import, cells, &village, cell, since);
    }
    Some(())
}

/// The unit of the commune a row names.
fn commune(import: &mut Import, cells: Cells) -> Option<Id> {
    let code: String = import.needed(cells, "ma_xa")?;
    match commune_of(import, &code) {
        Ok(unit) => Some(unit),
        Err(why) => {
            import.problem(cells, "ma_xa", why, Kept::Nothing);
            None
        }
    }
}

/// The unit of a commune: the one under the top that has the commune's code.
pub(super) fn commune_of(import: &Import, code: &str) -> Result<Id, Why> {
    let units = import.data.units().values();
    let under_top = |parent: &Id| {
        import.data.unit(parent).is_some_and(|p| p.kind == UnitKind::SuperiorCommittee || p.parent.is_none())
    };
    let mut found = units
        .filter(|u| u.commune == code && u.kind.is_grassroots() && u.parent.as_ref().is_some_and(under_top))
        .map(|u| u.id.clone());
    match (found.next(), found.next()) {
        (Some(only), None) => Ok(only),
        (None, _) => Err(Why::NoCommune(code.to_owned())),
        (Some(_), Some(_)) => Err(Why::SeveralCommunes(code.to_owned())),
    }
}

/// What the village is called; a word that is not in the list is kept in the note.
fn kind(import: &mut Import, cells: Cells, village: &mut Village) {
    let word = import.text(cells, "loai");
    match VillageKind::parse(&word) {
        Ok(kind) => village.kind = kind,
        Err(_) if word.is_empty() => {}
        Err(_) => {
            village.note = words::note_village_kind(Lang::Vi, &word);
            import.problem(cells, "loai", Why::Unknown(word), Kept::Rest);
        }
    }
}

/// What is planned for a village that is not unified.
fn plan(import: &mut Import, cells: Cells, village: &mut Village) {
    village.plan_month = import.value(cells, "du_kien");
    let unified = flag(import, cells, "nhat_the_hoa");
    let is_member = flag(import, cells, "la_dang_vien");
    if unified == Some(false) && is_member == Some(false) {
        village.plan_reason = Some(Reason::HeadNotMember);
    }
}

/// The village's head, a member or a name.
fn head(import: &mut Import, cells: Cells, village: &Village, since: Option<Date>) -> Option<()> {
    let member = match cells.get("truong_thon") {
        "" => None,
        _ => Some(import.member(cells, "truong_thon", Kept::Rest)?),
    };
    let name = import.text(cells, "truong_thon_ten");
    if member.is_none() && name.is_empty() {
        return None;
    }
    let id = import.made_id(cells, "id", &["t", village.id.as_str(), "head"])?;
    let mut term = Term::blank(id);
    term.body = Some(village.id.clone());
    term.post = Post::VillageHead;
    term.from = since.map(PartialDate::Day);
    match &member {
        Some(id) => same_person(import, cells, id),
        None => {
            term.holder_name = name;
            term.holder_born = import.value(cells, "truong_thon_nam_sinh");
        }
    }
    term.member = member;
    import.put(term);
    Some(())
}

/// Compares what the row says of the head with what the table of members says.
fn same_person(import: &mut Import, cells: Cells, member: &Id) {
    let Some(member) = import.data.member(member) else { return };
    let (name, born) = (member.name.clone(), member.born);
    import.compare(cells, "truong_thon_ten", &name, "dang_vien.csv");
    if let Some(year) = born.map(|b| b.year().to_string()) {
        import.compare(cells, "truong_thon_nam_sinh", &year, "dang_vien.csv");
    }
}

/// The secretary the row names: the one of the table of posts, or a term of their own.
fn secretary(
    import: &mut Import,
    cells: Cells,
    village: &Village,
    cell: &Id,
    since: Option<Date>,
) -> Option<()> {
    if cells.get("bi_thu").is_empty() {
        return None;
    }
    let member = import.member(cells, "bi_thu", Kept::Rest)?;
    let terms = import.data.terms_of_body(Kind::Unit, cell);
    let mut present = terms.into_iter().filter(|t| t.post == Post::Secretary && t.to.is_none());
    let known = present.clone().find(|t| t.member.as_ref() == Some(&member)).cloned();
    let other = present.next().and_then(|t| t.member.clone());
    match (known, other) {
        (Some(term), _) => earlier(import, cells, village, &term, since),
        (None, Some(other)) => {
            let other = import.ids.written(&other).to_owned();
            import.compare(cells, "bi_thu", &other, "cap_uy.csv");
            None
        }
        (None, None) => {
            let id = import.made_id(cells, "bi_thu", &["t", village.id.as_str(), "secretary"])?;
            let mut term = Term::blank(id);
            term.body = Some(cell.clone());
            term.post = Post::Secretary;
            term.member = Some(member);
            term.from = since.map(PartialDate::Day);
            term.note = words::note_secretary_of_village_table(Lang::Vi).to_owned();
            import.report.assume(Assumption::SecretaryOfVillageTable);
            import.put(term);
            Some(())
        }
    }
}

/// Unified before the secretary's present term began: the same person was secretary before that term.
fn earlier(
    import: &mut Import,
    cells: Cells,
    village: &Village,
    term: &Term,
    since: Option<Date>,
) -> Option<()> {
    let (since, began) = (since?, term.from?.earliest());
    if began <= since || cells.get("bi_thu") != cells.get("truong_thon") {
        return None;
    }
    let id = import.made_id(cells, "bi_thu", &["t", village.id.as_str(), "secretary-before"])?;
    let mut before = Term::blank(id);
    before.body = term.body.clone();
    before.post = Post::Secretary;
    before.member = term.member.clone();
    before.from = Some(PartialDate::Day(since));
    before.to = Some(began);
    before.end_reason = Some(EndReason::TermOver);
    before.note = words::note_earlier_secretary(Lang::Vi).to_owned();
    import.report.assume(Assumption::EarlierSecretary);
    import.put(before);
    Some(())
}
