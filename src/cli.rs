//! The command line: arguments, which register, text commands, exit codes.
//!
//! Without a command it opens the screen; every other command reads or makes a register and prints.
//! What is asked for goes to standard output; what went wrong goes to standard error in sentences of the
//! chosen language. It holds no words of its own (they are in `text::cli`) and draws nothing.

mod access;
mod apply;
mod args;
mod backup;
mod bring;
mod check;
mod confine;
mod due;
mod edit_file;
mod export;
mod forced;
mod journal;
mod list;
mod merge;
mod out;
mod person;
mod redact;
mod register;
mod report;
mod restore;
mod sample;
mod save;
mod select;
mod set;
mod settings;
mod summary;
mod take;
mod who;

use std::{io::IsTerminal, path::PathBuf, process::ExitCode, sync::Arc};

use crate::{
    clock::today,
    domain::{date::Date, standing::Standing, words::Lang},
    run::Launch,
    sample::Spec,
    text::cli as words,
};
use clap::Parser;

use args::{Arguments, Command, admin::Admin};
use settings::Settings;

/// How a command ended that did what it was asked to.
enum Exit {
    /// All is well.
    Fine,
    /// It was done, and problems were found.
    Found,
    /// The register no longer says what the edit began from; what clashed was not saved.
    Conflict,
}

/// Why a command stopped.
enum Stop {
    /// A sentence for the person.
    Said(String),
    /// Whoever read the output wants no more of it; nobody is left to be told.
    Unread,
}

type Done = Result<Exit, Stop>;

impl Stop {
    fn say(sentence: impl Into<String>) -> Self {
        Self::Said(sentence.into())
    }
}

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    confine::keep_to_itself();
    outlive_limits();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(help) => return usage(&help),
    };
    let settings = Settings::new(&arguments);
    for warning in settings.iter().flat_map(|settings| &settings.warnings) {
        out::complain(warning);
    }
    match settings.and_then(|settings| dispatch(arguments.command, &settings)) {
        Ok(Exit::Fine) | Err(Stop::Unread) => ExitCode::SUCCESS,
        Ok(Exit::Found) => ExitCode::from(1),
        Ok(Exit::Conflict) => ExitCode::from(3),
        Err(Stop::Said(sentence)) => {
            out::complain(&sentence);
            ExitCode::from(2)
        }
    }
}

/// Prints clap's own page: help and version on standard output, wrong usage on standard error.
fn usage(page: &clap::Error) -> ExitCode {
    let printed = page.print();
    match (page.use_stderr(), printed) {
        (true, _) => ExitCode::from(2),
        (false, Ok(())) => ExitCode::SUCCESS,
        (false, Err(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        (false, Err(_)) => ExitCode::from(2),
    }
}

fn dispatch(command: Option<Command>, settings: &Settings) -> Done {
    if settings.is_forced() || command.is_none() {
        confine::confine();
    }
    match command {
        None => screen(settings),
        Some(Command::Summary { format }) => summary::run(settings, format),
        Some(Command::List(list)) => list::run(settings, &list),
        Some(Command::Check { format }) => check::run(settings, format),
        Some(Command::Due { days, unit, format }) => due::run(settings, days, unit.as_deref(), format),
        Some(Command::Schema) => register::schema(),
        Some(Command::Sample { members, seed, to }) => sample::run(settings, members, seed, to),
        Some(Command::Log(log)) => journal::run(settings, &log),
        Some(Command::Import(import)) if import.path.is_dir() => bring::run(settings, &import.path),
        Some(Command::Import(import)) => take::run(settings, &import),
        Some(Command::Export(asked)) => export::run(settings, &asked),
        Some(Command::Report(asked)) => report::run(settings, &asked),
        Some(Command::Person(asked)) => person::run(settings, &asked),
        Some(Command::Admin(admin)) => administer(admin, settings),
    }
}

/// The commands of an administrator; `register::administer` is where it is asked who calls.
fn administer(command: Admin, settings: &Settings) -> Done {
    match command {
        Admin::Set(set) => set::run(settings, &set),
        Admin::Apply(apply) => apply::run(settings, &apply),
        Admin::Backup { to, encrypt_to } => backup::run(settings, to.as_deref(), &encrypt_to),
        Admin::Restore(restore) => restore::run(settings, &restore),
        Admin::Merge(merge) => merge::run(settings, &merge),
        Admin::Redact(redact) => redact::run(settings, &redact),
        Admin::EditFile { said } => edit_file::run(settings, &said),
    }
}

/// Makes a limit on the size of files an error of the write, like a full disk; else it would end the program.
fn outlive_limits() {
    // When it cannot be heard of, the system does as it always does.
    _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
}

/// Opens the screen on the register of the settings.
fn screen(settings: &Settings) -> Done {
    has_terminal(settings)?;
    let path = settings.register()?;
    if settings.is_forced() && !path.exists() {
        return Err(Stop::say(words::no_register(settings.lang, path.display())));
    }
    show(settings, Some(path), Spec::default(), settings.as_of()?)
}

/// Whether there is a terminal for the screen; otherwise says what works without one.
fn has_terminal(settings: &Settings) -> Result<(), Stop> {
    let dumb = std::env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb");
    if dumb || !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Err(Stop::say(words::no_terminal(settings.lang)));
    }
    Ok(())
}

/// Opens the screen on a register, or on a sample. The one place from which it is opened.
fn show(settings: &Settings, path: Option<PathBuf>, spec: Spec, as_of: Option<Date>) -> Done {
    let (state_dir, lang, forced) = (settings.state_dir(), settings.lang, settings.is_forced());
    let launch = Launch {
        path,
        caller: settings.caller(),
        outlet: settings.outlet(),
        inlet: settings.inlet(),
        config_dir: settings.config_dir(),
        state_dir: state_dir.clone(),
        lang,
        as_of,
        keys: settings.keys,
        ascii: settings.ascii,
        bracketed_paste: settings.bracketed_paste,
        sample: Arc::new(move |name| match forced {
            true => Err(words::forced_no_sample(lang).to_owned()),
            false => sample::private_copy(&state_dir, name, lang, &spec),
        }),
    };
    crate::run::run(launch).map(|()| Exit::Fine).map_err(Stop::Said)
}

/// The register of the settings, seen on the date asked for.
fn standing(settings: &Settings) -> Result<Standing, Stop> {
    let data = register::read(settings)?;
    let as_of = match settings.as_of()? {
        Some(day) => day,
        None => today(&data),
    };
    Ok(Standing::new(data, as_of))
}

/// A date as a person writes it on the command line: a whole day.
fn day(text: &str, lang: Lang) -> Result<Date, Stop> {
    crate::domain::date::parse_day(text).ok_or_else(|| Stop::say(words::not_a_day(lang, text)))
}
