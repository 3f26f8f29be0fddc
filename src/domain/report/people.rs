//! The rows of biểu 2 and 3-BTCTW that count people by what they are, each a test of one person on a day.

use super::{Cell, Rank, Table, periods, unknown};
use crate::domain::{
    data::Data,
    date::Date,
    member::{AcademicTitle, Member, Profession, Religion, Sex, Theory},
    record::{Id, Kind},
    standing::{MemberState, Standing},
    words::Label,
};

/// Above this age nobody is in the Youth Union but its officers (its charter, article 1).
pub(super) const YOUTH: i32 = 30;

/// Somebody on the day as of which the row counts: of the newly admitted the day of the ceremony.
pub(super) struct Person<'a> {
    pub(super) member: &'a Member,
    pub(super) on: Date,
    /// When the person was admitted last.
    pub(super) admitted: Option<Date>,
    pub(super) probationary: bool,
    pub(super) exempt: bool,
    pub(super) again: bool,
}

/// A row.
pub(super) enum Row {
    /// The heading of a part.
    Part(Label),
    /// Who passes a test; how deep the row lies.
    Who(usize, Label, fn(&Person) -> bool),
    /// The same, left out when there is nobody now or before.
    Rest(usize, Label, fn(&Person) -> bool),
    /// The average age.
    MeanAge(Label),
    /// The register has no field for it.
    Unknown(usize, Label),
}

impl<'a> Person<'a> {
    /// A member on the date of a standing.
    pub(super) fn of(standing: &'a Standing, id: &Id) -> Option<Self> {
        let member = standing.data.member(id)?;
        let stands = standing.member(id);
        Some(Self {
            member,
            on: standing.as_of,
            admitted: stands.admitted,
            probationary: stands.state == MemberState::Probationary,
            exempt: stands.exempt,
            again: false,
        })
    }

    pub(super) fn age(&self) -> Option<i32> {
        self.member.born.map(|born| born.full_years(self.on))
    }

    fn aged(&self, from: i32, to: i32) -> bool {
        self.age().is_some_and(|age| (from..=to).contains(&age))
    }

    pub(super) fn is_woman(&self) -> bool {
        self.member.sex == Some(Sex::Female)
    }

    pub(super) fn is_minority(&self) -> bool {
        self.member.ethnic_group.is_some_and(|group| group.is_minority())
    }

    pub(super) fn is_young(&self) -> bool {
        self.age().is_some_and(|age| age <= YOUTH)
    }

    pub(super) fn is_in_youth_union(&self) -> bool {
        self.is_young() && self.member.youth_union.is_some_and(|since| since.earliest() <= self.on)
    }

    fn is_religious(&self) -> bool {
        self.member.religion.is_some_and(|religion| religion != Religion::None)
    }

    fn has(&self, profession: Profession) -> bool {
        self.member.profession == Some(profession)
    }

    fn schooled(&self, schooling: Schooling) -> bool {
        Schooling::read(&self.member.schooling) == Some(schooling)
    }

    fn admitted_in(&self, from: Option<Date>, to: Option<Date>) -> bool {
        self.admitted.is_some_and(|on| from.is_none_or(|from| from <= on) && to.is_none_or(|to| on <= to))
    }
}

/// Completed general education, the rows of biểu 2 and 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Schooling {
    Literate,
    Primary,
    LowerSecondary,
    UpperSecondary,
}

impl Schooling {
    /// Reads `9/12`, `7/10` and the names of the levels. A level counts when its last class was finished: classes 5,
    /// 9 and 12 of twelve, 4, 7 and 10 of the ten of the older system (general knowledge).
    fn read(text: &str) -> Option<Self> {
        let folded = crate::domain::fold::fold(text.trim());
        let named = [
            ("biet doc", Self::Literate),
            ("tieu hoc", Self::Primary),
            ("thcs", Self::LowerSecondary),
            ("trung hoc co so", Self::LowerSecondary),
            ("thpt", Self::UpperSecondary),
            ("trung hoc pho thong", Self::UpperSecondary),
        ];
        if let Some((_, level)) = named.iter().find(|(name, _)| folded.starts_with(name)) {
            return Some(*level);
        }
        let (class, of) = folded.split_once('/')?;
        let class: u8 = class.trim().parse().ok()?;
        let ends: [u8; 3] = match of.trim() {
            "12" => [5, 9, 12],
            "10" => [4, 7, 10],
            _ => return None,
        };
        match ends.iter().filter(|end| **end <= class).count() {
            _ if class > ends[2] => None,
            0 => Some(Self::Literate),
            1 => Some(Self::Primary),
            2 => Some(Self::LowerSecondary),
            _ => Some(Self::UpperSecondary),
        }
    }
}

const fn label(vi: &'static str, en: &'static str) -> Label {
    Label::new(vi, en)
}

const NOT_RECORDED: Label = label("Chưa ghi", "Not recorded");

/// What biểu 2 and 3 say of whom first.
pub(super) static OF_THESE: &[Row] = &[
    Row::Who(1, label("Nữ", "Women"), |p| p.is_woman()),
    Row::Who(1, label("Dân tộc thiểu số", "Ethnic minorities"), |p| p.is_minority()),
    Row::Who(1, label("Theo tôn giáo", "Of a religion"), |p| p.is_religious()),
    Row::Who(1, label("Đoàn viên thanh niên", "Youth Union members"), |p| p.is_in_youth_union()),
    Row::Unknown(1, label("Chủ doanh nghiệp tư nhân", "Owners of private firms")),
    Row::Unknown(1, label("Vi phạm kế hoạch hóa gia đình", "In breach of family planning")),
    Row::Unknown(1, label("Hôn nhân với người nước ngoài", "Married to a foreigner")),
];

/// The rows on occupation, which is free text in the register; the form has them all the same.
pub(super) static OCCUPATION: &[Row] = &[
    Row::Unknown(1, label("CBCC Nhà nước cấp huyện trở lên", "State officials, district and above")),
    Row::Unknown(
        1,
        label(
            "CBCC Đảng, MTTQ, đoàn thể cấp huyện trở lên",
            "Officials of Party, Front and mass organisations, district and above",
        ),
    ),
    Row::Unknown(
        1,
        label("CBCC và người HĐ không chuyên trách xã", "Officials and part-time officials of communes"),
    ),
    Row::Unknown(
        1,
        label(
            "Người HĐ không chuyên trách thôn, tổ dân phố, bản",
            "Part-time officials of villages and quarters",
        ),
    ),
    Row::Unknown(1, label("Viên chức đơn vị sự nghiệp công lập", "Employees of public service units")),
    Row::Unknown(1, label("Lao động sự nghiệp ngoài công lập", "Employees of other service units")),
    Row::Unknown(1, label("Doanh nghiệp: lãnh đạo, quản lý", "Enterprises: managers")),
    Row::Unknown(1, label("Doanh nghiệp: lao động gián tiếp", "Enterprises: indirect labour")),
    Row::Unknown(1, label("Doanh nghiệp: công nhân trực tiếp", "Enterprises: workers")),
    Row::Unknown(1, label("Nông, lâm, ngư nghiệp", "Farming, forestry, fishery")),
    Row::Unknown(1, label("Sĩ quan, chiến sĩ", "Officers and soldiers")),
    Row::Unknown(1, label("Sinh viên", "Students")),
    Row::Unknown(1, label("Học sinh", "Pupils")),
    Row::Unknown(1, label("Khác", "Other")),
];

/// The rows on age.
pub(super) static AGE: &[Row] = &[
    Row::Part(label("Tuổi đời", "Age")),
    Row::Rest(1, label("Dưới 18 tuổi", "Under 18"), |p| p.age().is_some_and(|age| age < 18)),
    Row::Who(1, label("18 – 30 tuổi", "18 – 30"), |p| p.aged(18, 30)),
    Row::Who(1, label("31 – 35 tuổi", "31 – 35"), |p| p.aged(31, 35)),
    Row::Who(1, label("36 – 40 tuổi", "36 – 40"), |p| p.aged(36, 40)),
    Row::Who(1, label("41 – 45 tuổi", "41 – 45"), |p| p.aged(41, 45)),
    Row::Who(1, label("46 – 50 tuổi", "46 – 50"), |p| p.aged(46, 50)),
    Row::Who(1, label("51 – 55 tuổi", "51 – 55"), |p| p.aged(51, 55)),
    Row::Who(1, label("56 – 60 tuổi", "56 – 60"), |p| p.aged(56, 60)),
    Row::Who(1, label("Trên 60 tuổi", "Over 60"), |p| p.age().is_some_and(|age| age > 60)),
    Row::Rest(1, NOT_RECORDED, |p| p.age().is_none()),
    Row::MeanAge(label("Tuổi bình quân", "Average age")),
];

/// The rows on the time of admission, biểu 3.
pub(super) static ADMITTED: &[Row] = &[
    Row::Part(label("Thời gian vào Đảng", "Time of admission")),
    Row::Who(1, label("Trước 19/8/1945", "Before 19/8/1945"), |p| {
        p.admitted_in(None, Some(day(1945, 8, 18)))
    }),
    Row::Who(1, label("19/8/1945 – 20/7/1954", "19/8/1945 – 20/7/1954"), |p| {
        p.admitted_in(Some(day(1945, 8, 19)), Some(day(1954, 7, 20)))
    }),
    Row::Who(1, label("21/7/1954 – 30/4/1975", "21/7/1954 – 30/4/1975"), |p| {
        p.admitted_in(Some(day(1954, 7, 21)), Some(day(1975, 4, 30)))
    }),
    Row::Who(1, label("1/5/1975 đến nay", "Since 1/5/1975"), |p| {
        p.admitted_in(Some(day(1975, 5, 1)), None)
    }),
    Row::Rest(1, NOT_RECORDED, |p| p.admitted.is_none()),
];

/// The rows on schooling, profession and title.
pub(super) static LEARNING: &[Row] = &[
    Row::Part(label("Giáo dục phổ thông", "Schooling")),
    Row::Who(1, label("Biết đọc, biết viết", "Literate"), |p| p.schooled(Schooling::Literate)),
    Row::Who(1, label("Tiểu học", "Primary"), |p| p.schooled(Schooling::Primary)),
    Row::Who(1, label("Trung học cơ sở", "Lower secondary"), |p| p.schooled(Schooling::LowerSecondary)),
    Row::Who(1, label("Trung học phổ thông", "Upper secondary"), |p| {
        p.schooled(Schooling::UpperSecondary)
    }),
    Row::Rest(1, label("Chưa ghi hoặc không đọc được", "Not recorded or not readable"), |p| {
        Schooling::read(&p.member.schooling).is_none()
    }),
    Row::Part(label("Chuyên môn nghiệp vụ (bậc cao nhất)", "Professional level (the highest)")),
    Row::Who(1, label("Sơ cấp, công nhân kỹ thuật", "Elementary"), |p| {
        p.has(Profession::Elementary)
    }),
    Row::Who(1, label("Trung cấp", "Intermediate"), |p| p.has(Profession::Intermediate)),
    Row::Who(1, label("Cao đẳng", "College"), |p| p.has(Profession::College)),
    Row::Who(1, label("Đại học", "University"), |p| p.has(Profession::University)),
    Row::Who(1, label("Thạc sĩ", "Master"), |p| p.has(Profession::Master)),
    Row::Who(1, label("Tiến sĩ", "Doctor"), |p| p.has(Profession::Doctor)),
    Row::Rest(1, label("Không có hoặc chưa ghi", "None or not recorded"), |p| {
        p.member.profession.is_none()
    }),
    Row::Part(label("Học hàm", "Academic title")),
    Row::Who(1, label("Phó giáo sư", "Associate professor"), |p| {
        p.member.academic_title == Some(AcademicTitle::AssociateProfessor)
    }),
    Row::Who(1, label("Giáo sư", "Professor"), |p| {
        p.member.academic_title == Some(AcademicTitle::Professor)
    }),
];

/// The rows on political theory, biểu 3.
pub(super) static THEORY: &[Row] = &[
    Row::Part(label("Lý luận chính trị", "Political theory")),
    Row::Who(1, label("Sơ cấp", "Elementary"), |p| p.member.political_theory == Some(Theory::Elementary)),
    Row::Who(1, label("Trung cấp", "Intermediate"), |p| {
        p.member.political_theory == Some(Theory::Intermediate)
    }),
    Row::Who(1, label("Cao cấp, cử nhân", "Advanced"), |p| {
        p.member.political_theory == Some(Theory::Advanced)
    }),
    Row::Rest(1, label("Không có hoặc chưa ghi", "None or not recorded"), |p| {
        p.member.political_theory.is_none()
    }),
];

const fn day(year: i16, month: i8, day: i8) -> Date {
    jiff::civil::date(year, month, day)
}

/// Adds rows that count people now and a year before.
pub(super) fn add(table: &mut Table, rows: &[Row], now: &[Person], before: &[Person]) {
    for row in rows {
        let who = |people: &[Person], test: fn(&Person) -> bool| -> Vec<Id> {
            people.iter().filter(|p| test(p)).map(|p| p.member.id.clone()).collect()
        };
        match row {
            Row::Part(label) => table.push_part(*label),
            Row::Who(depth, label, test) => {
                let cells = periods(*label, Kind::Member, who(now, *test), who(before, *test));
                table.push(Rank::Item(*depth), cells);
            }
            Row::Rest(depth, label, test) => {
                let (now, before) = (who(now, *test), who(before, *test));
                if !now.is_empty() || !before.is_empty() {
                    table.push(Rank::Item(*depth), periods(*label, Kind::Member, now, before));
                }
            }
            Row::MeanAge(label) => {
                let cells = vec![Cell::Words(*label), mean_age(now), mean_age(before), Cell::Empty];
                table.push(Rank::Item(1), cells);
            }
            Row::Unknown(depth, label) => table.push(Rank::Item(*depth), unknown(*label)),
        }
    }
}

fn mean_age(people: &[Person]) -> Cell {
    let ages: Vec<i64> = people.iter().filter_map(Person::age).map(i64::from).collect();
    Cell::Mean { sum: ages.iter().sum(), count: ages.len() }
}

/// The people of some members on the date of a standing.
pub(super) fn people<'a>(standing: &'a Standing, ids: &[Id]) -> Vec<Person<'a>> {
    ids.iter().filter_map(|id| Person::of(standing, id)).collect()
}

/// The people admitted in a period, each on the day of the ceremony, the last one when there are two.
pub(super) fn admitted<'a>(
    data: &'a Data,
    admissions: &[(&crate::domain::event::Event, Date)],
) -> Vec<Person<'a>> {
    let mut last: std::collections::BTreeMap<&Id, (Date, bool)> = std::collections::BTreeMap::new();
    for (event, on) in admissions {
        let again = event.kind == crate::domain::event::EventKind::Readmitted;
        if let Some(member) = &event.member {
            let entry = last.entry(member).or_insert((*on, again));
            *entry = (*entry).max((*on, again));
        }
    }
    let person = |(id, (on, again)): (&Id, (Date, bool))| {
        let member = data.member(id)?;
        Some(Person { member, on, admitted: Some(on), probationary: true, exempt: false, again })
    };
    last.into_iter().filter_map(person).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_of_school_counts_when_its_last_class_was_finished() {
        for (text, want) in [
            ("12/12", Some(Schooling::UpperSecondary)),
            ("11/12", Some(Schooling::LowerSecondary)),
            ("9/12", Some(Schooling::LowerSecondary)),
            ("8/12", Some(Schooling::Primary)),
            ("4/12", Some(Schooling::Literate)),
            ("10/10", Some(Schooling::UpperSecondary)),
            ("7/10", Some(Schooling::LowerSecondary)),
            ("THPT", Some(Schooling::UpperSecondary)),
            ("13/12", None),
            ("9/9", None),
            ("", None),
        ] {
            assert_eq!(Schooling::read(text), want, "{text}");
        }
    }
}
