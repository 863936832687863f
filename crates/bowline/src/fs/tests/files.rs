//! Open files.

use std::cell::RefCell;
use std::rc::Rc;

use super::*;

fn open_for(path: &Path, flag: &str) -> File {
    open_sync(path, &OpenOptions::with_flag(flag).unwrap()).unwrap()
}

#[test]
fn every_flag_of_node_opens_as_it_says() {
    let folder = Folder::new();
    let exists = folder.file("exists", "content");
    let opens = |flag: &str, path: &Path| {
        open_sync(path, &OpenOptions::with_flag(flag).unwrap()).map(drop).map_err(|e| e.code())
    };
    for flag in ["r", "rs", "r+", "rs+", "sr+"] {
        assert_eq!(opens(flag, &folder.join("missing")), Err("ENOENT"), "{flag}");
        assert_eq!(opens(flag, &exists), Ok(()), "{flag}");
    }
    for flag in ["wx", "xw+", "ax", "xa+"] {
        assert_eq!(opens(flag, &exists), Err("EEXIST"), "{flag}");
        assert_eq!(opens(flag, &folder.join(flag)), Ok(()), "{flag}");
    }
    assert_eq!(read_sync(&exists).unwrap(), b"content");
    for flag in ["a", "as", "a+", "as+"] {
        assert_eq!(opens(flag, &exists), Ok(()), "{flag}");
        assert_eq!(read_sync(&exists).unwrap(), b"content", "{flag}");
    }
    for flag in ["w", "w+"] {
        assert_eq!(opens(flag, &exists), Ok(()), "{flag}");
        assert_eq!(read_sync(&exists).unwrap(), b"", "{flag}");
    }
    let unknown = OpenOptions::with_flag("rw").unwrap_err();
    assert_eq!(unknown.code(), "ERR_INVALID_ARG_VALUE");
}

#[test]
fn a_read_at_a_position_leaves_the_file_where_it_is() {
    let folder = Folder::new();
    let file = open_for(&folder.file("file", "0123456789"), "r");
    assert_eq!(read_at_sync(&file, 3, None).unwrap(), b"012");
    assert_eq!(read_at_sync(&file, 4, Some(6)).unwrap(), b"6789");
    assert_eq!(read_at_sync(&file, 100, None).unwrap(), b"3456789");
    assert_eq!(read_at_sync(&file, 1, None).unwrap(), b"");
    assert_eq!(read_at_sync(&file, 1, Some(100)).unwrap(), b"");
}

#[test]
fn the_rest_of_a_file_begins_where_it_is() {
    let folder = Folder::new();
    let file = open_for(&folder.file("file", "0123456789"), "r");
    read_at_sync(&file, 4, None).unwrap();
    assert_eq!(read_rest_sync(&file).unwrap(), b"456789");
}

#[test]
fn a_write_goes_where_it_is_told_to() {
    let folder = Folder::new();
    let path = folder.file("file", "0123456789");
    let file = open_for(&path, "r+");
    assert_eq!(write_at_sync(&file, "ab", Some(4)), Ok(2));
    assert_eq!(write_at_sync(&file, "xy", None), Ok(2));
    write_all_sync(&file, "z", None).unwrap();
    assert_eq!(read_sync(&path).unwrap(), b"xyz3ab6789");
}

#[test]
fn what_a_file_is_not_open_for_fails() {
    let folder = Folder::new();
    let path = folder.file("file", "content");
    let error = write_at_sync(&open_for(&path, "r"), "x", None).unwrap_err();
    assert_eq!((error.code(), error.syscall()), ("EBADF", "write"));
    let error = read_at_sync(&open_for(&path, "a"), 1, None).unwrap_err();
    assert_eq!((error.code(), error.syscall()), ("EBADF", "read"));
    #[cfg(unix)]
    {
        let directory = open_for(&folder.join(""), "r");
        assert_eq!(read_at_sync(&directory, 1, None).unwrap_err().code(), "EISDIR");
    }
}

#[test]
fn an_open_file_is_changed_without_its_path() {
    let folder = Folder::new();
    let path = folder.file("file", "content");
    let file = open_for(&path, "r+");
    ftruncate_sync(&file, 3).unwrap();
    futimes_sync(&file, FileTimes { atime_ns: 0, mtime_ns: 5_000_000_000 }).unwrap();
    #[cfg(unix)]
    {
        fchmod_sync(&file, 0o600).unwrap();
        fchown_sync(&file, None, None).unwrap();
        assert_eq!(fstat_sync(&file).unwrap().mode & 0o777, 0o600);
    }
    fsync_sync(&file).unwrap();
    fdatasync_sync(&file).unwrap();
    let stat = fstat_sync(&file).unwrap();
    assert_eq!((stat.size, stat.mtime_ns), (3, 5_000_000_000));
}

#[test]
fn the_three_doors_of_an_open_file_say_the_same() {
    let folder = Folder::new();
    let path = folder.file("file", "0123456789");
    let seen = Rc::new(RefCell::new(Vec::new()));
    let log = seen.clone();
    crate::run(move || {
        let file = open_for(&path, "r");
        let inner = log.clone();
        read_at(&file, 4, Some(2), move |bytes| inner.borrow_mut().push(bytes.unwrap()));
        crate::spawn_local(async move {
            let file = promises::open(&path, &OpenOptions::default()).await.unwrap();
            let bytes = promises::read_at(&file, 4, Some(2)).await.unwrap();
            log.borrow_mut().push(bytes);
            promises::close(file).await.unwrap();
        });
    })
    .unwrap();
    assert_eq!(*seen.borrow(), [b"2345", b"2345"]);
}

#[cfg(unix)]
#[test]
fn a_part_of_a_pipe_is_what_is_there() {
    use std::io::Write;

    let folder = Folder::new();
    let path = folder.join("pipe");
    rustix::fs::mknodat(
        rustix::fs::CWD,
        &path,
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::from_raw_mode(0o600),
        0,
    )
    .unwrap();
    // Open for both, so that neither opening waits for the other side.
    let file = open_for(&path, "r+");
    file.as_std().write_all(b"abc").unwrap();
    let seen = Rc::new(RefCell::new(Vec::new()));
    let log = seen.clone();
    crate::run(move || {
        read_at(&file, 100, None, move |bytes| *log.borrow_mut() = bytes.unwrap());
    })
    .unwrap();
    assert_eq!(*seen.borrow(), b"abc");
}

#[test]
fn a_large_part_is_read_whole_from_memory_and_from_the_disk() {
    let folder = Folder::new();
    let content: Vec<u8> = (0..1_000_000_u32).map(|i| (i % 251) as u8).collect();
    let path = folder.file("large", &content);
    let seen = Rc::new(RefCell::new(0));
    let log = seen.clone();
    crate::run(move || {
        let file = open_for(&path, "r");
        #[cfg(target_os = "linux")]
        {
            // Written first, as only then can it be forgotten.
            fsync_sync(&file).unwrap();
            rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed).unwrap();
        }
        for length in [200_000, 1_000_000] {
            let log = log.clone();
            let expected = content[..length].to_vec();
            read_at(&file, length, Some(0), move |bytes| {
                assert!(bytes.unwrap() == expected);
                *log.borrow_mut() += 1;
            });
        }
    })
    .unwrap();
    assert_eq!(*seen.borrow(), 2);
}
