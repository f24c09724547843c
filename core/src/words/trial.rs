use super::phrase::{fill, isolated, with_noun};
use super::sources::chance_of;
use super::verdict::Headline;
use crate::plan::{Trial, TrialArm, TrialVerdict, Tried, WayCount, ratio_of};
use crate::program::Arm;
use crate::tracking::Trust;
use crate::value::Notation;

/// Says which way of asking or rewarding makes more referrals, as far as that can be told.
#[must_use]
pub fn trial_headline(trial: &Trial, notation: &dyn Notation) -> Headline {
    match trial.verdict() {
        TrialVerdict::NothingToCompare => Headline {
            state: "Nothing to compare",
            code: "nothing-to-compare",
            is_settled: false,
            sentence: "Nothing to compare yet: two ways need people who were invited.".into(),
            detail:
                "Say for each way how many people were invited, for how many days, and how many referrals they made."
                    .into(),
            line: "Nothing to compare".into(),
        },
        TrialVerdict::Tried(tried) => told(trial, &tried, notation),
    }
}

/// Says what the ledger has for one way, and whether that is too little.
#[must_use]
pub fn way_counted(way: &WayCount, notation: &dyn Notation) -> String {
    if way.referrals == 0 {
        return "No referral is like this.".into();
    }
    let referrals = with_noun(notation.count(way.referrals.into()), "referral", "referrals");
    let days = with_noun(notation.count(way.days.into()), "day", "days");
    let counted = fill("{0} in {1}, of which {2} became work.", &[&referrals, &days, &notation.count(way.won.into())]);
    if way.referrals >= Arm::FEWEST_REFERRALS {
        return counted;
    }
    let fewest = notation.count(Arm::FEWEST_REFERRALS.into());
    fill("{0} Too few to tell: each way needs at least {1}.", &[&counted, &fewest])
}

/// Says that referrals count for several ways; nothing where none does.
#[must_use]
pub fn shared_note(shared: u32, notation: &dyn Notation) -> String {
    if shared == 0 {
        return String::new();
    }
    let referrals = with_noun(notation.count(shared.into()), "referral counts", "referrals count");
    fill("{0} for more than one way: say what tells the ways apart.", &[&referrals])
}

fn told(trial: &Trial, tried: &Tried, notation: &dyn Notation) -> Headline {
    let arm = |place: usize| trial.arms().get(place);
    let name = |place: usize| arm(place).map(|arm| isolated(&arm.name)).unwrap_or_default();
    let counts = |place: usize| {
        let of = |count: fn(&TrialArm) -> u32| notation.count(arm(place).map_or(0, count).into());
        (of(|arm| arm.referrals), with_noun(of(|arm| arm.people), "person", "people"))
    };
    let (best, other) = (name(tried.best), name(tried.other));
    let ((more, of), (fewer, from)) = (counts(tried.best), counts(tried.other));
    let chance = tried.chances.get(tried.best).copied().flatten().map(|chance| chance_of(chance, notation));
    let chance = chance.unwrap_or_default();
    let figures = [&best, &more, &of, &other, &fewer, &from, &chance].map(String::as_str);
    let (state, code, template) = match tried.trust {
        Trust::TooFew => (
            "Too early to say",
            "too-early",
            "Too few to tell: {1} referrals from {2} with {0}, {4} from {5} with {3}.",
        ),
        Trust::TooClose => (
            "Too close to call",
            "too-close",
            "Too close to call: {1} referrals from {2} with {0}, {4} from {5} with {3}.",
        ),
        Trust::Leaning => (
            "Leaning",
            "leaning",
            "{0} makes more referrals than {3}: {1} from {2} against {4} from {5}, true with a chance of {6}.",
        ),
        Trust::Settled => (
            "Clear",
            "clear",
            "{0} makes more referrals than {3}: {1} from {2} against {4} from {5}, true with a chance of {6}.",
        ),
    };
    let sentence = fill(template, &figures);
    Headline {
        state,
        code,
        is_settled: tried.trust == Trust::Settled,
        detail: detail(trial, tried, &chance, notation),
        line: state.into(),
        sentence,
    }
}

fn detail(trial: &Trial, tried: &Tried, chance: &str, notation: &dyn Notation) -> String {
    let mut parts = Vec::new();
    if tried.trust == Trust::TooFew {
        let [people, referrals] = [Arm::FEWEST_PEOPLE, Arm::FEWEST_REFERRALS].map(|count| notation.count(count.into()));
        parts.push(fill("Each way needs at least {0} people and {1} referrals.", &[&people, &referrals]));
    } else if tried.trust == Trust::TooClose {
        let best = trial.arms().get(tried.best).map(|arm| isolated(&arm.name)).unwrap_or_default();
        parts.push(fill("{0} is the best way with a chance of {1}.", &[&best, chance]));
    }
    let times = |ratio: f64| ratio_of(ratio).map_or_else(|| format!("{ratio:.0}"), |ratio| notation.quantity(ratio, 2));
    if let Some(ratio) = tried.ratio.ratio {
        let [ratio, low] = [ratio, tried.ratio.low].map(times);
        let parts_of = [ratio, low, tried.ratio.high.map(times).unwrap_or_default()];
        let template = match tried.ratio.high {
            Some(_) => "For each person and day it makes {0} times as many; the true ratio could be {1} to {2}.",
            None => "For each person and day it makes {0} times as many; the true ratio could be {1} or more.",
        };
        parts.push(fill(template, &parts_of.each_ref().map(String::as_str)));
    }
    if let Some([without, with]) = tried.needs.filter(|_| tried.trust != Trust::Settled) {
        let [without, with] = [without, with].map(|count| notation.count(count));
        parts.push(fill(
            "To tell such a difference from chance takes about {0} and {1} referrals from as many people.",
            &[&without, &with],
        ));
    }
    parts.join(" ")
}
