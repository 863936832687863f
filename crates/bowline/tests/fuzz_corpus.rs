//! What fuzzing found, and what it started from, replayed.

#[path = "../../../fuzz/checks/http_framing.rs"]
mod http_framing;

#[test]
fn the_corpus_of_http_framing_passes() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus/http_framing");
    let mut files = 0;
    for entry in std::fs::read_dir(folder).expect("the corpus is beside the workspace") {
        let path = entry.expect("the folder can be read").path();
        http_framing::check(&std::fs::read(path).expect("the file can be read"));
        files += 1;
    }
    assert!(files > 100, "{files} files are not the corpus");
}
