//! The commands by name, as things to pick: all of them, or as a menu only those that do something here.

use super::{Ctx, picker::Item};
use crate::{keymap::Action, text::shown};

/// Commands that only move about in what is seen; nobody looks for them by name.
fn is_move(action: Action) -> bool {
    matches!(
        action,
        Action::Up
            | Action::Down
            | Action::Left
            | Action::Right
            | Action::PageUp
            | Action::PageDown
            | Action::Top
            | Action::Bottom
            | Action::NextField
            | Action::PreviousField
            | Action::Palette
            | Action::Menu
            | Action::Accept
    )
}

/// The commands that are offered, each with its key.
pub fn commands(ctx: &Ctx, offered: impl Fn(Action) -> bool) -> Vec<Item> {
    const KEYS: usize = 12;
    let named = (0usize..).zip(Action::ALL).filter(|(_, action)| !is_move(**action) && offered(**action));
    named
        .map(|(place, action)| {
            let key = ctx.keys.key_of(*action).unwrap_or_default();
            Item::new(
                &place.to_string(),
                &format!("{}{}", shown::pad(key, KEYS), action.label().of(ctx.lang)),
            )
        })
        .collect()
}

/// The command of a picked value.
pub fn command(picked: &str) -> Option<Action> {
    picked.parse::<usize>().ok().and_then(|place| Action::ALL.get(place).copied())
}
