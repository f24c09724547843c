//! What lies in the store, as far as the effects and their replies have shown.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::meter::{Meter, STORE_LIMIT, Size};
use super::{Effect, Key, Reply};

#[derive(Debug, Clone, Default)]
pub(super) struct Inventory {
    sizes: BTreeMap<Key, Size>,
    kept: BTreeMap<Key, Arc<str>>,
}

impl Inventory {
    pub(super) fn observe(&mut self, effect: &Effect, reply: &Reply) {
        let Ok(found) = reply else { return };
        match (effect, found) {
            (Effect::Get(key @ Key::Kept(_)), Some(text)) => {
                self.kept.insert(*key, Arc::clone(text));
                self.sizes.insert(*key, Size::of(text));
            }
            (Effect::Get(key), Some(text)) | (Effect::Put(key, text), _) => {
                self.sizes.insert(*key, Size::of(text));
            }
            // What is put aside has no gap: where one is missing, there is none beyond.
            (Effect::Get(key @ Key::Kept(_)) | Effect::Remove(key @ Key::Kept(_)), _) => {
                self.kept.split_off(key);
                self.sizes.split_off(key);
            }
            (Effect::Get(key) | Effect::Remove(key), _) => {
                self.sizes.remove(key);
            }
        }
    }

    pub(super) fn kept(&self) -> impl Iterator<Item = (Key, &Arc<str>)> {
        self.kept.iter().map(|(key, text)| (*key, text))
    }

    pub(super) fn meter(&self) -> Meter {
        let used = self.sizes.iter().map(|(key, size)| Size::of(&key.to_string()) + *size).sum();
        Meter { used, limit: STORE_LIMIT }
    }
}
