//! The figures of the paragraph as a table.

use super::{OfBooks, Sentence};
use crate::domain::{
    record::{Id, Kind},
    report::{Cell, Rank, Share, Table},
    words::Label,
};

/// The figures of the paragraph, each with the names behind it.
pub(super) fn table(sentences: &[Sentence]) -> Table {
    let mut table = Table::new(
        "figures",
        Label::new("Số liệu trong đoạn văn", "Figures of the paragraph"),
        &[("what", Label::new("Chỉ tiêu", "What")), ("figure", Label::new("Số liệu", "Figure"))],
    );
    for sentence in sentences {
        let mut row = |vi, en, cell| push(&mut table, vi, en, cell);
        match sentence {
            Sentence::Size { units, members } => {
                if !units.is_empty() {
                    row("Chi, đảng bộ trực thuộc", "Directly affiliated units", count(Kind::Unit, units));
                }
                row("Đảng viên", "Members", count(Kind::Member, members));
            }
            Sentence::Admitted { year, members, plan } => {
                row("Năm", "Year", Cell::Text(year.to_string()));
                row("Kết nạp trong năm", "Admitted in the year", count(Kind::Member, members));
                if let Some(plan) = plan {
                    let share = Share { part: members.len(), whole: *plan as usize, places: 2 };
                    row("Kế hoạch", "Plan", Cell::Number((*plan).into()));
                    row("% kế hoạch", "% of the plan", Cell::Share(share));
                    row("± so với kế hoạch", "Above or below plan", Cell::Excess(share));
                }
            }
            Sentence::Unified { villages, unified, left, planned } => {
                row("Thôn, bản, khu phố", "Villages", count(Kind::Village, villages));
                row("Đã nhất thể hóa", "Unified", count(Kind::Village, unified));
                row("Tỷ lệ", "Share", Cell::share(unified.len(), villages.len(), 1));
                row("Chưa", "Not yet", count(Kind::Village, left));
                row("Dự kiến", "Planned", Cell::date(*planned));
            }
            Sentence::Moved { cells, events, .. } => {
                row("Chi bộ đã giải thể", "Cells dissolved", count(Kind::Unit, cells));
                row("Đảng viên chuyển về thôn", "Members moved to villages", count(Kind::Event, events));
            }
            Sentence::Merged { units, into, .. } => {
                row("Tổ chức đã sáp nhập, hợp nhất", "Units merged", count(Kind::Unit, units));
                row("Thành", "Into", count(Kind::Unit, into));
            }
            Sentence::Books(said) => of_books(said, &mut table),
        }
    }
    table
}

fn push(table: &mut Table, vi: &'static str, en: &'static str, cell: Cell) {
    table.push(Rank::Item(0), vec![Cell::Words(Label::new(vi, en)), cell]);
}

fn count(kind: Kind, ids: &[Id]) -> Cell {
    Cell::Count(kind, ids.to_vec())
}

fn of_books(said: &OfBooks, table: &mut Table) {
    let mut row = |vi, en, cell| push(table, vi, en, cell);
    match said {
        OfBooks::Doubled { pairs, secretaries, left } => {
            row("Chức danh kiêm nhiệm", "Double posts", count(Kind::Pair, pairs));
            row("Bí thư kiêm chức danh khác", "With a secretary", count(Kind::Pair, secretaries));
            row("Chưa kiêm nhiệm", "Not in one hand", count(Kind::Pair, left));
        }
        OfBooks::Joined { mergers, bodies, on } => {
            row("Lần hợp nhất cơ quan", "Mergers of agencies", count(Kind::Merger, mergers));
            row("Cơ quan đã hợp nhất", "Agencies merged", count(Kind::Agency, bodies));
            row("Công bố ngày", "Announced on", Cell::date(*on));
        }
        OfBooks::Resolved { resolutions, plans, units, .. } => {
            row("Nghị quyết", "Resolutions", count(Kind::Paper, resolutions));
            row("Chương trình, kế hoạch hành động", "Action plans", count(Kind::Paper, plans));
            row("Của tổ chức đảng", "Of units", count(Kind::Unit, units));
        }
        OfBooks::Revised { papers, .. } => {
            row("Quy chế, quy định đã rà soát", "Regulations revised", count(Kind::Paper, papers));
        }
        OfBooks::Planned { round, entries, members, women, minorities, reviewed } => {
            row("Quy hoạch giai đoạn", "Round of the cadre plan", Cell::text(round));
            row("Lượt quy hoạch", "Entries of the plan", count(Kind::Planning, entries));
            row("Cán bộ trong quy hoạch", "Persons planned", count(Kind::Member, members));
            row("Trong đó nữ", "Women among them", count(Kind::Member, women));
            row("Trong đó dân tộc thiểu số", "Minorities among them", count(Kind::Member, minorities));
            row("Rà soát gần nhất", "Last reviewed", Cell::date(*reviewed));
        }
        OfBooks::Trained { courses, held, rotations, rotated, .. } => {
            row("Lớp theo kế hoạch", "Courses planned", count(Kind::Training, courses));
            row("Lớp đã mở", "Courses held", count(Kind::Training, held));
            row("Luân chuyển theo kế hoạch", "Rotations planned", count(Kind::Rotation, rotations));
            row("Đã luân chuyển", "Rotations done", count(Kind::Rotation, rotated));
        }
        OfBooks::Attended { teams, meetings, units, open, .. } => {
            row("Tổ tăng cường", "Teams", count(Kind::Team, teams));
            row("Cuộc họp có tổ dự", "Meetings attended", count(Kind::Meeting, meetings));
            row("Tổ chức đảng được dự", "Units visited", count(Kind::Unit, units));
            row("Hạn chế chưa khắc phục", "Findings open", count(Kind::Meeting, open));
        }
        OfBooks::Followed { prospects, young, minorities } => {
            row("Quần chúng ưu tú đang theo dõi", "Prospects", count(Kind::Prospect, prospects));
            row("Không quá 30 tuổi", "At most 30 years old", count(Kind::Prospect, young));
            row("Quần chúng dân tộc thiểu số", "Prospects of minorities", count(Kind::Prospect, minorities));
        }
    }
}
