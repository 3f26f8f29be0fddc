//! The errands of an import: what of it touches files or takes long. Each runs on a thread of its own, reports how
//! far it is, and stops when nobody waits for it any more.

use std::{
    cell::Cell,
    io::ErrorKind,
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use super::{fresh_id, outward};
use crate::{
    domain::{data::Data, record::Kind, words::Lang},
    import::list::{
        encoding::Encoding,
        heading::Means,
        learned,
        look::Found,
        rejects,
        review::Review,
        sentence,
        source::{self, MOST_READ, Unreadable},
    },
    inlet::{Inlet, Unread},
    outlet::Outlet,
    store::access::Access,
    text::{self, intake as words, lists},
    ui::intake::{Errand, News, Reply, Task},
};

/// Notes in the access log what goes out; the error is a sentence.
pub type Note = Box<dyn Fn(&Access) -> Result<(), String> + Send>;

/// What an errand may use.
pub struct Desk {
    /// The register as the session sees it.
    pub data: Data,
    /// From where files are read.
    pub inlet: Inlet,
    /// Where files go.
    pub outlet: Outlet,
    /// Notes in the access log what goes out; the error is a sentence.
    pub note: Note,
    /// The folder in which it is remembered what headings mean.
    pub config: Option<PathBuf>,
    /// Language of what is said.
    pub lang: Lang,
}

/// How often somebody who waits hears how far it is.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// Does an errand and tells what comes of it; nothing when nobody waits any more.
pub fn perform(errand: &Errand, desk: &Desk, tell: &dyn Fn(Reply)) {
    let told = Cell::new(Instant::now());
    let watch = |done: usize, all: usize| {
        if told.get().elapsed() >= TELL_EVERY {
            told.set(Instant::now());
            tell(errand.reply(News::Progress(done, all)));
        }
        errand.is_wanted()
    };
    let news = desk.news(&errand.task, &watch).unwrap_or_else(|why| Some(News::Failed(why)));
    if let Some(news) = news.filter(|_| errand.is_wanted()) {
        tell(errand.reply(news));
    }
}

impl Desk {
    /// What comes of a task; none when it was given up. The error is a sentence.
    fn news(&self, task: &Task, watch: &dyn Fn(usize, usize) -> bool) -> Result<Option<News>, String> {
        let review = |review: Result<Review, _>| review.ok().map(|review| News::Review(Arc::new(review)));
        Ok(match task {
            Task::Read(path, into, encoding) => {
                Some(News::Found(Arc::new(self.read(path, *into, *encoding)?), None))
            }
            Task::Look(found, into, learnt) => {
                let found = found.again(*into, learnt);
                let forgotten = self.remember(&found, learnt).err();
                Some(News::Found(Arc::new(found), forgotten))
            }
            Task::Plan(found, order, amends) => {
                let plan = Review::make(Arc::clone(&found.book), order, &self.data, watch);
                review(plan.and_then(|plan| match amends.as_slice() {
                    [] => Ok(plan),
                    amends => plan.amended(amends, &self.data, watch),
                }))
            }
            Task::Settle(before, amends) => review(before.amended(amends, &self.data, watch)),
            Task::Batch(review) => Some(News::Batch(review.plan.batch(&review.standing, &mut fresh_id))),
            // It goes with the errand, on its thread.
            Task::Forget(_) => None,
            Task::Rejects(review, path) => Some(News::Written(self.write_rejects(review, path)?)),
        })
    }

    fn read(&self, typed: &str, into: Kind, encoding: Option<Encoding>) -> Result<Found, String> {
        // Only an account has a home and folders to go to.
        let path = match self.inlet {
            Inlet::Anywhere => outward::place(typed.trim()),
            Inlet::Folder(_) | Inlet::Nowhere => PathBuf::from(typed.trim()),
        };
        let refused = |why: String| lists::cannot_read(self.lang, path.display(), why);
        let bytes = self.inlet.read(&path, MOST_READ).map_err(|why| refused(self.unread(&why)))?;
        let (book, decoded) = source::read(&bytes, encoding).map_err(|why| refused(self.unreadable(&why)))?;
        let taught = self.config.as_deref().map(learned::read).unwrap_or_default();
        Ok(Found::of(Arc::new(book), decoded, into, taught))
    }

    fn unread(&self, why: &Unread) -> String {
        let lang = self.lang;
        match why {
            Unread::Nowhere => words::reads_no_files(lang).to_owned(),
            Unread::NotAName => words::not_a_name(lang).to_owned(),
            Unread::NotAFile => words::not_a_file(lang).to_owned(),
            Unread::Failed(error) => match error.kind() {
                ErrorKind::NotFound => words::no_such_file(lang).to_owned(),
                ErrorKind::PermissionDenied => words::no_permission(lang).to_owned(),
                _ => error.to_string(),
            },
        }
    }

    fn unreadable(&self, why: &Unreadable) -> String {
        match why {
            Unreadable::UnknownEncoding => words::no_encoding(self.lang).to_owned(),
            why => sentence::unreadable(why, self.lang),
        }
    }

    /// Remembers for the next time what was taught. What others taught meanwhile stays.
    fn remember(&self, found: &Found, learnt: &[(String, Means)]) -> Result<(), String> {
        let Some(folder) = self.config.as_deref().filter(|_| !learnt.is_empty()) else { return Ok(()) };
        let mut taught = learned::read(folder);
        for (heading, means) in learnt {
            taught.learn(found.into, heading, *means);
        }
        let written = learned::write(folder, &taught);
        written.map_err(|error| lists::not_learned(self.lang, folder.display(), error))
    }

    fn write_rejects(&self, review: &Review, typed: &str) -> Result<String, String> {
        let (plan, lang) = (&review.plan, self.lang);
        let path = outward::target(&self.outlet, typed);
        let unmade = |error| text::cli::cannot_write(lang, path.display(), error);
        let why = |row: usize, issue: &_| sentence::asked(plan, row, issue, &review.standing, lang);
        let Some(bytes) = rejects::workbook(plan, lang, &why).map_err(unmade)? else {
            return Ok(lists::nothing_new(lang).to_owned());
        };
        let rows = review.rejected();
        let way = outward::Way { outlet: &self.outlet, note: &self.note, lang };
        let written = way.put(&path, &bytes, |to| Access::Rejects { kind: plan.into, rows, to })?;
        Ok(lists::rejects_written(lang, written.display(), text::figure(rows, lang)))
    }
}
