//! A list from which one thing is picked: type a part of it without accents, Enter takes it.
//!
//! It knows neither what it picks nor for whom; the screen below gets the value.

use std::sync::Arc;

use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use super::{
    Answer, Ctx, Outcome, Screen, Scroll, after, first, frame_dialog, input::LineInput, put, row, theme::Role,
};
use crate::{
    domain::{
        column::name_of,
        fold::{self, Query},
        record::{Id, Kind},
    },
    keymap::{Action, Key, Mode},
    text,
};

/// One thing to pick.
#[derive(Debug, Clone)]
pub enum Item {
    /// A value with its words, and the words folded.
    Value {
        /// What the screen below gets.
        value: String,
        /// What people read.
        text: String,
        /// What is searched.
        folded: String,
    },
    /// A record and the fold of its name; its words are made when it is in view.
    Record(Kind, Id, Arc<str>),
}

impl Item {
    /// A value and its words.
    pub fn new(value: &str, text: &str) -> Self {
        Self::Value { value: value.to_owned(), text: text.to_owned(), folded: fold::fold(text) }
    }

    fn value(&self) -> &str {
        match self {
            Self::Value { value, .. } => value,
            Self::Record(_, id, _) => id.as_str(),
        }
    }

    fn is_hit(&self, ctx: &Ctx, query: &Query) -> bool {
        match self {
            Self::Value { text, folded, .. } => query.matches(text, folded),
            Self::Record(kind, id, folded) => {
                let record = |kind: &Kind| ctx.standing.data.record(*kind, id).zip(kind.place("name"));
                query.may_match(folded)
                    && record(kind).is_some_and(|(record, place)| query.matches(&record.text(place), folded))
            }
        }
    }

    /// Whether what is typed is in the name of a unit or village together with that of what it stands under.
    fn is_hit_with_above(&self, ctx: &Ctx, query: &Query) -> bool {
        let Self::Record(kind, id, folded) = self else { return false };
        let data = &ctx.standing.data;
        let above = match kind {
            Kind::Unit => data.unit(id).and_then(|unit| unit.parent.as_ref()),
            Kind::Village => data.village(id).and_then(|village| village.commune.as_ref()),
            _ => None,
        };
        let above = above.and_then(|above| data.unit(above).zip(data.name(Kind::Unit, above)));
        data.record(*kind, id).zip(above).is_some_and(|(record, (above, name))| {
            query.matches_together([(&name_of(record), folded), (&above.name, &name.folded)])
        })
    }

    /// Name, and what tells it from others of the same name.
    fn words(&self, ctx: &Ctx) -> String {
        let (kind, id) = match self {
            Self::Value { text, .. } => return text.clone(),
            Self::Record(kind, id, _) => (*kind, id),
        };
        let Some(record) = ctx.standing.data.record(kind, id) else { return id.to_string() };
        let title = text::title(ctx.standing, record, ctx.lang);
        let note = text::note(ctx.standing, record, ctx.lang);
        format!("{title}  {note}").trim_end().to_owned()
    }
}

/// Whether a record is one of the past: a member who left, a unit that is closed.
fn is_past(ctx: &Ctx, kind: Kind, id: &Id) -> bool {
    !ctx.standing.is_there(kind, id)
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

    /// The same, with the records of some kinds by name, those of the past last.
    pub fn with_records(mut self, ctx: &Ctx, kinds: &[Kind]) -> Self {
        for &kind in kinds {
            let (past, present): (Vec<Id>, Vec<Id>) =
                ctx.standing.by_name(kind).into_iter().partition(|id| is_past(ctx, kind, id));
            let folds = |id: &Id| {
                ctx.standing.data.name(kind, id).map_or_else(Arc::default, |n| Arc::clone(&n.folded))
            };
            self.items.extend(present.into_iter().chain(past).map(|id| {
                let folded = folds(&id);
                Item::Record(kind, id, folded)
            }));
        }
        self.hits = (0..self.items.len()).collect();
        self
    }

    /// The same, with only some of the values.
    pub fn only(mut self, wanted: impl Fn(&str) -> bool) -> Self {
        self.items.retain(|item| wanted(item.value()));
        self.hits = (0..self.items.len()).collect();
        self
    }

    /// The same, with the cursor on a value.
    pub fn at(mut self, value: &str) -> Self {
        self.scroll.cursor = self.items.iter().position(|i| i.value() == value).unwrap_or(0);
        self
    }

    /// The same, where what is typed is an answer too.
    pub fn accepting_words(mut self, words: &str) -> Self {
        self.words = Some(words.to_owned());
        self
    }

    /// The same, with something typed already.
    pub fn with_typed(mut self, letter: char, ctx: &Ctx) -> Self {
        self.line = LineInput::new(&letter.to_string());
        self.search(ctx);
        self
    }

    fn search(&mut self, ctx: &Ctx) {
        let query = Query::new(&self.line.text());
        let hit = |i: &usize| self.items[*i].is_hit(ctx, &query);
        let (mut hits, others): (Vec<usize>, Vec<usize>) = (0..self.items.len()).partition(hit);
        // Behind what is called so stands what lies there.
        hits.extend(others.into_iter().filter(|i| self.items[*i].is_hit_with_above(ctx, &query)));
        self.hits = hits;
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
            Some(&hit) => Outcome::Answer(Answer::Picked(self.items[hit].value().to_owned())),
            None => Outcome::Stay,
        }
    }
}

impl Screen for Picker {
    fn mode(&self) -> Mode {
        Mode::Prompt
    }

    fn is_dialog(&self) -> bool {
        true
    }

    fn act(&mut self, action: Action, _ctx: &Ctx) -> Outcome {
        if self.scroll.act(action, self.rows(), self.height) {
            return Outcome::Stay;
        }
        match action {
            Action::Accept => self.pick(),
            Action::Back => Outcome::Close,
            _ => Outcome::Pass,
        }
    }

    fn typed(&mut self, key: Key, ctx: &Ctx) -> Outcome {
        if !self.line.key(key) {
            return Outcome::Pass;
        }
        self.search(ctx);
        Outcome::Stay
    }

    fn pasted(&mut self, pasted: &str, ctx: &Ctx) -> Outcome {
        self.line.paste(pasted);
        self.search(ctx);
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
                    Some(&hit) => self.items[hit].words(ctx),
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
