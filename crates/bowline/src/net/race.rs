//! From a name to a connection: look it up, then try its addresses.

use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bowline_loop::{Sleep, sleep};

use crate::{Error, Result, dns};

/// How long one address is tried before the next is tried beside it. Node's number.
const HEAD_START: Duration = Duration::from_millis(250);

/// Connects to the first address of `host` that answers.
///
/// Source: RFC 8305, "Happy Eyeballs"; Node.js `net.connect` with `autoSelectFamily`.
pub(crate) async fn connect_by<S, F>(
    host: &str,
    port: u16,
    dial: impl Fn(SocketAddr) -> F,
) -> Result<S>
where
    F: Future<Output = Result<S>>,
{
    let addresses = match host.parse() {
        Ok(address) => vec![address],
        Err(_) => dns::promises::lookup(host).await?,
    };
    let addresses = alternate(addresses).into_iter().map(|ip| SocketAddr::new(ip, port)).collect();
    let mut race = Race { addresses, dials: Vec::new(), head_start: None, failed: None };
    poll_fn(|context| race.poll(context, &dial)).await
}

/// The same addresses, with the two families taking turns.
fn alternate(addresses: Vec<IpAddr>) -> Vec<IpAddr> {
    let first_is_v4 = addresses.first().is_some_and(IpAddr::is_ipv4);
    let (first, second): (Vec<_>, Vec<_>) =
        addresses.into_iter().partition(|address| address.is_ipv4() == first_is_v4);
    let mut second = second.into_iter();
    let mut mixed = Vec::new();
    for address in first {
        mixed.push(address);
        mixed.extend(second.next());
    }
    mixed.extend(second);
    mixed
}

/// Attempts to reach one target, each with a head start before the next.
struct Race<F> {
    addresses: VecDeque<SocketAddr>,
    dials: Vec<Pin<Box<F>>>,
    head_start: Option<Sleep>,
    failed: Option<Error>,
}

impl<S, F: Future<Output = Result<S>>> Race<F> {
    fn poll(
        &mut self,
        context: &mut Context<'_>,
        dial: &impl Fn(SocketAddr) -> F,
    ) -> Poll<Result<S>> {
        loop {
            if let Some(stream) = self.poll_dials(context) {
                return Poll::Ready(Ok(stream));
            }
            let may_start = self.dials.is_empty()
                || self.head_start.as_mut().is_none_or(|s| Pin::new(s).poll(context).is_ready());
            if !may_start {
                return Poll::Pending;
            }
            if let Some(address) = self.addresses.pop_front() {
                self.dials.push(Box::pin(dial(address)));
                self.head_start = (!self.addresses.is_empty()).then(|| sleep(HEAD_START));
            } else if self.dials.is_empty() {
                let nowhere = || Error::code_of("ENOTFOUND", "getaddrinfo");
                return Poll::Ready(Err(self.failed.take().unwrap_or_else(nowhere)));
            } else {
                return Poll::Pending;
            }
        }
    }

    /// The first that is connected. One that fails lets the next begin at once.
    fn poll_dials(&mut self, context: &mut Context<'_>) -> Option<S> {
        let mut index = 0;
        while index < self.dials.len() {
            match self.dials[index].as_mut().poll(context) {
                Poll::Ready(Ok(stream)) => return Some(stream),
                Poll::Ready(Err(error)) => {
                    drop(self.dials.remove(index));
                    self.failed = Some(error);
                    self.head_start = None;
                }
                Poll::Pending => index += 1,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use bowline_loop::{EventLoop, RunMode, current, ms};

    use super::*;

    fn addresses(text: &str) -> Vec<IpAddr> {
        text.split(' ').map(|address| address.parse().unwrap()).collect()
    }

    /// Tries these addresses; each answers after so many milliseconds, or fails.
    fn race(answers: &'static [(&str, Result<u64, u64>)]) -> (Result<String>, Vec<String>) {
        let event_loop = EventLoop::with_manual_clock();
        let log = Rc::new(RefCell::new(Vec::new()));
        let add = log.clone();
        let dial = move |address: SocketAddr| {
            let (add, answer) =
                (add.clone(), answers.iter().find(|(ip, _)| ip.parse() == Ok(address.ip())));
            async move {
                let started_ms = current().now().as_millis();
                add.borrow_mut().push(format!("{} at {started_ms}", address.ip()));
                match answer.unwrap().1 {
                    Ok(delay) => sleep(ms(delay)).await,
                    Err(delay) => {
                        sleep(ms(delay)).await;
                        return Err(Error::code_of("ECONNREFUSED", "connect").with_address(address));
                    }
                }
                Ok(address.ip().to_string())
            }
        };
        let addresses = answers.iter().map(|(ip, _)| SocketAddr::new(ip.parse().unwrap(), 80));
        let addresses = addresses.collect();
        let result = Rc::new(RefCell::new(None));
        let end = result.clone();
        event_loop.spawn_local(async move {
            let mut race = Race { addresses, dials: Vec::new(), head_start: None, failed: None };
            *end.borrow_mut() = Some(poll_fn(|context| race.poll(context, &dial)).await);
        });
        event_loop.run(RunMode::Default).unwrap();
        let lines = log.take();
        (result.take().unwrap(), lines)
    }

    #[test]
    fn the_families_take_turns() {
        assert_eq!(
            alternate(addresses("1.1.1.1 1.1.1.2 ::1 ::2 ::3")),
            addresses("1.1.1.1 ::1 1.1.1.2 ::2 ::3")
        );
        assert_eq!(alternate(addresses("::1 1.1.1.1")), addresses("::1 1.1.1.1"));
        assert_eq!(alternate(addresses("1.1.1.1 1.1.1.2")), addresses("1.1.1.1 1.1.1.2"));
    }

    #[test]
    fn an_address_that_is_silent_does_not_hold_up_the_others() {
        let (reached, tried) = race(&[("::1", Ok(100_000)), ("1.1.1.1", Ok(10))]);
        assert_eq!(reached.unwrap(), "1.1.1.1");
        assert_eq!(tried, ["::1 at 0", "1.1.1.1 at 250"]);
    }

    #[test]
    fn a_slow_address_may_still_win() {
        let (reached, tried) = race(&[("::1", Ok(300)), ("1.1.1.1", Ok(1_000))]);
        assert_eq!(reached.unwrap(), "::1");
        assert_eq!(tried.len(), 2);
    }

    #[test]
    fn an_address_that_refuses_lets_the_next_begin_at_once() {
        let (reached, tried) = race(&[("::1", Err(5)), ("1.1.1.1", Ok(10)), ("::2", Ok(1))]);
        assert_eq!(reached.unwrap(), "1.1.1.1");
        assert_eq!(tried, ["::1 at 0", "1.1.1.1 at 5"]);
    }

    #[test]
    fn if_all_refuse_the_last_one_is_named() {
        let (reached, _) = race(&[("::1", Err(5)), ("1.1.1.1", Err(5))]);
        assert_eq!(reached.unwrap_err().to_string(), "connect ECONNREFUSED 1.1.1.1:80");
    }
}
