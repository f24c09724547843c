//! Two stores as one: a text that is too long for the store of texts lies in a store of blobs, and a short reference to it
//! under its key.
//!
//! A blob is written before the reference to it, under a name that only this text of this key has; the blob that it
//! replaces goes last, once the reference to it is seen to be gone. So a put is still one write under one key, that of the reference: cut short anywhere, by a fault of
//! either store or by another tab, the key holds what it held before or the whole new text. What is left over at worst is
//! a blob that nothing names. A reference whose blob is gone is answered as it stands: it is no record, and the machine
//! takes it for a damaged one.

use std::fmt;
use std::ops::ControlFlow::{self, Break, Continue};
use std::sync::Arc;

use super::meter::{PAYLOAD_LIMIT, Size};
use super::record::{Checksum, is_checksum};
use super::{Effect, Key, Reply};

/// The longest text that lies in the store of texts, in UTF-16 code units: a record of the largest payload of it.
pub const LONGEST_TEXT: usize = PAYLOAD_LIMIT + 200;

const NAME: &str = "concord-blob";
const VERSION: u32 = 1;

/// The name of a blob, which says what is in it. Its `Display` is the text under which the browser keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    key: Key,
    sum: Arc<str>,
}

/// What a route asks of one of the two stores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Errand {
    /// Of the store of texts.
    Text(Effect),
    /// Of the store of blobs.
    Blob(BlobEffect),
}

/// What a route asks of the store of blobs; answered as an [`Effect`] is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlobEffect {
    /// Read the text under the name.
    Get(Blob),
    /// Write the text under the name.
    Put(Blob, Arc<str>),
    /// Remove the name. One that is not there is no fault.
    Remove(Blob),
}

/// One effect of the machine on its way through both stores.
#[derive(Debug, Clone)]
pub struct Route {
    effect: Effect,
    longest: usize,
    step: Step,
}

#[derive(Debug, Clone)]
enum Step {
    /// What is under the key now?
    Look,
    Fetch(Blob, Arc<str>),
    Store {
        new: Blob,
        old: Option<Blob>,
    },
    Write {
        new: Option<Blob>,
        old: Option<Blob>,
    },
    /// A store that kept nothing of the write still needs the old blob.
    Confirm(Blob),
    CleanUp(Blob),
}

impl Route {
    /// The way of `effect` where a text longer than `longest` code units is a blob: [`LONGEST_TEXT`] but in tests.
    #[must_use]
    pub fn new(effect: Effect, longest: usize) -> Route {
        Route { effect, longest, step: Step::Look }
    }

    /// What to do next.
    #[must_use]
    pub fn errand(&self) -> Errand {
        match &self.step {
            Step::Look | Step::Confirm(_) => Errand::Text(Effect::Get(self.effect.key())),
            Step::Fetch(blob, _) => Errand::Blob(BlobEffect::Get(blob.clone())),
            Step::Store { new, .. } => Errand::Blob(BlobEffect::Put(new.clone(), self.text())),
            Step::Write { new, .. } => Errand::Text(match (&self.effect, new) {
                (Effect::Put(key, _), Some(new)) => Effect::Put(*key, reference(&new.sum).into()),
                (effect, _) => effect.clone(),
            }),
            Step::CleanUp(blob) => Errand::Blob(BlobEffect::Remove(blob.clone())),
        }
    }

    /// Takes the reply to the present errand: the reply to the effect, or what is left of the way.
    pub fn resume(self, reply: Reply) -> ControlFlow<Reply, Route> {
        let found = match (&self.step, reply) {
            (_, Ok(found)) => found,
            // What is left over is in nobody's way.
            (Step::Confirm(_) | Step::CleanUp(_), Err(_)) => return Break(Ok(None)),
            (_, Err(fault)) => return Break(Err(fault)),
        };
        let step = match (self.step, &self.effect) {
            (Step::Look, Effect::Get(key)) => match found.as_deref().and_then(|text| Blob::referred_to(*key, text)) {
                Some(blob) => Step::Fetch(blob, found.unwrap_or_default()),
                None => return Break(Ok(found)),
            },
            (Step::Look, effect) => {
                let old = found.and_then(|text| Blob::referred_to(effect.key(), &text));
                match effect {
                    Effect::Put(key, text) if is_long(text, self.longest) => {
                        Step::Store { new: Blob::of(*key, text), old }
                    }
                    _ => Step::Write { new: None, old },
                }
            }
            (Step::Fetch(_, reference), _) => return Break(Ok(found.or(Some(reference)))),
            (Step::Store { new, old }, _) => Step::Write { new: Some(new), old },
            (Step::Write { new, old }, _) => match old {
                Some(old) if new.as_ref() != Some(&old) => Step::Confirm(old),
                _ => return Break(Ok(None)),
            },
            (Step::Confirm(old), effect) => {
                if found.and_then(|text| Blob::referred_to(effect.key(), &text)).as_ref() == Some(&old) {
                    return Break(Ok(None));
                }
                Step::CleanUp(old)
            }
            (Step::CleanUp(_), _) => return Break(Ok(None)),
        };
        Continue(Route { step, ..self })
    }

    fn text(&self) -> Arc<str> {
        match &self.effect {
            Effect::Put(_, text) => Arc::clone(text),
            Effect::Get(_) | Effect::Remove(_) => Arc::default(),
        }
    }
}

fn is_long(text: &str, longest: usize) -> bool {
    text.len() > longest && Size::of(text).utf16 > longest
}

/// What a text takes in the store of texts: itself, or a reference to it.
pub(super) fn room_of(text: &str) -> Size {
    if is_long(text, LONGEST_TEXT) { Size::of(&reference(&Checksum::NONE.to_string())) } else { Size::of(text) }
}

fn reference(sum: &str) -> String {
    format!("{NAME} {VERSION} {sum}")
}

impl Blob {
    fn of(key: Key, text: &str) -> Blob {
        Blob { key, sum: Checksum::of(NAME, text).to_string().into() }
    }

    /// The blob that the text under a key refers to, if it is a reference.
    fn referred_to(key: Key, text: &str) -> Option<Blob> {
        let (_, sum) = text.rsplit_once(' ')?;
        (is_checksum(sum) && reference(sum) == text).then(|| Blob { key, sum: sum.into() })
    }
}

impl fmt::Display for Blob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.key, self.sum)
    }
}
