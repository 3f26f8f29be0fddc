//! What somebody answers about the rows: which unit, which value, who is meant, what should stand in a cell, which
//! rows are left out. Each answer is an amendment and goes out to be compared.

use super::{
    Intake, Spot, Stage,
    row::{is_about_who, near_words},
};
use crate::{
    domain::{
        date::parse_day,
        record::{FieldValue, Id, Input, Invalid, Kind},
        words::Choice,
    },
    import::list::{
        Extra,
        encoding::Encoding,
        heading::Means,
        issue::{Issue, Why},
        plan::Who,
        review::{Amend, Question},
    },
    text::{self, intake as words},
    ui::{
        Answer, Ctx, Outcome,
        picker::{Item, Picker},
        prompt::Prompt,
    },
};

/// What a dialog over the import was opened for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Asking {
    Nothing,
    Path,
    Kind,
    Encoding,
    Day,
    Unit,
    Column(String),
    Question(Question),
    Who(usize),
    Cell(usize, usize),
    Cells(usize),
    Rejects,
    Leave,
}

/// The choices a column takes one of.
pub(super) fn choices_of(means: Means) -> Option<&'static [Choice]> {
    let Means::Field(kind, place) = means else { return None };
    match kind.fields().get(place)?.input {
        Input::Choice(choices) => Some(choices),
        Input::Text | Input::Person | Input::Digits | Input::Day | Input::Date => None,
        Input::Month | Input::Number | Input::Link(_) | Input::Days => None,
    }
}

impl Intake {
    /// The row under the cursor, or the one that is open.
    pub(super) fn current(&self) -> Option<usize> {
        match self.stage {
            Stage::Row(row) => Some(row),
            Stage::Rows => self.shown().get(self.scroll.cursor).copied(),
            Stage::Setup | Stage::Saving | Stage::Done => None,
        }
    }

    /// What is the matter with a row: on its page only what is under the cursor, when the cursor is on such a line.
    fn issues(&self, row: usize) -> Vec<&Issue> {
        let Some(line) = self.review.as_ref().and_then(|review| review.plan.rows.get(row)) else {
            return Vec::new();
        };
        match (self.stage, self.page.target()) {
            (Stage::Row(_), Some(Spot::Issue(place))) => line.issues().skip(*place).take(1).collect(),
            _ => line.issues().collect(),
        }
    }

    /// What a row asks first.
    pub(super) fn asked(&self, row: usize) -> Option<Asking> {
        let review = self.review.as_ref()?;
        let question = |issue: &&Issue| match review.question(row, issue) {
            Some(question) => Some(Asking::Question(question)),
            None => is_about_who(issue).then_some(Asking::Who(row)),
        };
        self.issues(row).iter().find_map(question)
    }

    /// The first question of a row that has a suggestion.
    pub(super) fn suggested(&self, row: usize) -> Option<Question> {
        let review = self.review.as_ref()?;
        let mut questions = self.issues(row).into_iter().filter_map(|issue| review.question(row, issue));
        questions.find(|question| question.near.is_some())
    }

    pub(super) fn suggest(&mut self, ctx: &Ctx, row: usize) -> Outcome {
        match self.suggested(row) {
            Some(Question { near: Some(near), means, words }) => {
                self.answer(ctx, Question { near: None, means, words }, near)
            }
            _ => Outcome::Say(words::no_suggestion(ctx.lang).to_owned()),
        }
    }

    fn answer(&mut self, ctx: &Ctx, question: Question, answer: String) -> Outcome {
        let alike = self.review.as_ref().map_or(0, |review| review.alike(&question));
        self.settle([Amend::Answer(question.means, question.words, answer)]);
        Outcome::Say(words::answered(ctx.lang, text::figure(alike, ctx.lang)))
    }

    /// Leaves a row out, or takes it in again.
    pub(super) fn skip(&mut self, row: usize) -> Outcome {
        let skipped =
            self.review.as_ref().and_then(|review| review.plan.rows.get(row)).map(|row| row.skipped);
        self.settle(skipped.map(|skipped| Amend::Skip(row, !skipped)));
        Outcome::Stay
    }

    pub(super) fn choose(&mut self, ctx: &Ctx, row: usize) -> Outcome {
        match self.asked(row) {
            Some(asked) => self.ask(ctx, asked),
            None => Outcome::Say(words::no_question(ctx.lang).to_owned()),
        }
    }

    /// What is under the cursor of a row's page: its question, else the cell it is about.
    pub(super) fn answer_issue(&mut self, ctx: &Ctx, row: usize, issue: usize) -> Outcome {
        let line = self.review.as_ref().and_then(|review| review.plan.rows.get(row));
        let column = line.and_then(|line| line.issues().nth(issue)).and_then(|issue| issue.column);
        match (self.asked(row), column) {
            (Some(asked), _) => self.ask(ctx, asked),
            (None, Some(column)) => self.ask_cell(ctx, row, column),
            (None, None) => Outcome::Say(words::no_question(ctx.lang).to_owned()),
        }
    }

    fn ask(&mut self, ctx: &Ctx, asked: Asking) -> Outcome {
        let picker = match &asked {
            Asking::Question(question) => question_picker(ctx, question),
            Asking::Who(row) => self.who_picker(ctx, *row),
            _ => return Outcome::Stay,
        };
        self.asking = asked;
        Outcome::Open(Box::new(picker))
    }

    fn who_picker(&self, ctx: &Ctx, row: usize) -> Picker {
        let ids = self.issues(row).into_iter().flat_map(|issue| match &issue.why {
            Why::Perhaps(id) => vec![id.clone()],
            Why::Several(ids) => ids.clone(),
            _ => Vec::new(),
        });
        let ids: Vec<Id> = ids.collect();
        let known = |id: &str| id.is_empty() || ids.iter().any(|known| known.as_str() == id);
        let another = vec![Item::new("", words::who_another(ctx.lang))];
        let picker = Picker::new(words::who_title(ctx.lang), another);
        picker.with_records(ctx, &[Kind::Member]).only(known)
    }

    /// Edits a cell: the one under the cursor, else the one something is the matter with, else one that is asked for.
    pub(super) fn edit(&mut self, ctx: &Ctx, row: usize) -> Outcome {
        let own = match (self.stage, self.page.target()) {
            (Stage::Row(_), Some(Spot::Cell(column))) => Some(*column),
            _ => self.issues(row).into_iter().find_map(|issue| issue.column),
        };
        if let Some(column) = own {
            return self.ask_cell(ctx, row, column);
        }
        let Some(review) = &self.review else { return Outcome::Stay };
        let item = |column: &crate::import::list::header::Column| {
            let cell = review.plan.cell(row, column.place);
            Item::new(&column.place.to_string(), &format!("{}: {cell}", column.heading))
        };
        let picker =
            Picker::new(words::cell_which(ctx.lang), review.plan.columns(row).iter().map(item).collect());
        self.asking = Asking::Cells(row);
        Outcome::Open(Box::new(picker))
    }

    pub(super) fn ask_cell(&mut self, ctx: &Ctx, row: usize, column: usize) -> Outcome {
        let Some(review) = &self.review else { return Outcome::Stay };
        let heading = review.plan.heading(row, Some(column)).unwrap_or_default();
        let prompt =
            Prompt::new(&words::cell_title(ctx.lang, heading), words::cell_hint(ctx.lang), |_, _| Ok(()));
        let prompt = prompt.with(&review.plan.cell(row, column));
        self.asking = Asking::Cell(row, column);
        Outcome::Open(Box::new(prompt))
    }

    /// What a dialog over the import found out.
    pub(super) fn take_answer(&mut self, asked: Asking, answer: Answer, ctx: &Ctx) -> Outcome {
        match (asked, answer) {
            (Asking::Path, Answer::Text(path)) => {
                self.path = path;
                self.encoding = None;
                self.read(ctx);
            }
            (Asking::Kind, Answer::Picked(code)) => {
                if let Ok(kind) = Kind::parse(&code) {
                    self.look(ctx, kind, Vec::new());
                }
            }
            (Asking::Encoding, Answer::Picked(code)) => {
                self.encoding = Encoding::parse(&code).ok().filter(|encoding| encoding.code() == code);
                self.read(ctx);
            }
            (Asking::Day, Answer::Text(typed)) => {
                self.day = parse_day(typed.trim());
                self.forget(ctx);
            }
            (Asking::Unit, Answer::Picked(id)) => {
                self.unit = Id::new(&id).ok();
                self.forget(ctx);
            }
            (Asking::Column(heading), Answer::Picked(code)) => {
                if let Some(means) = Means::parse(self.into, &code) {
                    self.look(ctx, self.into, vec![(heading, means)]);
                }
            }
            (Asking::Question(question), Answer::Picked(code)) => return self.answer(ctx, question, code),
            (Asking::Who(row), Answer::Picked(id)) => {
                let who = Id::new(&id).map_or(Who::Another, Who::Known);
                self.settle([Amend::Who(row, who)]);
            }
            (Asking::Cell(row, column), Answer::Text(typed)) => {
                self.settle([Amend::Edit(row, column, typed)])
            }
            (Asking::Cells(row), Answer::Picked(column)) => {
                let column = column.parse();
                return column.map_or(Outcome::Stay, |column| self.ask_cell(ctx, row, column));
            }
            (Asking::Rejects, Answer::Text(path)) => self.write_rejects(path),
            _ => {}
        }
        Outcome::Stay
    }
}

/// The suggestion first, then everything that may be, and nothing at all.
fn question_picker(ctx: &Ctx, question: &Question) -> Picker {
    let lang = ctx.lang;
    let near = question.near.as_deref().zip(near_words(ctx, question));
    let near = near.map(|(code, words)| Item::new(code, &words::answer_near(lang, words)));
    let choices = choices_of(question.means).unwrap_or_default();
    let choices = choices.iter().map(|choice| Item::new(choice.code, choice.label.of(lang)));
    let blank = Item::new("", words::answer_blank(lang));
    let items = near.into_iter().chain(choices).chain([blank]).collect();
    let picker = Picker::new(&words::answer_title(lang, &question.words), items);
    match linked(question.means) {
        [] => picker,
        kinds => picker.with_records(ctx, kinds),
    }
}

/// The kinds a column names records of.
fn linked(means: Means) -> &'static [Kind] {
    match means {
        Means::Field(kind, place) => match kind.fields().get(place).map(|field| field.input) {
            Some(Input::Link(kinds)) => kinds,
            _ => &[],
        },
        Means::Extra(Extra::Unit | Extra::UnitAbove) => &[Kind::Unit],
        Means::Extra(_) => &[],
    }
}

/// Asks for the day of the list; blank for what its title says, else the date in view.
pub(super) fn day_prompt(ctx: &Ctx) -> Prompt {
    let check = |typed: &str, lang| match typed.trim() {
        "" => Ok(()),
        typed if parse_day(typed).is_some() => Ok(()),
        _ => Err(text::invalid(Invalid::NotADate, lang).to_owned()),
    };
    Prompt::new(words::day_title(ctx.lang), text::hint_day(ctx.lang), check)
}
