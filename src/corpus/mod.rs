//! All documents of a corpus together: claims beside their articles, questions, positions, verdicts.

mod article;
mod item;
mod origins;
mod positions;
mod question;
mod settled;
mod strongest;
mod sweep;
mod verdict;

pub use article::{ArticleFile, ArticleText, article_text, sha256};
pub use item::{Item, Origin, Time, items};
pub use origins::join_origins;
pub use positions::{Positions, positions};
pub use question::{Question, may_share, questions};
pub use settled::Settled;
pub use strongest::{Judge, Judged, SWEEP_ABOVE};
pub use verdict::{Passed, Verdict, passed, verdict};
