//! The command line, read as Node reads it: options, then a script, then everything is the script's.

use std::collections::BTreeMap;

use crate::options::{OPTIONS, Opt, Takes, find, find_short};

/// What the user asked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Args {
    pub(crate) action: Action,
    /// Values by name: the text of a JSON value.
    pub(crate) values: BTreeMap<&'static str, Value>,
    /// The options before the script, as they were written.
    pub(crate) exec_argv: Vec<String>,
    /// What the script gets.
    pub(crate) script_args: Vec<String>,
    /// What is worth a warning.
    pub(crate) warnings: Vec<String>,
}

/// What to run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Action {
    /// A file.
    Script(String),
    /// `-e` or `-p`.
    Eval {
        source: String,
        print: bool,
    },
    /// A script from standard input: `-`, or nothing and no terminal.
    #[default]
    Stdin,
    /// A conversation.
    Repl,
    Version,
    Help,
}

/// The value of an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Flag(bool),
    Text(String),
    List(Vec<String>),
}

/// A command line that cannot be understood: one line for the user.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct BadOption(pub(crate) String);

impl Args {
    /// Reads `NODE_OPTIONS` and then the words after the program's name.
    pub(crate) fn parse(
        words: impl IntoIterator<Item = String>,
        environment: Option<&str>,
        is_terminal: bool,
    ) -> Result<Args, BadOption> {
        let mut args = Args { values: defaults(), ..Args::default() };
        for word in split(environment.unwrap_or_default())? {
            args.take_from_environment(&word)?;
        }
        let mut words = words.into_iter();
        let mut script = None;
        while let Some(word) = words.next() {
            if word == "--" {
                script = words.next();
                break;
            }
            if word == "-" || !word.starts_with('-') {
                script = Some(word);
                break;
            }
            args.exec_argv.push(word.clone());
            args.take(&word, &mut words)?;
        }
        args.script_args = words.collect();
        if args.values.contains_key("--eval") && args.is_on("--check") {
            return Err(BadOption("either --check or --eval can be used, not both".to_owned()));
        }
        args.action = args.action(script, is_terminal);
        Ok(args)
    }

    fn is_on(&self, name: &str) -> bool {
        self.values.get(name) == Some(&Value::Flag(true))
    }

    fn action(&mut self, script: Option<String>, is_terminal: bool) -> Action {
        if self.is_on("--version") {
            return Action::Version;
        }
        if self.is_on("--help") {
            return Action::Help;
        }
        let print = self.is_on("--print");
        let asks_repl = self.is_on("--interactive");
        if let Some(Value::Text(source)) = self.values.get("--eval").cloned() {
            // There is no script: the first word is the first argument.
            self.script_args.splice(..0, script);
            return Action::Eval { source, print };
        }
        match script {
            // As Node has it: `-p "1 + 1"`.
            Some(source) if print => {
                self.exec_argv.push(source.clone());
                Action::Eval { source, print }
            }
            Some(script) if script != "-" => Action::Script(script),
            None if asks_repl || is_terminal => Action::Repl,
            _ => Action::Stdin,
        }
    }

    /// One word that begins with a dash, with the value after it if it takes one.
    fn take(
        &mut self,
        word: &str,
        rest: &mut impl Iterator<Item = String>,
    ) -> Result<(), BadOption> {
        if word.starts_with("--") {
            let (name, value) = match word.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (word, None),
            };
            let found = find(name).ok_or_else(|| BadOption(format!("bad option: {word}")))?;
            return self.set(found, name, value, rest);
        }
        // `-pe`: letters, the last of which may take a value.
        for letter in word.chars().skip(1) {
            let option =
                find_short(letter).ok_or_else(|| BadOption(format!("bad option: {word}")))?;
            self.set((option, false), word, None, rest)?;
        }
        Ok(())
    }

    fn set(
        &mut self,
        (option, is_negated): (&'static Opt, bool),
        written: &str,
        value: Option<String>,
        rest: &mut impl Iterator<Item = String>,
    ) -> Result<(), BadOption> {
        if let Takes::Nothing { .. } = option.takes {
            if value.is_some() {
                return Err(BadOption(format!("{written} does not take an argument")));
            }
            self.values.insert(option.name, Value::Flag(!is_negated));
            return Ok(());
        }
        let value = match value {
            Some(value) => value,
            None => {
                let value = rest.next().filter(|value| value == "-" || !value.starts_with("--"));
                let missing = || BadOption(format!("{written} requires an argument"));
                let value = value.ok_or_else(missing)?;
                self.exec_argv.push(value.clone());
                value
            }
        };
        check_value(option.name, &value)?;
        match self.values.get_mut(option.name) {
            Some(Value::List(list)) => list.push(value),
            _ => {
                self.values.insert(option.name, Value::Text(value));
            }
        }
        Ok(())
    }

    /// Options of the environment are not the program's `execArgv`, and some may not stand there.
    fn take_from_environment(&mut self, word: &str) -> Result<(), BadOption> {
        let name = word.split_once('=').map_or(word, |(name, _)| name);
        let found = if name.starts_with("--") {
            find(name)
        } else {
            name.chars().nth(1).and_then(find_short).map(|option| (option, false))
        };
        let Some((option, is_negated)) = found else {
            self.warnings.push(format!("NODE_OPTIONS: {name} is not known and has no effect"));
            return Ok(());
        };
        if !option.in_environment {
            return Err(BadOption(format!("{name} is not allowed in NODE_OPTIONS")));
        }
        let value = word.split_once('=').map(|(_, value)| value.to_owned());
        let kept = std::mem::take(&mut self.exec_argv);
        let outcome = self.set((option, is_negated), name, value, &mut std::iter::empty());
        self.exec_argv = kept;
        outcome
    }
}

/// Options that take one of a few words.
fn check_value(name: &str, value: &str) -> Result<(), BadOption> {
    let words: &[&str] = match name {
        "--unhandled-rejections" => &["throw", "strict", "warn", "none", "warn-with-error-code"],
        "--dns-result-order" => &["verbatim", "ipv4first"],
        "--input-type" => &["commonjs", "module"],
        _ => return Ok(()),
    };
    if words.contains(&value) {
        return Ok(());
    }
    let words = words.join(", ");
    Err(BadOption(format!("invalid value for {name}: '{value}' is none of {words}")))
}

fn defaults() -> BTreeMap<&'static str, Value> {
    let value = |option: &Opt| match option.takes {
        Takes::Nothing { default } => Some((option.name, Value::Flag(default))),
        Takes::List => Some((option.name, Value::List(Vec::new()))),
        Takes::Text => None,
    };
    OPTIONS.iter().filter_map(value).collect()
}

/// Words of `NODE_OPTIONS`: spaces separate, double quotes hold together, a backslash in them takes the
/// next letter as it is.
fn split(text: &str) -> Result<Vec<String>, BadOption> {
    let (mut words, mut word, mut is_quoted) = (Vec::new(), None::<String>, false);
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                is_quoted = !is_quoted;
                word.get_or_insert_default();
            }
            '\\' if is_quoted => {
                let bad =
                    || BadOption("invalid value for NODE_OPTIONS (invalid escape)".to_owned());
                word.get_or_insert_default().push(letters.next().ok_or_else(bad)?);
            }
            ' ' if !is_quoted => words.extend(word.take()),
            letter => word.get_or_insert_default().push(letter),
        }
    }
    if is_quoted {
        return Err(BadOption("invalid value for NODE_OPTIONS (unterminated string)".to_owned()));
    }
    words.extend(word);
    // A value that stands apart belongs to the option before it.
    Ok(words.into_iter().fold(Vec::new(), |mut joined: Vec<String>, word| {
        match joined.last_mut() {
            Some(last) if !word.starts_with('-') && !last.contains('=') => {
                last.push('=');
                last.push_str(&word);
            }
            _ => joined.push(word),
        }
        joined
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<Args, BadOption> {
        Args::parse(words.iter().map(ToString::to_string), None, false)
    }

    fn with_environment(environment: &str) -> Result<Args, BadOption> {
        Args::parse(["a.js".to_owned()], Some(environment), false)
    }

    #[test]
    fn everything_after_the_script_belongs_to_the_script() {
        let args = parse(&["--no-warnings", "a.js", "--version", "-e", "x"]).unwrap();
        assert_eq!(args.action, Action::Script("a.js".to_owned()));
        assert_eq!(args.script_args, ["--version", "-e", "x"]);
        assert_eq!(args.exec_argv, ["--no-warnings"]);
        assert_eq!(args.values["--warnings"], Value::Flag(false));
    }

    #[test]
    fn print_takes_the_source_in_each_of_nodes_ways() {
        for words in [&["-p", "1"][..], &["-pe", "1"], &["-p", "-e", "1"], &["--print", "--eval=1"]]
        {
            let args = parse(words).unwrap();
            let expected = Action::Eval { source: "1".to_owned(), print: true };
            assert_eq!(args.action, expected, "{words:?}");
        }
    }

    #[test]
    fn arguments_behind_an_evaluated_source_are_the_programs() {
        let args = parse(&["-e", "1", "a", "b"]).unwrap();
        assert_eq!(args.script_args, ["a", "b"]);
        let args = parse(&["-e", "1", "--", "-a", "b"]).unwrap();
        assert_eq!(args.script_args, ["-a", "b"]);
    }

    #[test]
    fn an_unknown_option_is_named() {
        assert_eq!(parse(&["--nosuch"]).unwrap_err().0, "bad option: --nosuch");
        assert_eq!(parse(&["-Z"]).unwrap_err().0, "bad option: -Z");
        assert_eq!(parse(&["-e"]).unwrap_err().0, "-e requires an argument");
        let bad = parse(&["--input-type=x"]).unwrap_err().0;
        assert_eq!(bad, "invalid value for --input-type: 'x' is none of commonjs, module");
        assert_eq!(parse(&["--check=1"]).unwrap_err().0, "--check does not take an argument");
    }

    #[test]
    fn lists_grow_and_texts_are_replaced() {
        let args = parse(&["-r", "a", "--require=b", "--title=x", "--title", "y", "s.js"]).unwrap();
        assert_eq!(args.values["--require"], Value::List(vec!["a".to_owned(), "b".to_owned()]));
        assert_eq!(args.values["--title"], Value::Text("y".to_owned()));
    }

    #[test]
    fn the_environment_comes_first_and_may_not_hold_everything() {
        let args = with_environment("--no-warnings --title=\"a b\" --require x").unwrap();
        assert_eq!(args.values["--title"], Value::Text("a b".to_owned()));
        assert_eq!(args.values["--require"], Value::List(vec!["x".to_owned()]));
        assert!(args.exec_argv.is_empty());
        assert!(with_environment("--eval=1").is_err());
        assert!(with_environment("\"--title").is_err());
        let unknown = with_environment("--inspect").unwrap();
        assert_eq!(unknown.warnings.len(), 1);
    }

    #[test]
    fn without_a_script_the_terminal_gets_a_conversation_and_a_pipe_is_read() {
        assert_eq!(parse(&[]).unwrap().action, Action::Stdin);
        assert_eq!(parse(&["-"]).unwrap().action, Action::Stdin);
        assert_eq!(parse(&["-i"]).unwrap().action, Action::Repl);
        assert_eq!(Args::parse([], None, true).unwrap().action, Action::Repl);
    }
}
