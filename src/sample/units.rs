//! The frame of a district: its units and villages, and how many members each cell shall have.
//!
//! Knows no persons. Smaller samples get fewer communes, villages and bodies, so that cells stay alive.

use jiff::civil::date;

use super::{
    Maker, bodies,
    cell::{Cell, LEAST, MOST_OF_GRASSROOTS_CELL, Milieu, founded, org_type},
    places::{self, Land, Names},
    village::{Plan, lower_first, village_word},
};
use crate::domain::{
    date::{Date, PartialDate},
    record::Id,
    unit::{Ending, OrgType, Unit, UnitKind},
};

/// A grassroots committee with its cells, by their places in the frame.
#[derive(Debug, Clone)]
pub(super) struct Committee {
    pub(super) id: Id,
    pub(super) commune: Option<usize>,
    pub(super) cells: Vec<usize>,
}

/// A commune: code, name and how it lies.
#[derive(Debug, Clone)]
pub(super) struct Commune {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) land: Land,
    villages: usize,
}

/// All that stands before the first member comes in.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) root: Id,
    /// "huyện Hải Hà".
    pub(super) district: String,
    pub(super) communes: Vec<Commune>,
    pub(super) committees: Vec<Committee>,
    pub(super) cells: Vec<Cell>,
    pub(super) plans: Vec<Plan>,
    /// Thousandths of the full frame.
    scale: usize,
    direct: usize,
}

/// From this many members on the frame is full: 46 units, 118 villages.
const FULL: usize = 1_800;
/// Communes whose office cell was closed in 2017.
const OFFICE_CELLS_CLOSED: usize = 12;
/// Members of those cells in a district of the default size.
const OFFICERS: usize = 126;
/// When the merged agencies were announced.
pub(super) const MERGED_ON: Date = date(2018, 3, 15);

/// Makes the frame of the n-th district with so many members, and puts its units into the register.
pub(super) fn frame(maker: &mut Maker, number: usize, above: Option<&Id>, members: usize) -> Frame {
    let mut names = Names::new(&mut maker.random);
    let name = if number == 0 { "Hải Hà".to_owned() } else { names.commune() };
    let scale = (members * 1000 / FULL).min(1000);
    let root = root(maker, number, &name, above);
    let communes = communes(number, scale, &mut names);
    let district = format!("huyện {name}");
    let mut frame = Frame {
        root,
        district,
        communes,
        committees: Vec::new(),
        cells: Vec::new(),
        plans: Vec::new(),
        scale,
        direct: 0,
    };
    for commune in 0..frame.communes.len() {
        frame.add_commune(maker, commune, &mut names, members);
    }
    frame.add_bodies(maker);
    frame.share_out(members);
    super::village::plan(&mut maker.random, &mut frame);
    frame
}

fn root(maker: &mut Maker, number: usize, name: &str, above: Option<&Id>) -> Id {
    let mut unit: Unit = maker.blank();
    unit.code = if above.is_some() { format!("H{:02}", number + 1) } else { "HU".to_owned() };
    unit.name = format!("Đảng bộ huyện {name} (dữ liệu giả lập)");
    unit.short_name = name.to_owned();
    unit.parent = above.cloned();
    unit.kind = UnitKind::SuperiorCommittee;
    unit.founded = Some(PartialDate::Year(1946));
    unit.note = "Dữ liệu giả lập".to_owned();
    let id = unit.id.clone();
    maker.put(unit);
    id
}

/// The communes of the first district are real ones; those of further districts are invented.
fn communes(number: usize, scale: usize, names: &mut Names) -> Vec<Commune> {
    let few = portion(places::COMMUNES.len(), scale);
    let wanted = portion(places::VILLAGES, scale);
    let listed: usize = places::COMMUNES[..few].iter().map(|c| c.3).sum();
    let mut communes: Vec<Commune> = places::COMMUNES[..few]
        .iter()
        .enumerate()
        .map(|(i, &(code, name, land, villages))| Commune {
            code: if number == 0 { code.to_owned() } else { format!("9{:04}", number * 20 + i) },
            name: if number == 0 { name.to_owned() } else { names.commune() },
            land,
            villages: (villages * wanted / listed).max(1),
        })
        .collect();
    let missing = wanted.saturating_sub(communes.iter().map(|c| c.villages).sum());
    for i in 0..missing {
        communes[i % few].villages += 1;
    }
    communes
}

/// So many thousandths of a number, at least one.
fn portion(of: usize, scale: usize) -> usize {
    (of * scale).div_ceil(1000).max(1)
}

impl Commune {
    /// "xã Quảng Đức".
    pub(super) fn title(&self) -> String {
        format!("{} {}", if self.land == Land::Town { "thị trấn" } else { "xã" }, self.name)
    }
}

impl Frame {
    fn add_commune(&mut self, maker: &mut Maker, place: usize, names: &mut Names, members: usize) {
        let commune = self.communes[place].clone();
        let title = commune.title();
        let kind = self.org_type_in(place, Milieu::Village);
        let mut unit = self.direct(maker, &title, UnitKind::GrassrootsCommittee, kind);
        unit.commune.clone_from(&commune.code);
        unit.short_name.clone_from(&commune.name);
        let committee = self.committee(maker, unit, Some(place));
        for _ in 0..commune.villages {
            let (kind, name) = names.village(commune.land);
            let full = format!("{} {name}", village_word(kind));
            let cell = self.cell(maker, committee, &lower_first(&full), Milieu::Village);
            self.plans.push(Plan::new(kind, full, committee, cell));
        }
        let schools = if self.scale < 300 { 1 } else { 3 };
        for school in ["Tiểu học", "THCS", "Mầm non"].into_iter().take(schools) {
            self.cell(maker, committee, &format!("Trường {school} {}", commune.name), Milieu::School);
        }
        if self.scale >= 300 {
            self.cell(maker, committee, &format!("Quân sự {title}"), Milieu::Militia);
        }
        if self.scale >= 300 && commune.villages >= 6 {
            self.cell(maker, committee, &format!("Trạm Y tế {}", commune.name), Milieu::Health);
        }
        let closing = portion(OFFICE_CELLS_CLOSED, self.scale).min(self.communes.len() - 1).max(1);
        let closed_here = if self.communes.len() == 1 { place == 0 } else { (1..=closing).contains(&place) };
        if closed_here {
            self.add_office_cell(maker, committee, place, closing, members);
        }
    }

    /// The cell of a commune's officers, which was dissolved in 2017 so that they meet in the villages.
    fn add_office_cell(
        &mut self,
        maker: &mut Maker,
        committee: usize,
        place: usize,
        cells: usize,
        members: usize,
    ) {
        let name = format!("cơ quan xã {}", self.communes[place].name);
        let on = maker.random.day(date(2017, 3, 6), date(2017, 10, 27));
        let cell = self.cell(maker, committee, &name, Milieu::CommuneOffice);
        let all = super::scaled(OFFICERS, members).max(cells * LEAST);
        let turn = place.saturating_sub(1);
        self.cells[cell].weight = 0;
        self.cells[cell].size = all / cells + usize::from(turn < all % cells);
        self.cells[cell].closed = Some((on, None));
        let decision = format!("{}-QĐ/HU", 210 + on.day_of_year());
        let id = self.cells[cell].id.clone();
        self.close(maker, &id, on, Ending::Dissolved, &decision, None);
    }

    fn add_bodies(&mut self, maker: &mut Maker) {
        let mut wanted = portion(1 + bodies::COMMITTEES.len() + bodies::CELLS.len(), self.scale);
        let (name, milieu, cells) = bodies::PARTY_OFFICES;
        let party = self.add_committee(maker, name, milieu, cells);
        wanted -= 1;
        let committees = wanted.min(bodies::COMMITTEES.len() * self.scale / 1000);
        for (name, milieu, cells) in bodies::COMMITTEES.iter().take(committees) {
            let committee = self.add_committee(maker, name, *milieu, cells);
            if committee == party + 1 && self.scale == 1000 {
                self.add_mergers(maker, party, committee);
            }
        }
        for &(name, milieu, size) in bodies::CELLS.iter().take(wanted - committees) {
            self.add_grassroots_cell(maker, name, milieu, size.filter(|_| self.scale == 1000));
        }
    }

    fn add_committee(&mut self, maker: &mut Maker, name: &str, milieu: Milieu, cells: &[&str]) -> usize {
        let unit = self.direct(maker, name, UnitKind::GrassrootsCommittee, org_type(milieu));
        let committee = self.committee(maker, unit, None);
        for cell in cells.iter().take(portion(cells.len(), self.scale).max(2)) {
            self.cell(maker, committee, cell, milieu);
        }
        committee
    }

    fn add_grassroots_cell(&mut self, maker: &mut Maker, name: &str, milieu: Milieu, size: Option<usize>) {
        let mut unit = self.direct(maker, name, UnitKind::GrassrootsCell, org_type(milieu));
        unit.name = format!("Chi bộ {name}");
        let mut cell = Cell::new(&unit, name, milieu, Land::Town, None);
        cell.fixed = size.is_some();
        cell.size = size.unwrap_or(0);
        cell.most = MOST_OF_GRASSROOTS_CELL;
        maker.put(unit);
        self.cells.push(cell);
    }

    fn add_mergers(&mut self, maker: &mut Maker, party: usize, state: usize) {
        for (turn, (old, new)) in bodies::MERGERS.iter().enumerate() {
            let new = self.committees[party].cells[*new];
            self.cells[new].founded = Some(MERGED_ON);
            self.amend(maker, new, |unit| unit.founded = Some(PartialDate::Day(MERGED_ON)));
            for (name, side) in old {
                let cell = self.cell(maker, [party, state][*side], name, Milieu::Party);
                self.cells[cell].weight = 0;
                self.cells[cell].closed = Some((MERGED_ON, Some(new)));
                let (id, into) = (self.cells[cell].id.clone(), self.cells[new].id.clone());
                let decision = format!("{}-QĐ/HU", 618 + turn);
                self.close(maker, &id, MERGED_ON, Ending::Merged, &decision, Some(into));
            }
        }
    }

    /// A unit directly under the district, not yet in the register.
    fn direct(&mut self, maker: &mut Maker, name: &str, kind: UnitKind, org_type: OrgType) -> Unit {
        self.direct += 1;
        let mut unit: Unit = maker.blank();
        unit.code = format!("{:02}", self.direct);
        unit.name = format!("Đảng bộ {name}");
        unit.parent = Some(self.root.clone());
        unit.kind = kind;
        unit.org_type = Some(org_type);
        unit.founded = founded(maker);
        unit
    }

    fn committee(&mut self, maker: &mut Maker, unit: Unit, commune: Option<usize>) -> usize {
        self.committees.push(Committee { id: unit.id.clone(), commune, cells: Vec::new() });
        maker.put(unit);
        self.committees.len() - 1
    }

    /// A cell under a committee, put into the register.
    fn cell(&mut self, maker: &mut Maker, committee: usize, name: &str, milieu: Milieu) -> usize {
        let place = self.cells.len();
        let Committee { id, commune, cells } = &mut self.committees[committee];
        cells.push(place);
        let (above, number, commune) = (id.clone(), cells.len(), *commune);
        let mut unit: Unit = maker.blank();
        unit.code = maker.data.unit(&above).map(|u| format!("{}.{number:02}", u.code)).unwrap_or_default();
        unit.name = format!("Chi bộ {name}");
        unit.parent = Some(above);
        unit.kind = UnitKind::Cell;
        unit.org_type = Some(commune.map_or(org_type(milieu), |c| self.org_type_in(c, milieu)));
        unit.commune = commune.map(|c| self.communes[c].code.clone()).unwrap_or_default();
        unit.founded = founded(maker);
        let land = commune.map_or(Land::Town, |c| self.communes[c].land);
        let mut cell = Cell::new(&unit, name, milieu, land, commune);
        cell.weight = cell.weight * maker.random.between(80, 125) / 100;
        self.cells.push(cell);
        maker.put(unit);
        place
    }

    fn org_type_in(&self, commune: usize, milieu: Milieu) -> OrgType {
        match (milieu, self.communes[commune].land) {
            (Milieu::School | Milieu::Health, _) => OrgType::PublicService,
            (_, Land::Town) => OrgType::Township,
            (_, Land::Plain | Land::Foothills | Land::Upland) => OrgType::Commune,
        }
    }

    fn amend(&self, maker: &mut Maker, cell: usize, change: impl FnOnce(&mut Unit)) {
        if let Some(mut unit) = maker.data.unit(&self.cells[cell].id).cloned() {
            change(&mut unit);
            maker.put(unit);
        }
    }

    fn close(&self, maker: &mut Maker, id: &Id, on: Date, how: Ending, decision: &str, into: Option<Id>) {
        if let Some(mut unit) = maker.data.unit(id).cloned() {
            unit.closed_on = Some(on);
            unit.closed_how = Some(how);
            unit.closed_decision = format!("{decision} ngày {}/{}/{}", on.day(), on.month(), on.year());
            unit.closed_into = into;
            maker.put(unit);
        }
    }

    /// Gives every open cell its size, so that all together have exactly so many members.
    fn share_out(&mut self, members: usize) {
        let open: Vec<usize> = (0..self.cells.len()).filter(|&c| self.cells[c].is_shared_out()).collect();
        let taken: usize = self.cells.iter().filter(|c| c.fixed).map(|c| c.size).sum();
        let weights: usize = open.iter().map(|&c| self.cells[c].weight).sum();
        let left = members.saturating_sub(taken);
        for &c in &open {
            let cell = &mut self.cells[c];
            cell.size = (cell.weight * left / weights.max(1)).clamp(LEAST, cell.most);
        }
        let mut sum: usize = open.iter().map(|&c| self.cells[c].size).sum();
        for &c in open.iter().cycle().take(open.len() * members) {
            let cell = &mut self.cells[c];
            match sum.cmp(&left) {
                std::cmp::Ordering::Equal => break,
                std::cmp::Ordering::Less if cell.size < cell.most => {
                    (cell.size, sum) = (cell.size + 1, sum + 1)
                }
                std::cmp::Ordering::Greater if cell.size > LEAST => {
                    (cell.size, sum) = (cell.size - 1, sum - 1)
                }
                std::cmp::Ordering::Less | std::cmp::Ordering::Greater => {}
            }
        }
    }
}
