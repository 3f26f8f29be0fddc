//! An office's own list, a workbook or a text table, brought into a register that is there already.
//!
//! The parts stand in the order in which a file goes through them. [`source`] makes a [`grid`] of cells out of
//! bytes and [`encoding`] Unicode out of old encodings; [`header`] finds the headings and what each row is, [`heading`]
//! knows what they mean; [`cell`], [`date`] and [`said`] read a row, [`naming`] knows the units it names; [`plan`]
//! holds what would become of every row as a value and gives one batch; [`look`] and [`review`] are what a screen shows
//! of a file and of a plan; [`rejects`] writes out what is to be mended. All of it is pure but [`learned`], which remembers headings. Nothing
//! is guessed: what cannot be read is left out and said.

mod catalogue;
pub mod cell;
pub mod date;
pub mod encoding;
mod event;
pub mod grid;
pub mod header;
pub mod heading;
pub mod issue;
pub mod learned;
pub mod look;
mod member;
pub mod naming;
mod person;
mod place;
pub mod plan;
pub mod rejects;
pub mod review;
pub mod said;
pub mod sentence;
pub mod source;
mod term;
pub mod view;
mod village;

pub use catalogue::Extra;

use std::sync::Arc;

use crate::domain::{
    data::Data,
    date::Date,
    office::Office,
    record::{Described, Id, Kind},
    standing::Standing,
};

/// What a list may be of: everything a register holds but whose it is.
pub const KINDS: &[Kind] = Kind::TABLES;

/// Takes any bytes through the whole way as every kind of list, for those who look for bytes that break it.
/// Whatever they are, it ends without a panic and within the limits of [`source`].
pub fn try_bytes(bytes: &[u8]) {
    let Ok((book, _)) = source::read(bytes, None) else { return };
    let book = Arc::new(book);
    let day: Date = jiff::civil::date(2018, 3, 31);
    let standing = Standing::new(Data::new(Office::blank(Id::office())), day);
    for &into in KINDS {
        let sheets = (0..book.sheets.len().min(3)).collect();
        let order = plan::Order { into, sheets, list: day, unit: None, taught: heading::Taught::default() };
        if let Ok(plan) = plan::Plan::make(Arc::clone(&book), &order, &standing, &|_, _| true) {
            let mut count = 0u64;
            let mut new_id = |kind| {
                count += 1;
                let [a, b, c, d, e, f, g, h] = count.to_be_bytes();
                Id::from_random(kind, [0, 0, a, b, c, d, e, f, g, h])
            };
            _ = standing.data.applied(&plan.batch(&standing, &mut new_id));
        }
    }
}
