//! Test and bench support shared by the files of this package.
