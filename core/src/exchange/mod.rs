//! What leaves the workspace and what comes back. Reading happens in two steps: [`Tree::read`] turns the bytes of a
//! file into a tree or says, by line and column, why it is none; [`Tree::walk`] turns the tree into values and lists by
//! path everything that is wrong with it.

pub mod document;
mod problem;
mod quoted;
mod syntax;
mod tree;
mod walk;

pub use problem::{Expected, Problem, ProblemKind, Problems};
pub use syntax::{Fault, Place, SyntaxError};
pub use tree::Tree;
pub use walk::{Ids, Node, Record};
