use super::Id;

/// The two parties of a partnership, always seen from this workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Whoever keeps this workspace.
    You,
    /// The partner.
    Them,
}

impl Side {
    /// Both, in the order in which they are shown.
    pub const BOTH: [Side; 2] = [Side::You, Side::Them];

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Side {
        match self {
            Side::You => Side::Them,
            Side::Them => Side::You,
        }
    }
}

impl Side {
    /// The party's id in splits of joint work.
    #[must_use]
    pub const fn party(self) -> Id {
        match self {
            Side::You => Id::from_u128(1),
            Side::Them => Id::from_u128(2),
        }
    }
}

/// One value for each party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Sides<T> {
    /// Yours.
    pub you: T,
    /// The partner's.
    pub them: T,
}

impl<T> Sides<T> {
    /// The value of one side.
    pub const fn of(&self, side: Side) -> &T {
        match side {
            Side::You => &self.you,
            Side::Them => &self.them,
        }
    }

    /// The value of one side, to be changed.
    pub const fn of_mut(&mut self, side: Side) -> &mut T {
        match side {
            Side::You => &mut self.you,
            Side::Them => &mut self.them,
        }
    }
}
