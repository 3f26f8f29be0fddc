//! The keyboard's thread: terminal events in, keys out, in order and none dropped.
//!
//! A lone Esc waits a moment, since a slow line may deliver the rest of an arrow key late; then the pieces
//! are put together again. Knows no mode and no screen.

use std::{sync::mpsc::Sender, time::Duration};

use crossterm::event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::{Event, spawn};
use crate::{
    app::Msg,
    keymap::{Code, Key},
};

/// How long a lone Esc waits here, and how long over SSH.
const WAIT: Duration = Duration::from_millis(40);
const WAIT_OVER_SSH: Duration = Duration::from_millis(100);

/// Reads keys until the terminal or the loop is gone. Without keys nobody could even leave, so a terminal that
/// cannot be read is gone.
pub(super) fn start(events: Sender<Event>, gone: impl FnOnce() + Send + 'static) {
    let wait = if std::env::var_os("SSH_CONNECTION").is_some() { WAIT_OVER_SSH } else { WAIT };
    spawn("keyboard", move || {
        let mut read = || event::read().ok();
        let mut waiting = |wait| event::poll(wait).unwrap_or(false);
        while let Some(event) = read() {
            for msg in messages(event, wait, &mut read, &mut waiting) {
                if events.send(Event::Msg(msg)).is_err() {
                    return;
                }
            }
        }
        gone();
    });
}

/// The messages of one terminal event; after an Esc those of what follows at once, too.
fn messages(
    event: event::Event,
    wait: Duration,
    read: &mut impl FnMut() -> Option<event::Event>,
    waiting: &mut impl FnMut(Duration) -> bool,
) -> Vec<Msg> {
    let Some(key) = pressed(&event) else { return other(event).into_iter().collect() };
    if key != Key::plain(Code::Esc) {
        return vec![Msg::Key(key)];
    }
    let mut pieces: Vec<Key> = Vec::new();
    let mut rest = None;
    while pieces.len() < 8 && waiting(wait) {
        let Some(event) = read() else { break };
        match pressed(&event).filter(|key| key.typed().is_some()) {
            Some(piece) => pieces.push(piece),
            None => {
                rest = Some(event);
                break;
            }
        }
        if !may_continue(&pieces) {
            break;
        }
    }
    let mut found: Vec<Msg> = match joined(&pieces) {
        Some(key) => vec![Msg::Key(key)],
        None if is_sequence(&pieces) => Vec::new(),
        None => std::iter::once(key).chain(pieces).map(Msg::Key).collect(),
    };
    found.extend(rest.into_iter().flat_map(|event| messages(event, wait, read, waiting)));
    found
}

/// Whether these letters after an Esc can still become a sequence.
fn may_continue(pieces: &[Key]) -> bool {
    let letters: String = pieces.iter().filter_map(|k| k.typed()).collect();
    let begins = letters.starts_with('[') || letters.starts_with('O');
    let ended = letters.chars().skip(1).any(|c| c.is_ascii_alphabetic() || c == '~');
    begins && !ended
}

/// Whether letters after an Esc are a whole sequence of some key, known or not: it is no text.
fn is_sequence(pieces: &[Key]) -> bool {
    let letters: String = pieces.iter().filter_map(|k| k.typed()).collect();
    let rest = letters.strip_prefix('[').unwrap_or_default();
    let numbers = rest.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '~');
    numbers.len() + 1 == rest.len()
        && numbers.starts_with(|c: char| c.is_ascii_digit())
        && numbers.chars().all(|c| c.is_ascii_digit() || c == ';')
}

/// The key of a sequence whose Esc came alone.
fn joined(pieces: &[Key]) -> Option<Key> {
    let letters: String = pieces.iter().filter_map(|k| k.typed()).collect();
    let code = match letters.as_str() {
        "[A" | "OA" => Code::Up,
        "[B" | "OB" => Code::Down,
        "[C" | "OC" => Code::Right,
        "[D" | "OD" => Code::Left,
        "[H" | "OH" | "[1~" | "[7~" => Code::Home,
        "[F" | "OF" | "[4~" | "[8~" => Code::End,
        "[2~" => Code::Insert,
        "[3~" => Code::Delete,
        "[5~" => Code::PageUp,
        "[6~" => Code::PageDown,
        "[Z" => return Some(Key { shift: true, ..Key::plain(Code::Tab) }),
        "OP" | "[11~" => Code::F(1),
        "OQ" | "[12~" => Code::F(2),
        "OR" | "[13~" => Code::F(3),
        "OS" | "[14~" => Code::F(4),
        "[15~" => Code::F(5),
        "[17~" => Code::F(6),
        "[18~" => Code::F(7),
        "[19~" => Code::F(8),
        "[20~" => Code::F(9),
        "[21~" => Code::F(10),
        "[23~" => Code::F(11),
        "[24~" => Code::F(12),
        "[18;2~" => return Some(Key { shift: true, ..Key::plain(Code::F(7)) }),
        _ => return None,
    };
    Some(Key::plain(code))
}

fn other(event: event::Event) -> Option<Msg> {
    match event {
        event::Event::Paste(text) => Some(Msg::Paste(text)),
        event::Event::Resize(width, height) => Some(Msg::Resize(width, height)),
        event::Event::Key(_)
        | event::Event::Mouse(_)
        | event::Event::FocusGained
        | event::Event::FocusLost => None,
    }
}

fn pressed(event: &event::Event) -> Option<Key> {
    match event {
        event::Event::Key(key) if key.kind != KeyEventKind::Release => translate(*key),
        _ => None,
    }
}

fn translate(key: KeyEvent) -> Option<Key> {
    let mut shift = key.modifiers.contains(KeyModifiers::SHIFT);
    let code = match key.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::F(n) => Code::F(n),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => {
            shift = true;
            Code::Tab
        }
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    };
    let held = |modifier| key.modifiers.contains(modifier);
    Some(Key { code, ctrl: held(KeyModifiers::CONTROL), alt: held(KeyModifiers::ALT), shift })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(c: char) -> event::Event {
        event::Event::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE))
    }

    fn after_esc(rest: Vec<event::Event>) -> Vec<String> {
        let rest = std::cell::RefCell::new(std::collections::VecDeque::from(rest));
        let esc = event::Event::Key(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE));
        let mut read = || rest.borrow_mut().pop_front();
        let mut waiting = |_| !rest.borrow().is_empty();
        let found = messages(esc, WAIT, &mut read, &mut waiting);
        found
            .into_iter()
            .map(|msg| match msg {
                Msg::Key(key) => key.to_string(),
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn an_arrow_torn_by_a_slow_line_is_an_arrow() {
        assert_eq!(after_esc(vec![typed('['), typed('A')]), ["Up"]);
        assert_eq!(after_esc("[18~".chars().map(typed).collect()), ["F7"]);
        assert_eq!(after_esc("[23~".chars().map(typed).collect()), ["F11"]);
    }

    #[test]
    fn a_torn_sequence_nobody_knows_is_not_typed() {
        for sequence in ["[1;5A", "[25~", "[3;2~"] {
            assert!(after_esc(sequence.chars().map(typed).collect()).is_empty(), "{sequence}");
        }
        assert_eq!(after_esc(vec![typed('['), typed('x')]), ["Esc", "[", "x"]);
    }

    #[test]
    fn a_lone_esc_stays_esc_and_nothing_after_it_is_lost() {
        assert_eq!(after_esc(vec![]), ["Esc"]);
        assert_eq!(after_esc(vec![typed('x')]), ["Esc", "x"]);
        let enter = event::Event::Key(KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE));
        assert_eq!(after_esc(vec![typed('['), enter]), ["Esc", "[", "Enter"]);
    }

    #[test]
    fn capital_letters_keep_their_case_and_shift_tab_is_known() {
        let capital = KeyEvent::new(KeyCode::Char('Ấ'), KeyModifiers::SHIFT);
        assert_eq!(translate(capital).and_then(|k| k.normal().typed()), Some('Ấ'));
        let back = KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT);
        assert_eq!(translate(back).map(|k| k.to_string()).as_deref(), Some("Shift+Tab"));
    }
}
