//! A store in memory that fails as planned.

use std::collections::BTreeMap;
use std::ops::ControlFlow::{Break, Continue};
use std::sync::Arc;

use crate::store::{BlobEffect, Effect, Errand, Key, Reply, Route, StoreFault};

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

/// Two stores behind a [`Route`]: a fault can meet each write and each read of either.
#[derive(Debug, Clone)]
pub(super) struct FaultyStore {
    /// The texts under their keys, and the blobs under their names behind [`BLOBS`].
    pub(super) cells: BTreeMap<String, Arc<str>>,
    /// The longest text that is no blob.
    pub(super) longest: usize,
    /// Whether there is no store of blobs.
    pub(super) without_blobs: bool,
    pub(super) plan: Vec<(When, Fault)>,
    pub(super) writes: usize,
    pub(super) reads: usize,
}

impl Default for FaultyStore {
    fn default() -> Self {
        let (cells, plan) = (BTreeMap::new(), Vec::new());
        Self { cells, longest: usize::MAX, without_blobs: false, plan, writes: 0, reads: 0 }
    }
}

/// What the names of blobs begin with among the cells.
pub(super) const BLOBS: &str = "blobs/";

/// The page stopped.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stopped;

impl FaultyStore {
    pub(super) fn healthy(cells: &BTreeMap<String, Arc<str>>) -> Self {
        Self { cells: cells.clone(), ..Self::default() }
    }

    /// The same where a text longer than this is a blob.
    pub(super) fn splitting(self, longest: usize) -> Self {
        Self { longest, ..self }
    }

    pub(super) fn failing(&self, plan: &[(When, Fault)]) -> Self {
        Self { plan: plan.to_vec(), writes: 0, reads: 0, ..self.clone() }
    }

    /// The text under a key, wherever it lies.
    pub(super) fn text(&self, key: Key) -> Option<&str> {
        let text = self.cells.get(&key.to_string())?;
        let blob = text.strip_prefix("concord-blob 1 ").and_then(|sum| self.cells.get(&format!("{BLOBS}{key}/{sum}")));
        Some(blob.unwrap_or(text))
    }

    pub(super) fn set(&mut self, key: Key, text: &str) {
        self.cells.insert(key.to_string(), text.into());
    }

    pub(super) fn perform(&mut self, effect: &Effect) -> Result<Reply, Stopped> {
        let mut route = Route::new(effect.clone(), self.longest);
        loop {
            let reply = self.run(&route.errand())?;
            match route.resume(reply) {
                Continue(rest) => route = rest,
                Break(reply) => return Ok(reply),
            }
        }
    }

    pub(super) fn run(&mut self, errand: &Errand) -> Result<Reply, Stopped> {
        match errand {
            Errand::Text(Effect::Get(key)) => self.read(key.to_string()),
            Errand::Text(Effect::Put(key, text)) => self.write(key.to_string(), Some(text)),
            Errand::Text(Effect::Remove(key)) => self.write(key.to_string(), None),
            Errand::Blob(_) if self.without_blobs => Ok(Err(StoreFault::Blocked)),
            Errand::Blob(BlobEffect::Get(blob)) => self.read(format!("{BLOBS}{blob}")),
            Errand::Blob(BlobEffect::Put(blob, text)) => self.write(format!("{BLOBS}{blob}"), Some(text)),
            Errand::Blob(BlobEffect::Remove(blob)) => self.write(format!("{BLOBS}{blob}"), None),
        }
    }

    fn read(&mut self, name: String) -> Result<Reply, Stopped> {
        self.reads += 1;
        let count = self.reads;
        let fault = self.fault(|when| matches!(when, When::Read(at) if at == count));
        let text = self.cells.get(&name).cloned();
        match fault {
            None => Ok(Ok(text)),
            Some(Fault::Lost) => Ok(Ok(None)),
            Some(Fault::Torn) => Ok(Ok(text.map(|text| torn(&text)))),
            Some(Fault::BitFlip) => Ok(Ok(text.map(|text| flipped(&text)))),
            Some(Fault::StopBefore | Fault::StopTorn | Fault::StopAfter) => Err(Stopped),
            Some(Fault::Quota | Fault::Exception | Fault::DoneYetFailed) => Ok(Err(exception())),
        }
    }

    fn write(&mut self, name: String, text: Option<&Arc<str>>) -> Result<Reply, Stopped> {
        self.writes += 1;
        let count = self.writes;
        let fault = self.fault(|when| match when {
            When::Write(at) => at == count,
            When::WritesFrom(at) => at <= count,
            When::Read(_) => false,
        });
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
