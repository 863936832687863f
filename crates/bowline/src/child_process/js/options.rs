//! What to start, from the object that the JavaScript half prepared.

use bowline_js::Text;
use rquickjs::{Array, Object, Result};

use crate::child_process::{Spawn, Stdio};

/// `file`, `args` with the name it is started as in front, `cwd`, `env` as `NAME=value`, `stdio` as descriptors'
/// numbers, `"pipe"` or `"ignore"`, `detached`, `uid`, `gid`.
pub(super) fn read(options: &Object<'_>) -> Result<Spawn> {
    let file: Text = options.get("file")?;
    let mut spawn = Spawn::new(file.0);
    let args: Vec<Text> = options.get("args")?;
    let mut args = args.into_iter().map(|text| text.0);
    if let Some(name) = args.next() {
        spawn = spawn.argv0(name);
    }
    spawn = spawn.args(args);
    if let Some(folder) = options.get::<_, Option<Text>>("cwd")? {
        spawn = spawn.cwd(folder.0);
    }
    if let Some(pairs) = options.get::<_, Option<Vec<Text>>>("env")? {
        let pairs = pairs.iter().filter_map(|pair| pair.0.split_once('='));
        spawn = spawn.env(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
    if let Some(stdio) = options.get::<_, Option<Array<'_>>>("stdio")? {
        let stdio: Result<Vec<Stdio>> = stdio.iter().map(|entry| stdio_of(&entry?)).collect();
        spawn = spawn.stdio(stdio?);
    }
    if options.get::<_, Option<bool>>("detached")? == Some(true) {
        spawn = spawn.detached(true);
    }
    // Both came as 32-bit integers, which ids beyond 2^31 are as negative ones.
    if let Some(id) = options.get::<_, Option<i32>>("uid")? {
        spawn = spawn.uid(id.cast_unsigned());
    }
    if let Some(id) = options.get::<_, Option<i32>>("gid")? {
        spawn = spawn.gid(id.cast_unsigned());
    }
    Ok(spawn)
}

fn stdio_of(entry: &rquickjs::Value<'_>) -> Result<Stdio> {
    if let Some(number) = entry.as_int() {
        return Ok(Stdio::Inherit(number));
    }
    let kind: Text = entry.get()?;
    Ok(if kind.0 == "pipe" { Stdio::Pipe } else { Stdio::Ignore })
}
