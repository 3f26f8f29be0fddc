//! The office's clock: the host's time at the office's fixed offset, since servers run in UTC.
//!
//! The only place besides the store that asks what time it is.

use jiff::{Timestamp, civil::DateTime, tz::Offset};

use crate::domain::{data::Data, date::Date};

fn offset(data: &Data) -> Offset {
    let minutes = i32::try_from(data.office.utc_offset_minutes()).unwrap_or(i32::MAX);
    // An offset no place on earth has is a slip of the pen; UTC is at least a day people know.
    Offset::from_seconds(minutes.saturating_mul(60)).unwrap_or(Offset::UTC)
}

/// A moment by the office's clock.
pub fn office_time(data: &Data, moment: Timestamp) -> DateTime {
    offset(data).to_datetime(moment)
}

/// The moment at which the office's clock says so; none beyond the years a clock can show.
pub fn moment_of(data: &Data, time: DateTime) -> Option<Timestamp> {
    offset(data).to_timestamp(time).ok()
}

/// Today by the office's clock.
pub fn today(data: &Data) -> Date {
    office_time(data, Timestamp::now()).date()
}
