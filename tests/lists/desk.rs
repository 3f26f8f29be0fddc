//! Workbooks of the tests and registers to import them into.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use chibo::{
    domain::{
        data::Data,
        date::Date,
        record::{Id, Kind},
        standing::Standing,
    },
    import::{
        district,
        list::{
            encoding::{Decoded, Encoding},
            grid::Workbook,
            heading::Taught,
            look::Found,
            plan::{Order, Plan},
            source,
        },
    },
};

pub(crate) const LIST_DAY: &str = "2018-03-31";

pub(crate) fn data_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data")
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

/// The register a district's tables make.
pub(crate) fn district() -> Standing {
    let (data, _) = district::read(&data_dir().join("trung_tinh")).unwrap();
    Standing::new(data, day(LIST_DAY))
}

/// The same district with nothing in it but its units.
pub(crate) fn units_only() -> Standing {
    let full = district().data;
    let mut data = Data::new(full.office.as_ref().clone());
    full.units().values().for_each(|unit| data.put(Box::new(unit.record().clone())));
    Standing::new(data, day(LIST_DAY))
}

pub(crate) fn bytes(file: &str) -> Vec<u8> {
    std::fs::read(data_dir().join("van_phong").join(file)).unwrap()
}

pub(crate) fn book(file: &str) -> Arc<Workbook> {
    Arc::new(source::read(&bytes(file), None).unwrap().0)
}

pub(crate) fn book_in(file: &str, encoding: Encoding) -> Arc<Workbook> {
    Arc::new(source::read(&bytes(file), Some(encoding)).unwrap().0)
}

/// Plans the import of all sheets that look like lists of a kind.
pub(crate) fn plan(book: &Arc<Workbook>, into: Kind, standing: &Standing) -> Plan {
    let taught = Taught::default();
    let mut sheets = Found::of(Arc::clone(book), Decoded::default(), into, taught.clone()).lists();
    sheets.sort_unstable();
    let order = Order { into, sheets, list: day(LIST_DAY), unit: None, taught };
    Plan::make(Arc::clone(book), &order, standing, &|_, _| true).unwrap()
}

/// The register after an import, with ids that count up.
pub(crate) fn imported(plan: &Plan, standing: &Standing) -> Standing {
    let mut count = 0u16;
    let mut new_id = |kind: Kind| {
        count += 1;
        id(&format!("{}-{count}", kind.code()))
    };
    let batch = plan.batch(standing, &mut new_id);
    let data = standing.data.committed(&batch).unwrap();
    Standing::new(data, day(LIST_DAY))
}

/// A plain table as rows of column and value.
pub(crate) fn table(file: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(data_dir().join("trung_tinh").join(file)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}
