//! The office's clock: the host's time at the office's fixed offset, since servers run in UTC.
//!
//! The only place besides the store that asks what time it is.

use jiff::{Timestamp, civil::DateTime, tz::Offset};

use crate::domain::{data::Data, date::Date};

/// A moment by the office's clock.
pub fn office_time(data: &Data, moment: Timestamp) -> DateTime {
    let minutes = i32::try_from(data.office.utc_offset_minutes()).unwrap_or(i32::MAX);
    // An offset no place on earth has is a slip of the pen; UTC is at least a day people know.
    Offset::from_seconds(minutes.saturating_mul(60)).unwrap_or(Offset::UTC).to_datetime(moment)
}

/// Today by the office's clock.
pub fn today(data: &Data) -> Date {
    office_time(data, Timestamp::now()).date()
}
