//! Names for machines.

use serde_json::{Value, json};

use crate::forecast::{Case, Factor, Reason, Source, Standing};
use crate::terms::{Parameter, Setting};
use crate::value::{Id, Rate, Side};

pub(super) fn source(source: Source) -> Value {
    match source {
        Source::Typed => json!("typed"),
        Source::Guess => json!("guess"),
        Source::Rows(rows) => json!({ "rows": rows }),
    }
}

pub(super) fn case(case: Case) -> &'static str {
    match case {
        Case::Likely => "likely",
        Case::Low(Factor::Introductions) => "low-introductions",
        Case::Low(Factor::Conversion) => "low-conversion",
        Case::Low(Factor::Value) => "low-value",
        Case::Low(Factor::Months) => "low-months",
        Case::Low(Factor::PassThrough) => "low-pass-through",
        Case::Low(Factor::Margin) => "low-margin",
        Case::Low(Factor::CameAnyway) => "low-came-anyway",
        Case::Simulated => "simulated",
    }
}

pub(super) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Works => "works",
        Standing::WorksUsually => "works-usually",
        Standing::Fails => "fails",
    }
}

pub(super) fn reason(reason: Reason) -> Value {
    match reason {
        Reason::NotAhead { side: of, gain } => {
            json!({ "code": "not-ahead", "side": side(of), "gain": gain.minor() })
        }
        Reason::BadYear { side: of, gain, usual } => {
            json!({ "code": "bad-year", "side": side(of), "gain": gain.minor(), "usual": usual.minor() })
        }
        Reason::TooLittle { payout, net } => {
            json!({ "code": "too-little", "payout": payout.minor(), "net": net.minor() })
        }
        Reason::TooMuch { payout, net } => {
            json!({ "code": "too-much", "payout": payout.minor(), "net": net.minor() })
        }
        Reason::Unusual { usual, rate } => {
            let (years, of) = usual.fraction();
            json!({ "code": "unusual", "years": years, "of": of, "rate": rate.map(Rate::ppm) })
        }
    }
}

pub(super) fn side(side: Side) -> &'static str {
    match side {
        Side::You => "you",
        Side::Them => "them",
    }
}

/// The party of joint work with this id.
pub(super) fn party(party: Id) -> String {
    let of = Side::BOTH.into_iter().find(|of| of.party() == party);
    of.map_or_else(|| party.to_string(), |of| side(of).to_owned())
}

pub(super) fn parameter(parameter: Parameter) -> String {
    let name = match parameter {
        Parameter::Fee => "fee",
        Parameter::Threshold => "threshold",
        Parameter::Retainer => "retainer",
        Parameter::Rate(tier) => return format!("rate-{tier}"),
        Parameter::Window => "window",
        Parameter::ClientCap => "client-cap",
        Parameter::YearCap => "year-cap",
        Parameter::Floor => "floor",
        Parameter::Cap => "cap",
    };
    name.to_owned()
}

pub(super) fn setting(setting: Setting) -> Value {
    match setting {
        Setting::Money(amount) => json!({ "amount": amount.minor() }),
        Setting::Rate(rate) => json!({ "rate": rate.ppm() }),
        Setting::Months(months) => json!({ "months": months }),
    }
}
