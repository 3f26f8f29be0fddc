//! What officers do: a post for one is never held by two, and nothing of it happens silently.

use super::register::Register;
use chibo::domain::{
    data::Data,
    date::parse_day,
    deed::{Appointment, Unfit, appoint, unify},
    edit::Batch,
    record::{Id, Kind, Record},
    standing::{PairState, Standing, VillageState},
    term::{Post, Term},
    words::Lang,
};

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn on(data: Data, day: &str) -> Standing {
    Standing::new(data, parse_day(day).unwrap())
}

/// A village whose cell had `a` as secretary until 2018 and has `b` since.
fn succeeded() -> Register {
    let village = ["a", "b", "d"]
        .into_iter()
        .fold(Register::new().cell("c").village("v", "c"), |r, member| r.official(member, "c"));
    village
        .term("t1", "c", "secretary", "a", "2015-01-01")
        .put(Kind::Term, "t1", &[("to", "2018-01-01")])
        .term("t2", "c", "secretary", "b", "2018-01-01")
}

/// The new secretary of the cell, from a day on.
fn secretary(member: &str, from: &str, to: &str) -> Term {
    let register = Register::new().term("new", "c", "secretary", member, from);
    register.put(Kind::Term, "new", &[("to", to)]).0.term(&id("new")).unwrap().clone()
}

/// Who is secretary after the appointment, on a day.
fn secretaries(register: &Register, term: &Term, day: &str) -> Result<Vec<String>, Unfit> {
    let standing = on(register.0.clone(), "2018-04-14");
    let after = standing.data.committed(&appoint(&standing, term)?).unwrap();
    let holders = on(after, day).holders(&id("c"), Post::Secretary);
    Ok(holders.into_iter().map(|holder| holder.name).collect())
}

#[test]
fn who_is_appointed_from_today_follows_the_holder() {
    let new = secretary("d", "2018-04-14", "");
    assert_eq!(secretaries(&succeeded(), &new, "2018-04-13").unwrap(), ["b"]);
    assert_eq!(secretaries(&succeeded(), &new, "2018-04-14").unwrap(), ["d"]);
    // On the day the holder began, the holder gives way.
    let same_day = secretary("d", "2018-01-01", "");
    assert_eq!(secretaries(&succeeded(), &same_day, "2018-01-01").unwrap(), ["d"]);
}

#[test]
fn an_appointment_before_the_holder_began_is_refused_with_name_and_day() {
    let refused = secretaries(&succeeded(), &secretary("d", "2017-06-01", ""), "2018-04-14").unwrap_err();
    assert_eq!(
        refused.sentence(Lang::Vi),
        "b giữ chức Bí thư từ 1/1/2018: chọn ngày từ đó trở đi, hoặc thêm nhiệm kỳ có ngày kết thúc"
    );
    assert!(refused.sentence(Lang::En).starts_with("b holds the post of Secretary from"), "{refused:?}");
    // Before anybody was known to hold it, it is no different.
    assert!(secretaries(&succeeded(), &secretary("d", "2010-06-01", ""), "2018-04-14").is_err());
    // A term that is over when the next begins does not meet it.
    let past = secretary("d", "2010-06-01", "2015-01-01");
    assert_eq!(secretaries(&succeeded(), &past, "2014-12-31").unwrap(), ["d"]);
    assert_eq!(secretaries(&succeeded(), &past, "2015-01-01").unwrap(), ["a"]);
    let too_long = secretary("d", "2010-06-01", "2015-01-02");
    assert!(secretaries(&succeeded(), &too_long, "2014-12-31").is_err());
}

fn unification(register: &Register, member: &str, from: &str) -> Result<Batch, Unfit> {
    let standing = on(register.0.clone(), "2018-04-14");
    let appointment = Appointment {
        member: id(member),
        from: parse_day(from).unwrap(),
        how: None,
        decision: String::new(),
    };
    unify(&standing, (Kind::Village, &id("v")), &appointment, &|kind| id(&format!("new-{}", kind.code())))
}

#[test]
fn nobody_is_put_into_both_posts_before_a_holder_of_one_began() {
    let refused = unification(&succeeded(), "d", "2017-06-01").unwrap_err();
    assert!(refused.sentence(Lang::Vi).starts_with("b giữ chức Bí thư từ 1/1/2018"), "{refused:?}");
    // The same of the other post, which the person holding the first one would get.
    let head = succeeded().term("h", "v", "village_head", "d", "2018-03-01");
    let refused = unification(&head, "b", "2018-02-01").unwrap_err();
    assert!(refused.sentence(Lang::Vi).starts_with("d giữ chức Trưởng thôn từ 1/3/2018"), "{refused:?}");
    let batch = unification(&head, "b", "2018-03-01").unwrap();
    let after = on(head.0.committed(&batch).unwrap(), "2018-03-01");
    assert_eq!(after.village(&id("v")).unwrap().state, VillageState::Unified);
    assert_eq!(after.holders(&id("v"), Post::VillageHead).len(), 1);
}

#[test]
fn charter_art_3_a_secretary_is_official_on_the_day_of_the_appointment() {
    let register = succeeded().probationary("p", "c").event("p", "official", "2019-01-10", "");
    assert!(unification(&register, "p", "2019-01-09").is_err());
    assert!(unification(&register, "p", "2019-01-10").is_ok());
    // Official today, on probation then.
    let earlier = Register::new().cell("c").village("v", "c").official("a", "c");
    assert!(unification(&earlier, "a", "2001-02-28").is_err());
    assert!(unification(&earlier, "a", "2001-03-01").is_ok());
}

/// Two posts of agencies: `a` holds the first, `b` the second since 2018.
fn pair() -> Register {
    let posts = ["a", "b"].into_iter().fold(Register::new().cell("c"), |r, member| r.official(member, "c"));
    posts
        .put(Kind::Position, "p1", &[("name", "Trưởng ban A")])
        .put(Kind::Position, "p2", &[("name", "Trưởng phòng B")])
        .put(Kind::Pair, "k", &[("first", "p1"), ("second", "p2")])
        .term("t1", "p1", "holder", "a", "2015-01-01")
        .term("t2", "p2", "holder", "b", "2018-01-01")
}

fn into_one_hand(register: &Register, member: &str, from: &str) -> Result<Batch, Unfit> {
    let standing = on(register.0.clone(), "2018-04-14");
    let from = parse_day(from).unwrap();
    let appointment = Appointment { member: id(member), from, how: None, decision: "7-QĐ".to_owned() };
    let made = std::cell::Cell::new(0);
    let new_id = |kind: Kind| {
        made.set(made.get() + 1);
        id(&format!("{}-{}", kind.code(), made.get()))
    };
    unify(&standing, (Kind::Pair, &id("k")), &appointment, &new_id)
}

#[test]
fn two_posts_of_agencies_come_into_one_hand_by_the_rule_of_villages() {
    let register = pair();
    let batch = into_one_hand(&register, "a", "2018-04-01").unwrap();
    assert_eq!(batch.deed, "unify");
    let after = on(register.0.committed(&batch).unwrap(), "2018-04-14");
    let stands = after.pair(&id("k")).unwrap();
    assert_eq!((stands.state, stands.since), (PairState::Unified, "2018-04-01".parse().ok()));
    assert_eq!(after.data.term(&id("t1")).unwrap().to, None, "the post that was held goes on");
    assert_eq!(after.data.term(&id("t2")).unwrap().to, parse_day("2018-04-01"));
    assert_eq!(on(after.data, "2018-03-31").pair(&id("k")).unwrap().state, PairState::Split);
    // A third person takes both.
    let register = register.official("d", "c");
    let after = on(
        register.0.committed(&into_one_hand(&register, "d", "2018-04-01").unwrap()).unwrap(),
        "2018-04-14",
    );
    assert_eq!(after.pair(&id("k")).unwrap().state, PairState::Unified);
    assert_eq!(after.data.terms().values().filter(|term| term.decision == "7-QĐ").count(), 2);
}

#[test]
fn a_pair_that_is_not_whole_or_given_up_or_held_later_is_refused_with_the_reason() {
    let said = |register: &Register, from| into_one_hand(register, "a", from).unwrap_err().sentence(Lang::Vi);
    assert!(said(&pair(), "2017-06-01").starts_with("b giữ chức Người giữ chức danh từ 1/1/2018"));
    let half = pair().put(Kind::Pair, "k", &[("second", "")]);
    assert!(said(&half, "2018-04-01").starts_with("Thiếu một trong hai chức danh"));
    let over = pair().put(Kind::Pair, "k", &[("ended", "2018-03-01")]);
    assert!(said(&over, "2018-04-01").starts_with("Đã thôi kiêm nhiệm"));
    // Where one of the two is the secretary of a unit, the person must be official (Charter, art. 3).
    let secretary = pair().put(Kind::Pair, "k", &[("second", "c")]).probationary("p", "c");
    assert!(into_one_hand(&secretary, "p", "2018-04-01").is_err());
    assert!(into_one_hand(&secretary, "a", "2018-04-01").is_ok());
}

#[test]
fn a_dead_holder_gives_way_on_the_day_of_death() {
    let register = succeeded().event("b", "died", "2018-02-10", "");
    let standing = on(register.0, "2018-04-14");
    let batch = appoint(&standing, &secretary("d", "2018-04-14", "")).unwrap();
    let after = standing.data.committed(&batch).unwrap();
    let ended = after.term(&id("t2")).unwrap();
    assert_eq!(ended.to, parse_day("2018-02-10"));
    assert_eq!(ended.json("end_reason"), "died");
}
