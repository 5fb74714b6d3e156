//! Answers that were given before, as long as the workspace stays as it was.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use crate::answer::Answer;

/// How many bytes of answers are kept.
const MOST: usize = 64 << 20;

/// Answers by what was asked.
#[derive(Debug, Default)]
pub(crate) struct Cache(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    revision: u64,
    size: usize,
    answers: BTreeMap<String, Arc<Answer>>,
}

impl Cache {
    /// What was answered to this while the workspace was as it is now.
    pub(crate) fn get(&self, revision: u64, asked: &str) -> Option<Arc<Answer>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.revision == revision { kept.answers.get(asked).cloned() } else { None }
    }

    /// Keeps an answer; where there are too many, the others go.
    pub(crate) fn put(&self, revision: u64, asked: String, answer: Arc<Answer>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let size = answer.body.len() + asked.len() + 256;
        if kept.revision != revision || kept.size + size > MOST {
            *kept = Kept { revision, ..Kept::default() };
        }
        if size < MOST / 8 && kept.answers.insert(asked, answer).is_none() {
            kept.size += size;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_go_when_the_workspace_changes() {
        let cache = Cache::default();
        cache.put(1, "/counts".to_owned(), Arc::new(Answer::bytes("text/plain", "one")));
        assert!(cache.get(1, "/counts").is_some());
        assert!(cache.get(2, "/counts").is_none());
        cache.put(2, "/log".to_owned(), Arc::new(Answer::bytes("text/plain", "two")));
        assert!(cache.get(2, "/counts").is_none() && cache.get(2, "/log").is_some());
    }

    #[test]
    fn answers_do_not_pile_up() {
        let cache = Cache::default();
        for at in 0..40 {
            cache.put(1, format!("/{at}"), Arc::new(Answer::bytes("text/plain", vec![b'x'; 4 << 20])));
        }
        let kept = (0..40).filter(|at| cache.get(1, &format!("/{at}")).is_some()).count();
        assert!((1..=16).contains(&kept), "{kept}");
    }
}
