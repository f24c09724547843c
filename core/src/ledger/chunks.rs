use std::iter;
use std::sync::Arc;

/// A list whose versions share what they have in common: rows in chunks of at most [`CHUNK`] behind [`Arc`]. A copy costs
/// one pointer, an edit one chunk and the list of chunks.
///
/// Every change returns a new list and leaves this one as it was. Equality is that of the rows, whatever chunks they are in.
///
/// ```
/// use concord_core::ledger::Chunks;
/// let before: Chunks<u32> = (0..1_000).collect();
/// let after = before.replaced(500, 7).unwrap();
/// assert_eq!((before.get(500), after.get(500), after.len()), (Some(&500), Some(&7), 1_000));
/// ```
#[derive(Clone, Debug)]
pub struct Chunks<T> {
    /// None of them empty.
    chunks: Arc<Vec<Arc<Vec<T>>>>,
    len: usize,
}

/// The most rows in a chunk. An edit copies so many rows and a pointer to every chunk, and referrals, of which there may be
/// tens of thousands, weigh about twenty pointers.
pub const CHUNK: usize = 128;

impl<T> Default for Chunks<T> {
    fn default() -> Chunks<T> {
        Chunks { chunks: Arc::default(), len: 0 }
    }
}

impl<T> Chunks<T> {
    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The row at `index`, counted from 0.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&T> {
        let (chunk, offset) = self.locate(index)?;
        self.chunks.get(chunk)?.get(offset)
    }

    /// The rows of a chunk, counted from 0, of however many it has.
    #[must_use]
    pub fn chunk(&self, place: usize) -> Option<&[T]> {
        self.chunks.get(place).map(|chunk| chunk.as_slice())
    }

    /// The rows in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> + Clone {
        self.chunks.iter().flat_map(|chunk| chunk.iter())
    }

    /// The place of the row that has this key, in a list that is in the order of its keys.
    ///
    /// # Errors
    /// The place at which it would be inserted, where there is none.
    pub fn search_by_key<K: Ord>(&self, key: &K, key_of: impl Fn(&T) -> K) -> Result<usize, usize> {
        let is_before = |chunk: &Arc<Vec<T>>| chunk.last().is_some_and(|last| key_of(last) < *key);
        let place = self.chunks.partition_point(is_before);
        let before: usize = self.chunks.iter().take(place).map(|chunk| chunk.len()).sum();
        match self.chunks.get(place).map(|chunk| chunk.binary_search_by_key(key, &key_of)) {
            Some(found) => found.map(|offset| before + offset).map_err(|offset| before + offset),
            None => Err(before),
        }
    }

    /// The bytes that this version holds and `other` does not: every chunk that they do not share, each row at the bytes
    /// that `weigh` gives it, own size included.
    #[must_use]
    pub fn bytes_unshared_with(&self, other: &Chunks<T>, weigh: impl Fn(&T) -> usize) -> usize {
        if Arc::ptr_eq(&self.chunks, &other.chunks) {
            return 0;
        }
        let rows: usize = self.unshared_with(other).flat_map(|chunk| chunk.iter()).map(weigh).sum();
        rows + self.chunks.len() * size_of::<Arc<Vec<T>>>()
    }

    /// The chunks that `other` does not hold.
    fn unshared_with<'a>(&'a self, other: &'a Chunks<T>) -> impl Iterator<Item = &'a Arc<Vec<T>>> {
        // Versions have their first and their last chunks in common, so that few are left to look up.
        let same = |(own, others): &(&Arc<Vec<T>>, &Arc<Vec<T>>)| Arc::ptr_eq(own, others);
        let first = self.chunks.iter().zip(other.chunks.iter()).take_while(same).count();
        let rest = || (self.chunks.iter().skip(first), other.chunks.iter().skip(first));
        let last = rest().0.rev().zip(rest().1.rev()).take_while(same).count();
        let between = |chunks: &'a [Arc<Vec<T>>]| chunks.get(first..chunks.len() - last).unwrap_or_default();
        let others = between(&other.chunks);
        between(&self.chunks).iter().filter(|chunk| !others.iter().any(|other| Arc::ptr_eq(chunk, other)))
    }

    /// What is other than in `before`, where both are in the order of their keys: each row of a key as it was and as it is,
    /// where it was or is there. Chunks that both share are not looked at.
    pub fn changes_since<'a, K: Ord>(
        &'a self,
        before: &'a Chunks<T>,
        key_of: impl Fn(&T) -> K,
    ) -> Vec<(Option<&'a T>, Option<&'a T>)>
    where
        T: PartialEq,
    {
        let mut changes = Vec::new();
        let mut gone = before.unshared_with(self).flat_map(|chunk| chunk.iter()).peekable();
        for row in self.unshared_with(before).flat_map(|chunk| chunk.iter()) {
            let key = key_of(row);
            changes.extend(iter::from_fn(|| gone.next_if(|old| key_of(old) < key)).map(|old| (Some(old), None)));
            match gone.next_if(|old| key_of(old) == key) {
                Some(old) if old == row => {}
                old => changes.push((old, Some(row))),
            }
        }
        changes.extend(gone.map(|old| (Some(old), None)));
        changes
    }

    /// The chunk that holds `index`, and the place inside it.
    fn locate(&self, index: usize) -> Option<(usize, usize)> {
        let mut offset = index;
        for (place, chunk) in self.chunks.iter().enumerate() {
            match offset.checked_sub(chunk.len()) {
                Some(rest) => offset = rest,
                None => return Some((place, offset)),
            }
        }
        None
    }
}

impl<T: Clone> Chunks<T> {
    /// The list with `row` in place of the one at `index`; nothing if there is none.
    #[must_use]
    pub fn replaced(&self, index: usize, row: T) -> Option<Chunks<T>> {
        let (place, offset) = self.locate(index)?;
        let mut chunk = Vec::clone(self.chunks.get(place)?);
        *chunk.get_mut(offset)? = row;
        Some(self.with(place, [chunk]))
    }

    /// The list with `row` before the one at `index`, or at the end for the list's length; nothing beyond that.
    #[must_use]
    pub fn inserted(&self, index: usize, row: T) -> Option<Chunks<T>> {
        if index == self.len {
            return Some(self.extended([row]));
        }
        let (place, offset) = self.locate(index)?;
        let mut chunk = Vec::with_capacity(CHUNK);
        chunk.extend_from_slice(self.chunks.get(place)?);
        let upper = if chunk.len() == CHUNK { chunk.split_off(CHUNK / 2) } else { Vec::new() };
        let mut halves = [chunk, upper];
        let [lower, upper] = &mut halves;
        match offset.checked_sub(lower.len()) {
            Some(offset) if !upper.is_empty() => upper.insert(offset, row),
            _ => lower.insert(offset, row),
        }
        Some(self.with(place, halves))
    }

    /// The list without the row at `index`; nothing if there is none.
    #[must_use]
    pub fn removed(&self, index: usize) -> Option<Chunks<T>> {
        let (place, offset) = self.locate(index)?;
        let mut chunk = Vec::clone(self.chunks.get(place)?);
        chunk.remove(offset);
        Some(self.with(place, [chunk]))
    }

    /// The list with `rows` at its end.
    #[must_use]
    pub fn extended(&self, rows: impl IntoIterator<Item = T>) -> Chunks<T> {
        let mut list = self.clone();
        for row in rows {
            list.push(row);
        }
        list
    }

    /// Adds a row at the end; without a copy of anything that no other version shares.
    pub fn push(&mut self, row: T) {
        let chunks = Arc::make_mut(&mut self.chunks);
        match chunks.last_mut().filter(|last| last.len() < CHUNK) {
            Some(last) => Arc::make_mut(last).push(row),
            None => {
                let mut chunk = Vec::with_capacity(CHUNK);
                chunk.push(row);
                chunks.push(Arc::new(chunk));
            }
        }
        self.len += 1;
    }

    /// Adds the rows of another list at the end: whole chunks where the last one is full.
    pub fn join(&mut self, other: &Chunks<T>) {
        for chunk in other.chunks.iter() {
            if self.chunks.last().is_none_or(|last| last.len() == CHUNK) {
                Arc::make_mut(&mut self.chunks).push(Arc::clone(chunk));
                self.len += chunk.len();
            } else {
                chunk.iter().cloned().for_each(|row| self.push(row));
            }
        }
    }

    /// Takes the first chunk out.
    pub fn take_first(&mut self) -> Chunks<T> {
        let count = self.chunks.len().min(1);
        let first = Chunks::of(Arc::make_mut(&mut self.chunks).drain(..count).collect());
        self.len -= first.len;
        first
    }

    /// The list with `rows`, each in place of the one that has its key or where its key belongs. This list and `rows` are
    /// both in the order of their keys. Chunks without a change stay shared.
    #[must_use]
    pub fn merged<K: Ord>(&self, rows: Vec<T>, key_of: impl Fn(&T) -> K) -> Chunks<T> {
        let mut rows = rows.into_iter().peekable();
        let mut chunks = Vec::with_capacity(self.chunks.len() + 1);
        for chunk in self.chunks.iter() {
            let last = chunk.last().map(&key_of);
            let mut merged = Vec::new();
            let mut old = chunk.iter().peekable();
            while let Some(row) = rows.next_if(|row| Some(key_of(row)) <= last) {
                let key = key_of(&row);
                merged.extend(iter::from_fn(|| old.next_if(|old| key_of(old) < key)).cloned());
                let _ = old.next_if(|old| key_of(old) == key);
                merged.push(row);
            }
            if merged.is_empty() {
                chunks.push(Arc::clone(chunk));
                continue;
            }
            merged.extend(old.cloned());
            let even = merged.len().div_ceil(merged.len().div_ceil(CHUNK));
            while merged.len() > even {
                let rest = merged.split_off(even);
                chunks.push(Arc::new(std::mem::replace(&mut merged, rest)));
            }
            chunks.push(Arc::new(merged));
        }
        Chunks::of(chunks).extended(rows)
    }

    /// The list with what `change` gives in place of each row for which it gives something. Chunks without a change stay
    /// shared.
    #[must_use]
    pub fn changed(&self, change: impl Fn(&T) -> Option<T>) -> Chunks<T> {
        let chunks = self.chunks.iter().map(|chunk| {
            let mut chunk = Arc::clone(chunk);
            for index in 0..chunk.len() {
                if let Some(row) = chunk.get(index).and_then(&change)
                    && let Some(place) = Arc::make_mut(&mut chunk).get_mut(index)
                {
                    *place = row;
                }
            }
            chunk
        });
        Chunks { chunks: Arc::new(chunks.collect()), len: self.len }
    }

    /// The list of those rows that `stays` is true of. Chunks of which all stay are shared.
    #[must_use]
    pub fn retained(&self, stays: impl Fn(&T) -> bool) -> Chunks<T> {
        let chunks = self.chunks.iter().map(|chunk| {
            if chunk.iter().all(&stays) {
                Arc::clone(chunk)
            } else {
                Arc::new(chunk.iter().filter(|row| stays(row)).cloned().collect())
            }
        });
        Chunks::of(chunks.filter(|chunk| !chunk.is_empty()).collect())
    }

    /// The list with `chunks` in place of the one at `place`; empty ones are left out.
    fn with<const N: usize>(&self, place: usize, chunks: [Vec<T>; N]) -> Chunks<T> {
        let mut list = Vec::clone(&self.chunks);
        list.splice(place..=place, chunks.into_iter().filter(|chunk| !chunk.is_empty()).map(Arc::new));
        Chunks::of(list)
    }

    fn of(chunks: Vec<Arc<Vec<T>>>) -> Chunks<T> {
        let len = chunks.iter().map(|chunk| chunk.len()).sum();
        Chunks { chunks: Arc::new(chunks), len }
    }
}

impl<T: Clone> FromIterator<T> for Chunks<T> {
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> Chunks<T> {
        Chunks::default().extended(rows)
    }
}

impl<T: PartialEq> PartialEq for Chunks<T> {
    fn eq(&self, other: &Chunks<T>) -> bool {
        if Arc::ptr_eq(&self.chunks, &other.chunks) {
            return true;
        }
        let pairs = || iter::zip(self.chunks.iter(), other.chunks.iter());
        // Versions of one list mostly hold the same rows in the same chunks, and mostly the very same chunks.
        if self.chunks.len() == other.chunks.len() && pairs().all(|(a, b)| a.len() == b.len()) {
            pairs().all(|(a, b)| Arc::ptr_eq(a, b) || a == b)
        } else {
            self.len == other.len && self.iter().eq(other.iter())
        }
    }
}

impl<T: Eq> Eq for Chunks<T> {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn numbers(count: u32) -> Chunks<u32> {
        (0..count).collect()
    }

    #[test]
    fn an_edit_copies_one_chunk() {
        let before = numbers(10_000);
        let weigh = |_: &u32| 1;
        let pointers = before.chunks.len() * size_of::<usize>();
        let after = before.replaced(5_000, 7).unwrap();
        assert_eq!(after.bytes_unshared_with(&before, weigh), CHUNK + pointers);
        assert_eq!(before.bytes_unshared_with(&after, weigh), CHUNK + pointers);
        assert_eq!(before.bytes_unshared_with(&before.clone(), weigh), 0);
        assert_eq!(before.bytes_unshared_with(&Chunks::default(), weigh), 10_000 + pointers);
        let shorter = before.removed(0).unwrap();
        assert_eq!(shorter.bytes_unshared_with(&before, weigh), CHUNK - 1 + pointers);
        let split = before.inserted(1, 7).unwrap();
        assert_eq!(split.bytes_unshared_with(&before, weigh), CHUNK + 1 + pointers + size_of::<usize>());
    }

    #[test]
    fn rows_are_equal_in_whatever_chunks_they_lie() {
        let plain = numbers(600);
        let split = plain.inserted(100, 9).unwrap().removed(100).unwrap();
        assert_ne!(plain.chunks.len(), split.chunks.len());
        assert_eq!(plain, split);
        assert_ne!(plain, plain.replaced(599, 0).unwrap());
        assert_ne!(plain, split.replaced(599, 0).unwrap());
        assert_ne!(plain, numbers(599));
    }

    #[test]
    fn rows_in_the_order_of_their_keys_are_found() {
        let list: Chunks<u32> = (0..1_000).map(|number| 2 * number).collect();
        for number in 0..2_002 {
            let place = usize::try_from(number).unwrap().div_ceil(2);
            let expected = if number % 2 == 0 && number < 2_000 { Ok(place) } else { Err(place.min(1_000)) };
            assert_eq!(list.search_by_key(&number, |row| *row), expected, "{number}");
        }
        assert_eq!(Chunks::<u32>::default().search_by_key(&7, |row| *row), Err(0));
    }

    #[test]
    fn what_stays_shares_the_chunks_of_which_nothing_goes() {
        let list = numbers(1_000);
        let fewer = list.retained(|number| *number != 300);
        assert_eq!((fewer.len(), fewer.get(299), fewer.get(300)), (999, Some(&299), Some(&301)));
        assert_eq!(fewer.bytes_unshared_with(&list, |_| 1), CHUNK - 1 + fewer.chunks.len() * size_of::<usize>());
        let even = list.retained(|number| number % 2 == 0);
        assert!(even.iter().eq((0..1_000).filter(|number| number % 2 == 0).collect::<Vec<u32>>().iter()));
        assert_eq!(list.retained(|number| *number > 999), Chunks::default());
    }

    #[test]
    fn rows_find_the_place_of_their_key_and_leave_the_other_chunks_shared() {
        let list: Chunks<(u32, char)> = (0..1_000).map(|number| (2 * number, 'a')).collect();
        let rows = [(500, 'b'), (501, 'c'), (1_998, 'd'), (1_999, 'e'), (2_000, 'f')];
        let merged = list.merged(rows.to_vec(), |row| row.0);
        let mut all: Vec<(u32, char)> =
            list.iter().copied().filter(|row| !rows.iter().any(|new| new.0 == row.0)).collect();
        all.extend(rows);
        all.sort_unstable();
        assert!(merged.iter().eq(&all), "{merged:?}");
        assert_eq!((merged.len(), merged.chunk(3)), (1_003, list.chunk(2)));
        // The second chunk of 128 is now two; the last of 104 grew by what is after it.
        let pointers = merged.chunks.len() * size_of::<usize>();
        assert_eq!(merged.bytes_unshared_with(&list, |_| 1), 129 + 106 + pointers);
        let many: Vec<(u32, char)> = (0..2_000).map(|number| (number, 'z')).collect();
        assert!(list.merged(many.clone(), |row| row.0).iter().eq(&many));
        assert!(Chunks::default().merged(many.clone(), |row: &(u32, char)| row.0).iter().eq(&many));
        assert!(list.merged(Vec::new(), |row| row.0).bytes_unshared_with(&list, |_| 1) <= pointers);
    }

    #[test]
    fn a_list_grows_in_place_and_by_the_chunks_of_another() {
        let mut list = numbers(300);
        let before = list.clone();
        list.push(300);
        assert_eq!((before, &list), (numbers(300), &numbers(301)));
        let more: Chunks<u32> = (301..512).collect();
        list.join(&more);
        assert_eq!((&list, list.chunks.len()), (&numbers(512), 4));
        let more: Chunks<u32> = (512..900).collect();
        list.join(&more);
        assert_eq!((&list, list.chunks.len()), (&numbers(900), 8));
        assert_eq!(list.bytes_unshared_with(&more, |_| 1), 512 + list.chunks.len() * size_of::<usize>());
        let first = list.take_first();
        assert_eq!((first, list.len(), list.get(0)), (numbers(CHUNK as u32), 900 - CHUNK, Some(&(CHUNK as u32))));
        assert_eq!(Chunks::<u32>::default().take_first(), Chunks::default());
    }

    #[test]
    fn what_changed_between_versions_is_found_by_key() {
        type Row = (u32, u32);
        let before: Chunks<Row> = (0..1_000).map(|key| (2 * key, 0)).collect();
        let changes = |after: &Chunks<Row>| -> Vec<(Option<Row>, Option<Row>)> {
            let changes = after.changes_since(&before, |row| row.0).into_iter();
            changes.map(|(old, new)| (old.copied(), new.copied())).collect()
        };
        assert_eq!(changes(&before), []);
        // A chunk that was split holds the same rows.
        let after = before.inserted(501, (1_001, 1)).unwrap().replaced(0, (0, 1)).unwrap().removed(999).unwrap();
        let expected = [(Some((0, 0)), Some((0, 1))), (None, Some((1_001, 1))), (Some((1_996, 0)), None)];
        assert_eq!(changes(&after), expected);
        assert_eq!(changes(&Chunks::default()).len(), 1_000);
    }

    #[test]
    fn changing_some_rows_leaves_the_other_chunks_shared() {
        let list = numbers(1_000);
        let changed = list.changed(|&number| (250..260).contains(&number).then_some(number + 1_000));
        assert_eq!((changed.len(), changed.get(249), changed.get(250)), (1_000, Some(&249), Some(&1_250)));
        assert_eq!(changed.bytes_unshared_with(&list, |_| 1), 2 * CHUNK + changed.chunks.len() * size_of::<usize>());
    }
}
