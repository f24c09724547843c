//! Several workspaces side by side in one store: where each one lies, and what it is called.

use std::fmt;
use std::str::FromStr;

use super::Key;
use crate::value::{Id, IdError, Name};

/// The part of the store that belongs to one workspace. The first one lies under the bare keys (`concord/a`), so that a
/// store of one workspace knows nothing of shelves; every other under its id (`concord/<id>/a`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shelf(Option<Id>);

impl Shelf {
    /// The shelf of the first workspace.
    pub const FIRST: Shelf = Shelf(None);
    /// The shelf of the example, which comes and goes as a whole.
    pub const EXAMPLE: Shelf = Shelf(Some(Id::from_u128(0x0192_0000_0000_7000_8000_0000_0000_e8a3)));

    /// The shelf of another workspace.
    #[must_use]
    pub const fn of(id: Id) -> Shelf {
        Shelf(Some(id))
    }

    /// The text under which the browser keeps `key` of this workspace.
    #[must_use]
    pub fn key(self, key: Key) -> String {
        self.beside(&key.to_string())
    }

    /// The same for a small text that stands beside the workspace; `name` begins with `concord/`.
    #[must_use]
    pub fn beside(self, name: &str) -> String {
        match (self.0, name.split_once('/')) {
            (Some(id), Some((app, rest))) => format!("{app}/{id}/{rest}"),
            _ => name.to_owned(),
        }
    }

    /// The shelf that a key of the app lies on, and the rest of the key.
    fn split(key: &str) -> Option<(Shelf, &str)> {
        let rest = key.strip_prefix("concord/")?;
        let other = rest.split_once('/').and_then(|(id, rest)| Some((Shelf::of(id.parse().ok()?), rest)));
        Some(other.unwrap_or((Shelf::FIRST, rest)))
    }

    /// Whether `key` is one of the app's, and of this workspace.
    #[must_use]
    pub fn owns(self, key: &str) -> bool {
        Shelf::split(key).is_some_and(|(shelf, rest)| shelf == self && !Shelves::OF_BROWSER.contains(&rest))
    }

    /// The workspace of which a key holds a part; `None` for every other key.
    fn of_key(key: &str) -> Option<Shelf> {
        Shelf::split(key).filter(|(_, rest)| matches!(*rest, "a" | "b" | "current")).map(|(shelf, _)| shelf)
    }
}

impl fmt::Display for Shelf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => f.write_str("first"),
            Some(id) => id.fmt(f),
        }
    }
}

impl FromStr for Shelf {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Shelf, IdError> {
        if text == "first" { Ok(Shelf::FIRST) } else { text.parse().map(Shelf::of) }
    }
}

/// Every workspace of the store by name, in the order in which they came. There is always one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelves {
    list: Vec<(Shelf, Name)>,
}

impl Default for Shelves {
    fn default() -> Shelves {
        Shelves { list: vec![(Shelf::FIRST, Name::ours("My work"))] }
    }
}

impl Shelves {
    /// What is kept of the browser and of no workspace: the list, which one was opened last, and what the reader prefers.
    const OF_BROWSER: [&str; 5] = ["workspaces", "open", "theme", "numbers", "keys"];
    /// The key of the text of this list.
    pub const KEY: &str = "concord/workspaces";
    /// The key of the workspace that was opened last.
    pub const OPEN: &str = "concord/open";
    /// The most workspaces.
    pub const MOST: usize = 50;

    /// Reads the list: a line `<shelf> <name>` for each workspace. A line that cannot be read is passed over, and a
    /// workspace that lies in the store without one gets a name: the list can lose a name, never a workspace.
    #[must_use]
    pub fn read<'a>(text: Option<&str>, keys: impl IntoIterator<Item = &'a str>) -> Shelves {
        let mut shelves = Shelves { list: Vec::new() };
        for line in text.unwrap_or_default().lines() {
            if let Some((shelf, name)) = line.split_once(' ')
                && let (Ok(shelf), Ok(name)) = (shelf.parse(), Name::new(name))
                && shelves.name(shelf).is_none()
            {
                shelves.list.push((shelf, name));
            }
        }
        for shelf in keys.into_iter().filter_map(Shelf::of_key) {
            shelves = shelves.holding(shelf);
        }
        if shelves.list.is_empty() { Shelves::default() } else { shelves }
    }

    /// The text of the list.
    #[must_use]
    pub fn write(&self) -> String {
        self.list.iter().map(|(shelf, name)| format!("{shelf} {name}\n")).collect()
    }

    /// Every workspace and its name.
    #[must_use]
    pub fn list(&self) -> &[(Shelf, Name)] {
        &self.list
    }

    /// What a workspace is called.
    #[must_use]
    pub fn name(&self, shelf: Shelf) -> Option<&Name> {
        self.list.iter().find(|(other, _)| *other == shelf).map(|(_, name)| name)
    }

    /// Names a workspace, a new one at the end of the list. `false` when there are [`Shelves::MOST`] already.
    pub fn put(&mut self, shelf: Shelf, name: Name) -> bool {
        if let Some((_, old)) = self.list.iter_mut().find(|(other, _)| *other == shelf) {
            *old = name;
            return true;
        }
        let room = self.list.len() < Self::MOST;
        if room {
            self.list.push((shelf, name));
        }
        room
    }

    /// Takes a workspace off the list, unless it is the only one.
    pub fn remove(&mut self, shelf: Shelf) -> bool {
        let before = self.list.len();
        if before > 1 {
            self.list.retain(|(other, _)| *other != shelf);
        }
        self.list.len() < before
    }

    /// The first workspace of the list.
    #[must_use]
    pub fn first(&self) -> Shelf {
        self.list.first().map_or(Shelf::FIRST, |(shelf, _)| *shelf)
    }

    /// The list with `shelf` in it: one that another tab has removed is still open in this one.
    #[must_use]
    pub fn holding(mut self, shelf: Shelf) -> Shelves {
        if self.name(shelf).is_none() {
            let name = self.unnamed();
            self.list.push((shelf, name));
        }
        self
    }

    /// A name that no workspace has: `base`, or `base` with a number.
    #[must_use]
    pub fn free_name(&self, base: &Name) -> Name {
        let taken = |name: &Name| self.list.iter().any(|(_, other)| other == name);
        let numbered = (2..=Self::MOST + 1).filter_map(|number| Name::new(&format!("{base} {number}")).ok());
        std::iter::once(base.clone()).chain(numbered).find(|name| !taken(name)).unwrap_or_else(|| base.clone())
    }

    fn unnamed(&self) -> Name {
        self.free_name(&Name::ours(if self.list.is_empty() { "My work" } else { "Workspace" }))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use rstest::rstest;

    use super::*;
    use crate::store::Slot;

    const OTHER: Shelf = Shelf::of(Id::from_u128(7));
    const ID: &str = "00000000-0000-0000-0000-000000000007";

    fn name(text: &str) -> Name {
        Name::new(text).unwrap()
    }

    fn names(shelves: &Shelves) -> Vec<(String, &str)> {
        shelves.list().iter().map(|(shelf, name)| (shelf.to_string(), name.as_str())).collect()
    }

    #[test]
    fn the_first_workspace_keeps_the_bare_keys() {
        assert_eq!(Shelf::FIRST.key(Key::Slot(Slot::A)), "concord/a");
        assert_eq!(Shelf::FIRST.beside("concord/exported"), "concord/exported");
        assert_eq!(OTHER.key(Key::Current), format!("concord/{ID}/current"));
        assert_eq!(OTHER.key(Key::Kept(3)), format!("concord/{ID}/kept/3"));
        assert_eq!(OTHER.beside("concord/exported"), format!("concord/{ID}/exported"));
    }

    #[rstest]
    #[case("concord/a", Some(Shelf::FIRST))]
    #[case("concord/current", Some(Shelf::FIRST))]
    #[case("concord/00000000-0000-0000-0000-000000000007/b", Some(OTHER))]
    #[case("concord/00000000-0000-0000-0000-000000000007/kept/1", None)]
    #[case("concord/kept/1", None)]
    #[case("concord/exported", None)]
    #[case("concord/no-id/a", None)]
    #[case("another/a", None)]
    fn a_workspace_is_known_by_its_keys(#[case] key: &str, #[case] shelf: Option<Shelf>) {
        assert_eq!(Shelf::of_key(key), shelf);
    }

    #[test]
    fn a_workspace_owns_all_that_lies_on_its_shelf_and_nothing_else() {
        let own = ["concord/a", "concord/current", "concord/kept/1", "concord/exported", "concord/no-id/a"];
        let others =
            [Shelves::KEY, Shelves::OPEN, "concord/theme", "concord/numbers", "concord/keys", "another/a", "concord"];
        for key in own {
            assert!(Shelf::FIRST.owns(key) && !OTHER.owns(key), "{key}");
            let key = OTHER.beside(key);
            assert!(OTHER.owns(&key) && !Shelf::FIRST.owns(&key), "{key}");
        }
        for key in others {
            assert!(!Shelf::FIRST.owns(key) && !OTHER.owns(key), "{key}");
        }
    }

    #[test]
    fn what_was_written_is_read() {
        let mut shelves = Shelves::default();
        assert!(shelves.put(OTHER, name("Harbor  Copy & Söhne")));
        assert!(shelves.put(Shelf::FIRST, name("Own")));
        assert_eq!(shelves.write(), format!("first Own\n{ID} Harbor  Copy & Söhne\n"));
        assert_eq!(Shelves::read(Some(&shelves.write()), []), shelves);
    }

    #[test]
    fn a_damaged_list_loses_no_workspace() {
        let keys = ["concord/a", "concord/b", "concord/00000000-0000-0000-0000-000000000007/current", "else"];
        for text in [None, Some(""), Some("first\n\u{0}"), Some("x y\nz")] {
            let read = Shelves::read(text, keys);
            assert_eq!(names(&read), [("first".into(), "My work"), (ID.into(), "Workspace")], "{text:?}");
        }
        let twice = format!("{ID} One\n{ID} Two\nbroken\n");
        assert_eq!(names(&Shelves::read(Some(&twice), keys)), [(ID.into(), "One"), ("first".into(), "Workspace")]);
        assert_eq!(Shelves::read(None, []), Shelves::default());
    }

    #[test]
    fn the_last_workspace_stays() {
        let mut shelves = Shelves::default();
        assert!(!shelves.remove(Shelf::FIRST));
        shelves.put(OTHER, name("Other"));
        assert!(!shelves.remove(Shelf::EXAMPLE));
        assert!(shelves.remove(Shelf::FIRST));
        assert!(!shelves.remove(OTHER));
        assert_eq!(names(&shelves), [(ID.into(), "Other")]);
        assert_eq!(names(&Shelves::read(Some(&shelves.write()), [])), [(ID.into(), "Other")]);
    }

    #[test]
    fn there_are_at_most_fifty() {
        let mut shelves = Shelves::default();
        for number in 1..50 {
            assert!(shelves.put(Shelf::of(Id::from_u128(number)), name("x")));
        }
        assert!(!shelves.put(Shelf::of(Id::from_u128(50)), name("x")));
        assert!(shelves.put(OTHER, name("renamed")));
        assert_eq!(shelves.list().len(), 50);
    }

    #[test]
    fn what_is_open_is_on_the_list() {
        let shelves = Shelves::default();
        assert_eq!(shelves.clone().holding(Shelf::FIRST), shelves);
        let held = shelves.holding(OTHER);
        assert_eq!(names(&held), [("first".into(), "My work"), (ID.into(), "Workspace")]);
        assert_eq!(held.first(), Shelf::FIRST);
    }

    #[test]
    fn a_free_name_is_nobodys() {
        let mut shelves = Shelves::default();
        assert_eq!(shelves.free_name(&name("Pilot")).as_str(), "Pilot");
        assert_eq!(shelves.free_name(&name("My work")).as_str(), "My work 2");
        shelves.put(OTHER, name("My work 2"));
        assert_eq!(shelves.free_name(&name("My work")).as_str(), "My work 3");
    }
}
