//! `Chunks` against `Vec`, edit by edit.

use concord_core::ledger::{CHUNK, Chunks};
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Edit {
    Replace(usize),
    Insert(usize),
    Remove(usize),
    Extend(usize),
    Change(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    // Places a little past the end too.
    let place = 0..3 * CHUNK;
    prop_oneof![
        1 => place.clone().prop_map(Edit::Replace),
        4 => place.clone().prop_map(Edit::Insert),
        2 => place.prop_map(Edit::Remove),
        1 => (0..CHUNK).prop_map(Edit::Extend),
        1 => (1..50_usize).prop_map(Edit::Change),
    ]
}

proptest! {
    #[test]
    fn every_edit_does_what_it_does_to_a_vec(
        start in 0..3 * CHUNK,
        edits in prop::collection::vec(edit(), 1..60),
    ) {
        let mut rows: Vec<usize> = (0..start).collect();
        let mut chunks: Chunks<usize> = rows.iter().copied().collect();
        for (number, edit) in (1_000_000..).zip(edits) {
            let before = (chunks.clone(), rows.clone());
            let next = match edit {
                Edit::Replace(place) => {
                    let fits = place < rows.len();
                    if let Some(row) = rows.get_mut(place) {
                        *row = number;
                    }
                    let next = chunks.replaced(place, number);
                    prop_assert_eq!(next.is_some(), fits);
                    next
                }
                Edit::Insert(place) => {
                    let next = chunks.inserted(place, number);
                    prop_assert_eq!(next.is_some(), place <= rows.len());
                    if place <= rows.len() {
                        rows.insert(place, number);
                    }
                    next
                }
                Edit::Remove(place) => {
                    let next = chunks.removed(place);
                    prop_assert_eq!(next.is_some(), place < rows.len());
                    if place < rows.len() {
                        rows.remove(place);
                    }
                    next
                }
                Edit::Extend(count) => {
                    rows.extend(number..number + count);
                    Some(chunks.extended(number..number + count))
                }
                Edit::Change(divisor) => {
                    let change = |row: &usize| row.is_multiple_of(divisor).then_some(row + 1);
                    rows.iter_mut().for_each(|row| *row = change(row).unwrap_or(*row));
                    Some(chunks.changed(change))
                }
            };
            chunks = next.unwrap_or(chunks);
            prop_assert_eq!(chunks.len(), rows.len());
            prop_assert_eq!(chunks.is_empty(), rows.is_empty());
            prop_assert!(chunks.iter().eq(&rows));
            for place in [0, CHUNK - 1, CHUNK, rows.len() / 2, rows.len().saturating_sub(1), rows.len()] {
                prop_assert_eq!(chunks.get(place), rows.get(place));
            }
            // The version before is as it was, and equality is that of the rows.
            prop_assert!(before.0.iter().eq(&before.1));
            prop_assert_eq!(&chunks, &rows.iter().copied().collect());
            prop_assert_eq!(before.0 == chunks, before.1 == rows);
        }
    }

    #[test]
    fn an_edit_takes_at_most_two_chunks_more(start in 1..20 * CHUNK, place: prop::sample::Index) {
        let before: Chunks<usize> = (0..start).collect();
        let place = place.index(start);
        let pointers = (start.div_ceil(CHUNK) + 1) * size_of::<usize>();
        for after in [before.replaced(place, 0), before.inserted(place, 0), before.removed(place)] {
            let after = after.unwrap_or_default();
            prop_assert!(after.bytes_unshared_with(&before, |_| 1) <= CHUNK + 1 + pointers);
            prop_assert_eq!(after.bytes_unshared_with(&after.clone(), |_| 1), 0);
        }
    }
}
