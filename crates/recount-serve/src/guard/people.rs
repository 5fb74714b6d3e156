//! People with their roles and the Argon2id hashes of their passwords: one line each, `name:role:$argon2id$…`, in a file that the server
//! reads when it starts.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};

use super::{Role, random};
use crate::Problem;

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    /// Their name; none for whoever has the token.
    pub(super) name: Option<String>,
    /// What they may do.
    pub(super) role: Role,
}

/// The people of a password file.
#[derive(Debug, Clone, Default)]
pub struct People(Vec<(String, Role, String)>);

/// The hash of no password that anybody has: what an unknown name is tried against, so that it takes as long as a known one.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$0y3hwHUxlZlKZ0sK7M1cLJXQmFV2mJqF0E7iQmfbWhA";

/// The shortest password that is taken.
const SHORTEST: usize = 10;

impl People {
    /// Of the text of a password file.
    ///
    /// # Errors
    /// Names the line that is no person.
    pub fn parse(text: &str) -> Result<People, Problem> {
        let lines = text.lines().enumerate();
        let told = lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        told.map(|(at, line)| person(line.trim()).ok_or_else(|| wrong(at + 1)))
            .collect::<Result<_, _>>()
            .map(People)
    }

    /// A line for a person with this password.
    ///
    /// # Errors
    /// Where the name holds a colon or the password is too short.
    pub fn line(name: &str, role: Role, password: &str) -> Result<String, Problem> {
        if name.trim().is_empty() || name.contains([':', '\n', '\r']) {
            return Err(Problem::unclear(format!("expected a name without a colon, found `{name}`")));
        }
        if password.chars().count() < SHORTEST {
            return Err(Problem::unclear(format!("expected a password of {SHORTEST} characters or more")));
        }
        let salt = random()?;
        let hash = Argon2::default()
            .hash_password_with_salt(password.as_bytes(), &salt.as_bytes()[..16])
            .map_err(|error| Problem::new(500, format!("expected a hash of the password, found {error}")))?;
        Ok(format!("{}:{}:{hash}\n", name.trim(), role.code()))
    }

    /// Whether nobody can sign in.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The person of this name, where the password is theirs.
    pub(super) fn verify(&self, name: &str, password: &str) -> Option<Person> {
        let known = self.0.iter().find(|(known, _, _)| known == name);
        let hash = known.map_or(NOBODY, |(_, _, hash)| hash);
        let is_theirs = PasswordHash::new(hash)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
        let (name, role, _) = known.filter(|_| is_theirs)?;
        Some(Person { name: Some(name.clone()), role: *role })
    }
}

fn person(line: &str) -> Option<(String, Role, String)> {
    let mut parts = line.splitn(3, ':');
    let (name, role, hash) = (parts.next()?, Role::parse(parts.next()?)?, parts.next()?);
    let is_hash = hash.starts_with("$argon2id$") && PasswordHash::new(hash).is_ok();
    (!name.is_empty() && is_hash).then(|| (name.to_owned(), role, hash.to_owned()))
}

fn wrong(line: usize) -> Problem {
    Problem::unclear(format!(
        "people, line {line}: expected name:role:$argon2id$…, with a role of viewer, analyst or admin"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_sign_in_with_their_own_password() {
        let line = People::line("Ana", Role::Analyst, "correct horse battery").expect("a line");
        assert!(!line.contains("horse"));
        let people = People::parse(&format!("# who\n\n{line}")).expect("people");
        let ana = Person { name: Some("Ana".to_owned()), role: Role::Analyst };
        assert_eq!(people.verify("Ana", "correct horse battery"), Some(ana));
        assert_eq!(people.verify("Ana", "correct horse"), None);
        assert_eq!(people.verify("Bo", "correct horse battery"), None);
        assert_eq!(people.verify("", ""), None);
    }

    #[test]
    fn the_hash_of_nobody_is_a_hash() {
        assert!(PasswordHash::new(NOBODY).is_ok());
    }

    #[test]
    fn what_is_no_person_is_named() {
        for bad in ["Ana", "Ana:analyst:secret", "Ana:king:$argon2id$x", ":viewer:$argon2id$v=19"] {
            assert!(People::parse(bad).expect_err("no person").detail.contains("line 1"));
        }
        assert!(People::line("A:na", Role::Viewer, "long enough it is").is_err());
        assert!(People::line("Ana", Role::Viewer, "short").is_err());
    }
}
