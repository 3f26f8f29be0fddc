//! U01–U04, U06 and U08: units.

use super::register::{Register, TODAY, found};
use chibo::domain::record::Kind;

/// A unit of a kind with so many official members, and one on probation beside them.
fn sized(kind: &str, officials: usize, probationary: usize) -> Register {
    let register =
        Register::new().cell("c").put(Kind::Unit, "c", &[("kind", kind)]).officials(officials, "c");
    (0..probationary).fold(register, |register, i| register.probationary(&format!("p{i}"), "c"))
}

#[test]
fn u01_the_unit_above_is_active() {
    let register = Register::new().cell("c").cell("top").put(Kind::Unit, "c", &[("parent", "top")]);
    let closed = register.put(Kind::Unit, "top", &[("closed_on", "2018-04-14")]);
    assert_eq!(closed.broken("U01", "2018-04-13"), []);
    assert_eq!(closed.broken("U01", "2018-04-14"), found(&[("c", "parent")]));
    let both = closed.put(Kind::Unit, "c", &[("closed_on", "2018-04-14")]);
    assert_eq!(both.broken("U01", "2018-04-14"), []);
}

#[test]
fn u01_no_unit_stands_under_itself() {
    let parents = |pairs: &[(&str, &str)]| {
        pairs.iter().fold(Register::new(), |register, (id, parent)| {
            register.cell(id).put(Kind::Unit, id, &[("parent", parent)])
        })
    };
    let tree = parents(&[("a", ""), ("b", "a"), ("c", "b"), ("d", "b")]);
    assert_eq!(tree.broken("U01", TODAY), []);
    // Who only hangs below a circle is not to blame for it.
    let circle = parents(&[("a", "c"), ("b", "a"), ("c", "b"), ("d", "c"), ("e", "d")]);
    assert_eq!(circle.broken("U01", TODAY), found(&[("a", "parent"), ("b", "parent"), ("c", "parent")]));
    assert_eq!(parents(&[("a", "a")]).broken("U01", TODAY), found(&[("a", "parent")]));
}

#[test]
fn u02_charter_art_21_a_cell_has_3_official_members() {
    assert_eq!(sized("cell", 3, 0).broken("U02", TODAY), []);
    assert_eq!(sized("cell", 2, 5).broken("U02", TODAY), found(&[("c", "official")]));
    assert_eq!(sized("grassroots_cell", 2, 0).broken("U02", TODAY).len(), 1);
    assert_eq!(sized("sub_committee", 0, 0).broken("U02", TODAY), []);
    let closed = sized("cell", 0, 0).put(Kind::Unit, "c", &[("closed_on", "2018-01-01")]);
    assert_eq!(closed.broken("U02", TODAY), []);
}

#[test]
fn u02_charter_art_21_a_temporary_guest_does_not_count() {
    let guest =
        sized("cell", 2, 0).person("g", "1980").event("g", "transferred_temporary", "2018-01-01", "c");
    assert_eq!(guest.broken("U02", TODAY).len(), 1);
}

#[test]
fn u03_charter_art_24_from_9_official_members_on_a_committee() {
    let leaders = |register: Register, posts: &[&str]| {
        posts.iter().enumerate().fold(register, |register, (i, post)| {
            register.term(&format!("t{i}"), "c", post, &format!("c-m{i}"), "2016-01-01")
        })
    };
    let two = ["secretary", "deputy_secretary"];
    assert_eq!(leaders(sized("cell", 8, 4), &two).broken("U03", TODAY), []);
    assert_eq!(leaders(sized("cell", 9, 0), &two).broken("U03", TODAY), found(&[("c", "")]));
    let three = ["secretary", "deputy_secretary", "committee_member"];
    assert_eq!(leaders(sized("cell", 9, 0), &three).broken("U03", TODAY), []);
}

#[test]
fn u03_charter_art_24_a_cell_committee_has_at_most_7() {
    let committee = |n: usize| {
        (0..n).fold(sized("cell", 12, 0), |register, i| {
            register.term(&format!("t{i}"), "c", "committee_member", &format!("c-m{i}"), "2016-01-01")
        })
    };
    assert_eq!(committee(7).broken("U03", TODAY), []);
    assert_eq!(committee(8).says("U03", TODAY), ["Chi ủy có 8 người, quá 7"]);
    // One person in two posts is one person.
    let twice = committee(7).term("s", "c", "secretary", "c-m0", "2016-01-01");
    assert_eq!(twice.broken("U03", TODAY), []);
}

#[test]
fn u04_charter_art_21_a_grassroots_cell_has_fewer_than_30_official_and_probationary_together() {
    assert_eq!(sized("grassroots_cell", 28, 1).broken("U04", TODAY), []);
    assert_eq!(sized("grassroots_cell", 29, 1).broken("U04", TODAY), found(&[("c", "members")]));
}

#[test]
fn u04_charter_art_21_a_grassroots_committee_has_30_in_the_cells_under_it() {
    let committee = |officials, probationary| {
        sized("cell", officials, probationary)
            .put(Kind::Unit, "top", &[("name", "Đảng bộ xã"), ("kind", "grassroots_committee")])
            .put(Kind::Unit, "c", &[("parent", "top")])
    };
    assert_eq!(committee(29, 1).broken("U04", TODAY), []);
    assert_eq!(committee(29, 0).broken("U04", TODAY), found(&[("top", "members")]));
}

#[test]
fn u04_charter_art_21_a_cell_under_a_committee_may_have_exactly_30() {
    assert_eq!(sized("cell", 30, 0).broken("U04", TODAY), []);
    assert_eq!(sized("cell", 30, 1).broken("U04", TODAY), found(&[("c", "members")]));
    assert_eq!(
        sized("cell", 30, 1).says("U04", TODAY),
        ["Chi bộ trực thuộc có 31 đảng viên: trên 30 phải được đồng ý"]
    );
}

#[test]
fn u06_charter_art_24_the_secretary_is_an_official_member_of_the_cell() {
    let register = || Register::new().cell("c").cell("d").official("a", "c").probationary("p", "c");
    let secretary = |member| register().term("t", "c", "secretary", member, "2016-01-01");
    assert_eq!(secretary("a").broken("U06", TODAY), []);
    assert_eq!(secretary("p").says("U06", TODAY), ["Bí thư p: Dự bị"]);
    let moved = secretary("a").event("a", "transferred_inside", "2018-04-14", "d");
    assert_eq!(moved.broken("U06", "2018-04-13"), []);
    assert_eq!(moved.broken("U06", "2018-04-14"), found(&[("c", "secretary")]));
    let gone = secretary("a").event("a", "transferred_out", "2018-04-14", "");
    assert_eq!(gone.says("U06", TODAY), ["Bí thư a: Chuyển đi"]);
    let suspended = secretary("a").event("a", "suspended", "2018-04-14", "");
    assert_eq!(suspended.says("U06", TODAY), ["Bí thư a: Đình chỉ sinh hoạt"]);
    let unknown = secretary("").put(Kind::Term, "t", &[("holder_name", "Lê Văn Bảy")]);
    assert_eq!(unknown.says("U06", TODAY), ["Bí thư Lê Văn Bảy không có hồ sơ đảng viên"]);
}

#[test]
fn u06_charter_art_24_the_secretary_of_a_committee_belongs_to_a_unit_under_it() {
    let register = Register::new()
        .cell("top")
        .cell("c")
        .cell("other")
        .put(Kind::Unit, "c", &[("parent", "top")])
        .official("a", "c")
        .official("b", "other");
    let under = register.term("t", "top", "secretary", "a", "2016-01-01");
    assert_eq!(under.broken("U06", TODAY), []);
    let beside = under.term("t", "top", "secretary", "b", "2016-01-01");
    assert_eq!(beside.broken("U06", TODAY), found(&[("top", "secretary")]));
    let before = beside.put(Kind::Term, "t", &[("to", "2018-04-14")]);
    assert_eq!(before.broken("U06", TODAY), []);
}

#[test]
fn u08_a_merged_unit_has_decision_successor_and_no_members() {
    let closed = [("closed_on", "2018-04-14"), ("closed_how", "merged")];
    let register = Register::new().cell("c").cell("d").official("a", "c").put(Kind::Unit, "c", &closed);
    assert_eq!(register.broken("U08", "2018-04-13"), []);
    let all = found(&[("c", "closed_decision"), ("c", "closed_into"), ("c", "members")]);
    assert_eq!(register.broken("U08", "2018-04-14"), all);
    let done = register.put(Kind::Unit, "c", &[("closed_decision", "12-QĐ/HU"), ("closed_into", "d")]).event(
        "a",
        "transferred_inside",
        "2018-04-14",
        "d",
    );
    assert_eq!(done.broken("U08", TODAY), []);
}

#[test]
fn u08_a_dissolved_unit_needs_no_successor() {
    let closed = [("closed_on", "2018-04-14"), ("closed_how", "dissolved"), ("closed_decision", "12-QĐ/HU")];
    let register = Register::new().cell("c").put(Kind::Unit, "c", &closed);
    assert_eq!(register.broken("U08", TODAY), []);
}

#[test]
fn u07_qd_29_2016_a_standing_committee_is_at_most_a_third_of_a_committee_of_nine_or_more() {
    let committee = |standing: usize, others: usize| {
        let register = sized("cell", standing + others, 0).put(
            Kind::Unit,
            "d",
            &[("name", "Đảng bộ"), ("kind", "grassroots_committee")],
        );
        (0..standing + others).fold(register, |register, n| {
            let post = match n {
                0 => "secretary",
                n if n < standing => "standing_member",
                _ => "committee_member",
            };
            register.term(&format!("t{n}"), "d", post, &format!("c-m{n}"), "2016-01-01")
        })
    };
    assert_eq!(committee(3, 6).broken("U07", TODAY), []);
    assert_eq!(committee(4, 7).says("U07", TODAY), ["Ban thường vụ có 4 người, quá 1/3 của 11 cấp ủy viên"]);
    assert_eq!(committee(2, 6).says("U07", TODAY), ["Cấp ủy có 8 người, dưới 9, mà có ban thường vụ"]);
    assert_eq!(committee(1, 5).broken("U07", TODAY), [], "a secretary alone is no standing committee");
}
