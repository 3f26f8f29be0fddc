//! What is typed arrives whole, in order, and as composed text.

use std::{thread, time::Duration};

use super::{
    harness::{DOWN, SAVE, Session},
    place::{CLASS_ORIGIN, NOTE, OTHER_NAME, Place, TEMPORARY_RESIDENCE, form_at, on},
};

fn save(session: &mut Session) {
    session.send(SAVE).wait_for("Đã lưu: sửa");
}

#[test]
fn a_burst_of_five_thousand_letters_arrives_whole() {
    let place = Place::with_sample();
    let mut session = place.start();
    form_at(&mut session, CLASS_ORIGIN);
    let words = "Đồng chí có quá trình công tác tốt 0123456789. ";
    let text: String = words.chars().cycle().take(4_000).collect();
    let more: String = ", Hải Hà, Quảng Ninh".chars().cycle().take(1_000).collect();
    // Tab goes on to the occupation, which has a value: two fields in one write.
    session.send(&format!("{text}\t{more}"));
    session.wait_for(&format!("\n{}", on(14)));
    save(&mut session);
    let origins = place.listed("class_origin");
    assert!(
        origins.contains(&text.trim().to_owned()),
        "{:?}",
        origins.iter().map(|n| n.chars().count()).max()
    );
    assert!(place.listed("occupation").contains(&format!("Công nhân{more}")));
}

#[test]
fn a_paste_is_cleaned_of_breaks_and_control_characters() {
    let place = Place::with_sample();
    let mut session = place.start();
    form_at(&mut session, NOTE);
    session.send("\x1b[200~Dòng một\r\n  dòng\thai\x07\x1b[31m đỏ\u{202e}\u{200b}\u{9b}ngược\n\x1b[201~ hết");
    session.wait_for("ngược hết");
    save(&mut session);
    assert!(
        place.listed("note").contains(&"Dòng một dòng hai[31m đỏngược hết".to_owned()),
        "{:?}",
        place.listed("note")
    );
}

#[test]
fn traces_of_vietnamese_input_methods_give_composed_text() {
    let place = Place::with_sample();
    let mut session = place.start();
    form_at(&mut session, OTHER_NAME);
    // One write; Backspace as 0x7f, then as 0x08.
    session.send("Tie\x7f\x7fiê\x7fếng").wait_for("Tiếng");
    session.send(" Vie\x08\x08iê\x08ệt").wait_for("Tiếng Việt");
    session.send(&DOWN.repeat(TEMPORARY_RESIDENCE - OTHER_NAME)).wait_for(&on(10));
    // Many writes with gaps, bytes of one letter apart.
    for piece in ["duo", "\x7f\x7f", "ươ", "\x7fờ", "ng d", "\x7f", "đ", "i"] {
        session.send(piece);
        thread::sleep(Duration::from_millis(8));
    }
    session.wait_for("dường đi");
    session.send(&DOWN.repeat(CLASS_ORIGIN - TEMPORARY_RESIDENCE)).wait_for(&on(13));
    // Decomposed and half-decomposed text; Backspace takes one mark.
    session.send("Nghe\u{300}o kho\u{302}\u{301} nê\u{303}\x7f\u{301}u");
    save(&mut session);
    assert!(place.listed("other_name").contains(&"Tiếng Việt".to_owned()));
    assert!(place.listed("temporary_residence").contains(&"dường đi".to_owned()));
    assert!(place.listed("class_origin").contains(&"Nghèo khố nếu".to_owned()));
}

#[test]
fn letters_with_alt_and_unknown_sequences_do_not_leak_into_text() {
    let place = Place::with_sample();
    let mut session = place.start();
    form_at(&mut session, NOTE);
    session.send("a").wait_for(&on(NOTE));
    for sequence in ["\x1bx", "\x1b[1;3A", "\x1b[1;3D", "\x1b[<0;10;10M", "\x1b[I", "\x1b[?62;c", "\x1bd"] {
        session.send(sequence);
        thread::sleep(Duration::from_millis(5));
    }
    session.send("\x1b[Fb").wait_for("ab");
    save(&mut session);
    assert!(place.listed("note").contains(&"ab".to_owned()), "{:?}", place.listed("note"));
}
