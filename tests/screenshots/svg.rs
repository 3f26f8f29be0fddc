//! A terminal's screen as SVG: text as text, each run of one style at its own cells.

use std::fmt::Write;

use vt100::{Cell, Color, Screen};

const CELL: (u32, u32) = (9, 19);
const MARGIN: u32 = 12;
const BACKGROUND: &str = "#16181d";
const FOREGROUND: &str = "#d8dade";

/// The 16 basic colours.
const COLOURS: [&str; 16] = [
    "#16181d", "#e5534b", "#57ab5a", "#c69026", "#539bf5", "#b083f0", "#39c5cf", "#d8dade", //
    "#8b949e", "#ff6a69", "#6bc46d", "#daaa3f", "#6cb6ff", "#dcbdfb", "#56d4dd", "#ffffff",
];

/// How a run of cells looks.
#[derive(Clone, PartialEq)]
struct Look {
    ink: &'static str,
    paper: &'static str,
    bold: bool,
    underline: bool,
}

impl Look {
    fn of(cell: &Cell) -> Self {
        let (ink, paper) = (colour(cell.fgcolor(), FOREGROUND), colour(cell.bgcolor(), BACKGROUND));
        let (ink, paper) = if cell.inverse() { (paper, ink) } else { (ink, paper) };
        Self { ink, paper, bold: cell.bold(), underline: cell.underline() }
    }
}

fn colour(colour: Color, own: &'static str) -> &'static str {
    match colour {
        Color::Default => own,
        Color::Idx(number) => COLOURS.get(usize::from(number)).copied().unwrap_or(own),
        Color::Rgb(..) => own,
    }
}

/// The screen as a picture.
pub(crate) fn draw(screen: &Screen, title: &str) -> String {
    let (rows, columns) = screen.size();
    let (rows, columns) = (u32::from(u16::from(rows)), u32::from(u16::from(columns)));
    let (width, height) = (columns * CELL.0 + 2 * MARGIN, rows * CELL.1 + 2 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" xml:space=\"preserve\" font-size=\"15\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\">\n\
         <title>{title}</title>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{BACKGROUND}\"/>\n"
    );
    for row in 0..rows {
        let mut column = 0;
        while column < columns {
            let (look, text, end) = run(screen, row, column, columns);
            paint(&mut svg, &look, &text, (row, column, end));
            column = end;
        }
    }
    svg + "</svg>\n"
}

/// The cells from a place on that look the same, up to the end of a word group.
fn run(screen: &Screen, row: u32, start: u32, columns: u32) -> (Look, String, u32) {
    let cell = |column: u32| screen.cell(row as u16, column as u16);
    let look_of = |column| cell(column).map(Look::of);
    let look = look_of(start).unwrap_or_else(|| unreachable!("the screen has this cell"));
    let end = (start..columns).find(|column| look_of(*column).as_ref() != Some(&look)).unwrap_or(columns);
    let mut text = String::new();
    for cell in (start..end).filter_map(cell).filter(|cell| !cell.is_wide_continuation()) {
        text.push_str(if cell.has_contents() { cell.contents() } else { " " });
    }
    (look, text, end)
}

/// One run: its paper, and its words each at its own cells, so that no font can push them out of line.
fn paint(svg: &mut String, look: &Look, text: &str, (row, column, end): (u32, u32, u32)) {
    let top = MARGIN + row * CELL.1;
    if look.paper != BACKGROUND {
        let (left, wide) = (MARGIN + column * CELL.0, (end - column) * CELL.0);
        let (paper, high) = (look.paper, CELL.1);
        _ = writeln!(
            svg,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{high}\" fill=\"{paper}\"/>"
        );
    }
    let mut before = 0;
    for part in text.split_inclusive("  ") {
        let (words, cells) = (part.trim_end(), unicode_width::UnicodeWidthStr::width(part) as u32);
        let leading = (words.len() - words.trim_start().len()) as u32;
        let words = words.trim_start();
        if !words.is_empty() {
            let wide = unicode_width::UnicodeWidthStr::width(words) as u32 * CELL.0;
            let left = MARGIN + (column + before + leading) * CELL.0;
            let (base, ink, escaped) = (top + 14, look.ink, escape(words));
            let bold = if look.bold { " font-weight=\"bold\"" } else { "" };
            let line = if look.underline { " text-decoration=\"underline\"" } else { "" };
            _ = writeln!(
                svg,
                "<text x=\"{left}\" y=\"{base}\" textLength=\"{wide}\" fill=\"{ink}\"{bold}{line}>{escaped}</text>"
            );
        }
        before += cells;
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
