//! What a ledger of 50,000 referrals takes in memory. The one test of this file has its allocator to itself.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::sync::Arc;

use concord_checks::{agreed, table_of_referrals, taken_in};
use concord_core::tracking::{Ledger, Number};
use concord_core::value::{Currency, Id, Money};
use concord_core::workspace::{Command, History, Workspace};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const MB: usize = 1_000_000;

#[test]
fn fifty_thousand_referrals_take_little_and_their_edits_less() {
    let text = table_of_referrals(50_000);
    let empty = MEMORY.current_usage();
    MEMORY.reset_peak_usage();

    let ledger = agreed(&taken_in(&text));
    assert_eq!(ledger.referrals().len(), 50_000);
    let fresh = Workspace::new(Currency::USD, [1, 2, 3, 4].map(|n| Id::from_u128(u128::MAX - n)));
    let mut history = History::new(put(&fresh, ledger), History::BUDGET);
    let live = MEMORY.current_usage() - empty;
    // The table is there for as long as it comes in.
    let peak = MEMORY.peak_usage() - empty + text.len();

    // Undo keeps the workspace before each edit. Each is in a chunk of its own.
    for edit in 0..50 {
        let ledger = history.present().ledger();
        let tracked = ledger.referral(Number(edit * 997 + 1)).unwrap();
        let tracked = tracked.with(|facts| facts.expected = Some(Money::new(edit.into()).unwrap())).unwrap();
        history.commit(put(history.present(), ledger.with(vec![tracked]).unwrap()));
    }
    let edits = MEMORY.current_usage() - empty - live;
    println!("live {live}, at most {peak}, fifty edits {edits}");
    assert!(live <= 16 * MB, "{live} bytes are live");
    assert!(peak <= 4 * live, "{peak} bytes at most, for {live}");
    assert!(edits <= 2 * MB, "{edits} bytes for fifty edits");
    let steps = std::iter::from_fn(|| history.undo().then_some(())).count();
    assert_eq!(steps, 50, "all of them can be undone");
}

fn put(workspace: &Workspace, ledger: Ledger) -> Workspace {
    workspace.apply(Command::set_ledger(Arc::new(ledger))).unwrap()
}
