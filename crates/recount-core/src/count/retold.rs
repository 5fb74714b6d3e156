//! Figures of a place told again for what holds it: "nearly 9,000 evacuated in Mocuba" becomes "over 9,000 evacuated in
//! Mozambique". Their series stay apart, since the one counts a part of the other; that both go back to one telling is
//! said.

use std::cell::OnceCell;

use super::{Series, basis::order, candidates::Candidates, finding::Finding};
use crate::{
    lexicon::Lexicon,
    origin::{
        Account,
        source::Voice,
        telling::{LIKELY, Tie, TieReason, Told, may_tie, tie},
        wording::Wording,
    },
};

/// A smaller number is told of too many places to tell one telling from another.
const TELLING: u64 = 10;
/// With so many tellings found for an account it is looked up no further.
const ENOUGH: usize = 4;
/// As many accounts as this are looked through one by one.
const FEW: usize = 16;

/// The accounts of a series that may hold another, found by their number.
#[derive(Default)]
pub(super) struct Wide<'s>(OnceCell<Listed<'s>>);

struct Listed<'s> {
    accounts: Vec<&'s Account>,
    numbers: Option<Candidates>,
}

impl<'s> Wide<'s> {
    /// What the accounts of a place share with those of the series that holds it.
    pub(super) fn retellings(&self, part: &Series, whole: &'s Series, lexicon: &Lexicon) -> Vec<Finding> {
        let listed = self.0.get_or_init(|| Listed::of(whole));
        part.accounts().flat_map(|account| listed.tellings(account, lexicon)).collect()
    }
}

impl<'s> Listed<'s> {
    fn of(series: &'s Series) -> Listed<'s> {
        let mut accounts: Vec<&Account> = series.accounts().map(|account| &**account).collect();
        accounts.sort_by_cached_key(|account| order(account, account.as_of()));
        let numbers = (accounts.len() > FEW).then(|| {
            let mut numbers = Candidates::default();
            accounts.iter().enumerate().for_each(|(at, account)| numbers.add(at, account));
            numbers
        });
        Listed { accounts, numbers }
    }

    fn tellings(&self, account: &Account, lexicon: &Lexicon) -> Vec<Finding> {
        let near = match &self.numbers {
            Some(numbers) => numbers.near(account),
            None => (0..self.accounts.len()).collect(),
        };
        let others = near.into_iter().filter_map(|at| self.accounts.get(at).copied());
        let others = others.filter(|other| {
            other.document != account.document && account.bounds.most() >= TELLING && may_tie(account, other)
        });
        others.filter_map(|other| telling(account, other, lexicon)).take(ENOUGH).collect()
    }
}

/// What ties an account of a place to one of what holds it, where that is likely; that nobody is named for either is
/// not enough.
fn telling(part: &Account, whole: &Account, lexicon: &Lexicon) -> Option<Finding> {
    let counting = &lexicon.counting;
    let voice = |account: &Account| account.source.as_ref().map(|source| Voice::with_states(source, lexicon));
    let (one, two) = (voice(part), voice(whole));
    let (small, large) = (in_own_words(part, lexicon), in_own_words(whole, lexicon));
    let told = |account, voice| Told { account, voice, speaker: voice };
    let tie = tie(told(&small, one.as_ref()), told(&large, two.as_ref()), counting)?;
    let likely = tie.likelihood >= LIKELY && tie.reason != TieReason::Unsourced;
    likely.then(|| {
        let (earlier, later) = if order(part, part.as_of()) <= order(whole, whole.as_of()) {
            (part, whole)
        } else {
            (whole, part)
        };
        Finding::of_tie(earlier, later, &with_place(tie))
    })
}

/// The account with the words of its sentences alone: those of its report are not at hand wherever series are read.
fn in_own_words(account: &Account, lexicon: &Lexicon) -> Account {
    let mut wording = Wording::default();
    for evidence in &account.evidence {
        wording.take(Wording::read(&evidence.text, &lexicon.common));
    }
    Account { wording, ..account.clone() }
}

/// The same sentence names the same place, wherever each report is set; all else was told of another.
fn with_place(tie: Tie) -> Tie {
    let mut changed = tie.changed;
    if tie.reason != TieReason::SameWords {
        changed.push("place");
    }
    Tie { changed, ..tie }
}
