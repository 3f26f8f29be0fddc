//! `cap_uy.csv`: who holds which post of which unit.

use super::{Cells, Import};
use crate::{
    domain::{
        date::PartialDate,
        fold,
        record::Described,
        term::{Post, Term},
        words::Lang,
    },
    import::{
        report::{Kept, Why},
        table::Table,
    },
    text::cli as words,
};

/// How the posts begin that an office writes out in full, longest first where one begins with another.
const POSTS: &[(&str, Post)] = &[
    ("phó bí thư thường trực", Post::StandingDeputy),
    ("phó bí thư", Post::DeputySecretary),
    ("bí thư", Post::Secretary),
    ("ủy viên ban thường vụ", Post::StandingMember),
    ("ủy viên thường vụ", Post::StandingMember),
    ("ủy viên ban chấp hành", Post::CommitteeMember),
    ("chi ủy viên", Post::CommitteeMember),
    ("đảng ủy viên", Post::CommitteeMember),
    ("huyện ủy viên", Post::CommitteeMember),
    ("thị ủy viên", Post::CommitteeMember),
    ("thành ủy viên", Post::CommitteeMember),
    ("cấp ủy viên", Post::CommitteeMember),
];

/// Reads the posts.
pub(super) fn read(import: &mut Import, table: &Table) {
    for cells in Cells::of(table) {
        if let Some(term) = row(import, cells) {
            import.put(term);
        }
    }
}

fn row(import: &mut Import, cells: Cells) -> Option<Term> {
    let body = import.unit(cells, "to_chuc", Kept::Nothing)?;
    let member = import.member(cells, "dang_vien", Kept::Nothing)?;
    let post = post(import, cells)?;
    let from: Option<PartialDate> = match cells.get("tu_ngay") {
        "" => None,
        _ => Some(import.needed(cells, "tu_ngay")?),
    };
    let day = from.map(|d| d.to_string()).unwrap_or_default();
    let parts = ["t", body.as_str(), member.as_str(), post.code(), &day];
    let parts = if day.is_empty() { &parts[..4] } else { &parts[..] };
    let id = import.made_id(cells, "dang_vien", parts)?;
    let (full, tenure) = (import.text(cells, "chuc_vu"), import.text(cells, "nhiem_ky"));
    let mut term = Term::blank(id);
    term.body = Some(body);
    term.member = Some(member);
    term.post = post;
    term.from = from;
    term.note = if tenure.is_empty() { full } else { words::note_post(Lang::Vi, full, tenure) };
    import.saw(from.map(PartialDate::earliest));
    Some(term)
}

fn post(import: &mut Import, cells: Cells) -> Option<Post> {
    let words: String = import.needed(cells, "chuc_vu")?;
    let folded = fold::fold(&words);
    let post = POSTS.iter().find(|(begin, _)| folded.starts_with(&fold::fold(begin))).map(|(_, post)| *post);
    if post.is_none() {
        import.problem(cells, "chuc_vu", Why::Unknown(words), Kept::Nothing);
    }
    post
}
