//! The 54 ethnic groups of Viet Nam with their official two-digit codes (General Statistics Office list,
//! QĐ 121-TCTK/1979).

use super::words::choice;

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
}
