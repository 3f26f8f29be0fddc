//! The cadre plan on a day: persons by post and round, the shares of women, the young and minorities against their
//! floors, who was put on and taken off in the year; and training and rotation, planned against done.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Cell, Rank, Report, Scope, Table,
    people::{self, Person},
};
use crate::domain::{
    cadre::{FLOORS, Floor, FloorOf, Planning, Rotation, Training, YOUNG_BELOW},
    date::{Date, PartialDate},
    fold,
    record::{Id, Kind},
    standing::Standing,
    words::Label,
};

const PLAN: Label = Label::new("Quy hoạch theo chức danh", "The cadre plan by post");
const SHARES: Label = Label::new("Cơ cấu so với quy định", "Shares against their floors");
const YEAR: Label = Label::new("Đào tạo, luân chuyển trong năm", "Training and rotation this year");
const TRAINING: Label = Label::new("Lớp đào tạo, bồi dưỡng", "Courses");
const ROTATION: Label = Label::new("Luân chuyển", "Rotations");
const NOTE: Label = Label::new(
    "Cán bộ trẻ tính dưới 40 tuổi. Dân tộc thiểu số: không có mức tối thiểu chung.",
    "Young means under 40. For minorities there is no general floor.",
);

const DONE: Label = Label::new("Đã thực hiện", "Done");
const OVERDUE: Label = Label::new("Quá hạn", "Overdue");
const AHEAD: Label = Label::new("Chưa đến hạn", "Not yet due");
const NAME: (&str, Label) = ("course", Label::new("Lớp, nội dung", "Course"));
const PLANNED: (&str, Label) = ("planned", Label::new("Dự kiến", "Planned"));
const STATE: (&str, Label) = ("state", Label::new("Tình trạng", "State"));

/// The facts of the day.
struct Facts<'a> {
    standing: &'a Standing,
    on: Date,
    plans: Vec<&'a Planning>,
    courses: Vec<&'a Training>,
    rotations: Vec<&'a Rotation>,
}

pub(super) fn fill(report: &mut Report, standing: &Standing, scope: &Scope) {
    let (data, on) = (&standing.data, standing.as_of);
    let home = |member: Option<&Id>| scope.holds(member.and_then(|id| standing.member(id).unit.as_ref()));
    let plans = data.plannings().values().map(|stored| stored.record());
    let courses = data.trainings().values().map(|stored| stored.record());
    let rotations = data.rotations().values().map(|stored| stored.record());
    let of_year = |planned: Option<PartialDate>, done: Option<PartialDate>| {
        planned.or(done).is_some_and(|day| day.year() == on.year())
    };
    let mut facts = Facts {
        standing,
        on,
        plans: plans.filter(|plan| scope.holds(plan.unit.as_ref()) || home(plan.member.as_ref())).collect(),
        courses: courses
            .filter(|course| home(course.member.as_ref()) && of_year(course.planned, course.held))
            .collect(),
        rotations: rotations
            .filter(|rotation| home(rotation.member.as_ref()))
            .filter(|rotation| of_year(rotation.planned.map(Into::into), rotation.done.map(Into::into)))
            .collect(),
    };
    facts.courses.sort_by_key(|course| (course.planned, &course.id));
    facts.rotations.sort_by_key(|rotation| (rotation.planned, &rotation.id));
    let now: Vec<&Planning> = facts.plans.iter().filter(|plan| plan.is_on(on)).copied().collect();
    report.tables.extend([
        facts.plan(),
        facts.shares(&now),
        facts.year(),
        facts.courses(),
        facts.rotations(),
    ]);
    report.notes.push(NOTE);
}

fn is_one_of(of: FloorOf, person: &Person) -> bool {
    match of {
        FloorOf::Women => person.is_woman(),
        FloorOf::Young => person.age().is_some_and(|age| age < YOUNG_BELOW),
        FloorOf::Minorities => person.is_minority(),
    }
}

/// How something planned stands that may be done.
fn state(on: Date, planned: Option<PartialDate>, done: Option<PartialDate>) -> Label {
    match (done, planned) {
        (Some(done), _) if done.earliest() <= on => DONE,
        (_, Some(planned)) if planned.latest() < on => OVERDUE,
        _ => AHEAD,
    }
}

impl Facts<'_> {
    /// The persons of some plans, each once.
    fn persons(&self, plans: &[&Planning]) -> Vec<Person<'_>> {
        let ids: BTreeSet<&Id> = plans.iter().filter_map(|plan| plan.member.as_ref()).collect();
        people::people(self.standing, &ids.into_iter().cloned().collect::<Vec<_>>())
    }

    fn plan(&self) -> Table {
        let mut columns = vec![
            ("post", Label::new("Chức danh", "Post")),
            ("round", Label::new("Giai đoạn", "Round")),
            ("persons", Label::new("Số người", "Persons")),
        ];
        columns.extend([
            ("women", FloorOf::Women.label()),
            ("women_percent", Label::new("% nữ", "% women")),
            ("young", FloorOf::Young.label()),
            ("young_percent", Label::new("% trẻ", "% young")),
            ("minorities", FloorOf::Minorities.label()),
            ("minorities_percent", Label::new("% dân tộc thiểu số", "% minorities")),
            ("put_on", Label::new("Đưa vào trong năm", "Put on this year")),
            ("taken_off", Label::new("Đưa ra trong năm", "Taken off this year")),
            ("reviewed", Label::new("Rà soát gần nhất", "Last review")),
        ]);
        let mut table = Table::new("plan", PLAN, &columns);
        let mut groups: BTreeMap<(&str, Vec<u8>, &str), Vec<&Planning>> = BTreeMap::new();
        for plan in &self.plans {
            let key = (plan.round.as_str(), fold::sort_key(&plan.post), plan.post.as_str());
            groups.entry(key).or_default().push(plan);
        }
        let row = |post: Cell, round: Cell, plans: &[&Planning]| {
            let on: Vec<&Planning> = plans.iter().filter(|plan| plan.is_on(self.on)).copied().collect();
            let mut cells = vec![post, round];
            cells.extend(self.makeup(&on));
            let this_year =
                |day: Option<Date>| day.is_some_and(|day| day.year() == self.on.year() && day <= self.on);
            let moved = |day: fn(&Planning) -> Option<Date>| {
                let moved = plans.iter().filter(|plan| this_year(day(plan)));
                Cell::Count(Kind::Planning, moved.map(|plan| plan.id.clone()).collect())
            };
            cells.extend([moved(|plan| plan.from), moved(|plan| plan.to)]);
            let reviewed = on.iter().filter_map(|plan| plan.reviewed).filter(|day| *day <= self.on).max();
            cells.push(Cell::date(reviewed));
            cells
        };
        for ((round, _, post), plans) in &groups {
            table.push(Rank::Item(0), row(Cell::text(post), Cell::text(round), plans));
        }
        table.push(Rank::Total, row(Cell::Words(Label::new("Cộng", "Total")), Cell::Empty, &self.plans));
        table
    }

    /// How many persons are planned, and of whom how many, with their shares.
    fn makeup(&self, plans: &[&Planning]) -> Vec<Cell> {
        let persons = self.persons(plans);
        let ids = |wanted: &dyn Fn(&Person) -> bool| -> Vec<Id> {
            persons.iter().filter(|person| wanted(person)).map(|person| person.member.id.clone()).collect()
        };
        let mut cells = vec![Cell::Count(Kind::Member, ids(&|_| true))];
        for of in FloorOf::ALL {
            let found = ids(&|person| is_one_of(*of, person));
            let share = Cell::share(found.len(), persons.len(), 1);
            cells.extend([Cell::Count(Kind::Member, found), share]);
        }
        cells
    }

    /// The shares of all who are planned, and whether they reach the floors in force on the day.
    fn shares(&self, now: &[&Planning]) -> Table {
        let columns = [
            ("of", Label::new("Cơ cấu", "Of")),
            ("persons", Label::new("Số người", "Persons")),
            ("percent", Label::new("Tỷ lệ %", "%")),
            ("floor", Label::new("Tối thiểu", "Floor")),
            STATE,
            ("source", Label::new("Văn bản", "Regulation")),
        ];
        let mut table = Table::new("shares", SHARES, &columns);
        let persons = self.persons(now);
        for of in FloorOf::ALL {
            let found: Vec<Id> = persons
                .iter()
                .filter(|person| is_one_of(*of, person))
                .map(|person| person.member.id.clone())
                .collect();
            let (part, whole) = (found.len(), persons.len());
            let floor = FLOORS.iter().find(|floor| floor.of == *of && floor.in_force(self.on));
            let kept = |floor: &Floor| part * 100 >= whole * usize::from(floor.percent);
            let kept = floor.filter(|_| whole > 0).map(|floor| match kept(floor) {
                true => Label::new("Đạt", "Reached"),
                false => Label::new("Chưa đạt", "Not reached"),
            });
            table.push(
                Rank::Item(0),
                vec![
                    Cell::Words(of.label()),
                    Cell::Count(Kind::Member, found),
                    Cell::share(part, whole, 1),
                    floor.map_or(Cell::Empty, |floor| Cell::share(floor.percent.into(), 100, 0)),
                    Cell::label(kept),
                    floor.map_or(Cell::Empty, |floor| Cell::text(floor.source)),
                ],
            );
        }
        table
    }

    fn state_of_course(&self, course: &Training) -> Label {
        state(self.on, course.planned, course.held)
    }

    fn state_of_rotation(&self, rotation: &Rotation) -> Label {
        state(self.on, rotation.planned.map(Into::into), rotation.done.map(Into::into))
    }

    /// What was planned for the year, done, and overdue.
    fn year(&self) -> Table {
        let columns = [
            ("what", Label::new("Nội dung", "What")),
            PLANNED,
            ("done", DONE),
            ("percent", Label::new("%", "%")),
            ("overdue", OVERDUE),
        ];
        let mut table = Table::new("year", YEAR, &columns);
        let mut row = |label: Label, kind: Kind, all: Vec<(Id, Label)>| {
            let in_state = |state: Label| -> Vec<Id> {
                all.iter().filter(|(_, of)| *of == state).map(|(id, _)| id.clone()).collect()
            };
            let (done, overdue) = (in_state(DONE), in_state(OVERDUE));
            let share = Cell::share(done.len(), all.len(), 1);
            let all = all.iter().map(|(id, _)| id.clone()).collect();
            let cells = vec![
                Cell::Words(label),
                Cell::Count(kind, all),
                Cell::Count(kind, done),
                share,
                Cell::Count(kind, overdue),
            ];
            table.push(Rank::Item(0), cells);
        };
        let courses = self.courses.iter().map(|course| (course.id.clone(), self.state_of_course(course)));
        row(TRAINING, Kind::Training, courses.collect());
        let rotations = self.rotations.iter().map(|one| (one.id.clone(), self.state_of_rotation(one)));
        row(ROTATION, Kind::Rotation, rotations.collect());
        table
    }

    fn courses(&self) -> Table {
        let columns = [
            NAME,
            PLANNED,
            ("number", Label::new("Chỉ tiêu", "Planned number")),
            ("attended", Label::new("Đã học", "Attended")),
            ("percent", Label::new("%", "%")),
            STATE,
            ("audience", Label::new("Đối tượng", "Audience")),
        ];
        let mut table = Table::new("training", TRAINING, &columns);
        let number = |number: Option<u64>| number.and_then(|n| i64::try_from(n).ok());
        let cell = |of: Option<u64>| number(of).map_or(Cell::Empty, Cell::Number);
        let share = |done: Option<u64>, of: Option<u64>| match (done, of) {
            (Some(done), Some(of)) => Cell::share(done as usize, of as usize, 1),
            _ => Cell::Empty,
        };
        let (mut planned, mut attended) = (0u64, 0u64);
        for course in &self.courses {
            let attendance = course.done.filter(|_| course.held.is_some_and(|day| day.earliest() <= self.on));
            let (of, done) = (course.number.map(u64::from), attendance.map(u64::from));
            planned += of.unwrap_or(0);
            attended += done.unwrap_or(0);
            let cells = vec![
                Cell::text(&course.name),
                Cell::date(course.planned),
                cell(of),
                cell(done),
                share(done, of),
                Cell::Words(self.state_of_course(course)),
                Cell::text(&course.audience),
            ];
            table.push_of(Kind::Training, &course.id, cells);
        }
        let total = Cell::Words(Label::new("Cộng", "Total"));
        let (planned, attended) = (Some(planned), Some(attended));
        let sums = [cell(planned), cell(attended), share(attended, planned)];
        let [number, done, percent] = sums;
        table.push(Rank::Total, vec![total, Cell::Empty, number, done, percent, Cell::Empty, Cell::Empty]);
        table
    }

    fn rotations(&self) -> Table {
        let columns = [
            ("person", Label::new("Cán bộ", "Person")),
            ("post", Label::new("Chức danh", "Post")),
            ("to", Label::new("Đến đơn vị", "To")),
            PLANNED,
            ("done", Label::new("Thực hiện ngày", "Done on")),
            STATE,
            ("from", Label::new("Từ đơn vị", "From")),
        ];
        let mut table = Table::new("rotation", ROTATION, &columns);
        let data = &self.standing.data;
        let unit = |id: &Option<Id>| {
            let unit = id.as_ref().and_then(|id| data.unit(id));
            unit.map_or(Cell::Empty, |unit| Cell::text(&unit.name))
        };
        for rotation in &self.rotations {
            let member = rotation.member.as_ref().and_then(|id| data.member(id));
            let cells = vec![
                member.map_or(Cell::Empty, |member| Cell::text(&member.name)),
                Cell::text(&rotation.post),
                unit(&rotation.to_unit),
                Cell::date(rotation.planned),
                Cell::date(rotation.done.filter(|day| *day <= self.on)),
                Cell::Words(self.state_of_rotation(rotation)),
                unit(&rotation.from_unit),
            ];
            table.push_of(Kind::Rotation, &rotation.id, cells);
        }
        table
    }
}
