//! Journeys under a fault at every write and every read, checked after every single effect.

use std::collections::BTreeMap;

use super::faulty::{BLOBS, Fault, FaultyStore, When};
use super::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Open,
    Save,
    StartOver,
    OpenPrevious,
    Erase,
}

use Act::{Erase, Open, OpenPrevious, Save, StartOver};

/// What a fresh page finds: the number of the save that it loads, or its status.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Found {
    Save(usize),
    Other(Status),
}

fn find(cells: &BTreeMap<String, Arc<str>>) -> Found {
    let tab = Tab::open(&mut FaultyStore::healthy(cells));
    let n = tab.shown.as_deref().and_then(|shown| (1..=100).find(|n| payload(*n) == shown));
    n.map_or_else(|| Found::Other(tab.machine.status()), Found::Save)
}

/// A person at a page, and what they were promised.
struct Traveller {
    tab: Tab,
    store: FaultyStore,
    /// The save that was last shown as verified.
    verified: Option<usize>,
    attempted: usize,
    /// What a fresh page found before the present act.
    before: Found,
    act: Act,
    clearing: bool,
    /// Texts of the user's that were there at the start and could not be read.
    precious: Vec<Arc<str>>,
}

impl Traveller {
    fn travel(journey: &[Act], start: &FaultyStore, plan: &[(When, Fault)], precious: &[Arc<str>]) -> Self {
        let before = find(&start.cells);
        let verified = match before {
            Found::Save(n) => Some(n),
            Found::Other(_) => None,
        };
        let mut traveller = Self {
            tab: Tab::new(Role::Writer),
            store: start.failing(plan),
            verified,
            attempted: 50,
            before,
            act: Open,
            clearing: false,
            precious: precious.to_vec(),
        };
        for act in journey {
            if traveller.go(*act).is_err() {
                break;
            }
        }
        traveller
    }

    fn go(&mut self, act: Act) -> Result<(), Stopped> {
        if matches!(self.tab.machine.status(), Status::Stale | Status::Blocked(_)) {
            self.reopen()?;
        }
        self.before = find(&self.store.cells);
        self.act = act;
        self.clearing = false;
        match act {
            Open => return self.reopen(),
            Save => {
                self.attempted += 1;
                self.tab.shown = Some(payload(self.attempted).into());
                let _ = self.tab.machine.save(payload(self.attempted).into());
            }
            OpenPrevious => {
                let _ = self.tab.machine.open_previous();
            }
            StartOver => self.clearing = self.tab.machine.start_over().is_ok(),
            Erase => {
                self.clearing = self.tab.machine.erase().is_ok();
                self.precious.clear();
            }
        }
        self.run()
    }

    fn reopen(&mut self) -> Result<(), Stopped> {
        self.tab = Tab::new(Role::Writer);
        self.run()
    }

    fn run(&mut self) -> Result<(), Stopped> {
        loop {
            let writes = self.store.writes;
            let going = self.tab.step(&mut self.store);
            if self.store.writes > writes {
                self.check_store();
            }
            if !going? {
                break;
            }
        }
        self.check_claim();
        Ok(())
    }

    fn read_fault(&self) -> bool {
        self.store.plan.iter().any(|(when, _)| matches!(when, When::Read(_)))
    }

    /// Holds at every instant.
    #[track_caller]
    fn check_store(&mut self) {
        let found = find(&self.store.cells);
        if self.clearing {
            let empty = Found::Other(Status::Empty);
            assert!(found == self.before || found == empty, "{:?} became {found:?}", self.before);
            if found == empty {
                // That is what was asked for, whatever the page was told of it.
                self.verified = None;
            }
        } else if let Some(verified) = self.verified {
            let Found::Save(found) = found else { panic!("save {verified} was verified, then {found:?}") };
            assert!((verified..=self.attempted).contains(&found), "save {verified} was verified, then {found}");
        }
        if !self.read_fault() {
            let kept = self.store.cells.keys().filter(|key| key.starts_with("concord/kept/")).count();
            let gapless = (1..=kept).all(|number| self.store.text(Key::Kept(number as u32)).is_some());
            assert!(gapless, "what is beyond a gap is not found again");
        }
        for text in &self.precious {
            assert!(self.store.cells.values().any(|cell| cell == text), "a text that could not be read is gone");
        }
    }

    /// Holds when nothing is under way.
    #[track_caller]
    fn check_claim(&mut self) {
        match self.tab.machine.status() {
            Status::Saved(generation) => {
                let shown = self.tab.shown().unwrap().to_owned();
                let n = (1..=100).find(|n| payload(*n) == shown).unwrap();
                // A fault in reading can make a page load less than there is, but not save over it; and what
                // was passed over is still current until the next save.
                if self.act == Save || (!self.read_fault() && self.act != OpenPrevious) {
                    assert_eq!(find(&self.store.cells), Found::Save(n), "what is shown as saved is stored");
                    let fresh = Tab::open(&mut FaultyStore::healthy(&self.store.cells));
                    assert_eq!(fresh.machine.verified(), Some(generation));
                    self.verified = self.verified.max(Some(n));
                }
            }
            Status::Empty if self.clearing => {
                let left =
                    self.store.cells.keys().filter(|key| !key.starts_with("concord/kept/") && !key.starts_with(BLOBS));
                assert_eq!(left.count(), 0);
                self.verified = None;
            }
            Status::Loading | Status::Saving => panic!("at rest, yet {:?}", self.tab.machine.status()),
            _ => {}
        }
    }
}

/// Makes the journey with each fault at each write and each read that it comes to; counts the journeys.
fn travel_under_every_fault(journey: &[Act], start: &FaultyStore, precious: &[Arc<str>]) -> usize {
    let undisturbed = Traveller::travel(journey, start, &[], precious);
    if journey.contains(&Save) {
        assert_eq!(find(&undisturbed.store.cells), Found::Save(undisturbed.attempted));
    }
    let mut journeys = 0;
    let mut go = |when, fault| {
        let traveller = Traveller::travel(journey, start, &[(when, fault)], precious);
        journeys += 1;
        traveller
    };
    for fault in Fault::OF_WRITES {
        for at in (1..).take_while(|at| go(When::Write(*at), fault).store.writes >= *at).collect::<Vec<_>>() {
            go(When::WritesFrom(at), fault);
        }
    }
    for fault in Fault::OF_READS {
        (1..).take_while(|at| go(When::Read(*at), fault).store.reads >= *at).for_each(drop);
    }
    journeys
}

#[test]
fn no_fault_loses_what_was_verified() {
    let journey = [Open, Save, Save, Save, Open, Save, Save, Open, Save];
    for longest in SPLITS {
        let journeys = travel_under_every_fault(&journey, &FaultyStore::default().splitting(longest), &[]);
        assert!(journeys > 400, "{journeys}");
    }
}

/// The pointer moves only to what was read back: one fault costs a save, and no page has to fall back for it.
#[test]
fn no_fault_of_a_write_makes_a_page_fall_back() {
    let cases = SPLITS.into_iter().flat_map(|longest| Fault::OF_WRITES.map(|fault| (longest, fault)));
    for (longest, fault) in cases {
        for at in 1..=6 {
            let mut store = store_split(2, longest).failing(&[(When::Write(at), fault)]);
            let mut tab = Tab::open(&mut store);
            'page: for n in 3..=5 {
                if tab.machine.save(payload(n).into()).is_err() {
                    break;
                }
                loop {
                    match tab.step(&mut store) {
                        Ok(true) => {}
                        Ok(false) => break,
                        Err(Stopped) => break 'page,
                    }
                    let fresh = Tab::open(&mut FaultyStore::healthy(&store.cells));
                    assert!(!fresh.machine.fell_back(), "{fault:?} at write {at}");
                }
            }
        }
    }
}

#[test]
fn no_two_faults_lose_what_was_verified() {
    let journey = [Open, Save, Save, Save, Save];
    let starts = [usize::MAX, 80].map(|longest| store_split(2, longest));
    let pairs = (1..=8).flat_map(|first| (first + 1..=8).map(move |second| (first, second)));
    for (first, second) in pairs {
        for start in &starts {
            for one in Fault::OF_WRITES {
                for other in Fault::OF_WRITES {
                    Traveller::travel(&journey, start, &[(When::Write(first), one), (When::Write(second), other)], &[]);
                }
            }
        }
    }
}

#[test]
fn no_fault_loses_the_damaged_text_of_a_fallback() {
    for longest in SPLITS {
        let mut start = store_split(3, longest);
        start.set(A, "damaged");
        travel_under_every_fault(&[Open, Save, Save, Open, Save], &start, &["damaged".into()]);
    }
}

#[test]
fn no_fault_loses_the_texts_of_a_fresh_start() {
    let journey = [Open, StartOver, StartOver, Save, Save, Open, Save];
    for longest in SPLITS {
        let mut start = store_split(3, longest);
        start.set(A, "damaged a");
        start.set(B, "damaged b");
        let precious = ["damaged a".into(), "damaged b".into()];
        travel_under_every_fault(&journey, &start, &precious);

        let mut start = store_split(3, longest);
        let (newer, older) = (newer_record("x"), start.text(A).unwrap().to_owned());
        start.set(B, &newer);
        let precious = [newer.into(), older.into()];
        travel_under_every_fault(&journey, &start, &precious);
    }
}

#[test]
fn no_fault_loses_the_document_that_was_passed_over() {
    for (document, longest) in ["[]", "v2"].into_iter().flat_map(|document| SPLITS.map(|longest| (document, longest))) {
        let mut start = store_split(3, longest);
        Tab::open(&mut start).save(document, &mut start);
        let both = [A, B].map(|key| start.text(key).unwrap().into());
        let precious = &both[1..];
        travel_under_every_fault(&[Open, OpenPrevious, Save], &start, &both);
        travel_under_every_fault(&[Open, OpenPrevious, Save, Save, Open, OpenPrevious, Save], &start, precious);
        travel_under_every_fault(&[Open, StartOver, StartOver, Save, Save], &start, &both);
    }
}

#[test]
fn an_erasure_cut_short_leaves_what_was_current_or_nothing() {
    for (saves, longest) in (1..=3).flat_map(|saves| SPLITS.map(|longest| (saves, longest))) {
        let mut start = store_split(saves, longest);
        travel_under_every_fault(&[Open, Save, Erase, Save, Save], &start, &[]);
        start.set(Key::Kept(1), "kept");
        start.set(Key::Kept(2), "kept later");
        travel_under_every_fault(&[Open, Erase, Erase], &start, &[]);
    }
}
