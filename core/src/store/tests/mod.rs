//! The machine on a store that fails: every state, every fault at every effect, every order of two tabs.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

mod blobs;
mod faults;
mod faulty;
mod states;
mod tabs;

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::{DocumentOutcome, Key, Machine, Role, Slot, Status};
use faulty::{FaultyStore, Stopped};

const A: Key = Key::Slot(Slot::A);
const B: Key = Key::Slot(Slot::B);

/// A machine and the payload that its interface shows.
#[derive(Debug, Clone)]
struct Tab {
    machine: Machine,
    shown: Option<Arc<str>>,
}

impl Tab {
    fn new(role: Role) -> Self {
        Self { machine: Machine::new(role), shown: None }
    }

    fn open(store: &mut FaultyStore) -> Self {
        let mut tab = Self::new(Role::Writer);
        tab.run(store).unwrap();
        tab
    }

    fn follow(store: &mut FaultyStore) -> Self {
        let mut tab = Self::new(Role::Follower);
        tab.run(store).unwrap();
        tab
    }

    /// Performs one effect, or reads the payload that awaits it. False when there is nothing to do.
    fn step(&mut self, store: &mut FaultyStore) -> Result<bool, Stopped> {
        if let Some(effect) = self.machine.effect() {
            self.machine.resume(store.perform(&effect)?);
        } else if let Some(payload) = self.machine.payload() {
            let outcome = read_document(&payload);
            self.machine.judge(outcome);
            if outcome == DocumentOutcome::Readable {
                self.shown = Some(payload);
            }
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn run(&mut self, store: &mut FaultyStore) -> Result<(), Stopped> {
        while self.step(store)? {}
        Ok(())
    }

    fn save(&mut self, payload: &str, store: &mut FaultyStore) -> Status {
        self.shown = Some(payload.into());
        self.machine.save(payload.into()).unwrap();
        self.run(store).unwrap();
        self.machine.status()
    }

    fn shown(&self) -> Option<&str> {
        self.shown.as_deref()
    }

    /// The number of [`Status::Saved`].
    #[track_caller]
    fn generation(&self) -> u64 {
        match self.machine.status() {
            Status::Saved(generation) => {
                assert_eq!(self.machine.verified(), Some(generation));
                generation.number()
            }
            other => panic!("not saved: {other:?}"),
        }
    }
}

/// The documents of these tests: `{…` is readable, `v2…` is newer, anything else is none.
fn read_document(payload: &str) -> DocumentOutcome {
    match payload.as_bytes().first() {
        Some(b'{') => DocumentOutcome::Readable,
        Some(b'v') => DocumentOutcome::Newer,
        _ => DocumentOutcome::Unreadable,
    }
}

/// The payload of the save number `n`; their lengths differ.
fn payload(n: usize) -> String {
    format!("{{\"n\":{n}{}}}", " ".repeat(n % 5))
}

/// `payload` as a newer version of the store would write it, by the header that all versions keep.
fn newer_record(payload: &str) -> String {
    let claims = format!("concord-store 2 9 {}", payload.len());
    let sum = Sha256::digest(format!("{claims}\n{payload}"));
    let sum: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{claims} {sum}\n{payload}")
}

/// Where texts become blobs: nowhere, at every other generation, at each generation, at the pointer as well.
const SPLITS: [usize; 4] = [usize::MAX, 94, 80, 0];

/// A store with the saves 1 to `n`, the last one current.
fn store_of(n: usize) -> FaultyStore {
    store_split(n, usize::MAX)
}

/// The same in two stores.
fn store_split(n: usize, longest: usize) -> FaultyStore {
    let mut store = FaultyStore::default().splitting(longest);
    let mut tab = Tab::open(&mut store);
    for n in 1..=n {
        tab.save(&payload(n), &mut store);
    }
    assert_eq!(tab.generation(), n as u64);
    FaultyStore::healthy(&store.cells).splitting(longest)
}
