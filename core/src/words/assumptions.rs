use super::phrase::{fill, hours, percent, with_noun};
use super::terms::offer_label;
use crate::forecast::{Assumed, Assumptions, Factor, Help, Offer, Source};
use crate::terms::{FeeDue, Terms};
use crate::value::{Notation, Rate, Side};

/// One line of what the verdict rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssumedLine {
    /// The quantity that it is the range of, if it is one.
    pub factor: Option<Factor>,
    /// What it is.
    pub label: &'static str,
    /// Its value, or low · likely · high.
    pub value: String,
    /// Whether nobody said its usual value.
    pub is_guess: bool,
    /// Where it comes from, in sentences.
    pub why: String,
}

/// Who said what is assumed about the year.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Teller {
    You,
    Partner,
}

/// Everything that was assumed, said or not.
#[must_use]
pub fn assumed(assumptions: &Assumptions, offers: &[Offer], notation: &dyn Notation) -> Vec<AssumedLine> {
    lines(Teller::You, assumptions, offers, notation)
}

/// Everything that a partner's proposal rests on, seen by whoever receives it: what the partner said, and what is the
/// reader's own.
#[must_use]
pub fn assumed_in_proposal(assumptions: &Assumptions, offers: &[Offer], notation: &dyn Notation) -> Vec<AssumedLine> {
    // The work is done by whoever receives the clients, and only their margin counts. What is before tax and what after
    // it is for the sender to say.
    let hidden: &[&str] = match assumptions.direction.receiver() {
        Side::You => &["Their hour", "Tax"],
        Side::Them => &["Their hour", "Tax", "Left after delivering", "Would have come anyway"],
    };
    let lines = lines(Teller::Partner, assumptions, offers, notation);
    lines.into_iter().filter(|line| !hidden.contains(&line.label)).collect()
}

/// What a quantity is called.
#[must_use]
pub const fn factor_name(factor: Factor) -> &'static str {
    match factor {
        Factor::Introductions => "Introductions a year",
        Factor::Conversion => "Become paid work",
        Factor::Value => "A project is worth",
        Factor::Months => "Billed over",
        Factor::PassThrough => "Costs passed on",
        Factor::Margin => "Left after delivering",
        Factor::CameAnyway => "Would have come anyway",
    }
}

fn lines(teller: Teller, assumptions: &Assumptions, offers: &[Offer], notation: &dyn Notation) -> Vec<AssumedLine> {
    const HALF_AND_DOUBLE: &str = "Low and high are half and double that, a guess of ours.";
    let (a, n) = (assumptions, notation);
    let rate = |rate: Rate| percent(rate, n);
    let count = |count: u32| n.count(count.into());
    let plausible = fill(
        "Low and high are what {0} of {1} introductions leave plausible (95% Wilson interval).",
        &[&count(a.evidence.projects), &count(a.evidence.introductions)],
    );
    let ranged = |factor, range: [String; 3], unit: &str, assumed: (Source, Source), guess: [&str; 2]| {
        let [low, likely, high] = range;
        let certain = low == likely && likely == high;
        let value = if certain { likely } else { [low, likely, high].join(" · ") };
        let [why_likely, why_ends] = guess;
        let ends = if certain || assumed.1 != Source::Guess { "" } else { why_ends };
        // The margin is the reader's own, whoever tells the rest.
        let teller = if factor == Factor::Margin { Teller::You } else { teller };
        let why = [said(teller, assumed.0, why_likely, n), ends.into()].join(" ").trim_end().to_owned();
        AssumedLine {
            factor: Some(factor),
            label: factor_name(factor),
            value: value + unit,
            is_guess: assumed.0 == Source::Guess,
            why,
        }
    };
    let mut lines = vec![
        ranged(
            Factor::Introductions,
            written(&a.introductions, |q| n.quantity(q, 2)),
            "",
            (a.introductions.likely, a.introductions.ends),
            ["", HALF_AND_DOUBLE],
        ),
        ranged(
            Factor::Conversion,
            written(&a.projects, |q| n.quantity(q, 2)),
            &fill(" of {0}", &[&n.quantity(a.introductions.range.likely(), 2)]),
            (a.projects.likely, a.projects.ends),
            ["", &plausible],
        ),
        ranged(
            Factor::Value,
            written(&a.value, |money| n.money(money)),
            "",
            (a.value.likely, a.value.ends),
            ["", HALF_AND_DOUBLE],
        ),
        ranged(
            Factor::Months,
            written(&a.months, |count| n.count(count.into())),
            if a.months.range.high() == 1 { " month" } else { " months" },
            (a.months.likely, a.months.ends),
            ["You did not say, so a project is billed in one month.", ""],
        ),
        ranged(
            Factor::PassThrough,
            written(&a.pass_through, rate),
            "",
            (a.pass_through.likely, a.pass_through.ends),
            ["You did not say, so none.", ""],
        ),
        ranged(
            Factor::Margin,
            written(&a.margin, rate),
            "",
            (a.margin.likely, a.margin.ends),
            ["You did not say, so half of what is billed.", "Low and high are ten points either way, a guess of ours."],
        ),
        ranged(
            Factor::CameAnyway,
            written(&a.came_anyway, rate),
            "",
            (a.came_anyway.likely, a.came_anyway.ends),
            ["You did not say, so none of these clients.", ""],
        ),
    ];
    for (label, side) in [("Your hour", Side::You), ("Their hour", Side::Them)] {
        let (hour, source) = *a.hour.of(side);
        let why = said(Teller::You, source, "You did not say, so a round figure of ours. It prices record keeping.", n);
        lines.push(AssumedLine { factor: None, label, value: n.money(hour), is_guess: source == Source::Guess, why });
    }
    lines.push(AssumedLine {
        factor: None,
        label: "Usually paid",
        value: fill("{0}, from {1} to {2}", &[&rate(a.norm.usual), &rate(a.norm.band.low), &rate(a.norm.band.high)]),
        is_guess: false,
        why: usual(teller, a).into(),
    });
    if !offers.is_empty() {
        lines.push(AssumedLine {
            factor: None,
            label: "Record keeping, each of you",
            value: if offers.len() == 1 { "one offer".into() } else { "offer by offer".into() },
            is_guess: offers.iter().any(|offer| offer.administration.is_none()),
            why: fill(
                match teller {
                    Teller::You => "The time to track and settle, our estimate where you gave none. {0}.",
                    Teller::Partner => "The time to track and settle, our estimate where they gave none. {0}.",
                },
                &[&offers.iter().map(|offer| administration(offer, n)).collect::<Vec<_>>().join("; ")],
            ),
        });
    }
    if offers.iter().any(|offer| matches!(&offer.terms, Terms::FixedFee(fee) if fee.due() == FeeDue::QualifiedReferral))
    {
        lines.push(AssumedLine {
            factor: None,
            label: "Introductions that qualify",
            value: "all".into(),
            is_guess: true,
            why: "A fee for qualified introductions is counted for every one of them.".into(),
        });
    }
    lines.push(AssumedLine {
        factor: None,
        label: "Tax",
        value: "left out".into(),
        is_guess: false,
        why: "Give every figure before tax, or every figure after it: nothing is added or taken off.".into(),
    });
    lines.push(AssumedLine {
        factor: None,
        label: "Allowed?",
        value: "for you to check".into(),
        is_guess: false,
        why: "Check that referral fees are allowed in your profession, and whether they must be disclosed.".into(),
    });
    lines
}

fn written<T: Copy + Ord>(assumed: &Assumed<T>, write: impl Fn(T) -> String) -> [String; 3] {
    let range = &assumed.range;
    [range.low(), range.likely(), range.high()].map(write)
}

fn said(teller: Teller, source: Source, guess: &str, notation: &dyn Notation) -> String {
    match source {
        Source::Typed if teller == Teller::Partner => "They said.".into(),
        Source::Guess if teller == Teller::Partner => guess.replacen("You did", "They did", 1),
        Source::Typed => "You said.".into(),
        Source::Rows(rows) => fill("From your {0}.", &[&with_noun(notation.count(rows.into()), "row", "rows")]),
        Source::Guess => guess.into(),
    }
}

fn usual(teller: Teller, assumptions: &Assumptions) -> &'static str {
    match Help::ALL.into_iter().find(|help| help.norm() == assumptions.norm) {
        Some(Help::Lead) => {
            "Of revenue without costs passed on, for passing on a name. Customary; no statistic behind it."
        }
        Some(Help::Active) => "Of revenue without costs passed on, for active help. Customary; no statistic behind it.",
        Some(Help::Subcontract) => {
            "Of revenue without costs passed on, for subcontracted work. Customary; no statistic behind it."
        }
        None if teller == Teller::Partner => "Of revenue without costs passed on. They said.",
        None => "Of revenue without costs passed on. You said.",
    }
}

fn administration(offer: &Offer, notation: &dyn Notation) -> String {
    let administration = offer.administration();
    fill(
        "{0}: {1} a month and {2} an introduction",
        &[
            &offer_label(offer, notation),
            &hours(administration.monthly, notation),
            &hours(administration.per_referral, notation),
        ],
    )
}
