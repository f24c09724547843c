//! The machine on two stores: what lies where, and what each state of the two loads as.

use rstest::rstest;

use super::super::{
    Effect, Errand, LARGE_PAYLOAD_LIMIT, LONGEST_TEXT, PAYLOAD_LIMIT, Refusal, Route, StoreFault, Trouble,
};
use super::faulty::{BLOBS, Fault, FaultyStore, When};
use super::*;

/// Every record is a blob, and the pointer is none.
const RECORDS: usize = 80;

fn names(store: &FaultyStore) -> Vec<&str> {
    let name = |key: &'_ str| key.len() - if key.starts_with(BLOBS) { 65 } else { 0 };
    store.cells.keys().map(|key| &key[..name(key)]).collect()
}

fn blob_of(store: &FaultyStore, key: Key) -> String {
    store.cells.keys().find(|name| name.starts_with(&format!("{BLOBS}{key}/"))).unwrap().clone()
}

#[test]
fn a_long_text_is_a_blob_with_a_reference_under_its_key() {
    let mut store = store_split(3, RECORDS);
    assert_eq!(names(&store), ["blobs/concord/a", "blobs/concord/b", "concord/a", "concord/b", "concord/current"]);
    let sum = blob_of(&store, A).split_off("blobs/concord/a/".len());
    assert_eq!(&*store.cells["concord/a"], format!("concord-blob 1 {sum}"));
    let digest = Sha256::digest(format!("concord-blob\n{}", store.text(A).unwrap()));
    assert_eq!(sum, digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    let tab = Tab::open(&mut store);
    assert_eq!((tab.shown(), tab.generation()), (Some(&*payload(3)), 3));
}

#[test]
fn a_blob_that_is_no_longer_referred_to_goes() {
    let mut store = store_split(2, RECORDS).splitting(usize::MAX);
    let mut tab = Tab::open(&mut store);
    tab.save(&payload(3), &mut store);
    assert_eq!(names(&store), ["blobs/concord/b", "concord/a", "concord/b", "concord/current"]);
    tab.machine.erase().unwrap();
    tab.run(&mut store).unwrap();
    assert_eq!((tab.machine.status(), names(&store)), (Status::Empty, vec![]));
}

#[rstest]
#[case::gone(|store: &mut FaultyStore, blob: &str| { store.cells.remove(blob); }, "concord-blob 1 ")]
#[case::cut(|store: &mut FaultyStore, blob: &str| { store.cells.insert(blob.into(), "concord-store 1".into()); }, "concord-store 1")]
#[case::garbage(|store: &mut FaultyStore, blob: &str| { store.cells.insert(blob.into(), "?".into()); }, "?")]
fn a_blob_that_is_gone_or_damaged_opens_the_save_before_it(
    #[case] harm: fn(&mut FaultyStore, &str),
    #[case] raw: &str,
) {
    let mut store = store_split(3, RECORDS);
    let blob = blob_of(&store, A);
    harm(&mut store, &blob);
    let mut tab = Tab::open(&mut store);
    assert_eq!((tab.shown(), tab.generation(), tab.machine.fell_back()), (Some(&*payload(2)), 2, true));
    assert!(tab.machine.raw()[0].text.starts_with(raw));
    assert_eq!(tab.save(&payload(4), &mut store), Status::Saved(tab.machine.verified().unwrap()));
    assert!(tab.machine.kept().next().unwrap().1.starts_with(raw));
}

#[test]
fn a_reference_of_another_version_is_a_text_that_cannot_be_read() {
    let mut store = store_split(3, RECORDS);
    let newer = store.cells["concord/a"].replace("blob 1", "blob 2");
    store.set(A, &newer);
    let tab = Tab::open(&mut store);
    assert_eq!((tab.generation(), &*tab.machine.raw()[0].text), (2, &*newer));
}

#[test]
fn without_blobs_nothing_that_lies_there_is_taken_for_lost() {
    let mut store = store_split(3, RECORDS);
    store.without_blobs = true;
    let before = store.cells.clone();
    let mut tab = Tab::open(&mut store);
    assert_eq!(tab.machine.status(), Status::Blocked(StoreFault::Blocked));
    assert_eq!((tab.machine.save("{}".into()), &store.cells), (Err(Refusal::NotNow), &before));
    store.without_blobs = false;
    tab.machine.reload().unwrap();
    tab.run(&mut store).unwrap();
    assert_eq!(tab.generation(), 3);
}

#[rstest]
#[case::no_room(Fault::Quota, StoreFault::Quota)]
#[case::exception(Fault::Exception, StoreFault::Other("InvalidStateError".into()))]
fn a_blob_that_cannot_be_written_fails_the_save_and_changes_nothing(#[case] fault: Fault, #[case] why: StoreFault) {
    let mut store = store_split(2, RECORDS).failing(&[(When::Write(1), fault)]);
    let before = store.cells.clone();
    let mut tab = Tab::open(&mut store);
    assert_eq!(tab.save(&payload(3), &mut store), Status::Failed(Trouble::Fault(why)));
    assert_eq!(store.cells, before);
    assert!(matches!(tab.save(&payload(4), &mut store), Status::Saved(_)));
}

#[test]
fn the_largest_payload_depends_on_whether_there_are_blobs() {
    let text = |length: usize| -> Arc<str> { format!("{{{}", "x".repeat(length - 1)).into() };
    let mut store = FaultyStore::default().splitting(LONGEST_TEXT);
    let mut tab = Tab::open(&mut store);
    assert!(matches!(tab.save(&text(PAYLOAD_LIMIT), &mut store), Status::Saved(_)));
    assert_eq!(names(&store), ["concord/a", "concord/current"]);
    assert_eq!(tab.machine.save(text(PAYLOAD_LIMIT + 1)), Err(Refusal::TooLarge));
    let used = tab.machine.meter().used.utf16;
    assert!((PAYLOAD_LIMIT..PAYLOAD_LIMIT + 300).contains(&used), "{used}");

    tab.machine.take_large();
    for n in 1..=2 {
        let saved = tab.save(&text(PAYLOAD_LIMIT + 200 + n), &mut store);
        assert!(matches!(saved, Status::Saved(_)), "{saved:?}");
    }
    assert!(tab.machine.meter().used.utf16 < 500, "a blob takes no room among the texts");
    let texts: usize =
        store.cells.iter().filter(|(key, _)| !key.starts_with(BLOBS)).map(|(key, text)| key.len() + text.len()).sum();
    assert_eq!(tab.machine.meter().used.utf16, texts);
    assert_eq!(tab.machine.save(text(LARGE_PAYLOAD_LIMIT + 1)), Err(Refusal::TooLarge));
}

/// One tab sleeps at every errand of its save, while the other saves up to three times: whoever loses, what is stored is
/// whole, and it is what a tab that says so has saved.
#[test]
fn a_writer_that_slept_between_the_two_stores_harms_no_other() {
    for (asleep_after, saves) in (0..30).flat_map(|after| (1..=3).map(move |saves| (after, saves))) {
        let case = format!("asleep after {asleep_after}, {saves} saves");
        let mut store = store_split(2, RECORDS);
        let [mut sleeper, mut awake] = [Tab::open(&mut store), Tab::open(&mut store)];
        sleeper.shown = Some(payload(10).into());
        sleeper.machine.save(payload(10).into()).unwrap();
        let mut route = None;
        for _ in 0..asleep_after {
            run_errand(&mut sleeper, &mut route, &mut store);
        }
        for n in 21..=20 + saves {
            if awake.machine.save(payload(n).into()).is_ok() {
                awake.shown = Some(payload(n).into());
            }
            awake.run(&mut store).unwrap();
        }
        while run_errand(&mut sleeper, &mut route, &mut store) {
            let tab = Tab::open(&mut FaultyStore::healthy(&store.cells));
            assert!(tab.generation() > 2, "{case}: something whole that is newer is stored");
        }
        let stored = Tab::open(&mut FaultyStore::healthy(&store.cells));
        for mut tab in [sleeper, awake] {
            tab.machine.refresh();
            tab.run(&mut store).unwrap();
            match tab.machine.status() {
                Status::Saved(_) => assert_eq!(tab.shown(), stored.shown(), "{case}"),
                status => assert_eq!(status, Status::Stale, "{case}"),
            }
        }
    }
}

/// Runs one errand of a tab. False when there is nothing to do.
fn run_errand(tab: &mut Tab, route: &mut Option<Route>, store: &mut FaultyStore) -> bool {
    use std::ops::ControlFlow::{Break, Continue};
    let Some(effect) = tab.machine.effect() else { return false };
    let on_the_way = route.take().unwrap_or_else(|| Route::new(effect, store.longest));
    let reply = store.run(&on_the_way.errand()).unwrap();
    match on_the_way.resume(reply) {
        Continue(rest) => *route = Some(rest),
        Break(reply) => tab.machine.resume(reply),
    }
    true
}

#[test]
fn the_way_of_each_effect() {
    let mut store = store_split(2, RECORDS);
    let mut errands = |effect: Effect, longest: usize| {
        let (mut told, mut route) = (Vec::new(), Route::new(effect, longest));
        loop {
            let errand = route.errand();
            told.push(match &errand {
                Errand::Text(Effect::Get(key)) => format!("get {key}"),
                Errand::Text(Effect::Put(key, _)) => format!("put {key}"),
                Errand::Text(Effect::Remove(key)) => format!("remove {key}"),
                Errand::Blob(effect) => format!("{effect:?}").split_once('(').unwrap().0.to_lowercase() + " blob",
            });
            let reply = store.run(&errand).unwrap();
            match route.resume(reply) {
                std::ops::ControlFlow::Continue(rest) => route = rest,
                std::ops::ControlFlow::Break(_) => return told.join(", "),
            }
        }
    };
    let put = |text: &str| Effect::Put(A, text.into());
    assert_eq!(errands(Effect::Get(Key::Current), 2), "get concord/current");
    assert_eq!(errands(Effect::Get(A), 2), "get concord/a, get blob");
    assert_eq!(errands(put("long"), 2), "get concord/a, put blob, put concord/a, get concord/a, remove blob");
    assert_eq!(errands(put("long"), 2), "get concord/a, put blob, put concord/a", "the same again replaces nothing");
    assert_eq!(errands(put("xx"), 2), "get concord/a, put concord/a, get concord/a, remove blob");
    assert_eq!(errands(put("yy"), 2), "get concord/a, put concord/a");
    assert_eq!(errands(Effect::Remove(A), 2), "get concord/a, remove concord/a");
    assert_eq!(errands(Effect::Remove(B), 2), "get concord/b, remove concord/b, get concord/b, remove blob");
}
