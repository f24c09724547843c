//! Laws of dividing money: nothing is lost, nobody is more than a minor unit from exact, and nothing depends on the order
//! in which parties are named.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed unwrap is a failed test")]

use std::collections::BTreeSet;

use concord_core::split::{
    CoalitionWorth, Coalitions, Contribution, ContributionKind, JointSplit, JointVerdict, Share, Tally, USUAL_GAP,
    apportion, compare, instalment,
};
use concord_core::value::{Hours, Id, Money, Quantity, Rate};
use proptest::collection::vec;
use proptest::prelude::*;

type Stakes = Vec<(Id, i128)>;

fn money(minor: i64) -> Money {
    Money::new(minor).unwrap()
}

fn any_money() -> impl Strategy<Value = Money> {
    let bound = Money::MAX.minor();
    prop_oneof![-1_000..=1_000_i64, -1_000_000_00..=1_000_000_00_i64, -bound..=bound].prop_map(money)
}

fn stakes_of(weights: Vec<i128>) -> Stakes {
    (1..).map(Id::from_u128).zip(weights).collect()
}

/// Stakes of zero or more, small ones often, so that remainders are often equal.
fn stakes() -> impl Strategy<Value = Stakes> {
    let weight = prop_oneof![0..=3_i128, 0..=100_i128, 0..=1_i128 << 70];
    vec(weight, 1..8).prop_map(stakes_of).prop_filter("somebody has a stake", |stakes| total(stakes) > 0)
}

/// Stakes of either sign with a positive total, as Shapley values can be.
fn signed_stakes() -> impl Strategy<Value = Stakes> {
    vec(-30..=100_i128, 1..8)
        .prop_map(stakes_of)
        .prop_filter("together they are above zero", |stakes| total(stakes) > 0)
}

fn total(stakes: &[(Id, i128)]) -> i128 {
    stakes.iter().map(|&(_, stake)| stake).sum()
}

fn amounts(amount: Money, stakes: &[(Id, i128)]) -> Vec<i128> {
    apportion(amount, stakes).unwrap().parts().iter().map(|part| part.amount.wide()).collect()
}

/// part and amount × stake / total differ by less than one, by cross multiplication.
fn within_one_unit(part: i128, amount: Money, stake: i128, total: i128) -> bool {
    (part * total - amount.wide() * stake).abs() < total
}

proptest! {
    #[test]
    fn parts_sum_to_the_amount_and_are_within_one_unit(amount in any_money(), stakes in stakes()) {
        let parts = amounts(amount, &stakes);
        prop_assert_eq!(parts.iter().sum::<i128>(), amount.wide());
        for (part, &(_, stake)) in parts.into_iter().zip(&stakes) {
            prop_assert!(within_one_unit(part, amount, stake, total(&stakes)));
        }
    }

    #[test]
    fn so_do_parts_of_stakes_of_either_sign(minor in -1_000_000_00..=1_000_000_00_i64, stakes in signed_stakes()) {
        let parts = amounts(money(minor), &stakes);
        prop_assert_eq!(parts.iter().sum::<i128>(), i128::from(minor));
        for (part, &(_, stake)) in parts.into_iter().zip(&stakes) {
            prop_assert!(within_one_unit(part, money(minor), stake, total(&stakes)));
        }
    }

    #[test]
    fn the_odd_units_are_those_above_the_whole_ones(amount in any_money(), stakes in stakes()) {
        let split = apportion(amount, &stakes).unwrap();
        let whole = |stake: i128| amount.abs().wide() * stake / total(&stakes);
        let odd: Vec<_> = split
            .parts()
            .iter()
            .zip(&stakes)
            .filter(|(part, (_, stake))| part.amount.abs().wide() > whole(*stake))
            .map(|(part, _)| part.party)
            .collect();
        prop_assert_eq!(split.odd(), odd);
    }

    #[test]
    fn the_order_of_the_parties_does_not_matter(
        amount in any_money(),
        (stakes, shuffled) in stakes().prop_flat_map(|stakes| (Just(stakes.clone()), Just(stakes).prop_shuffle())),
    ) {
        let (split, other) = (apportion(amount, &stakes).unwrap(), apportion(amount, &shuffled).unwrap());
        for (party, _) in stakes {
            prop_assert_eq!(split.of(party), other.of(party));
        }
        for (part, (party, _)) in other.parts().iter().zip(shuffled) {
            prop_assert_eq!(part.party, party);
        }
    }

    #[test]
    fn a_loss_splits_as_minus_the_gain(amount in any_money(), stakes in stakes()) {
        let negated: Vec<_> = amounts(-amount, &stakes).into_iter().map(|part| -part).collect();
        prop_assert_eq!(amounts(amount, &stakes), negated);
        let (gain, loss) = (apportion(amount, &stakes).unwrap(), apportion(-amount, &stakes).unwrap());
        prop_assert_eq!(gain.odd(), loss.odd());
    }

    #[test]
    fn scaling_the_stakes_changes_nothing(amount in any_money(), stakes in stakes(), factor in 1..=1_i128 << 50) {
        let scaled: Stakes = stakes.iter().map(|&(party, stake)| (party, stake * factor)).collect();
        prop_assert_eq!(apportion(amount, &stakes), apportion(amount, &scaled));
    }

    #[test]
    fn more_stake_never_gets_less(minor in 0..=1_000_000_00_i64, stakes in stakes()) {
        let mut parts: Vec<_> = stakes.iter().map(|&(_, stake)| stake).zip(amounts(money(minor), &stakes)).collect();
        parts.sort_unstable();
        prop_assert!(parts.is_sorted_by_key(|&(_, part)| part));
    }

    #[test]
    fn instalments_sum_to_the_split_of_the_whole(totals in vec(-1_000_00..=1_000_00_i64, 1..8), stakes in stakes()) {
        let mut before = Money::ZERO;
        let mut received = vec![0; stakes.len()];
        for after in totals.into_iter().map(money) {
            let parts = instalment(before, after, &stakes).unwrap();
            prop_assert_eq!(parts.iter().map(|part| part.amount.wide()).sum::<i128>(), after.wide() - before.wide());
            for (sum, part) in received.iter_mut().zip(&parts) {
                *sum += part.amount.wide();
            }
            before = after;
        }
        prop_assert_eq!(received, amounts(before, &stakes));
    }
}

fn contribution() -> impl Strategy<Value = Contribution> {
    let hours = (0..=3_600_000_u32, 0..=500_00_i64, 0..=5_000_000_u64).prop_map(|(seconds, hourly, weight)| {
        let (time, weight) = (Hours::new(seconds).unwrap(), Quantity::new(weight).unwrap());
        ContributionKind::Hours { time, hourly: money(hourly), weight }
    });
    let cash = (0..=50_000_00_i64, 0..=5_000_000_u64).prop_map(|(amount, multiplier)| ContributionKind::Cash {
        amount: money(amount),
        multiplier: Quantity::new(multiplier).unwrap(),
    });
    (1..=4_u128, prop_oneof![hours, cash])
        .prop_map(|(party, kind)| Contribution::new(Id::from_u128(party), kind).unwrap())
}

fn log() -> impl Strategy<Value = Vec<Contribution>> {
    vec(contribution(), 1..12).prop_filter("something counts", |log| log.iter().any(|entry| entry.value() > 0))
}

fn cash_of(log: &[Contribution], party: Id) -> i128 {
    let cash = |entry: &Contribution| match entry.kind() {
        ContributionKind::Cash { amount, .. } if entry.party() == party => amount.wide(),
        ContributionKind::Cash { .. } | ContributionKind::Hours { .. } => 0,
    };
    log.iter().map(cash).sum()
}

proptest! {
    #[test]
    fn pay_by_contribution_is_the_cash_and_a_share_of_the_rest(
        log in log(),
        minor in -100_000_00..=500_000_00_i64,
        cash_first: bool,
    ) {
        let pay = JointSplit::Contribution { cash_first }.pay(money(minor), &Tally::of(&log).unwrap()).unwrap();
        prop_assert_eq!(pay.parts().iter().map(|part| part.amount.wide()).sum::<i128>(), i128::from(minor));
        let of_party = |party| log.iter().filter(|entry| entry.party() == party).map(Contribution::value).sum::<i128>();
        let value: i128 = log.iter().map(Contribution::value).sum();
        let cash: i128 = pay.parts().iter().map(|part| cash_of(&log, part.party)).sum();
        for part in pay.parts() {
            let own = cash_of(&log, part.party);
            let (rest, stake, total) = match i128::from(minor) {
                pool if !cash_first || pool <= 0 => (part.amount.wide() * value, pool * of_party(part.party), value),
                pool if pool <= cash => (part.amount.wide() * cash, pool * own, cash),
                pool => ((part.amount.wide() - own) * value, (pool - cash) * of_party(part.party), value),
            };
            prop_assert!((rest - stake).abs() < total);
        }
    }

    #[test]
    fn shares_are_what_pay_rounds(log in log(), minor in 1..=500_000_00_i64, cash_first: bool) {
        let (pool, tally) = (money(minor), Tally::of(&log).unwrap());
        let split = JointSplit::Contribution { cash_first };
        let pay = split.pay(pool, &tally).unwrap();
        for (party, share) in split.shares(pool, &tally).unwrap() {
            // The share is stated to half a part per million.
            let off = (pay.of(party).wide() * Rate::SCALE - share.ppm() * pool.wide()).abs();
            prop_assert!(2 * off <= 2 * Rate::SCALE + pool.wide());
        }
    }

    #[test]
    fn the_order_of_the_log_does_not_matter(
        (log, shuffled) in log().prop_flat_map(|log| (Just(log.clone()), Just(log).prop_shuffle())),
    ) {
        prop_assert_eq!(Tally::of(&log), Tally::of(&shuffled));
    }

    #[test]
    fn by_contribution_without_repayment_fits_once_two_put_something_in(
        log in log(),
        minor in -100_00..=500_000_00_i64,
    ) {
        let split = JointSplit::Contribution { cash_first: false };
        let id = Id::from_u128(1);
        let verdict = compare(money(minor), &log, &[(id, &split)], Rate::ZERO).unwrap().verdict;
        match (verdict, contributors(&log).as_slice()) {
            (JointVerdict::OneSided { by }, [only]) => prop_assert_eq!(by, *only),
            (JointVerdict::Fits { gap, .. }, [_, _, ..]) => prop_assert_eq!(gap.size, Share::ZERO),
            (other, put_in) => prop_assert!(false, "{:?} of {:?}", other, put_in),
        }
    }

    #[test]
    fn no_split_in_steps_of_five_percent_is_nearer_than_the_suggested(log in log()) {
        let verdict = compare(money(1_00), &log, &[], USUAL_GAP).unwrap().verdict;
        prop_assume!(contributors(&log).len() > 1);
        let JointVerdict::NoneFits { suggestion, .. } = verdict else { return Err(TestCaseError::fail("fits")) };
        let tally = Tally::of(&log).unwrap();
        let values: Vec<_> = tally.parties().iter().map(|tallied| tallied.value).collect();
        let steps: Vec<_> = suggestion.split.stakes().iter().map(|&(_, percent)| i128::from(percent) / 5).collect();
        prop_assert_eq!(steps.iter().sum::<i128>(), 20);
        let nearest = ways_to_divide(20, values.len()).iter().map(|way| largest_deviation(way, &values)).min();
        prop_assert_eq!(Some(largest_deviation(&steps, &values)), nearest);
    }
}

/// The parties whose entries are worth something, each once.
fn contributors(log: &[Contribution]) -> Vec<Id> {
    let parties: BTreeSet<Id> = log.iter().filter(|entry| entry.value() > 0).map(Contribution::party).collect();
    parties.into_iter().collect()
}

/// How far twenty steps are from the exact parts, times the total.
fn largest_deviation(steps: &[i128], values: &[i128]) -> i128 {
    let total: i128 = values.iter().sum();
    steps.iter().zip(values).map(|(step, value)| (step * total - 20 * value).abs()).max().unwrap()
}

/// Every way to give `steps` to `count` parties.
fn ways_to_divide(steps: i128, count: usize) -> Vec<Vec<i128>> {
    if count == 1 {
        return vec![vec![steps]];
    }
    let first =
        |own: i128| ways_to_divide(steps - own, count - 1).into_iter().map(move |others| [vec![own], others].concat());
    (0..=steps).flat_map(first).collect()
}

/// What every set of `count` parties earns, by bits; the first, of nobody, earns nothing.
fn game(count: usize) -> impl Strategy<Value = Vec<i64>> {
    vec(-1_000..=100_000_i64, 1 << count).prop_map(|mut worth| {
        worth[0] = 0;
        worth
    })
}

fn any_game() -> impl Strategy<Value = (usize, Vec<i64>)> {
    (1..=5_usize).prop_flat_map(|count| (Just(count), game(count)))
}

fn members(set: usize, count: usize) -> Vec<Id> {
    (0..count).filter(|place| set >> place & 1 == 1).map(|place| Id::from_u128(place as u128 + 1)).collect()
}

/// The coalitions of `worth`, but for those in `unstated`.
fn coalitions(count: usize, worth: &[i64], unstated: usize) -> Coalitions {
    let stated: Vec<_> = (1..worth.len())
        .filter(|set| unstated >> set & 1 == 0)
        .map(|set| CoalitionWorth { members: members(set, count), worth: money(worth[set]) })
        .collect();
    Coalitions::new(members((1 << count) - 1, count), &stated).unwrap()
}

/// The Shapley values times n!.
fn values(count: usize, worth: &[i64]) -> Vec<i128> {
    coalitions(count, worth, 0).shapley().into_iter().map(|(_, value)| value).collect()
}

fn factorial(count: usize) -> i128 {
    (1..=count as i128).product()
}

/// By definition: what each party adds when it joins, summed over every order.
fn added_over_all_orders(count: usize, worth: &[i64]) -> Vec<i128> {
    fn join(joined: usize, count: usize, worth: &[i64], path: &mut Vec<(usize, i128)>, sums: &mut [i128]) {
        if path.len() == count {
            path.iter().for_each(|&(party, added)| sums[party] += added);
        }
        for party in (0..count).filter(|party| joined >> party & 1 == 0) {
            let with = joined | 1 << party;
            path.push((party, i128::from(worth[with] - worth[joined])));
            join(with, count, worth, path, sums);
            path.pop();
        }
    }
    let mut sums = vec![0; count];
    join(0, count, worth, &mut Vec::new(), &mut sums);
    sums
}

/// The most that `set` earns in any partition into sets of stated worth; one party alone earns nothing unless stated.
fn best_partition(set: usize, stated: &[Option<i64>]) -> i64 {
    fn place(left: &[usize], blocks: &mut Vec<usize>, stated: &[Option<i64>]) -> Option<i64> {
        let Some((&party, left)) = left.split_first() else {
            let worth = |&block: &usize| stated[block].or(block.is_power_of_two().then_some(0));
            return blocks.iter().map(worth).sum();
        };
        let mut best = None;
        for block in 0..blocks.len() {
            blocks[block] |= 1 << party;
            best = best.max(place(left, blocks, stated));
            blocks[block] &= !(1 << party);
        }
        blocks.push(1 << party);
        best = best.max(place(left, blocks, stated));
        blocks.pop();
        best
    }
    let parties: Vec<_> = (0..usize::BITS as usize).filter(|party| set >> party & 1 == 1).collect();
    place(&parties, &mut Vec::new(), stated).unwrap()
}

proptest! {
    #[test]
    fn shapley_is_what_each_adds_over_all_orders((count, worth) in any_game()) {
        prop_assert_eq!(values(count, &worth), added_over_all_orders(count, &worth));
    }

    #[test]
    fn shapley_hands_out_what_all_earn((count, worth) in any_game()) {
        let all = i128::from(worth[worth.len() - 1]);
        prop_assert_eq!(values(count, &worth).iter().sum::<i128>(), factorial(count) * all);
    }

    #[test]
    fn shapley_treats_equals_alike(mut worth in game(4)) {
        // Where one of the first two is in a set without the other, it does not matter which.
        for set in (0..worth.len()).filter(|set| set & 0b11 == 0b10) {
            worth[set] = worth[set ^ 0b11];
        }
        let values = values(4, &worth);
        prop_assert_eq!(values[0], values[1]);
    }

    #[test]
    fn shapley_pays_nothing_for_nothing(mut worth in game(4)) {
        for set in (0..worth.len()).filter(|set| set & 1 == 1) {
            worth[set] = worth[set ^ 1];
        }
        prop_assert_eq!(values(4, &worth)[0], 0);
    }

    #[test]
    fn shapley_of_two_ventures_is_the_sum_of_both(first in game(4), second in game(4)) {
        let both: Vec<_> = first.iter().zip(&second).map(|(a, b)| a + b).collect();
        let summed: Vec<_> = values(4, &first).iter().zip(values(4, &second)).map(|(a, b)| a + b).collect();
        prop_assert_eq!(values(4, &both), summed);
    }

    #[test]
    fn an_unstated_coalition_earns_its_best_partition((count, worth) in any_game(), unstated: u32) {
        let unstated = unstated as usize;
        let coalitions = coalitions(count, &worth, unstated);
        let stated: Vec<_> =
            worth.iter().enumerate().map(|(set, &worth)| (unstated >> set & 1 == 0).then_some(worth)).collect();
        for set in 1..worth.len() {
            let expected = stated[set].unwrap_or_else(|| best_partition(set, &stated));
            prop_assert_eq!(coalitions.worth(&members(set, count)).unwrap(), money(expected));
        }
    }
}
