//! A district's plain tables: the synthetic district comes out as its tables say, another one imports as
//! well, and every row that cannot be read is named with file, line and reason.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "import/another.rs"]
mod another;
#[path = "import/books.rs"]
mod books;
#[path = "import/numbered.rs"]
mod numbered;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use chibo::{
    domain::{
        column::{Cell, column},
        data::Data,
        date::Date,
        event::EventKind,
        figure::Figure,
        record::{Id, Kind},
        standing::{PairState, Standing, VillageState},
        term::Post,
        unit::{OrgType, UnitKind},
        village::Reason,
    },
    import::{
        district,
        report::{Kept, Left, Report, Why},
        table::Unusable,
    },
};

fn trung_tinh() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/trung_tinh")
}

fn read(dir: &Path) -> (Data, Report) {
    district::read(dir).expect("the folder can be read")
}

fn on(data: &Data, day: &str) -> Standing {
    Standing::new(data.clone(), day.parse::<Date>().unwrap())
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

/// A table as rows of column → value, without the product's own reader.
fn raw(dir: &Path, file: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(dir.join(file)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn the_district_has_the_figures_of_its_truth() {
    let (data, report) = read(&trung_tinh());
    let standing = on(&data, "2018-03-31");
    let count = |figure: Figure| figure.count(&standing);
    assert_eq!(count(Figure::Members), 2736);
    assert_eq!(count(Figure::Probationary), 120);
    assert_eq!(count(Figure::UnitsDirect), 46);
    assert_eq!((count(Figure::Villages), count(Figure::Unified)), (118, 116));
    assert_eq!(count(Figure::AdmittedIn(2017)), 123);
    assert_eq!(count(Figure::Exempt), 68);
    let places = [OrgType::Commune, OrgType::Township, OrgType::Ward].map(Some);
    let direct = standing.units_direct();
    assert_eq!(direct.iter().filter(|u| places.contains(&u.org_type)).count(), 16);
    assert_eq!(report.problems, []);
    assert!(report.tables.iter().all(|t| t.taken == t.rows));
    assert_eq!(data.office.name, "Đảng bộ huyện Hải Hà (giả lập)");
}

#[test]
fn every_village_stands_as_its_table_says() {
    let (data, _) = read(&trung_tinh());
    let standing = on(&data, "2018-03-31");
    for row in raw(&trung_tinh(), "thon.csv") {
        let village = id(&row["id"]);
        let state = standing.village(&village).unwrap();
        assert_eq!(state.is_unified(), row["nhat_the_hoa"] == "1", "{village}");
        let since = state.since.map(|d| d.to_string()).unwrap_or_default();
        assert_eq!(since, row["ngay_nhat_the"], "{village}");
        let record = data.village(&village).unwrap();
        assert_eq!(record.plan_month.map(|m| m.to_string()).unwrap_or_default(), row["du_kien"]);
        let head = state.head.as_ref().unwrap();
        assert_eq!(head.name, row["truong_thon_ten"]);
        assert_eq!(head.member.as_ref().map_or("", Id::as_str), row["truong_thon"]);
        assert_eq!(state.secretary.as_ref().unwrap().member.as_ref().unwrap().as_str(), row["bi_thu"]);
        let commune = data.unit(record.commune.as_ref().unwrap()).unwrap();
        assert_eq!(commune.commune, row["ma_xa"]);
    }
    let not_member = data.village(&id("T097")).unwrap();
    assert_eq!(not_member.plan_reason, Some(Reason::HeadNotMember));
    assert_eq!(data.village(&id("T091")).unwrap().plan_reason, None, "the tables do not say why");
    let leader = |post| {
        let village = data.record(Kind::Village, &id("T091")).unwrap();
        column(Kind::Village, post).unwrap().cell(&standing, village)
    };
    let named = |name: &str| Cell::Person(name.to_owned());
    assert_eq!(leader("head"), named("Nguyễn Văn Toàn (1985)"), "two persons of one name are told apart");
    assert_eq!(leader("secretary"), named("Nguyễn Văn Toàn (1966)"));
}

#[test]
fn every_unit_counts_the_members_its_table_counts() {
    let (data, _) = read(&trung_tinh());
    let standing = on(&data, "2018-03-31");
    for row in raw(&trung_tinh(), "to_chuc_dang.csv") {
        let unit = id(&row["id"]);
        assert_eq!(standing.unit(&unit).all.members().to_string(), row["so_dang_vien"], "{unit}");
        assert_eq!(standing.unit(&unit).active, row["trang_thai"] == "hoat_dong", "{unit}");
    }
    assert_eq!(data.unit(&id("HU")).unwrap().kind, UnitKind::SuperiorCommittee);
    assert_eq!(data.unit(&id("CBHN01")).unwrap().closed_into, Some(id("CB1702")));
    let org_type = |unit: &str| data.unit(&id(unit)).unwrap().org_type.unwrap();
    assert_eq!(org_type("DB01"), OrgType::Township);
    assert_eq!(org_type("CB06922T01"), OrgType::Township);
    assert_eq!((org_type("DB17"), org_type("DB18")), (OrgType::PartyAgency, OrgType::StateAgency));
    assert_eq!((org_type("DB29"), org_type("DB30")), (OrgType::Police, OrgType::Army));
}

#[test]
fn moves_and_admissions_keep_their_days_and_decisions() {
    let (data, _) = read(&trung_tinh());
    let moved = on(&data, "2017-07-22").member(&id("GL0482")).unit.clone();
    assert_eq!(moved, Some(id("CB06925CQ")), "before the move of 23/7/2017");
    assert_eq!(on(&data, "2017-07-23").member(&id("GL0482")).unit, Some(id("CB06925T12")));
    let admitted = data.event(&id("e-GL2466-admitted")).unwrap();
    assert_eq!((admitted.kind, admitted.decision.as_str()), (EventKind::Admitted, "105-QĐ/HU"));
    assert_eq!(admitted.decision_date, "2016-12-21".parse().ok());
    assert_eq!(admitted.date, "2017-01-05".parse().ok());
    let deputy = data.terms().values().find(|t| t.note.contains("Chủ tịch UBND xã")).unwrap();
    assert_eq!(deputy.post, Post::DeputySecretary);
}

#[test]
fn the_same_folder_gives_the_same_register() {
    let (one, two) = (read(&trung_tinh()).0, read(&trung_tinh()).0);
    for kind in chibo::domain::record::Kind::ALL {
        assert_eq!(one.ids(*kind), two.ids(*kind));
    }
}

#[test]
fn what_is_not_taken_over_is_named() {
    let dir = copy(&trung_tinh());
    fs::write(dir.path().join("bieu_mau.csv"), "id,dang_vien\n1,a\n2,\"b\n").unwrap();
    let (_, report) = read(dir.path());
    let rows: BTreeMap<_, _> = report.left_out.iter().map(|l| (l.file.as_str(), l.rows)).collect();
    assert_eq!(rows.len(), 2, "every table of the district is read: {rows:?}");
    assert_eq!(rows["bieu_mau.csv"], Some(2));
    assert!(rows.contains_key("LUU-Y-DU-LIEU-GIA-LAP.txt"));
    let left = |column: &str| report.columns.iter().find(|c| c.column == column).map(|c| c.why);
    assert_eq!(left("do_tin_cay_ten"), Some(Left::NoField));
    assert_eq!(left("so_dang_vien"), Some(Left::Derived));
}

fn copy(from: &Path) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        fs::copy(entry.path(), dir.path().join(entry.file_name())).unwrap();
    }
    dir
}

const UNITS: &str =
    "id,ten,cap,loai,khoi,cap_tren,ma_xa,ngay_thanh_lap,trang_thai,ngay_thoi_hoat_dong,ke_tiep
R,Đảng bộ huyện X,huyen,Đảng bộ huyện,Huyện,,,,hoat_dong,,
A,Đảng bộ xã A,truc_thuoc,Đảng bộ cơ sở,\"Xã, thị trấn\",R,00001,,hoat_dong,,
A1,Chi bộ thôn 1,chi_bo,Chi bộ trực thuộc đảng ủy cơ sở,\"Xã, thị trấn\",A,00001,,hoat_dong,,
";
const MEMBERS: &str =
    "id,ho_ten,gioi_tinh,ngay_sinh,ma_dan_toc,dan_toc,ngay_vao_dang,ngay_chinh_thuc,trang_thai,chi_bo,so_the
M1,Nguyễn Văn Một,Nam,1960,01,Kinh,3/2/1990,3/2/1991,chinh_thuc,A1,00012
";

/// A folder with these rows under the small tables' own.
fn small(more: &[(&str, &[u8])]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let mut files: BTreeMap<&str, Vec<u8>> = BTreeMap::from([
        ("to_chuc_dang.csv", UNITS.as_bytes().to_vec()),
        ("dang_vien.csv", MEMBERS.as_bytes().to_vec()),
    ]);
    for (file, rows) in more {
        files.entry(file).or_default().extend_from_slice(rows);
    }
    for (file, bytes) in files {
        fs::write(dir.path().join(file), bytes).unwrap();
    }
    dir
}

fn found(report: &Report) -> Vec<(&str, u64, Option<&'static str>, Why, Kept)> {
    report.problems.iter().map(|p| (p.file.as_str(), p.line, p.column, p.why.clone(), p.kept)).collect()
}

#[test]
fn each_bad_member_is_reported_and_left_out() {
    let row = |id: &str, rest: &str| format!("{id},{rest}\n");
    let good = "Trần Thị Hai,Nữ,1970,01,Kinh,2000-01-01,2001-01-01,chinh_thuc,A1,";
    let cases: Vec<(String, &'static str, Why)> = vec![
        (row("M1", good), "id", Why::Duplicate { first: 2 }),
        (row("", good), "id", Why::Missing),
        (row("M 3", good), "id", Why::Unfit(chibo::domain::record::Invalid::NotAnId, "M 3".to_owned())),
        (row("M4", &good.replace("Trần Thị Hai", " ")), "ho_ten", Why::Missing),
        (row("M5", &good.replace("Nữ", "X")), "gioi_tinh", Why::Unknown("X".to_owned())),
        (row("M6", &good.replace("01,Kinh", "77,Kinh")), "ma_dan_toc", Why::Unknown("77".to_owned())),
        (row("M7", &good.replace("A1", "A9")), "chi_bo", Why::NoUnit("A9".to_owned())),
        (
            row("M8", &good.replace("2000-01-01", "30/2/2000")),
            "ngay_vao_dang",
            Why::Unfit(chibo::domain::record::Invalid::NoSuchDay, "30/2/2000".to_owned()),
        ),
        (row("M9", &good.replace("2001-01-01", "")), "ngay_chinh_thuc", Why::OfficialWithoutDate),
    ];
    let text: String = cases.iter().map(|(row, ..)| row.as_str()).collect();
    let dir = small(&[("dang_vien.csv", text.as_bytes())]);
    let (data, report) = read(dir.path());
    assert_eq!(data.members().len(), 1);
    let want: Vec<_> = (3u64..)
        .zip(cases)
        .map(|(line, (_, column, why))| ("dang_vien.csv", line, Some(column), why, Kept::Nothing))
        .collect();
    assert_eq!(found(&report), want);
    let table = report.tables.iter().find(|t| t.file == "dang_vien.csv").unwrap();
    assert_eq!((table.rows, table.taken), (10, 1));
}

#[test]
fn rows_that_are_no_rows_do_not_spoil_the_next() {
    let text = b"M2,x\nM3,\xff,Nam,1970,01,Kinh,2000-01-01,,du_bi,A1,\nM4,\"Le,Nam,1970,01,Kinh,2000-01-01,,du_bi,A1,\n\
        M5,Ly,Nam,1970,01,Kinh,2000-01-01,,du_bi,A1,\n";
    let dir = small(&[("dang_vien.csv", text)]);
    let (data, report) = read(dir.path());
    assert!(data.member(&id("M5")).is_some());
    let got: Vec<_> = report.problems.iter().map(|p| (p.line, p.why.clone())).collect();
    let want = [(3, Why::Fields { want: 11, found: 2 }), (4, Why::NotUtf8), (5, Why::LineBreak)];
    assert_eq!(got, want);
}

#[test]
fn a_bad_value_leaves_only_its_field_blank() {
    let text = "M2,Hai,,31/2/1960,01,Tày,2000-01-01,,du_bi,A1,12x\n";
    let dir = small(&[("dang_vien.csv", text.as_bytes())]);
    let (data, report) = read(dir.path());
    let member = data.member(&id("M2")).unwrap();
    assert_eq!((member.born, member.ethnic_group, member.card_number.as_str()), (None, None, ""));
    let columns: Vec<_> = report.problems.iter().map(|p| (p.column.unwrap(), p.kept)).collect();
    let rest = Kept::Rest;
    assert_eq!(columns, [("ma_dan_toc", rest), ("ngay_sinh", rest), ("so_the", rest)]);
    assert_eq!(data.member(&id("M1")).unwrap().card_number, "00012", "zeros in front are kept");
}

#[test]
fn units_that_do_not_hang_together_are_left_out() {
    let more = "B,Đảng bộ xã B,truc_thuoc,Đảng bộ cơ sở,\"Xã, thị trấn\",Q,00002,,hoat_dong,,\n\
        B1,Chi bộ thôn 1,chi_bo,Chi bộ trực thuộc,\"Xã, thị trấn\",B,00002,,hoat_dong,,\n\
        C,Chi bộ C,chi_bo,Chi bộ trực thuộc,Cơ quan,D,,,hoat_dong,,\n\
        D,Chi bộ D,chi_bo,Chi bộ trực thuộc,Cơ quan,C,,,hoat_dong,,\n\
        E,Tổ E,chi_bo,Tổ đảng,Cơ quan,R,,,hoat_dong,,\n\
        F,Chi bộ F,truc_thuoc,Chi bộ cơ sở,Cơ quan,R,,,giai_the,,\n";
    let dir = small(&[("to_chuc_dang.csv", more.as_bytes())]);
    let (data, report) = read(dir.path());
    assert_eq!(data.units().len(), 4);
    let mut got: Vec<_> = report.problems.iter().map(|p| (p.line, p.why.clone(), p.kept)).collect();
    got.sort_by_key(|(line, ..)| *line);
    let want = [
        (5, Why::NoUnit("Q".to_owned()), Kept::Nothing),
        (6, Why::ParentLeftOut("B".to_owned()), Kept::Nothing),
        (7, Why::Cycle, Kept::Nothing),
        (8, Why::Cycle, Kept::Nothing),
        (9, Why::Unknown("Tổ đảng".to_owned()), Kept::Nothing),
        (10, Why::ClosedWithoutDate, Kept::All),
    ];
    assert_eq!(got, want);
}

#[test]
fn villages_posts_transfers_and_admissions_name_what_they_miss() {
    let dir = small(&[
        (
            "thon.csv",
            "id,ten,loai,ma_xa,chi_bo,bi_thu,truong_thon,truong_thon_ten,la_dang_vien,nhat_the_hoa,ngay_nhat_the,du_kien\n\
             T1,Thôn 1,Thôn,00001,A1,M1,M1,Nguyễn Văn Một,1,0,,\n\
             T2,Thôn 2,Thôn,00009,A1,M1,M1,,1,0,,\n\
             T3,Xóm 3,Xóm,00001,,,M9,,1,0,,13/2018\n"
                .as_bytes(),
        ),
        (
            "cap_uy.csv",
            "to_chuc,dang_vien,chuc_vu,nhiem_ky,tu_ngay\nA1,M1,Bí thư chi bộ,2015-2020,5/2015\n\
             A1,M1,Thủ quỹ,,\nA1,M8,Bí thư,,\n"
                .as_bytes(),
        ),
        (
            "chuyen_sinh_hoat.csv",
            "id,dang_vien,tu_chi_bo,den_chi_bo,ngay,hinh_thuc\nX1,M1,A1,A7,2016-01-01,\nX2,M1,A,A1,2016,\n"
                .as_bytes(),
        ),
        (
            "ket_nap_2018.csv",
            "dang_vien,ho_ten,so_quyet_dinh,ngay_quyet_dinh,ngay_ket_nap\nM7,Ai,1,2018-01-01,2018-01-02\n\
             M1,Nguyễn Văn Một,2-QĐ,1990-01-20,1990-02-04\n"
                .as_bytes(),
        ),
    ]);
    let (data, report) = read(dir.path());
    let mut got: Vec<_> =
        report.problems.iter().map(|p| (p.file.as_str(), p.line, p.column.unwrap(), p.kept)).collect();
    got.sort_by_key(|p| (p.0, p.1));
    let want = [
        ("cap_uy.csv", 3, "chuc_vu", Kept::Nothing),
        ("cap_uy.csv", 4, "dang_vien", Kept::Nothing),
        ("chuyen_sinh_hoat.csv", 2, "den_chi_bo", Kept::Nothing),
        ("chuyen_sinh_hoat.csv", 3, "ngay", Kept::Nothing),
        ("ket_nap_2018.csv", 2, "dang_vien", Kept::Nothing),
        ("ket_nap_2018.csv", 3, "ngay_ket_nap", Kept::All),
        ("thon.csv", 2, "nhat_the_hoa", Kept::All),
        ("thon.csv", 3, "ma_xa", Kept::Nothing),
        ("thon.csv", 4, "loai", Kept::Rest),
        ("thon.csv", 4, "du_kien", Kept::Rest),
        ("thon.csv", 4, "truong_thon", Kept::Rest),
    ];
    assert_eq!(got, want);
    let standing = on(&data, "2018-01-01");
    assert_eq!(standing.village(&id("T1")).unwrap().state, VillageState::Unified);
    assert_eq!(data.event(&id("e-M1-admitted")).unwrap().decision, "2-QĐ");
    assert!(data.village(&id("T3")).unwrap().note.contains("Xóm"));
}

#[test]
fn a_folder_without_its_main_tables_is_refused() {
    let empty = tempfile::tempdir().unwrap();
    assert!(matches!(district::read(empty.path()), Err(Unusable::Absent(_))));
    assert!(matches!(district::read(&empty.path().join("none")), Err(Unusable::Io { .. })));
    fs::write(empty.path().join("to_chuc_dang.csv"), "id,ten\n").unwrap();
    assert!(matches!(district::read(empty.path()), Err(Unusable::NoColumn { column: "loai", .. })));
}
