//! Who is signed in. Only hashes of what the cookies hold are kept, and only in memory.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use super::Person;

/// How long a session lasts.
pub(super) const LASTS: Duration = Duration::from_secs(12 * 60 * 60);

/// The sessions by their hashes.
#[derive(Debug, Default)]
pub(super) struct Sessions(Mutex<BTreeMap<String, (Person, Instant)>>);

impl Sessions {
    /// Who has this session.
    pub(super) fn get(&self, hash: &str, now: Instant) -> Option<Person> {
        let mut all = self.lock();
        let (person, since) = all.get(hash)?;
        if now.saturating_duration_since(*since) < LASTS {
            return Some(person.clone());
        }
        all.remove(hash);
        None
    }

    /// Begins a session; those that are over are forgotten.
    pub(super) fn put(&self, hash: String, person: Person, now: Instant) {
        let mut all = self.lock();
        all.retain(|_, (_, since)| now.saturating_duration_since(*since) < LASTS);
        all.insert(hash, (person, now));
    }

    /// Ends a session.
    pub(super) fn remove(&self, hash: &str) {
        self.lock().remove(hash);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, (Person, Instant)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The hash under which a secret is kept.
pub(super) fn digest(secret: &str) -> String {
    recount_store::sha256(secret.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Role;

    #[test]
    fn sessions_end() {
        let sessions = Sessions::default();
        let start = Instant::now();
        sessions.put("a".to_owned(), Person { name: Some("Ana".to_owned()), role: Role::Analyst }, start);
        assert!(sessions.get("a", start + LASTS / 2).is_some());
        assert!(sessions.get("b", start).is_none());
        assert!(sessions.get("a", start + LASTS).is_none());
        sessions.put("c".to_owned(), Person { name: None, role: Role::Admin }, start);
        sessions.remove("c");
        assert!(sessions.get("c", start).is_none());
    }
}
