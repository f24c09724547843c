use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::ledger::{Bill, Entry, Payment, Referral, Refund};
use crate::terms::{Event, InForce, Mark, Running, Terms};
use crate::value::{Id, Money, OutOfRange, Period, add_months};

/// A step of what one side has earned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The day on which it became known: that of the work, the last of a retainer's month, or that of what corrects it.
    pub date: NaiveDate,
    /// How much is earned; below zero where it is taken back.
    pub amount: Money,
    /// What it is for.
    pub of: For,
    /// Whether it corrects what was earned before: a client got money back, or a retainer's month fills a cap.
    pub is_correction: bool,
}

/// What a claim is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum For {
    /// The work of a referral.
    Referral(Id),
    /// Referrals that qualified.
    Qualified,
    /// A month of a retainer.
    Retainer,
    /// A year below its floor.
    Floor,
}

/// What was earned up to `day`, that day included, by date: for the referrals made under each version of the terms what
/// that version pays, as it was known at the time. A later day adds claims and changes none.
///
/// A payout counts a refund on the date of its payment, and a retainer's month, once it is over, from its first day. A
/// statement that was sent cannot be changed any more: what either moves of the days before is a claim of its own day. The
/// claims sum to what the payouts, on what is known on `day`, accrue by then.
///
/// # Errors
/// [`OutOfRange`] when a running total leaves the bound of money.
pub fn earned<'a>(
    terms: &'a InForce,
    referrals: impl IntoIterator<Item = &'a Referral, IntoIter: Clone>,
    day: NaiveDate,
) -> Result<Vec<Claim>, OutOfRange> {
    let mut claims = Vec::new();
    for (terms, period, made) in terms.parts(referrals.into_iter(), day.succ_opt().unwrap_or(day)) {
        let Some(period) = period else { continue };
        let before_refunds: Vec<Cow<'_, Referral>> = made.iter().map(|referral| before_refunds(referral)).collect();
        let book = terms.book(period, before_refunds.iter().map(Cow::as_ref));
        let (events, _) = terms.events(&book)?;
        let running = Running::new(terms, &book);
        Telling { terms, period, made, events, running, told: Vec::new() }.tell(day, &mut claims)?;
    }
    // Stable: what comes to be known on a day is told before what happens on it, and in each the older version first.
    claims.sort_by_key(|claim| (claim.date, !(claim.is_correction || claim.of == For::Retainer)));
    Ok(claims)
}

fn refunds(referral: &Referral) -> impl Iterator<Item = &Refund> {
    referral.bills().iter().flat_map(Bill::payments).flat_map(Payment::refunds)
}

fn before_refunds(referral: &Referral) -> Cow<'_, Referral> {
    match refunds(referral).next() {
        Some(_) => Cow::Owned(referral.known_on(NaiveDate::MIN)),
        None => Cow::Borrowed(referral),
    }
}

/// What a version of the terms pays, told event by event as it came to be known. When something before comes to be known,
/// the payout goes back to it and what follows is told again.
struct Telling<'a> {
    terms: &'a Terms,
    period: Period,
    made: Vec<&'a Referral>,
    /// By date, each as it is known so far. Refunds and the months of a retainer change them, but neither their dates nor
    /// their order.
    events: Vec<(NaiveDate, Event)>,
    running: Running<'a>,
    /// Of each event that was told: where the payout was before it, and by how much it moved.
    told: Vec<(Mark, Money)>,
}

/// What moves what was earned before.
enum News {
    /// Something of the referral at this place went back.
    Refund(u32),
    /// The month of a retainer, the event at this place, is over.
    Month(usize, Event),
}

impl Telling<'_> {
    fn tell(mut self, day: NaiveDate, claims: &mut Vec<Claim>) -> Result<(), OutOfRange> {
        let news = self.news(day);
        let places = self.places(&news);
        for today in news.chunk_by(|(one, _), (other, _)| one == other) {
            let Some(&(date, _)) = today.first() else { continue };
            self.go_on(claims, |before| before < date)?;
            let changed = today.iter().filter_map(|(_, news)| self.learn(news, date, &places)).min();
            self.tell_again(changed.unwrap_or(self.told.len()), date, claims)?;
        }
        self.go_on(claims, |date| date <= day)
    }

    /// What comes to be known up to `day`, by date. No month of a retainer is known of before.
    fn news(&mut self, day: NaiveDate) -> Vec<(NaiveDate, News)> {
        let of = |(place, referral): (u32, &&Referral)| {
            let dates: Vec<NaiveDate> = refunds(referral).map(|refund| refund.date).collect();
            dates.into_iter().map(move |date| (date, News::Refund(place)))
        };
        let mut news: Vec<(NaiveDate, News)> =
            (0..).zip(&self.made).flat_map(of).filter(|(date, _)| *date <= day).collect();
        let months = self.events.iter_mut().enumerate().filter(|(_, (_, event))| matches!(event, Event::Month(_)));
        for (count, (place, (_, event))) in (1..).zip(months) {
            let month = News::Month(place, std::mem::replace(event, Event::Month(0)));
            news.extend(add_months(self.period.start(), count).pred_opt().map(|last| (last, month)));
        }
        news.sort_by_key(|(date, _)| *date);
        news
    }

    /// The places of the events of each referral of which something goes back.
    fn places(&self, news: &[(NaiveDate, News)]) -> BTreeMap<u32, Vec<usize>> {
        let refunded = news.iter().filter_map(|(_, news)| match news {
            News::Refund(referral) => Some((*referral, Vec::new())),
            News::Month(..) => None,
        });
        let mut places: BTreeMap<u32, Vec<usize>> = refunded.collect();
        if !places.is_empty() {
            for (place, (_, event)) in self.events.iter().enumerate() {
                if let Event::Work(entry) = event
                    && let Some(places) = places.get_mut(&entry.project)
                {
                    places.push(place);
                }
            }
        }
        places
    }

    /// Tells the events that come next, for as long as they are of such a date.
    fn go_on(&mut self, claims: &mut Vec<Claim>, is_due: impl Fn(NaiveDate) -> bool) -> Result<(), OutOfRange> {
        while let Some(&(date, event)) = self.events.get(self.told.len()).filter(|(date, _)| is_due(*date)) {
            let amount = self.tell_one(date, event)?;
            if let Some(of) = self.of(&event).filter(|_| amount != Money::ZERO) {
                claims.push(Claim { date, amount, of, is_correction: false });
            }
        }
        Ok(())
    }

    fn tell_one(&mut self, date: NaiveDate, event: Event) -> Result<Money, OutOfRange> {
        let mark = self.running.mark();
        let amount = self.running.add(date, &event)?;
        self.told.push((mark, amount));
        Ok(amount)
    }

    fn of(&self, event: &Event) -> Option<For> {
        Some(match event {
            Event::Work(entry) => For::Referral(self.made.get(usize::try_from(entry.project).ok()?)?.id()),
            Event::Qualified => For::Qualified,
            Event::Month(_) => For::Retainer,
            Event::YearEnd => For::Floor,
        })
    }

    /// Takes in what comes to be known on `date`; the place of the first event that is other than it was thought to be.
    fn learn(&mut self, news: &News, date: NaiveDate, places: &BTreeMap<u32, Vec<usize>>) -> Option<usize> {
        match *news {
            News::Month(place, month) => {
                self.events.get_mut(place)?.1 = month;
                Some(place)
            }
            News::Refund(referral) => {
                let known = self.made.get(usize::try_from(referral).ok()?)?.known_on(date);
                let book = self.terms.book(self.period, [&known]);
                let mut first = None;
                for (&place, now) in places.get(&referral)?.iter().zip(self.terms.work(&book)) {
                    if let Some((_, Event::Work(entry))) = self.events.get_mut(place)
                        && (entry.gross, entry.net) != (now.gross, now.net)
                    {
                        *entry = Entry { gross: now.gross, net: now.net, ..*entry };
                        first.get_or_insert(place);
                    }
                }
                first
            }
        }
    }

    /// Tells again what was told from `place` on: by how much each thing is other than it was thought to be is a claim of
    /// `date`.
    fn tell_again(&mut self, place: usize, date: NaiveDate, claims: &mut Vec<Claim>) -> Result<(), OutOfRange> {
        if place >= self.told.len() {
            return Ok(());
        }
        let before = self.told.split_off(place);
        if let Some((mark, _)) = before.first() {
            self.running.back_to(*mark);
        }
        let mut moved: BTreeMap<For, i128> = BTreeMap::new();
        for (_, before) in before {
            let Some(&(date, event)) = self.events.get(self.told.len()) else { break };
            let by = self.tell_one(date, event)?.wide() - before.wide();
            if let Some(of) = self.of(&event).filter(|_| by != 0) {
                *moved.entry(of).or_default() += by;
            }
        }
        for (of, sum) in moved.into_iter().filter(|&(_, sum)| sum != 0) {
            // A month of a retainer is first heard of once it is over.
            let is_correction = of != For::Retainer;
            claims.push(Claim { date, amount: Money::rounded(sum, 1)?, of, is_correction });
        }
        Ok(())
    }
}
