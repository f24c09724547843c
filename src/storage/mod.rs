//! The browser's side of the save protocol: the machine in `concord_core::store` decides, this performs.

mod local;
mod lock;

pub use lock::ask_to_write;

use concord_core::store::{Machine, Role};

/// The machine with this browser's localStorage attached. localStorage answers at once, so that every call runs the
/// machine until it has nothing left to do.
pub struct Keeper {
    machine: Machine,
}

impl Keeper {
    /// Reads what is stored, as a tab that may not write yet.
    pub fn open() -> Keeper {
        let mut keeper = Keeper { machine: Machine::new(Role::Follower) };
        keeper.run();
        keeper
    }

    pub fn machine(&self) -> &Machine {
        &self.machine
    }

    /// Lets `step` ask something of the machine, and does what it takes.
    pub fn with<T>(&mut self, step: impl FnOnce(&mut Machine) -> T) -> T {
        let answer = step(&mut self.machine);
        self.run();
        answer
    }

    fn run(&mut self) {
        while let Some(effect) = self.machine.effect() {
            self.machine.resume(local::perform(&effect));
        }
    }
}

/// When the workspace was last taken out as a file, in milliseconds since 1970; a convenience beside the workspace.
pub fn last_export() -> Option<i64> {
    local::note(EXPORTED)?.parse().ok()
}

/// Notes that the workspace was just taken out as a file.
pub fn note_export(at: i64) {
    local::set_note(EXPORTED, &at.to_string());
}

const EXPORTED: &str = "concord/exported";
