//! The 54 ethnic groups of Viet Nam with their official two-digit codes (General Statistics Office list,
//! QĐ 121-TCTK/1979).

use super::{fold, record::FieldValue, words::choice};

choice! {
    /// Ethnic group, item 08.
    EthnicGroup {
        #[default]
        Kinh = "01", "Kinh", "Kinh";
        Tay = "02", "Tày", "Tày";
        Thai = "03", "Thái", "Thái";
        Hoa = "04", "Hoa", "Hoa";
        Khmer = "05", "Khmer", "Khmer";
        Muong = "06", "Mường", "Mường";
        Nung = "07", "Nùng", "Nùng";
        Mong = "08", "Mông", "Mông";
        Dao = "09", "Dao", "Dao";
        GiaRai = "10", "Gia Rai", "Gia Rai";
        Ngai = "11", "Ngái", "Ngái";
        EDe = "12", "Ê Đê", "Ê Đê";
        BaNa = "13", "Ba Na", "Ba Na";
        XoDang = "14", "Xơ Đăng", "Xơ Đăng";
        SanChay = "15", "Sán Chay", "Sán Chay";
        CoHo = "16", "Cơ-ho", "Cơ-ho";
        Cham = "17", "Chăm", "Chăm";
        SanDiu = "18", "Sán Dìu", "Sán Dìu";
        Hre = "19", "Hrê", "Hrê";
        Mnong = "20", "Mnông", "Mnông";
        RaGlai = "21", "Ra-glai", "Ra-glai";
        Xtieng = "22", "Xtiêng", "Xtiêng";
        BruVanKieu = "23", "Bru-Vân Kiều", "Bru-Vân Kiều";
        Tho = "24", "Thổ", "Thổ";
        Giay = "25", "Giáy", "Giáy";
        CoTu = "26", "Cơ-tu", "Cơ-tu";
        GieTrieng = "27", "Gié Triêng", "Gié Triêng";
        Ma = "28", "Mạ", "Mạ";
        KhoMu = "29", "Khơ Mú", "Khơ Mú";
        Co = "30", "Co", "Co";
        TaOi = "31", "Tà-ôi", "Tà-ôi";
        ChoRo = "32", "Chơ-ro", "Chơ-ro";
        Khang = "33", "Kháng", "Kháng";
        XinhMun = "34", "Xinh Mun", "Xinh Mun";
        HaNhi = "35", "Hà Nhì", "Hà Nhì";
        ChuRu = "36", "Chu Ru", "Chu Ru";
        Lao = "37", "Lào", "Lào";
        LaChi = "38", "La Chí", "La Chí";
        LaHa = "39", "La Ha", "La Ha";
        PhuLa = "40", "Phù Lá", "Phù Lá";
        LaHu = "41", "La Hủ", "La Hủ";
        Lu = "42", "Lự", "Lự";
        LoLo = "43", "Lô Lô", "Lô Lô";
        Chut = "44", "Chứt", "Chứt";
        Mang = "45", "Mảng", "Mảng";
        PaThen = "46", "Pà Thẻn", "Pà Thẻn";
        CoLao = "47", "Cờ Lao", "Cờ Lao";
        Cong = "48", "Cống", "Cống";
        BoY = "49", "Bố Y", "Bố Y";
        SiLa = "50", "Si La", "Si La";
        PuPeo = "51", "Pu Péo", "Pu Péo";
        Brau = "52", "Brâu", "Brâu";
        ODu = "53", "Ơ Đu", "Ơ Đu";
        RoMam = "54", "Rơ Măm", "Rơ Măm";
        Foreign = "55", "Người nước ngoài", "Of foreign origin";
        Unknown = "99", "Không rõ", "Not known";
    }
}

impl EthnicGroup {
    /// Whether it is a minority (dân tộc thiểu số): any group but Kinh; foreigners and unknowns are not counted.
    pub fn is_minority(self) -> bool {
        !matches!(self, Self::Kinh | Self::Foreign | Self::Unknown)
    }

    /// The group a word names: its own name, or another name the list gives it alone. Marks matter only where two
    /// groups would otherwise be mixed up. A name of several groups names none.
    pub fn named(word: &str) -> Option<Self> {
        let own = Self::parse(word).ok();
        own.or_else(|| only(|name| fold::same_syllables(name) == fold::same_syllables(word)))
            .or_else(|| only(|name| fold::fold(name) == fold::fold(word.trim())))
    }

    /// Every other name, with the group it may mean.
    pub fn other_names() -> impl Iterator<Item = (Self, &'static str)> {
        ALSO_CALLED.iter().flat_map(|(group, names)| names.split("; ").map(|name| (*group, name)))
    }
}

/// The one group that has another name of which something holds.
fn only(holds: impl Fn(&str) -> bool) -> Option<EthnicGroup> {
    let mut found =
        ALSO_CALLED.iter().filter(|(_, names)| names.split("; ").any(&holds)).map(|(group, _)| *group);
    found.next().filter(|_| found.next().is_none())
}

/// Other names of the groups, as the list of 1979 gives them.
const ALSO_CALLED: &[(EthnicGroup, &str)] = &[
    (EthnicGroup::Kinh, "Việt"),
    (EthnicGroup::Tay, "Thổ; Ngạn; Phén; Thù Lao; Pa Dí; Tày Khao"),
    (EthnicGroup::Thai, "Tày Đăm; Tày Mười; Tày Thanh; Mán Thanh; Hàng Bông; Tày Mường; Pa Thay; Thổ Đà Bắc"),
    (EthnicGroup::Hoa, "Hán; Triều Châu; Phúc Kiến; Quảng Đông; Hải Nam; Hạ; Xạ Phạng"),
    (EthnicGroup::Khmer, "Khơ-me; Cur; Cul; Cu; Thổ; Việt gốc Miên; Krôm"),
    (EthnicGroup::Muong, "Mol; Mual; Mọi; Mọi Bi; Ao Tá; Ậu Tá"),
    (EthnicGroup::Nung, "Xuồng; Giang; Nùng An; Phàn Sinh; Nùng Cháo; Nùng Lòi; Quý Rim; Khèn Lài"),
    (EthnicGroup::Mong, "HMông; Mèo; Hoa; Mèo Xanh; Mèo Đỏ; Mèo Đen; Ná Mẻo; Mán Trắng"),
    (
        EthnicGroup::Dao,
        "Mán; Động; Trại; Xá; Dìu; Miên; Kiềm; Miền; Quần Trắng; Dao Đỏ; Quần Chẹt; Lô Giang; Dao Tiền; Thanh Y; Lan Tẻn; Đại Bản; Tiểu Bản; Cóc Ngáng; Cóc Mùn; Sơn Đầu",
    ),
    (EthnicGroup::GiaRai, "Gia-rai; Giơ-rai; Tơ-buăn; Chơ-rai; Hơ-bau; Hđrung; Chor"),
    (EthnicGroup::Ngai, "Xín; Lê; Đản; Khách Gia"),
    (EthnicGroup::EDe, "Ê-đê; Ra-đê; Đê; Kpạ; A-đham; Krung; Ktul; Đliê Ruê; Blô; Epan; Mđhur; Bih"),
    (
        EthnicGroup::BaNa,
        "Ba na; Giơ-lar; Tơ-lô; Giơ-lâng; Y-lăng; Rơ-ngao; Krem; Roh; ConKđe; A-la Công; Kpăng Công; Bơ-nâm",
    ),
    (
        EthnicGroup::XoDang,
        "Xơ-Đăng; Xơ-teng; Hđang; Tơ-đra; Mơ-nâm; Ha-lăng; Ca-dong; Kmrâng; ConLan; Bri-la; Tang",
    ),
    (EthnicGroup::SanChay, "Cao Lan; Sán Chỉ; Mán Cao Lan; Hờn Bạn; Sơn Tử"),
    (EthnicGroup::CoHo, "Xrê; Nốp; Tu-lốp; Cơ-don; Chil; Lat; Lach; Trinh"),
    (EthnicGroup::Cham, "Chàm; Chiêm Thành; Hroi"),
    (EthnicGroup::SanDiu, "Sán Dẻo; Trại; Trại Đất; Mán; Quần Cộc"),
    (EthnicGroup::Hre, "Chăm Rê; Chom; Krẹ Luỹ"),
    (EthnicGroup::Mnong, "Pnông; Nông; Pré; Bu-đâng; ĐiPri; Biat; Gar; Rơ-lam; Chil"),
    (EthnicGroup::RaGlai, "Ra-clây; Rai; Noang; La-oang"),
    (EthnicGroup::Xtieng, "Xa-điêng"),
    (EthnicGroup::BruVanKieu, "Bru; Vân Kiều; Măng Coong; Tri Khùa"),
    (EthnicGroup::Tho, "Kẹo; Mọn; Cuối; Họ; Đan Lai; Ly Hà; Tày Pọng; Con Kha; Xá Lá Vàng"),
    (EthnicGroup::Giay, "Nhắng; Dẩng; Pầu Thìn Nu Nà; Cùi Chu; Xa"),
    (EthnicGroup::CoTu, "Ca-tu; Cao; Hạ; Phương; Ca-tang"),
    (EthnicGroup::GieTrieng, "Đgiéh; Tareb; Giang Rẫy Pin; Triêng; Treng; Ta-riêng; Ve; Veh; La-ve; Ca-tang"),
    (EthnicGroup::Ma, "Châu Mạ; Mạ Ngăn; Mạ Xóp; Mạ Tô; Mạ Krung"),
    (EthnicGroup::KhoMu, "Khơ-mú; Xá Cẩu; Mứn Xen; Pu Thênh; Tềnh; Tày Hay"),
    (EthnicGroup::Co, "Cor; Col; Cùa; Trầu"),
    (EthnicGroup::TaOi, "Tôi-ôi; Pa-co; Pa-hi; Ba-hi"),
    (EthnicGroup::ChoRo, "Dơ-ro; Châu-ro"),
    (EthnicGroup::Khang, "Xá Khao; Xá Súa; Xá Dón; Xá Dẩng; Xá Hốc; Xá Ái; Xá Bung; Quảng Lâm"),
    (EthnicGroup::XinhMun, "Xinh-mun; Puộc; Pụa"),
    (EthnicGroup::HaNhi, "U Ni; Xá U Ni"),
    (EthnicGroup::ChuRu, "Chu ru; Chơ-ru; Chu"),
    (EthnicGroup::Lao, "Là Bốc; Lào Nọi"),
    (EthnicGroup::LaChi, "Cù Tê; La Quả"),
    (EthnicGroup::LaHa, "Xá Khao; Khlá Phlạo"),
    (EthnicGroup::PhuLa, "Bồ Khô Pạ; Mu Di Pạ Xá; Phó; Phổ; Va Xơ"),
    (EthnicGroup::LaHu, "Lao; Pu Đang; Khù Xung; Cò Xung; Khả Quy"),
    (EthnicGroup::Lu, "Lừ; Nhuồn; Duôn"),
    (EthnicGroup::LoLo, "Mun Di"),
    (
        EthnicGroup::Chut,
        "Sách; Máy; Rục; Mã-liêng; A-rem; Tu vang; Pa-leng; Xơ-Lang; Tơ-hung; Chà-củi; Tắc-củi; U-mo; Xá Lá Vàng",
    ),
    (EthnicGroup::Mang, "Mảng Ư; Xá Lá Vàng"),
    (EthnicGroup::PaThen, "Pà Hưng; Tống"),
    (EthnicGroup::CoLao, "Co Lao"),
    (EthnicGroup::Cong, "Xắm Khống; Mấng Nhé; Xá Xeng"),
    (EthnicGroup::BoY, "Chủng Chá; Trọng Gia; Tu Di; Tu Din"),
    (EthnicGroup::SiLa, "Cù Dề Xừ; Khả pẻ"),
    (EthnicGroup::PuPeo, "Ka Pèo; Pen Ti Lô Lô"),
    (EthnicGroup::Brau, "Brao"),
    (EthnicGroup::ODu, "Tày Hạt"),
    (EthnicGroup::RoMam, "Rơ măm"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_known_by_its_other_names_when_they_are_its_alone() {
        for (word, want) in [
            ("Sán Chỉ", Some(EthnicGroup::SanChay)),
            ("Thanh Y", Some(EthnicGroup::Dao)),
            ("Hán", Some(EthnicGroup::Hoa)),
            ("kinh", Some(EthnicGroup::Kinh)),
            ("Thổ", Some(EthnicGroup::Tho)),
            ("Hoa", Some(EthnicGroup::Hoa)),
            ("Mán", None),
            ("Thanh Phán", None),
            ("Tày ", Some(EthnicGroup::Tay)),
        ] {
            assert_eq!(EthnicGroup::named(word), want, "{word}");
        }
    }
}
