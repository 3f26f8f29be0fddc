//! The pages as they are read, and the paragraph.

use chibo::{
    domain::{
        data::Data,
        office::Office,
        record::{Described, Id, Kind},
        report::{Name, Report, Request, report},
        words::Lang,
    },
    text::report::{page, paragraph},
};

use crate::{DAYS, made, sample};

/// Asserts a page against its snapshot.
macro_rules! page {
    ($report:expr, $lang:expr, $name:literal) => {
        insta::with_settings!(
            { snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true },
            { insta::assert_snapshot!($name, page(&$report, None, $lang)) }
        )
    };
}

fn year_2017(name: Name) -> Report {
    made(&sample(), name, DAYS[1])
}

#[test]
fn the_pages_are_those_of_the_office() {
    let request = Request { compare: Some(DAYS[1]), ..Request::up_to(Name::Unification, DAYS[2]) };
    page!(report(&sample(), &request), Lang::Vi, "report_unification");
    page!(year_2017(Name::Admissions), Lang::Vi, "report_admissions");
    page!(made(&sample(), Name::Progress, DAYS[2]), Lang::Vi, "report_progress");
    page!(made(&sample(), Name::Badges, DAYS[2]), Lang::Vi, "report_badges");
    page!(year_2017(Name::Movement), Lang::Vi, "report_movement");
    page!(year_2017(Name::Movement), Lang::En, "report_movement_en");
    page!(year_2017(Name::Admitted), Lang::Vi, "report_admitted");
    page!(year_2017(Name::Membership), Lang::Vi, "report_membership");
    page!(year_2017(Name::Organisations), Lang::Vi, "report_organisations");
    page!(year_2017(Name::MemberRatings), Lang::Vi, "report_member_ratings");
}

#[test]
fn of_an_empty_register_every_report_is_made_and_the_paragraph_says_nothing() {
    let data = Data::new(Office::blank(Id::office()));
    for name in Name::ALL {
        let report = made(&data, *name, DAYS[2]);
        assert!(!page(&report, None, Lang::Vi).is_empty(), "{name:?}");
        assert_eq!(paragraph(&report, Lang::Vi), "");
        let columns = |table: &chibo::domain::report::Table| {
            table.rows.iter().all(|r| r.cells.len() == table.columns.len())
        };
        assert!(report.tables.iter().all(columns), "{name:?}");
    }
}

#[test]
fn every_row_of_every_report_has_a_cell_for_every_column() {
    for name in Name::ALL {
        for unit in [None, sample().ids(Kind::Unit).into_iter().nth(3)] {
            let request = Request { unit, compare: Some(DAYS[0]), ..Request::up_to(*name, DAYS[1]) };
            for table in report(&sample(), &request).tables {
                assert!(
                    table.rows.iter().all(|row| row.cells.len() == table.columns.len()),
                    "{name:?} {}",
                    table.code
                );
            }
        }
    }
}
