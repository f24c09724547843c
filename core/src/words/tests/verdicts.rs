use super::*;
use crate::forecast::{Case, Direction, Factor, Fix, Miss, Reason};
use crate::value::Side;
use crate::words::phrase::Voice;
use crate::words::{Grounds, Headline, ReasonRow, case, headline, reason, reasons, standing};

impl Judged {
    fn say(&self, partner: Option<&Name>) -> Headline {
        headline(
            &self.verdict,
            &self.assessments,
            Grounds::Cases(&self.comparison),
            &self.assumptions,
            &self.offers,
            partner,
            &DOLLARS,
        )
    }

    fn reasons(&self) -> Vec<ReasonRow> {
        reasons(
            &self.verdict,
            &self.assessments,
            Grounds::Cases(&self.comparison),
            &self.assumptions,
            &self.offers,
            Some(&harbor()),
            &DOLLARS,
        )
    }

    fn cells(&self) -> Vec<String> {
        let cell = |assessment| standing(assessment, &self.verdict, &self.assumptions, &self.offers, &DOLLARS);
        self.assessments.iter().map(cell).collect()
    }
}

#[track_caller]
fn check(judged: &Judged, [state, sentence, detail, line]: [&str; 4]) {
    let said = judged.say(Some(&harbor()));
    assert_eq!([said.state, &said.sentence, &said.detail, &said.line], [state, sentence, detail, line]);
}

fn four() -> Vec<Offer> {
    offers([fee(300, 2_000), Terms::Retainer(monthly(300)), share(10), window(15, 3)])
}

#[test]
fn a_clear_verdict_says_what_to_offer_what_it_costs_and_why_nothing_simpler() {
    let judged = judge(&answers(), four());
    check(
        &judged,
        [
            "Clear",
            "Offer Harbor Copy 10% of what each client pays: the simplest of your four options that works for both of you.",
            "You would pay about $3,840 a year for 4.8 projects, or about $1,440 if one estimate turns out low. The $300 \
             fee is simpler, but at 3.8% of revenue it pays too little to keep introductions coming.",
            "Offer 10% · about $3,840 a year",
        ],
    );
    assert_eq!(
        judged.cells(),
        ["too low for them", "over the usual 20%, if a project is worth $3,000", "yes", "yes, less simple"]
    );
}

#[test]
fn one_and_two_options_are_said_as_one_and_two() {
    check(
        &judge(&answers(), offers([share(10)])),
        [
            "Clear",
            "Offer Harbor Copy 10% of what each client pays: the one option on the table, and it works for both of you.",
            // 23,040 − 3,840 − 1,350 and 3,840 − 1,350.
            "You would pay about $3,840 a year for 4.8 projects, or about $1,440 if one estimate turns out low. You would \
             be about $17,900 a year better off than without a deal, and Harbor Copy about $2,490.",
            "Offer 10% · about $3,840 a year",
        ],
    );
    for (terms, end) in [
        ([fee(300, 2_000), share(10)], "the only one of your two options that works for both of you."),
        ([share(10), hybrid(100, 10)], "the simpler of your two options, which both work for both of you."),
    ] {
        let said = judge(&answers(), offers(terms)).say(None).sentence;
        assert_eq!(said, ["Offer your partner 10% of what each client pays: ", end].concat());
    }
}

#[test]
fn who_introduces_asks_and_is_paid() {
    let answers = Answers { direction: Direction::YouIntroduce, ..answers() };
    let judged = judge(&answers, four());
    check(
        &judged,
        [
            "Clear",
            "Ask Harbor Copy for 10% of what each client pays: the simplest of your four options that works for both of you.",
            "They would pay you about $3,840 a year for 4.8 projects, or about $1,440 if one estimate turns out low. The \
             $300 fee is simpler, but it pays you 3.8% of revenue, less than the usual 5%.",
            "Ask for 10% · about $3,840 a year",
        ],
    );
    assert_eq!(judged.cells()[0], "too low for you");
}

#[test]
fn one_project_is_a_project() {
    let mut answers = typed(1, 1, 8_000);
    answers.counted = Some(Evidence { introductions: 10, projects: 5 });
    let detail = judge(&answers, offers([share(10)])).say(None).detail;
    assert!(detail.starts_with("You would pay about $800 a year for 1 project, "), "{detail}");
}

#[test]
fn a_leaning_names_the_low_estimate_that_breaks_it() {
    let judged = judge(&answers(), offers([fee(300, 2_000), Terms::Retainer(monthly(300))]));
    check(
        &judged,
        [
            "Leaning",
            "Offer Harbor Copy $300 a month, but it is borderline: if a project is worth only $3,000, it costs 25% of \
             revenue, more than the usual 20%.",
            "You would pay about $3,600 a year for 4.8 projects.",
            "Borderline: $300 a month · about $3,600 a year",
        ],
    );
}

#[test]
fn a_leaning_names_every_other_estimate_that_breaks_it_too() {
    // 4,800 is a quarter of the 19,200 that half the introductions bring, and a third of 14,400.
    let said = judge(&answers(), offers([Terms::Retainer(monthly(400))])).say(None);
    let end = "if only 6 introductions come a year, it costs 25% of revenue, more than the usual 20%.";
    assert!(said.sentence.ends_with(end), "{}", said.sentence);
    assert_eq!(
        said.detail,
        "You would pay about $4,800 a year for 4.8 projects. It is borderline too if a project is worth only $3,000."
    );
}

#[test]
fn what_is_too_close_is_said_with_the_difference_and_a_way_to_choose() {
    let mut answers = answers();
    answers.value = estimate(usd(6_000), usd(8_000), usd(9_000));
    check(
        &judge(&answers, offers([fee(700, 0), fee(850, 0)])),
        [
            "Too close to call",
            "Too close to call: $850 a project and $700 a project differ by $720 a year, less than your estimates can tell \
             apart.",
            "Both are as much to track, so choose the one that Harbor Copy likes better.",
            "Too close: $850 a project or $700 a project",
        ],
    );
    let mut differing = offers([fee(700, 0), fee(850, 0)]);
    differing[0].administration = Some(share(10).administration());
    let detail = judge(&answers, differing).say(None).detail;
    // .1 × 12 + .25 × 12 and .5 × 12 + .25 × 12 hours.
    assert_eq!(
        detail,
        "Choose the one that is less to track: $850 a project, with 4.2 h a year for each of you instead of 9 h."
    );
}

#[test]
fn where_none_works_the_smallest_fix_is_said_or_that_there_is_none() {
    let none = |terms: Vec<Offer>| judge(&answers(), terms);
    check(
        &none(offers([share(25), fee(1, 0)])),
        [
            "None works",
            "None of these works for both of you. Smallest fix: lower 25% to 20%.",
            "As it stands, it costs 25% of revenue, more than the usual 20%.",
            "None works · lower 25% to 20%",
        ],
    );
    let sentence = |terms: Terms| none(offers([terms])).say(None).sentence;
    assert_eq!(sentence(fee(100, 0)), "This does not work for both of you. Smallest fix: raise the $100 fee to $400.");
    let mut small = answers();
    small.value = Some(Estimate::typed(usd(200)));
    check(
        &judge(&small, offers([share(10), fee(50, 0)])),
        [
            "None works",
            "None of these works for both of you, and no other terms would: the introductions bring about $576 a year, no \
             more than the $900 that the least record keeping costs the two of you.",
            "More introductions or larger projects would change that.",
            "No terms work: too little comes in",
        ],
    );
    let mut judged = none(offers([share(25)]));
    judged.verdict = Verdict::NoneWorks { fix: Fix::NoSingleChange };
    assert_eq!(
        judged.say(None).sentence,
        "This does not work for both of you, and changing a single number is not enough."
    );
}

#[test]
fn a_fix_says_in_which_offer_unless_its_number_does() {
    use crate::terms::{Parameter, Setting};
    let tiers = crate::terms::Tiers::new(vec![
        crate::terms::Tier { from: Money::ZERO, rate: Rate::percent(3) },
        crate::terms::Tier { from: usd(1_000), rate: Rate::percent(7) },
    ]);
    let tiered = Percentage::new(Scale::Whole(tiers.unwrap(), crate::terms::TierScope::Project));
    let mut judged =
        judge(&answers(), offers([window(15, 3), hybrid(100, 5), fee(300, 2_000), Terms::Percentage(tiered)]));
    let money = |units| Setting::Money(usd(units));
    let rate = |percent| Setting::Rate(Rate::percent(percent));
    for (id, parameter, from, to, words) in [
        (
            1,
            Parameter::Window,
            Setting::Months(3),
            Setting::Months(1),
            "in 15%, 3 months, shorten the window of 3 months to 1 month",
        ),
        (
            1,
            Parameter::Window,
            Setting::Months(3),
            Setting::Months(6),
            "in 15%, 3 months, lengthen the window of 3 months to 6 months",
        ),
        (2, Parameter::Retainer, money(100), money(200), "in $100 a month + 5%, raise $100 a month to $200"),
        (2, Parameter::Rate(0), rate(5), rate(4), "in $100 a month + 5%, lower 5% to 4%"),
        (2, Parameter::Floor, money(600), money(700), "in $100 a month + 5%, raise the floor of $600 a year to $700"),
        (
            2,
            Parameter::Cap,
            money(10_000),
            money(8_000),
            "in $100 a month + 5%, lower the cap of $10,000 a year to $8,000",
        ),
        (
            3,
            Parameter::Threshold,
            money(2_000),
            money(1_500),
            "in $300 a project over $2,000, lower the threshold of $2,000 to $1,500",
        ),
        (3, Parameter::Fee, money(300), money(400), "raise the $300 fee to $400"),
        (4, Parameter::Rate(1), rate(7), rate(6), "in 3–7% in tiers, lower the tier of 7% to 6%"),
        (
            4,
            Parameter::ClientCap,
            money(50),
            money(60),
            "in 3–7% in tiers, raise the cap of $50 for each client to $60",
        ),
    ] {
        judged.verdict = Verdict::NoneWorks { fix: Fix::Change { id: Id::from_u128(id), parameter, from, to } };
        assert_eq!(judged.say(None).line, ["None works · ", words].concat());
    }
}

#[test]
fn too_early_gives_the_plausible_range_and_proposes_a_pilot() {
    check(
        &judge(&typed(4, 1, 8_000), offers([share(10)])),
        [
            "Too early to say",
            "Too early to say: 1 of 4 introductions became a project, so the true rate could be 5% to 70%. A three-month \
             pilot would tell.",
            "If your estimates hold, 10% of what each client pays looks best. You would pay about $800 a year for 1 project, \
             or about $146 if one estimate turns out low.",
            "Too early · perhaps 10%",
        ],
    );
    for (introductions, projects, start) in [
        (0, 0, "there is no introduction to judge by yet."),
        (1, 0, "your one introduction became no project, so the true rate could be 0% to 79%."),
        (1, 1, "your one introduction became a project, so the true rate could be 21% to 100%."),
        (5, 0, "none of 5 introductions became a project, so the true rate could be 0% to 43%."),
        (5, 2, "2 of 5 introductions became projects, so the true rate could be 12% to 77%."),
    ] {
        let mut answers = answers();
        answers.counted = Some(Evidence { introductions, projects });
        let said = judge(&answers, offers([share(50)])).say(None);
        assert_eq!(said.sentence, ["Too early to say: ", start, " A three-month pilot would tell."].concat());
        assert_eq!(said.detail, "On your estimates, nothing on the table works for both of you yet.");
    }
}

#[test]
fn an_empty_table_asks_for_an_offer() {
    check(
        &judge(&answers(), Vec::new()),
        [
            "Nothing to compare",
            "Put at least one offer on the table, a new one or one that is set aside.",
            "",
            "Nothing on the table",
        ],
    );
}

#[test]
fn names_from_right_to_left_are_isolated_and_others_left_alone() {
    let judged = judge(&answers(), four());
    let said = judged.say(Name::new("مكتب النور").ok().as_ref()).sentence;
    assert!(said.starts_with("Offer \u{2068}مكتب النور\u{2069} 10% of what each client pays: "), "{said}");
    assert!(!judged.say(Name::new("Ångström & Søn").ok().as_ref()).sentence.contains('\u{2068}'));
}

#[test]
fn a_named_offer_is_offered_by_its_terms_and_its_name() {
    let mut table = four();
    table[2].name = Name::new("Gold").ok();
    let said = judge(&answers(), table).say(Some(&harbor()));
    assert!(
        said.sentence.starts_with("Offer Harbor Copy 10% of what each client pays (“Gold”): "),
        "{}",
        said.sentence
    );
    assert_eq!(said.line, "Offer Gold · about $3,840 a year");
}

#[test]
fn amounts_in_sentences_have_three_significant_digits_and_whole_units() {
    let voice = Voice { notation: &DOLLARS, partner: None, direction: Direction::TheyIntroduce };
    for (minor, about) in [
        (843_20, "$843"),
        (9_876_50, "$9,880"),
        (9_996_00, "$10,000"),
        (1_234_567_89, "$1,230,000"),
        (12_30, "$12"),
        (45, "$0.45"),
        (0, "$0"),
        (-1_345_00, "-$1,350"),
    ] {
        assert_eq!(voice.about(Money::new(minor).unwrap()), about);
    }
}

#[test]
fn every_failed_test_says_by_how_much() {
    let assumptions = answers().assume(Currency::USD).unwrap();
    let low = Case::Low(Factor::Value);
    let [payout, net] = [usd(1_440), usd(38_400)];
    for (case, why, words) in [
        // 5% of 38,400 is 1,920.
        (
            Case::Likely,
            Reason::TooLittle { payout, net },
            "In a usual year it pays $480 less than the usual 5% of revenue would: $1,440 of $38,400 is 3.8%.",
        ),
        // 20% of 14,400 is 2,880.
        (
            low,
            Reason::TooMuch { payout: usd(3_600), net: usd(14_400) },
            "If a project is worth only $3,000, it pays $720 more than the usual 20% of revenue would: $3,600 of $14,400 is 25%.",
        ),
        // Rounded to a tenth it would be the edge itself.
        (
            low,
            Reason::TooMuch { payout: usd(200_412), net: usd(1_000_000) },
            "If a project is worth only $3,000, it pays $412 more than the usual 20% of revenue would: $200,412 of $1,000,000 is 20.04%.",
        ),
        (
            low,
            Reason::TooMuch { payout: usd(300), net: usd(200) },
            "If a project is worth only $3,000, it pays $260 more than the usual 20% of revenue would: $300 of $200 is more than 100%.",
        ),
        (
            low,
            Reason::TooMuch { payout: usd(300), net: Money::ZERO },
            "If a project is worth only $3,000, it pays $300 without any revenue.",
        ),
        (
            Case::Likely,
            Reason::NotAhead { side: Side::You, gain: usd(-530) },
            "In a usual year you would be $530 worse off than without a deal.",
        ),
        (
            Case::Likely,
            Reason::NotAhead { side: Side::Them, gain: Money::ZERO },
            "In a usual year Harbor Copy would be no better off than without a deal.",
        ),
        (
            low,
            Reason::BadYear { side: Side::Them, gain: usd(-630), usual: usd(570) },
            "If a project is worth only $3,000, Harbor Copy would lose $630, more than the $570 that a usual year brings.",
        ),
    ] {
        assert_eq!(reason(&Miss { case, reason: why }, &assumptions, Some(&harbor()), &DOLLARS), words);
    }
}

#[test]
fn each_low_year_is_said_by_what_is_low() {
    let mut answers = answers();
    answers.pass_through = estimate(Rate::percent(5), Rate::percent(10), Rate::percent(20));
    answers.came_anyway = estimate(Rate::percent(5), Rate::percent(10), Rate::percent(20));
    let assumptions = answers.assume(Currency::USD).unwrap();
    let said: Vec<String> = assumptions.cases().into_iter().map(|c| case(c, &assumptions, &DOLLARS)).collect();
    assert_eq!(
        said,
        [
            "In a usual year",
            "If only 6 introductions come a year",
            "If only 3 of 12 introductions become projects",
            "If a project is worth only $3,000",
            "If a project is billed over only 1 month",
            "If only 5% of a bill is costs passed on",
            "If only 50% is left after delivering",
            "If only 5% of the clients would have come anyway",
        ]
    );
}

#[test]
fn one_introduction_and_one_project_are_not_many() {
    let mut answers = answers();
    answers.introductions = estimate(Quantity::ONE, Quantity::whole(12), Quantity::whole(24));
    answers.projects = estimate(Quantity::ONE, Quantity::whole(5), Quantity::whole(6));
    let assumptions = answers.assume(Currency::USD).unwrap();
    let said = |factor| case(Case::Low(factor), &assumptions, &DOLLARS);
    assert_eq!(said(Factor::Introductions), "If only 1 introduction comes a year");
    assert_eq!(said(Factor::Conversion), "If only 1 of 12 introductions becomes a project");
}

#[test]
fn the_table_of_reasons_begins_with_what_was_chosen() {
    let judged = judge(&answers(), four());
    let rows = judged.reasons();
    let row = |offer: &str, result, why: &str| ReasonRow { offer: offer.into(), result, why: vec![why.into()] };
    assert_eq!(
        rows,
        [
            row("10%", "Chosen", "It works in a usual year and in every low one."),
            row("15%, 3 months", "Works", "It works, but is less simple than 10%."),
            row(
                "$300 a month",
                "Borderline",
                "If a project is worth only $3,000, it pays $720 more than the usual 20% of revenue would: $3,600 of \
                 $14,400 is 25%.",
            ),
            row(
                "$300 a project over $2,000",
                "Fails",
                "In a usual year it pays $480 less than the usual 5% of revenue would: $1,440 of $38,400 is 3.8%.",
            ),
        ]
    );
}

#[test]
fn an_equally_simple_offer_is_passed_over_for_being_further_from_the_usual_rate() {
    let judged = judge(&answers(), offers([share(12), share(10)]));
    assert_eq!(judged.cells(), ["yes, further from the usual 10%", "yes"]);
    let rows = judged.reasons();
    assert_eq!((&*rows[0].offer, &*rows[1].offer), ("10%", "12%"));
    assert_eq!(rows[1].why, ["It works and is as simple as 10%, but is further from the usual 10% of revenue."]);
    assert_eq!(
        judged.say(None).sentence,
        "Offer your partner 10% of what each client pays: it works for both of you as the other option does, and is nearer \
         to the usual 10%."
    );
}
