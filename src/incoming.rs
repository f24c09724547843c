//! A file that comes in, as every page shows it: what it would change, what is doubtful about it, or why it is not opened.

use concord_core::exchange::document::{Change, Difference, Section};
use concord_core::exchange::{Problems, ReadError};
use leptos::prelude::*;

use crate::widgets::Alert;

/// What would be added, changed and removed.
pub fn changes(difference: &Difference) -> AnyView {
    if difference.changes.is_empty() {
        return view! { <p>"It is the same as what is here."</p> }.into_any();
    }
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label="What the file would change">
            <table>
                <thead><tr><th scope="col">"What"</th><th scope="col">"Added"</th><th scope="col">"Changed"</th><th scope="col">"Removed"</th></tr></thead>
                <tbody>{difference.changes.iter().map(change).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn change(change: &Change) -> impl IntoView + use<> {
    let what = match change.section {
        Section::Settings => "Currency, tax, notation, topic",
        Section::Partner => "Partner’s name",
        Section::Answers => "Answers about your work",
        Section::Offers => "Offers on the table",
        Section::Changes => "Changes of the terms",
        Section::Rows => "Rows of your own list",
        Section::JointWork => "Joint work",
        Section::Partners => "Partners to choose from",
        Section::Criteria => "What they are judged by",
        Section::Partnerships => "Partnerships under review",
        Section::Referrals => "Referrals",
        Section::Contacts => "Contacts and payments between you",
        Section::Program => "Referral program",
    };
    let count = |count: usize| if count == 0 { "–".to_owned() } else { count.to_string() };
    view! {
        <tr><th scope="row">{what}</th><td>{count(change.added)}</td><td>{count(change.changed)}</td><td>{count(change.removed)}</td></tr>
    }
}

/// That a file is not as it was written, or says more than is understood here.
pub fn doubts(is_intact: bool, notices: &Problems) -> AnyView {
    let unknown: Vec<String> = notices.kept().iter().map(ToString::to_string).collect();
    view! {
        {(!is_intact).then(|| view! {
            <Alert><p>"This file was changed after Concord wrote it, or it is damaged. Everything in it makes sense; look at the figures before you rely on them."</p></Alert>
        })}
        {(!unknown.is_empty()).then(|| view! {
            <Alert>
                <p>"The file has fields that this Concord does not know. They are left out:"</p>
                {lines(unknown)}
            </Alert>
        })}
    }
    .into_any()
}

fn lines(lines: Vec<String>) -> impl IntoView {
    view! { <ul class="reasons">{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul> }
}

/// Why a file is not opened: one sentence, and every problem by its place.
pub fn refused(name: String, error: &ReadError) -> AnyView {
    let problems: Vec<String> = match error {
        ReadError::Problems(problems) => {
            let more = problems.left_out();
            let kept = problems.kept().iter().filter(|problem| !problem.is_notice()).map(ToString::to_string);
            kept.chain((more > 0).then(|| format!("and {more} more"))).collect()
        }
        _ => Vec::new(),
    };
    let reason = error.to_string();
    view! {
        <div data-import="refused">
            <Alert>
                <p>"“" <bdi>{name}</bdi> "” was not opened: " {reason} ". Nothing here has changed."</p>
                {(!problems.is_empty()).then(|| lines(problems))}
            </Alert>
        </div>
    }
    .into_any()
}
