//! Ready-made predicates for common news, shipped as data and taken in by `use`.

/// The packs by name.
pub const PACKS: &[(&str, &str)] = &[];
