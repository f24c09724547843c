//! Terms of every model, with parameters of the size of small projects.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use concord_core::terms::{
    Accrues, Base, FeeDue, FixedFee, Hybrid, Minimum, Payer, Percentage, Retainer, Scale, Shortfall, Terms, Tier,
    TierScope, Tiers,
};
use concord_core::value::{Money, Rate};
use proptest::prelude::*;

pub fn money(minor: i64) -> Money {
    Money::new(minor).unwrap()
}

pub fn amount() -> impl Strategy<Value = Money> {
    (1..2_000_000_i64).prop_map(money)
}

pub fn rate() -> impl Strategy<Value = Rate> {
    (0..=400_000_u32).prop_map(|ppm| Rate::new(ppm).unwrap())
}

pub fn tiers(rising: bool) -> impl Strategy<Value = Tiers> {
    prop::collection::vec((1..1_000_000_i64, rate()), 1..4).prop_map(move |list| {
        let mut from = Money::ZERO;
        let mut least = Rate::ZERO;
        let tiers = list.into_iter().map(|(step, rate)| {
            let tier = Tier { from, rate: if rising { rate.max(least) } else { rate } };
            from = from.plus(money(step)).unwrap();
            least = tier.rate;
            tier
        });
        Tiers::new(tiers.collect()).unwrap()
    })
}

pub fn scale(rising_whole: bool) -> impl Strategy<Value = Scale> {
    let scope = || prop_oneof![Just(TierScope::AgreementYear), Just(TierScope::Project)];
    prop_oneof![
        rate().prop_map(Scale::Flat),
        (tiers(false), scope()).prop_map(|(tiers, scope)| Scale::Marginal(tiers, scope)),
        (tiers(rising_whole), scope()).prop_map(|(tiers, scope)| Scale::Whole(tiers, scope)),
    ]
}

pub fn percentage() -> impl Strategy<Value = Percentage> {
    let cap = || prop::option::of(amount());
    let base = prop_oneof![Just(Base::Gross), Just(Base::Net)];
    let accrues = prop_oneof![Just(Accrues::OnPayment), Just(Accrues::OnInvoice)];
    (scale(false), base, accrues, prop::option::of(1..24_u16), cap(), cap()).prop_map(
        |(scale, base, accrues, window, client, year)| {
            let share = Percentage::new(scale).on(base).accruing(accrues);
            share.within(window).unwrap().capped(client, year).unwrap()
        },
    )
}

pub fn fee() -> impl Strategy<Value = FixedFee> {
    let due = prop_oneof![
        3 => (0..2_000_000_i64).prop_map(|over| FeeDue::WonProject { over: money(over) }),
        1 => Just(FeeDue::QualifiedReferral),
    ];
    (amount(), due).prop_map(|(amount, due)| FixedFee::new(amount, due).unwrap())
}

pub fn retainer() -> impl Strategy<Value = Retainer> {
    let payer =
        prop_oneof![Just(Payer::Receiver), Just(Payer::Introducer), amount().prop_map(|back| Payer::Mutual { back }),];
    let shortfall = prop_oneof![Just(Shortfall::CarriedForward), Just(Shortfall::Credited), Just(Shortfall::Ignored)];
    let minimum = prop::option::of((1..4_u16, shortfall));
    (amount(), payer, minimum).prop_map(|(amount, payer, minimum)| {
        let minimum = minimum.map(|(a_month, shortfall)| Minimum::new(a_month, shortfall).unwrap());
        Retainer::new(amount, payer, minimum).unwrap()
    })
}

pub fn hybrid() -> impl Strategy<Value = Hybrid> {
    let bound = || prop::option::of(amount());
    (retainer(), percentage(), bound(), bound()).prop_map(|(retainer, percentage, a, b)| {
        let (floor, cap) = if a.zip(b).is_some_and(|(a, b)| a > b) { (b, a) } else { (a, b) };
        Hybrid::new(retainer, percentage, floor, cap).unwrap()
    })
}

pub fn terms() -> impl Strategy<Value = Terms> {
    prop_oneof![
        1 => fee().prop_map(Terms::FixedFee),
        1 => retainer().prop_map(Terms::Retainer),
        3 => percentage().prop_map(Terms::Percentage),
        2 => hybrid().prop_map(Terms::Hybrid),
    ]
}
