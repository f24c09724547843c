use std::fmt;

use crate::value::Id;

/// The terms that a partnership runs under, from which its payouts come: the partner introduces clients, and you pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreed {
    offer: Id,
    work: ClientWork,
}

/// The work that terms are counted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientWork {
    /// The revenue of the partnership, spread evenly over the months. Numbers that are not said count as
    /// [`Agreed::USUAL_PROJECTS`] and as many introductions as projects.
    Even {
        /// Projects won.
        projects: Option<u16>,
        /// Introductions made, every one of them qualified.
        introductions: Option<u16>,
    },
    /// The user's own rows, all of them.
    Rows,
}

/// Numbers that no work has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgreedError {
    /// No project, or more than [`Agreed::MOST`].
    Projects,
    /// More introductions than [`Agreed::MOST`].
    Introductions,
}

impl fmt::Display for AgreedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AgreedError::Projects => write!(f, "payouts are counted on 1 to {} projects", Agreed::MOST),
            AgreedError::Introductions => write!(f, "payouts are counted on at most {} introductions", Agreed::MOST),
        }
    }
}

impl std::error::Error for AgreedError {}

impl Agreed {
    /// The most projects, and the most introductions, that payouts are counted on.
    pub const MOST: u16 = 500;
    /// As how many projects the revenue counts unless it is said.
    pub const USUAL_PROJECTS: u16 = 1;

    /// The terms of `offer`, counted on `work`.
    ///
    /// # Errors
    /// [`AgreedError`] for no projects, and for too many of anything.
    pub fn new(offer: Id, work: ClientWork) -> Result<Agreed, AgreedError> {
        match work {
            ClientWork::Even { projects: Some(projects), .. } if !(1..=Self::MOST).contains(&projects) => {
                Err(AgreedError::Projects)
            }
            ClientWork::Even { introductions: Some(introductions), .. } if introductions > Self::MOST => {
                Err(AgreedError::Introductions)
            }
            _ => Ok(Agreed { offer, work }),
        }
    }

    /// Which offer.
    #[must_use]
    pub const fn offer(&self) -> Id {
        self.offer
    }

    /// What the terms are counted on.
    #[must_use]
    pub const fn work(&self) -> ClientWork {
        self.work
    }
}
