//! A register written by an enemy: nothing of it acts on the terminal.

use std::{fs, sync::Arc};

use chibo::{
    domain::{
        edit::Batch,
        permit::Permit,
        record::{Id, Input, Kind},
    },
    store::{Caller, OpId, Store, Who, document, io::Real},
};

use super::{
    harness::{DOWN, F2, SAVE, Session},
    place::{DAY, FIRST, NOTE, Place, STARTED, on},
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

/// What the screens say in a language, to know when one is there.
struct Words {
    lang: &'static str,
    started: &'static str,
    open: &'static str,
    edit: &'static str,
    palette: &'static str,
    news: &'static str,
    clash: &'static str,
}

const LANGUAGES: [Words; 2] = [
    Words {
        lang: "vi",
        started: STARTED,
        open: "Enter Mở",
        edit: "Sửa: ",
        palette: "Bảng lệnh",
        news: "bản 1",
        clash: "Hai người sửa cùng một mục",
    },
    Words {
        lang: "en",
        started: "SECRETARY IS ALSO VILLAGE HEAD",
        open: "Enter Open",
        edit: "Edit: ",
        palette: "Commands",
        news: "revision 1",
        clash: "Two people changed the same field",
    },
];

/// The sample with all of it in every text of every record of every kind, but for the first member, which can be
/// edited that way. Returns that one.
fn hostile_register(place: &Place) -> Id {
    let first = Id::new(&place.listed("id")[0]).unwrap();
    let hostile: String = serde_json::from_str(&format!("\"{HOSTILE}\"")).unwrap();
    let mut data = document::parse(place.text().as_bytes()).unwrap().data;
    for &kind in Kind::ALL {
        for id in data.ids(kind).into_iter().filter(|id| *id != first) {
            let mut record = data.record(kind, &id).unwrap().boxed();
            for (place, field) in kind.fields().iter().enumerate() {
                if matches!(field.input, Input::Text | Input::Person) {
                    let text = format!("{hostile}{}", record.text(place));
                    record.set_text(place, &text).unwrap();
                }
            }
            data.put(record);
        }
    }
    let mut text = Vec::new();
    document::print(&data, &mut text).unwrap();
    fs::write(place.file(), text).unwrap();
    first
}

/// A colleague whose very name is hostile writes into the note of a member.
fn colleague_edits(place: &Place, member: &Id, text: &str) {
    let hostile: String = serde_json::from_str(&format!("\"{HOSTILE}\"")).unwrap();
    let who =
        Who { name: hostile.clone(), account: hostile.clone(), session: hostile.clone(), ..Who::default() };
    let mut store =
        Store::open(&place.file(), Caller { who, permit: Permit::everything() }, Arc::new(Real::default()))
            .unwrap();
    let mut batch = Batch::new(&hostile);
    let from = store.data().record(Kind::Member, member).unwrap().json("note");
    batch.set(Kind::Member, member, "note", from, format!("{hostile}{text}").into());
    store.commit(batch, OpId::random().unwrap()).unwrap();
}

/// Every tab, a detail, a form, a list to pick from, what asks before a deletion, sorting, help and the palette.
fn walk(session: &mut Session, words: &Words) {
    session.wait_for(words.started).wait_for("‹U+001B›");
    for tab in ["1", "2", "3", "4"] {
        session
            .send(tab)
            .wait_gone(DETAIL)
            .wait_for(words.open)
            .send(DOWN)
            .send(DOWN)
            .send("\r")
            .wait_for(DETAIL);
        session.send("\x1b[3~").wait_for("┌").esc("┌");
        session.send(F2).wait_for(words.edit).wait_for("‹U+001B›").esc(words.edit);
        session.esc(DETAIL).send("\x10").wait_for(words.palette).esc(words.palette);
    }
    // The date it is seen on, a column to sort by, a link to pick.
    for (key, shown) in [("\x1b[20~", "┌"), ("\x1b[17~", "┌"), ("\x1b[21~", "┌")] {
        session.send(key).wait_for(shown).settled().esc(shown);
    }
    let form = "\n1/12";
    session.send("\x14").wait_for(form).send("\x1bOS").wait_for("┌").settled().esc("┌");
    session.wait_for(form).settled().esc(form).wait_for(words.open);
    session.send("\x1bOP").wait_gone(words.open).esc("F1").wait_for(words.open);
}

/// A colleague's name and value in the news, in the conflict, and in the history.
fn meet_a_colleague(session: &mut Session, place: &Place, first: &Id, words: &Words) {
    let here = format!("▶   {FIRST}");
    session
        .send("3")
        .wait_for(words.open)
        .send("lo thi a")
        .wait_for(&here)
        .send(F2)
        .wait_for(&format!("{}{FIRST}", words.edit));
    session
        .send(&DOWN.repeat(NOTE - 1))
        .wait_for(&format!("\n{}", on(NOTE)))
        .send("của tôi")
        .wait_for("của tôi");
    colleague_edits(place, first, "một");
    session.wait_for(words.news).send(SAVE).wait_for(words.clash).settled();
    session.send("\r").wait_gone(words.clash);
}

#[test]
fn nothing_in_the_data_acts_on_the_terminal() {
    for words in &LANGUAGES {
        for (width, height) in [(80, 24), (200, 50)] {
            let place = Place::with_sample();
            let first = hostile_register(&place);
            let command = place.command(&["--as-of", DAY, "--lang", words.lang]);
            let mut session = Session::start(command, width, height);
            walk(&mut session, words);
            meet_a_colleague(&mut session, &place, &first, words);
            session.send("\x0c").settled();
            let raw = String::from_utf8(session.raw()).expect("UTF-8");
            let text = text_of(&raw);
            assert_eq!(text.chars().find(|c| is_hostile(*c)), None);
            let longest =
                text.split(|c| !('\u{300}'..='\u{36f}').contains(&c)).map(|run| run.chars().count()).max();
            assert!(longest <= Some(4), "{longest:?} marks on one letter");
        }
    }
}
