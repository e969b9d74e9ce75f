//! The syntax of regular expressions, as Go's RE2 reads it: no back references, no look-around, no stacked repetitions.

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::str::Chars;

const LENGTH: usize = 1024;
const REPEAT: u32 = 1000;
const CATEGORIES: &str = "Any C Cc Cf Co Cs L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs";
const CLASSES: &str = "alnum alpha ascii blank cntrl digit graph lower print punct space upper word xdigit";

/// Whether it is a regular expression that is not empty and not too long.
pub(super) fn is_regex(text: &str) -> bool {
    if text.is_empty() || text.len() > LENGTH {
        return false;
    }
    let mut reader = Reader { rest: text.chars().peekable(), names: BTreeSet::new() };
    reader.alternatives(0).is_some() && reader.rest.next().is_none()
}

/// Reads an expression; every method gives `None` where it is broken.
struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
    names: BTreeSet<String>,
}

/// What was read last: how often a repetition of it repeats, at most.
#[derive(Clone, Copy)]
enum Last {
    /// Nothing that could be repeated.
    Nothing,
    /// Something that repeats this often.
    Term(u32),
    /// A repetition; Perl allows no other one on top of it.
    Repetition(u32),
}

/// What stands for characters.
#[derive(Clone, Copy)]
enum Item {
    /// A character, which may begin or end a range.
    Character(char),
    /// A class such as `\d`.
    Class,
}

impl Last {
    fn count(self) -> u32 {
        match self {
            Self::Nothing => 1,
            Self::Term(count) | Self::Repetition(count) => count,
        }
    }
}

impl Reader<'_> {
    /// Everything up to the bracket that closes this level, or to the end; gives the largest count of repetitions in it.
    fn alternatives(&mut self, depth: u32) -> Option<u32> {
        let mut last = Last::Nothing;
        let mut most = 1;
        while let Some(&c) = self.rest.peek() {
            last = match c {
                ')' if depth > 0 => break,
                ')' => return None,
                '|' => {
                    self.rest.next();
                    Last::Nothing
                }
                '(' => self.group(depth, last)?,
                '*' | '+' | '?' => {
                    self.rest.next();
                    self.repetition(last, 1)?
                }
                '{' => self.braces(last)?,
                '[' => {
                    self.rest.next();
                    self.class()?;
                    Last::Term(1)
                }
                '\\' => {
                    self.rest.next();
                    self.escape(last)?
                }
                _ => {
                    self.rest.next();
                    Last::Term(1)
                }
            };
            most = most.max(last.count());
        }
        Some(most)
    }

    /// `(…)`, `(?:…)`, `(?P<name>…)`, `(?flags)` or `(?flags:…)`.
    fn group(&mut self, depth: u32, last: Last) -> Option<Last> {
        self.rest.next();
        if self.rest.next_if_eq(&'?').is_some() && !self.flags()? {
            return Some(last);
        }
        let most = self.alternatives(depth + 1)?;
        self.rest.next_if_eq(&')')?;
        Some(Last::Term(most))
    }

    /// What follows `(?`; whether a group follows, or the bracket is closed already.
    fn flags(&mut self) -> Option<bool> {
        if self.rest.next_if_eq(&'P').is_some() {
            self.rest.next_if_eq(&'<')?;
            return self.name();
        }
        if self.rest.next_if_eq(&'<').is_some() {
            return self.name();
        }
        let mut negated = false;
        let mut flags_behind = true;
        loop {
            match self.rest.next()? {
                'i' | 'm' | 's' | 'U' => flags_behind = true,
                '-' if !negated => (negated, flags_behind) = (true, false),
                ':' if flags_behind => return Some(true),
                ')' if flags_behind => return Some(false),
                _ => return None,
            }
        }
    }

    fn name(&mut self) -> Option<bool> {
        let mut name = String::new();
        while let Some(c) = self.rest.next_if(|c| c.is_ascii_alphanumeric() || *c == '_') {
            name.push(c);
        }
        self.rest.next_if_eq(&'>')?;
        (!name.is_empty() && self.names.insert(name)).then_some(true)
    }

    fn repetition(&mut self, last: Last, count: u32) -> Option<Last> {
        let Last::Term(inner) = last else { return None };
        self.rest.next_if_eq(&'?');
        let total = inner.checked_mul(count.max(1))?;
        (total <= REPEAT).then_some(Last::Repetition(total))
    }

    /// `{n}`, `{n,}` or `{n,m}`; anything else in braces stands for itself.
    fn braces(&mut self, last: Last) -> Option<Last> {
        let mut ahead = self.rest.clone();
        ahead.next();
        let Some((min, max)) = bounds(&mut ahead) else {
            self.rest.next();
            return Some(Last::Term(1));
        };
        self.rest = ahead;
        let most = max.unwrap_or(min);
        if min > REPEAT || most > REPEAT || min > most {
            return None;
        }
        self.repetition(last, most)
    }

    /// What follows `\` outside of a class.
    fn escape(&mut self, last: Last) -> Option<Last> {
        match self.rest.peek()? {
            'A' | 'b' | 'B' | 'z' => {
                self.rest.next();
            }
            'Q' => {
                self.rest.next();
                return Some(self.literal(last));
            }
            _ => {
                self.escaped()?;
            }
        }
        Some(Last::Term(1))
    }

    /// Text between `\Q` and `\E`, or to the end.
    fn literal(&mut self, mut last: Last) -> Last {
        while let Some(c) = self.rest.next() {
            if c == '\\' && self.rest.next_if_eq(&'E').is_some() {
                break;
            }
            last = Last::Term(1);
        }
        last
    }

    /// What follows `\` anywhere.
    fn escaped(&mut self) -> Option<Item> {
        let c = self.rest.next()?;
        match c {
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => Some(Item::Class),
            'p' | 'P' => self.category().map(|()| Item::Class),
            'x' => self.hexadecimal().map(Item::Character),
            '0' => Some(Item::Character(self.octal(0))),
            '1'..='7' if self.rest.peek().is_some_and(|next| ('0'..='7').contains(next)) => {
                Some(Item::Character(self.octal(c.to_digit(8)?)))
            }
            'a' => Some(Item::Character('\u{7}')),
            'f' => Some(Item::Character('\u{c}')),
            'n' => Some(Item::Character('\n')),
            'r' => Some(Item::Character('\r')),
            't' => Some(Item::Character('\t')),
            'v' => Some(Item::Character('\u{b}')),
            c if c.is_ascii() && !c.is_ascii_alphanumeric() => Some(Item::Character(c)),
            _ => None,
        }
    }

    fn octal(&mut self, first: u32) -> char {
        let mut value = first;
        for _ in 0..2 {
            let Some(digit) = self.rest.next_if(|c| ('0'..='7').contains(c)).and_then(|c| c.to_digit(8))
            else {
                break;
            };
            value = value * 8 + digit;
        }
        char::from_u32(value).unwrap_or_default()
    }

    /// `\xFF` or `\x{10FFFF}`.
    fn hexadecimal(&mut self) -> Option<char> {
        let mut value = 0;
        if self.rest.next_if_eq(&'{').is_none() {
            for _ in 0..2 {
                value = value * 16 + self.rest.next()?.to_digit(16)?;
            }
            return char::from_u32(value);
        }
        let mut digits = 0;
        loop {
            match self.rest.next()? {
                '}' if digits > 0 => return char::from_u32(value),
                c => value = value * 16 + c.to_digit(16)?,
            }
            digits += 1;
            if value > 0x0010_FFFF {
                return None;
            }
        }
    }

    /// `\pL` or `\p{Greek}`; scripts are taken on trust.
    fn category(&mut self) -> Option<()> {
        let mut name = String::new();
        match self.rest.next()? {
            '{' => {
                self.rest.next_if_eq(&'^');
                loop {
                    match self.rest.next()? {
                        '}' => break,
                        c => name.push(c),
                    }
                }
            }
            c => name.push(c),
        }
        let script = name.len() > 2 && name.chars().all(|c| c.is_ascii_alphabetic() || c == '_');
        (script || CATEGORIES.split(' ').any(|category| category == name)).then_some(())
    }

    /// What follows `[`, up to the bracket that closes it.
    fn class(&mut self) -> Option<()> {
        self.rest.next_if_eq(&'^');
        let mut first = true;
        while first || self.rest.peek() != Some(&']') {
            first = false;
            if !self.posix_class()? {
                let from = self.class_item()?;
                self.range_from(from)?;
            }
        }
        self.rest.next();
        Some(())
    }

    /// The rest of `a-z`, where there is one.
    fn range_from(&mut self, from: Item) -> Option<()> {
        let Item::Character(from) = from else { return Some(()) };
        let mut ahead = self.rest.clone();
        if ahead.next() == Some('-') && ahead.peek().is_some_and(|c| *c != ']') {
            self.rest = ahead;
            let Item::Character(to) = self.class_item()? else { return None };
            return (from <= to).then_some(());
        }
        Some(())
    }

    fn class_item(&mut self) -> Option<Item> {
        match self.rest.next()? {
            '\\' => self.escaped(),
            c => Some(Item::Character(c)),
        }
    }

    /// `[:name:]`, if one stands here.
    fn posix_class(&mut self) -> Option<bool> {
        let text: String = self.rest.clone().collect();
        let Some((name, _)) = text.strip_prefix("[:").and_then(|rest| rest.split_once(":]")) else {
            return Some(false);
        };
        let known = name.strip_prefix('^').unwrap_or(name);
        CLASSES.split(' ').find(|class| *class == known)?;
        for _ in 0..name.chars().count() + 4 {
            self.rest.next();
        }
        Some(true)
    }
}

/// The bounds in `n}`, `n,}` or `n,m}`, with everything up to the closing brace read.
fn bounds(rest: &mut Peekable<Chars<'_>>) -> Option<(u32, Option<u32>)> {
    let min = number(rest)?;
    match rest.next()? {
        '}' => Some((min, Some(min))),
        ',' if rest.next_if_eq(&'}').is_some() => Some((min, None)),
        ',' => {
            let max = number(rest)?;
            rest.next_if_eq(&'}').map(|_| (min, Some(max)))
        }
        _ => None,
    }
}

fn number(rest: &mut Peekable<Chars<'_>>) -> Option<u32> {
    let mut digits = String::new();
    while let Some(digit) = rest.next_if(char::is_ascii_digit) {
        digits.push(digit);
    }
    let plain = digits == "0" || !digits.starts_with('0');
    (!digits.is_empty() && plain).then(|| digits.parse().unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("/api/v[0-9]+/.*", true)]
    #[test_case("^(?i:a|b)$", true)]
    #[test_case("(?P<id>\\d+)-(?<x>y)", true; "named groups")]
    #[test_case("a{2,3}?", true)]
    #[test_case("a{,3}", true; "braces that stand for themselves")]
    #[test_case("[]a-z]", true; "bracket as first of a class")]
    #[test_case("[[:alpha:]_-]", true)]
    #[test_case("\\Q(\\E", true; "quoted")]
    #[test_case("\\p{Greek}\\pL", true)]
    #[test_case("a||b", true; "empty alternative")]
    #[test_case("*", false; "nothing to repeat")]
    #[test_case("a**", false; "stacked")]
    #[test_case("a*?", true; "lazy")]
    #[test_case("(", false; "open group")]
    #[test_case("a)", false; "closed too often")]
    #[test_case("[a", false; "open class")]
    #[test_case("[z-a]", false; "range backwards")]
    #[test_case("a{1001}", false; "too many")]
    #[test_case("(a{100}){100}", false; "too many in all")]
    #[test_case("(?=a)", false; "look-ahead")]
    #[test_case("(?<!a)b", false; "look-behind")]
    #[test_case("(a)\\1", false; "back reference")]
    #[test_case("a\\", false; "trailing backslash")]
    #[test_case("\\y", false; "unknown escape")]
    #[test_case("", false; "empty")]
    fn expressions(text: &str, expected: bool) {
        assert_eq!(is_regex(text), expected);
    }
}
