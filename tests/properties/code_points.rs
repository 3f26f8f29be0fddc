//! Every character there is, in a name: what a page of its record puts into the cells of a screen.

use std::{collections::HashSet, sync::Arc};

use chibo::{
    domain::{
        data::Data,
        member::Member,
        record::{Described, Id, Kind},
        standing::Standing,
        words::Lang,
    },
    keymap::{Keymap, Preset},
    ui::{
        Ctx, detail,
        page::{Focus, Page},
        theme::{Palette, Theme},
    },
};
use ratatui::{buffer::Buffer, layout::Rect};

use super::keys::clean;
use crate::common::{DAY, district};

#[test]
fn no_character_in_a_name_reaches_a_cell_as_more_than_a_sign() {
    const TOGETHER: usize = 250;
    let all: Vec<char> = (char::MIN..=char::MAX).collect();
    let mut data = Data::new((*district().office).clone());
    let ids: Vec<Id> =
        (0..all.len().div_ceil(TOGETHER)).map(|n| Id::new(&format!("m{n}")).unwrap()).collect();
    for (id, part) in ids.iter().zip(all.chunks(TOGETHER)) {
        let mut member = Member::blank(id.clone());
        member.name = part.iter().collect();
        data.put(Box::new(member));
    }
    let standing = Arc::new(Standing::new(data, DAY));
    let (theme, keys) = (Theme::unicode(Palette::Basic), Keymap::new(Preset::Office));
    let new_id = |_: Kind| Id::new("x").unwrap();
    let area = Rect::new(0, 0, 250, 14);
    let permit = chibo::domain::permit::Permit::everything();
    let ctx = Ctx {
        standing: &standing,
        lang: Lang::Vi,
        theme: &theme,
        keys: &keys,
        today: DAY,
        area,
        revealed: None,
        new_id: &new_id,
        permit: &permit,
    };
    let mut seen = HashSet::new();
    for id in &ids {
        let mut page = Page::default();
        page.set(detail::lines(&ctx, Kind::Member, id));
        let mut buffer = Buffer::empty(area);
        page.draw(&ctx, &mut buffer, area, Focus::Here);
        assert_eq!(clean(&buffer), Ok(()), "{id}");
        seen.extend(buffer.content().iter().flat_map(|cell| cell.symbol().chars()));
    }
    // Most of what is a letter or a sign was really there to be seen.
    println!("{} of {} characters", seen.len(), all.len());
    assert!(seen.len() > 100_000, "{}", seen.len());
}
