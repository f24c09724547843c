//! Where in the app the reader is: one closed enum, and its hash both ways.

use concord_core::value::Id;

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Route {
    /// Where everything stands.
    Overview,
    /// Opens the example, and goes on to the overview.
    Example,
    /// Whom to choose.
    Partners,
    /// One of them. The hash may name nobody.
    Partner(Option<Id>),
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
    pub const ALL: [Route; 6] =
        [Route::Overview, Route::Partners, Route::Terms, Route::Worth, Route::Work, Route::Data];

    /// The hash of the page.
    pub fn hash(self) -> String {
        let page = match self {
            Route::Overview => "overview",
            Route::Example => "example",
            Route::Partners => "partners",
            Route::Partner(id) => return format!("#/partners/{}", id.map(|id| id.to_string()).unwrap_or_default()),
            Route::Terms => "terms",
            Route::Worth => "worth",
            Route::Work => "work",
            Route::Data => "data",
            Route::Send => "send",
            Route::Proposal => "proposal",
        };
        format!("#/{page}")
    }

    /// The page of a hash; the first page for one that is unknown.
    pub fn of_hash(hash: &str) -> Route {
        match hash.strip_prefix("#/partners/") {
            Some(id) => Route::Partner(id.parse().ok()),
            None => Route::ALL
                .into_iter()
                .chain([Route::Example, Route::Send, Route::Proposal])
                .find(|route| route.hash() == hash)
                .unwrap_or_default(),
        }
    }

    /// The page of the navigation that it belongs to.
    pub const fn page(self) -> Route {
        match self {
            Route::Partner(_) => Route::Partners,
            page => page,
        }
    }

    /// Goes to the page in place of the present one, which is not gone back to.
    pub fn replace(self) {
        if let Some(window) = web_sys::window() {
            let _ = window.location().replace(&self.hash());
        }
    }

    /// What the navigation calls it.
    pub const fn title(self) -> &'static str {
        match self {
            Route::Overview => "Overview",
            Route::Example => "Example",
            Route::Partners | Route::Partner(_) => "Partners",
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
            let _ = window.location().set_hash(&self.hash());
        }
    }
}
