mod field;
mod figures;
mod form;
mod paid;

pub use field::{EntryDraftError, EntryField};
pub use figures::{Cell, FiguresDraft};
use form::Form;
pub use paid::PaidDraft;

use crate::forecast::Offer;
use crate::ledger::List;
use crate::review::{Counted, Entry, EntryError, Figures, Trailing};
use crate::value::{Currency, Id, Name, Note, Reading};

/// A partnership as it is typed: raw text for everything, read as a whole once the user is done.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct EntryDraft {
    /// What it is called.
    pub name: String,
    /// What its strategic value consists of.
    pub note: String,
    /// How its hours are typed.
    pub time: Time,
    /// The months under review.
    pub now: FiguresDraft,
    /// The months before; all empty when they are not known.
    pub before: FiguresDraft,
    /// From where the payouts of the months under review come.
    pub paid: PaidDraft,
}

/// How hours are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Time {
    /// As hours a week.
    #[default]
    AWeek,
    /// As the hours of all the months together.
    InAll,
}

/// A period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// The months under review.
    Now,
    /// The months before.
    Before,
}

impl EntryDraft {
    /// A partnership as text, to be edited.
    #[must_use]
    pub fn of(entry: &Entry, trailing: Trailing, reading: Reading, currency: Currency) -> EntryDraft {
        let a_week = trailing.hours_a_week(entry.figures().upkeep);
        // Hours that were typed a week come back as such.
        let was_a_week =
            a_week.seconds().is_multiple_of(36) && trailing.hours_in_all(a_week) == Ok(entry.figures().upkeep);
        let time = if was_a_week { Time::AWeek } else { Time::InAll };
        let figures = |figures| FiguresDraft::of(figures, time, trailing, reading, currency);
        let note_of = |figures: &Figures| figures.strategic.note.clone();
        EntryDraft {
            name: entry.name().to_string(),
            note: note_of(entry.figures()).map(|note| note.as_str().to_owned()).unwrap_or_default(),
            time,
            now: figures(entry.figures()),
            before: entry
                .previous()
                .map(|previous| FiguresDraft { note: note_of(previous), ..figures(previous) })
                .unwrap_or_default(),
            paid: PaidDraft::of(entry.agreed()),
        }
    }

    /// The figures of a period.
    #[must_use]
    pub fn figures(&self, when: When) -> &FiguresDraft {
        match when {
            When::Now => &self.now,
            When::Before => &self.before,
        }
    }

    /// The figures of a period, to be changed.
    pub fn figures_mut(&mut self, when: When) -> &mut FiguresDraft {
        match when {
            When::Now => &mut self.now,
            When::Before => &mut self.before,
        }
    }

    /// The partnership, under this id.
    ///
    /// # Errors
    /// Every field that is wrong, with what is wrong with it.
    pub fn entry(
        &self,
        id: Id,
        trailing: Trailing,
        reading: Reading,
        currency: Currency,
        offers: &[Offer],
    ) -> Result<Entry, Vec<(EntryField, EntryDraftError)>> {
        let by_terms = self.paid.by_terms;
        let mut form = Form { time: self.time, by_terms, trailing, reading, currency, wrong: Vec::new() };
        let name = Name::new(&self.name).map_err(EntryDraftError::Name);
        let name = form.keep(EntryField::Name, name);
        let note = if self.note.trim().is_empty() { Ok(None) } else { Note::new(&self.note).map(Some) };
        let note = form.keep(EntryField::Note, note.map_err(EntryDraftError::Note));
        let now = form.figures(When::Now, &self.now);
        let before =
            if self.before.is_empty() { Some(None) } else { form.figures(When::Before, &self.before).map(Some) };
        let agreed = if by_terms { form.agreed(&self.paid, offers).map(Some) } else { Some(None) };
        let (Some(name), Some(note), Some(mut now), Some(before), Some(agreed)) = (name, note, now, before, agreed)
        else {
            return Err(form.wrong);
        };
        now.strategic.note = note;
        let entry = Entry::new(id, name, now, before).map_err(|error| {
            let when = if error == EntryError::NegativeMoney { When::Now } else { When::Before };
            vec![(EntryField::Figure(when, Cell::Money), EntryDraftError::Entry(error))]
        })?;
        Ok(entry.agreeing(agreed))
    }
}

impl EntryDraft {
    /// What the terms come to as far as they are typed; nothing while something that it takes is missing or wrong, or
    /// where payouts are typed.
    #[must_use]
    pub fn counted(
        &self,
        trailing: Trailing,
        reading: Reading,
        currency: Currency,
        offers: &[Offer],
        list: &List,
    ) -> Option<Counted> {
        let (time, by_terms) = (self.time, self.paid.by_terms);
        let mut form = Form { time, by_terms, trailing, reading, currency, wrong: Vec::new() };
        let agreed = if by_terms { form.agreed(&self.paid, offers)? } else { return None };
        let offer = offers.iter().find(|offer| offer.id == agreed.offer())?;
        let revenue = reading.money(&self.now.revenue, currency).ok()?;
        let gathered = self.paid.on_rows.then(|| list.referrals());
        Counted::of(agreed, offer, revenue, gathered.as_ref(), trailing).ok()
    }
}

#[cfg(test)]
mod tests;
