use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::problem::{Expected, ProblemKind, Problems};
use super::quoted::Quoted;
use super::tree::Tree;
use crate::value::{Hours, Id, Money, Name, Quantity, Rate, check_date};

impl Tree {
    /// What `read` makes of the tree, and the notices on the way. There is a value exactly when nothing is wrong.
    ///
    /// A reader takes every field first and combines afterwards, so that one problem does not hide the next:
    ///
    /// ```
    /// use concord_core::exchange::{Node, Tree};
    /// use concord_core::value::{Id, Rate};
    ///
    /// struct Offer { id: Id, rate: Rate }
    ///
    /// fn offer(at: Node<'_>) -> Option<Offer> {
    ///     let mut record = at.record()?;
    ///     let id = record.field("id").id();
    ///     let rate = record.field("rate").rate();
    ///     record.finish();
    ///     Some(Offer { id: id?, rate: rate? })
    /// }
    ///
    /// let tree = Tree::read(b"[{\"id\": 7, \"rate\": 2000000}]")?;
    /// let problems = tree.walk(|at| at.list(offer)).err().unwrap();
    /// assert_eq!(problems.kept()[0].to_string(), "[0].id: expected an id; found the number 7");
    /// assert_eq!(problems.kept()[1].path, "[0].rate");
    /// # Ok::<(), concord_core::exchange::SyntaxError>(())
    /// ```
    ///
    /// # Errors
    /// [`Problems`]: everything that is wrong, by path, with at least one error.
    pub fn walk<T>(&self, read: impl FnOnce(Node<'_>) -> Option<T>) -> Result<(T, Problems), Problems> {
        let problems = RefCell::default();
        let root = Node { found: Some(self), path: Path::Root, problems: &problems };
        let value = read(root);
        if value.is_none() && problems.borrow().errors() == 0 {
            root.report(ProblemKind::Refused { reason: "cannot be read".to_owned() });
        }
        let problems = problems.into_inner();
        match value {
            Some(value) if problems.errors() == 0 => Ok((value, problems)),
            _ => Err(problems),
        }
    }
}

/// The way from the root to a place. Written out only for a problem.
#[derive(Clone, Copy)]
enum Path<'a> {
    Root,
    Field(&'a Path<'a>, &'a str),
    Item(&'a Path<'a>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Root => Ok(()),
            Path::Item(list, index) => write!(f, "{list}[{index}]"),
            Path::Field(record, name) => {
                let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
                if name.is_empty() || name.len() > 40 || !name.chars().all(is_plain) {
                    write!(f, "{record}[{}]", Quoted(name))
                } else if matches!(record, Path::Root) {
                    f.write_str(name)
                } else {
                    write!(f, "{record}.{name}")
                }
            }
        }
    }
}

/// A place in a document, which may be empty. Each method reads one kind of value there; when it gives none, it has
/// reported why.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    found: Option<&'a Tree>,
    path: Path<'a>,
    problems: &'a RefCell<Problems>,
}

impl<'a> Node<'a> {
    /// `true` or `false`.
    #[must_use]
    pub fn boolean(self) -> Option<bool> {
        match self.found {
            Some(Tree::Bool(value)) => Some(*value),
            _ => self.refuse(Expected::Boolean),
        }
    }

    /// A whole number within `range`. 3.0 is one, 3.5 is not.
    #[must_use]
    pub fn integer<T: Copy + Into<i64> + TryFrom<i64>>(self, range: RangeInclusive<T>) -> Option<T> {
        let (low, high) = ((*range.start()).into(), (*range.end()).into());
        self.whole(low, high, Expected::Integer { low, high })?.try_into().ok()
    }

    /// An amount in minor units.
    #[must_use]
    pub fn money(self) -> Option<Money> {
        Money::new(self.whole(-Money::MAX.minor(), Money::MAX.minor(), Expected::Money)?).ok()
    }

    /// A rate in parts per million.
    #[must_use]
    pub fn rate(self) -> Option<Rate> {
        let ppm = self.whole(0, Rate::FULL.ppm().into(), Expected::Rate)?;
        Rate::new(ppm.try_into().ok()?).ok()
    }

    /// A quantity in millionths.
    #[must_use]
    pub fn quantity(self) -> Option<Quantity> {
        let millionths = self.whole(0, Quantity::MAX.millionths().cast_signed(), Expected::Quantity)?;
        Quantity::new(millionths.try_into().ok()?).ok()
    }

    /// A time in seconds.
    #[must_use]
    pub fn hours(self) -> Option<Hours> {
        let seconds = self.whole(0, Hours::MAX.seconds().into(), Expected::Hours)?;
        Hours::new(seconds.try_into().ok()?).ok()
    }

    /// A day from 1900 to 2199, as `YYYY-MM-DD` and in no other way.
    #[must_use]
    pub fn date(self) -> Option<NaiveDate> {
        match self.found {
            Some(Tree::Text(text)) if let Some(date) = iso_date(text) => self.check(check_date(date)),
            _ => self.refuse(Expected::Date),
        }
    }

    /// A name.
    #[must_use]
    pub fn name(self) -> Option<Name> {
        self.check(Name::new(self.str(Expected::Name)?))
    }

    /// An id.
    #[must_use]
    pub fn id(self) -> Option<Id> {
        self.check(self.str(Expected::Id)?.parse())
    }

    /// An id that none of `ids` has yet; from now on one of them.
    #[must_use]
    pub fn new_id(self, ids: &mut Ids) -> Option<Id> {
        let id = self.id()?;
        match ids.first.entry(id) {
            Entry::Vacant(free) => {
                free.insert(self.path.to_string());
                Some(id)
            }
            Entry::Occupied(taken) => {
                self.report(ProblemKind::TakenId { first: taken.get().clone() });
                None
            }
        }
    }

    /// A text of any length.
    #[must_use]
    pub fn text(self) -> Option<String> {
        self.str(Expected::Text).map(str::to_owned)
    }

    /// What `read` makes of a text.
    #[must_use]
    pub fn parse<T, E: fmt::Display>(self, read: impl FnOnce(&str) -> Result<T, E>) -> Option<T> {
        self.check(read(self.str(Expected::Text)?))
    }

    /// The value of the choice that is named here.
    #[must_use]
    pub fn one_of<T: Copy>(self, choices: &[(&'static str, T)]) -> Option<T> {
        let chosen = match self.found {
            Some(Tree::Text(text)) => choices.iter().find(|(name, _)| name == text),
            _ => None,
        };
        match chosen {
            Some((_, value)) => Some(*value),
            None => self.refuse(Expected::OneOf(choices.iter().map(|(name, _)| *name).collect())),
        }
    }

    /// What `read` makes of the place, or `Some(None)` when it is empty or null.
    #[must_use]
    pub fn optional<T>(self, read: impl FnOnce(Node<'a>) -> Option<T>) -> Option<Option<T>> {
        match self.found {
            None | Some(Tree::Null) => Some(None),
            Some(_) => read(self).map(Some),
        }
    }

    /// What `read` makes of each item of a list. Every item is read, whether or not one before it has a problem. `read`
    /// is a function or a closure such as `|at| at.money()`, since an item lives shorter than its list.
    #[must_use]
    pub fn list<T>(self, mut read: impl FnMut(Node<'_>) -> Option<T>) -> Option<Vec<T>> {
        let Some(Tree::List(items)) = self.found else { return self.refuse(Expected::List) };
        let values: Vec<T> = (0..)
            .zip(items)
            .filter_map(|(index, item)| {
                read(Node { found: Some(item), path: Path::Item(&self.path, index), problems: self.problems })
            })
            .collect();
        (values.len() == items.len()).then_some(values)
    }

    /// A record, to take fields from.
    #[must_use]
    pub fn record(self) -> Option<Record<'a>> {
        match self.found {
            Some(Tree::Record(fields)) => Some(Record { fields, at: self, taken: Vec::new() }),
            _ => self.refuse(Expected::Record),
        }
    }

    /// The value of a result; an error becomes a problem of this place.
    pub fn check<T, E: fmt::Display>(self, result: Result<T, E>) -> Option<T> {
        result.map_err(|error| self.report(ProblemKind::Refused { reason: error.to_string() })).ok()
    }

    fn str(self, expected: Expected) -> Option<&'a str> {
        match self.found {
            Some(Tree::Text(text)) => Some(text),
            _ => self.refuse(expected),
        }
    }

    fn whole(self, low: i64, high: i64, expected: Expected) -> Option<i64> {
        let number = match self.found {
            Some(Tree::Integer(number)) => *number,
            // Past i64 the cast stops at its ends, which are past exact as well.
            Some(Tree::Number(number)) if number.fract() == 0.0 => *number as i64,
            _ => return self.refuse(expected),
        };
        if number.unsigned_abs() > Money::MAX.minor().unsigned_abs() {
            self.report(ProblemKind::PastExact { negative: number < 0 });
            return None;
        }
        if (low..=high).contains(&number) { Some(number) } else { self.refuse(expected) }
    }

    fn refuse<T>(self, expected: Expected) -> Option<T> {
        self.report(ProblemKind::instead_of(expected, self.found));
        None
    }

    fn report(self, kind: ProblemKind) {
        self.problems.borrow_mut().add(self.path, kind);
    }
}

/// The fields of a record, taken by name.
pub struct Record<'a> {
    fields: &'a BTreeMap<String, Tree>,
    at: Node<'a>,
    taken: Vec<&'static str>,
}

impl Record<'_> {
    /// The place of a field, empty when the record has none of this name.
    pub fn field(&mut self, name: &'static str) -> Node<'_> {
        self.taken.push(name);
        Node { found: self.fields.get(name), path: Path::Field(&self.at.path, name), problems: self.at.problems }
    }

    /// The value of a result; an error becomes a problem of the record as a whole.
    pub fn check<T, E: fmt::Display>(&self, result: Result<T, E>) -> Option<T> {
        self.at.check(result)
    }

    /// Ends the record: each field that was not taken is reported as unknown. A reader that gives up halfway, because
    /// the field that names the variant is wrong, leaves it out and reports nothing false.
    pub fn finish(self) {
        for name in self.fields.keys().filter(|name| !self.taken.contains(&name.as_str())) {
            Node { path: Path::Field(&self.at.path, name), ..self.at }.report(ProblemKind::UnknownField);
        }
    }
}

/// The ids met so far, each with the path where it was first.
#[derive(Debug, Default)]
pub struct Ids {
    first: BTreeMap<Id, String>,
}

fn iso_date(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    // Written back, so that there is one way to write each day.
    (date.to_string() == text).then_some(date)
}

#[cfg(test)]
mod tests;
