//! The numbers of Unix. A table.

use rustix::io::Errno;

/// The name of the error with this number.
pub(super) fn code_of(number: i32) -> Option<&'static str> {
    NUMBERS.iter().find(|row| row.1 == number).map(|row| row.0)
}

/// Each code and its number, positive.
pub(super) const NUMBERS: &[(&str, i32)] = &[
    ("E2BIG", Errno::TOOBIG.raw_os_error()),
    ("EACCES", Errno::ACCESS.raw_os_error()),
    ("EADDRINUSE", Errno::ADDRINUSE.raw_os_error()),
    ("EADDRNOTAVAIL", Errno::ADDRNOTAVAIL.raw_os_error()),
    ("EAFNOSUPPORT", Errno::AFNOSUPPORT.raw_os_error()),
    ("EAGAIN", Errno::AGAIN.raw_os_error()),
    ("EALREADY", Errno::ALREADY.raw_os_error()),
    ("EBADF", Errno::BADF.raw_os_error()),
    ("EBUSY", Errno::BUSY.raw_os_error()),
    ("ECANCELED", Errno::CANCELED.raw_os_error()),
    ("ECONNABORTED", Errno::CONNABORTED.raw_os_error()),
    ("ECONNREFUSED", Errno::CONNREFUSED.raw_os_error()),
    ("ECONNRESET", Errno::CONNRESET.raw_os_error()),
    ("EDESTADDRREQ", Errno::DESTADDRREQ.raw_os_error()),
    ("EEXIST", Errno::EXIST.raw_os_error()),
    ("EFAULT", Errno::FAULT.raw_os_error()),
    ("EFBIG", Errno::FBIG.raw_os_error()),
    ("EHOSTUNREACH", Errno::HOSTUNREACH.raw_os_error()),
    ("EILSEQ", Errno::ILSEQ.raw_os_error()),
    ("EINTR", Errno::INTR.raw_os_error()),
    ("EINVAL", Errno::INVAL.raw_os_error()),
    ("EIO", Errno::IO.raw_os_error()),
    ("EISCONN", Errno::ISCONN.raw_os_error()),
    ("EISDIR", Errno::ISDIR.raw_os_error()),
    ("ELOOP", Errno::LOOP.raw_os_error()),
    ("EMFILE", Errno::MFILE.raw_os_error()),
    ("EMLINK", Errno::MLINK.raw_os_error()),
    ("EMSGSIZE", Errno::MSGSIZE.raw_os_error()),
    ("ENAMETOOLONG", Errno::NAMETOOLONG.raw_os_error()),
    ("ENETDOWN", Errno::NETDOWN.raw_os_error()),
    ("ENETUNREACH", Errno::NETUNREACH.raw_os_error()),
    ("ENFILE", Errno::NFILE.raw_os_error()),
    ("ENOBUFS", Errno::NOBUFS.raw_os_error()),
    ("ENODEV", Errno::NODEV.raw_os_error()),
    ("ENOENT", Errno::NOENT.raw_os_error()),
    ("ENOMEM", Errno::NOMEM.raw_os_error()),
    ("ENOPROTOOPT", Errno::NOPROTOOPT.raw_os_error()),
    ("ENOSPC", Errno::NOSPC.raw_os_error()),
    ("ENOSYS", Errno::NOSYS.raw_os_error()),
    ("ENOTCONN", Errno::NOTCONN.raw_os_error()),
    ("ENOTDIR", Errno::NOTDIR.raw_os_error()),
    ("ENOTEMPTY", Errno::NOTEMPTY.raw_os_error()),
    ("ENOTSOCK", Errno::NOTSOCK.raw_os_error()),
    ("ENOTSUP", Errno::NOTSUP.raw_os_error()),
    ("ENOTTY", Errno::NOTTY.raw_os_error()),
    ("ENXIO", Errno::NXIO.raw_os_error()),
    ("EOVERFLOW", Errno::OVERFLOW.raw_os_error()),
    ("EPERM", Errno::PERM.raw_os_error()),
    ("EPIPE", Errno::PIPE.raw_os_error()),
    ("EPROTO", Errno::PROTO.raw_os_error()),
    ("EPROTONOSUPPORT", Errno::PROTONOSUPPORT.raw_os_error()),
    ("EPROTOTYPE", Errno::PROTOTYPE.raw_os_error()),
    ("ERANGE", Errno::RANGE.raw_os_error()),
    ("EROFS", Errno::ROFS.raw_os_error()),
    ("ESPIPE", Errno::SPIPE.raw_os_error()),
    ("ESRCH", Errno::SRCH.raw_os_error()),
    ("ETIMEDOUT", Errno::TIMEDOUT.raw_os_error()),
    ("ETXTBSY", Errno::TXTBSY.raw_os_error()),
    ("EXDEV", Errno::XDEV.raw_os_error()),
    ("EHOSTDOWN", Errno::HOSTDOWN.raw_os_error()),
    #[cfg(not(target_os = "freebsd"))]
    ("ENODATA", Errno::NODATA.raw_os_error()),
    #[cfg(target_os = "linux")]
    ("ENONET", Errno::NONET.raw_os_error()),
    #[cfg(target_os = "linux")]
    ("EREMOTEIO", Errno::REMOTEIO.raw_os_error()),
    ("ESHUTDOWN", Errno::SHUTDOWN.raw_os_error()),
    ("ESOCKTNOSUPPORT", Errno::SOCKTNOSUPPORT.raw_os_error()),
    #[cfg(target_os = "linux")]
    ("EUNATCH", Errno::UNATCH.raw_os_error()),
];
