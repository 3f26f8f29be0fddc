//! What is only looked at or taken out: reports, histories, masked fields, files for people.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use super::Work;
use crate::{
    app::Msg,
    domain::{
        check::check,
        record::{Id, Kind},
        report::{Request, report},
        standing::Standing,
    },
    run::{fault, intake, outward, past, spawn},
    say,
    store::{
        Store,
        access::{self, Access},
        io::Real,
    },
    text,
    ui::{
        Export,
        history::{Inquiry, Past},
        intake::{Errand, News, Reply},
    },
};

impl Work {
    /// What is masked is shown no longer than this.
    const REVEALED_FOR: Duration = Duration::from_secs(120);

    pub(super) fn report(&self, request: &Request) {
        if let Some(store) = &self.store {
            self.tell(Msg::Report(Arc::new(report(store.data(), request))));
        }
    }

    pub(super) fn export(&mut self, export: &Export) {
        let standing = self.standing();
        let note = self.noter();
        let way = outward::Way { outlet: &self.outlet, note: &note, lang: self.lang };
        let write = |standing: Arc<Standing>| outward::written(&standing, export, &way);
        self.tell_if(standing, write);
    }

    /// What notes in the access log what this person is about to see or to take out, on any thread; the error is a
    /// sentence.
    fn noter(&self) -> impl Fn(&Access) -> Result<(), String> + Send + use<> {
        let path = self.store.as_ref().map_or(&self.path, |store| &store.paths().data).clone();
        let (who, lang) = (self.caller.who.clone(), self.lang);
        move |what| access::note(&path, &who, what, &Real::default()).map_err(|why| say::unnoted(&why, lang))
    }

    /// Has the log read on a thread of its own, since that may take long and edits are not to wait for it. The log
    /// itself sees to it that nobody gets what this session may not see.
    pub(super) fn history(&self, inquiry: Inquiry) {
        let lang = self.lang;
        let answer = |past: Past| Msg::History(Arc::new(past));
        let Some(store) = &self.store else {
            let why = self.lost.as_ref().map(|(_, why)| why.clone());
            return self.tell(answer(past::unread(&inquiry, why.unwrap_or_default())));
        };
        let (path, permit) = (store.paths().data.clone(), store.permit().clone());
        let (data, events) = (store.data().clone(), self.events.clone());
        spawn("history", move || {
            let read = fault::catch(|| past::read(&inquiry, &data, &path, &permit, lang));
            let read =
                read.unwrap_or_else(|place| Some(past::unread(&inquiry, text::files::fault(lang, place))));
            // When the session is gone, or nobody waits any more, there is nobody to tell.
            _ = read.map(|past| events.send(crate::run::Event::Msg(answer(past))));
        });
    }

    /// Has the checks made on a thread of their own: in a large register they take longer than an edit may wait.
    pub(super) fn check(&mut self) {
        let Some(standing) = self.standing() else { return };
        let (lang, events) = (self.lang, self.events.clone());
        spawn("check", move || {
            let msg = match fault::catch(|| check(&standing)) {
                Ok(found) => Msg::Checked(found.into()),
                // Not that nothing was found.
                Err(place) => Msg::Warn(text::files::fault(lang, place)),
            };
            // When the session is gone there is nobody to tell.
            _ = events.send(crate::run::Event::Msg(msg));
        });
    }

    /// Does a step of an import on a thread of its own, for edits are not to wait for it.
    pub(super) fn intake(&self, errand: Errand) {
        let (lang, events) = (self.lang, self.events.clone());
        // When the session is gone there is nobody to tell.
        let tell = move |reply: Reply| _ = events.send(crate::run::Event::Msg(Msg::Intake(reply)));
        if let (None, Some((_, why))) = (&self.store, &self.lost) {
            return tell(errand.reply(News::Failed(why.clone())));
        }
        let Some(data) = self.data().cloned() else { return };
        let (inlet, outlet) = (self.inlet.clone(), self.outlet.clone());
        let note = Box::new(self.noter());
        let config = self.config_dir.clone();
        let desk = intake::Desk { data, inlet, outlet, note, config, lang };
        spawn("import", move || {
            if let Err(place) = fault::catch(|| intake::perform(&errand, &desk, &tell)) {
                tell(errand.reply(News::Failed(text::files::fault(lang, place))));
            }
        });
    }

    /// Notes who looks at what is masked of a record, and only then lets it be seen.
    pub(super) fn reveal(&mut self, kind: Kind, id: Id, fields: &[&'static str]) {
        match self.note_reading(kind, &id, fields) {
            Ok(()) => {
                self.mask_due = Some(Instant::now() + Self::REVEALED_FOR);
                self.tell(Msg::Revealed(kind, id));
            }
            Err(why) => self.tell(Msg::NotRevealed(why)),
        }
    }

    /// The error is a sentence.
    fn note_reading(&self, kind: Kind, id: &Id, fields: &[&'static str]) -> Result<(), String> {
        let seen = |store: &Store| store.data().record(kind, id).is_some();
        match &self.store {
            Some(store) if seen(store) => {
                let fields = fields.iter().map(|&field| field.to_owned()).collect();
                let what = Access::Seen { kind, id: id.clone(), fields };
                self.noter()(&what)
            }
            Some(_) => Err(text::record_gone(self.lang).to_owned()),
            None => Err(self.lost.as_ref().map_or_else(String::new, |(_, why)| why.clone())),
        }
    }
}
