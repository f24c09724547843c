#![allow(clippy::unwrap_used)]
use super::*;
use crate::ledger::{Book, Engagement};
use crate::terms::any_terms::Numbers;
use crate::terms::{FixedFee, Hybrid};
use crate::value::{Month, Period};

/// Introductions and projects of a year: the month of each, in order.
struct Year {
    introduced: Vec<u32>,
    projects: Vec<(u32, Engagement)>,
}

impl Numbers {
    fn year(&mut self) -> Year {
        let mut year = Year { introduced: Vec::new(), projects: Vec::new() };
        let largest = [0, 1, 3, 6][usize::try_from(self.below(4)).unwrap()];
        for month in 0..12 {
            for _ in 0..self.below(largest + 1) {
                year.introduced.push(month);
                if self.below(2) == 0 {
                    let months = [6, 60][usize::from(self.below(4) == 0)];
                    let engagement = Engagement {
                        value: self.money(200_000),
                        months: 1 + u16::try_from(self.below(months)).unwrap(),
                        pass_through: self.rate(),
                    };
                    year.projects.push((month, engagement));
                }
            }
        }
        year
    }
}

impl Year {
    fn fill(&self, flow: &mut Flow) {
        flow.clear();
        self.introduced.iter().for_each(|&month| flow.introduce(month as usize));
        self.projects.iter().for_each(|&(month, engagement)| flow.engage(month as usize, engagement));
    }

    fn book(&self) -> Book {
        Book::year(self.introduced.iter().copied(), self.projects.iter().copied())
    }

    fn times(mut self, factor: i64) -> Year {
        for (_, engagement) in &mut self.projects {
            engagement.value = Money::new(engagement.value.minor() * factor).unwrap();
        }
        self
    }
}

/// The payout by its definition.
fn defined(terms: &Terms, book: &Book) -> ByMonth {
    let payout = terms.payout(book).unwrap();
    let period: Period = book.period();
    let mut months = [0; 13];
    for (month, amount) in payout.by_month().unwrap() {
        let first = Month::of(period.start());
        let place = (month.year - first.year) as usize * 12 + month.month as usize - 1;
        months[place.min(12)] += amount.minor();
    }
    assert_eq!(months.iter().sum::<i64>(), payout.total.minor());
    months
}

fn gauges(terms: &[Terms], revenue: Money) -> Gauges {
    Gauges::new(terms, Largest { introductions: 100, revenue }).unwrap().0
}

#[test]
fn every_month_pays_what_the_year_pays_laid_out() {
    let mut numbers = Numbers(0x2545_F491_4F6C_DD1D);
    let mut flow = Flow::default();
    let mut later = 0;
    for _ in 0..1_500 {
        // Several terms and years in turn, so that nothing may be left of one in the next.
        let terms: Vec<Terms> = (0..4).map(|_| numbers.terms()).collect();
        let mut gauges = gauges(&terms, Money::new(1_000_000_00).unwrap());
        for _ in 0..3 {
            let year = numbers.year();
            year.fill(&mut flow);
            let book = year.book();
            for (terms, found) in terms.iter().zip(gauges.read(&flow)) {
                assert_eq!(found, defined(terms, &book), "{terms:?} {:?} {:?}", year.introduced, year.projects);
                later += i32::from(found[12] != 0);
            }
        }
    }
    assert!(later > 2_000, "{later}");
}

#[test]
fn wide_numbers_pay_what_narrow_ones_do() {
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let mut flow = Flow::default();
    for _ in 0..1_000 {
        let terms = [numbers.terms()];
        let year = numbers.year().times([1, 1_000_000_007][usize::from(numbers.below(2) == 0)]);
        year.fill(&mut flow);
        let mut wide = gauges(&terms, Money::new(1 << 51).unwrap());
        let book = year.book();
        assert!(!matches!(wide.gauges[0], Gauge::Narrow(_)) || matches!(terms[0], Terms::Retainer(_)));
        assert_eq!(wide.read(&flow).next(), Some(defined(&terms[0], &book)), "{terms:?}");
    }
}

#[test]
fn what_could_leave_the_range_is_refused() {
    let amount = |minor| Money::new(minor).unwrap();
    let most = |terms: Terms, revenue| {
        Gauges::new([&terms], Largest { introductions: 100, revenue }).map(|(_, most)| most[0].minor())
    };
    let hundredth = Money::MAX.minor() / 100;
    let fee = |minor| Terms::FixedFee(FixedFee::new(amount(minor), FeeDue::QualifiedReferral).unwrap());
    assert_eq!(most(fee(hundredth), Money::ZERO), Ok(hundredth * 100));
    assert_eq!(most(fee(hundredth + 1), Money::ZERO), Err(OutOfRange));
    let retainer = |minor, payer| Retainer::new(amount(minor), payer, None).unwrap();
    let twelfth = Money::MAX.minor() / 12;
    assert_eq!(most(Terms::Retainer(retainer(twelfth, Payer::Introducer)), Money::ZERO), Ok(twelfth * 12));
    let mutual = retainer(0, Payer::Mutual { back: amount(twelfth + 1) });
    assert_eq!(most(Terms::Retainer(mutual), Money::ZERO), Err(OutOfRange));
    let share = Percentage::new(crate::terms::Scale::Flat(Rate::FULL));
    assert_eq!(most(Terms::Percentage(share.clone()), Money::MAX), Ok(Money::MAX.minor()));
    let hybrid = Hybrid::new(retainer(1, Payer::Receiver), share, Some(amount(5)), None).unwrap();
    assert_eq!(most(Terms::Hybrid(hybrid.clone()), amount(100)), Ok(117));
    assert_eq!(most(Terms::Hybrid(hybrid), Money::MAX), Err(OutOfRange));
}
