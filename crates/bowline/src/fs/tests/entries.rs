//! Paths: access, links, directories, copies, removal, times.

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::*;

fn code<T: std::fmt::Debug>(result: crate::Result<T>) -> &'static str {
    result.unwrap_err().code()
}

fn names(entries: &[DirEntry], root: &Path) -> Vec<String> {
    let below = |entry: &DirEntry| entry.path().strip_prefix(root).unwrap().display().to_string();
    entries.iter().map(below).collect()
}

#[test]
fn access_says_whether_a_path_is_there_and_may_be_used() {
    let folder = Folder::new();
    let path = folder.file("there", "");
    assert_eq!(access_sync(&path, 0), Ok(()));
    assert_eq!(access_sync(&path, 4 | 2), Ok(()));
    let missing = access_sync(folder.join("missing"), 0).unwrap_err();
    let expected =
        format!("ENOENT: no such file or directory, access '{}'", folder.join("missing").display());
    assert_eq!(missing.to_string(), expected);
}

#[cfg(unix)]
#[test]
fn chmod_changes_what_the_path_leads_to() {
    let folder = Folder::new();
    let path = folder.file("file", "");
    let link = folder.join("link");
    symlink_sync(&path, &link, None).unwrap();
    chmod_sync(&link, 0o600).unwrap();
    assert_eq!(stat_sync(&path).unwrap().mode & 0o777, 0o600);
    assert_eq!(code(chmod_sync(folder.join("missing"), 0o600)), "ENOENT");
}

#[cfg(unix)]
#[test]
fn an_owner_that_is_not_given_stays() {
    let folder = Folder::new();
    let path = folder.file("file", "");
    let before = stat_sync(&path).unwrap();
    chown_sync(&path, None, None).unwrap();
    lchown_sync(&path, None, Some(before.gid)).unwrap();
    assert_eq!(stat_sync(&path).unwrap().uid, before.uid);
}

#[test]
fn times_are_kept_to_the_nanosecond_also_before_1970() {
    let folder = Folder::new();
    let path = folder.file("file", "");
    let times = FileTimes { atime_ns: 1_000_000_001, mtime_ns: -1_500_000_000 };
    utimes_sync(&path, times).unwrap();
    let stat = stat_sync(&path).unwrap();
    assert_eq!((stat.atime_ns, stat.mtime_ns), (1_000_000_001, -1_500_000_000));
    assert_eq!(utimes_sync(folder.join("missing"), times).unwrap_err().syscall(), "utime");
}

#[cfg(unix)]
#[test]
fn lutimes_changes_the_link_and_not_its_target() {
    let folder = Folder::new();
    let path = folder.file("file", "");
    let link = folder.join("link");
    symlink_sync(&path, &link, None).unwrap();
    lutimes_sync(&link, FileTimes { atime_ns: 0, mtime_ns: 7_000_000_000 }).unwrap();
    assert_eq!(lstat_sync(&link).unwrap().mtime_ns, 7_000_000_000);
    assert_ne!(stat_sync(&link).unwrap().mtime_ns, 7_000_000_000);
}

#[cfg(unix)]
#[test]
fn lstat_sees_the_link_and_readlink_where_it_leads() {
    let folder = Folder::new();
    let link = folder.join("link");
    symlink_sync("nowhere/at all", &link, None).unwrap();
    assert!(lstat_sync(&link).unwrap().is_symbolic_link());
    assert_eq!(readlink_sync(&link).unwrap(), Path::new("nowhere/at all"));
    assert_eq!(code(readlink_sync(folder.file("file", ""))), "EINVAL");
    let taken = symlink_sync("x", &link, None).unwrap_err();
    let expected = format!("EEXIST: file already exists, symlink 'x' -> '{}'", link.display());
    assert_eq!(taken.to_string(), expected);
}

#[test]
fn a_linked_file_has_two_names_until_one_is_taken() {
    let folder = Folder::new();
    let first = folder.file("first", "content");
    let second = folder.join("second");
    link_sync(&first, &second).unwrap();
    unlink_sync(&first).unwrap();
    assert_eq!(read_sync(&second).unwrap(), b"content");
    assert_eq!(code(unlink_sync(&first)), "ENOENT");
}

#[test]
fn rename_replaces_what_is_there_and_names_both_when_it_fails() {
    let folder = Folder::new();
    let from = folder.file("from", "new");
    let to = folder.file("to", "old");
    rename_sync(&from, &to).unwrap();
    assert_eq!(read_sync(&to).unwrap(), b"new");
    let error = rename_sync(&from, &to).unwrap_err();
    assert_eq!((error.path(), error.dest()), (Some(&*from), Some(&*to)));
}

#[test]
fn mkdir_makes_what_is_missing_and_says_where_it_began() {
    let folder = Folder::new();
    let recursive = MkdirOptions { recursive: true, ..MkdirOptions::default() };
    let made = mkdir_sync(folder.join("a/b/c"), &recursive).unwrap();
    assert_eq!(made, Some(folder.join("a")));
    assert_eq!(mkdir_sync(folder.join("a/b/c"), &recursive), Ok(None));
    let file = folder.file("file", "");
    assert_eq!(code(mkdir_sync(&file, &recursive)), "EEXIST");
    assert_eq!(code(mkdir_sync(file.join("x/y"), &recursive)), "ENOTDIR");
    let once = MkdirOptions::default();
    assert_eq!(code(mkdir_sync(folder.join("a"), &once)), "EEXIST");
    assert_eq!(code(mkdir_sync(folder.join("x/y"), &once)), "ENOENT");
}

#[test]
fn a_temporary_directory_has_a_name_of_its_own() {
    let folder = Folder::new();
    let prefix = folder.join("new-");
    let (one, other) = (mkdtemp_sync(&prefix).unwrap(), mkdtemp_sync(&prefix).unwrap());
    assert_ne!(one, other);
    assert_eq!(one.to_str().unwrap().len(), prefix.to_str().unwrap().len() + 6);
    let error = mkdtemp_sync(folder.join("missing/new-")).unwrap_err();
    assert!(error.to_string().ends_with("missing/new-XXXXXX'"), "{error}");
}

#[test]
fn a_directory_is_read_by_name_and_level_by_level() {
    let folder = Folder::new();
    fs::create_dir_all(folder.join("b/deep")).unwrap();
    fs::create_dir(folder.join("d")).unwrap();
    for name in ["a", "c", "b/x", "b/deep/y", "d/z"] {
        folder.file(name, "");
    }
    let root = folder.join("");
    let flat = readdir_sync(&root, ReadDirOptions::default()).unwrap();
    assert_eq!(names(&flat, &root), ["a", "b", "c", "d"]);
    assert_eq!(flat[1].kind(), FileKind::Directory);
    let all = readdir_sync(&root, ReadDirOptions { recursive: true }).unwrap();
    let expected = ["a", "b", "c", "d", "b/deep", "b/x", "d/z", "b/deep/y"];
    assert_eq!(names(&all, &root), expected);
    assert_eq!(code(readdir_sync(folder.join("a"), ReadDirOptions::default())), "ENOTDIR");
}

#[test]
fn an_open_directory_gives_its_names_a_few_at_a_time() {
    let folder = Folder::new();
    for number in 0..5 {
        folder.file(&number.to_string(), "");
    }
    let dir = opendir_sync(folder.join("")).unwrap();
    let mut counts = Vec::new();
    loop {
        counts.push(read_entries_sync(&dir, 2).unwrap().len());
        if counts.last() == Some(&0) {
            break;
        }
    }
    assert_eq!(counts, [2, 2, 1, 0]);
}

#[test]
fn a_copy_has_content_and_permissions() {
    let folder = Folder::new();
    let from = folder.file("from", "content");
    chmod_sync(&from, 0o640).unwrap();
    let to = folder.file("to", "something longer than that");
    copy_file_sync(&from, &to, CopyOptions::default()).unwrap();
    assert_eq!(read_sync(&to).unwrap(), b"content");
    #[cfg(unix)]
    assert_eq!(stat_sync(&to).unwrap().mode & 0o777, 0o640);
    let exclusive = CopyOptions { exclusive: true, ..CopyOptions::default() };
    assert_eq!(code(copy_file_sync(&from, &to, exclusive)), "EEXIST");
    assert_eq!(code(copy_file_sync(folder.join("missing"), &to, exclusive)), "ENOENT");
}

#[cfg(unix)]
#[test]
fn a_file_that_is_copied_to_itself_keeps_its_content() {
    let folder = Folder::new();
    let path = folder.file("file", "content");
    let other_name = folder.join("other");
    link_sync(&path, &other_name).unwrap();
    copy_file_sync(&path, &other_name, CopyOptions::default()).unwrap();
    assert_eq!(read_sync(&path).unwrap(), b"content");
}

#[cfg(unix)]
#[test]
fn removing_a_tree_leaves_what_its_links_lead_to() {
    let folder = Folder::new();
    let kept = folder.file("kept", "");
    fs::create_dir_all(folder.join("tree/deep/deeper")).unwrap();
    folder.file("tree/deep/file", "");
    symlink_sync(&kept, folder.join("tree/link"), None).unwrap();
    symlink_sync(folder.join(""), folder.join("tree/deep/up"), None).unwrap();
    let options = RemoveOptions { recursive: true, ..RemoveOptions::default() };
    rm_sync(folder.join("tree"), options).unwrap();
    assert!(!folder.join("tree").exists());
    assert!(kept.exists());
}

#[test]
fn rm_refuses_directories_and_minds_what_is_missing_unless_told() {
    let folder = Folder::new();
    let options = RemoveOptions::default();
    assert_eq!(code(rm_sync(folder.join(""), options)), "ERR_FS_EISDIR");
    assert_eq!(rm_sync(folder.join("missing"), options).unwrap_err().syscall(), "lstat");
    assert_eq!(rm_sync(folder.join("missing"), RemoveOptions { force: true, ..options }), Ok(()));
    let file = folder.file("file", "");
    rm_sync(&file, RemoveOptions { retry_delay: Duration::ZERO, ..options }).unwrap();
    assert!(!file.exists());
}

#[test]
fn rmdir_removes_empty_directories_alone() {
    let folder = Folder::new();
    fs::create_dir_all(folder.join("a/b")).unwrap();
    assert_eq!(code(rmdir_sync(folder.join("a"))), "ENOTEMPTY");
    rmdir_sync(folder.join("a/b")).unwrap();
    assert_eq!(code(rmdir_sync(folder.file("file", ""))), "ENOTDIR");
}

#[cfg(unix)]
#[test]
fn realpath_follows_links_and_names_the_part_to_blame() {
    let folder = Folder::new();
    let root = realpath_native_sync(folder.join("")).unwrap();
    folder.file("file", "");
    symlink_sync("file", folder.join("link"), None).unwrap();
    assert_eq!(realpath_sync(folder.join("link")).unwrap(), root.join("file"));
    let missing = realpath_sync(root.join("missing/and more")).unwrap_err();
    assert_eq!((missing.syscall(), missing.path()), ("lstat", Some(&*root.join("missing"))));
    symlink_sync("circle", folder.join("circle"), None).unwrap();
    assert_eq!(code(realpath_sync(folder.join("circle"))), "ELOOP");
    assert_eq!(realpath_native_sync(root.join("missing")).unwrap_err().syscall(), "realpath");
}

#[test]
fn truncate_cuts_and_fills_with_zeros() {
    let folder = Folder::new();
    let path = folder.file("file", "content");
    truncate_sync(&path, 3).unwrap();
    assert_eq!(read_sync(&path).unwrap(), b"con");
    truncate_sync(&path, 5).unwrap();
    assert_eq!(read_sync(&path).unwrap(), b"con\0\0");
    assert_eq!(truncate_sync(folder.join("missing"), 0).unwrap_err().syscall(), "open");
}

#[cfg(unix)]
#[test]
fn a_file_system_knows_its_size() {
    let stat = statfs_sync(std::env::temp_dir()).unwrap();
    assert!(stat.bsize > 0 && stat.blocks >= stat.bfree && stat.bfree >= stat.bavail);
    assert_eq!(code(statfs_sync("/missing/for/sure")), "ENOENT");
}

#[test]
fn no_operation_takes_a_path_with_a_zero_byte() {
    let bad = "a\0b";
    let codes = [
        code(access_sync(bad, 0)),
        code(chmod_sync(bad, 0)),
        code(link_sync("a", bad)),
        code(lstat_sync(bad)),
        code(mkdir_sync(bad, &MkdirOptions::default())),
        code(mkdtemp_sync(bad)),
        code(open_sync(bad, &OpenOptions::default())),
        code(opendir_sync(bad)),
        code(readdir_sync(bad, ReadDirOptions::default())),
        code(realpath_sync(bad)),
        code(rename_sync(bad, "b")),
        code(rm_sync(bad, RemoveOptions::default())),
        code(unlink_sync(bad)),
    ];
    assert!(codes.iter().all(|code| *code == "ERR_INVALID_ARG_VALUE"), "{codes:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn realpath_of_a_pipe_without_a_name_is_what_the_system_calls_it() {
    use std::os::fd::AsRawFd;

    let (reader, _writer) = std::io::pipe().unwrap();
    let path = format!("/proc/self/fd/{}", reader.as_raw_fd());
    let found = realpath_sync(path).unwrap();
    assert!(found.to_string_lossy().contains("/fd/pipe:["), "{found:?}");
}

#[cfg(unix)]
#[test]
fn a_tree_is_copied_with_its_links_and_permissions() {
    let folder = Folder::new();
    fs::create_dir_all(folder.join("from/deep")).unwrap();
    let file = folder.file("from/deep/file", "content");
    chmod_sync(&file, 0o640).unwrap();
    chmod_sync(folder.join("from/deep"), 0o750).unwrap();
    symlink_sync("deep/file", folder.join("from/link"), None).unwrap();
    let recursive = CpOptions { recursive: true, ..CpOptions::default() };
    cp_sync(folder.join("from"), folder.join("new/to"), &recursive).unwrap();
    let to = folder.join("new/to");
    assert_eq!(read_sync(to.join("deep/file")).unwrap(), b"content");
    assert_eq!(stat_sync(to.join("deep/file")).unwrap().mode & 0o777, 0o640);
    assert_eq!(stat_sync(to.join("deep")).unwrap().mode & 0o777, 0o750);
    assert_eq!(readlink_sync(to.join("link")).unwrap(), file);
    let verbatim = CpOptions { verbatim_symlinks: true, ..recursive };
    cp_sync(folder.join("from"), &to, &verbatim).unwrap();
    assert_eq!(readlink_sync(to.join("link")).unwrap(), Path::new("deep/file"));
}

#[test]
fn a_tree_is_not_copied_into_itself_nor_over_another_kind() {
    let folder = Folder::new();
    fs::create_dir_all(folder.join("tree/deep")).unwrap();
    let tree = folder.join("tree");
    let file = folder.file("file", "old");
    let recursive = CpOptions { recursive: true, ..CpOptions::default() };
    assert_eq!(code(cp_sync(&tree, folder.join("x"), &CpOptions::default())), "ERR_FS_EISDIR");
    assert_eq!(code(cp_sync(&tree, tree.join("deep/x"), &recursive)), "ERR_FS_CP_EINVAL");
    assert_eq!(code(cp_sync(&tree, &file, &recursive)), "ERR_FS_CP_DIR_TO_NON_DIR");
    assert_eq!(code(cp_sync(&file, &tree, &recursive)), "ERR_FS_CP_NON_DIR_TO_DIR");
    let other = folder.file("other", "new");
    let careful = CpOptions { force: false, error_on_exist: true, ..CpOptions::default() };
    assert_eq!(code(cp_sync(&other, &file, &careful)), "ERR_FS_CP_EEXIST");
    cp_sync(&other, &file, &CpOptions { error_on_exist: false, ..careful }).unwrap();
    assert_eq!(read_sync(&file).unwrap(), b"old");
    cp_sync(&other, &file, &CpOptions::default()).unwrap();
    assert_eq!(read_sync(&file).unwrap(), b"new");
}
