//! Compiles the JavaScript halves of all modules to bytecode.

fn main() {
    println!("cargo::rerun-if-changed=src");
    #[cfg(feature = "js")]
    builtins::compile_all();
}

#[cfg(feature = "js")]
mod builtins {
    use std::collections::BTreeMap;
    use std::fmt::Write as _;
    use std::path::{Path, PathBuf};
    use std::{env, fs, process};

    const PARAMETERS: [&str; 4] = ["exports", "require", "module", "native"];

    pub(super) fn compile_all() {
        let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
        let mut files = BTreeMap::new();
        find(Path::new("src"), &mut files);
        let mut table = String::from("&[\n");
        for (id, path) in &files {
            let source = fs::read_to_string(path).expect("it was listed just now");
            // What stack traces show.
            let code = match bowline_bytecode::compile(&format!("node:{id}"), &PARAMETERS, &source)
            {
                Ok(code) => code,
                Err(error) => {
                    println!("cargo::error={}: {error}", path.display());
                    process::exit(1);
                }
            };
            let file = out.join(format!("{}.bytecode", id.replace('/', "+")));
            fs::write(&file, code).expect("the folder is cargo's, for this");
            let file = file.display().to_string();
            writeln!(
                table,
                "Builtin {{ id: {id:?}, code: Bytecode::new(include_bytes!({file:?})) }},"
            )
            .expect("a string takes everything");
        }
        table.push(']');
        fs::write(out.join("builtins.rs"), table).expect("the folder is cargo's, for this");
    }

    /// All `.js` files but tests, by id: the path, or the folder alone for the file named like it, the name alone if it
    /// begins with `_`.
    fn find(folder: &Path, files: &mut BTreeMap<String, PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder of sources can be read") {
            let path = entry.expect("a folder of sources can be read").path();
            if path.is_dir() {
                if path.file_name().is_some_and(|name| name != "tests") {
                    find(&path, files);
                }
            } else if path.extension().is_some_and(|extension| extension == "js") {
                files.insert(id_of(&path), path);
            }
        }
    }

    fn id_of(path: &Path) -> String {
        let parts = path.strip_prefix("src").unwrap_or(path).with_extension("");
        let parts: Vec<_> = parts.iter().filter_map(|part| part.to_str()).collect();
        match parts[..] {
            [folder, file] if folder == file => folder.to_owned(),
            // Old public names of a module's parts, `_http_agent`, stand in the module's folder.
            [_, file] if file.starts_with('_') => file.to_owned(),
            _ => parts.join("/"),
        }
    }
}
