//! Programs whose modules fail to load, up to the end of their runtime: the engine keeps half-made modules, and
//! nothing of them may be touched again.
#![cfg(feature = "js")]

use std::fs;
use std::path::PathBuf;

use bowline::js::{Memory, Runtime};

/// A fresh folder with these files.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("bowline-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("the temporary folder can be written to");
    for (name, text) in files {
        fs::write(folder.join(name), text).expect("a new file can be written");
    }
    folder
}

/// Runs `main` to its end and gives what it wrote to the file `seen`.
fn run(name: &str, files: &[(&str, &str)], main: &str) -> String {
    let folder = folder(name, files);
    let runtime = Runtime::builder().build().expect("a runtime");
    runtime.run_main(&folder.join(main)).expect("the program is told of its errors");
    runtime.run().expect("the loop runs");
    drop(runtime);
    let seen = fs::read_to_string(folder.join("seen")).expect("the program wrote it");
    fs::remove_dir_all(folder).expect("what was made can be removed");
    seen
}

#[test]
fn a_graph_that_fails_leaves_nothing_that_can_be_touched() {
    let main = "const seen = []; (async () => {
        for (const name of ['a', 'b', 'leaf', 'a', 'unlinked', 'unlinked', 'syntax']) {
            await import(`./${name}.mjs`).then((m) => seen.push(m.default), (e) => seen.push(e.code ?? e.name));
        }
        require('fs').writeFileSync(`${__dirname}/seen`, seen.join());
    })();";
    let files = [
        ("main.cjs", main),
        ("a.mjs", "import './b.mjs'; import './leaf.mjs'; import './absent.mjs';"),
        ("b.mjs", "import './a.mjs'; export default 'b';"),
        ("leaf.mjs", "export default 'leaf'; export const one = 1;"),
        ("unlinked.mjs", "import { one, two } from './leaf.mjs'; export { one };"),
        ("syntax.mjs", "import './leaf.mjs'; let let;"),
    ];
    let missing = "ERR_MODULE_NOT_FOUND";
    let expected = [missing, missing, "leaf", missing, "SyntaxError", "SyntaxError", "SyntaxError"];
    assert_eq!(run("graph", &files, "main.cjs"), expected.join(","));
}

#[test]
fn a_cycle_through_require_is_an_error_and_no_more() {
    let files = [
        ("main.mjs", "import './x.cjs'; export const v = 1;"),
        (
            "x.cjs",
            "try { require('./main.mjs'); } catch (e) { require('fs').writeFileSync(`${__dirname}/seen`, e.code); }",
        ),
    ];
    assert_eq!(run("cycle", &files, "main.mjs"), "ERR_REQUIRE_CYCLE_MODULE");
}

#[test]
fn a_module_that_waits_for_ever_goes_with_its_runtime() {
    let files = [("main.mjs", "await new Promise(() => {});")];
    let folder = folder("waits", &files);
    let runtime = Runtime::builder().build().expect("a runtime");
    runtime.run_main(&folder.join("main.mjs")).expect("the program is told of its errors");
    let ended = runtime.run().expect("the loop runs");
    assert_eq!(ended.code, 13);
    drop(runtime);
    fs::remove_dir_all(folder).expect("what was made can be removed");
}

#[cfg(unix)]
#[test]
fn a_program_in_memory_finds_its_modules_there() {
    let seen = std::env::temp_dir().join(format!("bowline-memory-{}", std::process::id()));
    let main = "import x, { y } from './lib/x.cjs'; import pack from 'pack'; import fs from 'fs'; \
                fs.writeFileSync(SEEN, [x.y, y, pack].join());";
    let memory = Memory::new()
        .file("/app/main.mjs", main.replace("SEEN", &format!("{:?}", seen.display().to_string())))
        .file("/app/lib/x.cjs", "exports.y = require('./z').z;")
        .file("/app/lib/z.json", "{\"z\": \"deep\"}")
        .file("/app/node_modules/pack/package.json", "{\"exports\": \"./p.mjs\"}")
        .file("/app/node_modules/pack/p.mjs", "export default 'packed';");
    let runtime = Runtime::builder().source(memory).build().expect("a runtime");
    runtime.run_main("/app/main.mjs".as_ref()).expect("the program is told of its errors");
    runtime.run().expect("the loop runs");
    drop(runtime);
    assert_eq!(fs::read_to_string(&seen).expect("the program wrote it"), "deep,deep,packed");
    fs::remove_file(seen).expect("it is there");
}
