use std::sync::Arc;

use chrono::NaiveDate;

use super::{Rejection, Workspace};
use crate::forecast::Offer;
use crate::value::Id;

/// The offers in their order, those set aside among them, and what they were before they were changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    all: Arc<Vec<Offer>>,
    /// All but those set aside; the same list where none is.
    compared: Arc<Vec<Offer>>,
    /// Each behind its own `Arc`, so that an undo step costs those that it does not share.
    changes: Arc<Vec<Arc<TermsChange>>>,
}

/// That an offer is no longer what it was before a day. What it became is what its next change says that it was, or what
/// it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermsChange {
    /// The day of the change.
    pub day: NaiveDate,
    /// The id of the offer.
    pub offer: Id,
    /// What it was before that day; none where it was not there.
    pub was: Option<Offer>,
}

impl Table {
    /// The most changes of terms that are kept; the oldest go.
    pub const MOST_CHANGES: usize = 200;

    /// Offers none of which is set aside, as nobody has changed them yet.
    pub(super) fn first(offers: Vec<Offer>) -> Table {
        let all = Arc::new(offers);
        Table { compared: Arc::clone(&all), all, changes: Arc::default() }
    }

    pub(crate) fn new(all: Arc<Vec<Offer>>, changes: Arc<Vec<Arc<TermsChange>>>) -> Table {
        let compared = if all.iter().any(|offer| offer.aside) {
            Arc::new(all.iter().filter(|offer| !offer.aside).cloned().collect())
        } else {
            Arc::clone(&all)
        };
        Table { all, compared, changes }
    }

    /// Every offer, those set aside among them.
    #[must_use]
    pub fn all(&self) -> &Arc<Vec<Offer>> {
        &self.all
    }

    /// The offers that are compared and sent: all but those set aside.
    #[must_use]
    pub fn compared(&self) -> &Arc<Vec<Offer>> {
        &self.compared
    }

    /// The changes of terms, the oldest first: one for each offer and day, and none where the day left the offer as it was.
    #[must_use]
    pub fn changes(&self) -> &Arc<Vec<Arc<TermsChange>>> {
        &self.changes
    }

    /// The offer with this id.
    #[must_use]
    pub fn offer(&self, id: Id) -> Option<&Offer> {
        self.all.iter().find(|offer| offer.id == id)
    }

    /// The table with an offer put on it today, in place of the one with its id.
    ///
    /// # Errors
    /// [`Rejection::TooManyOffers`], with those set aside.
    pub fn put(&self, offer: Offer, today: NaiveDate) -> Result<Table, Rejection> {
        let id = offer.id;
        let mut all = Vec::clone(&self.all);
        if let Some(place) = all.iter_mut().find(|other| other.id == id) {
            *place = offer;
        } else if all.len() >= Workspace::MOST_OFFERS {
            return Err(Rejection::TooManyOffers);
        } else {
            all.push(offer);
        }
        Ok(self.changed(all, id, today))
    }

    /// The table with an offer taken off it today.
    ///
    /// # Errors
    /// [`Rejection::Unknown`].
    pub fn without(&self, id: Id, today: NaiveDate) -> Result<Table, Rejection> {
        self.offer(id).ok_or(Rejection::Unknown(id))?;
        let others = self.all.iter().filter(|offer| offer.id != id).cloned().collect();
        Ok(self.changed(others, id, today))
    }

    /// The table with an offer at a place among the others, counted from 0; past the end, at the end.
    ///
    /// # Errors
    /// [`Rejection::Unknown`].
    pub fn moved(&self, id: Id, place: usize) -> Result<Table, Rejection> {
        let mut all = Vec::clone(&self.all);
        let from = all.iter().position(|offer| offer.id == id).ok_or(Rejection::Unknown(id))?;
        let offer = all.remove(from);
        all.insert(place.min(all.len()), offer);
        Ok(Table::new(Arc::new(all), Arc::clone(&self.changes)))
    }

    /// These offers, one of which is today what it was not before.
    fn changed(&self, all: Vec<Offer>, id: Id, today: NaiveDate) -> Table {
        let mut changes = Vec::clone(&self.changes);
        // A clock that was put back does not turn the order round.
        let day = changes.last().map_or(today, |last| last.day.max(today));
        let was = match changes.iter().position(|change| change.offer == id && change.day == day) {
            Some(noted) => changes.remove(noted).was.clone(),
            None => self.offer(id).cloned(),
        };
        if was.as_ref() != all.iter().find(|offer| offer.id == id) {
            changes.push(Arc::new(TermsChange { day, offer: id, was }));
            if changes.len() > Self::MOST_CHANGES {
                changes.remove(0);
            }
        }
        Table::new(Arc::new(all), Arc::new(changes))
    }

    /// About how many bytes the table holds that `other` does not share.
    pub(super) fn bytes_beyond(&self, other: &Table) -> usize {
        let offers = if Arc::ptr_eq(&self.all, &other.all) { 0 } else { self.all.len() + self.compared.len() };
        let is_own = |change: &&Arc<TermsChange>| !other.changes.iter().any(|other| Arc::ptr_eq(change, other));
        let own =
            if Arc::ptr_eq(&self.changes, &other.changes) { 0 } else { self.changes.iter().filter(is_own).count() };
        offers * 2 * size_of::<Offer>() + own * 2 * size_of::<TermsChange>() + self.changes.len() * size_of::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::document;
    use crate::terms::{Percentage, Scale, Terms};
    use crate::value::{Currency, Rate};
    use crate::workspace::{Command, History};

    fn id(number: u128) -> Id {
        Id::from_u128(number)
    }

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn share(number: u128, percent: u32) -> Offer {
        Offer::new(id(number), Terms::Percentage(Percentage::new(Scale::Flat(Rate::percent(percent)))))
    }

    fn aside(number: u128, percent: u32) -> Offer {
        Offer { aside: true, ..share(number, percent) }
    }

    type Change = Box<dyn Fn(&Table) -> Result<Table, Rejection>>;

    fn put_on(offer: Offer, day: NaiveDate) -> Change {
        Box::new(move |table| table.put(offer.clone(), day))
    }

    fn put(offer: Offer, on: u32) -> Change {
        put_on(offer, day(on))
    }

    fn without(number: u128, on: u32) -> Change {
        Box::new(move |table| table.without(id(number), day(on)))
    }

    fn moved(number: u128, place: usize) -> Change {
        Box::new(move |table| table.moved(id(number), place))
    }

    fn fresh() -> Workspace {
        Workspace::new(Currency::USD, [1, 2, 3, 4].map(id))
    }

    fn changed(workspace: &Workspace, change: &Change) -> Result<Workspace, Rejection> {
        workspace.apply(Command::SetTable(change(workspace.table())?))
    }

    fn after(changes: impl IntoIterator<Item = Change>) -> Workspace {
        changes.into_iter().fold(fresh(), |workspace, change| changed(&workspace, &change).unwrap())
    }

    /// The days, the offers, and what they were.
    #[track_caller]
    fn check(workspace: &Workspace, expected: &[(u32, u128, Option<Offer>)]) {
        let changes: Vec<TermsChange> =
            workspace.table().changes().iter().map(|change| TermsChange::clone(change)).collect();
        let expected = expected.iter().cloned();
        let expected = expected.map(|(on, offer, was)| TermsChange { day: day(on), offer: id(offer), was });
        assert_eq!(changes, expected.collect::<Vec<_>>());
        let file = document::write(workspace);
        assert_eq!(document::read(file.as_bytes()).map(|read| read.workspace).as_ref(), Ok(workspace));
    }

    #[test]
    fn the_first_offers_are_no_change_and_neither_is_their_order() {
        check(&fresh(), &[]);
        check(&after([moved(4, 0)]), &[]);
        check(&after([put(fresh().offers()[0].clone(), 1)]), &[]);
    }

    #[test]
    fn an_offer_has_one_change_a_day_that_says_what_it_was_before() {
        let first = fresh().offers()[0].clone();
        check(&after([put(share(1, 10), 3)]), &[(3, 1, Some(first.clone()))]);
        check(&after([put(share(1, 10), 3), put(share(1, 11), 3)]), &[(3, 1, Some(first.clone()))]);
        let two_days = [put(share(1, 10), 3), put(share(1, 11), 4), put(share(1, 12), 4)];
        check(&after(two_days), &[(3, 1, Some(first.clone())), (4, 1, Some(share(1, 10)))]);
        // The last change of a day stands last.
        let two_offers = [put(share(1, 10), 3), put(share(9, 5), 3), put(share(1, 11), 3)];
        check(&after(two_offers), &[(3, 9, None), (3, 1, Some(first))]);
    }

    #[test]
    fn what_is_back_to_what_it_was_before_the_day_is_no_change() {
        let first = fresh().offers()[0].clone();
        check(&after([put(share(1, 10), 3), put(first.clone(), 3)]), &[]);
        check(&after([put(share(9, 10), 3), without(9, 3)]), &[]);
        check(&after([put(aside(9, 10), 3), put(aside(9, 11), 4), put(aside(9, 10), 4)]), &[(3, 9, None)]);
        let over_night = [put(share(1, 10), 3), put(first.clone(), 4)];
        check(&after(over_night), &[(3, 1, Some(first.clone())), (4, 1, Some(share(1, 10)))]);
        let gone = [without(1, 3), put(first.clone(), 5)];
        check(&after(gone), &[(3, 1, Some(first)), (5, 1, None)]);
    }

    #[test]
    fn setting_aside_is_a_change() {
        let commands = [put(share(9, 10), 1), put(aside(9, 10), 2), put(share(9, 10), 3)];
        check(&after(commands), &[(1, 9, None), (2, 9, Some(share(9, 10))), (3, 9, Some(aside(9, 10)))]);
    }

    #[test]
    fn a_clock_that_was_put_back_does_not_turn_the_order_round() {
        let commands = [put(share(9, 10), 5), put(share(8, 10), 2), put(share(9, 11), 4)];
        check(&after(commands), &[(5, 8, None), (5, 9, None)]);
    }

    #[test]
    fn the_oldest_changes_go_when_there_are_too_many() {
        let days = || day(1).iter_days().zip(0_u32..).take(Table::MOST_CHANGES + 5);
        let workspace = after(days().map(|(day, n)| put_on(share(9, n % 2), day)));
        let kept: Vec<NaiveDate> = workspace.table().changes().iter().map(|change| change.day).collect();
        assert_eq!(kept, days().map(|(day, _)| day).skip(5).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_refused_or_undone_is_no_change() {
        let full = after((10..18).map(|n| put(share(n, 1), 1)));
        assert_eq!(changed(&full, &put(share(18, 1), 1)), Err(Rejection::TooManyOffers));
        assert_eq!(changed(&full, &without(99, 1)), Err(Rejection::Unknown(id(99))));
        // Those set aside count.
        let hidden = changed(&full, &put(aside(17, 1), 2)).unwrap();
        assert_eq!(changed(&hidden, &put(share(18, 1), 2)), Err(Rejection::TooManyOffers));
        let mut history = History::new(full.clone(), History::BUDGET);
        history.commit(hidden.clone());
        assert!(history.undo());
        assert_eq!(history.present(), &full);
        assert!(history.redo());
        assert_eq!(history.present(), &hidden);
    }

    #[test]
    fn amounts_in_other_decimals_are_not_kept() {
        let yen = Currency::new("JPY").unwrap();
        let before = after([put(share(9, 10), 3)]);
        let anew = before.apply(Command::SetCurrency(yen, [5, 6, 7, 8].map(id))).unwrap();
        assert_eq!(anew, Workspace::new(yen, [5, 6, 7, 8].map(id)));
        let euros = before.apply(Command::SetCurrency(Currency::new("EUR").unwrap(), [5, 6, 7, 8].map(id))).unwrap();
        check(&euros, &[(3, 9, None)]);
    }

    #[test]
    fn an_undo_step_costs_the_change_that_is_new() {
        let days = day(1).iter_days().zip(0_u32..).take(Table::MOST_CHANGES);
        let before = after(days.map(|(day, n)| put_on(share(9, n % 2), day)));
        let next = changed(&before, &put_on(share(9, 7), "2027-12-01".parse().unwrap())).unwrap();
        let (step, whole) = (before.table().bytes_beyond(next.table()), before.table().bytes_beyond(fresh().table()));
        assert!(step < 8_000 && whole > 40_000, "{step} of {whole}");
    }

    #[test]
    fn what_is_set_aside_keeps_its_place_and_is_not_on_the_table() {
        let workspace = after([put(aside(2, 10), 1)]);
        let ids = |offers: &[Offer]| offers.iter().map(|offer| offer.id).collect::<Vec<_>>();
        assert_eq!(ids(workspace.table().all()), [1, 2, 3, 4].map(id));
        assert_eq!(ids(workspace.offers()), [1, 3, 4].map(id));
        let back = after([put(aside(2, 10), 1), put(share(2, 10), 1)]);
        assert!(Arc::ptr_eq(back.offers(), back.table().all()));
        assert!(after((1..=4).map(|n| put(aside(n, 10), 1))).offers().is_empty());
    }

    #[test]
    fn an_offer_moves_among_the_others() {
        #[track_caller]
        fn check(number: u128, place: usize, expected: [u128; 4]) {
            let workspace = after([moved(number, place)]);
            assert_eq!(workspace.offers().iter().map(|offer| offer.id).collect::<Vec<_>>(), expected.map(id));
        }
        check(1, 0, [1, 2, 3, 4]);
        check(1, 1, [2, 1, 3, 4]);
        check(1, 3, [2, 3, 4, 1]);
        check(1, usize::MAX, [2, 3, 4, 1]);
        check(4, 0, [4, 1, 2, 3]);
        check(3, 1, [1, 3, 2, 4]);
        assert_eq!(changed(&fresh(), &moved(9, 0)), Err(Rejection::Unknown(id(9))));
    }
}
