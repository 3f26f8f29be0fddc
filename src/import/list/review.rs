//! A plan as somebody looks at it: its rows by what becomes of them, the troubled ones first, and what may be
//! changed of it. A review is never changed; what is amended gives another one.

use std::{collections::HashMap, ops::Range, sync::Arc};

use super::{
    grid::Workbook,
    heading::Means,
    issue::{Issue, Why},
    plan::{Cancelled, Line, Order, Outcome, Plan, Watch, Who},
};
use crate::{
    domain::{
        data::Data,
        fold::{self, Query},
        record::{Id, Kind},
        standing::Standing,
        words::choice,
    },
    import::list::rejects,
};

choice! {
    /// What becomes of a row, in the order in which somebody wants to see them.
    Class {
        #[default]
        Problem = "problem", "Vấn đề", "Problem";
        Partly = "partly", "Thiếu ô", "In part";
        New = "new", "Mới", "New";
        Changed = "changed", "Thay đổi", "Changed";
        Merged = "merged", "Gộp", "Joined";
        Same = "same", "Như cũ", "Same";
        Skipped = "skipped", "Bỏ qua", "Skipped";
    }
}

impl Class {
    /// What becomes of a row.
    pub fn of(row: &Line) -> Self {
        match &row.outcome {
            Outcome::Problem => Self::Problem,
            Outcome::New | Outcome::Changed(..) | Outcome::Same(_) if row.is_incomplete() => Self::Partly,
            Outcome::New => Self::New,
            Outcome::Changed(..) => Self::Changed,
            Outcome::Merged(_) => Self::Merged,
            Outcome::Same(_) => Self::Same,
            Outcome::Skipped => Self::Skipped,
        }
    }
}

/// A plan and the register it was made for.
#[derive(Debug)]
pub struct Review {
    /// The plan.
    pub plan: Plan,
    /// The register on the day of the list.
    pub standing: Arc<Standing>,
    /// The amendments that led to it.
    pub amends: Vec<Amend>,
    /// Places of the rows, those of a class together.
    rows: Vec<usize>,
    /// How many rows are of each class.
    counts: Vec<usize>,
    /// The folds of what the rows are about, by their places; made here, where nobody waits, to be found as one types.
    folded: Vec<Box<str>>,
    /// How many rows ask the same: by what the column holds and the words nobody knows.
    alike: HashMap<(Means, String), usize>,
}

/// What somebody changes of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amend {
    /// Something stands in the place of a cell: row, column, text.
    Edit(usize, usize, String),
    /// A row is left out, or taken in again.
    Skip(usize, bool),
    /// A question is answered for all rows with the same words; with nothing, it stays blank.
    Answer(Means, String, String),
    /// Who in the register a row is about.
    Who(usize, Who),
}

/// Something a row leaves open that can be answered for all rows alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What the column holds.
    pub means: Means,
    /// The words nobody knows.
    pub words: String,
    /// The code or id of the nearest that is known.
    pub near: Option<String>,
}

impl Review {
    /// Plans an import.
    pub fn make(book: Arc<Workbook>, order: &Order, data: &Data, watch: Watch) -> Result<Self, Cancelled> {
        let standing = Arc::new(Standing::new(data.clone(), order.list));
        let plan = Plan::make(book, order, &standing, watch)?;
        Ok(Self::of(plan, standing, Vec::new()))
    }

    /// The review after some amendments, or of another state of the register.
    pub fn amended(&self, amends: &[Amend], data: &Data, watch: Watch) -> Result<Self, Cancelled> {
        let standing = match self.is_of(data) {
            true => Arc::clone(&self.standing),
            false => Arc::new(self.standing.after(data.clone())),
        };
        let mut plan = self.plan.clone();
        if !self.is_of(data) {
            plan.read_anew();
        }
        for amend in amends {
            match amend.clone() {
                Amend::Edit(row, column, text) => plan.edit(row, column, text),
                Amend::Skip(row, skipped) => plan.skip(row, skipped),
                Amend::Answer(means, words, answer) => plan.answer(means, &words, answer),
                Amend::Who(row, who) => plan.identify(row, who),
            }
        }
        plan.settle(&standing, watch)?;
        Ok(Self::of(plan, standing, [&self.amends, amends].concat()))
    }

    fn of(plan: Plan, standing: Arc<Standing>, amends: Vec<Amend>) -> Self {
        let classes: Vec<Class> = plan.rows.iter().map(Class::of).collect();
        let mut rows: Vec<usize> = (0..classes.len()).collect();
        rows.sort_by_key(|row| classes[*row]);
        let count = |class: &Class| classes.iter().filter(|other| *other == class).count();
        let counts = Class::ALL.iter().map(count).collect();
        let mut alike = HashMap::new();
        for (number, row) in plan.rows.iter().enumerate() {
            for (issue, words) in row.issues().filter_map(|issue| Some((issue, issue.question()?))) {
                *alike.entry((plan.means(number, issue), words.to_owned())).or_insert(0) += 1;
            }
        }
        let mut review = Self { plan, standing, amends, rows, counts, alike, folded: Vec::new() };
        review.folded =
            (0..review.plan.rows.len()).map(|row| fold::fold(&review.title(row)).into()).collect();
        review
    }

    /// Whether it was made for this state of the register.
    pub fn is_of(&self, data: &Data) -> bool {
        self.standing.data.revision == data.revision
    }

    /// How many rows are of a class.
    pub fn count(&self, class: Class) -> usize {
        self.counts.get(class as usize).copied().unwrap_or(0)
    }

    /// The rows of a class in the order of the file; of all classes, the troubled ones first.
    pub fn rows(&self, class: Option<Class>) -> &[usize] {
        let range = class.map_or(0..self.rows.len(), |class| self.range(class));
        self.rows.get(range).unwrap_or_default()
    }

    fn range(&self, class: Class) -> Range<usize> {
        let before: usize = self.counts.iter().take(class as usize).sum();
        before..before + self.count(class)
    }

    /// How many rows something is to be mended of.
    pub fn rejected(&self) -> usize {
        rejects::count(&self.plan)
    }

    /// What a row is about, in its own words or in those of the register.
    pub fn title(&self, row: usize) -> String {
        let (plan, into) = (&self.plan, self.plan.into);
        let Some(line) = plan.rows.get(row) else { return String::new() };
        let named = match into {
            Kind::Event | Kind::Term => Kind::Member,
            kind => kind,
        };
        let said = line.said.text(named, "name");
        if !said.is_empty() {
            return said.to_owned();
        }
        let known = line.said.record.as_ref().and_then(|id| self.standing.data.record(into, id));
        let own = || {
            let columns =
                plan.columns(row).iter().filter(|column| column.means.is_some_and(|means| means.names(into)));
            columns.map(|column| plan.cell(row, column.place)).find(|cell| !cell.is_empty())
        };
        let record = known.map(crate::domain::column::name_of).filter(|name| !name.is_empty());
        record.or_else(own).unwrap_or_default()
    }

    /// Whether what a row is about holds what is looked for.
    pub fn is_sought(&self, query: &Query, row: usize) -> bool {
        let folded = self.folded.get(row);
        folded.is_some_and(|folded| query.may_match(folded) && query.matches(&self.title(row), folded))
    }

    /// What an issue leaves open, when it can be answered for all rows alike.
    pub fn question(&self, row: usize, issue: &Issue) -> Option<Question> {
        let words = issue.question()?.to_owned();
        let near = match &issue.why {
            Why::Unknown(_, near) => near.map(str::to_owned),
            Why::NoUnit(_, near) => near.as_ref().map(Id::to_string),
            _ => None,
        };
        Some(Question { means: self.plan.means(row, issue), words, near })
    }

    /// How many rows ask the same.
    pub fn alike(&self, question: &Question) -> usize {
        self.alike.get(&(question.means, question.words.clone())).copied().unwrap_or(0)
    }
}
