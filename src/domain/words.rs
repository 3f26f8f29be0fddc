//! Words a record needs to describe itself: a label in both languages and the choices of a field.
//!
//! Deliberately knows no language setting: callers say which one they want.

use std::fmt;

/// A language of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Vietnamese, the default.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// Reads `vi`, `vi_VN.UTF-8`, `en`, `en_US` …; anything else is no answer.
    pub fn parse(text: &str) -> Option<Self> {
        match text.get(..2)?.to_ascii_lowercase().as_str() {
            "vi" => Some(Self::Vi),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The other language, for switching live.
    pub fn other(self) -> Self {
        match self {
            Self::Vi => Self::En,
            Self::En => Self::Vi,
        }
    }
}

/// The same short words in Vietnamese and English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// Vietnamese.
    pub vi: &'static str,
    /// English.
    pub en: &'static str,
}

impl Label {
    /// Pairs the two languages.
    pub const fn new(vi: &'static str, en: &'static str) -> Self {
        Self { vi, en }
    }

    /// The words in one language.
    pub const fn of(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.vi,
            Lang::En => self.en,
        }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.en)
    }
}

/// One value a choice field may take: the code in the file and the words on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// What stands in the file.
    pub code: &'static str,
    /// What people read.
    pub label: Label,
}

/// Declares an enum whose values are choices of a field: variant, code in the file, Vietnamese, English.
///
/// The one list gives serde names, the schema, the picker's entries and the words.
macro_rules! choice {
    ($(#[$meta:meta])* $name:ident { $( $(#[$vmeta:meta])* $variant:ident = $code:literal, $vi:literal, $en:literal; )+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default,
                 serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        pub enum $name {
            $( $(#[$vmeta])* #[doc = concat!("`", $code, "`: ", $vi, " – ", $en, ".")] #[serde(rename = $code)] $variant, )+
        }

        impl $name {
            /// Every value, in the order people expect to read them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// Code and words of every value, in the same order.
            pub const CHOICES: &'static [$crate::domain::words::Choice] = &[
                $($crate::domain::words::Choice { code: $code, label: $crate::domain::words::Label::new($vi, $en) }),+
            ];

            /// What stands in the file.
            pub const fn code(self) -> &'static str {
                Self::CHOICES[self as usize].code
            }

            /// What people read.
            pub const fn label(self) -> $crate::domain::words::Label {
                Self::CHOICES[self as usize].label
            }
        }

        impl $crate::domain::record::FieldValue for $name {
            fn text(&self) -> std::borrow::Cow<'_, str> {
                self.code().into()
            }

            fn parse(text: &str) -> Result<Self, $crate::domain::record::Invalid> {
                let place = $crate::domain::words::position(Self::CHOICES, text)
                    .ok_or($crate::domain::record::Invalid::NotAChoice)?;
                Ok(Self::ALL[place])
            }

            fn is_absent(&self) -> bool {
                false
            }
        }
    };
}
pub(crate) use choice;

/// Finds a choice by its code or its words in either language; case and marks matter only where
/// two choices would otherwise be mixed up.
pub fn position(choices: &[Choice], text: &str) -> Option<usize> {
    let text = text.trim();
    let exact = |c: &Choice| c.code == text || c.label.vi == text || c.label.en == text;
    choices.iter().position(exact).or_else(|| {
        let folded = super::fold::fold(text);
        let alike =
            |c: &Choice| super::fold::fold(c.label.vi) == folded || super::fold::fold(c.label.en) == folded;
        let mut hits = (0..choices.len()).filter(|&i| alike(&choices[i]));
        hits.next().filter(|_| hits.next().is_none())
    })
}
