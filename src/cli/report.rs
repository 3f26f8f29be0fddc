//! `chibo report`: the reports an office owes, as text, workbook, CSV or JSON.

use super::{
    Done, Exit, Stop,
    args::{Report as Arguments, ReportFormat},
    day,
    export::{Outbound, existing, place},
    out, register,
    settings::Settings,
};
use crate::{
    clock::today,
    domain::{
        data::Data,
        date::Date,
        fold,
        record::{FieldValue, Id},
        report::{self, Book, Name, Report, Request, Takes},
        words::Lang,
    },
    export::{self, Format},
    store::access::{Access, To},
    text::{self, cli as words, shown},
};

/// Makes a report, or names them all.
pub(super) fn run(settings: &Settings, arguments: &Arguments) -> Done {
    let lang = settings.lang;
    let Some(name) = &arguments.name else {
        return out::print(&text::report::choose_report(lang, names(lang))).map(|()| Exit::Fine);
    };
    let outbound = arguments
        .out
        .as_deref()
        .map(|path| Outbound::new(settings, path, &arguments.seal.encrypt_to))
        .transpose()?;
    let name = Name::parse(name).map_err(|_| Stop::say(words::no_report(lang, name, known())))?;
    let book = arguments.book.as_deref().map(|book| named_book(book, lang)).transpose()?;
    let data = register::read(settings)?;
    let request = request(settings, arguments, name, &data)?;
    let report = report::report(&data, &request);
    match outbound {
        None => print(&report, book, arguments, settings),
        Some(outbound) => write(&report, book, arguments, &outbound, lang),
    }
}

/// Every report with its title.
fn names(lang: Lang) -> String {
    let line = |name: &Name| format!("  {}{}\n", shown::pad(name.code(), 18), name.label().of(lang));
    Name::ALL.iter().map(line).collect()
}

fn known() -> String {
    Name::CHOICES.iter().map(|choice| choice.code).collect::<Vec<_>>().join(", ")
}

fn named_book(name: &str, lang: Lang) -> Result<Book, Stop> {
    let codes = || Book::CHOICES.iter().map(|choice| choice.code).collect::<Vec<_>>().join(", ");
    Book::parse(name).map_err(|_| Stop::say(text::report::no_book(lang, name, codes())))
}

/// The dates: a year is its first to its last day, a report of one day takes the last.
fn request(settings: &Settings, arguments: &Arguments, name: Name, data: &Data) -> Result<Request, Stop> {
    let lang = settings.lang;
    let given = |text: &Option<String>| text.as_deref().map(|text| day(text, lang)).transpose();
    let (from, to, as_of) = (given(&arguments.from)?, given(&arguments.to)?, settings.as_of()?);
    let whole_year =
        arguments.year.map(|year| (jiff::civil::date(year, 1, 1), jiff::civil::date(year, 12, 31)));
    let last = to.or(whole_year.map(|(_, last)| last)).or(as_of).unwrap_or_else(|| today(data));
    let mut request = Request::up_to(name, last);
    request.from = from.or(whole_year.map(|(first, _)| first)).unwrap_or(request.from);
    request.compare = given(&arguments.compare)?;
    request.unit = arguments.unit.as_deref().map(|unit| named_unit(data, unit, lang)).transpose()?;
    in_order(&request, lang)?;
    Ok(request)
}

fn in_order(request: &Request, lang: Lang) -> Result<(), Stop> {
    let words = |day: Date| text::date(day.into());
    if request.name.takes() == Takes::Period && request.to < request.from {
        return Err(Stop::say(words::dates_turned(lang, words(request.from), words(request.to))));
    }
    Ok(())
}

/// A unit by its id, code or name; several of one name are none.
pub(super) fn named_unit(data: &Data, text: &str, lang: Lang) -> Result<Id, Stop> {
    if let Some(unit) = Id::new(text).ok().filter(|id| data.unit(id).is_some()) {
        return Ok(unit);
    }
    let folded = fold::fold(text);
    let units = data.units().values().map(|stored| stored.record());
    let hits: Vec<&Id> =
        units.filter(|u| u.code == text || fold::fold(&u.name) == folded).map(|u| &u.id).collect();
    match hits.as_slice() {
        [one] => Ok((*one).clone()),
        [] => Err(Stop::say(words::no_unit(lang, text))),
        several => Err(Stop::say(words::several_units(lang, text, several.len()))),
    }
}

/// Prints it. A page is noted only when it is for programs: then it is taken out.
fn print(report: &Report, book: Option<Book>, arguments: &Arguments, settings: &Settings) -> Done {
    let lang = settings.lang;
    let format = match arguments.format.unwrap_or(ReportFormat::Text) {
        ReportFormat::Text => {
            return out::print(&text::report::page(report, book, lang)).map(|()| Exit::Fine);
        }
        ReportFormat::Csv => Format::Csv,
        ReportFormat::Json => Format::Json,
        ReportFormat::Xlsx => return Err(Stop::say(words::no_output(lang))),
    };
    let bytes = made(report, format, lang)?;
    register::note(settings, &Access::of_report(report, To::Stdout))?;
    out::print(&String::from_utf8_lossy(&bytes)).map(|()| Exit::Fine)
}

/// Writes it into a file.
fn write(
    report: &Report,
    book: Option<Book>,
    arguments: &Arguments,
    outbound: &Outbound,
    lang: Lang,
) -> Done {
    let bytes = match arguments.format {
        Some(ReportFormat::Text) => text::report::page(report, book, lang).into_bytes(),
        Some(ReportFormat::Csv) => made(report, Format::Csv, lang)?,
        Some(ReportFormat::Json) => made(report, Format::Json, lang)?,
        Some(ReportFormat::Xlsx) => made(report, Format::Xlsx, lang)?,
        None => made(report, outbound.format()?, lang)?,
    };
    let access = Access::of_report(report, outbound.to()?);
    let path = &outbound.write(&access, &bytes, existing(arguments.force))?;
    let said = words::report_written(lang, report.request.name.label().of(lang), place(path));
    out::print(&(said + "\n")).map(|()| Exit::Fine)
}

fn made(report: &Report, format: Format, lang: Lang) -> Result<Vec<u8>, Stop> {
    export::report(report, format, lang).map_err(|error| Stop::say(error.to_string()))
}
