//! Two tabs on one store: in every order of their effects nothing is corrupted, and the loser learns of it.

use super::super::Refusal;
use std::collections::BTreeSet;

use super::faulty::FaultyStore;
use super::*;

fn fresh(store: &FaultyStore) -> Tab {
    Tab::open(&mut FaultyStore::healthy(&store.cells))
}

/// Two tabs that both believe to be the writer and have begun to save on `store`.
fn rivals(store: &FaultyStore) -> [Tab; 2] {
    [10, 20].map(|n| {
        let mut tab = Tab::open(&mut store.clone());
        tab.shown = Some(payload(n).into());
        tab.machine.save(payload(n).into()).unwrap();
        tab
    })
}

/// Brings a tab up to date and checks what it claims.
#[track_caller]
fn check_claim(tab: &Tab, store: &FaultyStore) {
    let mut tab = tab.clone();
    tab.machine.refresh();
    tab.run(&mut store.clone()).unwrap();
    match tab.machine.status() {
        Status::Saved(generation) => {
            let stored = fresh(store);
            assert_eq!(stored.machine.verified(), Some(generation));
            assert_eq!(tab.shown(), stored.shown(), "saved is what is stored");
        }
        status => assert_eq!(status, Status::Stale),
    }
}

/// Every order in which the remaining effects of two tabs can happen.
#[derive(Default)]
struct Orders {
    count: usize,
    seen: BTreeSet<String>,
}

impl Orders {
    fn explore(&mut self, tabs: &[Tab; 2], store: &FaultyStore) {
        let mut over = true;
        for at in 0..2 {
            if tabs[at].machine.effect().is_none() {
                continue;
            }
            over = false;
            let (mut tabs, mut store) = (tabs.clone(), store.clone());
            let writes = store.writes;
            tabs[at].step(&mut store).unwrap();
            if store.writes > writes {
                self.check_store(&store);
            }
            self.explore(&tabs, &store);
        }
        if over {
            self.count += 1;
            self.check_end(tabs, store);
        }
    }

    /// Both pages may end at any instant: something whole is stored once anything is.
    fn check_store(&mut self, store: &FaultyStore) {
        if self.seen.insert(format!("{:?}", store.cells)) {
            assert!(fresh(store).generation() > 0);
        }
    }

    fn check_end(&mut self, tabs: &[Tab; 2], store: &FaultyStore) {
        let statuses = tabs.each_ref().map(|tab| tab.machine.status());
        if self.seen.insert(format!("{statuses:?} {:?}", store.cells)) {
            let stored = fresh(store);
            let news = [payload(10), payload(20)];
            assert!(news.iter().any(|new| Some(&**new) == stored.shown()), "{:?}", stored.shown());
            for tab in tabs {
                assert!(matches!(tab.machine.status(), Status::Saved(_) | Status::Stale), "{statuses:?}");
                check_claim(tab, store);
            }
        }
    }
}

#[test]
fn two_writers_in_any_order_leave_one_whole_payload_and_know_who_lost() {
    for saves in [0, 2] {
        let store = if saves == 0 { FaultyStore::default() } else { store_of(saves) };
        let mut orders = Orders::default();
        orders.explore(&rivals(&store), &store);
        // 20 effects, 10 of each, have 184,756 orders; a loser stops earlier.
        assert!((20_000..=204_756).contains(&orders.count), "{} orders", orders.count);
    }
}

/// One tab sleeps between two effects of its save, while the other saves up to three times.
#[test]
fn a_writer_that_slept_through_a_save_does_not_undo_it() {
    const CHECKED: usize = 4;
    const CONFIRMED: usize = 7;
    for asleep_after in 0..10 {
        for saves in 1..=3 {
            let case = format!("asleep after {asleep_after}, {saves} saves");
            let mut store = store_of(2);
            let [mut sleeper, mut awake] = [Tab::open(&mut store), Tab::open(&mut store)];
            sleeper.shown = Some(payload(10).into());
            sleeper.machine.save(payload(10).into()).unwrap();
            for _ in 0..asleep_after {
                sleeper.step(&mut store).unwrap();
            }
            for n in 21..=20 + saves {
                if awake.machine.save(payload(n).into()).is_ok() {
                    awake.shown = Some(payload(n).into());
                }
                awake.run(&mut store).unwrap();
            }
            sleeper.run(&mut store).unwrap();
            check_claim(&sleeper, &store);
            check_claim(&awake, &store);
            if asleep_after > CONFIRMED {
                assert_eq!(awake.machine.status(), Status::Stale, "{case}");
                assert_eq!(fresh(&store).shown(), Some(&*payload(10)), "{case}");
            } else {
                assert_eq!(sleeper.machine.status(), Status::Stale, "{case}");
                // Between the check and the write only the browser's lock can help: the other tab learns
                // that its save was written over, while it still holds it.
                if asleep_after != CHECKED {
                    assert_eq!(fresh(&store).shown(), awake.shown(), "{case}");
                }
            }
        }
    }
}

#[test]
fn a_stale_writer_writes_nothing_and_reloads_on_request() {
    let mut store = store_of(2);
    let mut stale = Tab::open(&mut store);
    let mut writer = Tab::open(&mut store);
    writer.save(&payload(3), &mut store);
    let before = store.cells.clone();
    assert_eq!(stale.save(&payload(10), &mut store), Status::Stale);
    assert!(stale.machine.unsaved(), "the edits are still there to be taken out");
    assert_eq!(stale.machine.verified(), None);
    assert_eq!(stale.machine.save(payload(11).into()), Err(Refusal::NotNow));
    assert_eq!(stale.machine.erase(), Err(Refusal::NotNow));
    stale.machine.refresh();
    stale.run(&mut store).unwrap();
    assert_eq!((stale.machine.status(), &store.cells), (Status::Stale, &before));
    stale.machine.reload().unwrap();
    stale.run(&mut store).unwrap();
    assert_eq!((stale.shown(), stale.generation()), (Some(&*payload(3)), 3));
    assert!(!stale.machine.unsaved());
}

#[test]
fn a_writer_whose_save_was_replaced_says_so_instead_of_following() {
    let mut store = store_of(2);
    let mut idle = Tab::open(&mut store);
    idle.machine.refresh();
    idle.run(&mut store).unwrap();
    assert_eq!(idle.generation(), 2, "nothing changed");
    Tab::open(&mut store).save(&payload(3), &mut store);
    idle.machine.refresh();
    idle.run(&mut store).unwrap();
    assert_eq!((idle.machine.status(), idle.shown()), (Status::Stale, Some(&*payload(2))));
}

#[test]
fn what_another_tab_erased_is_not_written_again() {
    let mut store = store_of(2);
    let mut tab = Tab::open(&mut store);
    let mut eraser = Tab::open(&mut store);
    eraser.machine.erase().unwrap();
    eraser.run(&mut store).unwrap();
    assert_eq!(tab.save(&payload(3), &mut store), Status::Stale);
    assert!(store.cells.is_empty());
}

#[test]
fn what_another_tab_saved_is_not_erased_unseen() {
    let mut store = store_of(2);
    let mut eraser = Tab::open(&mut store);
    Tab::open(&mut store).save(&payload(3), &mut store);
    let before = store.cells.clone();
    eraser.machine.erase().unwrap();
    eraser.run(&mut store).unwrap();
    assert_eq!((eraser.machine.status(), store.cells), (Status::Stale, before));
}

#[test]
fn a_fresh_start_does_not_sweep_away_what_another_tab_repaired() {
    let mut store = store_of(2);
    for key in [A, B] {
        store.set(key, "damaged");
    }
    let mut tab = Tab::open(&mut store);
    let mut other = Tab::open(&mut store);
    other.machine.start_over().unwrap();
    other.run(&mut store).unwrap();
    other.save(&payload(7), &mut store);
    let before = store.cells.clone();
    tab.machine.start_over().unwrap();
    tab.run(&mut store).unwrap();
    assert_eq!(store.cells, before);
    assert_eq!(tab.shown(), Some(&*payload(7)), "it loads what is there now");
}

#[test]
fn a_follower_shows_what_the_writer_saves_and_writes_nothing() {
    let mut store = store_of(1);
    let mut writer = Tab::open(&mut store);
    let mut follower = Tab::follow(&mut store);
    let writes = store.writes;
    assert_eq!(follower.machine.save("{}".into()), Err(Refusal::NotWriter));
    assert_eq!(follower.machine.erase(), Err(Refusal::NotWriter));
    assert_eq!(store.writes, writes);

    let mut follower = Tab::follow(&mut store);
    assert_eq!(follower.machine.status(), Status::ReadOnly(writer.machine.verified()));
    for n in 2..=4 {
        writer.save(&payload(n), &mut store);
        follower.machine.refresh();
        follower.run(&mut store).unwrap();
        assert_eq!(follower.shown(), Some(&*payload(n)));
        assert_eq!(follower.machine.status(), Status::ReadOnly(writer.machine.verified()));
    }
    writer.machine.erase().unwrap();
    writer.run(&mut store).unwrap();
    follower.machine.refresh();
    follower.run(&mut store).unwrap();
    assert_eq!(follower.machine.status(), Status::ReadOnly(None));
}

/// The three readings of a follower fall anywhere among the 20 effects of two saves.
#[test]
fn a_follower_never_shows_less_than_was_saved_when_it_began_to_look() {
    for first in 0..=20 {
        for second in first..=20 {
            for third in second..=20 {
                let mut store = store_of(2);
                let mut writer = Tab::open(&mut store);
                let mut follower = Tab::follow(&mut store);
                follower.machine.refresh();
                let mut saved_before = 2;
                for turn in 0..=20 {
                    let looks = [first, second, third].iter().filter(|at| **at == turn).count();
                    if first == turn {
                        saved_before = writer.machine.verified().unwrap().number();
                    }
                    for _ in 0..looks {
                        follower.step(&mut store).unwrap();
                    }
                    if turn == 0 || turn == 10 {
                        writer.machine.save(payload(3 + turn / 10).into()).unwrap();
                    }
                    writer.step(&mut store).unwrap();
                }
                follower.run(&mut store).unwrap();
                assert_eq!(writer.generation(), 4);
                assert!(matches!(follower.machine.status(), Status::ReadOnly(Some(_))));
                let shown = (2..=4).find(|n| follower.shown() == Some(&*payload(*n))).unwrap();
                assert!(shown as u64 >= saved_before, "{first} {second} {third}: {shown} < {saved_before}");
                follower.machine.refresh();
                follower.run(&mut store).unwrap();
                assert_eq!(follower.shown(), Some(&*payload(4)));
            }
        }
    }
}

#[test]
fn a_promoted_follower_takes_over_before_it_writes() {
    let mut store = store_of(1);
    let mut writer = Tab::open(&mut store);
    let mut follower = Tab::follow(&mut store);
    writer.save(&payload(2), &mut store);
    follower.machine.set_role(Role::Writer);
    follower.run(&mut store).unwrap();
    assert_eq!((follower.shown(), follower.generation()), (Some(&*payload(2)), 2));
    follower.save(&payload(3), &mut store);
    assert_eq!(follower.generation(), 3);
    assert_eq!(fresh(&store).shown(), Some(&*payload(3)));
}

#[test]
fn a_save_asked_for_before_the_takeover_is_not_written_over_what_was_taken_over() {
    let mut store = store_of(1);
    let mut writer = Tab::open(&mut store);
    let mut follower = Tab::follow(&mut store);
    writer.save(&payload(2), &mut store);
    follower.machine.set_role(Role::Writer);
    follower.machine.save(payload(10).into()).unwrap();
    follower.run(&mut store).unwrap();
    assert_eq!(follower.machine.status(), Status::Stale);
    assert_eq!(fresh(&store).shown(), Some(&*payload(2)));
}

#[test]
fn a_writer_that_loses_the_role_follows_or_turns_stale_with_its_edits() {
    let mut store = store_of(2);
    let mut without_edits = Tab::open(&mut store);
    without_edits.machine.set_role(Role::Follower);
    assert_eq!(without_edits.machine.status(), Status::ReadOnly(without_edits.machine.verified()));

    let mut with_edits = Tab::open(&mut store);
    with_edits.machine.edited();
    with_edits.machine.set_role(Role::Follower);
    assert_eq!(with_edits.machine.status(), Status::Stale);
    assert!(with_edits.machine.unsaved());

    let mut saving = Tab::open(&mut store);
    saving.machine.save(payload(3).into()).unwrap();
    saving.step(&mut store).unwrap();
    saving.machine.save(payload(4).into()).unwrap();
    saving.machine.set_role(Role::Follower);
    saving.run(&mut store).unwrap();
    assert_eq!(saving.machine.status(), Status::Stale, "the save that waited is not made");
    assert_eq!(fresh(&store).shown(), Some(&*payload(3)));
}
