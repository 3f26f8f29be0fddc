//! An invented district to try the program on: "Hải Hà" as it may have stood in April 2018.
//!
//! From a size and a seed comes the same register on every machine; no clock, no environment, no file. Communes
//! and official totals are real, every person, village, card number and decision is invented, and the register
//! says so in its own words. Weights of names: `github.com/duyet/vietnamese-namedb`, MIT licence, © 2016–2025
//! Van-Duyet Le. The figures of the district are not written anywhere here: they come out of the dated terms
//! and events by the product's own rules. It knows nothing of how a register is stored or shown.

mod bodies;
mod books;
mod cell;
mod entry;
mod events;
mod former;
mod names;
mod people;
mod places;
mod random;
mod roll;
mod targets;
mod terms;
mod units;
mod village;

use jiff::civil::date;

use self::random::Random;
use crate::domain::{
    data::Data,
    date::Date,
    office::{Level, Office},
    record::{Described, Id, Kind, Record},
    unit::{Unit, UnitKind},
};

/// The day as of which the sample's figures are those of the district.
pub const TODAY: Date = date(2018, 4, 14);

/// The day on which the register was opened; what lies before is known from the members' files.
pub const OPENED: Date = date(2014, 1, 1);

/// Members of the district by default: "trên 2.700 đảng viên".
pub const MEMBERS: usize = 2_736;

/// From this size on the sample is a province with several districts, so that cells keep a natural size.
const PROVINCE: usize = 8_000;

/// Fewer would not fill one commune, more would run out of card numbers.
const SIZES: (usize, usize) = (40, 500_000);

/// Which sample is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spec {
    /// Members on [`TODAY`], kept between 40 and 500,000.
    pub members: usize,
    /// Another seed gives other people and villages with the same figures.
    pub seed: u64,
}

impl Default for Spec {
    fn default() -> Self {
        Self { members: MEMBERS, seed: 1 }
    }
}

/// Makes the sample.
pub fn district(spec: &Spec) -> Data {
    let members = spec.members.clamp(SIZES.0, SIZES.1);
    let districts = if members < PROVINCE { 1 } else { (members + MEMBERS / 2) / MEMBERS };
    let mut maker =
        Maker::new(spec.seed, office(if districts > 1 { Level::Province } else { Level::District }));
    let province = (districts > 1).then(|| maker.province());
    for number in 0..districts {
        let share = members / districts + usize::from(number < members % districts);
        let frame = units::frame(&mut maker, number, province.as_ref(), share);
        let mut roll = roll::roll(&mut maker, &frame, share);
        former::add(&mut maker, &frame, &mut roll, share);
        for person in &roll.people {
            people::put(&mut maker, &frame, person);
            events::put(&mut maker, &frame, person);
        }
        events::guests(&mut maker, &frame, share);
        village::terms(&mut maker, &frame, &roll);
        terms::put_all(&mut maker, &frame, &roll);
    }
    let mut data = maker.finish();
    let rated = if districts == 1 { targets::Rated::Yes } else { targets::Rated::No };
    targets::put(&mut data, spec.seed, rated);
    if districts == 1 {
        books::put(&mut data, spec.seed);
    }
    data
}

/// So many of a thing that a district of the default size has `of`; at least one.
fn scaled(of: usize, share: usize) -> usize {
    ((of * share + MEMBERS / 2) / MEMBERS).max(1)
}

fn office(level: Level) -> Office {
    let mut office = Office::blank(Id::office());
    let province = level == Level::Province;
    office.name =
        if province { "Ban Tổ chức Tỉnh ủy" } else { "Ban Tổ chức Huyện ủy Hải Hà" }.to_owned();
    office.level = level;
    office.parent_name = if province { "Trung ương" } else { "Tỉnh ủy Quảng Ninh" }.to_owned();
    office.place = if province { "Quảng Ninh" } else { "Hải Hà" }.to_owned();
    office.utc_offset = Some(7 * 60);
    office.holidays = holidays();
    office.note =
        "Dữ liệu giả lập để dùng thử: mọi người, thôn, số thẻ, số quyết định đều do máy đặt ra.".to_owned();
    office
}

/// Days off of 2018: new year, Tết, the Hùng kings, reunification, labour day, national day made up for.
fn holidays() -> Vec<Date> {
    let tet = (14..=20).map(|day| (2, day));
    [(1, 1)]
        .into_iter()
        .chain(tet)
        .chain([(4, 25), (4, 30), (5, 1), (9, 3)])
        .map(|(month, day)| date(2018, month, day))
        .collect()
}

/// Gathers the records, and gives out ids and numbers that occur only once.
struct Maker {
    random: Random,
    data: Data,
    /// Where the numbers of this seed begin.
    offset: usize,
    /// How many numbers were given out.
    given: usize,
    /// Histories with their owners, to be put in at the end.
    later: Vec<(Id, Box<dyn Record>)>,
}

impl Maker {
    fn new(seed: u64, office: Office) -> Self {
        let mut random = Random::new(seed);
        let offset = random.below(1_000_000);
        Self { random, data: Data::new(office), offset, given: 0, later: Vec::new() }
    }

    fn id(&mut self, kind: Kind) -> Id {
        let (high, low) = (self.random.bits().to_be_bytes(), self.random.bits().to_be_bytes());
        Id::from_random(kind, std::array::from_fn(|i| if i < 8 { high[i] } else { low[i - 8] }))
    }

    fn blank<T: Described>(&mut self) -> T {
        let id = self.id(T::KIND);
        T::blank(id)
    }

    fn put(&mut self, record: impl Record) {
        self.data.put(Box::new(record));
    }

    /// Puts in a record of somebody's or some body's history at the end.
    fn put_later(&mut self, owner: &Id, record: impl Record) {
        self.later.push((owner.clone(), Box::new(record)));
    }

    /// The histories go in owner by owner: the index of links is then filled in its own order, which at 100,000
    /// members saves a third of the time.
    fn finish(mut self) -> Data {
        self.later.sort_by(|a, b| a.0.cmp(&b.0));
        self.later.into_iter().for_each(|(_, record)| self.data.put(record));
        self.data
    }

    /// Six digits that no other member gets: steps that share no factor with a million meet all numbers.
    fn number(&mut self) -> usize {
        self.given += 1;
        (self.offset + self.given * 387_421) % 1_000_000
    }

    /// The top of a sample of several districts.
    fn province(&mut self) -> Id {
        let mut unit: Unit = self.blank();
        unit.code = "T".to_owned();
        unit.name = "Đảng bộ tỉnh (dữ liệu giả lập)".to_owned();
        unit.short_name = "Tỉnh".to_owned();
        unit.kind = UnitKind::SuperiorCommittee;
        let id = unit.id.clone();
        self.put(unit);
        id
    }
}
