'use strict';

// Starts the main program.

const { getOptionValue } = require('internal/options');

function runMain(path) {
  // Programs find themselves by it, wherever they go.
  path = require('process').argv[1] = require('path').resolve(path);
  preload();
  if (getOptionValue('--check')) {
    require('module')._checkSyntax(path);
    return;
  }
  require('module').runMain(path);
}

// A source without a file: `-e`, `-p`, standard input. Names it declares are global, as in a script of a page.
function runSource(source, print, name) {
  // What a forked child must not run again.
  if (name === '[eval]') require('process')._eval = source;
  preload();
  if (getOptionValue('--check')) {
    require('runtime/engine').checkScript(source, name);
    return;
  }
  const Module = require('module');
  const type = getOptionValue('--input-type');
  // Text that imports or exports can be nothing else.
  if (type === 'module' || (!type && Module._isModuleText(source))) {
    Module._runModuleSource(source, name);
    return;
  }
  const { runScript } = require('runtime/engine');
  Module._provideGlobals(name);
  require('runtime/builtin_globals')();
  // A function of the program's may be called here, so no frame of ours but this one is below it.
  const value = runScript(source, name);
  if (print) {
    const console = require('console');
    console.log(value);
  }
}

function runRepl() {
  preload();
  const process = require('process');
  require('module')._provideGlobals('<repl>');
  process.stdout.write(`Welcome to bowline. Type ".help" for more information.\n`);
  const repl = require('repl').start();
  const file = process.env.NODE_REPL_HISTORY ?? require('path').join(require('os').homedir(), '.bowline_history');
  if (repl.terminal && file !== '') repl.setupHistory(file, () => {});
}

// `-r` and `--import`, in this order.
function preload() {
  for (const file of getOptionValue('--env-file') ?? []) loadEnvironment(file);
  const required = getOptionValue('--require') ?? [];
  const imported = getOptionValue('--import') ?? [];
  if (required.length > 0 || imported.length > 0) require('module')._preload(required, imported);
}

// `--env-file`: what is set already stays.
function loadEnvironment(file) {
  const process = require('process');
  try {
    process.loadEnvFile(file);
  } catch (error) {
    require('runtime/engine').writeError(`bowline: ${file}: ${error.code === 'ENOENT' ? 'not found' : error.message}\n`);
    process.reallyExit(9);
  }
}

function warn(message) {
  require('process').emitWarning(message);
}

module.exports = { runMain, runSource, runRepl, warn };
