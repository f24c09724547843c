//! Where in the app the reader is: one closed enum, and its hash both ways.

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Route {
    /// Which terms to offer.
    #[default]
    Terms,
    /// Which partnerships are worth their upkeep.
    Worth,
    /// The user's own rows, replayed.
    Work,
    /// Files, storage, currency.
    Data,
    /// What is about to be sent to the partner.
    Send,
    /// A partner's proposal, while one is open.
    Proposal,
}

impl Route {
    /// The pages of the navigation, in its order. A proposal joins them while one is open.
    pub const ALL: [Route; 4] = [Route::Terms, Route::Worth, Route::Work, Route::Data];

    /// The hash of the page.
    pub const fn hash(self) -> &'static str {
        match self {
            Route::Terms => "#/terms",
            Route::Worth => "#/worth",
            Route::Work => "#/work",
            Route::Data => "#/data",
            Route::Send => "#/send",
            Route::Proposal => "#/proposal",
        }
    }

    /// The page of a hash; the first page for one that is unknown.
    pub fn of_hash(hash: &str) -> Route {
        let others = [Route::Send, Route::Proposal];
        Route::ALL.into_iter().chain(others).find(|route| route.hash() == hash).unwrap_or_default()
    }

    /// What the navigation calls it.
    pub const fn title(self) -> &'static str {
        match self {
            Route::Terms => "Terms",
            Route::Worth => "Worth it",
            Route::Work => "My work",
            Route::Data => "Share & data",
            Route::Send => "Send to partner",
            Route::Proposal => "Proposal",
        }
    }

    /// Goes to the page.
    pub fn go(self) {
        if let Some(window) = web_sys::window() {
            let _ = window.location().set_hash(self.hash());
        }
    }
}
