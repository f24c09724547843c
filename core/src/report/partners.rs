use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::scorecard::{
    Chances, Draws, Flag, Lead, Mark, OverlapFigure, OverlapPlace, Partner, Question, Score, Scorecard, TrackFlag,
    Verdict, ranked, verdict,
};
use crate::split::Share;
use crate::value::{Id, Plain, Quantity};
use crate::words;
use crate::workspace::Workspace;

/// How the candidates compare; null without any. What their past partnerships come to depends on the day.
pub(super) fn figures(workspace: &Workspace, today: Option<NaiveDate>) -> Value {
    let card = &*workspace.scorecard();
    if card.partners().is_empty() {
        return Value::Null;
    }
    let notation = Plain(workspace.currency());
    let chances = Draws::of(card, Draws::SEED);
    let verdict = verdict(card, &chances);
    let head = words::partner_headline(&verdict, card, &chances, &notation);
    let lead = Lead::of_known(card);
    let criteria = card.criteria().list().iter().map(|criterion| {
        json!({
            "id": criterion.id().to_string(),
            "weight": criterion.weight().hundredths(),
            "share": card.criteria().share(criterion.id()).map(|share| share.ppm()),
        })
    });
    let scores = card.scores();
    let partners = card.partners().iter().zip(&scores).map(|(partner, score)| {
        let tied = scores.iter().filter(|other| other.partner != score.partner && other.total == score.total);
        let tied = tied.filter(|other| other.total.is_some()).map(|other| other.partner.to_string());
        json!({
            "id": partner.id().to_string(),
            "score": scored(score),
            "tied": tied.collect::<Vec<_>>(),
            "chance": chances.of(partner.id()).rate().ppm(),
            "overlap": overlap(partner, card, &notation),
            "history": today.map(|today| history(partner, today)),
            "flags": today.map(|today| partner.flags(card.scale(), today).iter().map(flag).collect::<Vec<_>>()),
        })
    });
    json!({
        "criteria": criteria.collect::<Vec<_>>(),
        "partners": partners.collect::<Vec<_>>(),
        "order": ids(&ranked(card, &chances)),
        "chances": drawn(&chances),
        "lead": { "sentence": words::what_would_change(card, &notation), "data": lead_data(&lead) },
        "verdict": {
            "code": head.code,
            "sentence": head.sentence,
            "detail": head.detail,
            "data": outcome(&verdict),
        },
    })
}

fn ids(ids: &[Id]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

/// A mark as it is shown, in millionths.
fn mark(mark: Mark) -> u64 {
    mark.shown().millionths()
}

fn scored(score: &Score) -> Value {
    let shown = score.shown();
    let part = |id: Id| {
        let parts = shown.as_ref()?.parts.iter();
        parts.filter(|(of, _)| *of == id).map(|(_, part)| part.millionths()).next()
    };
    let criteria = score.criteria.iter().map(|scored| {
        json!({
            "id": scored.criterion.to_string(),
            "mark": scored.mark.map(mark),
            "known": scored.known,
            "of": scored.of,
            "part": part(scored.criterion),
        })
    });
    json!({
        "total": score.total.map(mark),
        "exact": score.total.map(|total| format!("{total:?}")),
        "coverage": score.coverage.ppm(),
        "low": mark(score.low),
        "high": mark(score.high),
        "criteria": criteria.collect::<Vec<_>>(),
    })
}

fn drawn(chances: &Chances) -> Value {
    json!({ "seed": chances.seed(), "draws": chances.draws() })
}

fn overlap(partner: &Partner, card: &Scorecard, notation: &Plain) -> Value {
    let Some(counts) = partner.overlap() else { return Value::Null };
    let lines = words::overlap_lines(counts, card.scale(), notation);
    lines.into_iter().map(|line| (line.code.to_owned(), line.figure.map_or(Value::Null, share))).collect()
}

fn share(figure: OverlapFigure) -> Value {
    let place = match figure.place {
        OverlapPlace::Little => "little",
        OverlapPlace::Healthy => "healthy",
        OverlapPlace::Much => "much",
    };
    json!({ "share": figure.rate().ppm(), "mark": mark(figure.mark), "place": place })
}

fn history(partner: &Partner, today: NaiveDate) -> Value {
    let figures = partner.track_record().figures(today);
    let reasons = figures.reasons.iter().map(|(reason, count)| json!({ "reason": reason.as_str(), "count": count }));
    json!({
        "count": figures.count,
        "median_months": figures.median.map(Quantity::millionths),
        "longest_months": figures.longest,
        "ended": figures.ended,
        "ended_recently": figures.ended_recently,
        "reasons": reasons.collect::<Vec<_>>(),
        "checked": figures.checked,
    })
}

fn flag(flag: &Flag) -> &'static str {
    match flag {
        Flag::LittleInCommon(_) => "little-in-common",
        Flag::MayCompete(_) => "may-compete",
        Flag::Track(TrackFlag::Unknown) => "history-unknown",
        Flag::Track(TrackFlag::ManyEnded { .. }) => "many-ended",
        Flag::Track(TrackFlag::OneReason { .. }) => "one-reason",
        Flag::Track(TrackFlag::NoneLasted { .. }) => "none-lasted",
        Flag::Track(TrackFlag::NoneChecked) => "none-checked",
    }
}

fn lead_data(lead: &Lead) -> Value {
    let exact = |share: Share| i64::try_from(share.ppm()).ok();
    match lead {
        Lead::Incomparable => json!({ "code": "incomparable" }),
        Lead::Level { partners } => json!({ "code": "level", "partners": ids(partners) }),
        Lead::Fixed { leader } => json!({ "code": "fixed", "leader": leader.to_string() }),
        Lead::Open(change) => json!({
            "code": "open",
            "leader": change.leader.to_string(),
            "rival": change.rival.to_string(),
            "criterion": change.criterion.to_string(),
            "from": exact(change.from),
            "to": exact(change.to),
            "is_partial": change.is_partial,
        }),
    }
}

fn outcome(verdict: &Verdict) -> Value {
    let asked = |question: &Option<Question>| {
        question.map(
            |question| json!({ "partner": question.partner.to_string(), "indicator": question.indicator.to_string() }),
        )
    };
    match verdict {
        Verdict::TooFew => Value::Null,
        Verdict::TooLittleKnown { partners, question } => {
            json!({ "partners": ids(partners), "question": asked(question) })
        }
        Verdict::Clear { pick, next } => json!({ "pick": pick.to_string(), "next": next.to_string() }),
        Verdict::Leaning { pick, next, question } => {
            json!({ "pick": pick.to_string(), "next": next.to_string(), "question": asked(question) })
        }
        Verdict::NoClearWinner { first, second, by_unknowns, question } => json!({
            "first": first.to_string(),
            "second": second.to_string(),
            "by_unknowns": by_unknowns,
            "question": asked(question),
        }),
    }
}
