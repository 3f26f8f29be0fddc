//! Another district whose tables have the same layout.

use super::*;

/// Another district of the same layout: other ids and names, one commune fewer, a year later for admissions,
/// columns in another order under headings as people write them, semicolons, byte order mark and CRLF.
fn another_district() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let renamed = |text: &str| {
        let text = text.replace("GL", "YX-").replace("Hải Hà", "Bình Khê").replace("Quảng", "Kim");
        match text.as_str() {
            "HU" => "UY9".to_owned(),
            id if id.starts_with('T') && id[1..].bytes().all(|b| b.is_ascii_digit()) => {
                format!("V{}", &id[1..])
            }
            other => other.replace("DB", "DU"),
        }
    };
    for (from, to) in [
        ("to_chuc_dang.csv", "to_chuc_dang.csv"),
        ("dang_vien.csv", "DANG_VIEN.csv"),
        ("thon.csv", "thon.csv"),
        ("cap_uy.csv", "cap_uy.csv"),
        ("chuyen_sinh_hoat.csv", "chuyen_sinh_hoat.csv"),
        ("ket_nap_2017.csv", "ket_nap_2019.csv"),
        ("chuc_danh_kiem_nhiem.csv", "chuc_danh_kiem_nhiem.csv"),
        ("hop_nhat.csv", "hop_nhat.csv"),
        ("quy_che.csv", "quy_che.csv"),
        ("quy_hoach_2020_2025.csv", "quy_hoach_2025_2030.csv"),
        ("to_tang_cuong.csv", "to_tang_cuong.csv"),
        ("to_tang_cuong_thanh_vien.csv", "to_tang_cuong_thanh_vien.csv"),
        ("sinh_hoat_chi_bo.csv", "sinh_hoat_chi_bo.csv"),
    ] {
        let mut out = String::from("\u{feff}");
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).from_path(trung_tinh().join(from)).unwrap();
        for (line, record) in reader.records().map(Result::unwrap).enumerate() {
            let gone = record.iter().any(|f| f == "DB16" || f == "06967" || f.starts_with("CB06967"));
            let heading =
                |f: &str| if f == "id" { "Id".to_owned() } else { f.replace('_', " ").to_uppercase() };
            let cell = |f: &str| if line == 0 { heading(f) } else { renamed(f) };
            let row: Vec<String> = record.iter().rev().map(|f| cell(f).replace(';', ", ")).collect();
            if !gone {
                out += &format!("{}\r\n", row.join(";"));
            }
        }
        fs::write(dir.path().join(to), out).unwrap();
    }
    dir
}

#[test]
fn another_district_of_the_layout_imports_as_well() {
    let dir = another_district();
    let (data, report) = read(dir.path());
    let standing = on(&data, "2018-03-31");
    let lost =
        raw(&trung_tinh(), "dang_vien.csv").iter().filter(|r| r["don_vi_truc_thuoc"] == "DB16").count();
    assert!(lost > 0);
    assert_eq!(standing.total().members(), 2736 - lost);
    assert_eq!(standing.units_direct().len(), 45);
    assert_eq!(standing.unified(), (115, 113));
    assert!(data.office.name.contains("Bình Khê"));
    assert!(data.member(&id("YX-0001")).is_some());
    assert_eq!(data.event(&id("e-YX-2466-admitted")).unwrap().decision, "105-QĐ/HU");
    let named: Vec<_> = report.problems.iter().filter(|p| p.kept == Kept::Nothing).collect();
    assert!(named.is_empty(), "{named:?}");
    let differs: Vec<_> = report.problems.iter().map(|p| (p.file.as_str(), p.line, p.column)).collect();
    let want = [
        ("to_tang_cuong.csv", 7, Some("dia_ban")),
        // The head of the table still counts the commune taken out.
        ("to_chuc_dang.csv", 2, Some("so_dang_vien")),
    ];
    assert_eq!(differs, want);
    assert_eq!((data.pairs().len(), data.mergers().len(), data.teams().len()), (4, 2, 6));
    assert!(data.plannings().values().all(|planning| planning.round == "2020-2025"), "as the rows say");
    let meetings = raw(&trung_tinh(), "sinh_hoat_chi_bo.csv");
    let there = meetings.iter().filter(|row| !row["chi_bo"].starts_with("CB06967")).count();
    assert_eq!(data.meetings().len(), there);
}
