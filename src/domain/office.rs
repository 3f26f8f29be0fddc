//! Whose register it is, and what it sets for everyone who works in it.

use super::{
    date::Date,
    record::{Field, Input, Kind, Record, record},
    words::choice,
};

choice! {
    /// The level of the committee. Districts ended on 1/7/2025; nothing in the code assumes a level.
    Level {
        Province = "province", "Tỉnh", "Province";
        #[default]
        District = "district", "Huyện", "District";
        Commune = "commune", "Xã, phường", "Commune";
        Other = "other", "Khác", "Other";
    }
}

choice! {
    /// Whether dates of birth are masked where they are not asked for.
    BirthDates {
        #[default]
        Shown = "shown", "Hiện đủ", "Shown";
        Masked = "masked", "Che, chỉ hiện năm", "Masked but for the year";
    }
}

record! {
    /// The office: one record.
    Office is Kind::Office;
    name: String => "Tên cơ quan", "Office", 30, Input::Text, required;
    level: Level => "Cấp", "Level", 10, Input::Choice(Level::CHOICES);
    parent_name: String => "Cấp trên trực tiếp", "Superior body", 24, Input::Text;
    place: String => "Địa danh", "Place", 16, Input::Text;
    /// Minutes east of Greenwich; "today" is reckoned with it, since servers run in UTC. 420 when absent.
    utc_offset: Option<u32> => "Lệch giờ so với UTC (phút)", "Minutes ahead of UTC", 6, Input::Number;
    holidays: Vec<Date> => "Ngày nghỉ lễ", "Holidays", 24, Input::Days;
    /// Shown when absent.
    birth_dates: Option<BirthDates> => "Ngày sinh của người", "Dates of birth", 18, Input::Choice(BirthDates::CHOICES);
    note: String => "Ghi chú", "Note", 30, Input::Text;
}

impl Office {
    /// Minutes the office's clock is ahead of UTC.
    pub fn utc_offset_minutes(&self) -> u32 {
        const INDOCHINA_TIME: u32 = 7 * 60;
        self.utc_offset.unwrap_or(INDOCHINA_TIME)
    }

    /// Whether dates of birth are masked where they are not asked for.
    pub fn masks_births(&self) -> bool {
        self.birth_dates == Some(BirthDates::Masked)
    }

    /// Whether a field is masked where it is not asked for.
    pub fn masks(&self, field: &Field) -> bool {
        field.protected || (field.birth && self.masks_births())
    }

    /// The fields of a record that hold something masked.
    pub fn masked_in(&self, record: &dyn Record) -> Vec<&'static str> {
        let fields = record.kind().fields().iter().enumerate();
        let masked = fields.filter(|(place, field)| self.masks(field) && !record.text(*place).is_empty());
        masked.map(|(_, field)| field.name).collect()
    }
}
