//! Work done together: what each put in, the splits on the table, effort against reward.

use concord_core::split::{
    Contribution, ContributionKind, Effort, FixedSplit, JointComparison, JointOutcome, JointSplit, JointVerdict, Share,
    SplitPreset,
};
use concord_core::value::{Hours, Id, Money, Notation, Quantity, Reading, Side};
use concord_core::words;
use concord_core::workspace::{Command, Logged, Workspace};
use leptos::prelude::*;

use super::questions::{Who, optional};
use crate::form::{Choice, Entry, Field, Select, TextField, sentence};
use crate::headline::{said, symbol};
use crate::judgement;
use crate::session::{Session, new_id};
use crate::typing::{entry, shown};
use crate::widgets::{Icon, Symbol, when};

fn pool(text: &str, workspace: &Workspace) -> Result<Command, String> {
    let pool = optional(text, |text| workspace.reading().money(text, workspace.currency()))?;
    Ok(Command::set_pool(pool))
}

/// The page for joint work.
#[component]
pub fn JointWork() -> impl IntoView {
    let session = Session::get();
    let compared = judgement::compare_joint(session);
    let code = session.part(|w: &Workspace| w.currency().code().to_owned());
    view! {
        <div class="answer">
            <JointVerdictView compared=compared/>
            <SplitTable compared=compared/>
            <Log/>
        </div>
        <section class="panel questions stack" aria-labelledby="questions">
            <h2 id="questions">"Your joint work"</h2>
            <Who/>
            <Field field=TextField::number("pool", "What there is to divide", shown(session, |w| Some(w.reading().write_money(w.joint().pool?, w.currency()))), entry(session, pool)).before(code.get_untracked()).hint("Revenue less what the project itself cost.")/>
            <AddSplit/>
            <p class="note">"Contributions count hours at their rate, times a weight for how the client or you rated the work (1 if nobody did), and cash times a multiplier for its risk."</p>
        </section>
    }
}

#[component]
fn JointVerdictView(compared: Memo<Option<JointComparison>>) -> impl IntoView {
    let headline = judgement::joint_headline(Session::get(), compared);
    view! {
        <section class="verdict" aria-live="polite" aria-label="Verdict">
            {move || match headline.get() {
                Some(headline) => {
                    let symbol = symbol(&headline);
                    said(headline, symbol)
                }
                None => view! {
                    <h2>"Does the split follow the work?"</h2>
                    <p>"Put a split on the table and log what each of you puts in: hours and cash. The page then compares effort with reward."</p>
                }
                    .into_any(),
            }}
        </section>
    }
}

/// A share in percent with one decimal.
fn percent(share: Option<Share>, notation: &dyn Notation) -> String {
    // Shares of a whole lie far inside f64's whole numbers.
    share.map_or_else(|| "–".to_owned(), |share| notation.signed(&format!("{:.1}%", share.ppm() as f64 / 1e4)))
}

#[component]
fn SplitTable(compared: Memo<Option<JointComparison>>) -> impl IntoView {
    let session = Session::get();
    let notation = session.notation();
    let joint = session.part(|w: &Workspace| w.joint().clone());
    let remove = Callback::new(move |id: Id| {
        // It is on the table, so it can be taken off.
        let _ = session.dispatch(Command::remove_split(id));
        session.say("Split taken off the table.", true);
    });
    let body = move || {
        let comparison = compared.get()?;
        let splits = joint.get().splits.clone();
        let notation = notation.get();
        let share = |side: Side, of: fn(&Effort) -> Option<Share>| {
            let effort = comparison.efforts.iter().find(|effort| effort.party == side.party());
            percent(effort.and_then(of), &*notation)
        };
        let pick = match comparison.verdict {
            JointVerdict::Fits { pick, .. } => Some(pick),
            _ => None,
        };
        let rows = comparison.outcomes.iter().zip(&splits).map(|(outcome, (id, split))| {
            outcome_row(outcome, *id, words::split_name(split), pick == Some(*id), &*notation, remove)
        });
        Some(view! {
            <div class="scroll" tabindex="0" role="region" aria-label="Splits on the table">
                <table>
                    <thead><tr>
                        <th scope="col">"Split"</th>
                        <th scope="col"><span class="you">"You"</span>" get"</th>
                        <th scope="col"><span class="them">"They"</span>" get"</th>
                        <th scope="col">"Furthest from the work"</th>
                        <th scope="col"><span class="unseen">"Actions"</span></th>
                    </tr></thead>
                    <tbody>
                        <tr>
                            <th scope="row">"Share of the work"</th>
                            <td>{share(Side::You, |e| e.contribution)}<small>{share(Side::You, |e| e.hours)}" of the hours"</small></td>
                            <td>{share(Side::Them, |e| e.contribution)}<small>{share(Side::Them, |e| e.hours)}" of the hours"</small></td>
                            <td></td><td></td>
                        </tr>
                        {rows.collect_view()}
                    </tbody>
                </table>
            </div>
        })
    };
    view! {
        <section class="panel" aria-label="Splits">
            <h2>"Effort against reward"</h2>
            <p class="note">"A split fits if nobody’s share of the revenue is more than 10 points from their share of the work. The limit is ours, and so is the time for record keeping: an estimate for each of you."</p>
            {body}
        </section>
    }
}

fn outcome_row(
    outcome: &JointOutcome,
    id: Id,
    name: String,
    picked: bool,
    notation: &dyn Notation,
    remove: Callback<Id>,
) -> impl IntoView + use<> {
    let cell = |side: Side| match &outcome.pay {
        Ok(pay) => {
            let row = pay.rows.iter().find(|row| row.party == side.party());
            let odd = pay.odd.contains(&side.party());
            view! {
                <td class:pick=picked data-value=row.map(|row| row.pay.minor().to_string())>
                    {row.map(|row| notation.money(row.pay))}
                    <small>{percent(row.map(|row| row.revenue), notation)}{odd.then_some(", with the odd cent")}</small>
                </td>
            }
            .into_any()
        }
        Err(error) => view! { <td class="fail">{sentence(error)}</td> }.into_any(),
    };
    let gap = outcome.pay.as_ref().ok().and_then(|pay| pay.gap).map(|gap| gap.size);
    let label = format!("Take {name} off the table");
    view! {
        <tr>
            <th scope="row">{name}<small>{words::split_record_keeping(outcome.kind, notation)}</small></th>
            {cell(Side::You)}
            {cell(Side::Them)}
            <td class:pick=picked>{gap.map(|gap| notation.signed(&format!("{:.1} points", gap.ppm() as f64 / 1e4)))}</td>
            <td><button type="button" class="quiet" aria-label=label on:click=move |_| remove.run(id)><Icon symbol=Symbol::Cross/></button></td>
        </tr>
    }
}

const fn label(preset: SplitPreset) -> &'static str {
    match preset {
        SplitPreset::Halves => "50 / 50",
        SplitPreset::CashFirst => "By contribution, cash back first",
        SplitPreset::Contribution => "By contribution",
    }
}

/// Puts a split on the table: usual ones in one press, any other by its stakes.
#[component]
fn AddSplit() -> impl IntoView {
    let session = Session::get();
    let stakes = RwSignal::new(String::from("60"));
    let problem = RwSignal::new(None::<String>);
    let put =
        move |split: JointSplit| problem.set(session.dispatch(Command::put_split(new_id(), split)).err().map(sentence));
    let fixed = move |you: u32, them: u32| {
        FixedSplit::new(vec![(Side::You.party(), you), (Side::Them.party(), them)]).map(JointSplit::Fixed)
    };
    let presets = SplitPreset::ALL.map(|preset| {
        let press = move |_| {
            if let Some(split) = preset.between(Side::You.party(), Side::Them.party()) {
                put(split);
            }
        };
        view! { <button type="button" class="chip" on:click=press>{label(preset)}</button> }
    });
    let put_stakes = move |_| {
        let reading = session.workspace().with_untracked(Workspace::reading);
        match reading.count(&stakes.get_untracked()).map_err(sentence) {
            Ok(yours) if yours <= 100 => match fixed(yours, 100 - yours) {
                Ok(split) => put(split),
                Err(error) => problem.set(Some(sentence(error))),
            },
            Ok(_) => problem.set(Some("Your share is a whole number from 0 to 100.".to_owned())),
            Err(words) => problem.set(Some(words)),
        }
    };
    let typed: Entry = Callback::new(move |(text, _): (String, bool)| {
        stakes.set(text);
        problem.set(None);
        Ok(())
    });
    view! {
        <div class="stack">
            <h3>"Put a split on the table"</h3>
            <div class="chips">{presets}</div>
            <details>
                <summary>"Where these come from"</summary>
                <ul class="note lines">
                    {SplitPreset::ALL.map(|preset| view! { <li>{label(preset)}": "{words::source(preset.source())}</li> })}
                </ul>
            </details>
            <Field field=TextField::number("stakes", "Or your share, in whole percent", stakes.into(), typed).after("%").problem(problem.into())/>
            <div class="row"><button type="button" on:click=put_stakes>"Put this split on the table"</button></div>
        </div>
    }
}

/// What was put in: a form for one entry, and the entries.
#[component]
fn Log() -> impl IntoView {
    let session = Session::get();
    let joint = session.part(|w: &Workspace| w.joint().clone());
    let notation = session.notation();
    let (who, kind) = (RwSignal::new("you"), RwSignal::new("hours"));
    let amount = RwSignal::new(String::new());
    let rate = RwSignal::new(String::new());
    let weight = RwSignal::new(String::from("1"));
    let problems = [(); 3].map(|()| RwSignal::new(None::<String>));
    let [amount_problem, rate_problem, weight_problem] = problems;
    let add = move || {
        let (reading, currency) = session.workspace().with_untracked(|w| (w.reading(), w.currency()));
        let side = if who.get_untracked() == "you" { Side::You } else { Side::Them };
        let weight = note(weight_problem, reading.quantity(&weight.get_untracked()));
        let kind = if kind.get_untracked() == "hours" {
            let time = note(amount_problem, reading.hours(&amount.get_untracked()));
            let hourly = note(rate_problem, reading.positive_money(&rate.get_untracked(), currency));
            time.zip(hourly).zip(weight).map(|((time, hourly), weight)| ContributionKind::Hours {
                time,
                hourly,
                weight,
            })
        } else {
            let amount = note(amount_problem, reading.positive_money(&amount.get_untracked(), currency));
            amount.zip(weight).map(|(amount, multiplier)| ContributionKind::Cash { amount, multiplier })
        };
        let Some(Ok(contribution)) = kind.map(|kind| Contribution::new(side.party(), kind)) else { return };
        match session.dispatch(Command::put_logged(Logged { id: new_id(), contribution })) {
            Ok(()) => amount.set(String::new()),
            Err(rejection) => amount_problem.set(Some(sentence(rejection))),
        }
    };
    let field = |id: &'static str, label: &'static str, text: RwSignal<String>, problem: RwSignal<Option<String>>| {
        let typed: Entry = Callback::new(move |(new, _): (String, bool)| {
            text.set(new);
            problem.set(None);
            Ok(())
        });
        TextField::number(id, label, text.into(), typed).problem(problem.into())
    };
    let hours = move || kind.get() == "hours";
    let remove = move |id: Id| {
        // It is in the log, so it can be removed.
        let _ = session.dispatch(Command::remove_logged(id));
        session.say("Entry removed.", true);
    };
    view! {
        <section class="panel stack" aria-labelledby="log">
            <h2 id="log">"What each of you put in"</h2>
            <form class="stack" novalidate on:submit=move |event| {
                event.prevent_default();
                add();
            }>
                <div class="columns">
                    <Select id="log-who" label="Who" choices=vec![Choice::new("you", "You"), Choice::new("them", "They")] chosen=who choose=Callback::new(move |key| who.set(key))/>
                    <Select id="log-kind" label="What" choices=vec![Choice::new("hours", "Hours"), Choice::new("cash", "Cash")] chosen=kind choose=Callback::new(move |key| kind.set(key))/>
                    <Field field=field("log-amount", "How much", amount, amount_problem).hint("Hours as 1.5 or 1:30")/>
                    {when(hours, move || view! {<Field field=field("log-rate", "Worth an hour", rate, rate_problem)/>})}
                    <Field field=field("log-weight", "Weight", weight, weight_problem).before("×")/>
                </div>
                <div class="row"><button type="submit">"Add to the log"</button></div>
            </form>
            {when(move || joint.with(|joint| !joint.log.is_empty()), move || view! {
                <div class="scroll" tabindex="0" role="region" aria-label="Log of contributions">
                    <table>
                        <thead><tr><th scope="col">"Who"</th><th scope="col">"What"</th><th scope="col">"Counts as"</th><th scope="col"><span class="unseen">"Actions"</span></th></tr></thead>
                        <tbody>
                            {move || {
                                let notation = notation.get();
                                joint.get().log.iter().map(|entry| {
                                    let id = entry.id;
                                    let you = entry.contribution.party() == Side::You.party();
                                    let counts = Money::rounded(entry.contribution.value(), Contribution::UNITS_A_MINOR).unwrap_or(Money::MAX);
                                    view! {
                                        <tr>
                                            <th scope="row"><span class=if you { "you" } else { "them" }>{if you { "You" } else { "They" }}</span></th>
                                            <td>{contributed(entry.contribution.kind(), &*notation)}</td>
                                            <td data-value=counts.minor().to_string()>{notation.money(counts)}</td>
                                            <td><button type="button" class="quiet" aria-label="Remove this entry" on:click=move |_| remove(id)><Icon symbol=Symbol::Cross/></button></td>
                                        </tr>
                                    }
                                }).collect_view()
                            }}
                        </tbody>
                    </table>
                </div>
            })}
        </section>
    }
}

/// The value, or its error beside the field.
fn note<T, E: std::fmt::Display>(problem: RwSignal<Option<String>>, result: Result<T, E>) -> Option<T> {
    result.map_err(|error| problem.set(Some(sentence(error)))).ok()
}

fn contributed(kind: ContributionKind, notation: &dyn Notation) -> String {
    let times = |weight: Quantity| {
        if weight == Quantity::ONE { String::new() } else { format!(" × {}", notation.quantity(weight, 2)) }
    };
    let hours = |time: Hours| notation.signed(&Reading::ENGLISH.write_hours(time));
    match kind {
        ContributionKind::Hours { time, hourly, weight } => {
            format!("{} h at {}{}", hours(time), notation.money(hourly), times(weight))
        }
        ContributionKind::Cash { amount, multiplier } => {
            format!("{} in cash{}", notation.money(amount), times(multiplier))
        }
    }
}
