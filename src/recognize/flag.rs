//! Flags of words.

/// A half.
pub const HALF: u32 = 1;
/// Joins parts of a number.
pub const JOINT: u32 = 1 << 1;
/// The decimal point as a word.
pub const POINT: u32 = 1 << 2;
/// Links a number to what it counts.
pub const LINK: u32 = 1 << 3;
/// Makes a collective vague.
pub const VAGUE: u32 = 1 << 4;
/// A numeral that is an article too.
pub const ARTICLE: u32 = 1 << 5;
/// A minus sign as a word.
pub const MINUS: u32 = 1 << 6;
/// A numeral that is another word too.
pub const NEEDS_NOUN: u32 = 1 << 14;
/// Makes an ordinal of digits.
pub const ORDINAL_SUFFIX: u32 = 1 << 7;
/// A collective that is exact beside a number.
pub const EXACT: u32 = 1 << 8;
/// Never a counted noun.
pub const FUNCTION: u32 = 1 << 9;
/// May stand between a number and its noun.
pub const ADJECTIVE: u32 = 1 << 10;
/// Shows the language.
pub const COMMON: u32 = 1 << 11;
/// A month or season that is another word too.
pub const AMBIGUOUS: u32 = 1 << 12;
/// A word for money that is another thing too.
pub const WEAK_MONEY: u32 = 1 << 16;
/// A month or weekday cut short, written with a dot.
pub const ABBREVIATION: u32 = 1 << 15;
/// An ISO code that is another word too.
pub const AMBIGUOUS_CODE: u32 = 1 << 13;
/// A noun for an organisation.
pub const ORGANISATION: u32 = 1 << 17;
/// Stands before a person's name.
pub const TITLE: u32 = 1 << 18;
/// A people, written with a capital though no name.
pub const DEMONYM: u32 = 1 << 19;
/// A given name.
pub const GIVEN: u32 = 1 << 20;
/// May stand inside a name.
pub const NAME_LINK: u32 = 1 << 21;
/// Stands before a place.
pub const PLACE_BEFORE: u32 = 1 << 22;
/// A number may start with it: a numeral, a scale, a collective, an article, a half.
pub const NUMERIC: u32 = 1 << 24;
/// A date may start with it: a month, a weekday, a season, an ordinal.
pub const CALENDAR: u32 = 1 << 26;
/// Shows that a clause tells what was.
pub const PAST: u32 = 1 << 27;
/// Shows that a clause tells what will be.
pub const FUTURE: u32 = 1 << 28;
/// A verb without a capital, a name with one.
pub const HOMONYM: u32 = 1 << 29;
/// A dot behind it ends no sentence.
pub const SHORTENED: u32 = 1 << 23;
/// More than one scale or collective: "several hundred", "a few dozen".
pub const FEW: u32 = 1 << 30;
/// May stand behind the first words of a verb of several.
pub const INTERPOSED: u32 = 1 << 25;
/// Letters that stand for a noun: no name starts with them.
pub const ACRONYM: u32 = 1 << 31;
