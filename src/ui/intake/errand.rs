//! What the import wants done outside, since it takes long or touches files, and what comes back of it.

use std::sync::{Arc, Weak};

use crate::{
    domain::{edit::Batch, record::Kind},
    import::list::{
        encoding::Encoding,
        heading::Means,
        look::Found,
        plan::Order,
        review::{Amend, Review},
    },
};

/// What is to be done.
#[derive(Debug, Clone)]
pub enum Task {
    /// A file is read, as it was typed, and looked at as a list of a kind.
    Read(String, Kind, Option<Encoding>),
    /// It is looked at once more: as another kind, or with what was just taught about headings, which is remembered.
    Look(Arc<Found>, Kind, Vec<(String, Means)>),
    /// It is compared with the register, with what was answered before.
    Plan(Arc<Found>, Order, Vec<Amend>),
    /// What was amended is compared with the register as it is now.
    Settle(Arc<Review>, Vec<Amend>),
    /// The batch that brings in all rows that are not left out.
    Batch(Arc<Review>),
    /// The rows to be mended go into a file of this name.
    Rejects(Arc<Review>, String),
    /// Nobody looks at it any more. To take down a plan of a hundred thousand rows takes long, so it is not done here.
    Forget(Arc<Review>),
}

/// Something done for whoever waits for it: when nobody does any more it may be left.
#[derive(Debug, Clone)]
pub struct Errand {
    /// What.
    pub task: Task,
    waiting: Weak<()>,
}

/// What came of a task.
#[derive(Debug)]
pub enum News {
    /// So many steps of all are done.
    Progress(usize, usize),
    /// What a file is taken for; with a sentence when what was taught could not be remembered.
    Found(Arc<Found>, Option<String>),
    /// What would become of its rows.
    Review(Arc<Review>),
    /// The batch.
    Batch(Batch),
    /// A file was written; the words say where.
    Written(String),
    /// It cannot be done; the words say why.
    Failed(String),
}

/// News for whoever waits.
#[derive(Debug)]
pub struct Reply {
    /// What came.
    pub news: News,
    waiting: Weak<()>,
}

impl Errand {
    /// An errand of somebody who waits as long as `waiting` is kept.
    pub fn new(task: Task, waiting: &Arc<()>) -> Self {
        Self { task, waiting: Arc::downgrade(waiting) }
    }

    /// Whether the answer is still of use.
    pub fn is_wanted(&self) -> bool {
        self.waiting.strong_count() > 0
    }

    /// Addresses news to whoever waits.
    pub fn reply(&self, news: News) -> Reply {
        Reply { news, waiting: self.waiting.clone() }
    }
}

impl PartialEq for Errand {
    fn eq(&self, other: &Self) -> bool {
        self.waiting.ptr_eq(&other.waiting)
    }
}

impl Reply {
    /// Whether it is for somebody who waits with this.
    pub fn is_for(&self, waiting: &Arc<()>) -> bool {
        self.waiting.as_ptr() == Arc::as_ptr(waiting)
    }
}
