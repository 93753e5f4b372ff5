//! The lists of phrases that recognisers and clauses ask for, by their keys in the language files.

/// Numbers the lists, so that a misspelt name does not compile.
macro_rules! lists {
    ($($name:ident = $key:literal),* $(,)?) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Number { $($name),* }

        $(
            #[doc = concat!("`", $key, "`")]
            pub const $name: u16 = Number::$name as u16;
        )*

        /// How many lists there are.
        pub const COUNT: u16 = KEYS.len() as u16;

        /// The keys of all lists.
        const KEYS: &[&str] = &[$($key),*];
    };
}

/// The number of a list; `None` for a key that nobody asks for.
pub fn number(key: &str) -> Option<u16> {
    KEYS.iter().position(|known| *known == key).map(|at| at as u16)
}

lists! {
    // [hedges]
    MORE_THAN = "more-than",
    LESS_THAN = "less-than",
    MIN = "min",
    MAX = "max",
    ABOUT = "about",
    MIN_AFTER = "min-after",
    MAX_AFTER = "max-after",
    ABOUT_AFTER = "about-after",
    SPATIAL = "spatial",
    SPANNING = "spanning",
    OUT_OF = "out-of",
    CLOCK_BEFORE = "clock-before",
    FORMER = "former",
    FORMER_NEAR = "former-near",
    RIVAL = "rival",
    BETWEEN = "between",
    BETWEEN_AND = "between-and",
    RANGE_FROM = "range-from",
    RANGE_TO = "range-to",
    // [dates]; two keys are those of [hedges] with a prefix
    DATE_RANGE_FROM = "date-range-from",
    DATE_RANGE_TO = "date-range-to",
    LEADS = "leads",
    NAMES = "names",
    RECURRING = "recurring",
    WEEKEND = "weekend",
    PARTS_OF_DAY = "parts-of-day",
    THIS = "this",
    LAST = "last",
    NEXT = "next",
    CURRENT = "current",
    WEEK_ON = "week-on",
    ANCHORS = "anchors",
    GIVEN_UNTIL = "given-until",
    REFLEXIVE = "reflexive",
    TO_BE = "to-be",
    MOVED = "moved",
    CLOCK = "clock",
    LAST_BEFORE = "last-before",
    NEXT_BEFORE = "next-before",
    AGO_BEFORE = "ago-before",
    AGO_AFTER = "ago-after",
    IN_BEFORE = "in-before",
    IN_AFTER = "in-after",
    WITHIN = "within",
    PAST_SPAN = "past-span",
    SINCE = "since",
    UNTIL = "until",
    BY = "by",
    BEFORE = "before",
    AFTER = "after",
    AROUND = "around",
    EARLY = "early",
    MIDDLE = "middle",
    LATE = "late",
    ARTICLES = "articles",
    LIST_AND = "list-and",
    LIST_OR = "list-or",
    DECADES = "decades",
    CENTURIES = "centuries",
    QUARTERS = "quarters",
    HALVES = "halves",
    FIRST_HALF = "first-half",
    FISCAL = "fiscal",
    IN_MONTH = "in-month",
    IN_YEAR = "in-year",
    YEAR_BEFORE = "year-before",
    // [clauses]
    NEGATION_FIRST = "negation-first",
    NEGATION_SECOND = "negation-second",
    NOR = "nor",
    RESTRICTION = "restriction",
    CLAUSE_NEGATORS = "clause-negators",
    NEGATORS = "negators",
    NOT_NEGATORS = "not-negators",
    REFUSALS = "refusals",
    FAILURES = "failures",
    DENIALS = "denials",
    PROHIBITIONS = "prohibitions",
    OPEN_REFUSALS = "open-refusals",
    GIVEN = "given",
    CONTRASTS = "contrasts",
    POSSIBLE = "possible",
    POSSIBLE_NEAR = "possible-near",
    PROBABLE = "probable",
    PROBABLE_NEAR = "probable-near",
    UNCOMMITTED = "uncommitted",
    UNSAID = "unsaid",
    ACCUSATIONS = "accusations",
    CONDITIONS = "conditions",
    OTHERWISE = "otherwise",
    COUNTERFACTUAL = "counterfactual",
    IF = "if",
    IF_BEFORE = "if-before",
    PLANNED = "planned",
    PLANNED_NEAR = "planned-near",
    SCHEDULES = "schedules",
    DEMANDED = "demanded",
    OBLIGATIONS = "obligations",
    SPEECH = "speech",
    SPEECH_CLAUSAL = "speech-clausal",
    COMPLEMENTIZERS = "complementizers",
    COMPARATIVES = "comparatives",
    MULTIPLIERS = "multipliers",
    SOURCES = "sources",
    CITES = "cites",
    AGENTS = "agents",
    ANONYMOUS = "anonymous",
    POSSESSIVES = "possessives",
    RELATIVES = "relatives",
    ADVERBIALS = "adverbials",
    COORDINATORS = "coordinators",
    JOINS = "joins",
    SUBJECTS = "subjects",
    DETERMINERS = "determiners",
    BE = "be",
    HAVE = "have",
    FINITE = "finite",
    FRONTS = "fronts",
    CLITICS = "clitics",
    VERB_GROUP = "verb-group",
    ALL_OF = "all-of",
    ONE_OF = "one-of",
    CLAUSAL_ADVERBIALS = "clausal-adverbials",
    BE_COMPOUNDS = "be-compounds",
    REFLEXIVES = "reflexives",
    DECREASES = "decreases",
    BEARS = "bears",
    NOTHING = "nothing",
    GERUNDS = "gerunds",
}
