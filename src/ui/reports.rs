//! The tab of reports: which there are, and the dates each asks for before it is opened.

use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use super::{
    Answer, Ctx, Outcome, Screen, Tab, Target,
    page::{Focus, Page, PageLine},
    prompt::Prompt,
    report::ReportView,
    theme::Role,
};
use crate::{
    domain::{
        date::{Date, PartialDate},
        report::{Name, Request, Takes},
        words::Lang,
    },
    keymap::{Action, Mode},
    text,
};

/// The tab.
#[derive(Default)]
pub struct Reports {
    page: Page,
    /// The report whose dates are being asked for.
    asking: Option<Name>,
}

impl Reports {
    fn name(&self) -> Option<Name> {
        match self.page.target() {
            Some(Target::Report(name)) => Some(*name),
            _ => None,
        }
    }
}

/// The prompt for the dates of a report; none when it needs none.
pub(super) fn ask_dates(request: &Request, lang: Lang) -> Option<Prompt> {
    let day = |day: Date| text::date(day.into());
    let asked = request.clone();
    let check = move |typed: &str, lang: Lang| with_dates(asked.clone(), typed, lang).map(|_| ());
    match (request.name.takes(), request.name.compares()) {
        (Takes::Period, _) => {
            let prompt =
                Prompt::new(text::report::choose_period(lang), text::report::period_hint(lang), check);
            Some(prompt.with(&format!("{} – {}", day(request.from), day(request.to))))
        }
        (Takes::Day, true) => {
            let prompt =
                Prompt::new(text::report::choose_compare(lang), text::report::compare_hint(lang), check);
            let before = jiff::civil::date(request.to.year() - 1, 12, 31);
            Some(prompt.with(&day(request.compare.unwrap_or(before))))
        }
        (Takes::Day, false) => None,
    }
}

/// The request with the dates that were typed, or the words why they are none.
pub(super) fn with_dates(mut request: Request, typed: &str, lang: Lang) -> Result<Request, String> {
    let typed = typed.trim();
    match request.name.takes() {
        Takes::Period => {
            let (from, to) = period(typed).ok_or_else(|| text::report::not_a_period(lang, typed))?;
            (request.from, request.to) = (from, to);
        }
        Takes::Day if typed.is_empty() => request.compare = None,
        Takes::Day => {
            let day: PartialDate = typed.parse().map_err(|why| text::invalid(why, lang).to_owned())?;
            request.compare = Some(day.latest());
        }
    }
    Ok(request)
}

/// `2017`, `3/2018`, `1/1/2018 – 31/3/2018`, `2016 – 2017`.
fn period(typed: &str) -> Option<(Date, Date)> {
    let read = |text: &str| text.trim().parse::<PartialDate>().ok();
    if let Some(whole) = read(typed) {
        return Some((whole.earliest(), whole.latest()));
    }
    // A hyphen may stand inside a date too, so it parts two only with spaces round it.
    let (from, to) = ["–", "..", " - "].iter().find_map(|between| typed.split_once(between))?;
    let (from, to) = (read(from)?.earliest(), read(to)?.latest());
    (from <= to).then_some((from, to))
}

impl Tab for Reports {
    fn title(&self, ctx: &Ctx) -> String {
        text::report::reports(ctx.lang).to_owned()
    }
}

impl Screen for Reports {
    fn mode(&self) -> Mode {
        Mode::Page
    }

    fn refresh(&mut self, ctx: &Ctx) {
        let lang = ctx.lang;
        let mut lines = Vec::new();
        for (title, official) in [(text::report::by_work(lang), false), (text::report::by_forms(lang), true)]
        {
            lines.push(PageLine::title(title));
            for name in Name::ALL.iter().filter(|name| name.form().is_some() == official) {
                let label = name.label().of(lang);
                let form =
                    name.form().map(|number| text::report::form_number(lang, number)).unwrap_or_default();
                let line = PageLine::of(format!("{}  ", text::shown::pad(label, 44)), Role::Plain);
                lines.push(line.then(form, Role::Label).to(Target::Report(*name)));
            }
            lines.push(PageLine::blank());
        }
        lines.push(PageLine::of(text::report::list_hint(lang), Role::Dim));
        let fresh = self.page.target().is_none();
        self.page.set(lines);
        if fresh {
            self.page.to_first_target();
        }
    }

    fn offers(&self, action: Action, _ctx: &Ctx) -> bool {
        match action {
            Action::Open => self.name().is_some(),
            Action::AsOf | Action::Help | Action::Quit => true,
            _ => false,
        }
    }

    fn act(&mut self, action: Action, ctx: &Ctx) -> Outcome {
        if self.page.act(action) {
            return Outcome::Stay;
        }
        let (Action::Open, Some(name)) = (action, self.name()) else { return Outcome::Pass };
        let request = Request::up_to(name, ctx.standing.as_of);
        match ask_dates(&request, ctx.lang) {
            Some(prompt) => {
                self.asking = Some(name);
                Outcome::Open(Box::new(prompt))
            }
            None => Outcome::Open(Box::new(ReportView::new(request))),
        }
    }

    fn answered(&mut self, answer: Answer, ctx: &Ctx) -> Outcome {
        let (Some(name), Answer::Text(typed)) = (self.asking.take(), answer) else { return Outcome::Stay };
        match with_dates(Request::up_to(name, ctx.standing.as_of), &typed, ctx.lang) {
            Ok(request) => Outcome::Open(Box::new(ReportView::new(request))),
            Err(words) => Outcome::Refuse(words),
        }
    }

    fn draw(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) -> Option<Position> {
        self.page.draw(ctx, frame.buffer_mut(), area, Focus::Here)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_period_is_a_year_a_month_or_two_dates() {
        for (typed, want) in [
            ("2017", Some((date(2017, 1, 1), date(2017, 12, 31)))),
            ("3/2018", Some((date(2018, 3, 1), date(2018, 3, 31)))),
            ("1/1/2018 – 14/4/2018", Some((date(2018, 1, 1), date(2018, 4, 14)))),
            ("2018-01-01 - 2018-04-14", Some((date(2018, 1, 1), date(2018, 4, 14)))),
            ("2016..2017", Some((date(2016, 1, 1), date(2017, 12, 31)))),
            ("14/4/2018 – 1/1/2018", None),
            ("quý I", None),
            ("", None),
        ] {
            assert_eq!(period(typed), want, "{typed}");
        }
    }
}
