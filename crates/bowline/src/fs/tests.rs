//! Behaviour of `fs` through its three doors, and of reading without waiting.

mod entries;
mod files;
#[cfg(target_os = "linux")]
mod watching;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::read_file::ReadFile;
use super::*;

/// A fresh directory that is gone when the test is over.
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn new() -> Folder {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("bowline-fs-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir(&path).unwrap();
        Folder(path)
    }

    pub(super) fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(super) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.join(name);
        fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What both ways of reading say: without waiting first, as the loop does.
fn read_both_ways(path: &Path) -> crate::Result<Vec<u8>> {
    let blocking = read_sync(path);
    let mut read = ReadFile::new(path)?;
    let cached = read.try_cached().unwrap_or_else(|| read.run());
    assert_eq!(cached, blocking);
    cached
}

#[test]
fn a_read_gives_every_byte_of_the_file() {
    let folder = Folder::new();
    for size in [0, 1, 4_096, 262_144, 262_145, 3_000_000] {
        let content: Vec<u8> = (0..size).map(|i| (i % 251) as u8).collect();
        let path = folder.file("content", &content);
        assert!(read_both_ways(&path).unwrap() == content, "{size} bytes");
    }
}

#[test]
fn a_missing_file_fails_as_in_node() {
    let path = Folder::new().join("missing.txt");
    let error = read_both_ways(&path).unwrap_err();
    assert_eq!(error.code(), "ENOENT");
    assert_eq!(error.errno(), Some(-2));
    assert_eq!(error.syscall(), "open");
    assert_eq!(error.path(), Some(path.as_path()));
    let text = format!("ENOENT: no such file or directory, open '{}'", path.display());
    assert_eq!(error.to_string(), text);
}

#[cfg(unix)]
#[test]
fn a_directory_read_as_a_file_fails_as_in_node() {
    let folder = Folder::new();
    let error = read_both_ways(&folder.0).unwrap_err();
    assert_eq!(error.to_string(), "EISDIR: illegal operation on a directory, read");
    assert_eq!(error.path(), None);
}

#[cfg(unix)]
#[test]
fn every_way_a_path_can_be_wrong_has_its_code() {
    let folder = Folder::new();
    let file = folder.file("file", "x");
    let round = folder.join("round");
    std::os::unix::fs::symlink(&round, &round).unwrap();
    let code = |path: &Path| read_both_ways(path).unwrap_err().code();
    assert_eq!(code(&file.join("below")), "ENOTDIR");
    assert_eq!(code(&round), "ELOOP");
    assert_eq!(code(&folder.join(&"x".repeat(300))), "ENAMETOOLONG");
    assert_eq!(code(Path::new("")), "ENOENT");
    assert_eq!(code(Path::new("a\0b")), "ERR_INVALID_ARG_VALUE");
}

#[test]
fn a_path_with_a_zero_byte_is_named_in_the_error() {
    let text = "The argument 'path' must be a string, Uint8Array, or URL without null bytes. Received 'a\\x00b'";
    assert_eq!(read_sync("a\0b").unwrap_err().to_string(), text);
    assert_eq!(write_sync("a\0b", "x").unwrap_err().to_string(), text);
    assert_eq!(stat_sync("a\0b").unwrap_err().to_string(), text);
}

#[test]
fn text_that_is_not_utf_8_is_an_error_not_a_panic() {
    let folder = Folder::new();
    let good = folder.file("good", "naïve 🦀");
    assert_eq!(read_to_string_sync(good).unwrap(), "naïve 🦀");
    let bad = folder.file("bad", [b'a', 0xff, 0xfe]);
    let error = read_to_string_sync(&bad).unwrap_err();
    assert_eq!(error.code(), "ERR_ENCODING_INVALID_ENCODED_DATA");
    assert_eq!(error.to_string(), "The encoded data was not valid for encoding utf-8");
    assert_eq!(read_sync(&bad).unwrap(), [b'a', 0xff, 0xfe]);
}

#[test]
fn a_file_above_two_gibibytes_is_refused_before_it_is_read() {
    let folder = Folder::new();
    let path = folder.file("large", "");
    fs::File::options().write(true).open(&path).unwrap().set_len(3 << 30).unwrap();
    let error = read_both_ways(&path).unwrap_err();
    assert_eq!(error.code(), "ERR_FS_FILE_TOO_LARGE");
    assert_eq!(error.to_string(), "File size (3221225472) is greater than 2 GiB");
}

#[test]
fn a_write_replaces_appends_or_insists_on_a_new_file() {
    let folder = Folder::new();
    let path = folder.join("written");
    let append = WriteOptions { append: true, ..WriteOptions::default() };
    let exclusive = WriteOptions { exclusive: true, flush: true, ..WriteOptions::default() };
    write_with_sync(&path, "a long first text", &exclusive).unwrap();
    write_sync(&path, "one").unwrap();
    write_with_sync(&path, [b' ', b'2'], &append).unwrap();
    assert_eq!(read_to_string_sync(&path).unwrap(), "one 2");
    let error = write_with_sync(&path, "never", &exclusive).unwrap_err();
    let text = format!("EEXIST: file already exists, open '{}'", path.display());
    assert_eq!(error.to_string(), text);
    assert_eq!(read_to_string_sync(&path).unwrap(), "one 2");
    let both = WriteOptions { append: true, ..exclusive };
    assert_eq!(write_with_sync(&path, "never", &both).unwrap_err().code(), "EEXIST");
}

#[cfg(unix)]
#[test]
fn a_write_that_fails_says_what_failed() {
    let folder = Folder::new();
    let into_directory = write_sync(&folder.0, "x").unwrap_err();
    assert_eq!((into_directory.code(), into_directory.syscall()), ("EISDIR", "open"));
    let no_directory = write_sync(folder.join("no/file"), "x").unwrap_err();
    assert_eq!((no_directory.code(), no_directory.syscall()), ("ENOENT", "open"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_of_the_write() {
    let error = write_sync("/dev/full", "x").unwrap_err();
    assert_eq!(error.to_string(), "ENOSPC: no space left on device, write");
}

#[cfg(unix)]
#[test]
fn a_new_file_gets_the_mode_asked_for() {
    let folder = Folder::new();
    let path = folder.join("private");
    let private = WriteOptions { mode: 0o600, ..WriteOptions::default() };
    write_with_sync(&path, "x", &private).unwrap();
    assert_eq!(stat_sync(&path).unwrap().mode, 0o100_600);
}

#[test]
fn stat_tells_kind_size_and_times() {
    let folder = Folder::new();
    let path = folder.file("file", "four");
    let stat = stat_sync(&path).unwrap();
    assert!(stat.is_file() && !stat.is_directory() && !stat.is_symbolic_link());
    assert_eq!(stat.size, 4);
    let now_ns = std::time::UNIX_EPOCH.elapsed().unwrap().as_nanos() as i128;
    for time_ns in [stat.atime_ns, stat.mtime_ns, stat.ctime_ns] {
        assert!((0..600_000_000_000).contains(&(now_ns - time_ns)), "{time_ns} is not lately");
    }
    assert!(stat_sync(&folder.0).unwrap().is_directory());
}

#[test]
fn stat_of_nothing_fails_as_in_node() {
    let path = Folder::new().join("missing");
    let text = format!("ENOENT: no such file or directory, stat '{}'", path.display());
    assert_eq!(stat_sync(&path).unwrap_err().to_string(), text);
}

#[cfg(unix)]
#[test]
fn stat_follows_links_and_knows_what_is_not_a_file() {
    let folder = Folder::new();
    let target = folder.file("target", "four");
    let link = folder.join("link");
    std::os::unix::fs::symlink(&target, &link).unwrap();
    assert_eq!(stat_sync(&link).unwrap(), stat_sync(&target).unwrap());
    assert_eq!(stat_sync("/dev/null").unwrap().kind, FileKind::CharacterDevice);
    let socket = folder.join("socket");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    assert_eq!(stat_sync(&socket).unwrap().kind, FileKind::Socket);
    assert_eq!(read_both_ways(&socket).unwrap_err().code(), "ENXIO");
}

mod callbacks_and_futures {
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;

    use bowline_loop::{EventLoop, Pool, RunMode, queue_work, set_immediate, spawn_local};

    use super::*;
    use crate::run;

    #[test]
    fn a_callback_comes_after_the_call_returned_even_if_the_file_is_in_memory() {
        let folder = Folder::new();
        let path = folder.file("file", "in memory");
        let returned = Rc::new(Cell::new(false));
        let seen = returned.clone();
        run(|| {
            read(&path, move |result| {
                assert_eq!(result.unwrap(), b"in memory");
                assert!(seen.get());
            });
            read(path.join("below"), |result| assert_eq!(result.unwrap_err().code(), "ENOTDIR"));
            read("a\0b", |result| assert_eq!(result.unwrap_err().code(), "ERR_INVALID_ARG_VALUE"));
            returned.set(true);
        })
        .unwrap();
    }

    #[test]
    fn the_doors_of_one_operation_say_the_same() {
        let folder = Folder::new();
        let text = folder.file("text", "naïve");
        let bad = folder.file("bad", [0xff]);
        for path in [text, bad, folder.join("missing"), folder.join("a\0b"), folder.0.clone()] {
            let (one, two) = (read_sync(&path), read_to_string_sync(&path));
            let three = stat_sync(&path);
            let (path_again, left) = (path.clone(), Rc::new(Cell::new(2)));
            let (done, all_done) = (left.clone(), left.clone());
            run(move || {
                let (expected_one, expected_two) = (one.clone(), two.clone());
                let expected_three = three.clone();
                read(path.clone(), move |result| {
                    assert_eq!(result, expected_one);
                    read_to_string(path.clone(), move |result| {
                        assert_eq!(result, expected_two);
                        stat(&path, move |result| {
                            assert_eq!(result, expected_three);
                            done.set(done.get() - 1);
                        });
                    });
                });
                let path = path_again;
                spawn_local(async move {
                    assert_eq!(promises::read(&path).await, one);
                    assert_eq!(promises::read_to_string(&path).await, two);
                    assert_eq!(promises::stat(&path).await, three);
                    left.set(left.get() - 1);
                });
            })
            .unwrap();
            assert_eq!(all_done.get(), 0);
        }
    }

    #[test]
    fn a_write_is_there_when_its_callback_runs() {
        let folder = Folder::new();
        let path = folder.join("written");
        let (by_callback, by_future) = (path.clone(), path.clone());
        run(move || {
            write(by_callback.clone(), "by callback", move |result| {
                result.unwrap();
                assert_eq!(read_to_string_sync(&by_callback).unwrap(), "by callback");
                spawn_local(async move {
                    promises::write(&by_future, [1, 2]).await.unwrap();
                    let append = WriteOptions { append: true, ..WriteOptions::default() };
                    promises::write_with(&by_future, "3", &append).await.unwrap();
                });
            });
        })
        .unwrap();
        assert_eq!(read_sync(&path).unwrap(), [1, 2, b'3']);
    }

    #[test]
    fn ten_thousand_reads_started_at_once_all_complete() {
        let folder = Folder::new();
        let small = folder.file("small", "small");
        let large = folder.file("large", vec![7; 300_000]);
        let (bytes, count) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
        let (seen_bytes, seen_count) = (bytes.clone(), count.clone());
        run(move || {
            for i in 0..10_000 {
                let path = if i % 100 == 0 { &large } else { &small };
                let (bytes, count) = (bytes.clone(), count.clone());
                read(path, move |result| {
                    bytes.set(bytes.get() + result.unwrap().len());
                    count.set(count.get() + 1);
                });
            }
        })
        .unwrap();
        assert_eq!((seen_count.get(), seen_bytes.get()), (10_000, 9_900 * 5 + 100 * 300_000));
    }

    #[test]
    fn results_that_wait_for_their_callbacks_are_bounded() {
        let folder = Folder::new();
        let path = folder.file("file", vec![7; 200_000]);
        let left = Rc::new(Cell::new(100));
        let all_done = left.clone();
        run(move || {
            for _ in 0..100 {
                let left = left.clone();
                read(&path, move |result| {
                    assert_eq!(result.unwrap().len(), 200_000);
                    left.set(left.get() - 1);
                });
            }
            // What the pool has not read yet is not held by anybody.
            assert!(cfg!(not(target_os = "linux")) || !undelivered::has_room());
        })
        .unwrap();
        assert_eq!(all_done.get(), 0);
        assert!(undelivered::has_room());
        drop(undelivered::hold(1));
    }

    #[test]
    fn a_read_in_a_callback_lets_immediates_run_first_come_first_served() {
        let folder = Folder::new();
        let path = folder.file("file", "x");
        let log = Rc::new(RefCell::new(Vec::new()));
        let lines = log.clone();
        run(move || {
            read(path.clone(), move |_| {
                let (one, two) = (log.clone(), log.clone());
                read(path, move |_| one.borrow_mut().push("read"));
                set_immediate(move || two.borrow_mut().push("immediate"));
            });
        })
        .unwrap();
        assert_eq!(*lines.borrow(), ["immediate", "read"]);
    }

    #[test]
    fn a_dropped_future_cancels_what_has_not_begun() {
        let folder = Folder::new();
        let path = folder.join("never");
        let pool = Pool::builder().threads(1).build();
        let event_loop = EventLoop::builder().pool(pool).build().unwrap();
        let (release, wait) = std::sync::mpsc::channel::<()>();
        event_loop.within(|| {
            queue_work(move || wait.recv(), |_| {});
            drop(promises::write(&path, "never"));
            let canceled =
                write(&path, "never", |r| assert_eq!(r.unwrap_err().code(), "ECANCELED"));
            canceled.cancel().unwrap();
        });
        drop(release);
        assert_eq!(event_loop.run(RunMode::Default), Ok(false));
        assert!(!path.exists());
    }

    #[test]
    #[should_panic(expected = "no event loop runs on this thread")]
    fn outside_a_loop_an_operation_says_what_to_do() {
        read("file", |_| {});
    }
}

#[cfg(target_os = "linux")]
mod without_waiting {
    use std::io::Write as _;
    use std::thread;

    use rustix::fs::{CWD, Mode, mkfifoat};

    use super::*;

    #[test]
    fn a_file_that_was_just_written_is_read_without_waiting() {
        let folder = Folder::new();
        let path = folder.file("file", "in memory");
        let read = ReadFile::new(&path).unwrap().try_cached();
        assert_eq!(read.expect("it is in memory").unwrap(), b"in memory");
        let empty = folder.file("empty", "");
        assert_eq!(ReadFile::new(&empty).unwrap().try_cached().unwrap().unwrap(), b"");
    }

    #[test]
    fn what_the_kernel_makes_up_is_read_to_its_end() {
        let mut read = ReadFile::new(Path::new("/proc/self/status")).unwrap();
        assert!(read.try_cached().is_none(), "its size says nothing");
        let status = into_text(read.run());
        assert!(status.contains("VmRSS"), "{status}");
        assert!(into_text(read_sync("/proc/self/status")).contains("VmRSS"));
        assert_eq!(read_both_ways(Path::new("/dev/null")).unwrap(), b"");
    }

    fn into_text(bytes: crate::Result<Vec<u8>>) -> String {
        String::from_utf8(bytes.unwrap()).unwrap()
    }

    #[test]
    fn a_failing_read_says_so() {
        let error = read_both_ways(Path::new("/proc/self/mem")).unwrap_err();
        assert_eq!(error.to_string(), "EIO: i/o error, read");
    }

    #[test]
    fn a_named_pipe_is_left_to_the_pool_and_loses_nothing() {
        let folder = Folder::new();
        let path = folder.join("pipe");
        mkfifoat(CWD, &path, Mode::RUSR | Mode::WUSR).unwrap();
        let mut read = ReadFile::new(&path).unwrap();
        assert!(read.try_cached().is_none(), "nobody has written yet");
        // A writer that comes and goes between the two steps.
        fs::File::options().write(true).open(&path).unwrap().write_all(b"early").unwrap();
        assert_eq!(read.run().unwrap(), b"early");
    }

    #[test]
    fn a_named_pipe_is_read_when_its_writer_comes() {
        let folder = Folder::new();
        let path = folder.join("pipe");
        mkfifoat(CWD, &path, Mode::RUSR | Mode::WUSR).unwrap();
        let mut read = ReadFile::new(&path).unwrap();
        assert!(read.try_cached().is_none(), "nobody has written yet");
        let reader = thread::spawn(move || read.run());
        let mut writer = fs::File::options().write(true).open(&path).unwrap();
        writer.write_all(b"in two ").unwrap();
        writer.write_all(b"parts").unwrap();
        drop(writer);
        assert_eq!(reader.join().unwrap().unwrap(), b"in two parts");
    }

    #[test]
    fn a_large_file_is_left_to_the_pool() {
        let folder = Folder::new();
        let path = folder.file("large", vec![7; 1 << 20]);
        let mut read = ReadFile::new(&path).unwrap();
        assert!(read.try_cached().is_none(), "copying it would hold up the loop");
        assert_eq!(read.run().unwrap().len(), 1 << 20);
    }
}
