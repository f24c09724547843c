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
    /// The ledger of referrals, and what follows from it.
    Referrals(Part),
    /// The user's own rows, replayed.
    Work,
    /// Files, storage, currency.
    Data,
    /// What is about to be sent to the partner.
    Send,
    /// A partner's proposal, while one is open.
    Proposal,
}

/// A part of the page of referrals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The referrals themselves.
    Ledger,
    /// What the user and each contact owe each other.
    Owed,
    /// The account of a contact. The hash may name nobody.
    Account(Option<Id>),
    /// Where referrals come from, and what they come to.
    Works,
    /// What each offer would have paid on them.
    Replay,
    /// Referrals that come in as a table.
    Import,
    /// The referral program.
    Program,
    /// What the program says to referrers, on one page.
    Handout,
}

impl Route {
    /// The pages of the navigation, in its order. A proposal joins them while one is open.
    pub const ALL: [Route; 7] = [
        Route::Overview,
        Route::Partners,
        Route::Terms,
        Route::Worth,
        Route::Referrals(Part::Ledger),
        Route::Work,
        Route::Data,
    ];

    /// The hash of the page.
    pub fn hash(self) -> String {
        let page = match self {
            Route::Overview => "overview",
            Route::Example => "example",
            Route::Partners => "partners",
            Route::Partner(id) => return with_id("partners", id),
            Route::Referrals(Part::Ledger) => "referrals",
            Route::Referrals(Part::Owed) => "referrals/owed",
            Route::Referrals(Part::Account(id)) => return with_id("referrals", id),
            Route::Referrals(Part::Works) => "referrals/works",
            Route::Referrals(Part::Replay) => "referrals/replay",
            Route::Referrals(Part::Import) => "referrals/import",
            Route::Referrals(Part::Program) => "referrals/program",
            Route::Referrals(Part::Handout) => "referrals/handout",
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
        let apart = [
            Route::Example,
            Route::Send,
            Route::Proposal,
            Route::Referrals(Part::Owed),
            Route::Referrals(Part::Works),
            Route::Referrals(Part::Replay),
            Route::Referrals(Part::Import),
            Route::Referrals(Part::Program),
            Route::Referrals(Part::Handout),
        ];
        if let Some(route) = Route::ALL.into_iter().chain(apart).find(|route| route.hash() == hash) {
            route
        } else if let Some(id) = hash.strip_prefix("#/partners/") {
            Route::Partner(id.parse().ok())
        } else if let Some(id) = hash.strip_prefix("#/referrals/") {
            Route::Referrals(Part::Account(id.parse().ok()))
        } else {
            Route::default()
        }
    }

    /// The page of the navigation that it belongs to.
    pub const fn page(self) -> Route {
        match self {
            Route::Partner(_) => Route::Partners,
            Route::Referrals(_) => Route::Referrals(Part::Ledger),
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
            Route::Referrals(_) => "Referrals",
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

fn with_id(page: &str, id: Option<Id>) -> String {
    format!("#/{page}/{}", id.map(|id| id.to_string()).unwrap_or_default())
}
