//! Where in the app the reader is: one closed enum, and its hash both ways.

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Route {
    /// Where everything stands.
    Overview,
    /// Whom to choose.
    Partners,
    /// Which terms to offer.
    #[default]
    Terms,
    /// Which partnerships are worth their upkeep.
    Worth,
    /// The user's own rows, replayed.
    Work,
    /// Files, storage, currency.
    Data,
}

impl Route {
    /// Every page, in the order of the navigation.
    pub const ALL: [Route; 6] =
        [Route::Overview, Route::Partners, Route::Terms, Route::Worth, Route::Work, Route::Data];

    /// The hash of the page.
    pub const fn hash(self) -> &'static str {
        match self {
            Route::Overview => "#/overview",
            Route::Partners => "#/partners",
            Route::Terms => "#/terms",
            Route::Worth => "#/worth",
            Route::Work => "#/work",
            Route::Data => "#/data",
        }
    }

    /// The page of a hash; the first page for one that is unknown.
    pub fn of_hash(hash: &str) -> Route {
        Route::ALL.into_iter().find(|route| route.hash() == hash).unwrap_or_default()
    }

    /// Goes to the page.
    pub fn go(self) {
        if let Some(window) = web_sys::window() {
            let _ = window.location().set_hash(self.hash());
        }
    }

    /// What the navigation calls it.
    pub const fn title(self) -> &'static str {
        match self {
            Route::Overview => "Overview",
            Route::Partners => "Partners",
            Route::Terms => "Terms",
            Route::Worth => "Worth it",
            Route::Work => "My work",
            Route::Data => "Share & data",
        }
    }
}
