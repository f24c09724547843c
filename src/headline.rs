//! A verdict as every page shows it: its state, its sentence, its detail.

use concord_core::words::Headline;
use leptos::prelude::*;

use crate::widgets::{Icon, Symbol};

/// The symbol of a verdict.
pub fn symbol(headline: &Headline) -> Symbol {
    match headline.code {
        "clear" => Symbol::Check,
        "none-works" => Symbol::Cross,
        "too-close" | "no-clear-winner" => Symbol::Equal,
        "leaning" => Symbol::Warning,
        _ => Symbol::Question,
    }
}

/// The verdict, beside its symbol.
pub fn said(headline: Headline, symbol: Symbol) -> AnyView {
    view! {
        <span class="state" class:open=!headline.is_settled>
            <Icon symbol=symbol/>
            {headline.state}
        </span>
        <h2 data-verdict=headline.code>{headline.sentence}</h2>
        <p>{headline.detail}</p>
    }
    .into_any()
}
