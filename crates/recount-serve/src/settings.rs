//! What a server is told when it starts.

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use crate::{Access, Intake, Problem};

/// What a server is told when it starts.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The workspace's file.
    pub workspace: PathBuf,
    /// Where it listens.
    pub listen: SocketAddr,
    /// Who may come in.
    pub access: Access,
    /// Names under which it may be asked, besides addresses in digits and `localhost`.
    pub hosts: Vec<String>,
    /// Who decides where nobody signs in.
    pub author: String,
    /// Whether the names of private people are left as they are.
    pub names: bool,
    /// Who reads what is brought on the page; none where nothing is taken in.
    pub intake: Option<Arc<dyn Intake>>,
}

impl Settings {
    /// Refuses what would leave the door open.
    ///
    /// # Errors
    /// Where others could come in without a token or a password.
    pub fn check(&self) -> Result<(), Problem> {
        if !self.listen.ip().is_loopback() && matches!(self.access, Access::Open) {
            return Err(Problem::refused(format!(
                "expected a token (--token) or people who sign in (--people) to listen on {}, which others can reach; found neither",
                self.listen
            )));
        }
        Ok(())
    }
}
