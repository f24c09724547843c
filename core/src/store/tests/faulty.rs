//! A store in memory that fails as planned.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::store::{Effect, Key, Reply, StoreFault};

/// What goes wrong with one effect. `Stop…` ends the page: the machine gets no reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    Quota,
    Exception,
    Lost,
    Torn,
    BitFlip,
    DoneYetFailed,
    StopBefore,
    StopTorn,
    StopAfter,
}

impl Fault {
    pub(super) const OF_WRITES: [Self; 9] = [
        Self::Quota,
        Self::Exception,
        Self::Lost,
        Self::Torn,
        Self::BitFlip,
        Self::DoneYetFailed,
        Self::StopBefore,
        Self::StopTorn,
        Self::StopAfter,
    ];
    /// `Lost` reads nothing where there is something.
    pub(super) const OF_READS: [Self; 5] = [Self::Exception, Self::Lost, Self::Torn, Self::BitFlip, Self::StopBefore];
}

#[derive(Debug, Clone, Copy)]
pub(super) enum When {
    Write(usize),
    WritesFrom(usize),
    Read(usize),
}

#[derive(Debug, Clone, Default)]
pub(super) struct FaultyStore {
    pub(super) cells: BTreeMap<String, Arc<str>>,
    pub(super) plan: Vec<(When, Fault)>,
    pub(super) writes: usize,
    pub(super) reads: usize,
}

/// The page stopped.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stopped;

impl FaultyStore {
    pub(super) fn healthy(cells: &BTreeMap<String, Arc<str>>) -> Self {
        Self { cells: cells.clone(), ..Self::default() }
    }

    pub(super) fn failing(&self, plan: &[(When, Fault)]) -> Self {
        Self { cells: self.cells.clone(), plan: plan.to_vec(), writes: 0, reads: 0 }
    }

    pub(super) fn text(&self, key: Key) -> Option<&str> {
        self.cells.get(&key.to_string()).map(|text| &**text)
    }

    pub(super) fn set(&mut self, key: Key, text: &str) {
        self.cells.insert(key.to_string(), text.into());
    }

    pub(super) fn perform(&mut self, effect: &Effect) -> Result<Reply, Stopped> {
        match effect {
            Effect::Get(key) => self.read(*key),
            Effect::Put(key, text) => self.write(*key, Some(text)),
            Effect::Remove(key) => self.write(*key, None),
        }
    }

    fn read(&mut self, key: Key) -> Result<Reply, Stopped> {
        self.reads += 1;
        let count = self.reads;
        let fault = self.fault(|when| matches!(when, When::Read(at) if at == count));
        let text = self.cells.get(&key.to_string()).cloned();
        match fault {
            None => Ok(Ok(text)),
            Some(Fault::Lost) => Ok(Ok(None)),
            Some(Fault::Torn) => Ok(Ok(text.map(|text| torn(&text)))),
            Some(Fault::BitFlip) => Ok(Ok(text.map(|text| flipped(&text)))),
            Some(Fault::StopBefore | Fault::StopTorn | Fault::StopAfter) => Err(Stopped),
            Some(Fault::Quota | Fault::Exception | Fault::DoneYetFailed) => Ok(Err(exception())),
        }
    }

    fn write(&mut self, key: Key, text: Option<&Arc<str>>) -> Result<Reply, Stopped> {
        self.writes += 1;
        let count = self.writes;
        let fault = self.fault(|when| match when {
            When::Write(at) => at == count,
            When::WritesFrom(at) => at <= count,
            When::Read(_) => false,
        });
        let name = key.to_string();
        match (fault, text) {
            (None | Some(Fault::DoneYetFailed | Fault::StopAfter), Some(text)) => {
                self.cells.insert(name, Arc::clone(text));
            }
            (None | Some(Fault::DoneYetFailed | Fault::StopAfter), None) => {
                self.cells.remove(&name);
            }
            (Some(Fault::Torn | Fault::StopTorn), Some(text)) => {
                self.cells.insert(name, torn(text));
            }
            (Some(Fault::BitFlip), Some(text)) => {
                self.cells.insert(name, flipped(text));
            }
            (Some(_), _) => {}
        }
        match fault {
            None | Some(Fault::Lost | Fault::Torn | Fault::BitFlip) => Ok(Ok(None)),
            Some(Fault::Quota) => Ok(Err(StoreFault::Quota)),
            Some(Fault::Exception | Fault::DoneYetFailed) => Ok(Err(exception())),
            Some(Fault::StopBefore | Fault::StopTorn | Fault::StopAfter) => Err(Stopped),
        }
    }

    fn fault(&self, applies: impl Fn(When) -> bool) -> Option<Fault> {
        self.plan.iter().find(|(when, _)| applies(*when)).map(|(_, fault)| *fault)
    }
}

fn exception() -> StoreFault {
    StoreFault::Other("InvalidStateError".into())
}

fn torn(text: &str) -> Arc<str> {
    text[..text.len() / 2].into()
}

fn flipped(text: &str) -> Arc<str> {
    flip_bit(text, text.len() / 2, 0)
}

/// `text`, which is ASCII, with one bit of the byte `at` changed.
pub(super) fn flip_bit(text: &str, at: usize, bit: u8) -> Arc<str> {
    let mut bytes = text.as_bytes().to_vec();
    bytes[at] ^= 1 << bit;
    String::from_utf8(bytes).unwrap().into()
}
