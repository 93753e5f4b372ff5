//! What words do in a clause, one by one and as sets of bits.

/// What a word of a clause does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Denies by grammar: « ne … pas », without.
    Negation,
    /// Denies its object: rejects.
    Refusal,
    /// Denies its subject: fell through.
    Failure,
    /// Denies what follows, as someone's word.
    Denial,
    /// Demands that something be not.
    Prohibition,
    /// Makes possible.
    Possible,
    /// Makes probable.
    Probable,
    /// Takes no stance.
    Uncommitted,
    /// Opens a condition.
    Condition,
    /// What follows depends on a condition.
    Otherwise,
    /// What could have been.
    Counterfactual,
    /// A verb in the conditional.
    Conditional,
    /// A plan.
    Plan,
    /// A demand.
    Demand,
    /// Speech.
    Speech,
    /// Names a source.
    Source,
    /// Names the source of a source.
    Cite,
    /// Takes its subject and its object for granted, whatever is denied of it: expected, commented on.
    Given,
}

impl Effect {
    /// Whether it turns the polarity.
    pub fn denies(self) -> bool {
        self.bit() & DENIALS != 0
    }

    /// Whether it makes less certain.
    pub fn weakens(self) -> bool {
        self.bit() & DOUBTS != 0
    }

    /// The effect as a bit.
    pub(super) const fn bit(self) -> u32 {
        1 << self as u32
    }

    /// Whether somebody may stand behind it, who says, plans or demands.
    pub(super) fn has_agent(self) -> bool {
        self.bit() & VOICES != 0
    }

    /// Whether what it introduces may be a clause of its own.
    pub(super) fn governs(self) -> bool {
        use Effect::{Cite, Condition, Conditional, Counterfactual, Negation, Otherwise, Source};
        !matches!(
            self,
            Negation
                | Condition
                | Otherwise
                | Counterfactual
                | Conditional
                | Source
                | Cite
                | Effect::Given
        )
    }
}

/// Some effects as bits.
pub(super) const fn bits(effects: &[Effect]) -> u32 {
    match effects {
        [first, rest @ ..] => first.bit() | bits(rest),
        [] => 0,
    }
}

/// Effects that deny.
pub(super) const DENIALS: u32 = {
    use Effect::{Denial, Failure, Negation, Prohibition, Refusal};
    bits(&[Negation, Refusal, Failure, Denial, Prohibition])
};

/// Effects that make less certain.
pub(super) const DOUBTS: u32 = {
    use Effect::{Conditional, Possible, Probable, Uncommitted};
    bits(&[Possible, Probable, Uncommitted, Conditional])
};

/// Effects that make a plan or a demand.
pub(super) const MODES: u32 = bits(&[Effect::Plan, Effect::Demand, Effect::Prohibition]);

/// Effects behind which somebody may stand.
pub(super) const VOICES: u32 = {
    use Effect::{Cite, Demand, Denial, Plan, Prohibition, Source, Speech};
    bits(&[Cite, Demand, Denial, Plan, Prohibition, Source, Speech])
};
