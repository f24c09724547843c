use super::phrase::{capitalised, fill, isolated, months, number, percent};
use crate::scorecard::{Flag, OverlapFigure, OverlapScale, TrackFlag, TrackRecord};
use crate::value::{Notation, Rate, Side};

/// A flag in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caution {
    /// What was found, with its figures.
    pub found: String,
    /// What to do about it.
    pub advice: &'static str,
}

/// Says what to look into before working with a partner, and how.
#[must_use]
pub fn caution(flag: &Flag, scale: OverlapScale, notation: &dyn Notation) -> Caution {
    match flag {
        Flag::LittleInCommon(figure) => Caution {
            found: overlap(
                "Little in common: {0} of {1} are shared, below the usual {2} to {3}.",
                *figure,
                scale,
                notation,
            ),
            advice: "Start with one introduction each way, and agree on more once both became work.",
        },
        Flag::MayCompete(figure) => Caution {
            found: overlap(
                "You may compete: {0} of {1} are shared, above the usual {2} to {3}.",
                *figure,
                scale,
                notation,
            ),
            advice: "Agree in writing who serves which clients before you introduce any.",
        },
        Flag::Track(flag) => track(flag, notation),
    }
}

fn overlap(template: &str, figure: OverlapFigure, scale: OverlapScale, notation: &dyn Notation) -> String {
    let whose = match scale.scored {
        Side::You => "your clients",
        Side::Them => "their clients",
    };
    let edge = |edge: u8| percent(Rate::percent(edge.into()), notation);
    let share = notation.percent(figure.rate(), 0);
    // Just beside an edge, whole percents would say the edge itself.
    let rounded = [scale.band.low(), scale.band.high()].map(edge).contains(&share);
    let share = if rounded { notation.percent(figure.rate(), 4) } else { share };
    fill(template, &[&share, whose, &edge(scale.band.low()), &edge(scale.band.high())])
}

fn track(flag: &TrackFlag, notation: &dyn Notation) -> Caution {
    let count = |count: usize| notation.count(count as u64);
    match flag {
        TrackFlag::Unknown => Caution {
            found: "Nothing is known about their past partnerships.".into(),
            advice: "Ask whom they worked with, for how long, and why it ended.",
        },
        TrackFlag::ManyEnded { ended } => {
            let span = u16::try_from(TrackRecord::RECENT_MONTHS).unwrap_or(u16::MAX);
            Caution {
                found: fill(
                    "{0} of their partnerships ended within the last {1}.",
                    &[&capitalised(&number(*ended, notation)), &months(span, notation)],
                ),
                advice: "Ask one of those partners what happened before you commit to anything.",
            }
        }
        TrackFlag::OneReason { reason, count: same, ended } => Caution {
            found: fill("“{0}” ended {1} of {2} partnerships.", &[&isolated(reason), &count(*same), &count(*ended)]),
            advice: "Raise it with them, and put into the agreement how you will deal with it.",
        },
        TrackFlag::NoneLasted { longest } => {
            let least = u16::try_from(TrackRecord::LASTING_MONTHS).unwrap_or(u16::MAX);
            let longest = u16::try_from(*longest).unwrap_or(u16::MAX);
            Caution {
                found: fill(
                    "No partnership of theirs has lasted {0}; the longest took {1}.",
                    &[&months(least, notation), &months(longest, notation)],
                ),
                advice: "Begin with a pilot of three months that ends by itself.",
            }
        }
        TrackFlag::NoneChecked => Caution {
            found: "No reference was checked.".into(),
            advice: "Call somebody who worked with them, and ask what they would do differently.",
        },
    }
}
