//! What lies in the store, as far as the effects and their replies have shown.

use std::sync::Arc;

use super::meter::Size;
use super::route::room_of;
use super::{Effect, Key, Reply};

/// The texts under their keys, in the order of the keys. There are few.
#[derive(Debug, Clone, Default)]
pub(super) struct Inventory {
    found: Vec<Found>,
}

#[derive(Debug, Clone)]
struct Found {
    key: Key,
    size: Size,
    /// A text that was put aside is held on to, so that it can be shown.
    kept: Option<Arc<str>>,
}

impl Inventory {
    pub(super) fn observe(&mut self, effect: &Effect, reply: &Reply) {
        let Ok(found) = reply else { return };
        match (effect, found) {
            (Effect::Get(key @ Key::Kept(_)), Some(text)) => self.put(*key, text, Some(Arc::clone(text))),
            (Effect::Get(key), Some(text)) => self.put(*key, text, None),
            (Effect::Put(key, text), _) => {
                let kept = self.found.iter().find(|found| found.key == *key).and_then(|found| found.kept.clone());
                self.put(*key, text, kept);
            }
            // What is put aside has no gap: where one is missing, there is none beyond.
            (Effect::Get(key @ Key::Kept(_)) | Effect::Remove(key @ Key::Kept(_)), _) => {
                self.found.retain(|found| found.key < *key);
            }
            (Effect::Get(key) | Effect::Remove(key), _) => self.found.retain(|found| found.key != *key),
        }
    }

    fn put(&mut self, key: Key, text: &str, kept: Option<Arc<str>>) {
        let found = Found { key, size: room_of(text), kept };
        let place = self.found.partition_point(|other| other.key < key);
        match self.found.get_mut(place) {
            Some(other) if other.key == key => *other = found,
            _ => self.found.insert(place, found),
        }
    }

    pub(super) fn kept(&self) -> impl Iterator<Item = (Key, &Arc<str>)> {
        self.found.iter().filter_map(|found| Some((found.key, found.kept.as_ref()?)))
    }

    pub(super) fn used(&self) -> Size {
        self.found.iter().map(|found| Size::of(&found.key.to_string()) + found.size).sum()
    }
}
