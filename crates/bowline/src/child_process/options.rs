//! What to start, and with what.

use std::ffi::OsString;
use std::os::fd::OwnedFd;
use std::path::PathBuf;

/// What to start: a program, its arguments, what it sees and may do.
#[derive(Debug)]
pub struct Spawn {
    /// The program: a path, or a name to look for in `PATH`.
    pub(super) program: OsString,
    pub(super) argv0: Option<OsString>,
    pub(super) args: Vec<OsString>,
    pub(super) cwd: Option<PathBuf>,
    pub(super) env: Option<Vec<(OsString, OsString)>>,
    pub(super) stdio: Vec<Stdio>,
    pub(super) detached: bool,
    pub(super) uid: Option<u32>,
    pub(super) gid: Option<u32>,
}

/// What a descriptor of the child is.
#[derive(Debug)]
pub enum Stdio {
    /// Nothing: `/dev/null` for the first three, closed for others.
    Ignore,
    /// A pipe, whose other end this process gets. It goes both ways.
    Pipe,
    /// What the descriptor of this number is here.
    Inherit(i32),
    /// This.
    Descriptor(OwnedFd),
}

impl Spawn {
    /// Starts `program`, a path or a name to look for in `PATH`, without arguments, with this process's
    /// folder and variables, and without input and output.
    pub fn new(program: impl Into<OsString>) -> Spawn {
        Spawn {
            program: program.into(),
            argv0: None,
            args: Vec::new(),
            cwd: None,
            env: None,
            stdio: Vec::new(),
            detached: false,
            uid: None,
            gid: None,
        }
    }

    /// The arguments.
    #[must_use]
    pub fn args(mut self, args: impl IntoIterator<Item = impl Into<OsString>>) -> Spawn {
        self.args = args.into_iter().map(Into::into).collect();
        self
    }

    /// What the program is told it was started as.
    #[must_use]
    pub fn argv0(mut self, name: impl Into<OsString>) -> Spawn {
        self.argv0 = Some(name.into());
        self
    }

    /// The folder it runs in.
    #[must_use]
    pub fn cwd(mut self, path: impl Into<PathBuf>) -> Spawn {
        self.cwd = Some(path.into());
        self
    }

    /// Its variables, all of them.
    #[must_use]
    pub fn env<N: Into<OsString>, V: Into<OsString>>(
        mut self,
        variables: impl IntoIterator<Item = (N, V)>,
    ) -> Spawn {
        let pairs = variables.into_iter().map(|(name, value)| (name.into(), value.into()));
        self.env = Some(pairs.collect());
        self
    }

    /// Its descriptors, from 0 on. What is missing of the first three is [`Stdio::Ignore`].
    #[must_use]
    pub fn stdio(mut self, stdio: impl IntoIterator<Item = Stdio>) -> Spawn {
        self.stdio = stdio.into_iter().collect();
        self
    }

    /// Makes it the leader of a session of its own, which goes on when this process's terminal is gone.
    #[must_use]
    pub fn detached(mut self, detached: bool) -> Spawn {
        self.detached = detached;
        self
    }

    /// The user it runs as.
    #[must_use]
    pub fn uid(mut self, id: u32) -> Spawn {
        self.uid = Some(id);
        self
    }

    /// The group it runs as.
    #[must_use]
    pub fn gid(mut self, id: u32) -> Spawn {
        self.gid = Some(id);
        self
    }
}
