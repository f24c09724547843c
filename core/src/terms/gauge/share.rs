use super::Whole;
use super::{Flow, Percentage, SPANS};
use crate::ledger::elapsed;
use crate::terms::{Base, Scale, TierScope};
use crate::value::{Money, Rate};

/// A share as it has grown, in millionths of a minor unit: by the end of each month of the first agreement year, and in
/// each later year.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Accrued<I> {
    pub(super) months: [I; 12],
    pub(super) later: [I; SPANS - 12],
}

impl<I: Whole> Default for Accrued<I> {
    fn default() -> Accrued<I> {
        Accrued { months: [I::zero(); 12], later: [I::zero(); SPANS - 12] }
    }
}

/// What counts for a share in each span: payments of a base, within a window.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Eligible {
    base: Base,
    window: Option<u16>,
    spans: [i64; SPANS],
}

impl Eligible {
    pub(super) fn add_up(&mut self, flow: &Flow) {
        self.spans = [0; SPANS];
        for (start, paid) in flow.courses(self.base) {
            spread(start, within(paid, self.window), &mut self.spans, |paid| paid);
        }
    }
}

/// A percentage, made ready.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ShareGauge<I> {
    scale: Scale,
    base: Base,
    window: Option<u16>,
    way: Way<I>,
    year_cap: Option<I>,
}

/// What a share depends on.
#[derive(Clone, Debug, PartialEq)]
enum Way<I> {
    /// Its year's volume alone, which is at a place among the eligible volumes.
    Volume(usize),
    /// Each project for itself: tiers of the project, or a cap for its client.
    EachProject { cap: Option<I> },
    /// Tiers of the year and a cap for each client: which client comes in which tier counts. What each has earned so far.
    InOrder { cap: I, earned: Vec<I> },
}

impl<I: Whole> ShareGauge<I> {
    pub(super) fn new(share: &Percentage, eligible: &mut Vec<Eligible>) -> ShareGauge<I> {
        let (base, window) = (share.base(), share.window());
        let parts = |cap: Money| I::held(cap.wide() * Rate::SCALE);
        let is_by_project =
            matches!(share.scale(), Scale::Marginal(_, TierScope::Project) | Scale::Whole(_, TierScope::Project));
        let is_flat = matches!(share.scale(), Scale::Flat(_));
        let way = match share.client_cap().map(parts) {
            Some(cap) if !is_flat && !is_by_project => Way::InOrder { cap, earned: Vec::new() },
            cap if cap.is_some() || is_by_project => Way::EachProject { cap },
            _ => {
                let same = |other: &Eligible| other.base == base && other.window == window;
                let place = eligible.iter().position(same).unwrap_or(eligible.len());
                if place == eligible.len() {
                    eligible.push(Eligible { base, window, spans: [0; SPANS] });
                }
                Way::Volume(place)
            }
        };
        ShareGauge { scale: share.scale().clone(), base, window, way, year_cap: share.year_cap().map(parts) }
    }

    pub(super) fn read(&mut self, flow: &Flow, eligible: &[Eligible]) -> Accrued<I> {
        let (scale, window) = (&self.scale, self.window);
        let mut accrued = Accrued::default();
        match &mut self.way {
            Way::Volume(place) => {
                let spans = eligible.get(*place).map_or(&[0; SPANS], |eligible| &eligible.spans);
                let (first, later) = spans.split_at(12);
                let mut volume = 0_i64;
                for (total, &paid) in accrued.months.iter_mut().zip(first) {
                    volume += paid;
                    *total = scale.of::<I>(volume.into());
                }
                for (total, &paid) in accrued.later.iter_mut().zip(later) {
                    *total = scale.of(paid.into());
                }
            }
            Way::EachProject { cap } => {
                let mut spans = [I::zero(); SPANS];
                for (start, paid) in flow.courses(self.base) {
                    let earned = |paid: i64| {
                        let earned = scale.of::<I>(paid.into());
                        cap.map_or(earned, |cap: I| earned.min(cap))
                    };
                    spread(start, within(paid, window), &mut spans, earned);
                }
                accrued.add_up(spans);
            }
            Way::InOrder { cap, earned } => {
                earned.clear();
                earned.resize(flow.projects(), I::zero());
                let spans = in_order(flow, self.base, window, scale, *cap, earned);
                accrued.add_up(spans);
            }
        }
        if let Some(cap) = self.year_cap {
            for total in accrued.months.iter_mut().chain(&mut accrued.later) {
                *total = (*total).min(cap);
            }
        }
        accrued
    }
}

impl<I: Whole> Accrued<I> {
    /// From what is earned in each span.
    fn add_up(&mut self, spans: [I; SPANS]) {
        let (first, later) = spans.split_at(12);
        let mut sum = I::zero();
        for (total, &earned) in self.months.iter_mut().zip(first) {
            sum += earned;
            *total = sum;
        }
        self.later.iter_mut().zip(later).for_each(|(total, &earned)| *total = earned);
    }
}

/// The running totals of a project's first months, as many as a window takes in.
fn within(paid: &[i64], window: Option<u16>) -> &[i64] {
    window.and_then(|window| paid.get(..=usize::from(window))).unwrap_or(paid)
}

/// Adds what a project that begins in month `start` earns in each span, `earned` being a function of its running total.
fn spread<I: Whole>(start: usize, paid: &[i64], spans: &mut [I; SPANS], earned: impl Fn(i64) -> I) {
    let Some(&all) = paid.last() else { return };
    let mut before = I::zero();
    for (span, sum) in spans.iter_mut().enumerate().skip(start) {
        let (after, is_over) = match paid.get(elapsed(start, span)) {
            Some(&paid) => (earned(paid), false),
            None => (earned(all), true),
        };
        *sum += after - before;
        if is_over {
            return;
        }
        before = after;
    }
}

/// What all earn in each span where tiers of the year meet a cap for each client: payment by payment, month by month, of
/// one month in the order of the projects.
fn in_order<I: Whole>(
    flow: &Flow,
    base: Base,
    window: Option<u16>,
    scale: &Scale,
    cap: I,
    earned: &mut [I],
) -> [I; SPANS] {
    let mut spans = [I::zero(); SPANS];
    let months = flow.courses(base).map(|(start, paid)| start + within(paid, window).len()).max().unwrap_or(0);
    let mut volume = I::zero();
    for month in 0..months {
        if month % 12 == 0 {
            volume = I::zero();
        }
        let mut sum = I::zero();
        for ((start, paid), earned) in flow.courses(base).zip(earned.iter_mut()) {
            let paid = within(paid, window);
            let at = |after: usize| paid.get((month + after).checked_sub(start)?);
            let (Some(&from), Some(&to)) = (at(0), at(1)) else { continue };
            let before = scale.of(volume);
            volume += (to - from).into();
            let after = *earned + scale.of(volume) - before;
            sum += after.min(cap) - (*earned).min(cap);
            *earned = after;
        }
        if let Some(total) = spans.get_mut(crate::ledger::span(month)) {
            *total += sum;
        }
    }
    spans
}
