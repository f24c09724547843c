use super::*;
use crate::forecast::{Factor, Help};
use crate::ledger::{Line, List, Row, Work};
use crate::words::{AssumedLine, assumed, explain_rows};

fn lines(answers: &Answers, offers: &[Offer]) -> Vec<AssumedLine> {
    assumed(&answers.assume(Currency::USD).unwrap(), offers, &DOLLARS)
}

#[track_caller]
fn check(lines: &[AssumedLine], label: &str, value: &str, is_guess: bool, why: &str) {
    let line = lines.iter().find(|line| line.label == label).unwrap_or_else(|| panic!("{label} is not listed"));
    assert_eq!((&*line.value, line.is_guess, &*line.why), (value, is_guess, why));
}

#[test]
fn what_nobody_said_is_listed_as_a_guess_with_its_reason() {
    let lines = lines(&typed(12, 5, 8_000), &offers([share(10)]));
    let halves = "You said. Low and high are half and double that, a guess of ours.";
    check(&lines, "Introductions a year", "6 · 12 · 24", false, halves);
    // Wilson's 95% range of 5 in 12 is 19.33% to 68.05%.
    check(
        &lines,
        "Become paid work",
        "2.32 · 5 · 8.17 of 12",
        false,
        "You said. Low and high are what 5 of 12 introductions leave plausible (95% Wilson interval).",
    );
    check(&lines, "A project is worth", "$4,000 · $8,000 · $16,000", false, halves);
    check(&lines, "Billed over", "1 month", true, "You did not say, so a project is billed in one month.");
    check(&lines, "Costs passed on", "0%", true, "You did not say, so none.");
    check(
        &lines,
        "Left after delivering",
        "40% · 50% · 60%",
        true,
        "You did not say, so half of what is billed. Low and high are ten points either way, a guess of ours.",
    );
    check(&lines, "Would have come anyway", "0%", true, "You did not say, so none of these clients.");
    let hour = "You did not say, so a round figure of ours. It prices record keeping.";
    check(&lines, "Your hour", "$100", true, hour);
    check(&lines, "Their hour", "$100", true, hour);
    let usual = "Of revenue without costs passed on, for active help. Customary; no statistic behind it.";
    check(&lines, "Usually paid", "10%, from 5% to 20%", false, usual);
    check(
        &lines,
        "Record keeping, each of you",
        "one offer",
        true,
        "The time to track and settle, our estimate where you gave none. 10%: 0.5 h a month and 0.25 h an introduction.",
    );
    check(
        &lines,
        "Tax",
        "left out",
        false,
        "Give every figure before tax, or every figure after it: nothing is added or taken off.",
    );
    check(
        &lines,
        "Allowed?",
        "for you to check",
        false,
        "Check that referral fees are allowed in your profession, and whether they must be disclosed.",
    );
    assert_eq!(lines.len(), 13);
}

#[test]
fn what_was_said_or_counted_is_no_guess() {
    let mut answers = answers();
    answers.value = Estimate::new(usd(8_000), Some(usd(3_000)), Some(usd(20_000)), Given::Rows(14)).ok();
    answers.help = Help::Lead;
    let lines = lines(&answers, &[]);
    check(&lines, "A project is worth", "$3,000 · $8,000 · $20,000", false, "From your 14 rows.");
    check(&lines, "Billed over", "1 · 3 · 8 months", false, "You said.");
    check(&lines, "Your hour", "$150", false, "You said.");
    let lead = "Of revenue without costs passed on, for passing on a name. Customary; no statistic behind it.";
    check(&lines, "Usually paid", "5%, from 2.5% to 10%", false, lead);
    assert!(lines.iter().all(|line| !line.label.starts_with("Record")));
}

#[test]
fn a_fee_for_qualified_introductions_assumes_that_all_qualify() {
    let lines = lines(&answers(), &offers([qualified(50)]));
    let why = "A fee for qualified introductions is counted for every one of them.";
    check(&lines, "Introductions that qualify", "all", true, why);
}

fn told(factor: Factor, list: &List) -> Vec<String> {
    let summary = list.referrals().summary().unwrap();
    explain_rows(factor, &summary, Quantity::whole(12), &DOLLARS)
}

/// So many clients who were introduced and paid in one month of two, 100 the first, 200 the second, and so on; a tenth of it
/// passed on.
fn clients(count: u32) -> List {
    let line = |n: u32| {
        let amount = usd(100 * i64::from(n));
        let work = Work {
            client: Name::new(&format!("Client {n}")).unwrap(),
            project: None,
            introduced: None,
            date: format!("2026-0{}-10", n % 2 + 1).parse().unwrap(),
            amount,
            pass_through: Rate::percent(10).of(amount),
        };
        Line::Read(Row::new(Id::from_u128(u128::from(n)), work).unwrap())
    };
    List::default().with_added((1..=count).map(line).collect()).unwrap()
}

#[test]
fn rows_say_how_they_come_to_a_range() {
    assert_eq!(
        told(Factor::Introductions, &clients(20)),
        [
            "20 introductions in 2 months: 20 × 12 ÷ 2 = 120 a year.",
            "Low and high: such a count leaves a mean of 12.95 to 30.89 plausible, which makes 77.68 and 185.37 a year.",
            "These are all m with (20 − m)² ≤ 1.96² × m: the 95% score interval of a count (Barker 2002).",
        ]
    );
    assert_eq!(
        told(Factor::Conversion, &clients(20)),
        [
            "20 of 20 introductions became paid work: 100%, of 12 a year 12.",
            "Low and high: 83.9% to 100%, the 95% interval of 20 in 20 (Wilson 1927), of 12 a year 10.07 and 12.",
        ]
    );
    let quartiles = "These are the quartiles, taken out to the project that lies outside the true quartile 39 times in 40, or to \
                 the last one (binomial; David and Nagaraja 2003, 7.1).";
    assert_eq!(
        told(Factor::Value, &clients(20)),
        [
            "The mean of what 20 projects brought, refunds taken off: $1,050.",
            "Low and high: number 2 of the 20 projects from below and from above, $200 and $1,900.",
            quartiles,
        ]
    );
    assert_eq!(
        told(Factor::PassThrough, &clients(5)),
        [
            "Costs passed on, in all that 5 projects brought: 10%.",
            "Low and high: the lowest and the highest of the 5 projects, 10% and 10%.",
            quartiles,
        ]
    );
    assert_eq!(
        told(Factor::Months, &clients(1)),
        [
            "The months in which 1 project had a payment: the median is 1.",
            "Low and high: so few do not tell how far it goes, so half of the lowest and double the highest, a rule of \
             ours: 1 and 2.",
            "An end on the wrong side of the usual value stops there.",
        ]
    );
    assert_eq!(
        told(Factor::Introductions, &clients(80)).last().unwrap(),
        "The high end stops at 500, the most that can be compared."
    );
    for factor in [Factor::Margin, Factor::CameAnyway] {
        assert!(told(factor, &clients(20)).is_empty());
    }
}
