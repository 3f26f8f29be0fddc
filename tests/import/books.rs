//! The tables of the books: double posts, mergers, teams and meetings, documents, cadre plan, courses, rotations.

use chibo::{
    domain::{
        agency::Side,
        meeting::{Quality, TeamRole, YesNo},
        paper::PaperKind,
        report::{Name, Request, report},
        words::Lang,
    },
    import::report::Assumption,
    text::report::paragraph,
};
use serde_json::Value;

use super::*;

/// The figures that stand in the truth of the district.
fn truth() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/van_phong/truth.json");
    let truth: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    truth["con_so"].clone()
}

/// How many rows of a table have such a word in a column.
fn rows(file: &str, column: &str, is: impl Fn(&str) -> bool) -> usize {
    raw(&trung_tinh(), file).iter().filter(|row| is(&row[column])).count()
}

#[test]
fn the_books_have_the_figures_of_the_truth_and_as_many_records_as_rows() {
    let (data, report) = read(&trung_tinh());
    let truth = truth();
    let of = |name: &str| usize::try_from(truth[name].as_u64().unwrap()).unwrap();
    assert_eq!(data.pairs().len(), of("chuc_danh_kiem_nhiem"));
    assert_eq!(data.mergers().len(), of("hop_nhat"));
    let announced: Vec<String> =
        data.mergers().values().filter_map(|m| m.announced).map(|day| day.to_string()).collect();
    assert!(announced.iter().all(|day| day == truth["ngay_hop_nhat"].as_str().unwrap()));
    assert_eq!(announced.len(), of("hop_nhat"));
    assert_eq!(data.documents().len(), of("quy_che"));
    assert_eq!(data.meetings().len(), of("cuoc_hop"));
    assert_eq!(data.teams().len(), of("to_tang_cuong"));
    let round = truth["giai_doan_quy_hoach"].as_str().unwrap();
    assert!(data.plannings().values().all(|planning| planning.round == round));
    let any = |_: &str| true;
    assert_eq!(data.plannings().len(), rows("quy_hoach_2020_2025.csv", "id", any));
    assert_eq!(data.trainings().len(), rows("ke_hoach_dao_tao.csv", "id", any));
    assert_eq!(data.rotations().len(), rows("luan_chuyen.csv", "id", any));
    let taken = |file: &str| report.tables.iter().find(|t| t.file == file).unwrap().taken;
    assert_eq!(taken("to_tang_cuong_thanh_vien.csv"), rows("to_tang_cuong_thanh_vien.csv", "to", any));
}

#[test]
fn double_posts_are_derived_and_stand_as_their_table_says() {
    let (data, _) = read(&trung_tinh());
    let standing = on(&data, "2018-03-31");
    for row in raw(&trung_tinh(), "chuc_danh_kiem_nhiem.csv") {
        let pair = data.pair(&id(&row["id"])).unwrap();
        let stands = standing.pair(&pair.id).unwrap();
        assert_eq!(stands.state, PairState::Unified);
        assert_eq!(stands.since.unwrap().to_string(), row["ngay_bat_dau"]);
        assert_eq!(stands.first.unwrap().member.unwrap().as_str(), row["dang_vien"]);
        let name = |post: &Option<Id>| data.position(post.as_ref().unwrap()).unwrap().name.clone();
        assert_eq!(
            (name(&pair.first), name(&pair.second)),
            (row["chuc_danh_dang"].clone(), row["chuc_danh_kiem"].clone())
        );
        assert_eq!(pair.programme, row["can_cu"]);
    }
    let before = on(&data, "2015-09-09");
    assert_eq!(before.pair(&id("KN1")).unwrap().state, PairState::Vacant, "the day before it began");
}

#[test]
fn agencies_teams_and_documents_hang_together() {
    let (data, report) = read(&trung_tinh());
    let merger = data.merger(&id("HN1")).unwrap();
    let new = data.agency(merger.into.as_ref().unwrap()).unwrap();
    assert_eq!((new.name.as_str(), new.cell.clone()), ("Cơ quan Ban Tổ chức - Nội vụ", Some(id("CB1702"))));
    assert_eq!(new.side, None, "of a Party and of a state agency");
    let bodies: Vec<_> = data
        .agencies()
        .values()
        .filter(|a| a.merged == Some(id("HN1")))
        .map(|a| (a.name.as_str(), a.side))
        .collect();
    assert_eq!(bodies, [("Ban Tổ chức Huyện ủy", Some(Side::Party)), ("Phòng Nội vụ", Some(Side::State))]);
    let of = |role: TeamRole| data.assignments().values().filter(|a| a.role == role).count();
    assert_eq!(
        of(TeamRole::Leader),
        rows("to_tang_cuong_thanh_vien.csv", "vai_tro", |role| role == "Tổ trưởng")
    );
    assert_eq!(
        of(TeamRole::Member),
        rows("to_tang_cuong_thanh_vien.csv", "vai_tro", |role| role == "Tổ viên")
    );
    let areas: usize =
        raw(&trung_tinh(), "to_tang_cuong.csv").iter().map(|r| r["dia_ban"].split(';').count()).sum();
    assert_eq!(of(TeamRole::Area), areas);
    let meetings = || data.meetings().values();
    assert_eq!(
        meetings().filter(|m| m.team.is_some()).count(),
        rows("sinh_hoat_chi_bo.csv", "to_tang_cuong", |t| !t.is_empty())
    );
    assert_eq!(
        meetings().filter(|m| m.quality == Some(Quality::Average)).count(),
        rows("sinh_hoat_chi_bo.csv", "xep_loai", |t| t == "Trung bình")
    );
    assert_eq!(
        meetings().filter(|m| m.resolution == Some(YesNo::No)).count(),
        rows("sinh_hoat_chi_bo.csv", "co_nghi_quyet", |t| t == "0")
    );
    let rules = data.document(&id("QC1")).unwrap();
    assert_eq!((rules.kind, rules.unit.clone()), (PaperKind::WorkingRules, Some(id("HU"))));
    assert_eq!((rules.reviewed, rules.review_due), (rules.issued, "2018-03-20".parse().ok()));
    let off = data.plannings().values().filter(|p| p.to.is_some() && p.to == p.reviewed).count();
    assert_eq!(off, rows("quy_hoach_2020_2025.csv", "tinh_trang", |state| state == "đưa ra"));
    let held: Vec<_> =
        data.trainings().values().filter(|t| t.held.is_some()).map(|t| t.note.as_str()).collect();
    assert_eq!(held, ["Quý I/2018"]);
    let assumed = |what| report.assumed.iter().find(|(a, _)| *a == what).map_or(0, |(_, count)| *count);
    assert_eq!((assumed(Assumption::SideByName), assumed(Assumption::HeldAsPlanned)), (4, 1));
}

#[test]
fn the_paragraph_of_the_districts_tables_has_the_figures_of_the_article() {
    let (data, _) = read(&trung_tinh());
    let day = "2018-04-14".parse().unwrap();
    let said = paragraph(&report(&data, &Request::up_to(Name::Brief, day)), Lang::Vi);
    for words in [
        "46 chi, đảng bộ trực thuộc với 2.736 đảng viên",
        "kết nạp 123 đảng viên, đạt 108,85 % kế hoạch (113), vượt 8,85 % kế hoạch",
        "116/118 thôn, bản, khu phố (98,3 %)",
        "02 thôn còn lại dự kiến tháng 9/2018",
        "126 đảng viên của 12 chi bộ cơ quan xã",
        "04 chức danh kiêm nhiệm",
        "Hợp nhất 02 cặp cơ quan (công bố ngày 15/3/2018)",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn each_row_of_the_books_that_cannot_be_read_is_named_with_its_reason() {
    let dir = small(&[
        (
            "chuc_danh_kiem_nhiem.csv",
            "id,chuc_danh_dang,chuc_danh_kiem,dang_vien,ngay_bat_dau,can_cu,trang_thai\n\
             K1,Trưởng ban A,Trưởng phòng B,M1,2016-01-01,,đang thực hiện\n\
             K2,Trưởng ban C,,M1,,,\n\
             K3,Trưởng ban D,Chánh E,M9,2016-01-01,,đang thực hiện\n\
             K4,Trưởng ban F,Chánh G,M1,,,đã thôi\n\
             K5,Trưởng ban H,Chánh I,,,,khuyết\n"
                .as_bytes(),
        ),
        (
            "hop_nhat.csv",
            "id,co_quan_1,co_quan_2,sau_hop_nhat,chi_bo_moi,cap_quyet_dinh,ngay_cong_bo,trang_thai\n\
             N1,Ban A,Phòng B,Cơ quan A - B,Z9,,2018-03-15,đã công bố\n\
             N2,Ban C,Phòng D,Cơ quan C - D,,,,đã công bố\n\
             N3,Ban A,Phòng E,Cơ quan A - E,,,2018-03-16,\n\
             N4,Ban F,Phòng G,Cơ quan F - G,,,,dự kiến\n"
                .as_bytes(),
        ),
        (
            "to_tang_cuong.csv",
            "id,ten,to_truong,dia_ban,ngay_thanh_lap\nG1,Tổ 1,M1,00001;00002,\nG2,,M1,,\n".as_bytes(),
        ),
        (
            "to_tang_cuong_thanh_vien.csv",
            "to,dang_vien,vai_tro\nG1,M1,Tổ viên\nG1,M1,Tổ trưởng\nG9,M1,Tổ viên\n".as_bytes(),
        ),
        (
            "sinh_hoat_chi_bo.csv",
            "id,chi_bo,ky,ngay,loai,phai_du,co_mat,vang_co_ly_do,vang_khong_ly_do,to_tang_cuong,nguoi_du,xep_loai,co_nghi_quyet\n\
             H1,A1,2018-02,2018-01-03,Thường kỳ,5,3,1,0,G9,M9,Xuất sắc,2\n\
             H2,A9,,2018-01-03,,,,,,,,,\n\
             H3,A1,,1/2018,,,,,,,,,\n\
             H4,A1,,2018-01-03,Liên hoan,,,,,,,,\n"
                .as_bytes(),
        ),
        (
            "quy_che.csv",
            "id,loai,ten,hanh_dong,ngay_ban_hanh,ngay_ra_soat_tiep,trang_thai\n\
             C1,Quy chế,Quy chế 1,chép lại,2018-01-01,,đang sửa\nC2,Sổ tay,Sổ,,,,\n"
                .as_bytes(),
        ),
        (
            "quy_hoach_2025_2030.csv",
            "id,giai_doan,chuc_danh,don_vi,dang_vien,ngay_ra_soat,tinh_trang\n\
             L1,2025-2030,Bí thư,A,M1,,đưa ra\nL2,2025-2030,Bí thư,A,M1,,để lại\n"
                .as_bytes(),
        ),
        (
            "ke_hoach_dao_tao.csv",
            "id,lop,doi_tuong,chi_tieu,quy,noi_mo,trang_thai\nD1,Lớp 1,,x,V/2018,,đã mở\nD2,Lớp 2,,5,9/2018,,hoãn\n"
                .as_bytes(),
        ),
        (
            "luan_chuyen.csv",
            "id,dang_vien,tu_don_vi,den_don_vi,chuc_danh_den,thang_du_kien,trang_thai\n\
             U1,M1,A9,A,Bí thư,13/2018,đã thực hiện\nU2,M7,A,A,Bí thư,,\n"
                .as_bytes(),
        ),
    ]);
    let (data, report) = read(dir.path());
    let got: Vec<_> = report
        .problems
        .iter()
        .map(|p| (p.file.trim_end_matches(".csv"), p.line, p.column.unwrap(), p.kept))
        .collect();
    use Kept::{All, Nothing, Rest};
    let want = [
        ("chuc_danh_kiem_nhiem", 3, "chuc_danh_kiem", Nothing),
        ("chuc_danh_kiem_nhiem", 4, "dang_vien", Rest),
        ("chuc_danh_kiem_nhiem", 5, "trang_thai", Nothing),
        ("hop_nhat", 2, "chi_bo_moi", Rest),
        ("hop_nhat", 3, "ngay_cong_bo", Nothing),
        ("hop_nhat", 4, "co_quan_1", All),
        ("hop_nhat", 5, "trang_thai", Nothing),
        ("to_tang_cuong", 2, "dia_ban", Rest),
        ("to_tang_cuong", 3, "ten", Nothing),
        ("to_tang_cuong_thanh_vien", 2, "vai_tro", All),
        ("to_tang_cuong_thanh_vien", 3, "dang_vien", Nothing),
        ("to_tang_cuong_thanh_vien", 4, "to", Nothing),
        ("sinh_hoat_chi_bo", 2, "to_tang_cuong", Rest),
        ("sinh_hoat_chi_bo", 2, "nguoi_du", Rest),
        ("sinh_hoat_chi_bo", 2, "xep_loai", Rest),
        ("sinh_hoat_chi_bo", 2, "co_nghi_quyet", Rest),
        ("sinh_hoat_chi_bo", 2, "ky", All),
        ("sinh_hoat_chi_bo", 2, "vang_khong_ly_do", All),
        ("sinh_hoat_chi_bo", 3, "chi_bo", Nothing),
        ("sinh_hoat_chi_bo", 4, "ngay", Nothing),
        ("sinh_hoat_chi_bo", 5, "loai", Nothing),
        ("quy_che", 2, "hanh_dong", Rest),
        ("quy_che", 2, "trang_thai", Rest),
        ("quy_che", 3, "loai", Nothing),
        ("quy_hoach_2025_2030", 2, "ngay_ra_soat", Nothing),
        ("quy_hoach_2025_2030", 3, "tinh_trang", Rest),
        ("ke_hoach_dao_tao", 2, "chi_tieu", Rest),
        ("ke_hoach_dao_tao", 2, "quy", Rest),
        ("ke_hoach_dao_tao", 2, "trang_thai", Rest),
        ("ke_hoach_dao_tao", 3, "trang_thai", Rest),
        ("luan_chuyen", 2, "tu_don_vi", Rest),
        ("luan_chuyen", 2, "thang_du_kien", Rest),
        ("luan_chuyen", 2, "trang_thai", Rest),
        ("luan_chuyen", 3, "dang_vien", Nothing),
        // Its holder is not known, so by the register the post is vacant.
        ("chuc_danh_kiem_nhiem", 4, "trang_thai", All),
    ];
    assert_eq!(got, want);
    let standing = on(&data, "2018-04-01");
    let state = |pair: &str| standing.pair(&id(pair)).map(|pair| pair.state);
    assert_eq!(["K1", "K4", "K5"].map(state), [Some(PairState::Unified), None, Some(PairState::Vacant)]);
    assert_eq!(data.agencies().values().find(|a| a.name == "Ban A").unwrap().merged, Some(id("N1")));
    assert_eq!(
        data.rotation(&id("U1")).unwrap().note,
        "đã thực hiện",
        "what could not be read stays as a remark"
    );
    assert_eq!(data.planning(&id("L2")).unwrap().note, "để lại");
}
