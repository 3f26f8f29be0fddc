//! Keys and screens as text.

use chibo::keymap::{Code, Key};
use ratatui::{buffer::Buffer, style::Modifier};

pub fn parse_keys(text: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if letter == '<' {
            let end = rest.find('>').expect("a key in angle brackets ends");
            keys.push(rest[1..end].parse().unwrap_or_else(|()| panic!("no key {}", &rest[..=end])));
            rest = &rest[end + 1..];
        } else {
            keys.push(Key::plain(Code::Char(letter)));
            rest = &rest[letter.len_utf8()..];
        }
    }
    keys
}

pub fn lines(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    (area.top()..area.bottom())
        .map(|y| {
            let line: String = (area.left()..area.right()).map(|x| buffer[(x, y)].symbol()).collect();
            line.trim_end().to_owned()
        })
        .collect()
}

pub fn styles(buffer: &Buffer) -> String {
    let area = buffer.area;
    let mut runs = Vec::new();
    for y in area.top()..area.bottom() {
        let mut x = area.left();
        while x < area.right() {
            let style = buffer[(x, y)].style();
            let start = x;
            let mut text = String::new();
            while x < area.right() && buffer[(x, y)].style() == style {
                text.push_str(buffer[(x, y)].symbol());
                x += 1;
            }
            let matters = style.add_modifier != Modifier::empty()
                || style.fg.is_some_and(|c| {
                    !matches!(c, ratatui::style::Color::Reset | ratatui::style::Color::DarkGray)
                });
            if matters && !text.trim().is_empty() {
                runs.push(format!(
                    "{y}:{start} {:?} {:?} {}",
                    style.fg.unwrap_or_default(),
                    style.add_modifier,
                    text.trim()
                ));
            }
        }
    }
    runs.join("\n")
}
