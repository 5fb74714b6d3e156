//! A web server on loopback for tests: answers what it was told for each path, and remembers what it was asked.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

/// What a path answers, the first answer first; the last one again and again.
#[derive(Clone, Default)]
pub(crate) struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
    pause: Duration,
}

impl Answer {
    pub(crate) fn new(status: u16, body: &str) -> Answer {
        Answer { status, body: body.to_owned(), ..Answer::default() }
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Answer {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn after(mut self, pause: Duration) -> Answer {
        self.pause = pause;
        self
    }
}

type Routes = Arc<Mutex<BTreeMap<String, Vec<Answer>>>>;

/// A running server; it ends with the test.
pub(crate) struct Server {
    pub(crate) root: String,
    routes: Routes,
    log: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub(crate) fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let root = format!("http://{}", listener.local_addr().expect("an address"));
        let server = Server { root, routes: Routes::default(), log: Arc::default() };
        let (routes, log) = (Arc::clone(&server.routes), Arc::clone(&server.log));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (routes, log) = (Arc::clone(&routes), Arc::clone(&log));
                thread::spawn(move || answer(stream, &routes, &log));
            }
        });
        server
    }

    /// What a path answers from now on.
    pub(crate) fn at(&self, path: &str, answers: &[Answer]) -> &Server {
        self.routes.lock().expect("a lock").insert(path.to_owned(), answers.to_vec());
        self
    }

    /// What was asked since the last call: path, and whether with validators.
    pub(crate) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.log.lock().expect("a lock"))
    }
}

fn answer(stream: TcpStream, routes: &Routes, log: &Mutex<Vec<String>>) {
    let mut lines =
        BufReader::new(stream.try_clone().expect("a second handle")).lines().map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let headers: Vec<String> =
        lines.take_while(|line| !line.is_empty()).map(|line| line.to_lowercase()).collect();
    let validator = headers.iter().find_map(|line| line.strip_prefix("if-none-match: ")).map(str::to_owned);
    log.lock().expect("a lock").push(match &validator {
        Some(_) => format!("{path} again"),
        None => path.clone(),
    });
    let found = {
        let mut routes = routes.lock().expect("a lock");
        match routes.get_mut(&path) {
            None => Answer::new(404, ""),
            Some(answers) if answers.len() > 1 => answers.remove(0),
            Some(answers) => answers.first().cloned().unwrap_or_default(),
        }
    };
    thread::sleep(found.pause);
    let tag = found.headers.iter().find(|(name, _)| name == "ETag").map(|(_, value)| value.to_lowercase());
    let unchanged = validator.is_some() && validator == tag;
    let (status, body) = if unchanged { (304, "") } else { (found.status, found.body.as_str()) };
    let headers: String = found.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let mut stream = stream;
    // A client that went away is no concern of the server.
    let _ = write!(
        stream,
        "HTTP/1.1 {status} X\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n{body}",
        body.len()
    );
}
