//! The figures of a year under terms, as every table shows them.

use concord_core::forecast::Figures;
use concord_core::value::{Money, Notation};
use concord_core::words::Row;

/// A figure as it is shown, and its exact value: minor units, parts per million or seconds.
pub fn figure(row: Row, figures: &Figures, deal: bool, notation: &dyn Notation) -> (String, String) {
    let money = |amount: Money| (notation.whole_money(amount), amount.minor().to_string());
    match row {
        Row::Payout if !deal => ("–".into(), "0".into()),
        Row::Payout => money(figures.payout),
        Row::Keep(side) => money(*figures.keep.of(side)),
        Row::Gain(side) => money(*figures.gain.of(side)),
        Row::Share => match figures.share() {
            Some(share) if deal => (notation.signed(&format!("{:.1}%", share * 100.0)), format!("{:.0}", share * 1e6)),
            _ => ("–".into(), String::new()),
        },
        Row::Hours => (
            notation.signed(&format!("{:.1}", figures.hours.to_f64() * 2.0)),
            (figures.hours.seconds() * 2).to_string(),
        ),
    }
}
