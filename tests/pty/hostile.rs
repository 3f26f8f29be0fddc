//! A register written by an enemy: nothing of it acts on the terminal.

use super::{
    harness::{DOWN, F2, Session},
    place::{DAY, Place, STARTED},
};

/// Where the cursor is on the page of one record.
const DETAIL: &str = "\n▶ ‹U+001B›";

/// Characters in data that act on a terminal, hide, or turn the writing round, as JSON writes them.
const HOSTILE: &str = "\\u001b]52;c;UEFSVA==\\u0007\\u001b[31;1337m\\u001b]0;T\\u001b\\\\\\u001bP1337q\\u0000\\b\\r\\n\\t\\u007f\
\\u0085\\u0090\\u009b2J\\u009d52;c;UA==\\u009c\\u200b\\u200c\\u200d\\u200e\\u200f\\u061c\\u202a\\u202e\\u2066\\u2069\\u2028\\u2060\
\\ufeff\\u00ad\\u3164\\udb40\\udc41\\udb40\\udc7f\\ufe0f\\ue000e\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301";

fn is_hostile(c: char) -> bool {
    matches!(c, '\0'..='\x06' | '\x07' | '\x0b'..='\x1a' | '\x7f'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{3164}')
        || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Takes the sequences of the program itself out; what is left is text.
fn text_of(raw: &str) -> String {
    let mut text = String::new();
    let mut rest = raw;
    while let Some((before, sequence)) = rest.split_once('\x1b') {
        text.push_str(before);
        let body = sequence.strip_prefix('[').unwrap_or_else(|| panic!("no CSI: {:?}", &sequence.get(..20)));
        let end = body.find(|c: char| ('@'..='~').contains(&c)).unwrap();
        let known = match &body[end..=end] {
            "m" => !body[..end].contains("1337"),
            "H" | "J" | "K" => body[..end].chars().all(|c| c.is_ascii_digit() || c == ';'),
            "h" | "l" => ["?1049", "?2004", "?2026", "?25"].contains(&&body[..end]),
            _ => false,
        };
        assert!(known, "not a sequence of the program: {:?}", &body[..=end]);
        rest = &body[end + 1..];
    }
    text + rest
}

#[test]
fn nothing_in_the_data_acts_on_the_terminal() {
    let place = Place::with_sample();
    // Every name, place and note, also of the office, holds all of it.
    let mut text = place.text();
    for field in
        ["name", "short_name", "home_place", "note", "other_name", "holder_name", "place", "decision_number"]
    {
        text = text.replace(&format!("\"{field}\":\""), &format!("\"{field}\":\"{HOSTILE}"));
    }
    assert!(text.matches(HOSTILE).count() > 500);
    std::fs::write(place.file(), text).unwrap();
    for (width, height) in [(80, 24), (200, 50)] {
        let mut session = Session::start(place.command(&["--as-of", DAY]), width, height);
        session.wait_for(STARTED).wait_for("‹U+001B›");
        for tab in ["1", "2", "3", "4"] {
            session
                .send(tab)
                .wait_gone(DETAIL)
                .wait_for("Enter Mở")
                .send(DOWN)
                .send(DOWN)
                .send("\r")
                .wait_for(DETAIL);
            session.send("\x1b[3~").wait_for("┌").esc("┌");
            session.send(F2).wait_for("Sửa: ").wait_for("‹U+001B›").esc("Sửa: ");
            session.esc(DETAIL).send("\x10").wait_for("Bảng lệnh").esc("Bảng lệnh");
        }
        session.send("\x0c").settled();
        let raw = String::from_utf8(session.raw()).expect("UTF-8");
        let text = text_of(&raw);
        assert_eq!(text.chars().find(|c| is_hostile(*c)), None);
        let longest =
            text.split(|c| !('\u{300}'..='\u{36f}').contains(&c)).map(|run| run.chars().count()).max();
        assert!(longest <= Some(4), "{longest:?} marks on one letter");
    }
}
