//! Writing partnerships under review; [`super::super::read`] has its mirror.

use super::{count, date, hours, id, list, money, or_null, quantity, record, text};
use crate::exchange::Tree;
use crate::review::{Agreed, ClientWork, Entry, Figures};
use crate::workspace::Partnerships;

pub(super) fn partnerships(partnerships: &Partnerships) -> Tree {
    let Partnerships { basis, entries } = partnerships;
    record([
        ("hour", money(basis.hourly())),
        ("start", date(basis.trailing().period().start())),
        ("end", or_null(basis.trailing().end_apart(), date)),
        ("months", count(basis.trailing().months())),
        ("invest", quantity(basis.thresholds().invest())),
        ("renegotiate", quantity(basis.thresholds().renegotiate())),
        ("fewest", hours(basis.fewest())),
        ("payouts_count", Tree::Bool(basis.payouts_count())),
        ("entries", list(entries.iter(), entry)),
    ])
}

fn entry(entry: &Entry) -> Tree {
    record([
        ("id", id(entry.partnership())),
        ("name", text(entry.name().as_str())),
        ("figures", figures(entry.figures())),
        ("previous", or_null(entry.previous(), figures)),
        ("agreed", or_null(entry.agreed(), agreed)),
    ])
}

fn agreed(agreed: Agreed) -> Tree {
    let (work, projects, introductions) = match agreed.work() {
        ClientWork::Even { projects, introductions } => ("even", projects, introductions),
        ClientWork::Rows => ("rows", None, None),
    };
    record([
        ("offer", id(agreed.offer())),
        ("work", text(work)),
        ("projects", or_null(projects, count)),
        ("introductions", or_null(introductions, count)),
    ])
}

fn figures(figures: &Figures) -> Tree {
    let strategic = &figures.strategic;
    record([
        ("revenue", money(figures.revenue)),
        ("low", money(strategic.range.low())),
        ("likely", money(strategic.range.likely())),
        ("high", money(strategic.range.high())),
        ("note", or_null(strategic.note.as_ref(), |note| text(note.as_str()))),
        ("upkeep", hours(figures.upkeep)),
        ("money", money(figures.money)),
        ("payouts", money(figures.payouts)),
    ])
}
