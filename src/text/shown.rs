//! Stand-in until the real one lands.
use std::borrow::Cow;
/// x
pub fn shown(s: &str) -> Cow<'_, str> {
    s.into()
}
/// x
pub fn width(s: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(s)
}
/// x
pub fn fit(s: &str, cells: usize) -> Cow<'_, str> {
    s.chars().take(cells).collect::<String>().into()
}
/// x
pub fn pad(s: &str, cells: usize) -> String {
    let t = fit(s, cells);
    let w = width(&t);
    format!("{t}{}", " ".repeat(cells.saturating_sub(w)))
}
/// x
pub fn pad_left(s: &str, cells: usize) -> String {
    let t = fit(s, cells);
    let w = width(&t);
    format!("{}{t}", " ".repeat(cells.saturating_sub(w)))
}
/// x
pub fn is_clean(s: &str) -> bool {
    !s.chars().any(char::is_control)
}
/// x
pub fn strip(s: &str) -> String {
    s.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
