//! Sets of members: which categories or entities a claim names, requires or rules out.
//!
//! A *world* is a set of members that holds nothing exclusive of each other. A claim is a
//! constraint on worlds, and two claims agree when a world meets both. For categories a world that
//! holds a narrower value holds its broader ones too (SKOS). For entities a part and its whole go
//! together and never contradict each other, whatever is affirmed or denied of either.

use std::sync::Arc;

use smallvec::SmallVec;

/// What is known of the members of one predicate: which covers which, and which exclude each other.
#[derive(Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Categories with their full relations.
    Categories {
        /// `covers[a][b]`: a is b or narrower than b.
        covers: Vec<Vec<bool>>,
        /// `excludes[a][b]`: a and b cannot hold together; narrower values included.
        excludes: Vec<Vec<bool>>,
        /// Whether one value excludes all others, those without a name included.
        single: bool,
    },
    /// Entities.
    Entities {
        /// For each entity all its wholes, nearest first.
        wholes: Arc<Vec<Vec<u32>>>,
        /// Whether one excludes any other that is no part or whole of it (cardinality one).
        single: bool,
    },
}

impl Scheme {
    /// Whether naming `a` says `b` too: the same, a narrower category, or a part of it.
    pub fn covers(&self, a: u32, b: u32) -> bool {
        match self {
            Scheme::Categories { covers, .. } => covers[a as usize][b as usize],
            Scheme::Entities { wholes, .. } => a == b || wholes[a as usize].contains(&b),
        }
    }

    /// Whether no world holds both.
    pub fn excludes(&self, a: u32, b: u32) -> bool {
        match self {
            Scheme::Categories { excludes, .. } => excludes[a as usize][b as usize],
            Scheme::Entities { single, .. } => *single && !self.related(a, b),
        }
    }

    /// How many members have a name.
    fn len(&self) -> u32 {
        match self {
            Scheme::Categories { covers, .. } => covers.len() as u32,
            Scheme::Entities { wholes, .. } => wholes.len() as u32,
        }
    }

    /// Whether one member leaves no room for others.
    fn is_single(&self) -> bool {
        match self {
            Scheme::Categories { single, .. } | Scheme::Entities { single, .. } => *single,
        }
    }

    /// Whether two members are one, or one is a part or a narrower one of the other.
    pub fn related(&self, a: u32, b: u32) -> bool {
        self.covers(a, b) || self.covers(b, a)
    }

    /// Whether `a` is no other than `denied` where just `denied` is ruled out.
    fn is_listed_with(&self, a: u32, denied: u32) -> bool {
        match self {
            Scheme::Categories { .. } => self.related(a, denied),
            Scheme::Entities { .. } => a == denied,
        }
    }

    /// Whether affirming `a` goes against the denial of `denied`.
    fn denied_by(&self, a: u32, denied: u32) -> bool {
        match self {
            Scheme::Categories { .. } => self.covers(a, denied),
            Scheme::Entities { .. } => a == denied,
        }
    }
}

/// The form of a constraint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// All of these, among others.
    All,
    /// At least one of these.
    Any,
    /// These and no others; a narrower value or a part of one of them is no other.
    Exactly,
    /// None of these: a denied list.
    NoneOf,
    /// Not just these: a denied `exactly`.
    NotExactly,
}

/// Some members: most values are one.
type List = SmallVec<[u32; 2]>;

/// A constraint on worlds.
#[derive(Clone, Debug)]
pub struct Members {
    form: Form,
    /// Sorted, without doubles and without what others of the list say already.
    list: List,
    /// All that were named: a denial denies each, also one that the others imply.
    named: List,
    scheme: Arc<Scheme>,
}

impl PartialEq for Members {
    fn eq(&self, other: &Self) -> bool {
        self.form == other.form && self.list == other.list
    }
}

impl Eq for Members {}

impl std::hash::Hash for Members {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.form.hash(state);
        self.list.hash(state);
    }
}

/// Steps that a search for a common world may take before it is given up as met. Only hostile
/// input comes near: hundreds of `any-of` that exclude each other in a ring.
const STEPS: usize = 200_000;

impl Members {
    /// A constraint over members of `scheme`, in its simplest spelling.
    pub fn new(form: Form, list: impl IntoIterator<Item = u32>, scheme: Arc<Scheme>) -> Self {
        let mut list: List = list.into_iter().collect();
        list.sort_unstable();
        list.dedup();
        let named = list.clone();
        let said_by_other = |a: u32| match form {
            Form::All | Form::Exactly | Form::NotExactly => {
                named.iter().any(|&b| b != a && scheme.covers(b, a))
            }
            Form::Any => named.iter().any(|&b| b != a && scheme.covers(a, b)),
            Form::NoneOf => named.iter().any(|&b| b != a && scheme.denied_by(a, b)),
        };
        // A part is not its whole: of entities each one named counts.
        if matches!(*scheme, Scheme::Categories { .. }) {
            list.retain(|a| !said_by_other(*a));
        }
        let (form, named) = match (form, list.len(), &*scheme) {
            (Form::Any, 1, _) => (Form::All, named),
            // Where one excludes the others, "X" and "X and no other" are one statement, and so
            // are their denials.
            (Form::Exactly, 1, scheme) if scheme.is_single() => (Form::All, list.clone()),
            (Form::NotExactly, 1, scheme) if scheme.is_single() => (Form::NoneOf, list.clone()),
            _ => (form, named),
        };
        Members { form, list, named, scheme }
    }

    /// The form of the constraint.
    pub fn form(&self) -> Form {
        self.form
    }

    /// The members named, sorted.
    pub fn list(&self) -> &[u32] {
        &self.list
    }

    /// The members that there are, and which exclude each other.
    pub fn scheme(&self) -> Arc<Scheme> {
        self.scheme.clone()
    }

    /// The denial: none of a list, or not just an exact list.
    pub fn denied(&self) -> Self {
        let form = match self.form {
            Form::All | Form::Any => Form::NoneOf,
            Form::Exactly => Form::NotExactly,
            // A denial denied: only what `exactly` denied comes back whole; "not none of a, b" is
            // "a or b".
            Form::NoneOf => Form::Any,
            Form::NotExactly => Form::Exactly,
        };
        Members::new(form, self.named.iter().copied(), self.scheme.clone())
    }

    /// Whether one world can hold all that it requires.
    pub fn is_possible(&self) -> bool {
        match self.form {
            Form::All | Form::Exactly => {
                pairs(&self.list).all(|(a, b)| !self.scheme.excludes(a, b))
            }
            _ => true,
        }
    }

    /// Whether some world meets both.
    pub fn meets(&self, other: &Self) -> bool {
        jointly_possible(&[self, other])
    }

    /// Whether every world that meets this meets `other`.
    pub fn within(&self, other: &Self) -> bool {
        let scheme = &*self.scheme;
        let (s, t) = (&self.list, &other.list);
        let says = |a: &u32, b: &u32| scheme.covers(*a, *b);
        let shuts_out = |a: &u32, b: &u32| scheme.excludes(*a, *b);
        match (self.form, other.form) {
            (Form::NotExactly, Form::NotExactly) => s == t,
            (Form::NotExactly, _) => false,
            (_, Form::NotExactly) => {
                let exactly = Members { form: Form::Exactly, ..other.clone() };
                !self.meets(&exactly)
            }
            (Form::All | Form::Exactly, Form::All) => {
                t.iter().all(|b| s.iter().any(|a| says(a, b)))
            }
            (Form::All | Form::Exactly, Form::Any) => {
                t.iter().any(|b| s.iter().any(|a| says(a, b)))
            }
            (Form::Any, Form::All) => s.iter().all(|a| t.iter().all(|b| says(a, b))),
            (Form::Any, Form::Any) => s.iter().all(|a| t.iter().any(|b| says(a, b))),
            (Form::Exactly, Form::Exactly) => {
                t.iter().all(|b| s.iter().any(|a| says(a, b)))
                    && s.iter().all(|a| t.iter().any(|b| says(a, b)))
            }
            (_, Form::Exactly) => false,
            (Form::All, Form::NoneOf) => t.iter().all(|b| s.iter().any(|a| shuts_out(a, b))),
            (Form::Any, Form::NoneOf) => s.iter().all(|a| t.iter().all(|b| shuts_out(a, b))),
            (Form::Exactly, Form::NoneOf) => {
                t.iter().all(|b| !s.iter().any(|a| scheme.related(*a, *b)))
            }
            (Form::NoneOf, Form::NoneOf) => {
                t.iter().all(|b| s.iter().any(|a| scheme.denied_by(*b, *a)))
            }
            (Form::NoneOf, _) => false,
        }
    }

    /// Whether the two name a member in common, a part and its whole counted as one.
    pub fn shares_member(&self, other: &Self) -> bool {
        self.list.iter().any(|&a| other.list.iter().any(|&b| self.scheme.related(a, b)))
    }
}

fn pairs(list: &[u32]) -> impl Iterator<Item = (u32, u32)> {
    list.iter().enumerate().flat_map(|(at, &a)| list[at + 1..].iter().map(move |&b| (a, b)))
}

/// Whether some world meets all the constraints. They must be of one scheme.
pub fn jointly_possible(all: &[&Members]) -> bool {
    let Some(first) = all.first() else { return true };
    let of = |form: Form| all.iter().copied().filter(move |m| m.form == form);
    let listed = |form: Form| of(form).flat_map(|m| m.list.iter().copied());
    let mut search = Search {
        scheme: &first.scheme,
        exact: of(Form::Exactly).collect(),
        not_exact: of(Form::NotExactly).collect(),
        denied: listed(Form::NoneOf).collect(),
        world: listed(Form::All).chain(listed(Form::Exactly)).collect(),
        steps: STEPS,
    };
    search.world.sort_unstable();
    search.world.dedup();
    let scheme = search.scheme;
    if pairs(&search.world).any(|(a, b)| scheme.excludes(a, b))
        || !search.world.iter().all(|&a| search.is_open_to(a))
    {
        return false;
    }
    let mut choices: Vec<Vec<u32>> = of(Form::Any)
        .map(|m| m.list.iter().copied().filter(|&a| search.is_open_to(a)).collect())
        .collect();
    choices.sort();
    choices.dedup();
    choices.sort_by_key(Vec::len);
    search.choose(&choices)
}

/// The search for a world: what it must hold so far, what it may not.
struct Search<'s> {
    scheme: &'s Scheme,
    exact: Vec<&'s Members>,
    not_exact: Vec<&'s Members>,
    denied: Vec<u32>,
    world: Vec<u32>,
    steps: usize,
}

impl Search<'_> {
    /// Whether no single constraint keeps `a` out.
    fn is_open_to(&self, a: u32) -> bool {
        let is_listed = |m: &&Members| m.list.iter().any(|&b| self.scheme.related(a, b));
        self.exact.iter().all(is_listed)
            && !self.denied.iter().any(|&d| self.scheme.denied_by(a, d))
    }

    /// Picks one member of each choice so that nothing in the world excludes anything else.
    fn choose(&mut self, choices: &[Vec<u32>]) -> bool {
        let Some((choice, rest)) = choices.split_first() else { return self.is_not_exact() };
        if choice.iter().any(|&a| self.world.iter().any(|&w| self.scheme.covers(w, a))) {
            return self.choose(rest);
        }
        for &a in choice {
            if self.steps == 0 {
                return true;
            }
            self.steps -= 1;
            if self.world.iter().all(|&w| !self.scheme.excludes(w, a)) {
                self.world.push(a);
                if self.choose(rest) {
                    return true;
                }
                self.world.pop();
            }
        }
        false
    }

    /// Whether the world is none of those that are denied, or one more member makes it another.
    fn is_not_exact(&self) -> bool {
        if self.exact.is_empty() {
            // Something more can always be in it.
            return true;
        }
        let scheme = self.scheme;
        self.not_exact.iter().all(|denied| {
            let is_beside = |a: u32| !denied.list.iter().any(|&t| scheme.is_listed_with(a, t));
            let holds_all =
                denied.list.iter().all(|&t| self.world.iter().any(|&w| scheme.denied_by(w, t)));
            let can_join = |a: u32| {
                !denied.list.iter().any(|&t| scheme.related(a, t))
                    && self.is_open_to(a)
                    && self.world.iter().all(|&w| !scheme.excludes(w, a))
            };
            !holds_all
                || self.world.iter().any(|&w| is_beside(w))
                || (0..scheme.len()).any(can_join)
        })
    }
}
