//! Connections: how many there are at a time, and how long each may take for what it sends.

use std::{
    collections::BTreeMap,
    convert::Infallible,
    future::Future,
    net::SocketAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Request, Response},
};
use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Notify,
    time::{sleep, timeout},
};

/// Connections at a time. Who comes then takes the place of the one that has kept the server waiting longest.
const MOST: usize = 400;
/// How long a head may take, and how long a connection may stand idle before it.
const HEAD: Duration = Duration::from_secs(10);
/// How long a connection lasts in all.
const LONGEST: Duration = Duration::from_secs(900);
/// How long answers that are under way may take once the server is told to stop.
const END: Duration = Duration::from_secs(10);
/// How long to wait where the system has no room for another connection.
const PAUSE: Duration = Duration::from_millis(50);

/// A connection that is open.
#[derive(Debug, Default)]
struct Open {
    /// Whether an answer is being made for it.
    is_at_work: AtomicBool,
    /// Told once it must end.
    end: Notify,
}

/// By which whoever answers a request says that all of it is there: until then the connection waits for its client.
#[derive(Debug, Clone)]
pub(crate) struct Begins(Arc<Open>);

impl Begins {
    /// The answer is made from now on.
    pub(crate) fn now(&self) {
        self.0.is_at_work.store(true, Ordering::Relaxed);
    }
}

/// Those that are open, by when they came.
#[derive(Debug, Default)]
struct Connections(Mutex<(u64, BTreeMap<u64, Arc<Open>>)>);

impl Connections {
    /// Takes in one more; none where all others are at work.
    fn take(&self, most: usize) -> Option<(u64, Arc<Open>)> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (last, open) = &mut *known;
        if open.len() >= most {
            let waits = |(_, it): &(&u64, &Arc<Open>)| !it.is_at_work.load(Ordering::Relaxed);
            let oldest = open.iter().find(waits).map(|(number, _)| *number)?;
            open.remove(&oldest)?.end.notify_one();
        }
        *last += 1;
        let new = Arc::new(Open::default());
        open.insert(*last, Arc::clone(&new));
        Some((*last, new))
    }

    fn remove(&self, number: u64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1.remove(&number);
    }

    fn are_at_work(&self) -> bool {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.1.values().any(|open| open.is_at_work.load(Ordering::Relaxed))
    }
}

/// Answers whoever comes, until `stopped`.
pub(crate) async fn run<A, F>(listener: TcpListener, answer: A, stopped: impl Future<Output = ()>)
where
    A: Fn(Request<Body>) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Response<Body>> + Send + 'static,
{
    let connections = Arc::new(Connections::default());
    tokio::pin!(stopped);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stopped => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                if let Some((number, open)) = connections.take(MOST) {
                    let (answer, connections) = (answer.clone(), Arc::clone(&connections));
                    tokio::spawn(async move {
                        keep(stream, peer, answer, &open).await;
                        connections.remove(number);
                    });
                }
            }
            // Out of descriptors, or a connection that ended before it began.
            Err(_) => sleep(PAUSE).await,
        }
    }
    let finished = async {
        while connections.are_at_work() {
            sleep(PAUSE).await;
        }
    };
    // What is not done by then is cut off.
    let _ = timeout(END, finished).await;
}

/// Answers one connection until it ends or must.
async fn keep<A, F>(stream: TcpStream, peer: SocketAddr, answer: A, open: &Arc<Open>)
where
    A: Fn(Request<Body>) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Response<Body>> + Send + 'static,
{
    let service = service_fn(|request: Request<hyper::body::Incoming>| {
        let (answer, open) = (answer.clone(), Arc::clone(open));
        async move {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            request.extensions_mut().insert(Begins(Arc::clone(&open)));
            let response = answer(request).await;
            open.is_at_work.store(false, Ordering::Relaxed);
            Ok::<_, Infallible>(response)
        }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD);
    let connection = http.serve_connection(TokioIo::new(stream), service);
    tokio::select! {
        // Whatever ends it, nobody is left to tell.
        _ = timeout(LONGEST, connection) => {}
        () = open.end.notified() => {}
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    /// Reads all that is sent, and answers.
    async fn answer(request: Request<Body>) -> Response<Body> {
        let begins = request.extensions().get::<Begins>().cloned();
        let _ = request.into_body().collect().await;
        begins.iter().for_each(Begins::now);
        Response::new(Body::from("here"))
    }

    #[tokio::test]
    async fn those_that_send_slowly_keep_nobody_out() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("an address");
        let address = listener.local_addr().expect("an address");
        let server = tokio::spawn(run(listener, answer, std::future::pending()));
        let mut slow = Vec::new();
        for _ in 0..MOST {
            let mut stream = TcpStream::connect(address).await.expect("a connection");
            let half = b"POST /add HTTP/1.1\r\nhost: x\r\ncontent-length: 90\r\n\r\nhalf";
            stream.write_all(half).await.expect("sent");
            slow.push(stream);
        }
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        let ask = b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
        stream.write_all(ask).await.expect("sent");
        let mut told = String::new();
        timeout(HEAD, stream.read_to_string(&mut told)).await.expect("in time").expect("read");
        assert!(told.ends_with("here"), "{told}");
        server.abort();
    }

    #[tokio::test]
    async fn who_comes_takes_the_place_of_who_waits_longest() {
        let connections = Connections::default();
        let (first, one) = connections.take(2).expect("room");
        let (_, two) = connections.take(2).expect("room");
        one.is_at_work.store(true, Ordering::Relaxed);
        let (_, three) = connections.take(2).expect("the second goes");
        two.end.notified().await;
        three.is_at_work.store(true, Ordering::Relaxed);
        assert!(connections.take(2).is_none(), "all are at work");
        connections.remove(first);
        assert!(connections.take(2).is_some());
    }
}
