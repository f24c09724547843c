use super::*;
use crate::forecast::{Direction, Figures};
use crate::terms::{Base, Tier, TierScope, Tiers};
use crate::value::{Notation, Side};
use crate::words::{Row, explain, row_label};

fn lines(row: Row, answers: &Answers, terms: Terms) -> Vec<String> {
    let judged = judge(answers, offers([terms]));
    let figures = judged.comparison.offers[0].likely().unwrap();
    explain(row, figures, &judged.assumptions, judged.offers.first(), &DOLLARS)
}

#[test]
fn what_is_paid_is_shown_with_its_factors() {
    let revenue = "4.8 projects × $8,000 = $38,400 of revenue";
    for (terms, expected) in [
        (share(10), vec![revenue, "10% × $38,400 = $3,840"]),
        (fee(300, 2_000), vec!["4.8 projects × $300 = $1,440"]),
        (fee(300, 8_000), vec!["A project of $8,000 does not exceed $8,000, so that no fee is due: $0"]),
        (qualified(50), vec!["12 introductions × $50 = $600"]),
        (Terms::Retainer(monthly(300)), vec!["12 months × $300 = $3,600"]),
        (
            Terms::Retainer(Retainer::new(usd(300), Payer::Mutual { back: usd(100) }, None).unwrap()),
            vec!["12 months × ($300 − $100 in return) = $2,400"],
        ),
        (window(15, 2), vec![revenue, "15% × $38,400 × 2 of 3 months inside the window = $3,840"]),
        (
            hybrid(100, 5),
            vec!["12 months × $100 = $1,200", revenue, "5% × $38,400 = $1,920", "$1,200 + $1,920 = $3,120"],
        ),
    ] {
        assert_eq!(lines(Row::Payout, &answers(), terms), expected);
    }
}

#[test]
fn what_no_product_gives_is_said_to_be_added_up_payment_by_payment() {
    let tier = |from, percent| Tier { from: usd(from), rate: Rate::percent(percent) };
    let tiers = Tiers::new(vec![tier(0, 5), tier(4_000, 10)]).unwrap();
    let tiered = Terms::Percentage(Percentage::new(Scale::Marginal(tiers, TierScope::Project)));
    // 200 + 400 for each of 4.8 projects.
    assert_eq!(
        lines(Row::Payout, &answers(), tiered),
        [
            "4.8 projects × $8,000 = $38,400 of revenue",
            "Each payment of the year in turn under 5–10% in tiers, with all its limits, adds up to $2,880",
        ]
    );
}

#[test]
fn what_each_keeps_and_gains_is_shown_with_its_parts() {
    let mut answers = answers();
    answers.came_anyway = Some(Estimate::typed(Rate::percent(25)));
    answers.pass_through = Some(Estimate::typed(Rate::percent(10)));
    let net = Terms::Percentage(flat(10).on(Base::Net));
    let work = [
        "4.8 projects × $8,000 = $38,400 of revenue",
        "$38,400 − 10% of costs passed on = $34,560",
        "$34,560 × 60% left after delivering = $20,736",
    ];
    let keeping = "9 h × $150 = $1,350 of record keeping";
    assert_eq!(
        lines(Row::Keep(Side::You), &answers, net.clone()),
        [&work[..], &[keeping, "$20,736 − $3,456 paid − $1,350 = $15,930"]].concat()
    );
    assert_eq!(
        lines(Row::Gain(Side::You), &answers, net.clone()),
        [
            &work[..],
            &[
                "$20,736 × 75% that would not have come anyway = $15,552",
                keeping,
                "$15,552 − $3,456 paid − $1,350 = $10,746"
            ]
        ]
        .concat()
    );
    assert_eq!(lines(Row::Keep(Side::Them), &answers, net.clone()), [keeping, "$3,456 received − $1,350 = $2,106"]);
    assert_eq!(lines(Row::Share, &answers, net.clone()), [work[0], work[1], "$3,456 paid ÷ $34,560 = 10%"]);
    assert_eq!(
        lines(Row::Hours, &answers, net),
        ["12 months × 0.5 h + 12 introductions × 0.25 h = 9 h for each of you", "2 × 9 h = 18 h"]
    );
    let judged = judge(&answers, offers([share(10)]));
    let no_deal = |row| explain(row, &judged.comparison.no_deal[0], &judged.assumptions, None, &DOLLARS);
    assert_eq!(
        no_deal(Row::Keep(Side::You)),
        [&work[..], &["$20,736 × 25% that would have come anyway = $5,184"]].concat()
    );
    assert_eq!(no_deal(Row::Keep(Side::Them)), ["Without a deal nothing is paid: $0"]);
    assert_eq!(no_deal(Row::Gain(Side::You)), ["Without a deal nothing changes: $0"]);
}

#[test]
fn every_explanation_ends_in_the_figure_of_the_table() {
    let back = Terms::Retainer(Retainer::new(usd(300), Payer::Introducer, None).unwrap());
    let capped = Terms::Percentage(flat(10).capped(Some(usd(333)), None).unwrap());
    let table =
        [fee(300, 2_000), qualified(50), share(7), window(15, 2), hybrid(100, 5), hybrid(1_000, 5), back, capped];
    for direction in [Direction::TheyIntroduce, Direction::YouIntroduce] {
        let mut answers = Answers { direction, ..answers() };
        // Nothing divides evenly.
        answers.value = Some(Estimate::typed(Money::new(777_777).unwrap()));
        answers.projects = Some(Estimate::typed(Quantity::new(4_333_333).unwrap()));
        answers.pass_through = Some(Estimate::typed(Rate::new(123_457).unwrap()));
        answers.came_anyway = Some(Estimate::typed(Rate::new(111_111).unwrap()));
        let judged = judge(&answers, offers(table.clone()));
        let of_offers = judged.offers.iter().zip(&judged.comparison.offers).map(|(o, f)| (Some(o), f.figures[0]));
        for (offer, figures) in of_offers.chain([(None, judged.comparison.no_deal[0])]) {
            for row in Row::ALL {
                let Some(shown) = shown(row, &figures) else { continue };
                let lines = explain(row, &figures, &judged.assumptions, offer, &DOLLARS);
                let end = lines.last().unwrap();
                assert!(end.ends_with(&[" ", &shown].concat()), "{row:?} of {offer:?}: {end} is not {shown}");
            }
        }
    }
}

fn shown(row: Row, figures: &Figures) -> Option<String> {
    let amount = match row {
        Row::Payout => figures.payout,
        Row::Keep(side) => *figures.keep.of(side),
        Row::Gain(side) => *figures.gain.of(side),
        Row::Share | Row::Hours => return None,
    };
    Some(DOLLARS.money(amount))
}

#[test]
fn rows_are_headed_by_whose_figure_they_are() {
    let label = |row, direction| row_label(row, direction);
    assert_eq!(label(Row::Payout, Direction::TheyIntroduce), (Some(Side::You), "pay"));
    assert_eq!(label(Row::Payout, Direction::YouIntroduce), (Some(Side::Them), "pay"));
    assert_eq!(label(Row::Keep(Side::You), Direction::TheyIntroduce).1, "keep, after your work");
    assert_eq!(label(Row::Keep(Side::You), Direction::YouIntroduce).1, "keep, after record keeping");
    assert_eq!(label(Row::Keep(Side::Them), Direction::YouIntroduce).1, "keep, after their work");
    let codes: std::collections::BTreeSet<&str> = Row::ALL.iter().map(|row| row.code()).collect();
    assert_eq!(codes.len(), Row::ALL.len());
}
