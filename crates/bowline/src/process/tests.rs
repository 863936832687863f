use super::*;

#[test]
fn the_clock_only_goes_forward() {
    let before = hrtime();
    assert!(hrtime() >= before);
}

#[cfg(unix)]
#[test]
fn what_the_process_uses_is_known() {
    assert!(resident_memory().unwrap() > 1 << 20);
    assert!(resource_usage().unwrap().max_rss_kib > 1 << 10);
}

#[cfg(unix)]
#[test]
fn a_signal_that_is_none_is_einval_and_a_process_that_is_none_is_esrch() {
    let own = i32::try_from(std::process::id()).unwrap();
    assert_eq!(kill(own, 999).unwrap_err().to_string(), "kill EINVAL");
    assert_eq!(kill(i32::MAX, 0).unwrap_err().to_string(), "kill ESRCH");
    assert!(kill(own, 0).is_ok());
}

#[cfg(unix)]
#[test]
fn the_group_the_process_acts_as_is_among_its_groups() {
    assert!(groups().unwrap().contains(&effective_group()));
}

#[test]
fn a_folder_that_is_not_there_is_named_with_the_one_before() {
    let error = chdir("/nowhere/at/all").unwrap_err();
    assert_eq!(error.code(), "ENOENT");
    assert_eq!(error.dest().unwrap().to_str(), Some("/nowhere/at/all"));
}

#[cfg(all(feature = "js", unix))]
#[test]
fn descriptors_are_told_apart_by_number() {
    use std::os::fd::AsRawFd;
    let file = std::fs::File::open("/dev/null").unwrap();
    assert_eq!(descriptor::kind(file.as_raw_fd()).name(), "FILE");
    let (one, _other) = std::os::unix::net::UnixStream::pair().unwrap();
    assert_eq!(descriptor::kind(one.as_raw_fd()).name(), "PIPE");
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    assert_eq!(descriptor::kind(listener.as_raw_fd()).name(), "TCP");
    assert_eq!(descriptor::kind(99_999).name(), "INVALID");
    assert_eq!(descriptor::kind(-1).name(), "INVALID");
}
