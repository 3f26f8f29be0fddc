//! What this session did: the edit on its way, and the steps that can be undone and redone.
//!
//! A step is undone by committing its inverse; if somebody changed the same fields since, the store says so.

use serde_json::Value;

use crate::domain::edit::Batch;

/// What came of an edit that is now durable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// A new step; its deed when it has one.
    Done(Option<String>),
    /// A step was taken back.
    Undone,
    /// A step was done again.
    Redone,
}

/// Steps and the edit on its way.
#[derive(Debug, Default)]
pub(super) struct History {
    undone: Vec<Batch>,
    done: Vec<Batch>,
    pending: Option<(u64, Step)>,
    last_op: u64,
    last_draft: Option<Value>,
}

impl History {
    /// The batch that takes the last step back.
    pub(super) fn undo(&self) -> Option<Batch> {
        self.done.last().map(|batch| batch.inverse("undo"))
    }

    /// The batch that does the last undone step again.
    pub(super) fn redo(&self) -> Option<Batch> {
        self.undone.last().map(|batch| Batch { deed: "redo".to_owned(), ..batch.clone() })
    }

    /// Sends an edit on its way; none while another one is.
    pub(super) fn begin(&mut self, batch: Batch) -> Option<(u64, Batch)> {
        if self.pending.is_some() {
            return None;
        }
        let step = match batch.deed.as_str() {
            "undo" => Step::Undone,
            "redo" => Step::Redone,
            deed => Step::Done((!deed.is_empty()).then(|| deed.to_owned())),
        };
        self.last_op += 1;
        self.pending = Some((self.last_op, step));
        Some((self.last_op, batch))
    }

    /// Notes that an edit is durable and what it really changed; none when it is not the one on its way.
    pub(super) fn finish(&mut self, op: u64, batch: Batch) -> Option<Step> {
        let (_, step) = self.pending.take_if(|(pending, ..)| *pending == op)?;
        match step {
            Step::Done(_) => {
                self.done.extend((!batch.is_empty()).then_some(batch));
                self.undone.clear();
            }
            Step::Undone => self.undone.extend(self.done.pop()),
            Step::Redone => self.done.extend(self.undone.pop()),
        }
        Some(step)
    }

    /// Forgets an edit that did not come to be; what it was to be, when it is the one on its way.
    pub(super) fn drop_step(&mut self, op: u64) -> Option<Step> {
        self.pending.take_if(|(pending, ..)| *pending == op).map(|(_, step)| step)
    }

    /// Forgets all steps: they may hold what was erased, and would bring it back. The edit on its way stays.
    pub(super) fn forget(&mut self) {
        self.undone.clear();
        self.done.clear();
    }

    /// Whether what is typed is another thing than when it was last asked.
    pub(super) fn draft_changed(&mut self, draft: Option<&Value>) -> bool {
        let changed = self.last_draft.as_ref() != draft;
        if changed {
            self.last_draft = draft.cloned();
        }
        changed
    }
}
