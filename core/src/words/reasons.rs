use super::phrase::{Voice, fill, months, percent};
use super::terms::offer_label;
use super::verdict::{Grounds, Matter};
use crate::forecast::{
    Assessment, Assumptions, Case, Direction, Factor, Miss, Offer, Place, Reason, Standing, Verdict,
};
use crate::value::{Chance, Money, Name, Notation, Quantity, Rate, Side};

/// One offer in the table of reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonRow {
    /// What it is called.
    pub offer: String,
    /// "Chosen", "Works", "Borderline", "Fails"…
    pub result: &'static str,
    /// Why, one sentence each.
    pub why: Vec<String>,
}

/// The year of a case, as the head of a row: "If a project is worth only $3,000".
#[must_use]
pub fn case(case: Case, assumptions: &Assumptions, notation: &dyn Notation) -> String {
    match case {
        Case::Likely => "In a usual year".into(),
        Case::Low(factor) => fill("If {0}", &[&condition(factor, assumptions, notation, "only ")]),
        Case::Simulated => "Over many years".into(),
    }
}

/// That a quantity is at its low end, to follow an "if".
pub(super) fn condition(factor: Factor, assumptions: &Assumptions, notation: &dyn Notation, only: &str) -> String {
    let a = assumptions;
    let one = |quantity| quantity == Quantity::ONE;
    let (template, low) = match factor {
        Factor::Introductions => {
            let low = a.introductions.range.low();
            let template =
                if one(low) { "{1}{0} introduction comes a year" } else { "{1}{0} introductions come a year" };
            (template, notation.quantity(low, 1))
        }
        Factor::Conversion => {
            let low = a.projects.range.low();
            let template = if one(low) {
                "{1}{0} of {2} introductions becomes a project"
            } else {
                "{1}{0} of {2} introductions become projects"
            };
            (template, notation.quantity(low, 1))
        }
        Factor::Value => ("a project is worth {1}{0}", notation.money(a.value.range.low())),
        Factor::Months => ("a project is billed over {1}{0}", months(a.months.range.low(), notation)),
        Factor::PassThrough => ("{1}{0} of a bill is costs passed on", percent(a.pass_through.range.low(), notation)),
        Factor::Margin => ("{1}{0} is left after delivering", percent(a.margin.range.low(), notation)),
        Factor::CameAnyway => {
            ("{1}{0} of the clients would have come anyway", percent(a.came_anyway.range.low(), notation))
        }
    };
    fill(template, &[&low, only, &notation.quantity(a.introductions.range.likely(), 1)])
}

/// Whether an offer works for both, in the few words of a table cell.
#[must_use]
pub fn standing(
    assessment: &Assessment,
    verdict: &Verdict,
    assumptions: &Assumptions,
    offers: &[Offer],
    notation: &dyn Notation,
) -> String {
    if let Some(miss) = assessment.misses.first() {
        return shortcoming(miss, assumptions, notation);
    }
    match against_pick(assessment, verdict, offers) {
        Against::Chosen => "yes".into(),
        Against::TooClose => "yes, too close to call".into(),
        Against::LessSimple => "yes, less simple".into(),
        Against::Farther => fill("yes, further from the usual {0}", &[&percent(assumptions.norm.usual, notation)]),
    }
}

/// Why an offer fails a test, in the few words of a table cell.
pub(super) fn shortcoming(miss: &Miss, assumptions: &Assumptions, notation: &dyn Notation) -> String {
    let short = match miss.reason {
        Reason::NotAhead { side: Side::You, .. } => "not worth it for you",
        Reason::NotAhead { side: Side::Them, .. } => "not worth it for them",
        Reason::BadYear { side: Side::You, .. } => "a loss for you",
        Reason::BadYear { side: Side::Them, .. } => "a loss for them",
        Reason::TooLittle { .. } if assumptions.direction == Direction::YouIntroduce => "too low for you",
        Reason::TooLittle { .. } => "too low for them",
        Reason::TooMuch { .. } => "over the usual {0}",
        Reason::Unusual { rate, .. } => match rate.map(|rate| assumptions.norm.band.place_of(rate)) {
            Some(Place::Below) if assumptions.direction == Direction::YouIntroduce => "too low for you",
            Some(Place::Below) => "too low for them",
            Some(Place::Above) => "over the usual {0}",
            Some(Place::Inside) | None => "usual pay in only {1} of years",
        },
    };
    let years =
        if let Reason::Unusual { usual, .. } = miss.reason { share_of_years(usual, notation) } else { String::new() };
    let short = fill(short, &[&percent(assumptions.norm.band.high, notation), &years]);
    match miss.case {
        Case::Likely | Case::Simulated => short,
        Case::Low(factor) => fill("{0}, if {1}", &[&short, &condition(factor, assumptions, notation, "")]),
    }
}

/// A share of years, with as many decimals as it takes to tell it from three of four.
fn share_of_years(share: Chance, notation: &dyn Notation) -> String {
    let written = |decimals| notation.percent(share.rate(), decimals);
    let limit = percent(Rate::percent(75), notation);
    (0..3).map(written).find(|text| *text != limit).unwrap_or_else(|| written(3))
}

/// How an offer that works stands against the one that was chosen.
enum Against {
    Chosen,
    TooClose,
    LessSimple,
    Farther,
}

fn against_pick(assessment: &Assessment, verdict: &Verdict, offers: &[Offer]) -> Against {
    let first = match verdict {
        Verdict::TooClose { first, second, .. } if [*first, *second].contains(&assessment.id) => {
            return Against::TooClose;
        }
        Verdict::TooClose { first, .. } => Some(*first),
        verdict => verdict.pick(),
    };
    let simplicity = |id| offers.iter().find(|offer| Some(offer.id) == id).map(|offer| offer.terms.simplicity());
    if first == Some(assessment.id) {
        Against::Chosen
    } else if simplicity(Some(assessment.id)) > simplicity(first) {
        Against::LessSimple
    } else {
        Against::Farther
    }
}

/// Which test an offer failed in which year, and by how much.
#[must_use]
pub fn reason(miss: &Miss, assumptions: &Assumptions, partner: Option<&Name>, notation: &dyn Notation) -> String {
    let voice = Voice { notation, partner, direction: assumptions.direction };
    if miss.case == Case::Simulated {
        return over_years(miss, assumptions, voice);
    }
    let comma = if miss.case == Case::Likely { "" } else { "," };
    let year = case(miss.case, assumptions, notation);
    let band = assumptions.norm.band;
    let paid = |template, payout: Money, net: Money, edge: Rate| {
        let apart = edge.of(net).minus(payout).unwrap_or_default().abs();
        let share = share_beside(payout, net, edge, notation);
        let [apart, payout, net] = [apart, payout, net].map(|amount| notation.money(amount));
        let revenue = revenue(assumptions);
        fill(template, &[&year, comma, &apart, &percent(edge, notation), revenue, &payout, &net, &share])
    };
    match miss.reason {
        Reason::TooLittle { payout, net } => {
            paid("{0}{1} it pays {2} less than the usual {3} of {4} would: {5} of {6} is {7}.", payout, net, band.low)
        }
        Reason::TooMuch { payout, net } if net > Money::ZERO => {
            paid("{0}{1} it pays {2} more than the usual {3} of {4} would: {5} of {6} is {7}.", payout, net, band.high)
        }
        Reason::TooMuch { payout, net } => paid("{0}{1} it pays {5} without any {4}.", payout, net, band.high),
        Reason::NotAhead { side, gain: Money::ZERO } => {
            fill("{0}{1} {2} would be no better off than without a deal.", &[&year, comma, &voice.side(side)])
        }
        Reason::NotAhead { side, gain } => fill(
            "{0}{1} {2} would be {3} worse off than without a deal.",
            &[&year, comma, &voice.side(side), &notation.money(gain.abs())],
        ),
        Reason::BadYear { side, gain, usual } => fill(
            "{0}{1} {2} would lose {3}, more than the {4} that a usual year brings.",
            &[&year, comma, &voice.side(side), &notation.money(gain.abs()), &notation.money(usual)],
        ),
        // Only simulated years are counted.
        Reason::Unusual { .. } => over_years(miss, assumptions, voice),
    }
}

/// Which test on simulated years an offer failed, and by how much.
fn over_years(miss: &Miss, assumptions: &Assumptions, voice: Voice) -> String {
    let band = assumptions.norm.band;
    let [low, high] = [band.low, band.high].map(|rate| percent(rate, voice.notation));
    let money = |amount: Money| voice.notation.money(amount.abs());
    match miss.reason {
        Reason::NotAhead { side, gain } => fill(
            "On average {0} would be {1} a year worse off than without a deal.",
            &[&voice.side(side), &money(gain)],
        ),
        Reason::BadYear { side, gain, usual } => fill(
            "In one year of ten {0} would lose {1} or more; an average year brings {2}.",
            &[&voice.side(side), &money(gain), &money(usual)],
        ),
        Reason::Unusual { usual, rate } => {
            let rate = rate.map(|rate| fill(" Over all of them it pays {0}.", &[&voice.notation.percent(rate, 1)]));
            fill(
                "It pays the usual {1} to {2} of {3} in {0} of years; at least 75% are needed.{4}",
                &[&share_of_years(usual, voice.notation), &low, &high, revenue(assumptions), &rate.unwrap_or_default()],
            )
        }
        Reason::TooLittle { .. } | Reason::TooMuch { .. } => clause(miss, assumptions, voice),
    }
}

/// That a test on simulated years is passed, or failed, by less than the years can tell; to follow a colon.
pub(super) fn narrowly(miss: &Miss, passes: bool, assumptions: &Assumptions, voice: Voice) -> String {
    let (template, side, amounts) = match (miss.reason, passes) {
        (Reason::NotAhead { side, gain }, true) => ("on average it brings {0} only {1} a year", side, [gain; 2]),
        (Reason::BadYear { side, gain, usual }, true) => {
            ("one year in ten costs {0} {1}, nearly the {2} of an average year", side, [gain.abs(), usual])
        }
        (Reason::Unusual { usual, .. }, true) => {
            let share = share_of_years(usual, voice.notation);
            return fill("what it pays is usual in {0} of years, and 75% are needed", &[&share]);
        }
        _ => return clause(miss, assumptions, voice),
    };
    let [first, second] = amounts.map(|amount| voice.about(amount));
    fill(template, &[&voice.side(side), &first, &second])
}

/// The failed tests that are worth telling: what fails in a usual year mostly fails in the low ones too.
pub(super) fn telling(assessment: &Assessment) -> impl Iterator<Item = &Miss> {
    assessment.misses.iter().filter(|miss| assessment.tested() != Standing::Fails || !matches!(miss.case, Case::Low(_)))
}

/// Why an offer fails, to follow a "but" or a colon; amounts rounded.
pub(super) fn clause(miss: &Miss, assumptions: &Assumptions, voice: Voice) -> String {
    let band = assumptions.norm.band;
    let asking = voice.direction == Direction::YouIntroduce;
    let usual_year = miss.case == Case::Likely;
    let (template, side, amounts, edge) = match miss.reason {
        Reason::Unusual { usual, rate } => return unusual(usual, rate, assumptions, voice),
        Reason::TooLittle { payout, net } if payout <= Money::ZERO => {
            ("it pays nothing for the introductions", Side::You, [payout, net], band.low)
        }
        Reason::TooLittle { payout, net } => {
            let template = match (asking, usual_year) {
                (true, _) => "it pays you {3} of {4}, less than the usual {5}",
                (false, true) => "at {3} of {4} it pays too little to keep introductions coming",
                (false, false) => "it pays {3} of {4}, too little to keep introductions coming",
            };
            (template, Side::You, [payout, net], band.low)
        }
        Reason::TooMuch { payout, net } if net <= Money::ZERO => {
            ("it costs {1} without any {4}", Side::You, [payout, net], band.high)
        }
        Reason::TooMuch { payout, net } => {
            ("it costs {3} of {4}, more than the usual {5}", Side::You, [payout, net], band.high)
        }
        Reason::NotAhead { side, gain: Money::ZERO } => {
            ("it leaves {0} no better off than no deal", side, [Money::ZERO; 2], band.low)
        }
        Reason::NotAhead { side, gain } => {
            ("it leaves {0} {1} a year worse off than no deal", side, [gain.abs(), gain], band.low)
        }
        Reason::BadYear { side, gain, usual } => {
            let template = match miss.case {
                Case::Simulated => "in one year of ten {0} would lose {1}, more than the {2} of an average year",
                Case::Likely | Case::Low(_) => "{0} would lose {1}, more than the {2} of a usual year",
            };
            (template, side, [gain.abs(), usual], band.low)
        }
    };
    let [first, second] = amounts;
    let share = share_beside(first, second, edge, voice.notation);
    let text = fill(
        template,
        &[
            &voice.side(side),
            &voice.about(first),
            &voice.about(second),
            &share,
            revenue(assumptions),
            &percent(edge, voice.notation),
        ],
    );
    match miss.case {
        Case::Likely | Case::Simulated => text,
        Case::Low(factor) => fill("if {0}, {1}", &[&condition(factor, assumptions, voice.notation, "only "), &text]),
    }
}

/// That pay is too seldom usual, to follow a "but" or a colon.
fn unusual(usual: Chance, rate: Option<Rate>, assumptions: &Assumptions, voice: Voice) -> String {
    let band = assumptions.norm.band;
    let asking = voice.direction == Direction::YouIntroduce;
    let (template, edge) = match rate.map(|rate| assumptions.norm.band.place_of(rate)) {
        Some(Place::Below) if asking => ("it pays you {0} of {1}, less than the usual {2}", band.low),
        Some(Place::Below) => ("at {0} of {1} it pays too little to keep introductions coming", band.low),
        Some(Place::Above) => ("it costs {0} of {1}, more than the usual {2}", band.high),
        Some(Place::Inside) | None => ("what it pays is usual in only {3} of years", band.low),
    };
    let share = rate.map(|rate| voice.notation.percent(rate, 1)).unwrap_or_default();
    let [edge, years] = [percent(edge, voice.notation), share_of_years(usual, voice.notation)];
    fill(template, &[&share, revenue(assumptions), &edge, &years])
}

/// What shares are of.
fn revenue(assumptions: &Assumptions) -> &'static str {
    if assumptions.pass_through.range.high() == Rate::ZERO { "revenue" } else { "revenue without costs passed on" }
}

/// A payout as a share of revenue, with as many decimals as it takes to tell it from the edge that it lies beyond.
fn share_beside(payout: Money, net: Money, edge: Rate, notation: &dyn Notation) -> String {
    let Some(share) = Rate::of_whole(payout.wide(), net.wide()) else {
        return if payout > Money::ZERO { "more than 100%".into() } else { "nothing".into() };
    };
    let written = |decimals| notation.percent(share, decimals);
    (1..4).map(written).find(|text| *text != percent(edge, notation)).unwrap_or_else(|| written(4))
}

/// Every offer with its result and why, what was chosen first, then by how well they stand and how simple they are.
#[must_use]
pub fn reasons(
    verdict: &Verdict,
    assessments: &[Assessment],
    grounds: Grounds,
    assumptions: &Assumptions,
    offers: &[Offer],
    partner: Option<&Name>,
    notation: &dyn Notation,
) -> Vec<ReasonRow> {
    let matter = Matter::new(assessments, grounds, assumptions, offers, partner, notation);
    let first = match verdict {
        Verdict::TooClose { first, .. } => Some(*first),
        verdict => verdict.pick(),
    };
    let mut rows: Vec<(&Offer, &Assessment)> = offers.iter().zip(assessments).collect();
    rows.sort_by_key(|(offer, assessment)| (Some(offer.id) != first, assessment.standing(), offer.terms.simplicity()));
    rows.into_iter().map(|(offer, assessment)| matter.reason_row(verdict, offer, assessment)).collect()
}

impl Matter<'_> {
    fn reason_row(&self, verdict: &Verdict, offer: &Offer, assessment: &Assessment) -> ReasonRow {
        let chosen = verdict.pick() == Some(offer.id);
        let result = match (assessment.standing(), verdict) {
            (_, Verdict::TooClose { first, second, .. }) if [*first, *second].contains(&offer.id) => {
                "Too close to call"
            }
            (_, Verdict::TooEarly { .. }) if chosen => "Looks best",
            (Standing::Works, _) if chosen => "Chosen",
            (Standing::WorksUsually, _) if chosen => "Chosen, borderline",
            (Standing::Works, _) => "Works",
            (Standing::WorksUsually, _) => "Borderline",
            (Standing::Fails, _) => "Fails",
        };
        let mut why: Vec<String> = telling(assessment)
            .map(|miss| reason(miss, self.assumptions, self.voice.partner, self.voice.notation))
            .collect();
        if why.is_empty() {
            let template = match against_pick(assessment, verdict, self.offers) {
                Against::Chosen | Against::TooClose if self.is_simulated() => {
                    "Each of you gains on average, one year in ten costs neither more than that, and the pay is usual in at \
                     least three years of four."
                }
                Against::Chosen | Against::TooClose => "It works in a usual year and in every low one.",
                Against::LessSimple => "It works, but is less simple than {0}.",
                Against::Farther => "It works and is as simple as {0}, but is further from the usual {1} of {2}.",
            };
            let pick = match verdict {
                Verdict::TooClose { first, .. } => Some(*first),
                verdict => verdict.pick(),
            };
            let pick = pick.and_then(|id| self.offer(id)).map(|offer| offer_label(offer, self.voice.notation));
            let usual = percent(self.assumptions.norm.usual, self.voice.notation);
            why.push(fill(template, &[&pick.unwrap_or_default(), &usual, revenue(self.assumptions)]));
        }
        ReasonRow { offer: offer_label(offer, self.voice.notation), result, why }
    }
}
