//! Procedures for members and turns of units, from the key to the register: one step each, undone by one key.

use chibo::{
    domain::{
        data::Data,
        event::EventKind,
        life::members_of,
        record::{Id, Kind},
        standing::{MemberState, Standing},
        term::Post,
        unit::Unit,
        words::Lang,
    },
    keymap::Preset,
};

use crate::{common::*, screen};

/// The first member by name, of the state, for whom something holds.
fn member(data: &Data, state: MemberState, fit: impl Fn(&Standing, &Id) -> bool) -> (Id, String) {
    let standing = Standing::new(data.clone(), DAY);
    let mut ids = standing.names(Kind::Member).iter();
    let id = ids.find(|id| standing.member(id).state == state && fit(&standing, id)).unwrap();
    (id.clone(), data.member(id).unwrap().name.clone())
}

/// Puts the cursor on a member of the list.
fn on_member(s: &mut Session, id: &Id) {
    let name = s.data.member(id).unwrap().name.clone();
    let born = chibo::text::date(s.data.member(id).unwrap().born.unwrap());
    s.keys("3").keys(&name);
    for _ in 0..30 {
        if s.here().contains(&name) && s.here().contains(&born) {
            s.keys("<Esc>");
            return;
        }
        s.keys("<F3>");
    }
    panic!("no {name} {born} in\n{}", s.text());
}

/// The events the last edit made.
fn made(s: &Session) -> Vec<chibo::domain::event::Event> {
    let batch = s.committed.last().unwrap();
    let ids = batch.changes.iter().map(|change| change.record()).filter(|(kind, _)| *kind == Kind::Event);
    ids.map(|(_, id)| s.data.event(id).unwrap().clone()).collect()
}

#[test]
fn recognise_proposes_the_day_12_months_after_the_ceremony() {
    let over = |s: &Standing, id: &Id| s.member(id).probation_ends().is_some_and(|ends| ends <= DAY);
    let (id, _) = member(&district(), MemberState::Probationary, over);
    let mut s = Session::new(district(), 80, 24);
    let before = s.data.clone();
    let due = s.standing().member(&id).probation_ends().unwrap();
    on_member(&mut s, &id);
    s.keys("<Ctrl+X>");
    screen!(s, "procedure_picker");
    s.keys("chinh thuc<Enter>");
    s.fill("Số quyết định", "31-QĐ/HU").fill("Ngày quyết định", "13/4/2018");
    screen!(s, "procedure_recognise");
    // A day before the 12 months are full is refused by name, and nothing typed is lost.
    s.fill("Ngày hiệu lực", &chibo::text::date(due.yesterday().unwrap().into())).keys("<Ctrl+S>");
    assert!(s.text().contains("tròn 12 tháng") && s.committed.is_empty(), "{}", s.text());
    s.fill("Ngày hiệu lực", &chibo::text::date(due.into())).keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    assert_eq!(s.committed[0].deed, "recognise");
    assert_eq!(s.committed[0].label.as_deref(), Some("31-QĐ/HU ngày 13/4/2018"));
    assert_eq!(s.standing().member(&id).official, Some(due));
    assert!(s.notice().contains("công nhận đảng viên chính thức"), "{}", s.text());
    s.keys("<Ctrl+Z>");
    assert!(same(&s.data, &before), "one undo");
}

#[test]
fn three_marked_members_are_transferred_at_once_and_who_cannot_is_named() {
    let data = district();
    let home = |s: &Standing, id: &Id| s.member(id).unit.clone().unwrap();
    let standing = Standing::new(data.clone(), DAY);
    let cells = data.units().values().filter(|u| u.kind.is_cell() && u.is_active(DAY));
    let to = cells.min_by_key(|unit| unit.name.chars().count()).unwrap();
    let inside = member(&data, MemberState::Official, |s, id| home(s, id) == to.id).0;
    let others: Vec<Id> = standing
        .names(Kind::Member)
        .iter()
        .filter(|id| standing.member(id).state == MemberState::Official && home(&standing, id) != to.id)
        .take(2)
        .cloned()
        .collect();
    let mut s = Session::new(district(), 80, 24);
    let before = s.data.clone();
    for id in others.iter().chain([&inside]) {
        on_member(&mut s, id);
        s.keys("<Space>");
    }
    assert!(s.text().contains("3 đánh dấu"), "{}", s.text());
    s.keys("<Ctrl+X>trong dang bo<Enter>").pick("Chi bộ", &to.name);
    s.fill("Số quyết định", "15-QĐ/ĐU");
    screen!(s, "procedure_transfer");
    s.keys("<Ctrl+S>");
    screen!(s, "procedure_not_for_all");
    s.keys("<Enter>");
    assert!(s.committed.is_empty() && s.text().contains("15-QĐ/ĐU"), "the first answer does nothing");
    s.keys("<Ctrl+S><Down><Enter>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    assert!(!s.text().contains("đánh dấu"), "the marks have done their work: {}", s.text());
    let events = made(&s);
    assert_eq!(events.len(), 2);
    for event in &events {
        assert_eq!((event.kind, event.unit.as_ref()), (EventKind::TransferredInside, Some(&to.id)));
        assert!(event.from_unit.is_some() && others.contains(event.member.as_ref().unwrap()));
    }
    s.keys("<Ctrl+Z>");
    assert!(same(&s.data, &before));
    s.keys("<Ctrl+Y>");
    assert_eq!(s.standing().member(&others[0]).unit.as_ref(), Some(&to.id));
}

/// A secretary of a cell.
fn secretary(data: &Data) -> (Id, Id) {
    let held = |s: &Standing, id: &Id| {
        s.data.terms_of_member(id).iter().any(|term| term.post == Post::Secretary && s.is_held(term))
    };
    let (id, _) = member(data, MemberState::Official, held);
    let standing = Standing::new(data.clone(), DAY);
    let terms = data.terms_of_member(&id).into_iter();
    let term = terms.filter(|term| term.post == Post::Secretary).find(|term| standing.is_held(term)).unwrap();
    (id, term.id.clone())
}

#[test]
fn leaving_with_a_post_held_ends_the_post_and_asks_for_the_reason() {
    let (id, term) = secretary(&district());
    let mut s = Session::with(district(), 80, 24, Lang::En, Preset::Office);
    let before = s.data.clone();
    on_member(&mut s, &id);
    s.keys("<Enter><Ctrl+X>strike off<Enter><Ctrl+S>");
    assert!(s.text().contains("A value is needed") && s.committed.is_empty(), "{}", s.text());
    s.fill("Decision no.", "40-QĐ/HU").fill("Note", "Three months without meetings or dues");
    screen!(s, "procedure_leave_with_post_en");
    s.keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    assert_eq!(s.standing().member(&id).state, MemberState::Left(EventKind::StruckOff));
    assert_eq!(s.value(Kind::Term, &term, "to"), "2018-04-14");
    assert_eq!(s.value(Kind::Term, &term, "end_reason"), "dismissed");
    s.keys("<Ctrl+Z>");
    assert!(same(&s.data, &before));
}

/// Village cells of one commune, the smallest first, with how many members each has.
fn cells(data: &Data) -> Vec<(Id, String)> {
    let villages = data.villages().values().filter_map(|village| village.cell.clone());
    let mut cells: Vec<Id> = villages.collect();
    let commune = |id: &Id| data.unit(id).unwrap().parent.clone();
    let first = commune(&cells[0]);
    cells.retain(|id| commune(id) == first);
    cells.sort_by_key(|id| (members_of(data, id, DAY).len(), id.clone()));
    cells.into_iter().map(|id| (id.clone(), data.unit(&id).unwrap().name.clone())).collect()
}

/// Puts the cursor of the tree on a unit.
fn on_unit(s: &mut Session, name: &str) {
    s.keys("2<Ctrl+F>").keys(name).keys("<Enter>");
    assert!(s.here().contains(name), "{}", s.text());
}

#[test]
fn two_cells_become_one() {
    let cells = cells(&district());
    let [(from, name), (into, other), ..] = cells.as_slice() else { panic!() };
    let mut s = Session::new(district(), 80, 24);
    let before = s.data.clone();
    let (there, here) = (members_of(&before, from, DAY), members_of(&before, into, DAY));
    on_unit(&mut s, name);
    s.keys("<Space>");
    on_unit(&mut s, other);
    s.keys("<Space>");
    assert!(s.text().contains("2 đánh dấu"), "{}", s.text());
    s.keys("<Ctrl+X>");
    screen!(s, "turn_picker");
    s.keys("sap nhap<Enter>").fill("Số quyết định", "9-QĐ/HU").pick("Chi bộ", other);
    screen!(s, "turn_merge");
    s.keys("<PgDn><PgDn>");
    screen!(s, "turn_merge_further");
    s.keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    assert_eq!(members_of(&s.data, into, DAY).len(), there.len() + here.len());
    assert_eq!(s.value(Kind::Unit, from, "closed_into"), into.as_str());
    assert_eq!(s.standing().total().members(), Standing::new(before.clone(), DAY).total().members());
    s.keys("<Ctrl+Z>");
    assert!(same(&s.data, &before));
}

#[test]
fn a_cell_is_dissolved_into_two_in_a_few_keys_and_stands_in_the_report() {
    let cells = cells(&district());
    let [(from, name), (first, one), (second, two), ..] = cells.as_slice() else { panic!() };
    let mut s = Session::new(district(), 80, 24);
    let before = s.data.clone();
    let members = members_of(&before, from, DAY);
    on_unit(&mut s, name);
    s.keys("<Ctrl+X>giai the<Enter>").fill("Số quyết định", "20-QĐ/HU").pick("Chi bộ", one);
    let apart = before.member(&members[1]).unwrap().name.clone();
    s.pick(&apart, two);
    s.field("Số quyết định");
    screen!(s, "turn_dissolve");
    s.keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    let standing = s.standing();
    assert!(members_of(&s.data, from, DAY).is_empty());
    for (number, member) in members.iter().enumerate() {
        let home = if number == 1 { second } else { first };
        assert_eq!(standing.member(member).unit.as_ref(), Some(home));
    }
    s.keys("5").line("Chuyển đảng viên").keys("<Enter><Enter>").line(name);
    assert!(s.here().contains("Giải thể"), "{}", s.text());
    screen!(s, "report_collective");
    s.keys("2<Ctrl+Z>");
    assert!(same(&s.data, &before));
}

/// The sample before its twelve cells of commune offices were dissolved: those, and the register.
fn before_the_twelve() -> (Vec<(Id, String)>, Data) {
    let mut data = district();
    let office = |name: &str| name.starts_with("Chi bộ cơ quan xã");
    let cells: Vec<Unit> =
        data.units().values().filter(|unit| office(&unit.name)).map(|unit| unit.record().clone()).collect();
    for cell in &cells {
        let moves: Vec<Id> = data
            .sources(Kind::Unit, &cell.id)
            .filter(|(kind, _, by)| *kind == Kind::Event && by.name == "from_unit")
            .map(|(_, id, _)| id.clone())
            .collect();
        moves.iter().for_each(|id| data.remove(Kind::Event, id));
        let open = Unit { closed_on: None, closed_how: None, closed_decision: String::new(), ..cell.clone() };
        data.put(Box::new(open));
    }
    (cells.into_iter().map(|cell| (cell.id, cell.name)).collect(), data)
}

#[test]
fn the_twelve_cells_of_commune_offices_go_to_village_cells_in_a_minutes_keys() {
    let (cells, data) = before_the_twelve();
    let moved: usize = cells.iter().map(|(id, _)| members_of(&data, id, DAY).len()).sum();
    assert_eq!((cells.len(), moved), (12, 126));
    let mut s = Session::new(data.clone(), 80, 24);
    let mut typed = String::new();
    let mut keys = |s: &mut Session, keys: &str| {
        s.keys(keys);
        typed.push_str(keys);
    };
    // Found, marked, and on to the next one.
    keys(&mut s, "2co quan xa");
    (0..12).for_each(|_| keys(&mut s, "<Esc><Space><F3>"));
    assert!(s.text().contains("12 đánh dấu"), "{}", s.text());
    keys(&mut s, "<Esc><Ctrl+X>giai the<Enter>634-QĐ/HU<Tab><Tab>");
    let mut homes = Vec::new();
    let listed = s.text();
    let rows = listed.lines().filter(|line| line.contains("xã Quảng ") || line.contains("xã Đường"));
    assert!(rows.clone().count() >= 10, "each is told from the others: {listed}");
    for number in 0..=12usize {
        // The first is the one for all; behind it stands a row for each.
        let (_, name) = &cells[by_name(&cells)[number.saturating_sub(1)]];
        let commune = name.trim_start_matches("Chi bộ cơ quan xã ").to_lowercase();
        let kind = ["thon", "ban"].into_iter().find(|kind| has_village(&data, &commune, kind)).unwrap();
        keys(&mut s, &format!("{kind} {commune}<Enter>"));
        homes.push(s.here());
        keys(&mut s, "<Tab>");
    }
    keys(&mut s, "<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "{homes:#?} {}", s.text());
    let pressed = typed
        .replace("Ctrl+", "")
        .split('<')
        .map(|part| part.split_once('>').map_or(part.chars().count(), |(_, rest)| 1 + rest.chars().count()))
        .sum::<usize>();
    assert!(pressed < 300, "five keys a second are a minute: {pressed}");
    assert!(cells.iter().all(|(id, _)| members_of(&s.data, id, DAY).is_empty()), "nobody is left behind");
    assert_eq!(s.standing().total(), Standing::new(data.clone(), DAY).total(), "nobody is lost");
    // Each commune's went to a village cell of the same commune.
    for (id, _) in &cells {
        let before = members_of(&data, id, DAY);
        let home = s.standing().member(&before[0]).unit.clone().unwrap();
        assert_eq!(s.data.unit(&home).unwrap().parent, data.unit(id).unwrap().parent);
        assert!(s.data.villages().values().any(|village| village.cell.as_ref() == Some(&home)));
    }
    s.keys("5").line("Chuyển đảng viên").keys("<Enter><Enter>");
    for (_, name) in &cells {
        s.line(name);
        assert!(s.here().contains("14/4/2018"), "{}", s.text());
    }
    s.keys("2<Ctrl+Z>");
    assert!(same(&s.data, &data), "one step");
}

/// The places of the cells in the order of their names.
fn by_name(cells: &[(Id, String)]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..cells.len()).collect();
    places.sort_by_key(|place| chibo::domain::fold::sort_key(&cells[*place].1));
    places
}

/// Whether a commune has a village of the kind with a cell of its own.
fn has_village(data: &Data, commune: &str, kind: &str) -> bool {
    let in_commune = |id: &Option<Id>| {
        id.as_ref()
            .and_then(|id| data.unit(id))
            .is_some_and(|unit| unit.name.to_lowercase().ends_with(commune))
    };
    let mut villages = data.villages().values();
    villages.any(|v| in_commune(&v.commune) && chibo::domain::fold::fold(&v.name).starts_with(kind))
}

#[test]
fn who_goes_to_a_new_unit_is_marked_in_the_list_of_the_old_one() {
    let cells = cells(&district());
    let (from, name) = cells.last().unwrap();
    let mut s = Session::new(district(), 80, 24);
    let all = members_of(&s.data, from, DAY).len();
    on_unit(&mut s, name);
    s.keys("<Ctrl+X>tach<Enter>");
    assert!(s.text().contains("đánh dấu ai sang tổ chức mới"), "{}", s.text());
    s.keys("<Space><Space><Space><Space><Space><Space><Ctrl+X>tach<Enter>");
    s.fill("Tên tổ chức", "Chi bộ thôn Mới").fill("Quyết định: Ngày hiệu lực", "14/4/2018");
    s.fill("Số quyết định", "21-QĐ/HU");
    screen!(s, "turn_split");
    s.keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    let new = s.data.units().values().find(|unit| unit.name == "Chi bộ thôn Mới").unwrap();
    assert_eq!((members_of(&s.data, &new.id, DAY).len(), members_of(&s.data, from, DAY).len()), (6, all - 6));
    assert_eq!(new.parent, s.data.unit(from).unwrap().parent);
}

#[test]
fn somebody_new_is_admitted_into_the_cell_under_the_cursor_in_one_step() {
    let cells = cells(&district());
    let (cell, name) = &cells[0];
    let mut s = Session::new(district(), 80, 24);
    on_unit(&mut s, name);
    s.keys("<Ctrl+X>ket nap<Enter>");
    s.fill("Họ và tên", "Nguyễn Thị Mới").pick("Giới tính", "nu").fill("Sinh ngày", "2/3/2001");
    s.pick("Dân tộc", "kinh").fill("Vào sổ: Ngày hiệu lực", "10/4/2018").fill("Số quyết định", "8-QĐ/HU");
    s.fill("Ngày quyết định", "1/4/2018").keys("<Ctrl+S>");
    assert!(s.text().contains("chưa đủ 18 tuổi") && s.committed.is_empty(), "{}", s.text());
    s.fill("Sinh ngày", "2/3/1996");
    screen!(s, "procedure_admit");
    s.keys("<Ctrl+S>");
    assert_eq!(s.committed.len(), 1, "{}", s.text());
    let standing = s.standing();
    let member = standing.data.members().values().find(|member| member.name == "Nguyễn Thị Mới").unwrap();
    assert_eq!(standing.member(&member.id).state, MemberState::Probationary);
    assert_eq!(standing.member(&member.id).unit.as_ref(), Some(cell));
}

#[test]
fn a_draft_keeps_the_members_it_was_for() {
    let (id, _) = secretary(&district());
    let mut s = Session::new(district(), 80, 24);
    on_member(&mut s, &id);
    s.keys("<Ctrl+X>tu tran<Enter>").fill("Ghi chú", "Bệnh nặng");
    let draft = s.draft.clone().unwrap();
    let mut again = Session::new(district(), 80, 24);
    again.send(chibo::app::Msg::Draft(draft));
    again.keys("<Enter>");
    assert!(again.text().contains("Bệnh nặng"), "{}", again.text());
    again.keys("<Ctrl+S>");
    assert_eq!(again.committed.len(), 1, "{}", again.text());
    assert_eq!(again.standing().member(&id).state, MemberState::Left(EventKind::Died));
}

#[test]
fn what_is_not_possible_is_not_offered() {
    let mut s = Session::new(district(), 80, 24);
    let (id, _) = member(&district(), MemberState::Official, |_, _| true);
    on_member(&mut s, &id);
    s.keys("<Ctrl+X>ket nap lai");
    assert!(s.text().contains("Không tìm thấy"), "a member is not readmitted: {}", s.text());
    s.keys("<Esc>4<F8><Ctrl+X>");
    assert!(s.text().contains("Tách thành tổ chức mới"), "{}", s.text());
    s.keys("<Esc>1<Ctrl+X>");
    assert!(!s.text().contains("Tách thành"), "nothing on the overview: {}", s.text());
}

#[test]
fn what_is_due_on_the_overview_is_done_from_there() {
    let over = |s: &Standing, id: &Id| s.member(id).probation_ends().is_some_and(|ends| ends <= DAY);
    let (_, name) = member(&district(), MemberState::Probationary, over);
    let mut s = Session::new(district(), 80, 24);
    s.keys("1").line(&name).keys("<Ctrl+X>chinh thuc<Enter>");
    assert!(s.text().contains(&format!("Công nhận đảng viên chính thức: {name}")), "{}", s.text());
}
