//! A session without a terminal: keys in as people write them, the screen out as text with its styles.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)]

mod picture;

use std::{
    cell::{Cell, RefCell},
    path::PathBuf,
    rc::Rc,
    sync::Arc,
};

use chibo::{
    app::{App, Effect, FileState, Msg, Settings},
    domain::{
        data::Data,
        date::Date,
        edit::{Batch, Refused},
        permit::Permit,
        record::{Id, Kind},
        standing::Standing,
        words::Lang,
    },
    inlet::Inlet,
    keymap::{Keymap, Preset},
    outlet::Outlet,
    run::intake,
    ui::{
        history::{Inquiry, Past},
        theme::{Palette, Theme},
    },
};
pub use picture::{lines, parse_keys, styles};
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer, layout::Rect};

/// The day on which all journeys take place.
pub const DAY: Date = jiff::civil::date(2018, 4, 14);

/// The sample district at its own size, the same in every test of one program.
pub fn district() -> Data {
    use std::sync::OnceLock;
    static DISTRICT: OnceLock<Data> = OnceLock::new();
    DISTRICT.get_or_init(|| chibo::sample::district(&chibo::sample::Spec::default())).clone()
}

/// A session with a store in memory: the same rules, no file.
pub struct Session {
    pub app: App,
    pub data: Data,
    pub committed: Vec<Batch>,
    pub draft: Option<serde_json::Value>,
    pub quit: bool,
    /// What went into files.
    pub exported: Vec<chibo::ui::Export>,
    terminal: Terminal<TestBackend>,
    as_of: Date,
    /// Edits by other hands that reach the store before the next one of ours.
    pub others: Vec<Batch>,
    /// Why the next edit cannot be written.
    pub fail: Option<String>,
    /// While the store is slow its jobs wait in `waiting`.
    pub slow: bool,
    waiting: Vec<Effect>,
    /// What the log says of any record; none while it is still being read.
    pub past: Option<Past>,
    /// The histories that were asked for.
    pub inquiries: Vec<Inquiry>,
    /// Why it cannot be noted that somebody looks at what is masked.
    pub unnoted: Option<String>,
    /// What was looked at of what is masked.
    pub looked_at: Vec<(Kind, Id, Vec<&'static str>)>,
    /// From where lists are read.
    pub inlet: Inlet,
    /// Where it is remembered what headings mean.
    pub config: Option<PathBuf>,
    lang: Lang,
}

impl Session {
    pub fn new(data: Data, width: u16, height: u16) -> Self {
        Self::with(data, width, height, Lang::Vi, Preset::Office)
    }

    pub fn with(data: Data, width: u16, height: u16, lang: Lang, preset: Preset) -> Self {
        Self::of(Arc::new(Standing::new(data, DAY)), width, height, lang, preset)
    }

    /// A session on a register that was derived before.
    pub fn of(standing: Arc<Standing>, width: u16, height: u16, lang: Lang, preset: Preset) -> Self {
        Self::start(standing, width, height, lang, preset, FileState::Saved, Permit::everything())
    }

    /// A session of somebody who may not do everything.
    pub fn permitted(standing: Arc<Standing>, permit: Permit) -> Self {
        Self::start(standing, 80, 24, Lang::Vi, Preset::Office, FileState::Saved, permit)
    }

    /// A session without a register yet.
    pub fn missing(path: &str) -> Self {
        let data = Data::new(chibo::domain::record::Described::blank(Id::office()));
        let standing = Arc::new(Standing::new(data, DAY));
        Self::start(
            standing,
            80,
            24,
            Lang::Vi,
            Preset::Office,
            FileState::Missing(path.to_owned()),
            Permit::everything(),
        )
    }

    fn start(
        standing: Arc<Standing>,
        width: u16,
        height: u16,
        lang: Lang,
        preset: Preset,
        file: FileState,
        permit: Permit,
    ) -> Self {
        let number = Rc::new(Cell::new(0u32));
        let new_id = move |kind: Kind| {
            number.set(number.get() + 1);
            Id::new(&format!("{}new{}", &kind.code()[..1], number.get())).unwrap()
        };
        let data = standing.data.clone();
        let theme = Theme::unicode(Palette::Basic);
        let settings = Settings { lang, keys: Keymap::new(preset), theme, permit };
        let area = Rect::new(0, 0, width, height);
        let app = App::new(standing, DAY, settings, file, area, Box::new(new_id));
        Self {
            app,
            data,
            committed: Vec::new(),
            draft: None,
            quit: false,
            exported: Vec::new(),
            terminal: Terminal::new(TestBackend::new(width, height)).unwrap(),
            as_of: DAY,
            others: Vec::new(),
            fail: None,
            slow: false,
            waiting: Vec::new(),
            past: None,
            inquiries: Vec::new(),
            unnoted: None,
            looked_at: Vec::new(),
            inlet: Inlet::Anywhere,
            config: None,
            lang,
        }
    }

    /// Sends keys: `<F7>`, `<Ctrl+S>`, `<Enter>`; everything else is typed letter by letter.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in parse_keys(keys) {
            self.send(Msg::Key(key));
        }
        self
    }

    pub fn send(&mut self, msg: Msg) {
        let mut queue = self.app.update(msg);
        while !queue.is_empty() {
            let effect = queue.remove(0);
            if let Some(answer) = self.carry_out(effect) {
                queue.extend(self.app.update(answer));
            }
        }
    }

    /// The slow store does what it was asked for.
    pub fn catch_up(&mut self) {
        self.slow = false;
        for effect in std::mem::take(&mut self.waiting) {
            if let Some(answer) = self.carry_out(effect) {
                self.send(answer);
            }
        }
    }

    /// The register on the date that is shown.
    pub fn standing(&self) -> Arc<Standing> {
        Arc::new(Standing::new(self.data.clone(), self.as_of))
    }

    fn carry_out(&mut self, effect: Effect) -> Option<Msg> {
        match effect {
            effect @ (Effect::Commit(..) | Effect::See(_) | Effect::Intake(_)) if self.slow => {
                self.waiting.push(effect);
                None
            }
            Effect::Commit(op, _) if self.fail.is_some() => self.fail.take().map(|why| Msg::Failed(op, why)),
            Effect::Commit(op, batch) => {
                for other in std::mem::take(&mut self.others) {
                    self.data = self.data.committed(&other).unwrap();
                    self.data.revision += 1;
                }
                match self.data.committed(&batch) {
                    Ok(data) => {
                        self.data = data;
                        self.data.revision += 1;
                        self.committed.push(batch.clone());
                        Some(Msg::Saved(op, batch, self.standing()))
                    }
                    Err(refused) => Some(Msg::Refused(op, refused, Some("Lan".to_owned()), self.standing())),
                }
            }
            Effect::See(date) => {
                self.as_of = date.unwrap_or(DAY);
                Some(Msg::Standing(self.standing(), None))
            }
            Effect::Draft(draft) => {
                self.draft = draft;
                None
            }
            Effect::Quit => {
                self.quit = true;
                None
            }
            Effect::Report(request) => {
                Some(Msg::Report(Arc::new(chibo::domain::report::report(&self.data, &request))))
            }
            Effect::Check => {
                let standing = chibo::domain::standing::Standing::new(self.data.clone(), self.as_of);
                Some(Msg::Checked(chibo::domain::check::check(&standing).into()))
            }
            Effect::History(inquiry) => {
                self.inquiries.push(inquiry.clone());
                let past = self.past.clone()?;
                Some(Msg::History(Arc::new(Past { of: inquiry.of, ..past })))
            }
            Effect::Reveal(kind, id, fields) => {
                if let Some(why) = self.unnoted.clone() {
                    return Some(Msg::NotRevealed(why));
                }
                self.looked_at.push((kind, id.clone(), fields));
                Some(Msg::Revealed(kind, id))
            }
            Effect::Export(export) => {
                self.exported.push(export);
                None
            }
            Effect::Intake(errand) => {
                let unnoted = self.unnoted.clone();
                let desk = intake::Desk {
                    data: self.data.clone(),
                    inlet: self.inlet.clone(),
                    outlet: Outlet::Anywhere,
                    note: Box::new(move |_| unnoted.clone().map_or(Ok(()), Err)),
                    config: self.config.clone(),
                    lang: self.lang,
                };
                let news = RefCell::new(Vec::new());
                intake::perform(&errand, &desk, &|reply| news.borrow_mut().push(reply));
                news.into_inner().pop().map(Msg::Intake)
            }
            Effect::Reload | Effect::Repaint | Effect::Speak(_) | Effect::Make(_) | Effect::Sample => None,
        }
    }

    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.terminal.backend_mut().resize(width, height);
        self.send(Msg::Resize(width, height));
        self
    }

    /// Draws and forgets.
    pub fn frame(&mut self) {
        let app = &mut self.app;
        self.terminal.draw(|frame| app.draw(frame)).unwrap();
    }

    pub fn buffer(&mut self) -> Buffer {
        let app = &mut self.app;
        self.terminal.draw(|frame| app.draw(frame)).unwrap();
        self.terminal.backend().buffer().clone()
    }

    /// The screen as text, each line without its trailing spaces.
    pub fn text(&mut self) -> String {
        lines(&self.buffer()).join("\n")
    }

    /// The line with the cursor's sign.
    pub fn here(&mut self) -> String {
        let text = self.text();
        // A picker's or menu's list lies over the page, so the last sign is the one that counts.
        let line = text.lines().rfind(|line| line.trim_start_matches(['│', ' ']).starts_with('▶'));
        line.unwrap_or_default().to_owned()
    }

    /// The message of the last action.
    pub fn notice(&mut self) -> String {
        let text = self.text();
        text.lines().rev().nth(1).unwrap_or_default().to_owned()
    }

    /// The keys that work here.
    pub fn footer(&mut self) -> String {
        self.text().lines().next_back().unwrap_or_default().to_owned()
    }

    /// Goes to a field of the open form by its label.
    pub fn field(&mut self, label: &str) -> &mut Self {
        self.keys(&"<PgUp>".repeat(6));
        for _ in 0..60 {
            if self.here().trim_start_matches(['▶', ' ']).starts_with(label) {
                return self;
            }
            self.keys("<Tab>");
        }
        panic!("no field {label} in\n{}", self.text());
    }

    /// Goes to the line of a page or tree that holds a text.
    pub fn line(&mut self, wanted: &str) -> &mut Self {
        self.keys("<Home>");
        for _ in 0..400 {
            if self.here().contains(wanted) {
                return self;
            }
            self.keys("<Down>");
        }
        panic!("no line {wanted} in\n{}", self.text());
    }

    /// Replaces what stands in a field.
    pub fn fill(&mut self, label: &str, typed: &str) -> &mut Self {
        self.field(label).keys("<Ctrl+U>").keys(typed)
    }

    /// Picks in a field of choices or links: opens the list, types, takes the first hit.
    pub fn pick(&mut self, label: &str, typed: &str) -> &mut Self {
        self.field(label).keys("<F4>").keys(typed).keys("<Enter>")
    }

    /// A field of a record as it stands in the register.
    pub fn value(&self, kind: Kind, id: &Id, field: &str) -> String {
        let record = self.data.record(kind, id).unwrap_or_else(|| panic!("no {id}"));
        record.text(kind.place(field).unwrap()).into_owned()
    }

    /// The screen as text, and under it the runs that are not plain.
    pub fn screen(&mut self) -> String {
        let buffer = self.buffer();
        format!("{}\n---\n{}", lines(&buffer).join("\n"), styles(&buffer))
    }
}

/// Asserts a screen against its snapshot, text and looks.
#[macro_export]
macro_rules! screen {
    ($session:expr, $name:literal) => {
        insta::with_settings!(
            { snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true },
            { insta::assert_snapshot!($name, $session.screen()) }
        )
    };
}

/// Villages not unified on a date, by name.
pub fn not_unified(standing: &Standing) -> Vec<Id> {
    let open = standing.villages().filter(|(_, state)| !state.is_unified());
    open.map(|(village, _)| village.id.clone()).collect()
}

/// An edit of one field by other hands.
pub fn other_sets(data: &Data, kind: Kind, id: &Id, field: &str, to: serde_json::Value) -> Batch {
    let mut batch = Batch::new("edit");
    batch.set(kind, id, field, data.record(kind, id).unwrap().json(field), to);
    batch
}

/// The error of a batch, for tests of refusals.
pub fn refusal(data: &Data, batch: &Batch) -> Refused {
    data.committed(batch).unwrap_err()
}

/// Whether two registers hold the same records with the same values.
pub fn same(a: &Data, b: &Data) -> bool {
    Kind::ALL.iter().all(|kind| {
        let all = |data: &Data| -> Vec<_> {
            data.ids(*kind).iter().map(|id| data.record(*kind, id).unwrap().to_json()).collect()
        };
        all(a) == all(b)
    })
}
