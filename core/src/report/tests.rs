#![allow(clippy::unwrap_used)]
use super::*;
use crate::exchange::document;
use crate::forecast::Offer;
use crate::workspace::{Command, Table};

/// Seven offers on twelve introductions a year, 40% of which become projects of 8,000.
const VERDICT: &[u8] = include_bytes!("../../../checks/fixtures/verdict.json");
/// Eighteen rows of 2025: 58,250.50 from seven projects, 3,500 of it costs, and one project paid back in full.
const OWN_ROWS: &[u8] = include_bytes!("../../../checks/fixtures/own-rows.json");
const EVERYTHING: &[u8] = include_bytes!("../../../checks/fixtures/workspace-v1.json");
/// An agency with 25% of the clients in common, a boutique with 55%, and two planners with a history.
const PARTNERS: &[u8] = include_bytes!("../../../checks/fixtures/partners.json");
const DAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 11, 23);
/// Five partnerships: 8.2, 3.1, 1.8 and two that cost more than they bring; ending three frees 15 hours a week.
const PORTFOLIO: &[u8] = include_bytes!("../../../checks/fixtures/portfolio.json");
/// The same five, four of them paid by terms, half a year up to 30 August 2025; and the eighteen rows.
const PORTFOLIO_TERMS: &[u8] = include_bytes!("../../../checks/fixtures/portfolio-terms.json");
/// The seven offers of the verdict, changed since October: one more, one taken off, two set aside.
const OFFERS: &[u8] = include_bytes!("../../../checks/fixtures/offers.json");
/// Thirty referrals to the user, from three kinds of sources over the four quarters of 2026, and two by the user.
const REFERRALS: &[u8] = include_bytes!("../../../checks/fixtures/referrals.json");
/// Twelve referrals with four contacts, in both directions, with refunds, a change of terms and payments between partners.
const PROGRAM: &[u8] = include_bytes!("../../../checks/fixtures/program.json");
const LEDGER: &[u8] = include_bytes!("../../../checks/fixtures/ledger.json");
const EMPTY: &[u8] = include_bytes!("../../../checks/fixtures/empty.json");

fn reported(file: &[u8]) -> Value {
    serde_json::from_str(&report(file, DAY).unwrap()).unwrap()
}

/// Asserts the value at each path.
#[track_caller]
fn check(file: &[u8], figures: &[(&str, Value)]) {
    let report = reported(file);
    for (path, figure) in figures {
        assert_eq!(report.pointer(path), Some(figure), "{path}");
    }
}

#[test]
fn the_usual_year_and_its_verdict() {
    check(
        VERDICT,
        &[
            // 10% of 4.8 × 8,000; 9 hours of record keeping at 150; 60% of 38,400 less both.
            ("/introductions/terms/offers/4/cases/likely/payout", json!(3_840_00)),
            ("/introductions/terms/offers/4/cases/likely/administration/them", json!(1_350_00)),
            ("/introductions/terms/offers/4/cases/likely/gain/you", json!((23_040 - 3_840 - 1_350) * 100)),
            ("/introductions/terms/offers/4/standing", json!("works")),
            ("/introductions/terms/offers/0/misses/0/reason/code", json!("too-little")),
            ("/introductions/terms/verdict/code", json!("clear")),
            ("/introductions/terms/verdict/data/pick", json!("01920000-0000-7000-8000-000000000005")),
            ("/rows/replay", Value::Null),
            ("/joint_work", Value::Null),
        ],
    );
}

#[test]
fn a_cautious_and_a_hopeful_year_have_everything_at_one_end() {
    check(
        VERDICT,
        &[
            // 10% of 1.5 × 3,000: half the introductions, of which a quarter become work.
            ("/introductions/cautious/offers/4/figures/payout", json!(450_00)),
            ("/introductions/cautious/no_deal/payout", json!(0)),
            // 10% of 14.4 × 20,000: double the introductions, of which 60% do.
            ("/introductions/hopeful/offers/4/figures/payout", json!(28_800_00)),
            ("/introductions/hopeful/offers/4/id", json!("01920000-0000-7000-8000-000000000005")),
        ],
    );
}

#[test]
fn simulated_years_are_those_of_the_forecast() {
    check(
        VERDICT,
        &[
            ("/introductions/forecast/seed", json!(1)),
            ("/introductions/forecast/years", json!(10_000)),
            ("/introductions/forecast/introductions/quantiles", json!([7, 13, 20])),
            // $300 a month.
            ("/introductions/forecast/offers/2/id", json!("01920000-0000-7000-8000-000000000003")),
            ("/introductions/forecast/offers/2/payout/mean", json!(3_600_00.0)),
            ("/introductions/forecast/offers/2/months/11", json!([300_00, 300_00, 300_00])),
            // A quarter of an hour a month at 150.
            ("/introductions/forecast/offers/2/hours", json!(3 * 3_600)),
            ("/introductions/forecast/offers/2/gain/them/gain/mean", json!((3_600_00 - 450_00) as f64)),
            ("/introductions/forecast/offers/2/loss/them", json!(0)),
            ("/introductions/forecast/offers/2/beats/0/other", Value::Null),
            ("/introductions/forecast/offers/2/beats/0/chance/them", json!(1_000_000)),
            ("/introductions/forecast/offers/4/band", json!({ "inside": 9_880, "of": 9_880 })),
            ("/introductions/forecast/no_deal/gain/you/gain/mean", json!(0.0)),
        ],
    );
    check(EMPTY, &[("/introductions", Value::Null)]);
}

#[test]
fn a_fee_over_a_threshold_crosses_a_percentage_where_it_does() {
    let end = |minor: u32, included| json!({ "at": format!("{minor}/1"), "included": included });
    check(
        VERDICT,
        &[
            ("/introductions/crossings/3/by_value/equal", json!(["0/1", "300000/1"])),
            ("/introductions/crossings/3/by_value/first_jumps/0/at", json!("200000/1")),
            (
                "/introductions/crossings/3/by_value/first_more",
                json!([{ "from": end(200_000, false), "to": end(300_000, false) }]),
            ),
        ],
    );
}

#[test]
fn the_rows_are_replayed_month_by_month() {
    check(
        OWN_ROWS,
        &[
            ("/rows/replay/total_revenue", json!(58_250_50)),
            ("/rows/replay/total_pass_through", json!(3_500_00)),
            ("/rows/replay/months/11", json!("2025-12")),
            // January: 4,000 less nothing; March: Acme's refund falls on the February payment.
            ("/rows/replay/revenue/0", json!(4_000_00)),
            ("/rows/replay/revenue/1", json!(15_500_50)),
            // Five of the seven projects are above 2,000.
            ("/rows/replay/offers/0/paid/total", json!(1_500_00)),
            ("/rows/replay/offers/1/paid/total", json!(3_600_00)),
            ("/rows/replay/offers/2/paid/total", json!(5_825_05)),
            ("/rows/summary/introductions", json!(13)),
            ("/introductions/assumptions/introductions/source", json!({ "rows": 18 })),
        ],
    );
}

#[test]
fn joint_work_and_rows_that_do_not_count_are_there() {
    check(
        EVERYTHING,
        &[
            // Half of 100,000.01 each, and the odd cent.
            ("/joint_work/splits/0/pay/parties/0", json!({ "party": "you", "pay": 50_000_01, "revenue": 500_000 })),
            // Half an hour a month and half an hour a project.
            ("/joint_work/splits/0/administration", json!({ "monthly": 1_800, "per_project": 1_800 })),
            ("/joint_work/splits/3/administration", json!({ "monthly": 7_200, "per_project": 1_800 })),
            ("/joint_work/efforts/0/hours", json!(700_000)),
            // You 1/2 (40,000 + 90,000 − 10,000) = 60,000 of 90,000.
            ("/joint_work/splits/3/pay/parties/0/revenue", json!(666_667)),
            ("/joint_work/verdict/code", json!("fits")),
            ("/rows/unread/0/problems/1", json!("this is not a number")),
            ("/rows/contradictions/0/problem", json!("more is refunded than was paid")),
        ],
    );
}

#[test]
fn the_partners_are_compared() {
    check(
        PARTNERS,
        &[
            // 10 of 40 and 22 of 40 clients.
            ("/partners/partners/0/overlap/yours", json!({ "share": 250_000, "mark": 62_500_000, "place": "little" })),
            (
                "/partners/partners/1/overlap/yours",
                json!({ "share": 550_000, "mark": 100_000_000, "place": "healthy" }),
            ),
            ("/partners/partners/0/flags", json!(["little-in-common"])),
            ("/partners/partners/1/flags", json!([])),
            ("/partners/partners/2/history/count", json!(5)),
            ("/partners/partners/2/history/ended_recently", json!(5)),
            ("/partners/partners/2/flags", json!(["many-ended", "one-reason", "none-lasted"])),
            // 52 months, and 58 to date.
            ("/partners/partners/3/history/longest_months", json!(58)),
            ("/partners/partners/3/history/median_months", json!(55_000_000)),
            ("/partners/partners/3/flags", json!([])),
            ("/partners/partners/4/flags", json!(["history-unknown"])),
            // 30, 25, 20, 15, 10 and 5.5 of 105.5.
            ("/partners/criteria/5/share", json!(52_133)),
            ("/partners/chances/draws", json!(10_000)),
        ],
    );
    let undated: Value = serde_json::from_str(&report(PARTNERS, None).unwrap()).unwrap();
    assert_eq!(undated.pointer("/partners/partners/2/flags"), Some(&Value::Null));
}

#[test]
fn the_parts_of_a_score_add_up() {
    for partner in reported(PARTNERS).pointer("/partners/partners").unwrap().as_array().unwrap() {
        let parts = partner.pointer("/score/criteria").unwrap().as_array().unwrap();
        let sum: u64 = parts.iter().map(|part| part.pointer("/part").unwrap().as_u64().unwrap()).sum();
        assert_eq!(partner.pointer("/score/total"), Some(&json!(sum)));
    }
}

#[test]
fn the_portfolio_of_the_guide() {
    let at = |place: u8, path: &str| format!("/portfolio/reviewed/partnerships/{place}/{path}");
    let ratios = (0..).zip([8_200_000, 3_100_000, 1_800_000, 545_455, -55_172]);
    let ratios: Vec<_> = ratios.map(|(place, ratio)| (at(place, "figures/ratio"), json!(ratio))).collect();
    let decisions = (0..).zip(["invest", "renegotiate", "phase-out", "phase-out", "phase-out"]);
    let decisions: Vec<_> = decisions.map(|(place, code)| (at(place, "judgement"), json!(code))).collect();
    let others = [
        // 74,000 of revenue and (6,000 + 4 × 8,000 + 10,000) / 6; 60 hours at 100, 1,600 and 2,400.
        (at(0, "figures/value"), json!(82_000_00)),
        (at(0, "figures/investment"), json!(10_000_00)),
        (at(0, "figures/gain"), json!(72_000_00)),
        (at(0, "figures/without-strategic"), json!(7_400_000)),
        (at(0, "figures/before"), json!(6_200_000)),
        (at(2, "trend"), json!({ "course": "falling", "decision_before": "renegotiate" })),
        (at(1, "figures/chance-renegotiate"), json!(966_622)),
        (at(3, "costs_more_than_it_brings"), json!(true)),
        ("/portfolio/reviewed/groups/2/ending/hours-freed".into(), json!(15 * 3_600)),
        // 26,000 of revenue and 2,000 of strategic value, less 3,000 of money, for 390 hours.
        ("/portfolio/reviewed/groups/2/ending/must-beat".into(), json!(64_10)),
        ("/portfolio/reviewed/verdict/code".into(), json!("clear")),
        ("/portfolio/basis/end".into(), json!("2024-03-01")),
    ];
    let all: Vec<(String, Value)> = ratios.into_iter().chain(decisions).chain(others).collect();
    let all: Vec<(&str, Value)> = all.iter().map(|(path, figure)| (path.as_str(), figure.clone())).collect();
    check(PORTFOLIO, &all);
}

#[test]
fn payouts_from_terms_are_those_of_the_terms() {
    let report = reported(PORTFOLIO_TERMS);
    let partnerships = report.pointer("/portfolio/reviewed/partnerships").and_then(Value::as_array).unwrap();
    let found = |last: &str| {
        let id = format!("01920000-0000-7000-8000-000000000{last}");
        let of = partnerships.iter().find(|of| of.pointer("/id") == Some(&json!(id))).unwrap();
        [of.pointer("/figures/payouts").unwrap().clone(), of.pointer("/payouts_from/work").cloned().unwrap_or_default()]
    };
    // 10% of 74,000; four projects of 3,200 at 300; six months at 300; 10% of the 38,750 paid from March to August;
    // and nothing, as it was typed.
    assert_eq!(found("401"), [json!(7_400_00), json!("even")]);
    assert_eq!(found("402"), [json!(1_200_00), json!("even")]);
    assert_eq!(found("403"), [json!(1_800_00), json!("even")]);
    assert_eq!(found("404"), [json!(3_875_00), json!("rows")]);
    assert_eq!(found("405"), [json!(0), Value::Null]);
    assert_eq!(report.pointer("/portfolio/basis/end"), Some(&json!("2025-08-31")));
}

#[test]
fn referrals_are_put_together_by_where_they_came_from() {
    check(
        REFERRALS,
        &[
            ("/sources/kind/verdict/code", json!("clear")),
            ("/sources/kind/rows/0/origin", json!("Former clients")),
            // Nine of twelve that are decided; two are open.
            ("/sources/kind/rows/0/figures/referrals", json!(14)),
            ("/sources/kind/rows/0/figures/conversion", json!(750_000)),
            // 3,210 billed; 2,500, 4,000, 5,000, 6,000, 6,500, 7,500 and 8,500 expected; one without a value.
            ("/sources/kind/rows/0/figures/value", json!(43_210_00)),
            ("/sources/kind/rows/0/figures/unvalued", json!(1)),
            ("/sources/kind/all/referrals", json!(30)),
            ("/sources/kind/all/share-of-count", json!(1_000_000)),
            // Upper and lower case alike.
            ("/sources/source/rows/0/figures/referrals", json!(13)),
            ("/sources/source/rows/2/origin", Value::Null),
            ("/sources/contact/rows/0/origin", json!("01920000-0000-7000-8000-000000000501")),
            ("/sources/contact/verdict/code", json!("too-early")),
        ],
    );
    check(EMPTY, &[("/sources", Value::Null)]);
}

#[test]
fn the_ledger_says_what_referrals_came_to_and_how_contacts_stand() {
    let owed = |[accrued, reversed, payable, paid, unpaid, overdue]: [i64; 6], since: Option<&str>| {
        json!({
            "accrued": accrued, "reversed": reversed, "payable": payable, "paid": paid, "unpaid": unpaid,
            "overdue": overdue, "overdue_since": since,
        })
    };
    check(
        LEDGER,
        &[
            ("/ledger/referrals", json!(12)),
            ("/ledger/stages", json!({ "introduced": 1, "qualified": 1, "won": 8, "lost": 2 })),
            // 4,000 − 1,000; 2,000; 6,000, of which 3,000 is paid; 10,000; 2,500 − 600; 3,000; 5,000.
            ("/ledger/billed", json!(30_900_00)),
            ("/ledger/received", json!(27_900_00)),
            // 10% of 4,000 and 2,000 and 15% of 3,000, less 10% of 1,000. The 300 paid and the 100 taken back cover what
            // was earned first, so that the 200 of 1 August are overdue and the 450 of 30 October are not due yet.
            ("/ledger/standings/0/them", owed([1_050_00, 100_00, 950_00, 300_00, 650_00, 200_00], Some("2026-08-31"))),
            // 5% of 10,000, due thirty days after 1 April.
            ("/ledger/standings/0/you", owed([500_00, 0, 500_00, 200_00, 300_00, 300_00], Some("2026-05-01"))),
            ("/ledger/standings/0/net", json!({ "owes": "you", "amount": 350_00 })),
            // Two fees of 300; the refund brings one of the projects to 1,900, below 2,000.
            ("/ledger/standings/1/them", owed([600_00, 300_00, 300_00, 300_00, 0, 0], None)),
            ("/ledger/standings/1/net", Value::Null),
            // 8% of 5,000, due sixty days after 15 May. There is nothing with the third contact.
            ("/ledger/standings/2/contact", json!("01920000-0000-7000-8000-000000000504")),
            ("/ledger/standings/2/you", owed([400_00, 0, 400_00, 150_00, 250_00, 250_00], Some("2026-07-14"))),
            ("/ledger/standings/2/net", json!({ "owes": "them", "amount": 250_00 })),
        ],
    );
    assert_eq!(reported(LEDGER).pointer("/ledger/standings/3"), None);
}

#[test]
fn without_a_day_nobody_knows_how_contacts_stand() {
    let report: Value = serde_json::from_str(&report(LEDGER, None).unwrap()).unwrap();
    assert_eq!(report.pointer("/ledger/standings"), Some(&Value::Null));
    assert_eq!(report.pointer("/ledger/referrals"), Some(&json!(12)));
}

#[test]
fn offers_that_are_set_aside_have_no_figures_and_their_changes_are_told() {
    check(
        OFFERS,
        &[
            ("/changes/0/day", json!("2026-11-24")),
            ("/changes/0/text", json!("9% of what each client pays (“Zoë’s idea”) was set aside.")),
            ("/changes/0/before", json!("Zoë’s idea")),
            (
                "/changes/4/text",
                json!("10% of what each client pays became 12% of what each client pays for 12 months."),
            ),
            ("/changes/6/before", Value::Null),
        ],
    );
    let offers = |path: &str| reported(OFFERS).pointer(path).and_then(Value::as_array).map(Vec::len);
    assert_eq!(offers("/introductions/terms/offers"), Some(5));
    assert_eq!(offers("/introductions/forecast/offers"), Some(5));
    assert_eq!(offers("/introductions/crossings"), Some(10));
}

#[test]
fn an_offer_that_is_set_aside_counts_as_one_that_is_not_there() {
    let today = "2026-11-24".parse().unwrap();
    for file in [VERDICT, OWN_ROWS] {
        let workspace = document::read(file).unwrap().workspace;
        let table = workspace.table();
        let second = table.all().get(1).unwrap();
        let aside = table.put(Offer { aside: true, ..second.clone() }, today).unwrap();
        let figures = |table: Table| {
            let changed = workspace.apply(Command::SetTable(table)).unwrap();
            let mut figures = reported(document::write(&changed).as_bytes());
            figures.as_object_mut().unwrap().remove("changes").unwrap();
            figures
        };
        assert_eq!(figures(aside), figures(table.without(second.id, today).unwrap()));
    }
}

#[test]
fn an_empty_workspace_has_no_figures() {
    check(
        EMPTY,
        &[
            ("/introductions", Value::Null),
            ("/joint_work", Value::Null),
            ("/partners", Value::Null),
            ("/portfolio", Value::Null),
            ("/ledger", Value::Null),
            ("/rows/lines", json!(0)),
        ],
    );
}

#[test]
fn the_same_file_gives_the_same_text() {
    for file in [VERDICT, OWN_ROWS, EVERYTHING, PARTNERS, PORTFOLIO, PORTFOLIO_TERMS, OFFERS, REFERRALS, LEDGER, EMPTY]
    {
        let text = report(file, DAY).unwrap();
        assert_eq!(report(file, DAY).unwrap(), text);
        assert!(text.starts_with("{\n  \"changes\"") && text.ends_with("\n}\n"), "{text}");
    }
}

#[test]
fn a_refusal_lists_what_is_wrong() {
    assert_eq!(refusal(&report(b"[]", None).unwrap_err()), "this is not a file of Concord\n");
    let text = String::from_utf8(EMPTY.to_vec()).unwrap().replace("\"USD\"", "7").replace("\"active\"", "\"idle\"");
    assert_eq!(
        refusal(&report(text.as_bytes(), None).unwrap_err()),
        "the file has 2 values that cannot be\n\
         - workspace.currency: expected a text; found the number 7\n\
         - workspace.answers.help: expected one of lead, active, subcontract; found the text \"idle\"\n"
    );
}

#[test]
fn the_program_says_what_is_to_be_given_and_whom_to_thank() {
    let owed = |referral: u32, is_overdue: bool, until: &str, worth: i64| {
        let told = ["referral", "is_overdue", "until", "worth", "cost"];
        let figures = [json!(referral), json!(is_overdue), json!(until), json!(worth), json!(150_00)];
        told.into_iter().map(str::to_owned).zip(figures).collect::<serde_json::Map<_, _>>()
    };
    // On 23 November 2026. Won from 1 June on, not excused: 7 (14 June), 10 (28 August), 23 (11 September), 25 (6 November).
    let expected = [
        owed(7, true, "2026-07-14", 5_000_00),
        owed(10, true, "2026-09-27", 6_500_00),
        owed(23, true, "2026-10-11", 6_000_00),
        owed(25, false, "2026-12-06", 7_000_00),
    ];
    let program = reported(PROGRAM);
    let rewards = program.pointer("/plan/agenda/rewards").and_then(Value::as_array).unwrap();
    assert_eq!(rewards.len(), expected.len());
    for (found, expected) in rewards.iter().zip(&expected) {
        assert!(expected.iter().all(|(key, figure)| found.get(key) == Some(figure)), "{found} instead of {expected:?}");
    }
    check(
        PROGRAM,
        &[
            ("/plan/steps/0", json!({ "done": 1, "of": 2 })),
            ("/plan/steps/4", json!({ "done": 2, "of": 2 })),
            ("/plan/agenda/verdict/code", json!("overdue")),
            ("/plan/agenda/ask", json!([])),
            ("/plan/trials/0/verdict/code", json!("clear")),
            ("/plan/trials/1/verdict/code", json!("too-early")),
            ("/plan/trials/1/tried/chances/2", Value::Null),
        ],
    );
    check(EMPTY, &[("/plan", Value::Null)]);
}
