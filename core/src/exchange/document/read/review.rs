//! Reading partnerships under review; [`super::super::write`] has its mirror.

use std::sync::Arc;

use super::within;
use crate::exchange::{Ids, Node};
use crate::forecast::Offer;
use crate::review::{Agreed, Basis, ClientWork, Entry, Figures, StrategicValue, Thresholds, Trailing};
use crate::value::{Note, Range};
use crate::workspace::{Partnerships, Rejection, Workspace};

pub(super) fn partnerships(at: Node<'_>, ids: &mut Ids, offers: &[Offer]) -> Option<Partnerships> {
    let mut record = at.record()?;
    let hour = record.field("hour").money();
    let start = record.field("start").date();
    let end = record.field("end").optional(|at| at.date());
    let months = record.field("months").integer(1..=Trailing::MOST_MONTHS);
    let invest = record.field("invest").quantity();
    let renegotiate = record.field("renegotiate").quantity();
    let fewest = record.field("fewest").hours();
    let payouts_count = record.field("payouts_count").boolean();
    let entries = record.field("entries");
    let entries = entries
        .list(|at| entry(at, ids, offers))
        .and_then(|list| entries.check(within(list, Workspace::MOST_PARTNERSHIPS, Rejection::TooManyPartnerships)));
    record.finish();
    let trailing = at.check(Trailing::between(start?, end?, months?));
    let thresholds = at.check(Thresholds::new(invest?, renegotiate?));
    let basis = at.check(Basis::new(hour?, trailing?))?;
    let basis = basis.deciding_at(thresholds?).judging_from(fewest?).counting_payouts(payouts_count?);
    Some(Partnerships { basis, entries: Arc::new(entries?) })
}

fn entry(at: Node<'_>, ids: &mut Ids, offers: &[Offer]) -> Option<Entry> {
    let mut record = at.record()?;
    let id = record.field("id").new_id(ids);
    let name = record.field("name").name();
    let now = figures(record.field("figures"));
    let previous = record.field("previous").optional(|at| figures(at));
    let agreed = record.field("agreed").optional(|at| agreed(at, offers));
    record.finish();
    let entry = at.check(Entry::new(id?, name?, now?, previous?))?;
    Some(entry.agreeing(agreed?))
}

fn agreed(at: Node<'_>, offers: &[Offer]) -> Option<Agreed> {
    let mut record = at.record()?;
    let offer = record.field("offer");
    let offer = offer.id().and_then(|id| {
        let is_there = offers.iter().any(|offer| offer.id == id);
        offer.check(if is_there { Ok(id) } else { Err("there is no such offer") })
    });
    let by_rows = record.field("work").one_of(&[("even", false), ("rows", true)])?;
    let work = if by_rows {
        Some(ClientWork::Rows)
    } else {
        let projects = record.field("projects").optional(|at| at.integer(1..=Agreed::MOST));
        let introductions = record.field("introductions").optional(|at| at.integer(0..=Agreed::MOST));
        projects.zip(introductions).map(|(projects, introductions)| ClientWork::Even { projects, introductions })
    };
    record.finish();
    at.check(Agreed::new(offer?, work?))
}

fn figures(at: Node<'_>) -> Option<Figures> {
    let mut record = at.record()?;
    let revenue = record.field("revenue").money();
    let low = record.field("low").money();
    let likely = record.field("likely").money();
    let high = record.field("high").money();
    let note = record.field("note").optional(|at| at.parse(Note::new)).map(|note| note.filter(|note| !note.is_empty()));
    let upkeep = record.field("upkeep").hours();
    let money = record.field("money").money();
    let payouts = record.field("payouts").money();
    record.finish();
    let range = at.check(Range::new(low?, likely?, high?))?;
    let strategic = StrategicValue { range, note: note? };
    Some(Figures { revenue: revenue?, strategic, upkeep: upkeep?, money: money?, payouts: payouts? })
}
