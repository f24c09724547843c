use super::*;
use crate::forecast::Direction;
use crate::terms::{Accrues, Base, Minimum, Shortfall, Tier, TierScope, Tiers};
use crate::words::{crossing, in_words, offer_label, short_name};

fn tiers() -> Tiers {
    let tier = |from, percent| Tier { from: usd(from), rate: Rate::percent(percent) };
    Tiers::new(vec![tier(0, 3), tier(300_000, 5), tier(500_000, 7)]).unwrap()
}

#[test]
fn terms_are_called_by_what_tells_them_apart() {
    let retainer = |payer, minimum| Terms::Retainer(Retainer::new(usd(300), payer, minimum).unwrap());
    let two = Minimum::new(2, Shortfall::Credited).ok();
    for (terms, name) in [
        (fee(300, 2_000), "$300 a project over $2,000"),
        (fee(300, 0), "$300 a project"),
        (qualified(50), "$50 a qualified introduction"),
        (retainer(Payer::Receiver, None), "$300 a month"),
        (retainer(Payer::Receiver, two), "$300 a month for 2 introductions"),
        (retainer(Payer::Introducer, None), "$300 a month back"),
        (retainer(Payer::Mutual { back: usd(100) }, None), "$300 a month, $100 back"),
        (share(10), "10%"),
        (Terms::Percentage(Percentage::new(Scale::Flat(Rate::new(125_500).unwrap()))), "12.55%"),
        (Terms::Percentage(flat(10).on(Base::Net)), "10% after costs passed on"),
        (window(15, 3), "15%, 3 months"),
        (window(15, 1), "15%, 1 month"),
        (Terms::Percentage(flat(10).capped(None, Some(usd(5_000))).unwrap()), "10%, capped"),
        (Terms::Percentage(Percentage::new(Scale::Marginal(tiers(), TierScope::AgreementYear))), "3–7% in tiers"),
        (hybrid(100, 5), "$100 a month + 5%"),
    ] {
        assert_eq!(short_name(&terms, &DOLLARS), name);
    }
}

#[test]
fn an_offer_goes_by_the_users_name_for_it() {
    let mut offer = Offer::new(Id::from_u128(1), share(10));
    assert_eq!(offer_label(&offer, &DOLLARS), "10%");
    offer.name = Name::new("Gold").ok();
    assert_eq!(offer_label(&offer, &DOLLARS), "Gold");
}

#[track_caller]
fn check(terms: &Terms, words: &str) {
    assert_eq!(in_words(terms, Direction::TheyIntroduce, Some(&harbor()), &DOLLARS), words);
}

#[test]
fn fees_in_words_say_when_they_are_due_and_when_paid_back() {
    check(
        &fee(300, 2_000),
        "You pay Harbor Copy $300 for each introduced project of more than $2,000, once, as soon as the client has paid \
         more than that. It is paid back if refunds bring the payments down to $2,000 or less.",
    );
    check(
        &fee(300, 0),
        "You pay Harbor Copy $300 for each project that comes of an introduction, once, with the client’s first payment. \
         It is paid back if all of the client’s payments are refunded.",
    );
    check(
        &qualified(50),
        "You pay Harbor Copy $50 for each introduction that qualifies, whether or not it becomes a project.",
    );
}

#[test]
fn retainers_in_words_say_who_pays_and_for_how_many() {
    let retainer =
        |payer, shortfall| Terms::Retainer(Retainer::new(usd(300), payer, Minimum::new(2, shortfall).ok()).unwrap());
    check(
        &retainer(Payer::Receiver, Shortfall::CarriedForward),
        "You pay Harbor Copy $300 for each whole month. That stands for at least 2 introductions a month; what is missing \
         is owed in the months after.",
    );
    check(
        &retainer(Payer::Introducer, Shortfall::Credited),
        "Harbor Copy pays you $300 for each whole month. That stands for at least 2 introductions a month; if fewer come, \
         the month’s amount falls in proportion.",
    );
    check(
        &retainer(Payer::Mutual { back: usd(100) }, Shortfall::Ignored),
        "You pay Harbor Copy $300 for each whole month, and $100 are paid in return; only the difference changes hands. \
         That stands for at least 2 introductions a month; if fewer come, the amount stays the same.",
    );
    check(
        &retainer(Payer::Mutual { back: usd(100) }, Shortfall::Credited),
        "You pay Harbor Copy $300 for each whole month, and $100 are paid in return; only the difference changes hands. \
         That stands for at least 2 introductions a month; if fewer come, the month’s amount falls in proportion, and what \
         is paid in return stays the same.",
    );
}

#[test]
fn percentages_in_words_state_base_due_date_window_and_caps() {
    check(&share(10), "You pay Harbor Copy 10% of what each introduced client pays you, due when the client pays.");
    let capped = flat(15).on(Base::Net).within(Some(3)).unwrap().capped(Some(usd(1_000)), Some(usd(5_000))).unwrap();
    check(
        &Terms::Percentage(capped.clone()),
        "You pay Harbor Copy 15% of what each introduced client pays you, less costs passed on (such as travel or \
         advertising), due when the client pays. It ends 3 months after a project’s first payment; what is invoiced later \
         does not count, and paying late changes nothing. It is at most $1,000 for all of one client’s work and $5,000 in \
         each year of the agreement.",
    );
    assert_eq!(
        in_words(
            &Terms::Percentage(capped.on(Base::Gross).capped(None, None).unwrap().accruing(Accrues::OnInvoice)),
            Direction::YouIntroduce,
            None,
            &DOLLARS
        ),
        "Your partner pays you 15% of what each introduced client pays them, due when the invoice is sent, paid or not. It \
         ends 3 months after a project’s first invoice; what is invoiced later does not count.",
    );
}

#[test]
fn tiers_in_words_say_what_they_count_and_what_the_rate_applies_to() {
    check(
        &Terms::Percentage(Percentage::new(Scale::Marginal(tiers(), TierScope::AgreementYear))),
        "You pay Harbor Copy a share of what introduced clients pay you, due when the client pays. By what is paid in each \
         year of the agreement, all introduced clients together: 3%, 5% from $300,000 on and 7% from $500,000 on; each \
         rate applies to the part above its own start only.",
    );
    check(
        &Terms::Percentage(Percentage::new(Scale::Whole(tiers(), TierScope::Project))),
        "You pay Harbor Copy a share of what introduced clients pay you, due when the client pays. By what is paid for \
         each project alone: 3%, 5% from $300,000 on and 7% from $500,000 on; the rate reached applies to all of it.",
    );
}

#[test]
fn hybrids_in_words_say_both_parts_and_their_bounds() {
    check(
        &hybrid(100, 5),
        "You pay Harbor Copy $100 for each whole month. Added to that is 5% of what each introduced client pays you, due \
         when the client pays. Together it is at least $600 and at most $10,000 in each year of the agreement.",
    );
}

#[test]
fn crossings_say_where_each_pays_more_and_keep_jumps_apart() {
    let by_value = |first: &Terms, second: &Terms| {
        let pay = |terms: &Terms| terms.pay_by_value(1, Rate::ZERO).unwrap();
        let names = [first, second].map(|terms| short_name(terms, &DOLLARS));
        crossing((&names[0], &names[1]), &pay(first).compare(&pay(second)), true, &DOLLARS)
    };
    assert_eq!(
        by_value(&fee(300, 2_000), &share(10)),
        "$300 a project over $2,000 and 10%: equal at $3,000; $300 a project over $2,000 pays more between $2,000 and \
         $3,000; 10% pays more up to $2,000 and above $3,000; $300 a project over $2,000 starts above $2,000.",
    );
    assert_eq!(by_value(&share(10), &share(10)), "10% and 10%: both always pay the same.");
    assert_eq!(by_value(&share(10), &share(15)), "10% and 15%: 15% always pays more.");
    let pay = |terms: Terms| terms.pay_by_rate(usd(8_000), 1, Rate::ZERO).unwrap();
    // 10% of 8,000 is 800 a project: 300 a month is paid by 3/8 of one.
    assert_eq!(
        crossing(
            ("10%", "$300 a month"),
            &pay(share(10)).compare(&pay(Terms::Retainer(monthly(300)))),
            false,
            &DOLLARS
        ),
        "10% and $300 a month: equal at 0.38 projects a month; 10% pays more above 0.38 projects a month; $300 a month pays \
         more below 0.38 projects a month.",
    );
}
