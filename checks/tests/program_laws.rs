//! Laws of the figures of referrals: arms are treated alike, more wins never count against an arm, and chances and intervals
//! account for everything.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed unwrap is a failed test")]

use concord_core::program::{
    Arm, Chance, Decided, Outcome, RateRatio, Referred, Settling, Tally, chances_of_best, for_ratio, for_shares,
};
use concord_core::value::{Money, Quantity, Rate};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// What rounding may leave of a chance.
const ROUNDING: f64 = 1e-12;

fn count() -> impl Strategy<Value = u32> {
    prop_oneof![0..=5_u32, 0..=60_u32, 0..=200_000_u32]
}

fn decided() -> impl Strategy<Value = Decided> {
    (count(), count()).prop_map(|(won, lost)| Decided { won, lost })
}

/// Arms as they are in practice, so that something can settle them.
fn few() -> impl Strategy<Value = Decided> {
    (0..=30_u32, 0..=30_u32).prop_map(|(won, lost)| Decided { won, lost })
}

fn arm() -> impl Strategy<Value = Arm> {
    (1..=100_000_u32, 1..=400_u32, count())
        .prop_map(|(people, days, referrals)| Arm::new(people, days, referrals).unwrap())
}

fn referred() -> impl Strategy<Value = Referred> {
    let won = (0..=1_000_000_00_i64, 0..=400_u32)
        .prop_map(|(minor, days)| Outcome::Won { value: Money::new(minor).unwrap(), days });
    let outcome = prop_oneof![Just(Outcome::Open), Just(Outcome::Lost), won];
    (any::<bool>(), outcome).prop_map(|(qualified, outcome)| Referred { qualified, outcome })
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-10 * one.abs().max(other.abs())
}

fn all_close(one: &[Chance], other: &[Chance]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| (one.get() - other.get()).abs() < ROUNDING)
}

/// One divided by the ratio, and by its ends in turn.
fn turned(found: RateRatio) -> RateRatio {
    let inverse = |end: f64| (end > 0.0).then(|| 1.0 / end);
    RateRatio {
        ratio: found.ratio.and_then(inverse),
        low: found.high.map_or(0.0, |high| 1.0 / high),
        high: inverse(found.low),
    }
}

proptest! {
    #[test]
    fn the_chances_of_two_arms_sum_to_one(one in decided(), other in decided()) {
        let (ours, theirs) = (one.beats(other).get(), other.beats(one).get());
        prop_assert!((0.0..=1.0).contains(&ours));
        prop_assert!((ours + theirs - 1.0).abs() <= f64::EPSILON);
        prop_assert_eq!(one.beats(one).get(), 0.5);
    }

    #[test]
    fn winning_instead_of_losing_turns_the_chance_round(one in decided(), other in decided()) {
        let turned = |arm: Decided| Decided { won: arm.lost, lost: arm.won };
        let apart = one.beats(other).get() - turned(other).beats(turned(one)).get();
        prop_assert!(apart.abs() < ROUNDING, "{}", apart);
    }

    #[test]
    fn a_win_never_lowers_the_chance_and_a_loss_never_raises_it(one in decided(), other in decided()) {
        let before = one.beats(other).get();
        let more = |won: u32, lost: u32| Decided { won: one.won + won, lost: one.lost + lost }.beats(other).get();
        prop_assert!(more(1, 0) >= before - ROUNDING && more(0, 1) <= before + ROUNDING);
    }

    #[test]
    fn the_conversion_lies_in_its_interval(arm in decided()) {
        let conversion = arm.conversion();
        prop_assert_eq!(conversion.is_none(), arm.count() == 0);
        if let Some(found) = conversion {
            prop_assert!(found.low.get() <= found.rate.get() + ROUNDING && found.rate.get() <= found.high.get() + ROUNDING);
        }
    }

    #[test]
    fn the_chances_of_being_best_account_for_everything(arms in vec(arm(), 1..6)) {
        let chances = chances_of_best(&arms);
        prop_assert_eq!(chances.len(), arms.len());
        prop_assert!((chances.iter().map(|chance| chance.get()).sum::<f64>() - 1.0).abs() < ROUNDING);
    }

    #[test]
    fn the_order_of_the_arms_does_not_matter(arms in vec(arm(), 1..6)) {
        let reversed: Vec<Arm> = arms.iter().rev().copied().collect();
        let mut chances = chances_of_best(&reversed);
        chances.reverse();
        prop_assert!(all_close(&chances, &chances_of_best(&arms)));
    }

    #[test]
    fn the_unit_of_time_does_not_matter(
        arms in vec((1..=50_000_u32, 1..=50_u32, count()), 2..5), factor in 2..=24_u32,
    ) {
        let at = |factor: u32| -> Vec<Arm> {
            arms.iter().map(|&(people, days, referrals)| Arm::new(people, days * factor, referrals).unwrap()).collect()
        };
        let (days, hours) = (at(1), at(factor));
        prop_assert!(all_close(&chances_of_best(&days), &chances_of_best(&hours)));
        let (one, other) = (days[0].ratio_to(days[1]), hours[0].ratio_to(hours[1]));
        prop_assert!(close(one.low, other.low) && close(one.high.unwrap_or_default(), other.high.unwrap_or_default()));
    }

    #[test]
    fn one_arm_against_the_other_is_the_other_way_round(one in arm(), other in arm()) {
        let (found, back) = (one.ratio_to(other), turned(other.ratio_to(one)));
        prop_assert!(close(found.low, back.low), "{:?} {:?}", found, back);
        prop_assert_eq!(found.high.is_some(), back.high.is_some());
        prop_assert!(close(found.high.unwrap_or_default(), back.high.unwrap_or_default()), "{:?} {:?}", found, back);
        if let Some(ratio) = found.ratio {
            prop_assert!(found.low <= ratio && found.high.is_some_and(|high| ratio <= high));
        }
    }

    #[test]
    fn tallies_of_parts_account_for_the_whole(parts in vec(vec(referred(), 0..12), 1..6)) {
        let all = Tally::of(parts.concat()).unwrap();
        let parts: Vec<Tally> = parts.into_iter().map(|part| Tally::of(part).unwrap()).collect();
        let sum = |figure: fn(&Tally) -> i128| parts.iter().map(figure).sum::<i128>() == figure(&all);
        prop_assert!(sum(|tally| tally.referrals().into()) && sum(|tally| tally.qualified().into()));
        prop_assert!(sum(|tally| tally.open().into()) && sum(|tally| tally.value().wide()));
        prop_assert!(sum(|tally| tally.decided().won.into()) && sum(|tally| tally.decided().lost.into()));
        for share in [Tally::share_of_count, Tally::share_of_value] {
            let ppm = parts.iter().filter_map(|part| share(part, &all)).map(|rate| i64::from(rate.ppm())).sum::<i64>();
            prop_assert!(share(&all, &all).is_none() || (ppm - 1_000_000).unsigned_abs() <= parts.len() as u64);
        }
    }

    #[test]
    fn the_order_of_the_referrals_does_not_matter(referrals in vec(referred(), 0..20)) {
        let reversed = Tally::of(referrals.iter().rev().copied()).unwrap();
        prop_assert_eq!(reversed, Tally::of(referrals).unwrap());
    }

    #[test]
    fn a_larger_claim_needs_fewer_referrals(one in 1..=99_u32, other in 1..=98_u32) {
        let [one, other, further] = [one, other, other + 1].map(Rate::percent);
        prop_assert_eq!(for_shares(one, other), for_shares(other, one));
        if other > one {
            prop_assert!(for_shares(one, further) <= for_shares(one, other));
        }
    }

    #[test]
    fn a_ratio_and_its_inverse_need_as_many(factor in select(vec![2_u64, 4, 5, 8, 10, 25, 64, 100, 1_000, 15_625])) {
        let [ratio, inverse] = [1_000_000 * factor, 1_000_000 / factor].map(|millionths| Quantity::new(millionths).unwrap());
        let (without, with) = for_ratio(ratio).unwrap();
        prop_assert_eq!(for_ratio(inverse), Some((with, without)));
    }
}

proptest! {
    // Each looks for what settles two arms, some of which nothing settles.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn it_settles_where_it_says_and_not_one_referral_before(one in few(), other in few()) {
        let found = Settling::of(one, other, Settling::SURE);
        prop_assert_eq!(found, Settling::of(other, one, Settling::SURE));
        prop_assert_eq!(found == Settling::NoRate, one.count() == 0 || other.count() == 0);
        let sure = |one: Decided, other: Decided| {
            let chance = one.beats(other).get();
            chance.max(1.0 - chance) >= 0.95
        };
        if found != Settling::NoRate {
            prop_assert_eq!(found == Settling::After(0), sure(one, other));
        }
        // Where the rates allow it, as many more are whole numbers of wins.
        if let Settling::After(more) = found && more > 0 {
            let after = |arm: Decided, more: u64| {
                let (won, count) = (more * u64::from(arm.won), arm.count());
                let won = (won % count == 0).then(|| won / count)?;
                let count = |now: u32, more: u64| now + u32::try_from(more).unwrap();
                Some(Decided { won: count(arm.won, won), lost: count(arm.lost, more - won) })
            };
            let at = |more: u32| Some((after(one, more.into())?, after(other, more.into())?));
            if let Some((one, other)) = at(more) {
                prop_assert!(sure(one, other));
            }
            if let Some((one, other)) = at(more - 1) {
                prop_assert!(!sure(one, other));
            }
        }
    }

    #[test]
    fn being_surer_never_takes_fewer(one in few(), other in few(), percents in (50..=98_u32, 1..=99_u32)) {
        let (low, high) = (percents.0, (percents.0 + percents.1).min(99));
        let [low, high] = [low, high].map(|percent| Settling::of(one, other, Rate::percent(percent)));
        match (low, high) {
            (Settling::After(low), Settling::After(high)) => prop_assert!(low <= high),
            (Settling::Never, high) => prop_assert_eq!(high, Settling::Never),
            _ => {}
        }
    }
}
