//! Who may not change the register is offered nothing that would, and is told who may.

use std::sync::{Arc, OnceLock};

use chibo::{
    domain::{
        permit::{Permit, Role, Scope},
        record::Kind,
        scope::narrowed,
        standing::Standing,
    },
    keymap::{Action, BINDINGS},
    sample::{Spec, district},
};

use crate::common::{DAY, Session, same};

/// A small district, derived once.
fn standing() -> Arc<Standing> {
    static STANDING: OnceLock<Arc<Standing>> = OnceLock::new();
    let small = Spec { members: 60, seed: 7 };
    Arc::clone(STANDING.get_or_init(|| Arc::new(Standing::new(district(&small), DAY))))
}

fn session(role: Role) -> Session {
    Session::permitted(standing(), Permit { role, scope: Scope::Whole })
}

fn viewer() -> Session {
    session(Role::Viewer)
}

const ONLY_LOOKING: &str = "Phiên này chỉ để xem";

/// The places from which a viewer could try: every tab, a detail, a picker, the help.
const PLACES: [&str; 11] =
    ["1", "2", "3", "4", "5", "6", "7", "3<Enter>", "4<Enter>", "2<Enter>", "1<End><Up><Enter>"];

#[test]
fn a_viewer_changes_nothing_by_any_key() {
    for place in PLACES {
        for binding in BINDINGS.iter().filter(|binding| binding.preset.is_none()) {
            if matches!(binding.action, Action::Quit) {
                continue;
            }
            let mut session = viewer();
            session.keys(place);
            session.keys(&format!("<{}>", binding.key));
            if binding.action.edits() && binding.modes.contains(&chibo::keymap::Mode::List) {
                assert!(
                    session.notice().contains(ONLY_LOOKING),
                    "{place} {}:\n{}",
                    binding.key,
                    session.text()
                );
            }
            // Whatever it opened: what would fill and save a form.
            session.keys("x<Enter><Down><Enter><Ctrl+S><Enter>");
            assert!(session.committed.is_empty() && session.draft.is_none(), "{place} {}", binding.key);
            assert!(same(&session.data, &standing().data));
        }
    }
}

#[test]
fn a_viewer_is_offered_no_command_that_changes_anything() {
    for place in PLACES {
        for list in ["<Ctrl+P>", "<F10>", "<F1>"] {
            let mut session = viewer();
            session.keys(place);
            let footer = session.footer();
            session.keys(list);
            let mut seen = session.text();
            for _ in 0..8 {
                session.keys("<PgDn>");
                seen += &session.text();
            }
            for action in Action::ALL.iter().filter(|action| action.edits()) {
                let words = action.label().vi;
                let offered = seen.lines().any(|line| line.trim_matches(['│', '▶', ' ']).ends_with(words));
                assert!(!offered, "{place} {list}: {words}\n{seen}");
                assert!(!footer.split("  ").any(|hint| hint.ends_with(words)), "{footer}");
            }
        }
    }
}

#[test]
fn a_viewer_can_run_no_command_of_the_palette_that_changes_anything() {
    for action in Action::ALL.iter().filter(|action| action.edits()) {
        let mut session = viewer();
        session.keys("3<Ctrl+P>").keys(action.label().vi).keys("<Enter>x<Ctrl+S>");
        assert!(session.committed.is_empty() && session.draft.is_none(), "{action:?}\n{}", session.text());
    }
}

#[test]
fn the_header_says_role_and_scope_and_an_empty_list_offers_nothing() {
    let mut session = viewer();
    assert!(session.text().lines().next().unwrap().contains("Chỉ xem"), "{}", session.text());
    session.keys("3<Ctrl+F>zzzz<Enter>");
    assert!(!session.text().contains("Ctrl+N"), "{}", session.text());

    let data = standing().data.clone();
    let unit = data.units().values().find(|u| u.parent.is_some() && !u.kind.is_cell()).unwrap();
    let scope = Scope::Units(vec![unit.code.clone()]);
    let view = narrowed(&data, std::slice::from_ref(&unit.id));
    let mut session =
        Session::permitted(Arc::new(Standing::new(view, DAY)), Permit { role: Role::Editor, scope });
    let name = if unit.short_name.is_empty() { &unit.name } else { &unit.short_name };
    let start: String = name.chars().take(8).collect();
    let head = session.text().lines().next().unwrap().to_owned();
    assert!(head.contains("Cập nhật") && head.contains("phạm vi") && head.contains(&start), "{head}");
    session.keys("2<F2>");
    assert!(session.text().contains("Sửa:"), "{}", session.text());
    session.field("Trực thuộc");
    assert!(session.here().contains("(ngoài phạm vi)"), "{}", session.here());
}

#[test]
fn an_editor_edits_and_is_not_offered_the_office() {
    let mut session = session(Role::Editor);
    session.keys("<Ctrl+P>Thông tin cơ quan");
    assert!(session.text().contains("Không tìm thấy"), "{}", session.text());
    session.keys("<Esc>3<F2>").fill("Nghề nghiệp", "Giáo viên").keys("<Ctrl+S>");
    assert_eq!(session.committed.len(), 1, "{}", session.text());
    let member = session.committed[0].changes[0].record().1.clone();
    assert_eq!(session.value(Kind::Member, &member, "occupation"), "Giáo viên");
}
