//! The state of a session and the only code that changes it: [`App::update`] takes a message and gives effects.
//!
//! Knows no store, file, thread or clock: what takes time goes out as an [`Effect`] and comes back as a
//! [`Msg`]. Drawing changes nothing but scroll positions.

mod ask;
mod command;
mod draw;
mod edit;
mod history;
mod message;
mod record;
mod tabs;

use std::sync::Arc;

use ratatui::layout::Rect;
use serde_json::Value;

use crate::{
    domain::{
        date::Date,
        record::{Id, Kind},
        standing::Standing,
    },
    keymap::{Action, Key},
    text,
    ui::{
        Ctx, Outcome, Screen, Target,
        browse::Browse,
        detail::Detail,
        welcome::{Choice, Welcome},
        work::Side,
    },
};
use ask::Asked;
use history::History;
pub use message::{Effect, FileState, Msg, Settings};
use record::Revealed;
use tabs::Tabs;

/// A word about the last action.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Notice {
    Said(String),
    Warned(String),
}

/// One session.
pub struct App {
    standing: Arc<Standing>,
    today: Date,
    tabs: Tabs,
    stack: Vec<Box<dyn Screen>>,
    settings: Settings,
    file: FileState,
    notice: Option<Notice>,
    history: History,
    asked: Option<Asked>,
    revealed: Option<Revealed>,
    area: Rect,
    new_id: Box<dyn Fn(Kind) -> Id>,
}

/// What screens may look at, from fields that are not being changed.
macro_rules! ctx {
    ($app:expr) => {
        Ctx {
            standing: &$app.standing,
            lang: $app.settings.lang,
            theme: &$app.settings.theme,
            keys: &$app.settings.keys,
            today: $app.today,
            area: $app.area,
            permit: &$app.settings.permit,
            revealed: $app.revealed.as_ref().and_then(|revealed| revealed.shown()),
            new_id: $app.new_id.as_ref(),
        }
    };
}
use ctx;

impl App {
    /// A session on a register.
    pub fn new(
        standing: Arc<Standing>,
        today: Date,
        settings: Settings,
        file: FileState,
        area: Rect,
        new_id: Box<dyn Fn(Kind) -> Id>,
    ) -> Self {
        let mut app = Self {
            standing,
            today,
            tabs: Tabs::new(),
            stack: Vec::new(),
            settings,
            file,
            notice: None,
            history: History::default(),
            asked: None,
            revealed: None,
            area,
            new_id,
        };
        if let FileState::Missing(path) = &app.file {
            app.stack.push(Box::new(Welcome::new(path, app.settings.lang)));
        }
        app.refresh();
        app
    }

    /// Takes one message; gives what shall happen outside.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let mut effects = Vec::new();
        match msg {
            Msg::Key(key) => self.key(key.normal(), &mut effects),
            Msg::Paste(text) => {
                let outcome = self.with_top(|screen, ctx| screen.pasted(&text, ctx));
                self.perform(outcome, &mut effects);
            }
            Msg::Resize(width, height) => self.area = Rect::new(0, 0, width, height),
            Msg::Today(today) => self.today = today,
            Msg::Standing(standing, words) => {
                self.take(standing);
                self.notice = words.map(Notice::Said).or_else(|| self.notice.take());
            }
            Msg::Saved(op, batch, standing) => self.saved(op, batch, standing, &mut effects),
            Msg::Opened(standing, file) => {
                self.file = file;
                self.notice = None;
                self.stack.clear();
                self.asked = None;
                self.take(standing);
            }
            Msg::Refused(op, refused, by, standing) => {
                self.refused(op, &refused, by.as_deref(), standing, &mut effects)
            }
            Msg::Failed(op, words) => self.failed(op, words),
            Msg::File(file) => self.file = file,
            Msg::Draft(draft) => self.offer_draft(draft, &mut effects),
            Msg::Forget => self.history.forget(),
            Msg::Say(words) => self.notice = Some(Notice::Said(words)),
            Msg::Warn(words) => self.notice = Some(Notice::Warned(words)),
            Msg::Report(report) => {
                let ctx = ctx!(self);
                self.stack.iter_mut().for_each(|screen| screen.reported(&report, &ctx));
            }
            Msg::History(past) => {
                let ctx = ctx!(self);
                self.stack.iter_mut().for_each(|screen| screen.remembered(&past, &ctx));
            }
            Msg::Checked(found) => {
                let ctx = ctx!(self);
                self.tabs.current_mut().checked(&found, &ctx);
            }
            Msg::Revealed(kind, id) => self.noted(kind, &id),
            Msg::NotRevealed(words) => {
                self.mask();
                self.warn(words);
            }
            Msg::Mask => self.mask(),
            Msg::Intake(reply) => self.brought(reply, &mut effects),
        }
        self.mask_what_was_left();
        let of_tab = self.tabs.current_mut().asks();
        let asked = of_tab.into_iter().chain(self.stack.iter_mut().filter_map(|screen| screen.asks()));
        effects.extend(asked.map(Effect::from));
        effects
    }

    /// What is typed and not saved, here or in the earlier session whose draft is being offered.
    pub fn draft(&self) -> Option<Value> {
        self.typed().or_else(|| self.offered().cloned())
    }

    /// What is typed in the form on top and not saved.
    fn typed(&self) -> Option<Value> {
        self.stack.iter().rev().find_map(|screen| screen.draft())
    }

    fn top(&self) -> &dyn Screen {
        match self.stack.last() {
            Some(screen) => screen.as_ref(),
            None => self.tabs.current(),
        }
    }

    fn with_top<T>(&mut self, run: impl FnOnce(&mut dyn Screen, &Ctx) -> T) -> T {
        let ctx = ctx!(self);
        match self.stack.last_mut() {
            Some(screen) => run(screen.as_mut(), &ctx),
            None => run(self.tabs.current_mut(), &ctx),
        }
    }

    /// The register looks another way: what is in view is made anew.
    fn refresh(&mut self) {
        let ctx = ctx!(self);
        self.tabs.renew(&ctx);
        self.stack.iter_mut().for_each(|screen| screen.refresh(&ctx));
    }

    fn take(&mut self, standing: Arc<Standing>) {
        self.standing = standing;
        self.refresh();
    }

    /// Hard quit, then the screen on top, then typing, then what holds everywhere.
    fn key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        self.notice = None;
        let mode = self.top().mode();
        let action = self.settings.keys.action(mode, key);
        if action == Some(Action::Quit) {
            return self.quit(effects);
        }
        let typing_first = key.typed().is_some() && self.top().is_finding();
        let outcome = match action.filter(|_| !typing_first) {
            Some(action) => self.act(action, effects),
            None => self.with_top(|screen, ctx| screen.typed(key, ctx)),
        };
        self.perform(outcome, effects);
    }

    fn go_to_tab(&mut self, tab: usize) {
        if self.holds_work() || self.offered().is_some() {
            self.notice = Some(Notice::Warned(text::form_is_open(self.settings.lang).to_owned()));
            return;
        }
        self.stack.clear();
        self.asked = None;
        let ctx = ctx!(self);
        self.tabs.go_to(tab, &ctx);
    }

    fn go_to_work(&mut self, side: Side) {
        self.go_to_tab(Tabs::WORK);
        if self.tabs.number() == Tabs::WORK {
            let ctx = ctx!(self);
            self.tabs.current_mut().show(&Target::Work(side), &ctx);
        }
    }

    fn perform(&mut self, outcome: Outcome, effects: &mut Vec<Effect>) {
        match outcome {
            Outcome::Stay | Outcome::Pass => {}
            Outcome::Close => {
                self.stack.pop();
                let outcome = self.unanswered();
                self.perform(outcome, effects);
            }
            Outcome::Answer(answer) => {
                self.stack.pop();
                let outcome = self.answered(answer);
                self.perform(outcome, effects);
            }
            Outcome::Open(screen) => self.stack.push(screen),
            Outcome::Commit(batch) => self.commit(batch, effects),
            Outcome::Goto(target) => self.go_to(target),
            Outcome::Turned(kind, id) => {
                let ctx = ctx!(self);
                // Where it is not shown there is nothing to go to.
                _ = match self.stack.iter_mut().rev().nth(1) {
                    Some(below) => below.turn_to(kind, &id, &ctx),
                    None => self.tabs.current_mut().turn_to(kind, &id, &ctx),
                };
            }
            Outcome::Say(words) => self.notice = Some(Notice::Said(words)),
            Outcome::Refuse(words) => self.notice = Some(Notice::Warned(words)),
            Outcome::Run(action) => {
                if action == Action::Quit {
                    return self.quit(effects);
                }
                let outcome = self.act(action, effects);
                self.perform(outcome, effects);
            }
            Outcome::SeeOn(date) => effects.push(Effect::See(date)),
            Outcome::Speak(lang) => {
                self.settings.lang = lang;
                self.refresh();
                effects.push(Effect::Speak(lang));
            }
            Outcome::Export(export) => effects.push(Effect::Export(export)),
            Outcome::Welcome(Choice::Make(name)) => effects.push(Effect::Make(name)),
            Outcome::Welcome(Choice::Sample) => {
                self.notice = Some(Notice::Said(text::welcome_making(self.settings.lang).to_owned()));
                effects.push(Effect::Sample);
            }
            Outcome::Welcome(Choice::Leave) | Outcome::Quit => effects.push(Effect::Quit),
        }
        if !effects.contains(&Effect::Quit) {
            self.keep_draft(effects);
        }
    }

    /// The draft follows what is typed; the loop writes it at most once a second.
    fn keep_draft(&mut self, effects: &mut Vec<Effect>) {
        let draft = self.draft();
        if self.history.draft_changed(draft.as_ref()) {
            effects.retain(|e| !matches!(e, Effect::Draft(_)));
            effects.push(Effect::Draft(draft));
        }
    }

    fn go_to(&mut self, target: Target) {
        let ctx = ctx!(self);
        let kind = match target {
            Target::Record(..) if self.form().is_some() => {
                // A record over a form could be edited in another form, and one of the two would be forgotten.
                return self.warn(text::form_is_open(self.settings.lang).to_owned());
            }
            Target::Record(kind, id) => {
                self.stack.push(Box::new(Detail::new(&ctx, kind, id)));
                return;
            }
            Target::Records(kind, ids, title) => {
                self.stack.push(Box::new(Browse::of(&ctx, kind, &ids, title)));
                return;
            }
            Target::Book(kind) => {
                self.stack.push(Box::new(Browse::book(&ctx, kind)));
                return;
            }
            Target::Report(_) => return self.go_to_tab(Tabs::REPORTS),
            Target::Work(side) => return self.go_to_work(side),
            Target::Figure(figure) => figure.kind(),
            Target::MembersOf(_) => Kind::Member,
        };
        self.go_to_tab(Tabs::of_kind(kind));
        let ctx = ctx!(self);
        self.tabs.current_mut().show(&target, &ctx);
    }
}
