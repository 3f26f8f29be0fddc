//! Invented full names: which family, middle and given names there are, and how often.
//!
//! The weights for Kinh names are those of `github.com/duyet/vietnamese-namedb` (MIT licence, © 2016–2025
//! Van-Duyet Le), counted over names of students and cut down here; southern forms are left out. Given names of
//! men and women are told apart by the middle names beside them. Names of minorities are set by hand in the way
//! of the north-east. Nothing here is the name of a certain person, and no list of persons was used.

use super::random::Random;
use crate::domain::{ethnic::EthnicGroup, member::Sex};

/// Family names of Kinh.
const FAMILIES: &[(&str, u16)] = &[
    ("Nguyễn", 2726),
    ("Trần", 843),
    ("Lê", 784),
    ("Phạm", 555),
    ("Phan", 230),
    ("Bùi", 225),
    ("Hoàng", 222),
    ("Vũ", 195),
    ("Đỗ", 176),
    ("Trương", 174),
    ("Đặng", 168),
    ("Hồ", 146),
    ("Ngô", 132),
    ("Dương", 109),
    ("Đoàn", 103),
    ("Đinh", 90),
    ("Trịnh", 83),
    ("Cao", 82),
    ("Đào", 72),
    ("Mai", 70),
    ("Lương", 61),
    ("Lưu", 57),
    ("Lâm", 55),
    ("Hà", 42),
    ("Phùng", 37),
    ("Thái", 37),
    ("Tạ", 33),
    ("Lý", 32),
    ("Tô", 24),
    ("Vương", 24),
    ("Châu", 22),
    ("Chu", 17),
    ("Quách", 16),
    ("Tôn", 15),
    ("Tống", 14),
    ("Đồng", 14),
    ("Hứa", 12),
    ("Lã", 12),
    ("Tăng", 12),
    ("Đậu", 11),
    ("Diệp", 10),
    ("Kiều", 10),
    ("Đàm", 10),
    ("La", 9),
];

/// Middle names of men.
const MIDDLES_MALE: &[(&str, u16)] = &[
    ("Văn", 936),
    ("Minh", 16),
    ("Hoàng", 19),
    ("Quốc", 271),
    ("Đức", 262),
    ("Quang", 248),
    ("Hữu", 203),
    ("Duy", 193),
    ("Đình", 191),
    ("Tấn", 135),
    ("Công", 130),
    ("Trọng", 125),
    ("Thế", 118),
    ("Mạnh", 81),
    ("Đăng", 75),
    ("Chí", 61),
    ("Bá", 55),
    ("Viết", 47),
    ("Vĩnh", 46),
    ("Sĩ", 14),
];

/// Middle names of women, where it is not "Thị", or behind it.
const MIDDLES_FEMALE: &[(&str, u16)] = &[
    ("Minh", 13),
    ("Thanh", 39),
    ("Ngọc", 36),
    ("Xuân", 7),
    ("Hồng", 13),
    ("Kim", 37),
    ("Hải", 5),
    ("Phương", 13),
    ("Thu", 40),
    ("Như", 9),
    ("Mỹ", 21),
    ("Thùy", 13),
    ("Thúy", 10),
    ("Bích", 14),
    ("Kiều", 8),
    ("Yến", 6),
    ("Diễm", 8),
    ("Diệu", 6),
    ("Quỳnh", 6),
    ("Thảo", 6),
    ("Tuyết", 7),
    ("Cẩm", 7),
    ("Lan", 6),
    ("Lệ", 7),
];

/// Given names of men.
const GIVEN_MALE: &[(&str, u16)] = &[
    ("Huy", 95),
    ("Tuấn", 55),
    ("Duy", 52),
    ("Nam", 38),
    ("Hoàng", 53),
    ("Minh", 47),
    ("Dũng", 48),
    ("Hiếu", 47),
    ("Đạt", 43),
    ("Cường", 64),
    ("Hùng", 65),
    ("Tùng", 32),
    ("Sơn", 28),
    ("Thành", 56),
    ("Hải", 34),
    ("Trung", 47),
    ("Long", 29),
    ("Vũ", 31),
    ("Nguyên", 28),
    ("Đức", 37),
    ("Tiến", 46),
    ("Phúc", 37),
    ("Thắng", 42),
    ("Thịnh", 41),
    ("Khoa", 54),
    ("Khánh", 40),
    ("Vinh", 46),
    ("Hưng", 31),
    ("Quân", 18),
    ("Tài", 44),
    ("Trí", 14),
    ("An", 15),
    ("Bảo", 39),
    ("Phong", 21),
    ("Toàn", 30),
    ("Nghĩa", 34),
    ("Nhân", 24),
    ("Quang", 26),
    ("Việt", 26),
    ("Bình", 21),
    ("Lâm", 20),
    ("Trường", 18),
    ("Dương", 15),
    ("Lộc", 26),
    ("Tân", 22),
    ("Phú", 21),
    ("Thái", 25),
    ("Tín", 22),
    ("Phát", 26),
    ("Thiện", 24),
    ("Sang", 10),
    ("Thông", 25),
    ("Luân", 9),
    ("Hòa", 15),
    ("Mạnh", 25),
    ("Thuận", 21),
    ("Vương", 18),
    ("Danh", 22),
    ("Hiệp", 15),
    ("Công", 20),
    ("Đại", 20),
    ("Hậu", 16),
    ("Nhật", 9),
    ("Khang", 14),
    ("Quốc", 14),
    ("Kiên", 9),
    ("Kha", 8),
    ("Quý", 12),
    ("Phi", 7),
    ("Lợi", 15),
    ("Ân", 6),
    ("Khải", 12),
    ("Kiệt", 7),
    ("Hiển", 6),
    ("Thọ", 12),
    ("Văn", 9),
    ("Chương", 10),
    ("Khôi", 8),
    ("Trọng", 12),
    ("Định", 9),
    ("Cảnh", 11),
    ("Chiến", 8),
    ("Khương", 13),
    ("Hoài", 7),
    ("Hoàn", 7),
    ("Quyền", 9),
    ("Chinh", 6),
    ("Khiêm", 7),
    ("Mẫn", 6),
    ("Quyết", 8),
    ("Bằng", 6),
    ("Luận", 7),
    ("Mỹ", 7),
    ("Chính", 8),
    ("Lực", 8),
    ("Vượng", 6),
    ("Lý", 7),
    ("Sỹ", 6),
    ("Điền", 6),
    ("Giáp", 6),
];

/// Given names of women.
const GIVEN_FEMALE: &[(&str, u16)] = &[
    ("Thảo", 21),
    ("Ngọc", 11),
    ("Hà", 13),
    ("Giang", 4),
    ("Ngân", 18),
    ("Hiền", 9),
    ("Trang", 16),
    ("Thi", 6),
    ("Dung", 21),
    ("Thương", 9),
    ("Châu", 5),
    ("Hạnh", 7),
    ("Hương", 16),
    ("Nga", 14),
    ("Huyền", 13),
    ("Yến", 10),
    ("Loan", 11),
    ("Mai", 11),
    ("Thủy", 7),
    ("Hằng", 10),
    ("Nhi", 9),
    ("Vân", 7),
    ("Thúy", 15),
    ("Tiên", 4),
    ("Thư", 7),
    ("Xuân", 3),
    ("Ánh", 6),
    ("Hân", 5),
    ("Trâm", 7),
    ("Duyên", 6),
    ("My", 6),
    ("Thùy", 6),
    ("Chi", 3),
    ("Hoa", 5),
    ("Ly", 4),
    ("Hồng", 5),
    ("Nhung", 7),
    ("Trinh", 4),
    ("Tuyền", 4),
    ("Uyên", 5),
    ("Oanh", 5),
    ("Quyên", 4),
    ("Thu", 5),
    ("Hường", 6),
    ("Kiều", 4),
    ("Lan", 4),
    ("Thoa", 6),
    ("Trân", 3),
    ("Tuyết", 4),
    ("Huệ", 4),
    ("Thơ", 3),
    ("Diễm", 4),
    ("Liên", 3),
    ("Lệ", 3),
    ("Nguyệt", 3),
    ("Thắm", 4),
];

/// Family names of Dao in the north-east.
const FAMILIES_DAO: &[(&str, u16)] = &[
    ("Chíu", 30),
    ("Phùn", 24),
    ("Tằng", 22),
    ("Lỷ", 12),
    ("Chìu", 10),
    ("Dường", 6),
    ("Đặng", 6),
    ("Phoòng", 4),
];

/// Family names of Tày.
const FAMILIES_TAY: &[(&str, u16)] =
    &[("Hoàng", 30), ("La", 22), ("Nông", 14), ("Lô", 10), ("Vi", 8), ("Lục", 6), ("Hà", 6), ("Bế", 4)];

/// Family names of Hoa, Sán Dìu, Nùng and others.
const FAMILIES_OTHER: &[(&str, u16)] =
    &[("Voòng", 14), ("Trương", 12), ("Ninh", 10), ("Lý", 10), ("Diệp", 8), ("Tạ", 8), ("Chu", 6), ("Sẻ", 4)];

/// Middle names of Dao men of the older way.
const MIDDLES_DAO: &[&str] = &["A", "Sáng", "Quay", "Phúc", "Tài", "Dì", "Văn", "Kim"];

/// Given names of Dao men of the older way.
const GIVEN_DAO_MALE: &[&str] = &[
    "Sáng", "Nhì", "Tài", "Dẩu", "Phúc", "Sám", "Chăn", "Sồi", "Lằm", "Vần", "Hềnh", "Dảu", "Thím", "Quảng",
];

/// Given names of Dao women of the older way.
const GIVEN_DAO_FEMALE: &[&str] = &["Múi", "Nhì", "Mẩy", "Lan", "Moi", "Sám", "Kíu", "Nình", "Phương", "Hoa"];

/// A full name.
pub(super) fn full(random: &mut Random, sex: Sex, group: EthnicGroup, born: i16) -> String {
    /// Children born since then mostly bear names in the way of the Kinh.
    const NEWER_WAY: i16 = 1985;
    let family = match group {
        EthnicGroup::Kinh => FAMILIES,
        EthnicGroup::Dao => FAMILIES_DAO,
        EthnicGroup::Tay => FAMILIES_TAY,
        _ => FAMILIES_OTHER,
    };
    let family = random.weighed(family);
    if group == EthnicGroup::Dao && (born < NEWER_WAY || random.percent(25)) {
        return dao(random, family, sex);
    }
    match sex {
        Sex::Male => {
            let middle = random.weighed(MIDDLES_MALE);
            format!("{family} {middle} {}", other(random, GIVEN_MALE, middle))
        }
        Sex::Female => female(random, family, born),
    }
}

fn dao(random: &mut Random, family: &str, sex: Sex) -> String {
    match sex {
        Sex::Male => {
            let (middle, given) = (random.pick(MIDDLES_DAO), random.pick(GIVEN_DAO_MALE));
            format!("{family} {middle} {}", if given == middle { "Sồi" } else { given })
        }
        Sex::Female => {
            let middle = if random.percent(60) { "Thị" } else { "Tài" };
            format!("{family} {middle} {}", random.pick(GIVEN_DAO_FEMALE))
        }
    }
}

fn female(random: &mut Random, family: &str, born: i16) -> String {
    let plain = if born < 1980 { 80 } else { 45 };
    if random.percent(plain) {
        return format!("{family} Thị {}", random.weighed(GIVEN_FEMALE));
    }
    let middle = random.weighed(MIDDLES_FEMALE);
    let given = other(random, GIVEN_FEMALE, middle);
    if random.percent(55) {
        format!("{family} Thị {middle} {given}")
    } else {
        format!("{family} {middle} {given}")
    }
}

/// A given name that does not repeat the middle name.
fn other(random: &mut Random, list: &'static [(&'static str, u16)], middle: &str) -> &'static str {
    let first = random.weighed(list);
    if first == middle { random.weighed(list) } else { first }
}
