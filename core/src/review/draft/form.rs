use super::{Cell, EntryDraftError, EntryField, FiguresDraft, PaidDraft, Time, When};
use crate::forecast::Offer;
use crate::review::{Agreed, AgreedError, ClientWork, Figures, StrategicValue, Trailing};
use crate::value::notation::ReadError;
use crate::value::{Currency, Hours, Money, Range, RangeError, Reading};

/// Reads fields and keeps every error.
pub(super) struct Form {
    pub(super) time: Time,
    pub(super) by_terms: bool,
    pub(super) trailing: Trailing,
    pub(super) reading: Reading,
    pub(super) currency: Currency,
    pub(super) wrong: Vec<(EntryField, EntryDraftError)>,
}

impl Form {
    pub(super) fn keep<T>(&mut self, field: EntryField, result: Result<T, EntryDraftError>) -> Option<T> {
        result.map_err(|error| self.wrong.push((field, error))).ok()
    }

    pub(super) fn figures(&mut self, when: When, draft: &FiguresDraft) -> Option<Figures> {
        let field = |cell| EntryField::Figure(when, cell);
        let revenue = self.amount(field(Cell::Revenue), &draft.revenue);
        let range = self.strategic(field, draft);
        let upkeep = self.upkeep(draft).map_err(EntryDraftError::Text);
        let upkeep = self.keep(field(Cell::Upkeep), upkeep);
        let money = if draft.money.trim().is_empty() {
            Some(Money::ZERO)
        } else {
            let money = self.reading.positive_money(&draft.money, self.currency);
            self.keep(field(Cell::Money), money.map_err(EntryDraftError::Text))
        };
        let payouts = if self.by_terms && when == When::Now {
            // It is out of sight, and waits for the day on which payouts are typed again.
            Some(self.reading.money(&draft.payouts, self.currency).ok())
        } else {
            self.optional(field(Cell::Payouts), &draft.payouts)
        };
        let strategic = StrategicValue { range: range?, note: draft.note.clone() };
        Some(Figures {
            revenue: revenue?,
            strategic,
            upkeep: upkeep?,
            money: money?,
            payouts: payouts?.unwrap_or_default(),
        })
    }

    pub(super) fn agreed(&mut self, draft: &PaidDraft, offers: &[Offer]) -> Option<Agreed> {
        let asks = draft.asks(offers);
        let projects = asks.projects.then(|| self.count(EntryField::Projects, &draft.projects));
        let introductions = asks.introductions.then(|| self.count(EntryField::Introductions, &draft.introductions));
        let offer = draft.offer.filter(|id| offers.iter().any(|offer| offer.id == *id));
        let offer = self.keep(EntryField::Terms, offer.ok_or(EntryDraftError::NoTerms))?;
        let (projects, introductions) = (said(projects)?, said(introductions)?);
        let work = if draft.on_rows { ClientWork::Rows } else { ClientWork::Even { projects, introductions } };
        let agreed = Agreed::new(offer, work);
        let of = |error| if error == AgreedError::Projects { EntryField::Projects } else { EntryField::Introductions };
        let field = agreed.err().map_or(EntryField::Terms, of);
        self.keep(field, agreed.map_err(EntryDraftError::Agreed))
    }

    fn count(&mut self, field: EntryField, text: &str) -> Option<u16> {
        let count = self.reading.count(text);
        // What is too many for the type is too many to count on as well.
        let count = count.map(|count| u16::try_from(count).unwrap_or(u16::MAX));
        self.keep(field, count.map_err(EntryDraftError::Text))
    }

    fn strategic(&mut self, field: impl Fn(Cell) -> EntryField, draft: &FiguresDraft) -> Option<Range<Money>> {
        let likely = self.optional(field(Cell::Likely), &draft.likely);
        let low = self.optional(field(Cell::Low), &draft.low);
        let high = self.optional(field(Cell::High), &draft.high);
        match (likely?, low?, high?) {
            (None, None, None) => Some(Range::certain(Money::ZERO)),
            (None, _, _) => self.keep(field(Cell::Likely), Err(EntryDraftError::NoLikely)),
            (Some(likely), low, high) => {
                let range = Range::new(low.unwrap_or(likely), likely, high.unwrap_or(likely));
                let end = if range == Err(RangeError::LowAboveLikely) { Cell::Low } else { Cell::High };
                self.keep(field(end), range.map_err(EntryDraftError::Range))
            }
        }
    }

    fn upkeep(&self, draft: &FiguresDraft) -> Result<Hours, ReadError> {
        if let Some((text, time, hours)) = &draft.kept
            && (text, *time) == (&draft.upkeep, self.time)
        {
            return Ok(*hours);
        }
        let hours = self.reading.hours(&draft.upkeep)?;
        match self.time {
            Time::InAll => Ok(hours),
            Time::AWeek => self.trailing.hours_in_all(hours).map_err(|_| ReadError::TooLarge),
        }
    }

    fn amount(&mut self, field: EntryField, text: &str) -> Option<Money> {
        let amount = self.reading.money(text, self.currency);
        self.keep(field, amount.map_err(EntryDraftError::Text))
    }

    fn optional(&mut self, field: EntryField, text: &str) -> Option<Option<Money>> {
        if text.trim().is_empty() { Some(None) } else { self.amount(field, text).map(Some) }
    }
}

/// A number that was asked for, if it could be read; nothing where it was not asked for.
#[allow(clippy::option_option, reason = "asked for or not, and read or not")]
fn said(count: Option<Option<u16>>) -> Option<Option<u16>> {
    count.map_or(Some(None), |count| count.map(Some))
}
