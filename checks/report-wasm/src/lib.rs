//! The report as release WebAssembly.
