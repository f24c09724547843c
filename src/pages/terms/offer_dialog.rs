//! One offer, as a form: pick a usual one or say every number.

use concord_core::forecast::Offer;
use concord_core::terms::presets::Preset;
use concord_core::terms::{
    Accrues, Administration, Base, Draft, DraftField, Model, PayerKind, Shortfall, Steps, TierScope,
};
use concord_core::value::{Id, Name};
use concord_core::words;
use concord_core::workspace::{Rejection, Workspace};
use leptos::prelude::*;

use super::offers::{set_aside, set_table};
use super::questions::optional;
use crate::app::focus_on;
use crate::form::{Choice, Entry, Field, Select, TextField, sentence};
use crate::session::{Dialogs, Session, new_id, today};
use crate::widgets::{Dialog, when};

/// The dialog for the offer that is being edited, and the way back of those that are set aside. Their code is fetched
/// when one of them is first needed.
pub fn offer_dialog() -> AnyView {
    let session = Session::get();
    let Dialogs { offered: editing, offer: open, .. } = session.dialogs();
    let title = Signal::derive(move || match editing.get() {
        Some(_) => "Change the offer".to_owned(),
        None => "Put an offer on the table".to_owned(),
    });
    view! {
        {set_aside(session)}
        <Dialog open=open title=title>
            {move || view! { <OfferForm old=editing.get_untracked() close=open/> }}
        </Dialog>
    }
    .into_any()
}

/// The draft and what is wrong with it.
#[derive(Clone, Copy)]
struct Form {
    draft: RwSignal<Draft>,
    wrong: RwSignal<Vec<(DraftField, String)>>,
}

type Part = fn(&mut Draft) -> &mut String;

impl Form {
    /// A field for one text of the draft. Its problem shows once the offer is tried.
    fn field(self, id: &'static str, label: &'static str, field: DraftField, part: Part) -> TextField {
        self.field_at(id.to_owned(), label, field, move |draft| Some(part(draft)))
    }

    fn field_at(
        self,
        id: String,
        label: &'static str,
        field: DraftField,
        part: impl Fn(&mut Draft) -> Option<&mut String> + Clone + Send + Sync + 'static,
    ) -> TextField {
        let (draft, wrong) = (self.draft, self.wrong);
        let read = part.clone();
        let value = Signal::derive(move || read(&mut draft.get()).map(std::mem::take).unwrap_or_default());
        let entry: Entry = Callback::new(move |(text, _): (String, bool)| {
            draft.update(|draft| {
                if let Some(place) = part(draft) {
                    *place = text;
                }
            });
            wrong.update(|wrong| wrong.retain(|(other, _)| *other != field));
            Ok(())
        });
        TextField::number(id, label, value, entry).problem(Signal::derive(move || {
            wrong.with(|wrong| wrong.iter().find(|(f, _)| *f == field).map(|(_, w)| w.clone()))
        }))
    }

    fn select<T: Copy + PartialEq + Send + Sync + 'static>(
        self,
        id: &'static str,
        label: &'static str,
        part: fn(&mut Draft) -> &mut T,
        choices: &[(&'static str, T, &'static str)],
    ) -> impl IntoView + use<T> {
        let draft = self.draft;
        let all: Vec<(&'static str, T)> = choices.iter().map(|(key, value, _)| (*key, *value)).collect();
        let keys = all.clone();
        let chosen = Signal::derive(move || {
            let now = *part(&mut draft.get());
            keys.iter().find(|(_, value)| *value == now).map_or("", |(key, _)| *key)
        });
        let choose = Callback::new(move |key: &'static str| {
            if let Some((_, value)) = all.iter().find(|(other, _)| *other == key) {
                draft.update(|draft| *part(draft) = *value);
            }
        });
        let choices = choices.iter().map(|(key, _, words)| Choice::new(key, *words)).collect();
        view! { <Select id=id label=label choices=choices chosen=chosen choose=choose/> }
    }

    fn is(self, ask: fn(&Draft) -> bool) -> Memo<bool> {
        let draft = self.draft;
        Memo::new(move |_| draft.with(ask))
    }
}

#[component]
fn OfferForm(old: Option<Id>, close: RwSignal<bool>) -> impl IntoView {
    let session = Session::get();
    let (reading, currency, offers) =
        session.workspace().with_untracked(|w| (w.reading(), w.currency(), w.table().all().clone()));
    let old = old.and_then(|id| offers.iter().find(|offer| offer.id == id).cloned());
    let draft = old.as_ref().map_or_else(Draft::default, |offer| Draft::of(&offer.terms, reading, currency));
    let form = Form { draft: RwSignal::new(draft), wrong: RwSignal::new(Vec::new()) };
    let name =
        RwSignal::new(old.as_ref().and_then(|offer| offer.name.as_ref()).map(ToString::to_string).unwrap_or_default());
    let name_problem = RwSignal::new(None::<String>);
    let kept = old.as_ref().and_then(|offer| offer.administration);
    let monthly = RwSignal::new(kept.map(|a| reading.write_hours(a.monthly)).unwrap_or_default());
    let each = RwSignal::new(kept.map(|a| reading.write_hours(a.per_referral)).unwrap_or_default());
    let hours_problem = RwSignal::new(None::<String>);
    let refused = RwSignal::new(None::<String>);
    // None for a new offer, also once the form holds a copy of the old one.
    let changed = RwSignal::new(old.map(|offer| offer.id));
    let is_old = Memo::new(move |_| changed.with(Option::is_some));

    let put = move || {
        let terms = form.draft.with_untracked(|draft| draft.terms(reading, currency));
        if let Err(wrong) = &terms {
            form.wrong.set(wrong.iter().map(|(field, error)| (*field, sentence(error))).collect());
        }
        let named = optional(&name.get_untracked(), Name::new);
        name_problem.set(named.as_ref().err().cloned());
        let hours = optional(&monthly.get_untracked(), |text| reading.hours(text))
            .and_then(|monthly| Ok((monthly, optional(&each.get_untracked(), |text| reading.hours(text))?)));
        hours_problem.set(hours.as_ref().err().cloned());
        let (Ok(terms), Ok(name), Ok((monthly, per_referral))) = (terms, named, hours) else { return };
        let usual = terms.administration();
        let administration = (monthly.is_some() || per_referral.is_some()).then(|| Administration {
            monthly: monthly.unwrap_or(usual.monthly),
            per_referral: per_referral.unwrap_or(usual.per_referral),
        });
        let id = changed.get_untracked();
        let aside = id.is_some_and(|id| session.committed().table().offer(id).is_some_and(|offer| offer.aside));
        let offer = Offer { id: id.unwrap_or_else(new_id), name, terms, administration, aside };
        match set_table(session, |table| table.put(offer, today())) {
            Ok(()) => close.set(false),
            Err(rejection) => refused.set(Some(sentence(rejection))),
        }
    };
    let done = Callback::new(move |(done, said): (Result<(), Rejection>, &'static str)| match done {
        Ok(()) => {
            close.set(false);
            session.say(said, true);
        }
        Err(rejection) => refused.set(Some(sentence(rejection))),
    });
    let remove = move |_| {
        if let Some(id) = changed.get_untracked() {
            done.run((set_table(session, |table| table.without(id, today())), "Offer taken off the table."));
        }
    };
    let copy = Callback::new(move |()| {
        changed.set(None);
        session.dialogs().offered.set(None);
        // A name that is as long as one can be stays as it is.
        name.update(|name| {
            let copied = format!("{name} copy");
            if !name.is_empty() && Name::new(&copied).is_ok() {
                *name = copied;
            }
        });
        refused.set(None);
        // The button is gone, and the form begins with this.
        focus_on("model");
    });
    let plain = |id: &'static str, label: &'static str, text: RwSignal<String>, problem: RwSignal<Option<String>>| {
        let entry: Entry = Callback::new(move |(new, _): (String, bool)| {
            text.set(new);
            problem.set(None);
            Ok(())
        });
        TextField::text(id, label, text.into(), entry).problem(problem.into())
    };
    view! {
        <form class="stack" novalidate on:submit=move |event| {
            event.prevent_default();
            put();
        }>
            {(!is_old.get_untracked()).then(|| view! { <Presets form=form/> })}
            {move || changed.get().map(|id| view! { <Arrange id=id done=done copy=copy/> })}
            {form.select("model", "Model", |d| &mut d.model, &[
                ("fee", Model::FixedFee, "A fee for each project or referral"),
                ("retainer", Model::Retainer, "An amount a month"),
                ("share", Model::Percentage, "A percentage of what clients pay"),
                ("hybrid", Model::Hybrid, "An amount a month and a percentage"),
            ])}
            <Numbers form=form/>
            <details>
                <summary>"Name and record keeping"</summary>
                <div class="stack">
                    <Field field=plain("offer-name", "What you call it (may stay empty)", name, name_problem)/>
                    <p class="note">"Hours that tracking this costs each of you. Empty: our estimate for the model."</p>
                    <div class="columns">
                        <Field field=plain("hours-month", "Hours a month", monthly, hours_problem)/>
                        <Field field=plain("hours-each", "Hours an introduction", each, RwSignal::new(None))/>
                    </div>
                </div>
            </details>
            {when(move || refused.with(Option::is_some), move || view! { <p class="problem" role="alert">{refused}</p> })}
            <div class="actions">
                {when(move || is_old.get(), move || view! { <button type="button" class="danger apart" on:click=remove>"Take off the table"</button> })}
                <button type="button" on:click=move |_| close.set(false)>"Cancel"</button>
                <button type="submit" class="primary">{move || if is_old.get() { "Change" } else { "Put on the table" }}</button>
            </div>
        </form>
    }
}

/// What can be done with an offer as a whole: its place among the others, a copy of it, and whether it counts.
#[component]
fn Arrange(id: Id, done: Callback<(Result<(), Rejection>, &'static str)>, copy: Callback<()>) -> impl IntoView {
    let session = Session::get();
    let offers = session.part(|w: &Workspace| w.table().all().clone());
    let place = Memo::new(move |_| offers.with(|offers| offers.iter().position(|offer| offer.id == id)));
    let count = Memo::new(move |_| offers.with(|offers| offers.len()));
    let is_aside = Memo::new(move |_| offers.with(|offers| offers.iter().any(|offer| offer.id == id && offer.aside)));
    let shift = move |by: isize| {
        let to = place.get_untracked().and_then(|place| place.checked_add_signed(by));
        if let Some(to) = to {
            // It is there, and past the end is the end.
            let _ = set_table(session, |table| table.moved(id, to));
        }
    };
    let put_aside = move |_| {
        let Some(offer) = session.committed().table().offer(id).cloned() else { return };
        let said = if offer.aside { "Offer put back on the table." } else { "Offer set aside." };
        let other = Offer { aside: !offer.aside, ..offer };
        done.run((set_table(session, |table| table.put(other, today())), said));
    };
    let is_first = move || place.get() == Some(0);
    let is_last = move || place.get().is_some_and(|place| place + 1 == count.get());
    view! {
        <div class="row">
            // Not disabled at the ends: the button would lose the focus between two presses.
            <button type="button" aria-disabled=move || is_first().to_string() on:click=move |_| shift(-1)>"Earlier"</button>
            <button type="button" aria-disabled=move || is_last().to_string() on:click=move |_| shift(1)>"Later"</button>
            <span class="note" role="status">{move || place.get().map(|place| format!("Place {} of {}", place + 1, count.get()))}</span>
            <button type="button" on:click=move |_| copy.run(())>"Duplicate"</button>
            <button type="button" on:click=put_aside>{move || if is_aside.get() { "Put back" } else { "Set aside" }}</button>
        </div>
    }
}

/// Usual terms to start from.
#[component]
fn Presets(form: Form) -> impl IntoView {
    let session = Session::get();
    let (reading, currency) = session.workspace().with_untracked(|w| (w.reading(), w.currency()));
    let notation = session.notation();
    let origin = RwSignal::new(String::new());
    let presets = Preset::ALL
        .into_iter()
        .filter_map(|preset| {
            let terms = preset.terms(currency).ok()?;
            let label = words::short_name(&terms, &*notation.get_untracked());
            let source = words::source(preset.source());
            Some(view! {
                <li>
                    <button type="button" class="chip" on:click=move |_| {
                        origin.set(source.to_owned());
                        form.draft.set(Draft::of(&terms, reading, currency));
                        form.wrong.set(Vec::new());
                    }>{label}</button>
                </li>
            })
        })
        .collect_view();
    view! {
        <div>
            <p class="note">"Start from usual terms, then change what you like."</p>
            <ul class="chips">{presets}</ul>
            <p class="note" role="status">{origin}</p>
        </div>
    }
}

/// The numbers of the chosen model.
#[component]
fn Numbers(form: Form) -> impl IntoView {
    let code = Session::get().workspace().with_untracked(|w: &Workspace| w.currency().code().to_owned());
    let (code_fee, code_retainer) = (code.clone(), code.clone());
    let fee = form.is(|d| d.model == Model::FixedFee);
    let monthly = form.is(|d| matches!(d.model, Model::Retainer | Model::Hybrid));
    let share = form.is(|d| matches!(d.model, Model::Percentage | Model::Hybrid));
    let hybrid = form.is(|d| d.model == Model::Hybrid);
    let won = form.is(|d| !d.per_referral);
    let mutual = form.is(|d| d.payer == PayerKind::Mutual);
    view! {
        {when(move || fee.get(), move || view! {
            {form.select("due", "Due for", |d| &mut d.per_referral, &[
                ("won", false, "each project that is won"),
                ("qualified", true, "each qualified introduction, won or not"),
            ])}
            <div class="columns">
                <Field field=form.field("amount", "Fee", DraftField::Amount, |d| &mut d.amount).before(code_fee.clone())/>
                {
                    let code = code_fee.clone();
                    view! {
                        {when(move || won.get(), move || view! {
                            <Field field=form.field("over", "if the project is worth more than", DraftField::Over, |d| &mut d.over).before(code.clone())/>
                        })}
                    }
                }
            </div>
        })}
        {when(move || monthly.get(), move || view! {
            <div class="columns">
                <Field field=form.field("amount", "Amount a month", DraftField::Amount, |d| &mut d.amount).before(code_retainer.clone())/>
                {form.select("payer", "Who pays it", |d| &mut d.payer, &[
                    ("receiver", PayerKind::Receiver, "whoever receives the clients"),
                    ("introducer", PayerKind::Introducer, "whoever introduces them"),
                    ("mutual", PayerKind::Mutual, "both, each their own amount"),
                ])}
                {when(move || mutual.get(), move || view! {
                    <Field field=form.field("back", "The introducer pays back", DraftField::Back, |d| &mut d.back)/>
                })}
            </div>
            <div class="columns">
                <Field field=form.field("minimum", "For at least this many introductions a month", DraftField::Minimum, |d| &mut d.minimum).hint("Empty: no minimum.")/>
                {form.select("shortfall", "If fewer come", |d| &mut d.shortfall, &[
                    ("ignored", Shortfall::Ignored, "nothing happens"),
                    ("carried", Shortfall::CarriedForward, "they are owed later"),
                    ("credited", Shortfall::Credited, "the amount falls in proportion"),
                ])}
            </div>
        })}
        {when(move || share.get(), move || view! {
            <Share form=form code=code.clone()/>
        })}
        {when(move || hybrid.get(), move || view! {
            <div class="columns">
                <Field field=form.field("floor", "At least, in a year", DraftField::Floor, |d| &mut d.floor).hint("Empty: no floor.")/>
                <Field field=form.field("cap", "At most, in a year", DraftField::Cap, |d| &mut d.cap).hint("Empty: no cap.")/>
            </div>
        })}
    }
}

/// A percentage: its rate or tiers, and behind "refine" everything that few agreements have.
#[component]
fn Share(form: Form, code: String) -> impl IntoView {
    let flat = form.is(|d| d.steps == Steps::Flat);
    let tiers = form.draft;
    let count = Memo::new(move |_| tiers.with(|draft| draft.tiers.len()));
    let tiers_wrong = move || {
        form.wrong
            .with(|wrong| wrong.iter().find(|(field, _)| *field == DraftField::Tiers).map(|(_, words)| words.clone()))
    };
    view! {
        {form.select("steps", "The rate", |d| &mut d.steps, &[
                ("flat", Steps::Flat, "is the same for everything"),
                ("marginal", Steps::Marginal, "changes for the part above each step"),
                ("whole", Steps::Whole, "changes for everything at each step"),
            ])}
        <div class="columns">
            {when(move || flat.get(), move || view! {
                <Field field=form.field("rate", "Rate", DraftField::Rate, |d| &mut d.rate).after("%")/>
            })}
            <Field field=form.field("window", "For how many months", DraftField::Window, |d| &mut d.window).hint("From a project’s first payment. Empty: no end.")/>
        </div>
        {when(move || !flat.get(), move || view! {
            <fieldset class="stack">
                <legend class="legend">"Steps"</legend>
                {
                    let code = code.clone();
                    move || {
                        (0..count.get())
                            .map(|index| {
                                let from = form.field_at(format!("tier-from-{index}"), "From", DraftField::TierFrom(index), move |d| d.tiers.get_mut(index).map(|tier| &mut tier.0));
                                let rate = form.field_at(format!("tier-rate-{index}"), "Rate", DraftField::TierRate(index), move |d| d.tiers.get_mut(index).map(|tier| &mut tier.1));
                                view! {
                                    <div class="columns">
                                        <Field field=from.before(code.clone())/>
                                        <Field field=rate.after("%")/>
                                    </div>
                                }
                            })
                            .collect_view()
                    }
                }
                <p class="problem" role="alert">{tiers_wrong}</p>
                <div class="row">
                    <button type="button" on:click=move |_| tiers.update(|draft| {
                        let from = if draft.tiers.is_empty() { "0".to_owned() } else { String::new() };
                        draft.tiers.push((from, String::new()));
                    })>"Add a step"</button>
                    <button type="button" disabled=move || count.get() == 0 on:click=move |_| tiers.update(|draft| { draft.tiers.pop(); })>"Remove the last"</button>
                </div>
                {form.select("scope", "Counted over", |d| &mut d.scope, &[
                    ("year", TierScope::AgreementYear, "all clients in an agreement year"),
                    ("project", TierScope::Project, "each project alone"),
                ])}
            </fieldset>
        })}
        <details>
            <summary>"Refine"</summary>
            <div class="columns">
                {form.select("base", "The rate applies to", |d| &mut d.base, &[
                    ("gross", Base::Gross, "all that the client pays"),
                    ("net", Base::Net, "all but costs passed on"),
                ])}
                {form.select("accrues", "It is due", |d| &mut d.accrues, &[
                    ("payment", Accrues::OnPayment, "when the client pays"),
                    ("invoice", Accrues::OnInvoice, "when the client is billed"),
                ])}
                <Field field=form.field("client-cap", "At most, for one client", DraftField::ClientCap, |d| &mut d.client_cap).hint("Empty: no cap.")/>
                <Field field=form.field("year-cap", "At most, in a year", DraftField::YearCap, |d| &mut d.year_cap).hint("Empty: no cap.")/>
            </div>
        </details>
    }
}
