//! `chuc_danh_kiem_nhiem.csv`: posts meant for one holder, and who holds both since when.
//!
//! Whether they are in one hand is derived, from a term of each of the two posts. The table names the day on which
//! somebody came to hold both, and no earlier one: both terms begin on it.

use super::{Cells, Import, is_word};
use crate::{
    domain::{
        agency::{Pair, Position},
        date::{Date, PartialDate},
        record::{Described, Id, Kind},
        term::{Post, Term},
    },
    import::report::{Kept, Why},
};

/// A double post.
pub(super) fn row(import: &mut Import, cells: Cells) -> Option<()> {
    let mut pair = Pair::blank(import.own_id(cells, Kind::Pair)?);
    let names = [import.name(cells, "chuc_danh_dang")?, import.name(cells, "chuc_danh_kiem")?];
    let is_vacant = cells.get("dang_vien").is_empty();
    match cells.get("trang_thai") {
        "" => {}
        state if is_word(state, &["đang thực hiện"]) => {}
        state if is_word(state, &["chưa thực hiện", "khuyết"]) && is_vacant => {}
        other => {
            import.problem(cells, "trang_thai", Why::Unknown(other.to_owned()), Kept::Nothing);
            return None;
        }
    }
    let holder = if is_vacant { None } else { import.member(cells, "dang_vien", Kept::Rest) };
    let since: Option<Date> = import.value(cells, "ngay_bat_dau");
    pair.programme = import.text(cells, "can_cu");
    let [first, second] = names;
    pair.first = Some(seat(import, cells, "chuc_danh_dang", &pair.id, first)?);
    pair.second = Some(seat(import, cells, "chuc_danh_kiem", &pair.id, second)?);
    for (column, post) in [("chuc_danh_dang", &pair.first), ("chuc_danh_kiem", &pair.second)] {
        if let Some((holder, post)) = holder.as_ref().zip(post.as_ref()) {
            hold(import, cells, column, post, holder, since);
        }
    }
    import.saw(since);
    import.put(pair);
    Some(())
}

/// The post of that name: the one another row named, or a new one.
fn seat(import: &mut Import, cells: Cells, column: &'static str, pair: &Id, name: String) -> Option<Id> {
    let known = import.data.positions().values().find(|position| is_word(&position.name, &[&name]));
    if let Some(known) = known {
        return Some(known.id.clone());
    }
    let mut position = Position::blank(import.made_id(cells, column, &["p", pair.as_str(), column])?);
    position.name = name;
    let id = position.id.clone();
    import.put(position);
    Some(id)
}

/// A term of a post, unless another row told of it.
fn hold(
    import: &mut Import,
    cells: Cells,
    column: &'static str,
    post: &Id,
    holder: &Id,
    since: Option<Date>,
) -> Option<()> {
    let from = since.map(PartialDate::Day);
    let terms = import.data.terms_of_body(Kind::Position, post);
    if terms.iter().any(|term| term.member.as_ref() == Some(holder) && term.from == from) {
        return None;
    }
    let mut term = Term::blank(import.made_id(cells, column, &["t", post.as_str(), holder.as_str()])?);
    term.body = Some(post.clone());
    term.post = Post::Holder;
    term.member = Some(holder.clone());
    term.from = from;
    import.put(term);
    Some(())
}
