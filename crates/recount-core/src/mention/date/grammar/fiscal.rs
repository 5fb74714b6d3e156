//! Budget years: "fiscal 2023", "FY2022/23", "the 2022-23 financial year", "this fiscal year", "the first quarter of FY23",
//! "the fiscal year that ended on September 30".

use super::{Grammar, Read, number::pivot};
use crate::{
    lexicon::{DateUnit as Unit, TimeWord},
    mention::date::form::{BudgetYear, Form},
};

impl Grammar<'_> {
    /// A budget year, or a quarter or half of one.
    pub(super) fn fiscal(&self, at: usize) -> Read<Form> {
        let whole = self.budget_year(at).map(|(year, end)| (Form::Fiscal { year, part: None }, end));
        whole.or_else(|| {
            let (part, next) = self.part_name(at).filter(|(part, _)| *part > 30)?;
            let joined = next + usize::from(self.is_one_of(next, &["of", "in", ","]));
            let (year, end) = self.budget_year(joined)?;
            Some((Form::Fiscal { year, part: Some(part) }, end))
        })
    }

    fn budget_year(&self, at: usize) -> Read<BudgetYear> {
        let article = at + usize::from(self.is(at, "the"));
        self.named_behind(article).or_else(|| self.named_before(article)).or_else(|| self.pointed_at(at))
    }

    /// "Fiscal 2023", "fiscal year 2022-23", "FY23", and "the fiscal year ending on 30 June".
    fn named_behind(&self, at: usize) -> Read<BudgetYear> {
        if self.is(at, "fy") {
            let short = |at| match self.digits(at) {
                Some((value, 2, "")) => Some((pivot(value), at + 1)),
                _ => None,
            };
            return self.years_from(self.year(at + 1).or_else(|| short(at + 1))?);
        }
        let (word, next) = self.fiscal_word(at)?;
        if let Some(found) = self.year(next).and_then(|year| self.years_from(year)) {
            return Some(found);
        }
        let ends = next + usize::from(self.is_one_of(next, &["that", "which"]));
        let said = self.is_one_of(ends, &["ended", "ending", "ends"]) && word;
        let (last, end) = self.calendar(ends + 1 + usize::from(self.is(ends + 1, "on"))).filter(|_| said)?;
        let day = last.day.is_some() && last.month.is_some();
        day.then_some((BudgetYear::Ending(last), end))
    }

    /// "The 2023 fiscal year", "2022-23 financial year".
    fn named_before(&self, at: usize) -> Read<BudgetYear> {
        let (years, next) = self.years_from(self.year(at)?)?;
        let (true, end) = self.fiscal_word(next)? else { return None };
        Some((years, end))
    }

    /// "This fiscal year", "the last financial year".
    fn pointed_at(&self, at: usize) -> Read<BudgetYear> {
        let article = at + usize::from(self.is(at, "the"));
        let which = self.senses(article).iter().find_map(|sense| match sense {
            TimeWord::Which(which) => Some(*which),
            _ => None,
        })?;
        let (true, end) = self.fiscal_word(article + 1)? else { return None };
        Some((BudgetYear::Which(which), end))
    }

    /// "Fiscal", "fiscal year": whether "year" is said, and where it ends.
    fn fiscal_word(&self, at: usize) -> Read<bool> {
        let fiscal = self.is(at, "fiscal") || self.is(at, "financial") && self.is_year_word(at + 1);
        fiscal.then(|| if self.is_year_word(at + 1) { (true, at + 2) } else { (false, at + 1) })
    }

    fn is_year_word(&self, at: usize) -> bool {
        self.unit(at) == Some(Unit::Year) && !self.is_plural(at)
    }

    /// The one or two calendar years it is called by: "2023", "2022-23", "2022/2023".
    fn years_from(&self, (first, next): (i16, usize)) -> Read<BudgetYear> {
        let tied = self.is_one_of(next, &["-", "–", "/"]);
        let last = match self.digits(next + 1) {
            Some((value, 2, "")) => i16::try_from(value).ok().map(|value| first - first % 100 + value),
            Some((value, 4, "")) => i16::try_from(value).ok(),
            _ => None,
        };
        let turn = first % 100 == 99 && last == Some(first - 99);
        match last {
            Some(last) if tied && (last == first + 1 || turn) => {
                Some((BudgetYear::Named { first, both: true }, next + 2))
            }
            _ => Some((BudgetYear::Named { first, both: false }, next)),
        }
    }
}
