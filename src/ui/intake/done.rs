//! What came of an import that is saved, and the rows that are still to be mended.

use super::{Intake, Spot, Task, answer::Asking, setup::file_name};
use crate::{
    import::list::{plan::Outcome as Of, review::Class},
    text::{self, intake as words},
    ui::{Ctx, Outcome, page::PageLine, prompt::Prompt, theme::Role},
};

impl Intake {
    pub(super) fn done_lines(&self, ctx: &Ctx) -> Vec<PageLine<Spot>> {
        let (Some(review), lang) = (&self.review, ctx.lang) else { return Vec::new() };
        let count = |class| text::figure(review.count(class), lang);
        let of = |outcome: fn(&Of) -> bool| text::figure(review.plan.count(outcome), lang);
        let counts = words::done_counts(
            lang,
            of(|o| matches!(o, Of::New)),
            of(|o| matches!(o, Of::Changed(..))),
            of(|o| matches!(o, Of::Same(_) | Of::Merged(_))),
            count(Class::Problem),
            count(Class::Skipped),
        );
        let mut lines = vec![
            PageLine::title(format!("{}: {}", words::done_title(lang), file_name(&self.path))),
            PageLine::of(counts, Role::Good),
        ];
        if review.count(Class::Partly) > 0 {
            lines.push(PageLine::of(words::done_partly(lang, count(Class::Partly)), Role::Overdue));
        }
        lines.extend([PageLine::of(words::done_undo(lang), Role::Dim), PageLine::blank()]);
        if let rejected @ 1.. = review.rejected() {
            let said = words::done_rejects(lang, text::figure(rejected, lang));
            lines.push(PageLine::of(said, Role::Key).to(Spot::Rejects));
        }
        lines.push(PageLine::of(words::done_close(lang), Role::Key).to(Spot::Close));
        lines
    }

    pub(super) fn ask_rejects(&mut self, ctx: &Ctx) -> Outcome {
        let check = |typed: &str, lang| match typed.trim().to_lowercase().ends_with(".xlsx") {
            true => Ok(()),
            false => Err(words::rejects_ending(lang).to_owned()),
        };
        let name = file_name(&self.path);
        let name = name.rsplit_once('.').map_or(name, |(name, _)| name);
        let prompt = Prompt::new(words::rejects_title(ctx.lang), words::rejects_hint(ctx.lang), check);
        self.asking = Asking::Rejects;
        Outcome::Open(Box::new(prompt.with(&format!("{name}-{}.xlsx", words::rejects_name(ctx.lang)))))
    }

    pub(super) fn write_rejects(&mut self, path: String) {
        if let Some(review) = self.review.clone() {
            self.begin(Task::Rejects(review, path));
        }
    }
}
