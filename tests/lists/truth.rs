//! Every workbook of the sample, row by row, against its truth.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chibo::{
    domain::{
        date::PartialDate,
        fold,
        identity::number_key,
        record::{Id, Kind},
        standing::Standing,
    },
    import::list::{
        issue::Why,
        plan::{Outcome, Plan},
        said::Said,
    },
};
use serde_json::Value;

use crate::desk::{book, bytes, district, imported, plan, table, units_only};

/// The truth of one file.
fn truth(begins: &str) -> Value {
    let all: Value = serde_json::from_slice(&bytes("truth.json")).unwrap();
    let files = all["tep"].as_array().unwrap();
    files
        .iter()
        .find(|file| file["tep"].as_str().unwrap().starts_with(&format!("van_phong/{begins}")))
        .unwrap()
        .clone()
}

/// Codes of problems that must be reported.
fn must_be_reported() -> BTreeSet<String> {
    let all: Value = serde_json::from_slice(&bytes("truth.json")).unwrap();
    let codes = all["ma_loi"].as_object().unwrap();
    codes.iter().filter(|(_, what)| what["nhom"] == "bao").map(|(code, _)| code.clone()).collect()
}

/// A row of the truth.
struct Row {
    sheet: String,
    number: u32,
    member: String,
    unit: Option<String>,
    codes: BTreeSet<String>,
    changed: BTreeMap<String, Value>,
    does: String,
    columns: BTreeSet<String>,
}

fn rows(file: &Value) -> Vec<Row> {
    let mut rows = Vec::new();
    for sheet in file["sheets"].as_array().unwrap() {
        let Some(lines) = sheet["dong"].as_array() else { continue };
        for line in lines {
            let block = &sheet["khoi"][line["k"].as_u64().unwrap_or(0) as usize];
            let mut columns: BTreeSet<String> = block["cot"].as_object().unwrap().keys().cloned().collect();
            if block["cot"]["ngay_sinh"].get("nam").is_some() {
                columns.insert("gioi_tinh".to_owned());
            }
            let codes =
                line["ma"].as_array().into_iter().flatten().map(|code| code.as_str().unwrap().to_owned());
            rows.push(Row {
                sheet: sheet["ten"].as_str().unwrap_or_default().to_owned(),
                number: line["r"].as_u64().unwrap() as u32,
                member: line["dv"].as_str().unwrap().to_owned(),
                unit: line["cb"].as_str().map(str::to_owned),
                codes: codes.collect(),
                changed: line["sua"].as_object().map(|o| o.clone().into_iter().collect()).unwrap_or_default(),
                does: line["lam"].as_str().unwrap_or_default().to_owned(),
                columns,
            });
        }
    }
    rows
}

fn members() -> HashMap<String, BTreeMap<String, String>> {
    table("dang_vien.csv").into_iter().map(|row| (row["id"].clone(), row)).collect()
}

/// What a row says of a column of the truth.
fn said(said: &Said, column: &str) -> String {
    let text = |field: &str| said.text(Kind::Member, field).to_owned();
    let date = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
    match column {
        "ho_ten" => text("name"),
        "gioi_tinh" => text("sex"),
        "ngay_sinh" => text("born"),
        "dan_toc" => text("ethnic_group"),
        "ton_giao" => text("religion"),
        "que_quan" => text("home_place"),
        "van_hoa" => text("schooling"),
        "chuyen_mon" => text("profession"),
        "ly_luan" => text("political_theory"),
        "nghe_nghiep" => text("occupation"),
        "so_the" => text("card_number"),
        "so_ly_lich" => text("record_number"),
        "huy_hieu" => text("badge_years"),
        "ngay_vao_dang" => date(said.admitted),
        "ngay_chinh_thuc" => date(said.official),
        other => panic!("{other}"),
    }
}

/// Whether it is what the truth says, as its rules compare.
fn is_true(column: &str, said: &str, truth: &str, standing: &Standing) -> bool {
    let _ = standing;
    let choice = |field: &str| {
        let mut member = Kind::Member.blank(Id::new("x").unwrap());
        let place = Kind::Member.place(field).unwrap();
        let truth =
            if field == "political_theory" && truth == "Cao cấp" { "Cao cấp, cử nhân" } else { truth };
        member.set_text(place, truth).unwrap();
        member.text(place) == said
    };
    match column {
        "gioi_tinh" => choice("sex"),
        "dan_toc" => choice("ethnic_group"),
        "ton_giao" => choice("religion"),
        "chuyen_mon" => choice("profession"),
        "ly_luan" => choice("political_theory"),
        "so_the" | "so_ly_lich" => number_key(said) == number_key(truth),
        "ho_ten" | "que_quan" | "nghe_nghiep" => fold::same_syllables(said) == fold::same_syllables(truth),
        _ => said == truth,
    }
}

/// Compares every row with its truth; gives all that differs.
fn differences(file: &Value, plan: &Plan, standing: &Standing) -> Vec<String> {
    const NOT_READ: [&str; 3] = ["chuc_vu_dang", "don_vi_truc_thuoc", "chi_bo"];
    let members = members();
    let mut lines: HashMap<(String, u32), usize> =
        (0..plan.rows.len()).map(|row| ((plan.at(row).sheet, plan.at(row).number), row)).collect();
    let mut wrong = Vec::new();
    for row in rows(file) {
        let place = format!("{} {}", row.sheet, row.number);
        let Some(line) = lines.remove(&(row.sheet.clone(), row.number)) else {
            wrong.push(format!("{place}: not taken for a row"));
            continue;
        };
        let line = &plan.rows[line];
        if row.does == "hoi" {
            if line.outcome != Outcome::Problem {
                wrong.push(format!("{place}: not asked about"));
            }
            continue;
        }
        if (row.does == "gop") != matches!(line.outcome, Outcome::Merged(_)) {
            wrong.push(format!("{place}: {:?} but the truth is {:?}", line.outcome, row.does));
        }
        let record = &members[&row.member];
        for column in row.columns.iter().filter(|column| !NOT_READ.contains(&column.as_str())) {
            let truth = match row.changed.get(column) {
                Some(changed) => changed.as_str().unwrap_or_default().to_owned(),
                None => record[column].clone(),
            };
            let here = said(&line.said, column);
            let coarse = column == "ngay_sinh"
                && row.codes.contains("nam_sinh")
                && truth.starts_with(&here)
                && !here.is_empty();
            let asked = column == "dan_toc" && row.codes.contains("dan_toc_khong_ro") && here.is_empty();
            if !is_true(column, &here, &truth, standing) && !coarse && !asked {
                wrong.push(format!("{place} {column}: {here:?} but the truth is {truth:?} {:?}", row.codes));
            }
        }
        let unit = line.said.unit.as_ref().map(ToString::to_string);
        let merged = row.codes.contains("trung_hai_don_vi");
        if unit != row.unit && !merged {
            wrong.push(format!("{place} unit: {unit:?} but the truth is {:?} {:?}", row.unit, row.codes));
        }
    }
    wrong.extend(lines.keys().map(|(sheet, number)| format!("{sheet} {number}: taken for a row")));
    wrong
}

/// Whether an issue must be reported by the truth, and not only may be.
fn is_plain(why: &Why) -> bool {
    !matches!(
        why,
        Why::Serial(_)
            | Why::SchoolingFromDay(_)
            | Why::NameTrimmed(_)
            | Why::UnitRead(..)
            | Why::Unknown(..)
    )
}

/// Reported rows that need not be, and rows not reported that must be.
fn reports(file: &Value, plan: &Plan) -> Vec<String> {
    let must = must_be_reported();
    let mut wrong = Vec::new();
    let by_place: HashMap<(String, u32), usize> =
        (0..plan.rows.len()).map(|row| ((plan.at(row).sheet, plan.at(row).number), row)).collect();
    for row in rows(file) {
        let Some(line) = by_place.get(&(row.sheet.clone(), row.number)) else { continue };
        let reported: Vec<&Why> =
            plan.rows[*line].issues().map(|issue| &issue.why).filter(|why| is_plain(why)).collect();
        let due: Vec<&String> = row.codes.intersection(&must).collect();
        if due.is_empty() != reported.is_empty() {
            wrong.push(format!("{} {}: {reported:?} but the truth is {due:?}", row.sheet, row.number));
        }
    }
    wrong
}

fn check(begins: &str, name: &str) {
    let file = truth(begins);
    let standing = units_only();
    let plan = plan(&book(name), Kind::Member, &standing);
    let wrong = differences(&file, &plan, &standing);
    assert!(
        wrong.is_empty(),
        "{} differ:\n{}",
        wrong.len(),
        wrong.iter().take(60).cloned().collect::<Vec<_>>().join("\n")
    );
    let wrong = reports(&file, &plan);
    assert!(
        wrong.is_empty(),
        "{} reports:\n{}",
        wrong.len(),
        wrong.iter().take(60).cloned().collect::<Vec<_>>().join("\n")
    );
    let after = imported(&plan, &standing);
    let want = file["dem"]["so_nguoi_phai_co_sau_khi_nhap"].as_u64().unwrap() as usize;
    assert_eq!(after.data.count(Kind::Member), want);
    let again = crate::desk::plan(&book(name), Kind::Member, &after);
    let changed: Vec<_> =
        again.rows.iter().filter(|row| matches!(row.outcome, Outcome::New | Outcome::Changed(..))).collect();
    assert!(changed.is_empty(), "a second time: {} {:?}", changed.len(), changed.first());
}

#[test]
fn the_clean_list_of_members() {
    check("a1", "a1_dang_vien_sach.xlsx");
}

#[test]
fn the_messy_workbook_of_a_whole_district() {
    check("b1", "b1_dang_vien_toan_huyen.xlsx");
}

#[test]
fn lists_in_tcvn3_and_vni() {
    check("c1_tcvn3_vntime", "c1_tcvn3_vntime.xlsx");
    check("c1_tcvn3_thuan", "c1_tcvn3_thuan.txt");
    check("c2_vni_times", "c2_vni_times.xlsx");
    check("c2_vni_thuan", "c2_vni_thuan.csv");
}

#[test]
fn text_tables_in_four_encodings() {
    check("d1", "d1_utf8_bom_cham_phay.csv");
    check("d2", "d2_windows1258_cham_phay.csv");
    check("d3", "d3_utf16_tab.txt");
    check("d4", "d4_utf8_phay_trich_dan.csv");
}

#[test]
fn old_workbooks() {
    check("e1", "e1_khoi_co_quan.xls");
    check("e2", "e2_vntime.xls");
}

#[test]
fn a_clean_list_of_what_the_register_has_changes_nothing() {
    let standing = district();
    let plan = plan(&book("a1_dang_vien_sach.xlsx"), Kind::Member, &standing);
    let changed: Vec<_> =
        plan.rows.iter().filter(|row| !matches!(row.outcome, Outcome::Same(_))).take(5).collect();
    assert!(changed.is_empty(), "{changed:?}");
    assert_eq!(plan.rows.len(), 2736);
}
