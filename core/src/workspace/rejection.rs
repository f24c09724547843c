use std::fmt;

use super::Workspace;
use crate::forecast::Answers;
use crate::value::Id;

/// Why a command cannot be applied. The workspace stays as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejection {
    /// There is nothing with this id.
    Unknown(Id),
    /// Something else has this id already.
    DuplicateId(Id),
    /// More than [`Answers::MOST_INTRODUCTIONS`] introductions a year.
    TooManyIntroductions,
    /// More projects than introductions.
    MoreProjectsThanIntroductions,
    /// A project worth less than nothing, or an hour.
    Negative,
    /// Billed over 0 months, or more than [`Answers::MOST_MONTHS`].
    Months,
    /// A usual rate outside its own band.
    UsualOutsideBand,
    /// More than [`Workspace::MOST_OFFERS`].
    TooManyOffers,
    /// More than [`Workspace::MOST_ROWS`].
    TooManyRows,
    /// More text than [`Workspace::LONGEST_LIST`], most of it in the rows.
    LongList,
    /// The same, most of it in partners and criteria.
    LongScorecard,
    /// The same, most of it in the partnerships under review.
    LongPartnerships,
    /// A ledger that takes more than [`Workspace::LONGEST_LEDGER`].
    LongLedger,
    /// More than [`Workspace::MOST_LOGGED`].
    TooManyLogged,
    /// Somebody in joint work who is neither of the two sides.
    Stranger(Id),
    /// Partnerships before it was said what an hour is worth.
    NoBasis,
    /// Terms that the payouts of a partnership come from.
    TermsInUse,
    /// More than [`Workspace::MOST_PARTNERSHIPS`].
    TooManyPartnerships,
    /// The new currency has other decimals, and there are amounts already.
    CurrencyDecimals,
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rejection::Unknown(_) => f.write_str("this is no longer there"),
            Rejection::DuplicateId(_) => f.write_str("there is something with this id already"),
            Rejection::TooManyIntroductions => {
                write!(f, "at most {} introductions a year can be compared", Answers::MOST_INTRODUCTIONS)
            }
            Rejection::MoreProjectsThanIntroductions => f.write_str("more projects than introductions"),
            Rejection::Negative => f.write_str("an amount cannot be below zero here"),
            Rejection::Months => write!(f, "a project is billed over 1 to {} months", Answers::MOST_MONTHS),
            Rejection::UsualOutsideBand => f.write_str("the usual rate lies outside the usual range"),
            Rejection::TooManyOffers => write!(f, "at most {} offers can be compared", Workspace::MOST_OFFERS),
            Rejection::TooManyRows => write!(f, "a list holds at most {} rows", Workspace::MOST_ROWS),
            Rejection::LongList => f.write_str("this is more than fits in one file; most of it is in your rows"),
            Rejection::LongScorecard => {
                f.write_str("this is more than fits in one file; most of it is in the partners")
            }
            Rejection::LongPartnerships => {
                f.write_str("this is more than fits in one file; most of it is in the partnerships under review")
            }
            Rejection::LongLedger => {
                f.write_str("the referrals with their bills and notes are more than fits in one file")
            }
            Rejection::TooManyLogged => write!(f, "a log holds at most {} entries", Workspace::MOST_LOGGED),
            Rejection::Stranger(_) => f.write_str("only you and your partner can take part in joint work"),
            Rejection::NoBasis => f.write_str("say first what an hour of yours is worth"),
            Rejection::TermsInUse => f.write_str(
                "a partnership under “Worth it” runs under these terms; type what it was paid, or choose other terms for it",
            ),
            Rejection::TooManyPartnerships => {
                write!(f, "at most {} partnerships can be compared", Workspace::MOST_PARTNERSHIPS)
            }
            Rejection::CurrencyDecimals => f.write_str(
                "this currency has other decimals than the amounts already here; start a new workspace for it",
            ),
        }
    }
}

impl std::error::Error for Rejection {}
