//! `cargo xtask new-module <name>`: the folder of a new module, ready to fill.

use std::fs;
use std::path::Path;

use crate::Outcome;

const FILES: &[(&str, &str)] =
    &[("mod.rs", MOD), ("promises.rs", PROMISES), ("sync.rs", SYNC), ("tests.rs", TESTS)];

const MOD: &str = "\
//! What the `{name}` module is for, in one line.
//!
//! Each operation has three doors: a function here that takes a callback, the same in [`promises`]
//! as a future, and a blocking one that ends in `_sync`. All three call one implementation, which
//! is in the file named for the operation.

pub mod promises;
mod sync;
#[cfg(test)]
mod tests;
";

const PROMISES: &str = "\
//! The operations of [`{name}`](super) as futures.
";

const SYNC: &str = "\
//! The operations of [`{name}`](super), blocking. For use before the loop runs, and on other threads.
";

const TESTS: &str = "\
//! Behaviour through Rust. The name of a test is the promise it keeps, as a sentence.
";

/// The task.
pub(crate) fn run(root: &Path, args: &[String]) -> Outcome {
    let name = args.first().ok_or("write `cargo xtask new-module <name>`")?;
    create(&root.join("crates/bowline/src"), name)?;
    println!("made crates/bowline/src/{name}/; now add to crates/bowline/src/lib.rs:");
    println!("  //! - [`{name}`], what it is for        (in the list of modules)");
    println!("  pub mod {name};");
    Ok(())
}

fn create(src: &Path, name: &str) -> Outcome {
    check_name(name)?;
    let folder = src.join(name);
    if folder.exists() || src.join(format!("{name}.rs")).exists() {
        return Err(format!("`{name}` exists"));
    }
    let write = || {
        fs::create_dir_all(&folder)?;
        FILES
            .iter()
            .try_for_each(|(file, text)| fs::write(folder.join(file), text.replace("{name}", name)))
    };
    write().map_err(|error: std::io::Error| format!("{}: {error}", folder.display()))
}

/// Node's module names are already fit for Rust.
fn check_name(name: &str) -> Outcome {
    let is_snake = name.starts_with(|char: char| char.is_ascii_lowercase())
        && name.chars().all(|char| char.is_ascii_lowercase() || matches!(char, '0'..='9' | '_'));
    if !is_snake {
        return Err(format!("`{name}` is no module name: small letters, digits and `_`"));
    }
    const TAKEN: &[&str] = &[
        "abstract", "as", "async", "await", "box", "break", "const", "continue", "crate", "do",
        "dyn", "else", "enum", "extern", "false", "fn", "for", "gen", "if", "impl", "in", "let",
        "loop", "macro", "match", "mod", "move", "mut", "pub", "ref", "return", "self", "static",
        "struct", "super", "trait", "true", "try", "type", "unsafe", "use", "where", "while",
        "yield", "lib", "main",
    ];
    if TAKEN.contains(&name) {
        return Err(format!("`{name}` is a word of Rust: choose another"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_has_its_four_files_and_is_not_made_twice() {
        let src = std::env::temp_dir().join(format!("xtask-new-module-{}", std::process::id()));
        create(&src, "dns").unwrap();
        for (file, _) in FILES {
            let text = fs::read_to_string(src.join("dns").join(file)).unwrap();
            assert!(text.starts_with("//! ") && !text.contains("{name}"), "{file}: {text}");
        }
        let again = create(&src, "dns");
        fs::remove_dir_all(&src).unwrap();
        assert_eq!(again, Err("`dns` exists".to_string()));
    }

    #[test]
    fn bad_names_are_refused() {
        for name in ["", "Dns", "child-process", "7zip", "../dns", "loop", "lib", "a b"] {
            assert!(check_name(name).is_err(), "{name}");
        }
        for name in ["dns", "child_process", "http2"] {
            assert_eq!(check_name(name), Ok(()));
        }
    }
}
