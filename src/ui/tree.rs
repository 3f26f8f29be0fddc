//! The tab of units: a tree with the members counted up, and the unit under the cursor beside it.
//!
//! The tree is built anew only when the register, the date or the width changes. Closed units are left out
//! unless they are asked for.

use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::Line,
    widgets::StatefulWidget,
};
use tui_tree_widget::{Tree, TreeItem, TreeState};

use super::{
    Answer, Ctx, Outcome, Screen, Scroll, Target, after,
    browse::WIDE,
    detail::{self, Asked},
    first,
    page::{Backwards, Page, draw_beside},
    picker::Picker,
    put, row,
    theme::Role,
};
use crate::{
    domain::{
        figure::Figure,
        fold::{self, Query},
        record::{Id, Kind},
        unit::Unit,
    },
    keymap::{Action, Code, Key, Mode},
    text::{self, shown},
};

/// The tab of units.
pub struct Units {
    items: Vec<TreeItem<'static, Id>>,
    state: TreeState<Id>,
    /// Every unit of the tree in its order: the way to it, its name, the name folded.
    order: Vec<(Vec<Id>, String, String)>,
    with_closed: bool,
    figure: Option<Figure>,
    finding: String,
    words: String,
    width: u16,
    beside: Page,
    beside_of: Option<Id>,
    asking: Option<Asked>,
    /// Whether a unit to go to is being picked.
    jumping: bool,
    height: usize,
}

impl Default for Units {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            state: TreeState::default(),
            order: Vec::new(),
            with_closed: false,
            figure: None,
            finding: String::new(),
            words: String::new(),
            width: 0,
            beside: Page::default(),
            beside_of: None,
            asking: None,
            jumping: false,
            height: 1,
        }
    }
}

impl Units {
    fn current(&self) -> Option<&Id> {
        self.state.selected().last()
    }

    fn build(&mut self, ctx: &Ctx) {
        self.width = tree_width(ctx.area.width);
        self.beside_of = None;
        self.order.clear();
        let mut roots: Vec<&Unit> = ctx.standing.data.roots().collect();
        if let Some(figure) = self.figure {
            let wanted = figure.ids(ctx.standing);
            roots = wanted.iter().filter_map(|id| ctx.standing.data.unit(id)).collect();
        }
        self.items = self.branch(ctx, roots, &[]);
        let here =
            self.current().is_some_and(|id| self.order.iter().any(|(path, ..)| path.last() == Some(id)));
        if let Some((path, ..)) = self.order.first().filter(|_| !here) {
            let path = path.clone();
            if self.figure.is_none() {
                self.state.open(path.clone());
            }
            self.state.select(path);
        }
    }

    /// The branches under a unit; members' counts stand in a column at the right.
    fn branch(&mut self, ctx: &Ctx, mut units: Vec<&Unit>, above: &[Id]) -> Vec<TreeItem<'static, Id>> {
        let standing = ctx.standing;
        let with_closed = self.with_closed;
        let depth = above.len();
        units.retain(|u| (with_closed || standing.unit(&u.id).active) && !above.contains(&u.id));
        units.sort_by_cached_key(|u| (u.kind, fold::sort_key(&u.name)));
        let mut items = Vec::new();
        for unit in units {
            let mut path = above.to_vec();
            path.push(unit.id.clone());
            self.order.push((path.clone(), unit.name.clone(), fold::fold(&unit.name)));
            let children = self.branch(ctx, standing.data.children(&unit.id).collect(), &path);
            let words = self.words_of(ctx, unit, depth);
            items.extend(TreeItem::new(unit.id.clone(), words, children));
        }
        items
    }

    fn words_of(&self, ctx: &Ctx, unit: &Unit, depth: usize) -> Line<'static> {
        const COUNTS: usize = 16;
        let count = ctx.standing.unit(&unit.id);
        let room = usize::from(self.width).saturating_sub(COUNTS + 5 + 2 * depth);
        let name = shown::pad(&shown::shown(&unit.name), room);
        let figure = |n| text::figure(n, ctx.lang);
        let members = shown::pad_left(&figure(count.all.members()), 8);
        let probationary = shown::pad_left(&figure(count.all.probationary), 8);
        let role = if count.active { Role::Plain } else { Role::Dim };
        Line::styled(format!("{name}{members}{probationary}"), ctx.theme.style(role))
    }

    /// Moves over the open branches; the tree's own moves need a frame drawn between any two keys.
    fn move_by(&mut self, action: Action) -> bool {
        let rows: Vec<Vec<Id>> =
            self.state.flatten(&self.items).into_iter().map(|flat| flat.identifier).collect();
        let cursor = rows.iter().position(|path| path == self.state.selected()).unwrap_or(0);
        let mut scroll = Scroll { cursor, top: 0 };
        let moved = scroll.act(action, rows.len(), self.height.saturating_sub(1));
        if let Some(path) = rows.into_iter().nth(scroll.cursor).filter(|_| moved) {
            self.state.select(path);
        }
        moved
    }

    fn go_to(&mut self, path: &[Id]) {
        for length in 1..path.len() {
            self.state.open(path[..length].to_vec());
        }
        self.state.select(path.to_vec());
    }

    fn find(&mut self, backwards: Backwards, from_here: bool) -> bool {
        let query = Query::new(&self.finding);
        let count = self.order.len();
        if query.is_empty() || count == 0 {
            return false;
        }
        let here = self.order.iter().position(|(path, ..)| path.last() == self.current()).unwrap_or(0);
        let start = usize::from(!from_here);
        let hit = (start..count + start)
            .map(|step| match backwards {
                Backwards::No => (here + step) % count,
                Backwards::Yes => (here + count - step % count) % count,
            })
            .find(|&p| query.matches(&self.order[p].1, &self.order[p].2));
        if let Some(place) = hit {
            let path = self.order[place].0.clone();
            self.go_to(&path);
        }
        self.words.clone_from(&self.finding);
        hit.is_some()
    }

    /// Goes to the first hit from here; says so when there is none.
    fn find_here(&mut self, ctx: &Ctx) -> Outcome {
        if self.find(Backwards::No, true) || self.finding.is_empty() {
            Outcome::Stay
        } else {
            Outcome::Say(text::not_found(ctx.lang, &self.finding))
        }
    }

    fn next_hit(&mut self, ctx: &Ctx, backwards: Backwards) -> Outcome {
        if self.finding.is_empty() {
            self.finding.clone_from(&self.words);
        }
        if self.find(backwards, false) {
            Outcome::Stay
        } else {
            Outcome::Say(text::not_found(ctx.lang, &self.finding))
        }
    }

    fn describe(&self, ctx: &Ctx) -> String {
        let mut words = match self.figure {
            Some(figure) => {
                format!("{} · {}", detail::figure_words(figure, ctx.lang), figure.count(ctx.standing))
            }
            None => detail::count_words(ctx.standing.total(), ctx.lang),
        };
        if self.with_closed {
            words = format!("{words} · {}", text::with_closed(ctx.lang));
        }
        if !self.finding.is_empty() {
            words = format!("{} {} · {words}", text::find_label(ctx.lang), self.finding);
        }
        words
    }
}

fn tree_width(width: u16) -> u16 {
    if width >= WIDE { width / 2 } else { width }
}

impl Screen for Units {
    fn title(&self, ctx: &Ctx) -> String {
        Kind::Unit.label().of(ctx.lang).to_owned()
    }

    fn mode(&self) -> Mode {
        Mode::List
    }

    fn refresh(&mut self, ctx: &Ctx) {
        self.build(ctx);
    }

    fn is_finding(&self) -> bool {
        !self.finding.is_empty()
    }

    fn show(&mut self, target: &Target, ctx: &Ctx) {
        match target {
            Target::Figure(figure) => {
                self.figure = Some(*figure);
                self.state = TreeState::default();
                self.build(ctx);
                self.move_by(Action::Top);
            }
            Target::Record(_, id) | Target::MembersOf(id) => {
                self.figure = None;
                self.build(ctx);
                let path =
                    self.order.iter().find(|(path, ..)| path.last() == Some(id)).map(|(p, ..)| p.clone());
                path.iter().for_each(|path| self.go_to(path));
            }
        }
    }

    fn offers(&self, action: Action, _ctx: &Ctx) -> bool {
        match action {
            Action::Back => self.is_finding() || self.figure.is_some(),
            Action::Open | Action::Edit | Action::Delete | Action::Appoint | Action::EndTerm => {
                self.current().is_some()
            }
            Action::Unify | Action::Plan | Action::AttentionFirst => false,
            Action::NextAttention | Action::PreviousAttention | Action::Sort | Action::Mark => false,
            Action::MarkAll | Action::Save | Action::NextField | Action::PreviousField | Action::Choose => {
                false
            }
            _ => true,
        }
    }

    fn act(&mut self, action: Action, ctx: &Ctx) -> Outcome {
        if self.move_by(action) {
            return Outcome::Stay;
        }
        match action {
            Action::Left => _ = self.state.key_left(),
            Action::Right => _ = self.state.key_right(),
            Action::NextHit => return self.next_hit(ctx, Backwards::No),
            Action::PreviousHit => return self.next_hit(ctx, Backwards::Yes),
            Action::QuickFilter => {
                self.with_closed = !self.with_closed;
                self.build(ctx);
            }
            Action::Find => {
                self.jumping = true;
                let picker = Picker::new(Action::Find.label().of(ctx.lang), Vec::new());
                return Outcome::Open(Box::new(picker.with_records(ctx, &[Kind::Unit])));
            }
            Action::Back => {
                if !std::mem::take(&mut self.finding).is_empty() {
                    return Outcome::Stay;
                }
                if self.figure.take().is_none() {
                    return Outcome::Pass;
                }
                self.build(ctx);
            }
            action => {
                let Some(id) = self.current().cloned() else {
                    return if action == Action::New {
                        detail::new_record(ctx, Kind::Unit, None)
                    } else {
                        Outcome::Pass
                    };
                };
                if action == Action::New {
                    return detail::new_record(ctx, Kind::Unit, Some(&id));
                }
                let (asked, outcome) = detail::act_on(ctx, Kind::Unit, &id, action);
                self.asking = asked;
                self.jumping = false;
                return outcome;
            }
        }
        Outcome::Stay
    }

    fn typed(&mut self, key: Key, ctx: &Ctx) -> Outcome {
        match (key.typed(), key.code) {
            (Some(letter), _) if !ctx.keys.letters_are_commands() || self.is_finding() => {
                self.finding.push(letter);
                self.finding = fold::nfc(&self.finding).into_owned();
                self.find_here(ctx)
            }
            (None, Code::Backspace) if self.is_finding() => {
                self.finding.pop();
                self.find_here(ctx)
            }
            _ => Outcome::Pass,
        }
    }

    fn answered(&mut self, answer: Answer, ctx: &Ctx) -> Outcome {
        if let (true, Answer::Picked(id)) = (std::mem::take(&mut self.jumping), &answer) {
            let id = Id::new(id).ok();
            self.with_closed |= id.as_ref().is_some_and(|id| !ctx.standing.unit(id).active);
            id.into_iter().for_each(|id| self.show(&Target::Record(Kind::Unit, id), ctx));
            return Outcome::Stay;
        }
        let Some(asked) = self.asking.take() else { return Outcome::Stay };
        let (asked, outcome) = detail::answered(ctx, asked, answer);
        self.asking = asked;
        outcome
    }

    fn draw(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) -> Option<Position> {
        if self.width != tree_width(area.width) {
            self.build(ctx);
        }
        let left = first(area, self.width);
        put(ctx, frame.buffer_mut(), row(left, 0), &self.describe(ctx), Role::Dim);
        let heads =
            format!("{:>8}{:>8}", text::column_members(ctx.lang), text::column_probationary(ctx.lang));
        let at = after(row(left, 1), left.width.saturating_sub(17));
        put(ctx, frame.buffer_mut(), at, &heads, Role::Label);
        let body = Rect { y: left.y + 2, height: left.height.saturating_sub(2), ..left };
        self.height = usize::from(body.height.max(1));
        let signs = ctx.theme.signs;
        if let Ok(tree) = Tree::new(&self.items) {
            let tree = tree
                .highlight_style(ctx.theme.style(Role::Selected))
                .highlight_symbol(signs.cursor)
                .node_closed_symbol("+ ")
                .node_open_symbol("- ")
                .node_no_children_symbol("  ");
            StatefulWidget::render(tree, body, frame.buffer_mut(), &mut self.state);
        }
        if area.width >= WIDE {
            self.draw_beside(ctx, frame, after(area, left.width));
        }
        let rows = self.state.flatten(&self.items);
        let place = rows.iter().position(|flat| flat.identifier == self.state.selected());
        let line = place.and_then(|p| u16::try_from(p.saturating_sub(self.state.get_offset())).ok());
        line.map(|line| Position::new(body.x, body.y + line.min(body.height.saturating_sub(1))))
    }
}

impl Units {
    fn draw_beside(&mut self, ctx: &Ctx, frame: &mut Frame, area: Rect) {
        let current = self.current().cloned();
        if self.beside_of != current {
            self.beside = Page::default();
            self.beside
                .set(current.as_ref().map(|id| detail::lines(ctx, Kind::Unit, id)).unwrap_or_default());
            self.beside_of = current;
        }
        draw_beside(ctx, frame, area, &mut self.beside);
    }
}
