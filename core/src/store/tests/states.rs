//! What each state of a store loads as, and what each request does in each state.

use rstest::rstest;

use super::super::record::Record;
use super::super::{Damage, DocumentOutcome, Effect, Level, PAYLOAD_LIMIT, Refusal, Size, StoreFault, Trouble};
use super::faulty::{Fault, FaultyStore, When, flip_bit};
use super::*;

fn cut(store: &mut FaultyStore, key: Key) {
    let text = store.text(key).unwrap().to_owned();
    store.set(key, &text[..text.len() - 1]);
}

fn remove(store: &mut FaultyStore, key: Key) {
    store.cells.remove(&key.to_string()).unwrap();
}

fn cut_current_and_remove_pointer(store: &mut FaultyStore) {
    cut(store, A);
    remove(store, Key::Current);
}

fn save_without_flip(store: &mut FaultyStore) {
    let pointer = store.text(Key::Current).unwrap().to_owned();
    Tab::open(store).save(&payload(4), store);
    store.set(Key::Current, &pointer);
}

fn leave_a_garbage_pointer(store: &mut FaultyStore) {
    remove(store, A);
    remove(store, B);
    store.set(Key::Current, "?");
}

fn fill_with_garbage(store: &mut FaultyStore) {
    for key in [A, B, Key::Current] {
        store.set(key, "?");
    }
}

#[test]
fn nothing_stored_is_empty() {
    let mut store = FaultyStore::default();
    let tab = Tab::open(&mut store);
    assert_eq!(tab.machine.status(), Status::Empty);
    assert_eq!((tab.shown(), tab.machine.verified(), store.writes), (None, None, 0));
}

#[test]
fn loads_the_last_save_and_alternates_the_slots() {
    for n in 1..=5 {
        let mut store = store_of(n);
        let tab = Tab::open(&mut store);
        assert_eq!((tab.shown(), tab.generation()), (Some(&*payload(n)), n as u64));
        let slot = if n % 2 == 1 { "a" } else { "b" };
        assert!(store.text(Key::Current).unwrap().starts_with(&format!("{slot} {n} ")));
        assert!(!tab.machine.fell_back());
        assert_eq!(store.writes, 0, "loading writes nothing");
    }
}

/// Saves 1 to 3 leave 3 in `a`, which the pointer names, and 2 in `b`.
#[rstest]
#[case::pointer_missing(|s: &mut FaultyStore| remove(s, Key::Current), 3, false, &[])]
#[case::pointer_garbage(|s: &mut FaultyStore| s.set(Key::Current, "{\"a\":1}"), 3, false, &[])]
#[case::pointer_cut(|s: &mut FaultyStore| cut(s, Key::Current), 3, false, &[])]
#[case::current_cut(|s: &mut FaultyStore| cut(s, A), 2, true, &[Damage::Length])]
#[case::current_garbage(|s: &mut FaultyStore| s.set(A, "undefined"), 2, true, &[Damage::Header])]
#[case::current_gone(|s: &mut FaultyStore| remove(s, A), 2, true, &[])]
#[case::current_and_pointer_gone(|s: &mut FaultyStore| { remove(s, A); remove(s, Key::Current); }, 2, false, &[])]
#[case::current_cut_and_pointer_gone(cut_current_and_remove_pointer, 2, true, &[Damage::Length])]
#[case::other_cut(|s: &mut FaultyStore| cut(s, B), 3, false, &[])]
#[case::other_gone(|s: &mut FaultyStore| remove(s, B), 3, false, &[])]
#[case::newest_not_flipped(save_without_flip, 3, false, &[])]
fn loads_the_pointed_generation_or_the_newest_that_verifies(
    #[case] harm: fn(&mut FaultyStore),
    #[case] expected: usize,
    #[case] fell_back: bool,
    #[case] damage: &[Damage],
) {
    let mut store = store_of(3);
    harm(&mut store);
    let before = store.cells.clone();
    let mut tab = Tab::open(&mut store);
    assert_eq!(tab.shown(), Some(&*payload(expected)));
    assert_eq!(tab.generation(), expected as u64);
    assert_eq!(tab.machine.fell_back(), fell_back);
    assert_eq!(tab.machine.raw().iter().map(|raw| raw.damage).collect::<Vec<_>>(), damage);
    for raw in tab.machine.raw() {
        assert_eq!(store.text(raw.key), Some(&*raw.text), "the raw text is as found");
    }
    assert_eq!(store.cells, before);

    let raw = tab.machine.raw().to_vec();
    let saved = tab.save(&payload(9), &mut store);
    assert!(matches!(saved, Status::Saved(_)), "{saved:?}");
    assert_eq!(tab.machine.raw(), &[]);
    assert_eq!(
        tab.machine.kept().map(|(_, text)| &**text).collect::<Vec<_>>(),
        raw.iter().map(|raw| &*raw.text).collect::<Vec<_>>()
    );
    assert_eq!(Tab::open(&mut store).shown(), Some(&*payload(9)));
}

#[rstest]
#[case::both_damaged(|s: &mut FaultyStore| { cut(s, A); cut(s, B); }, Status::Unreadable, &[A, B])]
#[case::only_one_and_damaged(|s: &mut FaultyStore| { cut(s, A); remove(s, B); }, Status::Unreadable, &[A])]
#[case::only_a_pointer(|s: &mut FaultyStore| { remove(s, A); remove(s, B); }, Status::Unreadable, &[Key::Current])]
#[case::only_a_garbage_pointer(leave_a_garbage_pointer, Status::Unreadable, &[Key::Current])]
#[case::garbage_everywhere(fill_with_garbage, Status::Unreadable, &[A, B, Key::Current])]
#[case::newer_current(|s: &mut FaultyStore| s.set(A, &newer_record("x")), Status::Newer, &[A])]
#[case::newer_not_flipped(|s: &mut FaultyStore| s.set(B, &newer_record("x")), Status::Newer, &[B])]
#[case::document_unreadable(|s: &mut FaultyStore| { Tab::open(s).save("[]", s); }, Status::Unreadable, &[B])]
#[case::document_newer(|s: &mut FaultyStore| { Tab::open(s).save("v2", s); }, Status::Newer, &[B])]
fn what_cannot_be_read_is_shown_and_never_written_over(
    #[case] harm: fn(&mut FaultyStore),
    #[case] status: Status,
    #[case] raw: &[Key],
) {
    let mut store = store_of(3);
    harm(&mut store);
    store = FaultyStore::healthy(&store.cells);
    let before = store.cells.clone();
    let mut tab = Tab::open(&mut store);
    assert_eq!(tab.machine.status(), status);
    assert_eq!(tab.machine.verified(), None);
    assert_eq!(tab.machine.raw().iter().map(|raw| raw.key).collect::<Vec<_>>(), raw);
    for raw in tab.machine.raw() {
        assert!(store.text(raw.key).unwrap().ends_with(&*raw.text), "the raw text is as found");
    }

    assert_eq!(tab.machine.save("{}".into()), Err(Refusal::NotNow));
    tab.run(&mut store).unwrap();
    assert_eq!(store.writes, 0);

    // A fresh start without room leaves everything as it was.
    let mut full = store.failing(&[(When::WritesFrom(1), Fault::Quota)]);
    let mut hindered = tab.clone();
    hindered.machine.start_over().unwrap();
    hindered.run(&mut full).unwrap();
    assert_eq!(full.cells, before);
    assert_eq!(hindered.machine.status(), status);
    assert_eq!(hindered.machine.trouble(), Some(&Trouble::Fault(StoreFault::Quota)));

    tab.machine.start_over().unwrap();
    tab.run(&mut store).unwrap();
    assert_eq!(tab.machine.status(), Status::Empty);
    let kept: Vec<_> = tab.machine.kept().map(|(_, text)| text.clone()).collect();
    for (key, text) in &before {
        let pointer_of_ours = key == "concord/current" && &**text != "?";
        assert!(pointer_of_ours || kept.contains(text), "{key} was kept");
    }
    assert!(store.cells.keys().all(|key| key.starts_with("concord/kept/")));
    assert!(matches!(tab.save("{}", &mut store), Status::Saved(_)));
    let next = Tab::open(&mut store);
    assert_eq!(next.shown(), Some("{}"));
    assert_eq!(next.machine.kept().count(), kept.len());
}

#[test]
fn damage_at_rest_costs_at_most_one_generation_and_no_text() {
    let healthy = store_of(3);
    for key in [A, B, Key::Current] {
        let text = healthy.text(key).unwrap();
        let flips = (0..text.len()).flat_map(|at| (0..7).map(move |bit| (at, bit)));
        let flips = flips.map(|(at, bit)| flip_bit(text, at, bit).to_string());
        let cuts = (0..text.len()).map(|length| text[..length].to_owned());
        for damaged in flips.chain(cuts) {
            let mut store = FaultyStore::healthy(&healthy.cells);
            store.set(key, &damaged);
            let tab = Tab::open(&mut store);
            let expected = if key == A { 2 } else { 3 };
            assert_eq!(tab.shown(), Some(&*payload(expected)), "{key}: {damaged}");
            assert_eq!(tab.machine.raw().first().map(|raw| &*raw.text), (key == A).then_some(&*damaged));
        }
    }
}

#[test]
fn opens_the_previous_generation_on_request_and_keeps_the_unreadable_one() {
    let mut store = store_of(3);
    Tab::open(&mut store).save("[]", &mut store);
    let unreadable = store.text(B).unwrap().to_owned();
    let mut tab = Tab::open(&mut store);
    assert_eq!(tab.machine.status(), Status::Unreadable);
    assert_eq!(&*tab.machine.raw()[0].text, "[]");
    assert_eq!(tab.machine.previous().unwrap().number(), 3);

    tab.machine.open_previous().unwrap();
    tab.run(&mut store).unwrap();
    assert_eq!((tab.shown(), tab.generation()), (Some(&*payload(3)), 3));
    assert!(tab.machine.fell_back());
    tab.machine.refresh();
    tab.run(&mut store).unwrap();
    assert_eq!(tab.generation(), 3, "the one that was passed over is not news");

    tab.save(&payload(5), &mut store);
    assert_eq!(tab.generation(), 5);
    assert_eq!(store.text(Key::Kept(1)), Some(&*unreadable));
    assert_eq!(Tab::open(&mut store).shown(), Some(&*payload(5)));
}

#[test]
fn offers_no_previous_generation_that_cannot_be_read_either() {
    let mut store = FaultyStore::default();
    let mut tab = Tab::open(&mut store);
    for unreadable in ["[]", "[1]"] {
        tab.save(unreadable, &mut store);
    }
    let mut tab = Tab::open(&mut store);
    tab.machine.open_previous().unwrap();
    tab.run(&mut store).unwrap();
    assert_eq!(tab.machine.status(), Status::Unreadable);
    assert_eq!(
        tab.machine.raw().iter().map(|raw| raw.damage).collect::<Vec<_>>(),
        [Damage::PassedOver, Damage::Document]
    );
    assert_eq!((tab.machine.previous(), tab.machine.open_previous()), (None, Err(Refusal::NotNow)));
}

#[test]
fn claims_nothing_before_it_was_read_back() {
    let mut store = store_of(3);
    let mut tab = Tab::open(&mut store);
    tab.machine.save(payload(4).into()).unwrap();
    let mut effects = Vec::new();
    while let Some(effect) = tab.machine.effect() {
        assert_eq!(tab.machine.status(), Status::Saving);
        assert_eq!(tab.machine.verified().unwrap().number(), 3);
        effects.push(match effect {
            Effect::Get(key) => format!("get {key}"),
            Effect::Put(key, _) => format!("put {key}"),
            Effect::Remove(key) => format!("remove {key}"),
        });
        tab.step(&mut store).unwrap();
    }
    assert_eq!(tab.generation(), 4);
    assert_eq!(
        effects,
        [
            "get concord/current",
            "get concord/a",
            "get concord/b",
            "get concord/current",
            "put concord/b",
            "get concord/b",
            "get concord/current",
            "put concord/current",
            "get concord/current",
            "get concord/b",
        ]
    );
}

#[rstest]
#[case::no_room(1, Fault::Quota, Trouble::Fault(StoreFault::Quota))]
#[case::no_room_to_flip(2, Fault::Quota, Trouble::Fault(StoreFault::Quota))]
#[case::exception(1, Fault::Exception, Trouble::Fault(StoreFault::Other("InvalidStateError".into())))]
#[case::done_yet_failed(2, Fault::DoneYetFailed, Trouble::Fault(StoreFault::Other("InvalidStateError".into())))]
#[case::silently_lost(1, Fault::Lost, Trouble::Unverified(B))]
#[case::flip_lost(2, Fault::Lost, Trouble::Unverified(Key::Current))]
#[case::torn(1, Fault::Torn, Trouble::Unverified(B))]
#[case::flip_torn(2, Fault::Torn, Trouble::Unverified(Key::Current))]
#[case::changed(1, Fault::BitFlip, Trouble::Unverified(B))]
fn a_failed_save_says_why_and_can_be_repeated(#[case] write: usize, #[case] fault: Fault, #[case] trouble: Trouble) {
    let mut store = store_of(3).failing(&[(When::Write(write), fault)]);
    let mut tab = Tab::open(&mut store);
    assert_eq!(tab.save(&payload(4), &mut store), Status::Failed(trouble.clone()));
    assert_eq!(tab.machine.trouble(), Some(&trouble));
    assert_eq!(tab.machine.verified().unwrap().number(), 3);
    assert!(tab.machine.unsaved());
    tab.machine.edited();
    assert_eq!(tab.machine.status(), Status::Failed(trouble), "an edit does not hide it");
    assert!(matches!(tab.save(&payload(5), &mut store), Status::Saved(_)));
    assert_eq!((tab.machine.trouble(), tab.machine.unsaved()), (None, false));
    assert_eq!(Tab::open(&mut store).shown(), Some(&*payload(5)));
}

#[test]
fn a_first_save_cut_short_does_not_bar_the_next() {
    let mut store = FaultyStore::default().failing(&[(When::Write(1), Fault::Torn)]);
    let mut tab = Tab::open(&mut store);
    assert_eq!(tab.save(&payload(1), &mut store), Status::Failed(Trouble::Unverified(A)));
    let debris = store.text(A).unwrap().to_owned();
    assert!(matches!(tab.save(&payload(2), &mut store), Status::Saved(_)));
    assert_eq!(store.text(Key::Kept(1)), Some(&*debris));
}

#[test]
fn a_blocked_store_leaves_everything_in_memory() {
    let mut store = store_of(1);
    let mut tab = Tab::new(Role::Writer);
    tab.machine.resume(Err(StoreFault::Blocked));
    assert_eq!(tab.machine.effect(), None);
    assert_eq!(tab.machine.status(), Status::Blocked(StoreFault::Blocked));
    tab.machine.edited();
    assert_eq!(tab.machine.save("{}".into()), Err(Refusal::NotNow));
    assert_eq!(tab.machine.erase(), Err(Refusal::NotNow));
    tab.machine.refresh();
    assert_eq!(tab.machine.effect(), None, "edits in memory are not replaced unasked");
    assert!(tab.machine.unsaved());
    tab.machine.reload().unwrap();
    tab.run(&mut store).unwrap();
    assert_eq!((tab.shown(), tab.generation()), (Some(&*payload(1)), 1));
}

#[test]
fn refuses_a_payload_over_the_limit_before_writing() {
    let mut store = store_of(1);
    let mut tab = Tab::open(&mut store);
    // 500,000 UTF-16 code units are 250,000 of these.
    let largest = format!("{{{}", "🎈".repeat(PAYLOAD_LIMIT / 2 - 1) + "x");
    assert!(matches!(tab.save(&largest, &mut store), Status::Saved(_)));
    let writes = store.writes;
    let over = largest + "y";
    assert_eq!(tab.machine.save(over.as_str().into()), Err(Refusal::TooLarge));
    tab.run(&mut store).unwrap();
    let size = Size { utf8: 1_000_000 - 4 + 3, utf16: 500_001 };
    assert_eq!(tab.machine.status(), Status::Failed(Trouble::TooLarge(size)));
    assert_eq!(store.writes, writes);
    assert!(matches!(tab.save("{}", &mut store), Status::Saved(_)));
}

#[test]
fn edits_during_a_save_are_unsaved_and_the_last_request_wins() {
    let mut store = store_of(1);
    let mut tab = Tab::open(&mut store);
    tab.machine.edited();
    assert_eq!(tab.machine.status(), Status::Unsaved);
    tab.machine.save(payload(2).into()).unwrap();
    tab.step(&mut store).unwrap();
    tab.machine.edited();
    tab.run(&mut store).unwrap();
    assert_eq!(tab.machine.status(), Status::Unsaved);
    assert_eq!(tab.machine.verified().unwrap().number(), 2);

    tab.machine.save(payload(3).into()).unwrap();
    tab.step(&mut store).unwrap();
    tab.machine.save(payload(4).into()).unwrap();
    tab.machine.save(payload(5).into()).unwrap();
    assert_eq!(tab.machine.reload(), Err(Refusal::NotNow));
    tab.run(&mut store).unwrap();
    assert_eq!(tab.generation(), 4);
    assert_eq!(Tab::open(&mut store).shown(), Some(&*payload(5)));
}

#[test]
fn erases_everything_of_the_app_and_nothing_else() {
    let mut store = store_of(3);
    cut(&mut store, A);
    cut(&mut store, B);
    store.cells.insert("another/app".into(), "its own".into());
    let mut tab = Tab::open(&mut store);
    tab.machine.start_over().unwrap();
    tab.run(&mut store).unwrap();
    tab.save(&payload(1), &mut store);
    tab.save(&payload(2), &mut store);
    tab.machine.erase().unwrap();
    tab.run(&mut store).unwrap();
    assert_eq!(tab.machine.status(), Status::Empty);
    assert_eq!(store.cells.keys().collect::<Vec<_>>(), ["another/app"]);
    assert_eq!((tab.machine.kept().count(), tab.machine.meter().used), (0, Size::default()));
}

#[test]
fn erases_what_cannot_be_read() {
    let mut store = store_of(3);
    cut(&mut store, A);
    cut(&mut store, B);
    let mut tab = Tab::open(&mut store);
    tab.machine.erase().unwrap();
    tab.run(&mut store).unwrap();
    assert_eq!((tab.machine.status(), store.cells.len()), (Status::Empty, 0));
}

#[test]
fn the_meter_is_what_the_keys_and_texts_take() {
    let mut store = store_of(3);
    cut(&mut store, A);
    let mut tab = Tab::open(&mut store);
    tab.save("{\"name\":\"Müller 🎈\"}", &mut store);
    let size: Size = store.cells.iter().map(|(key, text)| Size::of(key) + Size::of(text)).sum();
    assert_eq!(store.cells.len(), 4, "two generations, the pointer and one text put aside");
    assert_eq!(tab.machine.meter().used, size);
    assert_eq!(Tab::open(&mut store).machine.meter().used, size);
    assert_eq!(tab.machine.meter().level(), Level::Fine);

    let others = Size { utf8: 1_700_000, utf16: 1_680_000 };
    tab.machine.count_beside(size + others);
    assert_eq!((tab.machine.meter().used, tab.machine.meter().level()), (size + others, Level::Warn));
    tab.machine.count_beside(Size::default());
    assert_eq!(tab.machine.meter().used, size);
}

#[test]
fn takes_no_reply_and_no_judgement_that_it_did_not_ask_for() {
    let mut store = store_of(2);
    let mut tab = Tab::open(&mut store);
    tab.machine.resume(Ok(Some("stray".into())));
    tab.machine.judge(DocumentOutcome::Unreadable);
    assert_eq!(tab.generation(), 2);
    assert_eq!(tab.machine.start_over(), Err(Refusal::NotNow));
    assert_eq!(tab.machine.open_previous(), Err(Refusal::NotNow));
}

#[test]
fn a_record_of_a_far_generation_is_followed_by_a_readable_one() {
    let mut store = store_of(1);
    let far = Record::open(&newer_record("{}").replace("store 2", "store 1").into());
    assert!(far.is_err(), "the checksum covers the version");
    store.set(Key::Current, "b 18446744073709551615 0000000000000000000000000000000000000000000000000000000000000000");
    let mut tab = Tab::open(&mut store);
    assert_eq!((tab.generation(), tab.machine.fell_back()), (1, true));
    tab.save(&payload(2), &mut store);
    assert_eq!(tab.generation(), 2);
}
