//! What `--help` says: one screen.

pub(crate) const HELP: &str = "\
Usage: bowline [options] [script.js | -e script | -] [arguments]

Runs JavaScript with Node's modules. Without a script: a conversation at a terminal, else standard input.

  -e, --eval <script>           run the script
  -p, --print [-e] <script>     run it and print its last value
  -c, --check                   only read the script: is it JavaScript?
  -i, --interactive             a conversation even if standard input is no terminal
  -r, --require <module>        load a CommonJS module first (may be repeated)
      --import <module>         load an ES module first (may be repeated)
  -C, --conditions <name>       one more condition for exports and imports (may be repeated)
      --input-type <type>       commonjs or module: what -e and standard input hold
      --env-file <file>         set environment variables from a file (may be repeated)
      --watch                   run again when a loaded file changes
      --unhandled-rejections <mode>  throw (default), strict, warn, none, warn-with-error-code
      --no-warnings             print no warnings
      --no-deprecation, --throw-deprecation, --trace-deprecation, --trace-warnings
      --dns-result-order <order>     verbatim (default) or ipv4first
      --max-http-header-size <bytes> 16384 if not said
      --preserve-symlinks       do not resolve symbolic links of modules
      --stack-trace-limit <n>   frames in a stack trace, 10 if not said
  -v, --version                 print the version
  -h, --help                    print this

Environment: NODE_OPTIONS, NODE_PATH, NO_COLOR, FORCE_COLOR, UV_THREADPOOL_SIZE,
BOWLINE_TRACE=text or a file that ends in .json: what the event loop did.
";
