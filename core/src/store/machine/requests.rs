//! What the caller may ask for.

use std::sync::Arc;

use super::standing::{Opening, Standing};
use super::{Activity, Check, Machine};
use crate::store::clear::{Clearing, Expected, Extent};
use crate::store::meter::Size;
use crate::store::snapshot::Damage;
use crate::store::status::{DocumentOutcome, Refusal, Role, Trouble};
#[cfg(doc)]
use crate::store::{Key, Status};

impl Machine {
    /// Says what the caller made of [`Machine::payload`]. Without one it does nothing.
    pub fn judge(&mut self, outcome: DocumentOutcome) {
        if self.payload().is_none() {
            return;
        }
        self.standing = match (std::mem::replace(&mut self.standing, Standing::Unread), outcome) {
            (Standing::Opening(opening), DocumentOutcome::Readable) => Standing::Loaded(opening.known),
            (Standing::Opening(opening), DocumentOutcome::Unreadable) => {
                Standing::Unreadable(opening.close(Damage::Document))
            }
            (Standing::Opening(opening), DocumentOutcome::Newer) => {
                Standing::Newer(opening.close(Damage::NewerDocument))
            }
            (standing, _) => standing,
        };
        self.settle();
    }

    /// Notes that there are edits which no save has been asked for yet.
    pub fn edited(&mut self) {
        self.edited = true;
        self.settle();
    }

    /// Asks for `payload` to be saved. While a save is under way it waits, and a later one takes its place.
    ///
    /// # Errors
    ///
    /// [`Refusal::NotWriter`], [`Refusal::NotNow`] unless the store has been loaded, and
    /// [`Refusal::TooLarge`], which is also a [`Status::Failed`]. Nothing is written then.
    pub fn save(&mut self, payload: Arc<str>) -> Result<(), Refusal> {
        self.edited = true;
        self.may_write()?;
        if !matches!(self.standing, Standing::Loaded(_)) || matches!(self.activity, Some(Activity::Clear(_))) {
            return Err(Refusal::NotNow);
        }
        let size = Size::of(&payload);
        if size.utf16 > self.limit {
            self.trouble = Some(Trouble::TooLarge(size));
            return Err(Refusal::TooLarge);
        }
        self.edited = false;
        self.next_save = Some(payload);
        self.settle();
        Ok(())
    }

    /// Looks whether the store changed, as when the browser says so or the page is shown again. A
    /// follower then has the newest [`Machine::payload`]; a writer that finds what it neither loaded
    /// nor wrote turns [`Status::Stale`].
    pub fn refresh(&mut self) {
        self.check_soon(if self.role == Role::Follower { Check::Adopt } else { Check::Compare });
    }

    /// Reads the store anew and gives up what this tab has not saved.
    ///
    /// # Errors
    ///
    /// [`Refusal::NotNow`] while an effect is under way.
    pub fn reload(&mut self) -> Result<(), Refusal> {
        self.may_begin()?;
        self.edited = false;
        self.trouble = None;
        self.load();
        Ok(())
    }

    /// Takes the role that the browser's locks give this tab. A new writer first takes over what the
    /// last one saved; a writer that loses the role with edits unsaved turns [`Status::Stale`].
    pub fn set_role(&mut self, role: Role) {
        let promoted = self.role == Role::Follower && role == Role::Writer;
        self.role = role;
        if promoted {
            self.check_soon(Check::Adopt);
        }
        self.settle();
    }

    /// Opens the generation before the one whose document could not be read: it becomes the
    /// [`Machine::payload`]. The next save puts the unreadable one aside.
    ///
    /// # Errors
    ///
    /// [`Refusal::NotNow`] if there is no such generation, or an effect is under way.
    pub fn open_previous(&mut self) -> Result<(), Refusal> {
        self.may_begin()?;
        let closed = self.standing.closed().ok_or(Refusal::NotNow)?;
        let choice = closed.previous().ok_or(Refusal::NotNow)?;
        let opening = Opening::of(closed.snapshot.clone(), choice, closed.refused);
        self.standing = Standing::Opening(opening);
        Ok(())
    }

    /// Gives up what cannot be read: puts a copy of every stored text under [`Key::Kept`], reads the
    /// copies back and only then removes the originals. The status is [`Status::Empty`] afterwards.
    ///
    /// # Errors
    ///
    /// [`Refusal::NotWriter`], and [`Refusal::NotNow`] unless the status is [`Status::Unreadable`] or
    /// [`Status::Newer`].
    pub fn start_over(&mut self) -> Result<(), Refusal> {
        self.may_write()?;
        self.may_begin()?;
        let seen = self.standing.closed().ok_or(Refusal::NotNow)?.snapshot.clone();
        let clearing = Clearing::new(Extent::Generations, Expected::Exactly(seen));
        self.activity = Some(Activity::Clear(clearing));
        Ok(())
    }

    /// Removes everything that the app has stored, and what was put aside. The status is
    /// [`Status::Empty`] afterwards.
    ///
    /// # Errors
    ///
    /// [`Refusal::NotWriter`], and [`Refusal::NotNow`] unless the store has been read, or while an
    /// effect is under way.
    pub fn erase(&mut self) -> Result<(), Refusal> {
        self.may_write()?;
        self.may_begin()?;
        let expected = match &self.standing {
            Standing::Loaded(known) => Expected::Known(known.clone()),
            Standing::Unreadable(closed) | Standing::Newer(closed) => Expected::Exactly(closed.snapshot.clone()),
            Standing::Unread | Standing::Unavailable(_) | Standing::Opening(_) | Standing::Stale => {
                return Err(Refusal::NotNow);
            }
        };
        self.activity = Some(Activity::Clear(Clearing::new(Extent::Everything, expected)));
        Ok(())
    }

    fn may_write(&self) -> Result<(), Refusal> {
        (self.role == Role::Writer).then_some(()).ok_or(Refusal::NotWriter)
    }

    fn may_begin(&self) -> Result<(), Refusal> {
        self.activity.is_none().then_some(()).ok_or(Refusal::NotNow)
    }
}
