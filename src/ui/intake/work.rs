//! The errands of the import: sending them out, giving them up, taking in what comes back.

use std::sync::Arc;

use ratatui::{Frame, layout::Rect};

use super::{Intake, News, Spot, Stage, Task};
use crate::{
    import::list::review::Amend,
    text::{self, intake as words},
    ui::{Ctx, Outcome, Screen, Scroll, after, page, put, theme::Role},
};

impl Intake {
    pub(super) fn begin(&mut self, task: Task) {
        // Whoever still works for the last one may stop.
        self.waiting = Arc::default();
        self.working = Some((0, 0));
        self.task = Some(task);
    }

    /// Sends out what was amended; when something is out already it waits for that.
    pub(super) fn settle(&mut self, amends: impl IntoIterator<Item = Amend>) {
        self.amends.extend(amends);
        if let Some(review) = self.review.clone().filter(|_| self.working.is_none()) {
            let amends = std::mem::take(&mut self.amends);
            self.begin(Task::Settle(review, amends));
        }
    }

    /// Gives up what is out. The register was not touched by it.
    pub(super) fn stop(&mut self, ctx: &Ctx) -> Outcome {
        self.waiting = Arc::default();
        (self.working, self.task) = (None, None);
        self.amends.clear();
        self.not_saved();
        if self.found.is_none() && self.trouble.is_none() {
            return Outcome::Close;
        }
        self.lay_out(ctx);
        Outcome::Say(words::stopped(ctx.lang).to_owned())
    }

    pub(super) fn save(&mut self, ctx: &Ctx) -> Outcome {
        let Some(review) = self.review.clone() else { return Outcome::Stay };
        if self.working.is_some() {
            return Outcome::Refuse(words::wait(ctx.lang).to_owned());
        }
        if self.is_outdated(ctx) {
            self.settle([]);
            return Outcome::Refuse(words::outdated(ctx.lang).to_owned());
        }
        self.stage = Stage::Saving;
        self.begin(Task::Batch(review));
        Outcome::Stay
    }

    pub(super) fn take(&mut self, news: News, ctx: &Ctx) -> Outcome {
        self.working = match news {
            News::Progress(done, all) => Some((done, all)),
            _ => None,
        };
        match news {
            News::Progress(..) => {}
            News::Found(found, warning) => {
                self.take_found(found, ctx);
                return warning.map_or(Outcome::Stay, Outcome::Refuse);
            }
            News::Review(review) => {
                self.forgotten.extend(self.review.replace(review));
                self.lost = 0;
                if self.stage == Stage::Setup {
                    self.stage = Stage::Rows;
                    self.scroll = Scroll::default();
                }
                if !self.amends.is_empty() {
                    self.settle([]);
                }
                self.lay_out(ctx);
                if !matches!(self.page.target(), Some(Spot::Cell(_))) {
                    self.page.to_first_target();
                }
            }
            News::Batch(batch) if batch.is_empty() => {
                self.not_saved();
                return Outcome::Say(text::lists::nothing_new(ctx.lang).to_owned());
            }
            News::Batch(batch) => return Outcome::Commit(batch),
            News::Written(words) => return Outcome::Say(words),
            News::Failed(why) if self.stage == Stage::Setup => {
                self.trouble = Some(why);
                self.lay_out(ctx);
            }
            News::Failed(why) => {
                self.not_saved();
                return Outcome::Refuse(why);
            }
        }
        Outcome::Stay
    }

    /// What is being done, with how much of it.
    pub(super) fn draw_work(&self, ctx: &Ctx, frame: &mut Frame, at: Rect, (done, all): (usize, usize)) {
        const GAUGE: usize = 20;
        let buffer = frame.buffer_mut();
        let figure = |number| text::figure(number, ctx.lang);
        match (self.stage, all) {
            (Stage::Saving, _) => _ = put(ctx, buffer, at, words::writing(ctx.lang), Role::Changed),
            (_, 0) => _ = put(ctx, buffer, at, words::reading(ctx.lang), Role::Changed),
            _ => {
                let said = words::comparing(ctx.lang, figure(done), figure(all));
                let took = put(ctx, buffer, at, &said, Role::Changed);
                let (full, empty) = page::gauge(ctx, done, all, GAUGE);
                put(ctx, buffer, after(at, took), &(full + &empty), Role::Changed);
            }
        }
    }
}
