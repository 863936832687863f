use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use super::*;
use crate::run;

fn shell(script: &str) -> Spawn {
    Spawn::new("/bin/sh").args(["-c", script])
}

#[test]
fn a_program_that_is_not_there_is_known_at_once() {
    run(|| {
        let error = spawn(Spawn::new("/no/such/program"), |_| unreachable!()).unwrap_err();
        assert_eq!(error.to_string(), "spawn ENOENT '/no/such/program'");
    })
    .unwrap();
}

#[test]
fn the_exit_is_told_once_with_its_code_or_its_signal() {
    let exits = Rc::new(RefCell::new(Vec::new()));
    let (first, second) = (exits.clone(), exits.clone());
    run(move || {
        spawn(shell("exit 3"), move |exit| first.borrow_mut().push(exit)).unwrap();
        let child = spawn(shell("sleep 100"), move |exit| second.borrow_mut().push(exit)).unwrap();
        child.kill(15).unwrap();
    })
    .unwrap();
    let exits = exits.borrow();
    assert_eq!(exits.len(), 2);
    assert!(exits.contains(&Exit { code: Some(3), signal: None }));
    assert!(exits.contains(&Exit { code: None, signal: Some(15) }));
}

#[test]
fn a_child_that_has_ended_cannot_be_killed() {
    run(|| {
        let child = Rc::new(RefCell::new(None::<ChildProcess>));
        let ended = child.clone();
        let started = spawn(shell("true"), move |_| {
            let child = ended.borrow();
            let error = child.as_ref().unwrap().kill(15).unwrap_err();
            assert_eq!(error.code(), "ESRCH");
        });
        child.replace(Some(started.unwrap()));
    })
    .unwrap();
}

#[test]
fn input_goes_in_and_output_comes_out_even_if_it_is_large() {
    let input = vec![b'x'; 3_000_000];
    let options = Spawn::new("cat").stdio([Stdio::Pipe, Stdio::Pipe, Stdio::Ignore]);
    let output = spawn_sync(options, &input, &Limits::default()).unwrap();
    assert_eq!(output.exit.code, Some(0));
    assert_eq!(output.output[1].as_deref(), Some(&input[..]));
}

#[test]
fn a_program_that_runs_too_long_is_ended() {
    let limits = Limits { timeout: Some(Duration::from_millis(20)), ..Limits::default() };
    let output = spawn_sync(Spawn::new("sleep").args(["100"]), b"", &limits).unwrap();
    assert_eq!(output.stopped, Some(Stop::TimedOut));
    assert_eq!(output.exit.signal, Some(15));
}

#[test]
fn a_program_that_writes_too_much_is_ended() {
    let limits = Limits { output_bytes_max: 10, ..Limits::default() };
    let options = shell("echo 0123456789abc; sleep 100").stdio([Stdio::Ignore, Stdio::Pipe]);
    let output = spawn_sync(options, b"", &limits).unwrap();
    assert_eq!(output.stopped, Some(Stop::TooMuchOutput));
    assert_eq!(output.output[1].as_deref(), Some(&b"0123456789abc\n"[..]));
}

#[test]
fn a_child_gets_only_the_descriptors_it_is_given() {
    let extra = std::fs::File::open("/dev/null").unwrap();
    let script = "for fd in 3 4 5 6 7 8 9; do if [ -e /dev/fd/$fd ]; then echo $fd; fi; done";
    let options = shell(script).stdio([
        Stdio::Ignore,
        Stdio::Pipe,
        Stdio::Ignore,
        Stdio::Ignore,
        Stdio::Descriptor(extra.into()),
    ]);
    let output = spawn_sync(options, b"", &Limits::default()).unwrap();
    assert_eq!(output.output[1].as_deref(), Some(&b"4\n"[..]));
}

#[test]
fn variables_folder_and_name_are_those_that_were_given() {
    let options = shell("echo $0 $FRUIT $PWD")
        .argv0("grocer")
        .env([("FRUIT", "pear"), ("PATH", "/bin:/usr/bin")])
        .cwd("/")
        .stdio([Stdio::Ignore, Stdio::Pipe]);
    let output = spawn_sync(options, b"", &Limits::default()).unwrap();
    let text = String::from_utf8(output.output[1].clone().unwrap()).unwrap();
    assert_eq!(text, "grocer pear /\n");
}
