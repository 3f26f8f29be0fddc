//! The tabs: which there are, which is in view, and which have seen the register as it is now.
//!
//! A tab is made anew when it comes into view after the register changed, not before, so that going from
//! tab to tab costs nothing while nothing changes.

use crate::{
    domain::record::Kind,
    ui::{
        Ctx, Tab, books::Books, browse::Browse, overview::Overview, reports::Reports, tree::Units, work::Work,
    },
};

struct Kept {
    tab: Box<dyn Tab>,
    /// The look it was last made for.
    made_for: u64,
}

/// The tabs.
pub(super) struct Tabs {
    tabs: Vec<Kept>,
    current: usize,
    /// Counts looks of the register: other data, another date, another language.
    look: u64,
}

impl Tabs {
    /// The number of the tab of reports.
    pub(super) const REPORTS: usize = 4;

    /// The number of the tab of books.
    pub(super) const BOOKS: usize = 5;

    /// The number of the tab of work.
    pub(super) const WORK: usize = 6;

    /// All tabs, the first in view. A new tab of a known kind is one line here.
    pub(super) fn new() -> Self {
        let tabs: [Box<dyn Tab>; 7] = [
            Box::new(Overview::default()),
            Box::new(Units::default()),
            Box::new(Browse::new(Kind::Member)),
            Box::new(Browse::new(Kind::Village)),
            Box::new(Reports::default()),
            Box::new(Books::default()),
            Box::new(Work::default()),
        ];
        let tabs = tabs.into_iter().map(|tab| Kept { tab, made_for: 0 }).collect();
        Self { tabs, current: 0, look: 0 }
    }

    /// The tab that shows records of a kind.
    pub(super) fn of_kind(kind: Kind) -> usize {
        match kind {
            Kind::Unit => 1,
            Kind::Member => 2,
            Kind::Village => 3,
            _ => 0,
        }
    }

    /// The kind of the tab in view; members where it has none of its own.
    pub(super) fn kind(&self) -> Kind {
        let shown = [Kind::Unit, Kind::Village].into_iter();
        shown.into_iter().find(|kind| Self::of_kind(*kind) == self.current).unwrap_or(Kind::Member)
    }

    /// The number of the tab in view.
    pub(super) fn number(&self) -> usize {
        self.current
    }

    /// The tab in view.
    pub(super) fn current(&self) -> &dyn Tab {
        self.tabs[self.current].tab.as_ref()
    }

    /// The tab in view, to be acted on.
    pub(super) fn current_mut(&mut self) -> &mut dyn Tab {
        self.tabs[self.current].tab.as_mut()
    }

    /// Every tab with whether it is in view.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&dyn Tab, bool)> {
        self.tabs.iter().enumerate().map(|(number, kept)| (kept.tab.as_ref(), number == self.current))
    }

    /// The number of the next tab, or of the one before.
    pub(super) fn beside(&self, step: isize) -> usize {
        let count = self.tabs.len();
        (self.current + count).wrapping_add_signed(step) % count
    }

    /// Brings a tab into view.
    pub(super) fn go_to(&mut self, tab: usize, ctx: &Ctx) {
        self.current_mut().left();
        self.current = tab.min(self.tabs.len() - 1);
        self.freshen(ctx);
    }

    /// The register looks another way.
    pub(super) fn renew(&mut self, ctx: &Ctx) {
        self.look += 1;
        self.freshen(ctx);
    }

    fn freshen(&mut self, ctx: &Ctx) {
        let kept = &mut self.tabs[self.current];
        if std::mem::replace(&mut kept.made_for, self.look) != self.look {
            kept.tab.refresh(ctx);
        }
    }
}
