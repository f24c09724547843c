//! What leaves the workspace and what comes back. Reading happens in two steps: [`Tree::read`] turns the bytes of a
//! file into a tree or says, by line and column, why it is none; [`Tree::walk`] turns the tree into values and lists by
//! path everything that is wrong with it. [`document`] is everything that one workspace keeps, [`proposal`] what a
//! partner may see of it.

pub mod document;
mod envelope;
mod problem;
pub mod proposal;
mod quoted;
mod syntax;
mod tree;
mod walk;

use document::Document;
pub use envelope::{Kind, ReadError};
pub use problem::{Expected, Problem, ProblemKind, Problems};
use proposal::Received;
pub use syntax::{Fault, Place, SyntaxError};
pub use tree::Tree;
pub use walk::{Ids, Node, Record};

/// A file of Concord, of whichever kind.
#[derive(Clone, Debug, PartialEq)]
pub enum File {
    /// A whole workspace.
    Workspace(Box<Document>),
    /// A proposal.
    Proposal(Box<Received>),
}

/// What a file holds, whichever kind it is of.
///
/// # Errors
/// [`ReadError`], but never that it is of another kind.
pub fn open(bytes: &[u8]) -> Result<File, ReadError> {
    let tree = Tree::read(bytes).map_err(ReadError::Syntax)?;
    match Kind::of(&tree) {
        Some(Kind::Proposal) => proposal::from_tree(&tree).map(Box::new).map(File::Proposal),
        Some(Kind::Workspace) | None => document::from_tree(&tree).map(Box::new).map(File::Workspace),
    }
}
