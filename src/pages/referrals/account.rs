//! The account of one contact: how both stand, by which terms, what was paid, and the statement of a period.

use concord_core::account::{Owed, Settlement};
use concord_core::tracking::{Contact, Paid, Standing};
use concord_core::value::{Id, Money, Name, Notation, OutOfRange, Side};
use concord_core::words;
use leptos::prelude::*;

use super::Shown;
use super::agree::Agreed;
use super::statement::StatementOf;
use crate::form::{Choice, Entry, Field, Select, TextField, sentence};
use crate::headline::said;
use crate::route::{Part, Route};
use crate::session::{new_id, today};
use crate::widgets::{Icon, Symbol, live, when};

/// The account of the contact with this id, or that there is none.
#[component]
pub(super) fn Account(shown: Shown, id: Option<Id>) -> impl IntoView {
    let contact = id.map(|id| shown.contact(id));
    let is_there = Memo::new(move |_| contact.is_some_and(|contact| contact.with(Option::is_some)));
    view! {
        <p class="on-screen"><a href=Route::Referrals(Part::Owed).hash()>"‹ All accounts"</a></p>
        {when(move || is_there.get(), move || id.zip(contact).map(|(id, contact)| view! { <Found shown=shown id=id contact=contact/> }))}
        {when(move || !is_there.get(), || view! {
            <section class="panel stack" aria-label="Nobody here">
                <h2>"There is no contact at this address."</h2>
                <p>"The contact was removed, or the address belongs to another browser or workspace. If you have just removed somebody, undo brings them back."</p>
                <p><a class="button" href=Route::Referrals(Part::Owed).hash()>"See all accounts"</a></p>
            </section>
        })}
    }
}

#[component]
fn Found(shown: Shown, id: Id, contact: Memo<Option<Contact>>) -> impl IntoView {
    let notation = shown.session.notation();
    let standing = Memo::new(move |_| {
        let contact = contact.get()?;
        Some(shown.ledger.with(|ledger| ledger.standing(&contact, today())))
    });
    let name = Memo::new(move |_| contact.with(|contact| contact.as_ref().map(|contact| contact.name().clone())));
    Effect::new(move || {
        if let Some(name) = name.get() {
            document().set_title(&format!("{name} · Concord"));
        }
    });
    let verdict = move || match (name.get(), standing.get()) {
        (Some(name), Some(Ok(standing))) => {
            let headline = words::balance_headline(&name, &standing.balance, &*notation.get());
            let symbol = if headline.is_settled { Symbol::Check } else { Symbol::Warning };
            said(headline, symbol)
        }
        (_, Some(Err(OutOfRange))) => view! { <h2>"These amounts are larger than can be kept exact."</h2> }.into_any(),
        _ => ().into_any(),
    };
    view! {
        <section class="verdict" aria-live="polite" aria-label="How you stand">{live(verdict)}</section>
        <Figures standing=standing name=name/>
        <Agreed shown=shown contact=contact/>
        <Payments shown=shown id=id/>
        <StatementOf shown=shown standing=standing name=name/>
        <About shown=shown id=id contact=contact/>
    }
}

/// A row of figures: its words, its code, and what it takes of each side.
type OwedRow = (&'static str, &'static str, fn(&Owed) -> Money);

/// What each side has earned, was paid, and is still to get.
#[component]
fn Figures(standing: Memo<Option<Result<Standing, OutOfRange>>>, name: Memo<Option<Name>>) -> impl IntoView {
    let notation = crate::session::Session::get().notation();
    let rows: [OwedRow; 6] = [
        ("Earned", "accrued", |owed| owed.accrued),
        ("Taken back, as clients got money back", "reversed", |owed| owed.reversed),
        ("Left of it", "payable", |owed| owed.payable),
        ("Paid by the other", "paid", |owed| owed.paid),
        ("Still to be paid", "unpaid", |owed| owed.unpaid),
        ("Of that overdue", "overdue", |owed| owed.overdue),
    ];
    let body = move || {
        let Some(Ok(standing)) = standing.get() else { return ().into_any() };
        let notation = notation.get();
        let row = |(words, code, of): OwedRow| {
            let cell = |side: Side, who: &'static str| {
                let amount = of(standing.balance.owed.of(side));
                view! { <td data-figure=format!("{who}-{code}") data-value=amount.minor().to_string()>{notation.money(amount)}</td> }
            };
            view! { <tr class:key=code == "unpaid"><th scope="row">{words}</th>{cell(Side::Them, "them")}{cell(Side::You, "you")}</tr> }
        };
        rows.map(row).collect_view().into_any()
    };
    view! {
        <section class="panel" aria-labelledby="figures">
            <h2 id="figures">"How you stand today"</h2>
            <div class="scroll" tabindex="0" role="region" aria-label="How you stand today, as a table">
                <table>
                    <thead><tr>
                        <th scope="col"><span class="unseen">"Figure"</span></th>
                        <th scope="col"><bdi class="offer-name">{move || name.get().map(|name| name.to_string())}</bdi></th>
                        <th scope="col">"You"</th>
                    </tr></thead>
                    <tbody>{live(body)}</tbody>
                </table>
            </div>
        </section>
    }
}

/// What was paid between the two, and a form for more.
#[component]
fn Payments(shown: Shown, id: Id) -> impl IntoView {
    let session = shown.session;
    let notation = session.notation();
    let payer = RwSignal::new(Side::You);
    let date = RwSignal::new(session.committed().reading().write_date(today()));
    let amount = RwSignal::new(String::new());
    let wrong = RwSignal::new((None::<String>, None::<String>));
    let add = move || {
        let workspace = session.committed();
        let reading = workspace.reading();
        let day = reading.date(&date.get_untracked()).map_err(sentence);
        let paid = reading.positive_money(&amount.get_untracked(), workspace.currency()).map_err(sentence);
        let (day, paid) = match (day, paid) {
            (Ok(day), Ok(paid)) => (day, paid),
            (day, paid) => return wrong.set((day.err(), paid.err())),
        };
        let settlement = Settlement { payer: payer.get_untracked(), date: day, amount: paid };
        let paid = Paid { id: new_id(), contact: id, settlement };
        match shown.change(|ledger| ledger.with_paid(vec![paid])) {
            Ok(()) => {
                amount.set(String::new());
                wrong.set((None, None));
            }
            Err(problem) => wrong.set((None, Some(problem))),
        }
    };
    let paid = Memo::new(move |_| {
        let mut paid: Vec<Paid> =
            shown.ledger.with(|ledger| ledger.paid().iter().filter(|paid| paid.contact == id).copied().collect());
        paid.sort_by_key(|paid| std::cmp::Reverse(paid.settlement.date));
        paid
    });
    let remove = move |of: Id| {
        // It is shown, so it can be removed.
        let _ = shown.change(|ledger| ledger.without_paid(of));
        session.say("Payment removed.", true);
    };
    let typed = |of: RwSignal<String>| -> Entry {
        Callback::new(move |(text, _): (String, bool)| {
            of.set(text);
            wrong.set((None, None));
            Ok(())
        })
    };
    let list = move || {
        let notation = notation.get();
        let row = |paid: Paid| {
            let Settlement { payer, date, amount } = paid.settlement;
            let who = if payer == Side::You { "You paid" } else { "They paid" };
            let told = format!("{who} {} on {}", notation.money(amount), notation.date(date));
            view! {
                <li class="row" data-paid=amount.minor().to_string()>
                    <span>{told.clone()}</span>
                    <button type="button" class="quiet" aria-label=format!("Remove: {told}") on:click=move |_| remove(paid.id)><Icon symbol=Symbol::Cross/></button>
                </li>
            }
        };
        paid.get().into_iter().map(row).collect_view().into_any()
    };
    view! {
        <section class="panel stack on-screen" aria-labelledby="payments">
            <h2 id="payments">"Payments between you"</h2>
            <form class="quick few" novalidate on:submit=move |event| {
                event.prevent_default();
                add();
            }>
                <Select
                    id="paid-by"
                    label="Who paid"
                    choices=vec![Choice::new("you", "You paid them"), Choice::new("them", "They paid you")]
                    chosen=Signal::derive(move || if payer.get() == Side::You { "you" } else { "them" })
                    choose=Callback::new(move |key| payer.set(if key == "you" { Side::You } else { Side::Them }))
                />
                <Field field=TextField::text("paid-date", "Date", date.into(), typed(date)).problem(Signal::derive(move || wrong.get().0))/>
                <Field field=TextField::number("paid-amount", "Amount", amount.into(), typed(amount)).problem(Signal::derive(move || wrong.get().1))/>
                <button type="submit">"Add the payment"</button>
            </form>
            <ul>{live(list)}</ul>
        </section>
    }
}

/// Name, days until payment, and taking the contact out.
#[component]
fn About(shown: Shown, id: Id, contact: Memo<Option<Contact>>) -> impl IntoView {
    let changed = move |change: &dyn Fn(Contact) -> Result<Contact, String>| {
        let Some(old) = contact.get_untracked() else { return Ok(()) };
        let new = change(old)?;
        shown.change(|ledger| ledger.with_contacts(vec![new]))
    };
    let rename: Entry = Callback::new(move |(text, done): (String, bool)| {
        let name = Name::new(&text).map_err(sentence)?;
        if done { changed(&|old| Ok(old.named(name.clone()))) } else { Ok(()) }
    });
    let due: Entry = Callback::new(move |(text, done): (String, bool)| {
        let days = shown.session.committed().reading().count(&text).map_err(sentence)?;
        let days = u16::try_from(days).unwrap_or(u16::MAX);
        let change = |old: Contact| old.due_after(days).map_err(sentence);
        if done { changed(&change) } else { contact.get_untracked().map_or(Ok(()), |old| change(old).map(drop)) }
    });
    let name = Signal::derive(move || {
        contact.with(|contact| contact.as_ref().map(|one| one.name().to_string()).unwrap_or_default())
    });
    let days = Signal::derive(move || {
        contact.with(|contact| contact.as_ref().map(|one| one.days_until_due().to_string()).unwrap_or_default())
    });
    let problem = RwSignal::new(None::<String>);
    let remove = move |_| match shown.change(|ledger| ledger.without_contact(id)) {
        Ok(()) => {
            shown.session.say("Contact removed.", true);
            Route::Referrals(Part::Owed).go();
        }
        Err(words) => problem.set(Some(words)),
    };
    view! {
        <section class="panel stack on-screen" aria-labelledby="about">
            <h2 id="about">"About this contact"</h2>
            <div class="columns">
                <Field field=TextField::text("contact-name", "Name", name, rename)/>
                <Field field=TextField::number("contact-due", "Paid within", days, due).after("days").hint("Counted from the day on which it was earned.")/>
            </div>
            <div class="row">
                <button type="button" on:click=remove>"Remove the contact"</button>
                <span class="problem" role="alert">{problem}</span>
            </div>
        </section>
    }
}
