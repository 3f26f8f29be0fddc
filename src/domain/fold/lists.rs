//! Letters, syllables and names for the tests of the four forms, the same ones at each run.

use icu_collator::{
    Collator, CollatorBorrowed,
    options::{CollatorOptions, Strength},
};
use icu_locale_core::locale;
use proptest::prelude::*;

const FAMILY: &str = "\
    Nguyễn Trần Lê Phạm Võ Huỳnh Phan Bùi Hoàng Vũ Đỗ Trương Đặng Hồ Ngô Dương Đoàn Đinh \
    Trịnh Cao Đào Mai Lương Lưu Lâm Hà Phùng Thái Tạ Lý Văn Tô Vương Châu Chu Từ Quách \
    Tôn Tống Đồng Hứa Lã Tăng Đậu Diệp Kiều Đàm La Lại Triệu Thạch Chung Dư Lữ Bạch \
    Giang Hồng Nhan Trang Âu Bành Cáp Mã Nông Phó Thân Vy Cù Danh Hàn Khương Mạc Nghiêm \
    Nhữ Quang Sầm Trà Tưởng Ung Vi Y Ông \
    ";
const MIDDLE: &str = "\
    Văn Thị Minh Hoàng Thanh Ngọc Quốc Đức Quang Anh Hữu Thành Xuân Duy Đình Trung Tuấn \
    Tấn Hồng Công Trọng Thế Lê Tiến Nguyễn Kim Nhật Trần Hải Mạnh Vũ Việt Thái Đăng Hoài \
    Bảo Huy Huỳnh Phương Chí Phước Trường Khánh Bá Thiên Thu Nguyên Viết Vĩnh Cao Khắc \
    Phạm Phúc Phú Gia Như Thiện Phi Đại Trí Mỹ Thùy Phan Sơn Hà Thúy Võ Long Nam Bích \
    Đặng Hùng Hồ Nhựt Dương Kiều Trương An Mai Sĩ Vinh Bình Quý Yến Đỗ Diễm Diệu Kỳ \
    Quỳnh Thảo Tuyết Tùng Tất Cẩm Lâm Sỹ Hiếu Lan Thất Vương Châu Khương Linh Đắc Chánh \
    Lương Lệ Ngô Phát Toàn Ánh Đoàn Đạt Khoa Thạch Trúc Chấn Diệp Giang Huyền Hưng Khôi \
    Khải Mậu Thuận Thủy Tiểu Tri Triệu Tự \
    ";
const GIVEN: &str = "\
    Anh Huy Tuấn Duy Nam Hoàng Minh Dũng Hiếu Đạt Cường Hùng Tùng Sơn Thành Hải Trung \
    Long Vũ Nguyên Linh Đức Tâm Tiến Phúc Phương Thắng Thịnh Khoa Khánh Vinh Hưng Quân \
    Tài Trí An Bảo Phong Toàn Nghĩa Nhân Quang Việt Bình Lâm Thanh Tú Trường Dương Lộc \
    Tân Phú Thái Thảo Tín Phát Thiện Ngọc Sang Thông Hà Luân Phước Hòa Mạnh Thuận Vương \
    Giang Danh Hiệp Ngân Công Đăng Đại Hiền Trang Hậu Nhật Thi Khang Quốc Dung Kiên Kha \
    Quý Thương Châu Phi Lợi Ân Khải Kiệt Hiển Hạnh Thọ Văn Chương Khôi Trọng Hương Nga \
    Định Huyền Nhựt Yến Đông Chung Cảnh Loan Mai Thiên Thủy Chiến Hằng Khương Nhi Triều \
    Vân Hoài Hoàn Quyền Thúy Chinh Khiêm Mẫn Quyết Quỳnh Tiên Tấn Bằng Khanh Lập Thư \
    Xuân Ánh Hào Hân Liêm Luận Mỹ Như Thức Trâm Trực Tuân Tường Chính Duyên Lực My Nhã \
    Thạch Tính Vượng Cương Hữu Lân Lý Phụng Sinh Thùy Trình Vĩ Chi Hoa Huân Ly Lưu Sỹ \
    Trúc Tuyên Chánh Duyệt Huấn Hảo Hồng Kim Nhung Ninh Toản Trinh Triết Tuyền Uyên Viễn \
    Điền Điệp Đồng Du Giáp Luật Lê Nhơn Oanh Quyên Sĩ Thu Thưởng Tiệp Tịnh Viên Vy Vĩnh \
    Ái Đoàn Diệp Diệu Em Hiến Hiệu Huỳnh Hóa Hường Khuê Kiều Kỳ Lan Nghi Nghị Nhàn \
    ";

/// Every vowel after its folded form and its letter: plain, then the tones
/// in order.
pub(super) const VOWELS: [(char, char, &str); 12] = [
    ('a', 'a', "aàảãáạ"),
    ('a', 'ă', "ăằẳẵắặ"),
    ('a', 'â', "âầẩẫấậ"),
    ('e', 'e', "eèẻẽéẹ"),
    ('e', 'ê', "êềểễếệ"),
    ('i', 'i', "iìỉĩíị"),
    ('o', 'o', "oòỏõóọ"),
    ('o', 'ô', "ôồổỗốộ"),
    ('o', 'ơ', "ơờởỡớợ"),
    ('u', 'u', "uùủũúụ"),
    ('u', 'ư', "ưừửữứự"),
    ('y', 'y', "yỳỷỹýỵ"),
];

const ONSETS: &str = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x";

const RHYMES: &str = "\
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt \
    iêu im in inh ip it iu o oa oac oach oai oan oang oanh oao oap oat oay oăc oăm oăn \
    oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi \
    ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh uêt ui um un ung uơ uôc uôi uôm \
    uôn uông uôt up ut uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi \
    ươm ươn ương ươp ươt ươu ưt ưu yêm yên yêng yêt yêu";

pub(super) fn words(list: &str) -> Vec<&str> {
    list.split_whitespace().collect()
}

fn marked_letters() -> Vec<char> {
    let vowels = VOWELS.iter().flat_map(|(_, _, tones)| tones.chars());
    let lower: Vec<char> = vowels.chain(['đ']).filter(|c| !c.is_ascii()).collect();
    let upper: String = lower.iter().flat_map(|c| c.to_uppercase()).collect();
    lower.into_iter().chain(upper.chars()).collect()
}

/// Full names from the lists above, the same ones at each run.
pub(super) fn names(count: usize) -> Vec<String> {
    let lists = [FAMILY, MIDDLE, MIDDLE, GIVEN].map(words);
    let mut seed: u32 = 2018;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize
    };
    let mut name = || {
        let length = 2 + next() % 3;
        let skipped = 4 - length;
        let chosen = lists.iter().enumerate();
        let chosen = chosen.filter(|(i, _)| !(1..=skipped).contains(i));
        let name: Vec<&str> = chosen.map(|(_, list)| list[next() % list.len()]).collect();
        match next() % 5 {
            0 => name.join(" ").to_uppercase(),
            1 => name.join(" ").to_lowercase(),
            _ => name.join(" "),
        }
    };
    (0..count).map(|_| name()).collect()
}

/// Every onset with every rhyme and every tone on every vowel of it, so
/// that both places of the tone occur; more than the language uses.
pub(super) fn syllables() -> Vec<String> {
    let mut all = Vec::new();
    for onset in std::iter::once("").chain(words(ONSETS)) {
        for rhyme in words(RHYMES) {
            all.push(format!("{onset}{rhyme}"));
            for (at, vowel) in rhyme.char_indices() {
                let row = VOWELS.iter().find(|(_, letter, _)| *letter == vowel);
                let toned = row.map_or("", |(_, _, tones)| tones).chars().skip(1);
                let (head, tail) = (&rhyme[..at], &rhyme[at + vowel.len_utf8()..]);
                all.extend(toned.map(|toned| format!("{onset}{head}{toned}{tail}")));
            }
        }
    }
    all
}

pub(super) fn vietnamese(length: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let mut letters = marked_letters();
    letters.extend("abcdeghiklmnopqrstuvxyABCDEGHIKLMNOPQRSTUVXY     0123456789-.".chars());
    proptest::collection::vec(proptest::sample::select(letters), length)
        .prop_map(|letters| letters.into_iter().collect())
}

/// The oracle: CLDR `vi` with numbers by value.
pub(super) fn icu(strength: Strength) -> CollatorBorrowed<'static> {
    let mut options = CollatorOptions::default();
    options.strength = Some(strength);
    #[allow(clippy::unwrap_used)]
    Collator::try_new(locale!("vi-u-kn").into(), options).unwrap()
}
