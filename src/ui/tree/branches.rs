//! The units as a tree: which stand under which, which branches are open, where the cursor is.
//!
//! The nodes are made once for each snapshot and date, the rows once for each opening, so that a key only moves
//! over what is there. Knows nothing of how a row looks.

use std::{collections::HashSet, sync::Arc};

use crate::{
    domain::{
        fold::Query,
        record::{Id, Kind},
        standing::Standing,
        unit::Unit,
    },
    keymap::Action,
    ui::Scroll,
};

/// A unit in the tree.
pub(super) struct Node {
    pub(super) id: Id,
    /// How many units it stands under.
    pub(super) depth: usize,
    /// How many nodes of those behind it stand under it.
    pub(super) below: usize,
    /// The fold of its name.
    folded: Arc<str>,
}

/// Every unit of the tree in its order, and the rows of those whose branches are open.
#[derive(Default)]
pub(super) struct Branches {
    nodes: Vec<Node>,
    open: HashSet<Id>,
    rows: Vec<usize>,
    scroll: Scroll,
}

impl Branches {
    /// Takes the trees of some units and of all under them that are wanted; the cursor stays on its unit.
    pub(super) fn set(&mut self, standing: &Standing, roots: Vec<&Unit>, wanted: &dyn Fn(&Unit) -> bool) {
        let current = self.current().cloned();
        self.nodes.clear();
        self.grow(standing, roots, wanted, &mut Vec::new());
        let place = current.and_then(|id| self.place_of(&id)).unwrap_or(0);
        self.go_to(place);
    }

    fn grow<'a>(
        &mut self,
        standing: &'a Standing,
        mut units: Vec<&'a Unit>,
        wanted: &dyn Fn(&Unit) -> bool,
        above: &mut Vec<&'a Id>,
    ) {
        let name = |unit: &Unit| standing.data.name(Kind::Unit, &unit.id).cloned().unwrap_or_default();
        units.retain(|unit| wanted(unit) && !above.contains(&&unit.id));
        units.sort_by_cached_key(|unit| (unit.kind, name(unit).key));
        for unit in units {
            let place = self.nodes.len();
            let (id, folded) = (unit.id.clone(), name(unit).folded);
            self.nodes.push(Node { id, depth: above.len(), below: 0, folded });
            above.push(&unit.id);
            self.grow(standing, standing.data.children(&unit.id).collect(), wanted, above);
            above.pop();
            self.nodes[place].below = self.nodes.len() - place - 1;
        }
    }

    /// The rows of the branches that are open, the cursor on a node that is one of them.
    fn lay_out(&mut self, current: usize) {
        self.rows.clear();
        let mut place = 0;
        while let Some(node) = self.nodes.get(place) {
            if place == current {
                self.scroll.cursor = self.rows.len();
            }
            self.rows.push(place);
            place += if self.open.contains(&node.id) { 1 } else { node.below + 1 };
        }
        self.scroll.cursor = self.scroll.cursor.min(self.rows.len().saturating_sub(1));
    }

    /// Whether there is no unit.
    pub(super) fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Every unit of the tree in its order.
    pub(super) fn ids(&self) -> Vec<Id> {
        self.nodes.iter().map(|node| node.id.clone()).collect()
    }

    /// The unit under the cursor.
    pub(super) fn current(&self) -> Option<&Id> {
        self.nodes.get(self.place()?).map(|node| &node.id)
    }

    /// The node under the cursor.
    pub(super) fn place(&self) -> Option<usize> {
        self.rows.get(self.scroll.cursor).copied()
    }

    /// The node of a unit.
    pub(super) fn place_of(&self, id: &Id) -> Option<usize> {
        self.nodes.iter().position(|node| node.id == *id)
    }

    /// The node under which one stands.
    fn above(&self, place: usize) -> Option<usize> {
        let depth = self.nodes.get(place)?.depth.checked_sub(1)?;
        (0..place).rev().find(|&before| self.nodes[before].depth == depth)
    }

    /// Puts the cursor on a node, with the branches open in which it is.
    pub(super) fn go_to(&mut self, place: usize) {
        let mut above = self.above(place);
        while let Some(branch) = above {
            self.open.insert(self.nodes[branch].id.clone());
            above = self.above(branch);
        }
        self.lay_out(place);
    }

    /// Moves over the rows; whether the command was a move.
    pub(super) fn act(&mut self, action: Action, page: usize) -> bool {
        self.scroll.act(action, self.rows.len(), page)
    }

    /// Opens the branch under the cursor.
    pub(super) fn open(&mut self) {
        let Some(place) = self.place() else { return };
        if self.open.insert(self.nodes[place].id.clone()) && self.nodes[place].below > 0 {
            self.lay_out(place);
        }
    }

    /// Closes the branch under the cursor, or goes to the unit above when it is closed.
    pub(super) fn close(&mut self) {
        let Some(place) = self.place() else { return };
        let closed = self.open.remove(&self.nodes[place].id) && self.nodes[place].below > 0;
        self.lay_out(if closed { place } else { self.above(place).unwrap_or(place) });
    }

    /// How many units there are, also in closed branches.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether the name of the unit at a place holds what is looked for.
    pub(super) fn hits(&self, standing: &Standing, query: &Query, place: usize) -> bool {
        self.nodes.get(place).is_some_and(|node| {
            let name = || standing.data.unit(&node.id).map(|unit| unit.name.as_str());
            query.may_match(&node.folded) && name().is_some_and(|name| query.matches(name, &node.folded))
        })
    }

    /// Brings the cursor into a view of some rows.
    pub(super) fn settle(&mut self, height: usize) {
        self.scroll.settle(self.rows.len(), height);
    }

    /// The rows from the first in view on: the node, whether the cursor is on it, and whether its branch is open.
    pub(super) fn in_view(&self) -> impl Iterator<Item = (&Node, bool, bool)> {
        let rows = self.rows.iter().enumerate().skip(self.scroll.top);
        rows.map(|(row, &place)| {
            let node = &self.nodes[place];
            (node, row == self.scroll.cursor, self.open.contains(&node.id))
        })
    }
}
