//! The sentences of the situation in a paragraph. They decide no figure.

use super::{
    date, figure,
    messages::sentences,
    report::{hundredths, percentage, whole},
};
use crate::domain::{
    report::{OfBooks, Report, Sentence, Share, Workplace},
    words::Lang,
};

sentences! {
    brief_size(units, members): "Toàn đảng bộ có {units} chi, đảng bộ trực thuộc với {members} đảng viên.", "{units} units stand directly under the committee, with {members} members.";
    brief_members(members): "Có {members} đảng viên.", "There are {members} members.";
    brief_admitted(year, count): "Năm {year} kết nạp {count} đảng viên.", "In {year} {count} members were admitted.";
    brief_planned(year, count, percent, plan, beside): "Năm {year} kết nạp {count} đảng viên, đạt {percent} kế hoạch ({plan}){beside}.", "In {year} {count} members were admitted, {percent} of the plan ({count} of {plan}){beside}.";
    brief_above(excess): ", vượt {excess} kế hoạch", ", {excess} above plan";
    brief_below(excess): ", thấp hơn kế hoạch {excess}", ", {excess} below plan";
    brief_unified(unified, villages, percent, rest): "{unified}/{villages} thôn, bản, khu phố ({percent}) có bí thư chi bộ đồng thời là trưởng thôn{rest}.", "In {unified} of {villages} villages ({percent}) the secretary of the cell is also the village head{rest}.";
    brief_left_planned(left, month): "; {left} thôn còn lại dự kiến tháng {month}", "; the other {left} are planned for {month}";
    brief_left(left): "; còn {left} thôn chưa có dự kiến đủ", "; {left} are left, not all with a plan";
    brief_moved(members, cells): "Đã chuyển {members} đảng viên của {cells} chi bộ giải thể về sinh hoạt tại chi bộ thôn, bản, khu phố.", "{members} members of {cells} cells that were dissolved were moved to cells of villages.";
    brief_merged(units, into): "Hợp nhất {units} tổ chức đảng thành {into}.", "{units} units were merged into {into}.";
    brief_merged_on(units, into, day): "Hợp nhất {units} tổ chức đảng thành {into} (ngày {day}).", "{units} units were merged into {into} (on {day}).";
    brief_moved_offices(members, cells): "Đã chuyển {members} đảng viên của {cells} chi bộ cơ quan xã về sinh hoạt tại chi bộ thôn, bản, khu phố.", "{members} members of {cells} cells of commune offices were moved to cells of villages.";
    brief_doubled(pairs, rest): "{pairs} chức danh kiêm nhiệm{rest}.", "{pairs} double posts are in one hand{rest}.";
    brief_doubled_secretary(posts, rest): "Bí thư cấp ủy kiêm {posts} chức danh{rest}.", "Double posts that a secretary holds: {posts}{rest}.";
    brief_doubled_both(pairs, posts, rest): "{pairs} chức danh kiêm nhiệm; bí thư cấp ủy kiêm {posts} chức danh{rest}.", "{pairs} double posts are in one hand, and {posts} more that a secretary holds{rest}.";
    brief_posts_left(left): "; còn {left} chưa thực hiện", "; {left} are not yet in one hand";
    brief_joined_pairs(pairs, on): "Hợp nhất {pairs} cặp cơ quan{on}.", "{pairs} pairs of agencies were merged{on}.";
    brief_joined(bodies, into, on): "Hợp nhất {bodies} cơ quan thành {into}{on}.", "{bodies} agencies were merged into {into}{on}.";
    brief_announced(day): " (công bố ngày {day})", " (announced on {day})";
    brief_resolved(year, resolutions, plans, units): "Từ đầu năm {year}, {units} tổ chức đảng ban hành {resolutions} nghị quyết và {plans} chương trình, kế hoạch hành động.", "Since the beginning of {year} {units} units have passed {resolutions} resolutions and {plans} action plans.";
    brief_revised(year, papers): "Từ đầu năm {year} rà soát, sửa đổi, bổ sung {papers} quy chế, quy định.", "Since the beginning of {year} {papers} working rules and regulations were reviewed and amended.";
    brief_cadres(round, entries, members, women, minorities, reviewed): "Quy hoạch cán bộ giai đoạn {round} có {members} cán bộ ({entries} lượt), nữ {women}, dân tộc thiểu số {minorities}{reviewed}.", "The cadre plan {round} has {members} persons ({entries} entries), {women} women, {minorities} of ethnic minorities{reviewed}.";
    brief_reviewed(day): "; rà soát gần nhất ngày {day}", "; last reviewed on {day}";
    brief_trained(year, said): "Năm {year}: {said}.", "In {year}: {said}.";
    brief_courses(planned, held): "kế hoạch {planned} lớp đào tạo, bồi dưỡng, đã mở {held}", "{planned} courses planned, {held} held";
    brief_rotations(planned, done): "kế hoạch luân chuyển {planned} cán bộ, đã thực hiện {done}", "{planned} rotations planned, {done} done";
    brief_attended(year, teams, meetings, units, open): "Từ đầu năm {year}, {teams} tổ tăng cường dự {meetings} cuộc họp của {units} tổ chức đảng{open}.", "Since the beginning of {year} {teams} teams have attended {meetings} meetings of {units} units{open}.";
    brief_open(open): "; {open} cuộc còn hạn chế chưa khắc phục", "; what was found at {open} of them is not yet mended";
    brief_followed(prospects, young, minorities): "Đang theo dõi, giúp đỡ {prospects} quần chúng ưu tú, trong đó không quá 30 tuổi {young}, dân tộc thiểu số {minorities}.", "{prospects} prospects are followed, {young} of them at most 30 years old and {minorities} of ethnic minorities.";
}

/// A small count as reports write it, `02`.
fn two_digits(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi if (1..10).contains(&count) => format!("0{count}"),
        Lang::Vi | Lang::En => figure(count, lang),
    }
}

/// How far a year lies above its plan or below; nothing when it is just what was planned.
fn beside_plan(share: Share, lang: Lang) -> String {
    match share.scaled_excess() {
        Some(excess @ 1..) => brief_above(lang, hundredths(excess.unsigned_abs(), share.places, lang)),
        Some(excess @ ..0) => brief_below(lang, hundredths(excess.unsigned_abs(), share.places, lang)),
        Some(0) | None => String::new(),
    }
}

/// A sentence of the paragraph.
pub fn sentence(sentence: &Sentence, lang: Lang) -> String {
    let count = |ids: &[_]| figure(ids.len(), lang);
    match sentence {
        Sentence::Size { units, members } if units.is_empty() => brief_members(lang, count(members)),
        Sentence::Size { units, members } => brief_size(lang, count(units), count(members)),
        // Of a plan of none there is no percentage.
        Sentence::Admitted { year, members, plan: None | Some(0) } => {
            brief_admitted(lang, year, count(members))
        }
        Sentence::Admitted { year, members, plan: Some(plan) } => {
            let share = Share { part: members.len(), whole: *plan as usize, places: 2 };
            let (percent, plan) = (percentage(share, lang), whole(u64::from(*plan), lang));
            brief_planned(lang, year, count(members), percent, plan, beside_plan(share, lang))
        }
        Sentence::Unified { villages, unified, left, planned } => {
            let share = Share { part: unified.len(), whole: villages.len(), places: 1 };
            let rest = match planned {
                _ if left.is_empty() => String::new(),
                Some(month) => brief_left_planned(lang, two_digits(left.len(), lang), date((*month).into())),
                None => brief_left(lang, two_digits(left.len(), lang)),
            };
            brief_unified(lang, count(unified), count(villages), percentage(share, lang), rest)
        }
        Sentence::Moved { cells, events, of } => {
            let (members, cells) = (count(events), two_digits(cells.len(), lang));
            match of {
                Workplace::CommuneOffice => brief_moved_offices(lang, members, cells),
                Workplace::Any => brief_moved(lang, members, cells),
            }
        }
        Sentence::Merged { units, into, on } => {
            let (units, into) = (two_digits(units.len(), lang), two_digits(into.len(), lang));
            match on {
                Some(day) => brief_merged_on(lang, units, into, date((*day).into())),
                None => brief_merged(lang, units, into),
            }
        }
        Sentence::Books(said) => of_books(said, lang),
    }
}

/// A sentence of what stands in the books.
fn of_books(said: &OfBooks, lang: Lang) -> String {
    let count = |ids: &[_]| figure(ids.len(), lang);
    let small = |ids: &[_]| two_digits(ids.len(), lang);
    let part =
        |part: &[_], whole: &[_]| percentage(Share { part: part.len(), whole: whole.len(), places: 1 }, lang);
    match said {
        OfBooks::Doubled { pairs, secretaries, left } => {
            let rest = if left.is_empty() { String::new() } else { brief_posts_left(lang, small(left)) };
            match (pairs.is_empty(), secretaries.is_empty()) {
                (false, false) => brief_doubled_both(lang, small(pairs), small(secretaries), rest),
                (true, _) => brief_doubled_secretary(lang, small(secretaries), rest),
                (false, true) => brief_doubled(lang, small(pairs), rest),
            }
        }
        OfBooks::Joined { mergers, bodies, on } => {
            let on = on.map(|day| brief_announced(lang, date(day.into()))).unwrap_or_default();
            match bodies.len() == mergers.len() * 2 {
                true => brief_joined_pairs(lang, small(mergers), on),
                false => brief_joined(lang, small(bodies), small(mergers), on),
            }
        }
        OfBooks::Resolved { year, resolutions, plans, units } => {
            brief_resolved(lang, year, count(resolutions), count(plans), count(units))
        }
        OfBooks::Revised { year, papers } => brief_revised(lang, year, small(papers)),
        OfBooks::Planned { round, entries, members, women, minorities, reviewed } => {
            let reviewed = reviewed.map(|day| brief_reviewed(lang, date(day.into()))).unwrap_or_default();
            let (women, minorities) = (part(women, members), part(minorities, members));
            brief_cadres(lang, round, count(entries), count(members), women, minorities, reviewed)
        }
        OfBooks::Trained { year, courses, held, rotations, rotated } => {
            let taught = brief_courses(lang, small(courses), small(held));
            let moved = brief_rotations(lang, small(rotations), small(rotated));
            let words = match (courses.is_empty(), rotations.is_empty()) {
                (false, false) => format!("{taught}; {moved}"),
                (false, true) => taught,
                (true, _) => moved,
            };
            brief_trained(lang, year, words)
        }
        OfBooks::Attended { year, teams, meetings, units, open } => {
            let open = if open.is_empty() { String::new() } else { brief_open(lang, small(open)) };
            brief_attended(lang, year, small(teams), count(meetings), count(units), open)
        }
        OfBooks::Followed { prospects, young, minorities } => {
            let (young, minorities) = (part(young, prospects), part(minorities, prospects));
            brief_followed(lang, count(prospects), young, minorities)
        }
    }
}

/// The paragraph of a report; empty when it has none.
pub fn paragraph(report: &Report, lang: Lang) -> String {
    report.sentences.iter().map(|s| sentence(s, lang)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::domain::{record::Id, report::Sentence, words::Lang};

    #[test]
    fn a_year_is_told_from_its_plan_in_both_directions_and_only_where_there_is_one() {
        let said = |count: usize, plan: Option<u32>, lang| {
            let members = vec![Id::new("m").unwrap(); count];
            super::sentence(&Sentence::Admitted { year: 2017, members, plan }, lang)
        };
        for (count, plan, vi, en) in [
            (
                123,
                Some(113),
                "đạt 108,85 % kế hoạch (113), vượt 8,85 % kế hoạch.",
                "(123 of 113), 8.85% above plan.",
            ),
            (
                110,
                Some(113),
                "đạt 97,35 % kế hoạch (113), thấp hơn kế hoạch 2,65 %.",
                "(110 of 113), 2.65% below plan.",
            ),
            (113, Some(113), "đạt 100,00 % kế hoạch (113).", "100.00% of the plan (113 of 113)."),
            (2, Some(0), "kết nạp 2 đảng viên.", "2 members were admitted."),
            (2, None, "kết nạp 2 đảng viên.", "2 members were admitted."),
        ] {
            let (in_vi, in_en) = (said(count, plan, Lang::Vi), said(count, plan, Lang::En));
            assert!(in_vi.ends_with(vi) && in_en.ends_with(en), "{in_vi} / {in_en}");
        }
    }

    #[test]
    fn every_sentence_is_there_in_both_languages() {
        for (key, vi, en) in super::ALL {
            assert!(!vi.is_empty() && !en.is_empty(), "{key}");
        }
    }
}
