//! Files that are refused, files that would do harm, and rows that come back to be mended.

use std::{
    io::{Cursor, Write},
    sync::Arc,
};

use chibo::{
    domain::{record::Kind, words::Lang},
    import::list::{
        encoding::{Decoded, Encoding},
        grid::Value,
        header,
        heading::Taught,
        look::Found,
        plan::{Order, Outcome, Plan},
        rejects, sentence,
        source::{self, Unreadable},
        try_bytes,
    },
};
use proptest::prelude::*;
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::desk::{LIST_DAY, book, book_in, bytes, day, plan, units_only};

/// A container of parts.
fn container(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        zip.start_file(*name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn why(bytes: &[u8]) -> Unreadable {
    source::read(bytes, None).unwrap_err()
}

#[test]
fn a_container_that_swells_is_refused_before_it_is_read() {
    let zeros = vec![0; 40 << 20];
    assert_eq!(why(&container(&[("xl/workbook.xml", &zeros)])), Unreadable::Swells);
    let names: Vec<String> = (0..201).map(|n| format!("{n}")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert_eq!(why(&container(&many)), Unreadable::Swells);
    let mut large = bytes("a1_dang_vien_sach.xlsx");
    large.resize(source::LARGEST + 1, 0);
    assert_eq!(why(&large), Unreadable::TooLarge(source::LARGEST));
}

#[test]
fn damaged_and_foreign_files_are_refused_with_a_reason() {
    let good = bytes("a4_ket_nap_2017.xlsx");
    assert!(matches!(why(&good[..good.len() / 2]), Unreadable::Damaged(_)));
    let mut bent = good.clone();
    bent[good.len() / 3..good.len() / 3 + 64].fill(0);
    assert!(source::read(&bent, None).is_err());
    let old = bytes("e2_vntime.xls");
    assert!(source::read(&old[..2048], None).is_err());
    assert_eq!(why(&container(&[("word/document.xml", b"<w/>")])), Unreadable::UnknownFormat);
    assert_eq!(why(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Unreadable::UnknownFormat);
    for why in [Unreadable::Swells, Unreadable::Password, Unreadable::TooWide, Unreadable::UnknownEncoding] {
        assert!(!sentence::unreadable(&why, Lang::Vi).is_empty());
    }
}

#[test]
fn a_password_is_asked_to_be_taken_off() {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/EncryptedPackage").unwrap().write_all(&[7; 5000]).unwrap();
    let compound = file.into_inner().into_inner();
    assert_eq!(why(&compound), Unreadable::Password);
}

#[test]
fn rows_and_columns_have_a_limit() {
    let wide: String = (0..300).map(|n| format!("c{n};")).collect();
    assert_eq!(why(wide.as_bytes()), Unreadable::TooWide);
    let long = "a;b\n".repeat(source::MOST_ROWS as usize + 1);
    assert_eq!(why(long.as_bytes()), Unreadable::TooWide);
    let table = |cells: &str| {
        format!(
            "<office:document-content><table:table table:name=\"a\">{cells}</table:table></office:document-content>"
        )
    };
    let cell = "<table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell>";
    let rows =
        table(&format!("<table:table-row table:number-rows-repeated=\"1000000\">{cell}</table:table-row>"));
    assert!(matches!(
        why(&container(&[("content.xml", rows.as_bytes())])),
        Unreadable::TooWide | Unreadable::Swells
    ));
    let columns = table(
        "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"16000\"/></table:table-row>",
    );
    assert_eq!(why(&container(&[("content.xml", columns.as_bytes())])), Unreadable::TooWide);
}

#[test]
fn an_opendocument_sheet_is_read_with_its_dates_fonts_and_merged_cells() {
    let content = r#"<office:document-content>
      <office:automatic-styles><style:style style:name="ce1"><style:text-properties style:font-name=".VnTime"/></style:style></office:automatic-styles>
      <office:body><office:spreadsheet><table:table table:name="DS">
      <table:table-row><table:table-cell office:value-type="string"><text:p>Chi bộ</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Họ và tên</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Ngày sinh</text:p></table:table-cell></table:table-row>
      <table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
      <table:table-row><table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>Chi bộ thôn 1</text:p></table:table-cell><table:table-cell table:style-name="ce1" office:value-type="string"><text:p>NguyÔn &amp; ThuËn</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="1970-02-05T00:00:00"><text:p>05/02/1970</text:p></table:table-cell></table:table-row>
      <table:table-row><table:covered-table-cell/><table:table-cell office:value-type="string"><text:p>Lê<text:s/>An</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="1953"><text:p>1953</text:p></table:table-cell></table:table-row>
      <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
      </table:table></office:spreadsheet></office:body></office:document-content>"#;
    let (book, decoded) = source::read(&container(&[("content.xml", content.as_bytes())]), None).unwrap();
    let sheet = &book.sheets[0];
    let numbers: Vec<u32> = sheet.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [1, 5, 6]);
    assert_eq!(sheet.rows[1].value(1).line(), "Nguyễn & Thuận");
    assert_eq!(sheet.rows[1].value(2), &Value::Day(day("1970-02-05")));
    assert_eq!(sheet.rows[2].value(1).line(), "Lê An");
    assert_eq!(sheet.rows[2].value(2), &Value::Number(1953.0));
    assert_eq!(sheet.covered_from(6, 0), Some(5));
    assert_eq!(decoded.cells[0].0, Encoding::Tcvn3);
}

#[test]
fn a_sheet_that_is_no_list_has_no_heading_and_a_stacked_one_says_so() {
    let taught = Taught::default();
    let stacked = book("f_mau7_hsdv.xlsx");
    let layout = header::lay_out(&stacked.sheets[0], Kind::Member, &taught);
    assert!(layout.blocks.is_empty() && layout.stacked.is_some());
    let district = book("b1_dang_vien_toan_huyen.xlsx");
    let found = Found::of(Arc::clone(&district), Decoded::default(), Kind::Member, taught);
    let names: Vec<&str> = found.lists().iter().map(|s| district.sheets[*s].name.as_str()).collect();
    assert_eq!(names.len(), 17);
    assert_eq!(names[0], "Khối CQ-DN-LLVT");
    assert!(!names.contains(&"DS cu 2016") && !names.contains(&"Tổng hợp"));
}

#[test]
fn an_encoding_can_be_forced_and_what_was_decoded_is_shown() {
    let (_, decoded) = source::read(&bytes("c1_tcvn3_vntime.xlsx"), None).unwrap();
    let (encoding, cells, before, after) = &decoded.cells[0];
    assert_eq!(
        (*encoding, before.as_str(), after.as_str()),
        (Encoding::Tcvn3, "®¶ng bé huyÖn h¶i hµ", "ĐẢNG BỘ HUYỆN HẢI HÀ")
    );
    assert!(*cells > 500, "{cells}");
    for (file, encoding) in [
        ("c1_tcvn3_thuan.txt", Encoding::Tcvn3),
        ("c2_vni_thuan.csv", Encoding::Vni),
        ("d2_windows1258_cham_phay.csv", Encoding::Windows1258),
    ] {
        assert_eq!(*book_in(file, encoding), *book(file), "{file}");
    }
    assert!(source::read(&bytes("d2_windows1258_cham_phay.csv"), Some(Encoding::Utf8)).is_err());
}

#[test]
fn rejected_rows_can_be_mended_and_imported_again() {
    let standing = units_only();
    let before = plan(&book("b1_dang_vien_toan_huyen.xlsx"), Kind::Member, &standing);
    let rejected: Vec<usize> =
        (0..before.rows.len()).filter(|row| rejects::is_rejected(&before, *row)).collect();
    let say = |row: usize, issue: &_| sentence::why(&before, row, issue, &standing, Lang::Vi);
    let bytes = rejects::workbook(&before, Lang::Vi, &say).unwrap().unwrap();
    let (again, _) = source::read(&bytes, None).unwrap();
    let again = plan(&std::sync::Arc::new(again), Kind::Member, &standing);
    assert_eq!(again.rows.len(), rejected.len());
    for (new, old) in again.rows.iter().zip(rejected) {
        assert_eq!(new.said, before.rows[old].said, "{:?}", before.at(old));
    }
}

#[test]
fn work_can_be_ended_and_then_nothing_is_there() {
    let standing = units_only();
    let list = book("d1_utf8_bom_cham_phay.csv");
    let order = Order {
        into: Kind::Member,
        sheets: vec![0],
        list: day(LIST_DAY),
        unit: None,
        taught: Taught::default(),
    };
    for end in [0, 10, 200] {
        assert!(
            Plan::make(std::sync::Arc::clone(&list), &order, &standing, &|done, _| done < end).is_err(),
            "{end}"
        );
    }
    let whole = Plan::make(list, &order, &standing, &|done, all| done <= all).unwrap();
    assert_eq!(whole.count(|o| matches!(o, Outcome::New)), 139);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_text_breaks_the_way_through(text in "(Họ và tên|Ngày sinh|STT|Nam|Nữ|Chi bộ|Tổng|[;\t\n0-9/.]|\\PC){0,60}") {
        try_bytes(text.as_bytes());
    }

    #[test]
    fn no_bent_workbook_breaks_the_way_through(place in 0usize..20_000, with in any::<[u8; 8]>(), file in 0usize..3) {
        let mut bytes = bytes(["b2_thon_khu_pho_lon_xon.xlsx", "e2_vntime.xls", "f_mau7_hsdv.xlsx"][file]);
        let place = place % (bytes.len() - 8);
        bytes[place..place + 8].copy_from_slice(&with);
        try_bytes(&bytes);
    }
}
