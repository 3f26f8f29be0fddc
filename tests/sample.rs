//! The sample district: its figures by the product's rules, and the same counted again from bare JSON.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};

use chibo::{
    domain::{
        data::{Data, links_from},
        date::{Date, Month, months_later},
        edit::{Batch, Change},
        figure::Figure,
        record::{Id, Input, Kind},
        standing::{MemberState, Standing, VillageState},
        term::Post,
        unit::{Ending, UnitKind},
        village::Reason,
    },
    sample::{MEMBERS, Spec, TODAY, district},
};
use jiff::civil::date;
use serde_json::{Map, Value};

const KINDS: [Kind; 5] = [Kind::Unit, Kind::Village, Kind::Member, Kind::Term, Kind::Event];

fn sample(members: usize, seed: u64) -> Data {
    district(&Spec { members, seed })
}

fn figure(data: &Data, figure: Figure, on: Date) -> usize {
    figure.count(&Standing::new(data.clone(), on))
}

/// The headline figures of a date: direct units, members, probationary, overdue, villages, unified, admitted in 2017.
fn headline(data: &Data, on: Date) -> [usize; 7] {
    let standing = Standing::new(data.clone(), on);
    [
        Figure::UnitsDirect,
        Figure::Members,
        Figure::Probationary,
        Figure::ProbationOver,
        Figure::Villages,
        Figure::Unified,
        Figure::AdmittedIn(2017),
    ]
    .map(|f| f.count(&standing))
}

#[test]
fn the_figures_of_april_2018_come_out_of_terms_and_events_for_any_seed() {
    for seed in 1..=4 {
        let data = sample(MEMBERS, seed);
        assert_eq!(headline(&data, TODAY), [46, 2_736, 120, 3, 118, 116, 123], "seed {seed}");
        assert_eq!(
            [2014, 2015, 2016, 2018].map(|year| figure(&data, Figure::AdmittedIn(year), TODAY)),
            [96, 104, 112, 28]
        );
    }
}

#[test]
fn print() {
    let data = sample(MEMBERS, 1);
    for on in [
        date(2013, 12, 31),
        date(2014, 1, 1),
        date(2014, 12, 31),
        date(2015, 12, 31),
        date(2016, 12, 31),
        date(2017, 12, 31),
        date(2018, 3, 14),
        TODAY,
    ] {
        println!("{on} {:?}", headline(&data, on));
    }
    for kind in KINDS {
        println!("{kind:?} {}", data.count(kind));
    }
}
