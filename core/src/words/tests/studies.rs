//! What studies find, in words.
use super::*;
use crate::forecast::Evidence;
use crate::forecast::study::{Extra, Sensitivity};
use crate::words::{answer, extra, moved};

#[test]
fn an_end_of_a_range_is_a_condition() {
    let assumptions = answers().assume(Currency::USD).unwrap();
    let study = Sensitivity::new(&assumptions, &[]);
    let heads: Vec<String> = study.ends().iter().map(|end| moved(end, &DOLLARS)).collect();
    assert_eq!(
        heads,
        [
            "If 6 introductions come a year",
            "If 24 introductions come a year",
            "If 3 of 12 introductions become projects",
            "If 7.2 of 12 introductions become projects",
            "If a project is worth $3,000",
            "If a project is worth $20,000",
            "If a project is billed over 1 month",
            "If a project is billed over 8 months",
            "If 50% is left after delivering",
            "If 70% is left after delivering",
        ]
    );
}

#[test]
fn a_verdict_fits_into_a_cell() {
    let offers = offers([fee(300, 2_000), share(10)]);
    let [first, second] = [1, 2].map(Id::from_u128);
    let evidence = Evidence { introductions: 4, projects: 1 };
    let plausible = (Rate::percent(5), Rate::percent(70));
    let early = |leaning| Verdict::TooEarly { evidence, plausible, leaning };
    for (verdict, expected) in [
        (Verdict::NothingOffered, "–"),
        (Verdict::Clear { pick: second }, "10%"),
        (Verdict::Leaning { pick: first, misses: Vec::new() }, "$300 a project over $2,000, borderline"),
        (Verdict::TooClose { first, second, difference: usd(1) }, "$300 a project over $2,000 or 10%"),
        (Verdict::NoneWorks { fix: crate::forecast::Fix::Unknown }, "none works"),
        (early(Some(second)), "10%"),
        (early(None), "none works"),
    ] {
        assert_eq!(answer(&verdict, &offers, &DOLLARS), expected);
    }
}

#[test]
fn more_introductions_are_counted() {
    let told =
        [Extra::Open, Extra::Introductions(0), Extra::Introductions(2), Extra::NotWith(1_200), Extra::NotWith(0)];
    let told = told.map(|of| extra(of, &DOLLARS));
    assert_eq!(told, ["…", "none", "2 more", "not even with 1,200 more", "–"]);
}
