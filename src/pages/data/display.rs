//! How this browser shows every workspace.

use leptos::prelude::*;

use crate::form::{Choice, Select};
use crate::session::{Preference, Session};

/// The theme, and the signs in shown numbers.
#[component]
pub(super) fn Display() -> impl IntoView {
    let session = Session::get();
    let select = move |id, label, of: Preference, choices| {
        let choices: Vec<Choice> = choices;
        let keys: Vec<&'static str> = choices.iter().map(|choice| choice.key).collect();
        // The first is what holds until something was chosen.
        let chosen = Signal::derive(move || {
            let kept = session.preferred(of);
            keys.iter().copied().find(|key| *key == kept).or(keys.first().copied()).unwrap_or_default()
        });
        let choose = Callback::new(move |choice: &'static str| session.prefer(of, choice));
        view! { <Select id=id label=label choices=choices chosen=chosen choose=choose/> }
    };
    let themes = vec![Choice::new("", "as this device"), Choice::new("light", "light"), Choice::new("dark", "dark")];
    let numbers = vec![
        Choice::new("", "as this browser"),
        Choice::new("point", "1,234.50"),
        Choice::new("comma", "1.234,50"),
        Choice::new("space", "1\u{202F}234,50"),
    ];
    view! {
        <section class="panel stack" aria-labelledby="display">
            <div>
                <h2 id="display">"How it looks here"</h2>
                <p class="note">"For every workspace in this browser, and for no other browser. Fields read numbers as it is set for the workspace above."</p>
            </div>
            <div class="columns">
                {select("theme", "Colours", Preference::Theme, themes)}
                {select("numbers", "Show numbers as", Preference::Numbers, numbers)}
            </div>
        </section>
    }
}
