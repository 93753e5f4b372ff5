//! What an article says and where: normalised text, quotes in it, the nearest passage when a quote
//! is absent.

mod approximate;
mod difference;
mod ground;
mod normal;
mod shared;

pub use approximate::{Approximate, nearest};
pub use difference::{Piece, difference, marked};
pub use ground::{Grounding, Located, ground, nearest_passage, parts_of, surroundings};
pub use normal::{Fold, Normal, folds_between};
pub use shared::{Passage, Shingle, sentence_around, shared, shingles};
