//! The tab of work: what must be done and by when, and on its other side what breaks a rule.
//!
//! Both are lists of records with a reason, the most urgent first. What is due comes with the register; what the
//! checks find is asked for when that side is in view. Only the rows in view are made.

use std::sync::Arc;

use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use super::{
    Answer, Ctx, Outcome, Screen, Scroll, Tab, Target, Wish, after,
    browse::WIDE,
    detail::{self, Asked, Beside},
    first,
    page::Backwards,
    picker::Picker,
};
use crate::{
    domain::{
        check::{Finding, Level, RuleInfo},
        due::{AHEAD, Due, Urgency, within},
        record::{Id, Kind},
    },
    keymap::{Action, Mode},
    text,
};

mod paint;

pub use paint::urgency;

/// What of the work is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// What is due: all of it, or only what is as urgent as this.
    Due(Option<Urgency>),
    /// What the checks find: all of it, or only of a level.
    Check(Option<Level>),
}

impl Side {
    /// The next choice of what is shown on the same side.
    fn narrowed(self) -> Self {
        match self {
            Self::Due(None) => Self::Due(Some(Urgency::Overdue)),
            Self::Due(Some(Urgency::Overdue)) => Self::Due(Some(Urgency::Week)),
            Self::Due(Some(Urgency::Week)) => Self::Due(Some(Urgency::Month)),
            Self::Due(Some(Urgency::Month | Urgency::Later)) => Self::Due(None),
            Self::Check(None) => Self::Check(Level::ALL.first().copied()),
            Self::Check(Some(level)) => Self::Check(Level::ALL.get(level as usize + 1).copied()),
        }
    }
}

/// How it stands with what the checks find.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asking {
    /// Known, or not asked for.
    Settled,
    /// To be asked for.
    Wanted,
    /// On its way.
    Awaited,
    /// On its way, and the register has changed since.
    Outdated,
}

/// The tab.
pub struct Work {
    side: Side,
    found: Option<Arc<[Finding]>>,
    asking: Asking,
    /// Only what this unit and those under it have to see to.
    unit: Option<Id>,
    /// Places in the list of the side, of those that are shown.
    rows: Vec<usize>,
    /// How many there are of each urgency or level, in their order.
    counts: [usize; 4],
    scroll: Scroll,
    height: usize,
    /// The record under the cursor.
    here: Option<(Kind, Id)>,
    beside: Beside,
    asked: Option<Asked>,
}

impl Default for Work {
    fn default() -> Self {
        Self {
            side: Side::Due(None),
            found: None,
            asking: Asking::Settled,
            unit: None,
            rows: Vec::new(),
            counts: [0; 4],
            scroll: Scroll::default(),
            height: 1,
            here: None,
            beside: Beside::default(),
            asked: None,
        }
    }
}

/// A row of either side.
enum Item<'a> {
    Due(&'a Due),
    Finding(&'a Finding),
}

impl Item<'_> {
    fn record(&self) -> (Kind, &Id) {
        match self {
            Self::Due(due) => (due.kind, &due.id),
            Self::Finding(finding) => (finding.kind, &finding.id),
        }
    }

    fn is_urgent(&self, ctx: &Ctx) -> bool {
        match self {
            Self::Due(due) => due.urgency(ctx.standing.as_of) == Urgency::Overdue,
            Self::Finding(finding) => matches!(finding.level, Level::Error | Level::Alert),
        }
    }

    fn rule(&self) -> Option<&'static RuleInfo> {
        match self {
            Self::Due(due) => due.matter.rule().map(|rule| rule.info()),
            Self::Finding(finding) => Some(finding.rule),
        }
    }
}

/// The unit that has to see to a record, as far as the record says.
fn unit_of(ctx: &Ctx, kind: Kind, id: &Id) -> Option<Id> {
    let data = &ctx.standing.data;
    match kind {
        Kind::Unit => Some(id.clone()),
        Kind::Member => ctx.standing.member(id).unit.clone(),
        Kind::Village => data.village(id).and_then(|v| v.cell.clone().or_else(|| v.commune.clone())),
        _ => {
            let record = data.record(kind, id)?;
            let owner = kind.about().owners.iter().filter_map(|owner| kind.place(owner));
            let owner = owner.filter_map(|place| Id::new(&record.text(place)).ok()).next()?;
            match (data.unit(&owner), data.member(&owner)) {
                (Some(_), _) => Some(owner),
                (None, Some(_)) => ctx.standing.member(&owner).unit.clone(),
                (None, None) => None,
            }
        }
    }
}

impl Work {
    fn dues<'a>(ctx: &'a Ctx) -> &'a [Due] {
        within(ctx.standing.dues(), ctx.standing.as_of, AHEAD)
    }

    fn item<'a>(&'a self, ctx: &'a Ctx, number: usize) -> Option<Item<'a>> {
        let place = *self.rows.get(number)?;
        match self.side {
            Side::Due(_) => Self::dues(ctx).get(place).map(Item::Due),
            Side::Check(_) => self.found.as_ref()?.get(place).map(Item::Finding),
        }
    }

    /// The cursor is on another row, or the row is another one.
    fn settle(&mut self, ctx: &Ctx) {
        let item = self.item(ctx, self.scroll.cursor);
        let here = item.map(|item| (item.record().0, item.record().1.clone()));
        self.here = here;
    }

    /// Which rows are shown; the cursor stays on its record when that is still there.
    fn choose(&mut self, ctx: &Ctx) {
        let before = self.here.take();
        let data = &ctx.standing.data;
        // What the unit has to see to: the place of each in the list, and how urgent or how wrong it is.
        let own: Vec<(usize, usize)> = match self.side {
            Side::Due(_) => {
                let is_own = |due: &Due| self.unit.as_ref().is_none_or(|unit| due.is_of(data, unit));
                let dues = Self::dues(ctx).iter().enumerate().filter(|(_, due)| is_own(due));
                dues.map(|(place, due)| (place, due.urgency(ctx.standing.as_of) as usize)).collect()
            }
            Side::Check(_) => {
                let is_own = |finding: &Finding| {
                    let own = || unit_of(ctx, finding.kind, &finding.id);
                    self.unit.as_ref().is_none_or(|unit| own().is_some_and(|own| data.is_within(&own, unit)))
                };
                let found = self.found.as_deref().unwrap_or_default().iter().enumerate();
                let found = found.filter(|(_, finding)| is_own(finding));
                found.map(|(place, finding)| (place, finding.level as usize)).collect()
            }
        };
        let only = match self.side {
            Side::Due(only) => only.map(|urgency| urgency as usize),
            Side::Check(only) => only.map(|level| level as usize),
        };
        self.counts = std::array::from_fn(|class| own.iter().filter(|(_, of)| *of == class).count());
        let shown = own.into_iter().filter(|(_, class)| only.is_none_or(|only| only == *class));
        self.rows = shown.map(|(place, _)| place).collect();
        let same = |item: Item, (kind, id): &(Kind, Id)| item.record() == (*kind, id);
        let place = before.and_then(|before| {
            (0..self.rows.len()).find(|&n| self.item(ctx, n).is_some_and(|item| same(item, &before)))
        });
        self.scroll.cursor = place.unwrap_or(self.scroll.cursor.min(self.rows.len().saturating_sub(1)));
        self.settle(ctx);
    }

    /// Turns to a side; the cursor goes to its top.
    fn turn(&mut self, side: Side, ctx: &Ctx) {
        self.side = side;
        self.here = None;
        self.scroll = Scroll::default();
        if matches!(side, Side::Check(_)) && self.found.is_none() && self.asking == Asking::Settled {
            self.asking = Asking::Wanted;
        }
        self.choose(ctx);
    }

    fn is_narrowed(&self) -> bool {
        self.unit.is_some() || !matches!(self.side, Side::Due(None) | Side::Check(None))
    }

    fn next_urgent(&mut self, ctx: &Ctx, backwards: Backwards) -> Outcome {
        let urgent = |place: &usize| self.item(ctx, *place).is_some_and(|item| item.is_urgent(ctx));
        match backwards.from(self.scroll.cursor, self.rows.len()).find(urgent) {
            Some(place) => {
                self.scroll.cursor = place;
                self.settle(ctx);
                Outcome::Stay
            }
            None => Outcome::Say(text::nothing_needs_attention(ctx.lang).to_owned()),
        }
    }
}

impl Tab for Work {
    fn title(&self, ctx: &Ctx) -> String {
        text::tab_work(ctx.lang).to_owned()
    }

    fn alarms(&self, ctx: &Ctx) -> usize {
        let dues = ctx.standing.dues();
        dues.partition_point(|due| due.on < ctx.standing.as_of)
    }

    fn show(&mut self, target: &Target, ctx: &Ctx) {
        if let Target::Work(side) = target {
            self.turn(*side, ctx);
        }
    }
}

impl Screen for Work {
    fn mode(&self) -> Mode {
        Mode::Page
    }

    fn refresh(&mut self, ctx: &Ctx) {
        self.beside.forget();
        self.asking = match (self.side, self.asking) {
            (_, Asking::Awaited | Asking::Outdated) => Asking::Outdated,
            (Side::Check(_), _) => Asking::Wanted,
            // What was found is of another register.
            (Side::Due(_), _) => {
                self.found = None;
                Asking::Settled
            }
        };
        self.choose(ctx);
    }

    fn asks(&mut self) -> Option<Wish> {
        (self.asking == Asking::Wanted).then(|| {
            self.asking = Asking::Awaited;
            Wish::Check
        })
    }

    fn checked(&mut self, found: &Arc<[Finding]>, ctx: &Ctx) {
        self.asking = if self.asking == Asking::Outdated { Asking::Wanted } else { Asking::Settled };
        self.found = Some(Arc::clone(found));
        self.choose(ctx);
    }

    fn record(&self) -> Option<(Kind, Id)> {
        self.here.clone()
    }

    fn shows_fields(&self, ctx: &Ctx) -> bool {
        ctx.area.width >= WIDE
    }

    fn unmasked(&mut self, _ctx: &Ctx) {
        self.beside.forget();
    }

    fn offers(&self, action: Action, _ctx: &Ctx) -> bool {
        let village = matches!(self.here, Some((Kind::Village, _)));
        match action {
            Action::Open | Action::Edit | Action::Procedure => self.here.is_some(),
            Action::Unify | Action::Plan => village,
            Action::Back => self.is_narrowed(),
            Action::Left | Action::Right | Action::QuickFilter | Action::Choose => true,
            Action::NextAttention | Action::PreviousAttention | Action::NextTab | Action::PreviousTab => true,
            Action::AsOf | Action::Help | Action::Quit => true,
            _ => false,
        }
    }

    fn act(&mut self, action: Action, ctx: &Ctx) -> Outcome {
        if self.scroll.act(action, self.rows.len(), self.height) {
            self.settle(ctx);
            return Outcome::Stay;
        }
        if let Some(backwards) = detail::direction(action) {
            return self.next_urgent(ctx, backwards);
        }
        match action {
            Action::Left => self.turn(Side::Due(None), ctx),
            Action::Right => self.turn(Side::Check(None), ctx),
            Action::QuickFilter => self.turn(self.side.narrowed(), ctx),
            Action::Back if self.unit.take().is_some() => self.choose(ctx),
            Action::Back if self.is_narrowed() => {
                let side =
                    if matches!(self.side, Side::Due(_)) { Side::Due(None) } else { Side::Check(None) };
                self.turn(side, ctx);
            }
            Action::Choose => {
                let title = Kind::Unit.label().of(ctx.lang);
                return Outcome::Open(Box::new(
                    Picker::new(title, Vec::new()).with_records(ctx, &[Kind::Unit]),
                ));
            }
            action => {
                let Some((kind, id)) = self.here.clone() else { return Outcome::Pass };
                let (asked, outcome) = detail::act_on(ctx, kind, &id, action);
                self.asked = asked;
                return outcome;
            }
        }
        Outcome::Stay
    }

    fn answered(&mut self, answer: Answer, ctx: &Ctx) -> Outcome {
        if let Some(asked) = self.asked.take() {
            let (asked, outcome) = detail::answered(ctx, asked, answer);
            self.asked = asked;
            return outcome;
        }
        if let Answer::Picked(unit) = answer {
            self.unit = Id::new(&unit).ok();
            self.scroll = Scroll::default();
            self.choose(ctx);
        }
        Outcome::Stay
    }

    fn draw(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) -> Option<Position> {
        if area.width < WIDE {
            return self.draw_list(ctx, frame.buffer_mut(), area);
        }
        let left = first(area, area.width * 3 / 5);
        let here = self.here.as_ref().map(|(kind, id)| (*kind, id));
        self.beside.draw(ctx, frame, after(area, left.width), here);
        self.draw_list(ctx, frame.buffer_mut(), left)
    }
}
