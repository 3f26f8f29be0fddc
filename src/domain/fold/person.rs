//! The order of persons: by given name, the last word, as every list of an office has it.

use super::order::Levels;

/// A key for lists of persons: by given name (the last word), then by the
/// other words from the left, family name first.
///
/// The order is that of [`sort_key`](super::sort_key)(super::sort_key), but case decides last of all: a name in
/// capitals stays among its namesakes.
pub fn person_key(full_name: &str) -> Vec<u8> {
    let mut words: Vec<&str> = full_name.split_whitespace().collect();
    let given = Levels::of(words.pop().unwrap_or_default());
    let others = Levels::of(&words.join(" "));
    [given.letters, given.marks, others.letters, others.marks, given.cases, others.cases].join(&0)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use icu_collator::options::Strength;

    use super::{
        super::lists::{icu, names},
        *,
    };

    #[test]
    fn persons_sort_by_given_name_first() {
        let mut names = vec![
            "Trần Thị Hà",
            "Lê Hạ",
            "Nguyễn Văn Bình",
            "Nguyễn Thị Bình",
            "NGUYỄN VĂN AN",
            "Đặng An",
            "Trần An",
            "Ân",
            "An",
            "Dương  Ha",
            "Nguyễn Văn Em",
        ];
        names.sort_by_key(|name| person_key(name));
        assert_eq!(
            names,
            [
                "An",
                "Đặng An",
                "NGUYỄN VĂN AN",
                "Trần An",
                "Ân",
                "Nguyễn Thị Bình",
                "Nguyễn Văn Bình",
                "Nguyễn Văn Em",
                "Dương  Ha",
                "Trần Thị Hà",
                "Lê Hạ",
            ]
        );
        assert_eq!(person_key(" Lê  An "), person_key("Lê An"));
        assert!(person_key("") < person_key("A"));
        assert!(person_key("LÊ An") < person_key("Lê AN"));
    }

    #[test]
    fn persons_sort_as_icu_sorts_the_parts() {
        let (icu, icu_with_case) = (icu(Strength::Secondary), icu(Strength::Tertiary));
        let names = names(2_000);
        let mut keyed: Vec<_> = names.iter().map(|s| (person_key(s), s.as_str())).collect();
        keyed.sort();
        for pair in keyed.windows(2) {
            let ((key_a, a), (key_b, b)) = (&pair[0], &pair[1]);
            let ((others_a, given_a), (others_b, given_b)) =
                (a.rsplit_once(' ').unwrap(), b.rsplit_once(' ').unwrap());
            let expected = icu
                .compare(given_a, given_b)
                .then_with(|| icu.compare(others_a, others_b))
                .then_with(|| icu_with_case.compare(given_a, given_b))
                .then_with(|| icu_with_case.compare(others_a, others_b));
            assert_eq!(key_a.cmp(key_b), expected, "{a:?} and {b:?}");
        }
    }
}
