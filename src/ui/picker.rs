//! A list from which one thing is picked: type a part of it without accents, Enter takes it.
//!
//! It knows neither what it picks nor for whom; the screen below gets the value.

use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use super::{
    Answer, Ctx, Outcome, Screen, Scroll, after, first, frame_dialog, input::LineInput, put, row, theme::Role,
};
use crate::{
    domain::{
        fold::{self, Query},
        record::Kind,
    },
    keymap::{Action, Key, Mode},
    text,
};

/// One thing to pick.
#[derive(Debug, Clone)]
pub struct Item {
    value: String,
    text: String,
    folded: String,
}

impl Item {
    /// A value and its words.
    pub fn new(value: &str, text: &str) -> Self {
        Self { value: value.to_owned(), text: text.to_owned(), folded: fold::fold(text) }
    }

    /// The same with a remark behind it, which is searched too.
    pub fn noted(value: &str, text: &str, note: &str) -> Self {
        Self::new(value, format!("{text}  {note}").trim_end())
    }
}

/// The list.
pub struct Picker {
    title: String,
    items: Vec<Item>,
    line: LineInput,
    hits: Vec<usize>,
    scroll: Scroll,
    height: usize,
    /// What the first row says when typed words are an answer too.
    words: Option<String>,
}

/// The records of some kinds as things to pick, by name.
pub fn records(ctx: &Ctx, kinds: &[Kind]) -> Vec<Item> {
    let standing = ctx.standing;
    let mut items: Vec<(bool, Vec<u8>, Item)> = Vec::new();
    for &kind in kinds {
        for id in standing.data.ids(kind) {
            let title = text::title_of(standing, kind, &id, ctx.lang);
            let (gone, note, key) = match kind {
                Kind::Member => {
                    let born =
                        standing.data.member(&id).and_then(|m| m.born).map_or_else(String::new, text::date);
                    let unit = standing.member(&id).unit.as_ref().and_then(|u| standing.data.unit(u));
                    let note = format!("{born}  {}", unit.map_or("", |u| &u.name));
                    (!standing.member(&id).state.is_member(), note, fold::person_key(&title))
                }
                Kind::Unit => {
                    let above = standing.data.path(&id).get(1).map_or_else(String::new, |u| u.name.clone());
                    (!standing.unit(&id).active, above, fold::sort_key(&title))
                }
                Kind::Village => {
                    let commune = standing.data.village(&id).and_then(|v| v.commune.as_ref());
                    let name = commune.and_then(|c| standing.data.unit(c)).map_or("", |u| &u.name);
                    (false, name.to_owned(), fold::sort_key(&title))
                }
                Kind::Term | Kind::Event | Kind::Office => (false, String::new(), fold::sort_key(&title)),
            };
            items.push((gone, key, Item::noted(id.as_str(), &title, &note)));
        }
    }
    items.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    items.into_iter().map(|(_, _, item)| item).collect()
}

impl Picker {
    /// A list to pick from.
    pub fn new(title: &str, items: Vec<Item>) -> Self {
        let hits = (0..items.len()).collect();
        Self {
            title: title.to_owned(),
            items,
            line: LineInput::default(),
            hits,
            scroll: Scroll::default(),
            height: 0,
            words: None,
        }
    }

    /// The same, with the cursor on a value.
    pub fn at(mut self, value: &str) -> Self {
        self.scroll.cursor = self.items.iter().position(|i| i.value == value).unwrap_or(0);
        self
    }

    /// The same, where what is typed is an answer too.
    pub fn accepting_words(mut self, words: &str) -> Self {
        self.words = Some(words.to_owned());
        self
    }

    /// The same, with something typed already.
    pub fn with_typed(mut self, letter: char) -> Self {
        self.line = LineInput::new(&letter.to_string());
        self.search();
        self
    }

    fn search(&mut self) {
        let query = Query::new(&self.line.text());
        let hit = |i: &usize| query.matches(&self.items[*i].text, &self.items[*i].folded);
        self.hits = (0..self.items.len()).filter(hit).collect();
        self.scroll = Scroll::default();
    }

    /// Rows of the list: one more when the typed words are an answer.
    fn has_words_row(&self) -> bool {
        self.words.is_some() && !self.line.is_empty()
    }

    fn rows(&self) -> usize {
        self.hits.len() + usize::from(self.has_words_row())
    }

    fn pick(&self) -> Outcome {
        let mut place = self.scroll.cursor;
        if self.has_words_row() {
            if place == 0 {
                return Outcome::Answer(Answer::Text(self.line.text()));
            }
            place -= 1;
        }
        match self.hits.get(place) {
            Some(&hit) => Outcome::Answer(Answer::Picked(self.items[hit].value.clone())),
            None => Outcome::Stay,
        }
    }
}

impl Screen for Picker {
    fn title(&self, _ctx: &Ctx) -> String {
        self.title.clone()
    }

    fn mode(&self) -> Mode {
        Mode::Prompt
    }

    fn refresh(&mut self, _ctx: &Ctx) {}

    fn is_dialog(&self) -> bool {
        true
    }

    fn offers(&self, action: Action, _ctx: &Ctx) -> bool {
        matches!(action, Action::Open | Action::Back | Action::Help | Action::Quit)
    }

    fn act(&mut self, action: Action, _ctx: &Ctx) -> Outcome {
        if self.scroll.act(action, self.rows(), self.height) {
            return Outcome::Stay;
        }
        match action {
            Action::Open => self.pick(),
            Action::Back => Outcome::Close,
            _ => Outcome::Pass,
        }
    }

    fn typed(&mut self, key: Key, _ctx: &Ctx) -> Outcome {
        if !self.line.key(key) {
            return Outcome::Pass;
        }
        self.search();
        Outcome::Stay
    }

    fn pasted(&mut self, pasted: &str, _ctx: &Ctx) -> Outcome {
        self.line.paste(pasted);
        self.search();
        Outcome::Stay
    }

    fn draw(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) -> Option<Position> {
        let rows = u16::try_from(self.items.len() + 3).unwrap_or(u16::MAX);
        let inside = frame_dialog(
            ctx,
            frame,
            area,
            &self.title,
            area.width.min(76),
            rows.clamp(8, area.height.max(8)),
        );
        let buffer = frame.buffer_mut();
        let label = text::find_label(ctx.lang);
        let took = put(ctx, buffer, row(inside, 0), label, Role::Label);
        let caret = self.line.draw(ctx, buffer, after(row(inside, 0), took + 1), Role::Plain);
        let body = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
        self.height = usize::from(body.height);
        self.scroll.settle(self.rows(), self.height);
        let words_row = self.has_words_row();
        for number in 0..body.height {
            let place = self.scroll.top + usize::from(number);
            let words = match (words_row, place) {
                (true, 0) => format!("{} “{}”", self.words.as_deref().unwrap_or_default(), self.line.text()),
                _ => match self.hits.get(place - usize::from(words_row)) {
                    Some(&hit) => self.items[hit].text.clone(),
                    None => break,
                },
            };
            let at = row(body, number);
            let here = place == self.scroll.cursor;
            if here {
                put(ctx, buffer, first(at, 1), ctx.theme.signs.cursor, Role::Key);
            }
            put(ctx, buffer, after(at, 2), &words, if here { Role::Selected } else { Role::Plain });
        }
        if self.rows() == 0 {
            put(
                ctx,
                buffer,
                after(row(body, 0), 2),
                text::not_found(ctx.lang, self.line.text()).as_str(),
                Role::Dim,
            );
        }
        Some(caret)
    }
}
