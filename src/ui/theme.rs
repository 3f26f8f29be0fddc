//! Looks by role: what a text is, not which colour it has.
//!
//! Only the 16 basic colours and the terminal's own text colour are used, so light and dark terminals both
//! work; everything that matters is also a sign and a word. Knows no data.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Role {
    /// Ordinary text.
    #[default]
    Plain,
    /// Headings.
    Title,
    /// Names of fields.
    Label,
    /// What matters less.
    Dim,
    /// The row or field the cursor is on.
    Selected,
    /// The tab in view.
    Tab,
    /// A village not unified.
    Attention,
    /// Something overdue.
    Overdue,
    /// A village unified, a thing done.
    Good,
    /// A message that something went wrong, a field that is not right.
    Error,
    /// Found text.
    Match,
    /// A key in the footer.
    Key,
    /// A field that was changed and is not saved yet.
    Changed,
}

/// Signs that are drawn, with what stands in for them where there is no UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signs {
    /// Beside the row the cursor is on.
    pub cursor: &'static str,
    /// A village not unified.
    pub attention: &'static str,
    /// Something overdue.
    pub overdue: &'static str,
    /// Unified, done.
    pub good: &'static str,
    /// A marked row.
    pub mark: &'static str,
    /// A full piece of a gauge.
    pub full: &'static str,
    /// An empty piece of a gauge.
    pub empty: &'static str,
    /// Rule between panes.
    pub rule: &'static str,
    /// Sorted upwards, downwards.
    pub sorted: [&'static str; 2],
    /// More to the left, to the right.
    pub more: [&'static str; 2],
}

const UNICODE: Signs = Signs {
    cursor: "▶",
    attention: "●",
    overdue: "■",
    good: "✓",
    mark: "*",
    full: "█",
    empty: "░",
    rule: "│",
    sorted: ["↑", "↓"],
    more: ["◀", "▶"],
};

const ASCII: Signs = Signs {
    cursor: ">",
    attention: "!",
    overdue: "#",
    good: "+",
    mark: "*",
    full: "#",
    empty: ".",
    rule: "|",
    sorted: ["^", "v"],
    more: ["<", ">"],
};

/// Whether colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    /// The 16 basic colours.
    Basic,
    /// None: bold, reverse and underline only (NO_COLOR).
    Mono,
}

/// How everything looks.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    palette: Palette,
    /// The signs to draw.
    pub signs: Signs,
    /// Frames of lines or of ASCII.
    pub borders: ratatui::symbols::border::Set<'static>,
}

impl Theme {
    /// Lines and signs of Unicode.
    pub fn unicode(palette: Palette) -> Self {
        Self { palette, signs: UNICODE, borders: ratatui::symbols::border::PLAIN }
    }

    /// ASCII only.
    pub fn ascii(palette: Palette) -> Self {
        let borders = ratatui::symbols::border::Set {
            top_left: "+",
            top_right: "+",
            bottom_left: "+",
            bottom_right: "+",
            vertical_left: "|",
            vertical_right: "|",
            horizontal_top: "-",
            horizontal_bottom: "-",
        };
        Self { palette, signs: ASCII, borders }
    }

    /// What is drawn instead of a sign that a terminal without UTF-8 may not have; none for what can stay. Letters
    /// stay in any case: without them nothing could be read.
    pub fn instead_of(&self, symbol: &str) -> Option<&'static str> {
        let sign =
            symbol.chars().next().filter(|c| self.signs == ASCII && !c.is_ascii() && !c.is_alphanumeric());
        sign.map(|c| match c {
            '…' => "~",
            '–' | '—' | '·' => "-",
            '“' | '”' => "\"",
            '‘' | '’' => "'",
            '‹' => "<",
            '›' | '→' => ">",
            '█' => self.signs.full,
            '│' => self.signs.rule,
            _ => "?",
        })
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        let (colour, modifier) = match role {
            Role::Plain => (Color::Reset, Modifier::empty()),
            Role::Title => (Color::Reset, Modifier::BOLD),
            Role::Label | Role::Dim => (Color::DarkGray, Modifier::empty()),
            Role::Selected => (Color::Reset, Modifier::REVERSED),
            Role::Tab => (Color::Reset, Modifier::BOLD.union(Modifier::REVERSED)),
            Role::Attention => (Color::Red, Modifier::BOLD),
            Role::Overdue => (Color::Magenta, Modifier::BOLD.union(Modifier::UNDERLINED)),
            Role::Good => (Color::Green, Modifier::empty()),
            Role::Error => (Color::Red, Modifier::BOLD),
            Role::Match => (Color::Reset, Modifier::BOLD.union(Modifier::UNDERLINED)),
            Role::Key => (Color::Cyan, Modifier::BOLD),
            Role::Changed => (Color::Blue, Modifier::BOLD),
        };
        let colour = match (self.palette, colour) {
            (Palette::Basic, colour) => colour,
            (Palette::Mono, _) => Color::Reset,
        };
        Style::new().fg(colour).add_modifier(modifier)
    }
}
