//! How the tab of work is drawn: its two sides, the rows in view, and below them the rule of the row under the cursor.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{Item, Side, Work, unit_of};
use crate::{
    domain::{
        calendar::WorkingDays,
        check::Level,
        column::name_of,
        due::{Urgency, days_left},
        words::Lang,
    },
    text,
    ui::{Ctx, after, first, put, row, theme::Role},
};

impl Work {
    /// What is counted, and what the list is narrowed to.
    fn heading(&self, ctx: &Ctx) -> String {
        let lang = ctx.lang;
        let figures = self.counts.map(|count| text::figure(count, lang));
        let counts = match self.side {
            Side::Due(_) => {
                let [late, week, month, later] = figures;
                text::work_counts(lang, late, week, month, later)
            }
            Side::Check(_) if self.found.is_none() => text::work_checking(lang).to_owned(),
            Side::Check(_) => {
                let levels = Level::ALL.iter().zip(figures);
                let said = levels
                    .map(|(level, figure)| format!("{figure} {}", level.label().of(lang).to_lowercase()));
                said.collect::<Vec<_>>().join(" · ")
            }
        };
        let only = match self.side {
            Side::Due(only) => only.map(|only| urgency(only, lang).to_owned()),
            Side::Check(only) => only.map(|level| level.label().of(lang).to_lowercase()),
        };
        let only = only.map(|only| text::work_only(lang, only));
        let unit = self.unit.as_ref().and_then(|id| ctx.standing.data.unit(id)).map(|unit| name_of(unit));
        [only, unit, Some(counts)].into_iter().flatten().collect::<Vec<_>>().join("  ")
    }

    pub(super) fn draw_list(&mut self, ctx: &Ctx, buffer: &mut Buffer, area: Rect) -> Option<Position> {
        let lang = ctx.lang;
        let sides = [text::work_due(lang), text::work_check(lang)];
        let mut rest = after(row(area, 0), 2);
        for (side, words) in sides.into_iter().enumerate() {
            let in_view = matches!((side, self.side), (0, Side::Due(_)) | (1, Side::Check(_)));
            let role = if in_view { Role::Tab } else { Role::Dim };
            let took = put(ctx, buffer, rest, &format!(" {words} "), role);
            rest = after(rest, took + 1);
        }
        put(ctx, buffer, after(row(area, 1), 2), &self.heading(ctx), Role::Label);
        let body = Rect { y: area.y + 2, height: area.height.saturating_sub(4), ..area };
        self.height = usize::from(body.height);
        self.scroll.settle(self.rows.len(), self.height);
        if self.rows.is_empty() && !(matches!(self.side, Side::Check(_)) && self.found.is_none()) {
            put(ctx, buffer, after(row(body, 0), 2), text::nothing_due(lang), Role::Dim);
            return None;
        }
        let calendar = WorkingDays::of(&ctx.standing.data.office);
        let mut cursor = None;
        for line in 0..body.height {
            let number = self.scroll.top + usize::from(line);
            let Some(item) = self.item(ctx, number) else { break };
            let at = row(body, line);
            let here = number == self.scroll.cursor;
            if here {
                put(ctx, buffer, first(at, 1), ctx.theme.signs.cursor, Role::Key);
                cursor = Some(Position::new(at.x, at.y));
            }
            draw_item(ctx, &calendar, buffer, after(at, 2), &item, here);
        }
        if let Some(item) = self.item(ctx, self.scroll.cursor) {
            let foot = [row(area, area.height.saturating_sub(2)), row(area, area.height.saturating_sub(1))];
            for (at, words) in foot.into_iter().zip(foot_of(ctx, &item)) {
                put(ctx, buffer, after(at, 2), &words, Role::Dim);
            }
        }
        cursor
    }
}

/// The words of how urgent something is.
pub fn urgency(urgency: Urgency, lang: Lang) -> &'static str {
    match urgency {
        Urgency::Overdue => text::urgency_overdue(lang),
        Urgency::Week => text::urgency_week(lang),
        Urgency::Month => text::urgency_month(lang),
        Urgency::Later => text::urgency_later(lang),
    }
}

/// A row: of what is due its day, the working days left, the matter and whom it is about; of a finding its level, the
/// rule, whom it is about and what is wrong.
fn draw_item(ctx: &Ctx, calendar: &WorkingDays, buffer: &mut Buffer, at: Rect, item: &Item, here: bool) {
    let lang = ctx.lang;
    let urgent = item.is_urgent(ctx);
    let (sign, role) = if urgent { (ctx.theme.signs.overdue, Role::Overdue) } else { (" ", Role::Plain) };
    let (kind, id) = item.record();
    let (parts, last) = match item {
        Item::Due(due) => {
            let left = days_left(calendar, ctx.standing.as_of, due.on);
            let matter = due.matter.label().of(lang);
            let parts = vec![
                (text::date(due.on.into()), 10, role),
                (text::working_days_short(left, lang), 15, role),
                (matter.to_owned(), 26, Role::Plain),
            ];
            (parts, text::title_of(ctx.standing, kind, id, lang))
        }
        Item::Finding(finding) => {
            let subject = match finding.subject(&ctx.standing.data) {
                name if name.is_empty() => text::title_of(ctx.standing, kind, id, lang),
                name => name,
            };
            let parts = vec![
                (finding.rule.code.to_owned(), 3, role),
                (finding.level.label().of(lang).to_owned(), 11, role),
                (subject, 24, Role::Plain),
            ];
            (parts, finding.sentence(lang))
        }
    };
    put(ctx, buffer, at, sign, role);
    let mut rest = after(at, 2);
    for (words, width, role) in parts {
        put(ctx, buffer, first(rest, width), &words, if here { Role::Selected } else { role });
        rest = after(rest, width + 1);
    }
    put(ctx, buffer, rest, &last, if here { Role::Selected } else { Role::Plain });
}

/// The unit that has to see to it, and the rule with its regulation.
fn foot_of(ctx: &Ctx, item: &Item) -> [String; 2] {
    let lang = ctx.lang;
    let (kind, id) = item.record();
    let unit = match item {
        Item::Due(due) => due.unit.clone(),
        Item::Finding(_) => unit_of(ctx, kind, id),
    };
    let path = unit.map(|unit| ctx.standing.data.path(&unit)).unwrap_or_default();
    let path = path.iter().take(2).map(|unit| unit.name.as_str()).collect::<Vec<_>>().join(", ");
    let what = match item {
        Item::Due(_) => path,
        // The row may have had no room for all of it.
        Item::Finding(finding) => match path.is_empty() {
            true => finding.sentence(lang),
            false => format!("{}  ({path})", finding.sentence(lang)),
        },
    };
    let rule = item.rule().map(|rule| {
        let source = if rule.source.is_empty() { String::new() } else { format!(", {}", rule.source) };
        format!("{}{source}: {}", rule.code, rule.label.of(lang))
    });
    [what, rule.unwrap_or_default()]
}
