//! Whatever is pressed, at whatever size, on whatever register: no panic, and nothing a terminal would obey.

use chibo::{
    domain::{
        data::Data,
        record::{Input, Kind},
        words::Lang,
    },
    keymap::{BINDINGS, Code, Key, Preset},
};
use proptest::{prelude::*, sample::select};
use ratatui::buffer::Buffer;

use super::values::small;
use crate::common::Session;

/// Texts that would do harm if they reached a terminal as they are, and some that only try to break a layout.
const HOSTILE: [&str; 10] = [
    "\u{1b}]0;title\u{7}\u{1b}[2J",
    "\u{9b}31mred",
    "abc\u{202E}cba\u{2066}x\u{2069}",
    "\u{200B}\u{200D}\u{FEFF}\u{2060}",
    "\u{E0041}\u{E007F}tag",
    "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字",
    "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}",
    "a\tb\nc\rd\u{0}e\u{7f}",
    "👩‍👩‍👧‍👦👩‍👩‍👧‍👦 🇻🇳",
    "",
];

/// The small sample with hostile texts in every field of free text.
fn hostile() -> Data {
    let mut data = small();
    for kind in Kind::ALL {
        for (number, id) in small().ids(*kind).into_iter().enumerate() {
            let mut record = small().record(*kind, &id).unwrap().boxed();
            for (place, field) in kind.fields().iter().enumerate() {
                if matches!(field.input, Input::Text | Input::Person) {
                    let text = HOSTILE[(number + place) % HOSTILE.len()];
                    record.set_text(place, &format!("{text}{number}")).unwrap();
                }
            }
            data.put(record);
        }
    }
    data
}

pub(super) fn any_key() -> impl Strategy<Value = Key> {
    let bound: Vec<Key> = BINDINGS.iter().map(|b| b.key.parse().unwrap()).collect();
    let plain = |code| Key::plain(code);
    prop_oneof![
        6 => select(bound).prop_filter("leaving ends the walk", |key| !(key.ctrl && key.code == Code::Char('q'))),
        2 => select(vec![Code::Enter, Code::Esc, Code::Down, Code::Up, Code::Tab, Code::Backspace]).prop_map(plain),
        3 => select("aăđưnh1 /?\u{301}漢".chars().collect::<Vec<_>>()).prop_map(move |c| plain(Code::Char(c))),
    ]
}

pub(super) fn any_size() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![
        3 => select(vec![(80u16, 24u16), (140, 40), (60, 16)]),
        1 => select(vec![(0, 0), (1, 1), (59, 15), (60, 15), (59, 16), (119, 17), (120, 16), (500, 3), (3, 200)]),
        1 => (0u16..200, 0u16..60),
    ]
}

/// Whether a terminal might take a character for something else than a letter to show.
fn is_dangerous(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{061C}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

pub(super) fn clean(buffer: &Buffer) -> Result<(), String> {
    match buffer.content().iter().find(|cell| cell.symbol().chars().any(is_dangerous)) {
        Some(cell) => Err(format!("{:?}", cell.symbol())),
        None => Ok(()),
    }
}

fn walk(data: Data, lang: Lang, preset: Preset, steps: &[(Key, Option<(u16, u16)>)]) -> Result<(), String> {
    let mut s = Session::with(data, 80, 24, lang, preset);
    for (key, size) in steps {
        if let Some((width, height)) = size {
            s.resize(*width, *height);
        }
        s.send(chibo::app::Msg::Key(*key));
        clean(&s.buffer()).map_err(|symbol| format!("{symbol} after {key}"))?;
    }
    // However it went, there is a way back to the first tab and out.
    s.resize(80, 24);
    for _ in 0..12 {
        s.send(chibo::app::Msg::Key(Key::plain(Code::Esc)));
    }
    clean(&s.buffer())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_keys_at_no_size_make_it_panic_or_write_what_a_terminal_obeys(
        steps in prop::collection::vec((any_key(), proptest::option::weighted(0.15, any_size())), 1..60),
        is_hostile in any::<bool>(),
        lang in select(vec![Lang::Vi, Lang::En]),
        preset in select(vec![Preset::Office, Preset::Vim]),
    ) {
        let data = if is_hostile { hostile() } else { small() };
        prop_assert_eq!(walk(data, lang, preset, &steps), Ok(()));
    }
}

#[test]
fn every_screen_of_a_hostile_register_is_harmless() {
    let tours = [
        "<PgDn><PgDn><End>",
        "2<Right><Down><Enter><End><Esc><F2><Esc><Ctrl+N>",
        "3<Enter><PgDn><F2><Down><Down><F4>a<Esc><Esc><Esc><Del>",
        "3<Ctrl+F><Esc><F6><Esc><Right><Right><Right><Right><Right><Right><Ctrl+N>",
        "4<Enter><Esc><Ctrl+T><Esc><Ctrl+E><Esc><F2>",
        "<Ctrl+P>co quan<Enter>",
    ];
    for tour in tours {
        for (width, height) in [(80, 24), (140, 40), (60, 16)] {
            let mut s = Session::new(hostile(), width, height);
            for key in crate::common::parse_keys(tour) {
                s.send(chibo::app::Msg::Key(key));
                assert_eq!(clean(&s.buffer()), Ok(()), "{tour} {key}");
            }
        }
    }
}
