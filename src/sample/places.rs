//! Where the sample lies: the 16 communes Hải Hà had in 2018, invented villages, and where people come from.
//!
//! Names and codes of the communes are the official ones of 2018 (General Statistics Office). All villages and all
//! communes of further districts are invented; how the ethnic groups are spread is only roughly like the place.

use super::random::Random;
use crate::domain::{ethnic::EthnicGroup, village::VillageKind};

/// How a commune lies, which decides who lives there and what its villages are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Land {
    /// The town.
    Town,
    /// By the sea or in the plain.
    Plain,
    /// Between plain and mountains.
    Foothills,
    /// In the mountains, by the border.
    Upland,
}

/// A commune of 2018: code, name, how it lies, and how many villages the sample gives it.
pub(super) const COMMUNES: [(&str, &str, Land, usize); 16] = [
    ("06922", "Quảng Hà", Land::Town, 11),
    ("06925", "Quảng Đức", Land::Upland, 15),
    ("06928", "Quảng Sơn", Land::Upland, 10),
    ("06931", "Quảng Thành", Land::Foothills, 7),
    ("06934", "Quảng Thắng", Land::Plain, 4),
    ("06937", "Quảng Thịnh", Land::Foothills, 6),
    ("06940", "Quảng Minh", Land::Plain, 8),
    ("06943", "Quảng Chính", Land::Plain, 9),
    ("06946", "Quảng Long", Land::Foothills, 9),
    ("06949", "Đường Hoa", Land::Foothills, 8),
    ("06952", "Quảng Phong", Land::Foothills, 9),
    ("06955", "Quảng Trung", Land::Plain, 5),
    ("06958", "Phú Hải", Land::Plain, 5),
    ("06961", "Quảng Điền", Land::Plain, 5),
    ("06964", "Tiến Tới", Land::Plain, 4),
    ("06967", "Cái Chiên", Land::Plain, 3),
];

/// Villages of all communes together.
pub(super) const VILLAGES: usize = 118;

const QUARTERS: &[&str] = &[
    "Sao Mai",
    "Hải Âu",
    "Bình Minh",
    "Hướng Dương",
    "Hoa Sen",
    "Hoa Ban",
    "Ánh Dương",
    "Cầu Vồng",
    "Sơn Ca",
    "Hải Yến",
    "Thủy Triều",
    "Bạch Đàn",
    "Ngọc Lan",
    "Hoa Sữa",
    "Phượng Vĩ",
    "Cánh Buồm",
];
const PLAIN_FIRST: &[&str] =
    &["Tân", "Phú", "An", "Yên", "Xuân", "Hòa", "Đông", "Tây", "Thượng", "Hạ", "Minh", "Cẩm"];
const PLAIN_SECOND: &[&str] =
    &["Lĩnh", "Khê", "Lộc", "Thủy", "Đình", "Hưng", "Lương", "Mai", "Triều", "Vân", "Liễu", "Ngạn"];
const UPLAND_FIRST: &[&str] = &["Khe", "Nà", "Co", "Ngàn", "Lục", "Phai", "Tài", "Lồ", "Cẩu"];
const UPLAND_SECOND: &[&str] =
    &["Mươi", "Loong", "Phặt", "Sệnh", "Vằn", "Tiền", "Khoang", "Phìn", "Chuối", "Mòong"];

/// Provinces and districts people come from.
const ELSEWHERE: &[&str] = &[
    "huyện Đầm Hà, tỉnh Quảng Ninh",
    "huyện Tiên Yên, tỉnh Quảng Ninh",
    "huyện Bình Liêu, tỉnh Quảng Ninh",
    "thành phố Móng Cái, tỉnh Quảng Ninh",
    "thị xã Quảng Yên, tỉnh Quảng Ninh",
    "tỉnh Hải Dương",
    "tỉnh Thái Bình",
    "tỉnh Nam Định",
    "tỉnh Hưng Yên",
    "tỉnh Bắc Giang",
    "tỉnh Lạng Sơn",
    "thành phố Hải Phòng",
];

/// Party committees members move to and come from.
const COMMITTEES: &[&str] = &[
    "Đảng bộ thành phố Móng Cái",
    "Đảng bộ huyện Đầm Hà",
    "Đảng bộ thành phố Hạ Long",
    "Đảng bộ huyện Tiên Yên",
    "Đảng bộ huyện Bình Liêu",
    "Đảng bộ thành phố Cẩm Phả",
    "Đảng bộ tỉnh Hải Dương",
    "Đảng bộ thành phố Hải Phòng",
    "Đảng bộ Quân khu 3",
    "Đảng bộ Công an tỉnh",
];

/// Somewhere outside the district.
pub(super) fn elsewhere(random: &mut Random) -> &'static str {
    random.pick(ELSEWHERE)
}

/// A Party committee outside the district.
pub(super) fn committee(random: &mut Random) -> &'static str {
    random.pick(COMMITTEES)
}

/// An ethnic group, as likely as it is on such land.
pub(super) fn group(random: &mut Random, land: Land) -> EthnicGroup {
    use EthnicGroup::{Dao, Hoa, Kinh, Muong, Nung, SanChay, SanDiu, Tay};
    random.weighed(match land {
        Land::Town => &[(Kinh, 914), (Dao, 20), (Tay, 25), (Hoa, 25), (SanDiu, 8), (Nung, 6), (Muong, 2)],
        Land::Plain => &[(Kinh, 924), (Dao, 14), (Tay, 18), (Hoa, 20), (SanDiu, 18), (Nung, 6)],
        Land::Foothills => &[(Kinh, 728), (Dao, 140), (Tay, 76), (SanDiu, 30), (SanChay, 14), (Nung, 12)],
        Land::Upland => &[(Kinh, 268), (Dao, 560), (Tay, 130), (SanChay, 14), (Nung, 18), (Hoa, 10)],
    })
}

/// Invented names of villages, each of them once.
#[derive(Debug)]
pub(super) struct Names {
    quarters: Vec<String>,
    plain: Vec<String>,
    upland: Vec<String>,
}

impl Names {
    /// All names there are, in the order in which they will be given.
    pub(super) fn new(random: &mut Random) -> Self {
        let mut all = |first: &[&str], second: &[&str]| {
            let mut names: Vec<String> =
                first.iter().flat_map(|a| second.iter().map(move |b| format!("{a} {b}"))).collect();
            random.shuffle(&mut names);
            names
        };
        let (plain, upland) = (all(PLAIN_FIRST, PLAIN_SECOND), all(UPLAND_FIRST, UPLAND_SECOND));
        let mut quarters: Vec<String> = QUARTERS.iter().map(|&name| name.to_owned()).collect();
        random.shuffle(&mut quarters);
        Self { quarters, plain, upland }
    }

    /// The next village on such land: what it is called, and its name.
    pub(super) fn village(&mut self, land: Land) -> (VillageKind, String) {
        let (kind, list) = match land {
            Land::Town => (VillageKind::Quarter, &mut self.quarters),
            Land::Plain | Land::Foothills => (VillageKind::Hamlet, &mut self.plain),
            Land::Upland => (VillageKind::UplandVillage, &mut self.upland),
        };
        (kind, list.pop().unwrap_or_else(|| "Mới".to_owned()))
    }

    /// The name of an invented commune.
    pub(super) fn commune(&mut self) -> String {
        self.plain.pop().unwrap_or_else(|| "Mới".to_owned())
    }
}
