'use strict';

// Starts programs: a file, a source without one, what comes before either.

const path = require('path');
const process = require('process');

// URLs are for ES modules: a program of CommonJS never loads what makes them.
function urlOf(file) {
  return require('internal/url').pathToFileURL(file);
}

const UNSETTLED = 13;

// A program may run in a folder that was removed, as long as it asks for nothing in it.
function currentFolder() {
  try {
    return process.cwd();
  } catch {
    return path.dirname(process.execPath);
  }
}

function runMain(Module, main) {
  main = path.resolve(main);
  process.argv[1] = main;
  const file = Module._findPath(main, null, true);
  if (file && isModuleFile(file)) {
    runMainModule(urlOf(file).href);
    return;
  }
  Module._load(main, null, true);
}

function isModuleFile(file) {
  if (file.endsWith('.mjs')) return true;
  if (file.endsWith('.cjs')) return false;
  return native.packageType(file) === 'module';
}

// Runs an ES module as the main program. Its body is run by a microtask, so promise callbacks it leaves behind run
// before the first tick.
function runMainModule(url) {
  keepWatch(Promise.resolve().then(() => native.importModule(url, url)));
}

// A program whose main module waits for what will never come ends with a code of its own, unless it chose one.
function keepWatch(promise) {
  // Only an end for want of anything to do counts, not `process.exit`.
  let hasDrained = false;
  function onDrained() {
    hasDrained = true;
    const { setImmediate } = require('timers');
    setImmediate(() => { hasDrained = false; }).unref();
  }
  function onExit() {
    if (hasDrained) process.exitCode ??= UNSETTLED;
  }
  function stop() {
    process.off('beforeExit', onDrained);
    process.off('exit', onExit);
  }
  process.on('beforeExit', onDrained);
  process.on('exit', onExit);
  // What it was rejected with is nobody's yet, and goes on to be an unhandled rejection.
  promise.finally(stop);
}

function runModuleSource(source) {
  const { URL } = require('internal/url');
  const url = new URL('[eval1]', `${urlOf(currentFolder()).href}/`).href;
  keepWatch(Promise.resolve().then(() => native.runSource(url, source)));
}

// What code without a file finds in the place of a module's five names.
function provideGlobals(Module, makeRequire, name) {
  const module = new Module(name);
  module.filename = path.join(currentFolder(), name);
  module.paths = Module._nodeModulePaths(currentFolder());
  const names = { exports: module.exports, module, require: makeRequire(module), __filename: name, __dirname: '.' };
  Object.keys(names).forEach((key) => {
    Object.defineProperty(globalThis, key, {
      __proto__: null, configurable: true, enumerable: true, writable: true, value: names[key],
    });
  });
  return module;
}

function preloadModules(Module, requests) {
  if (!Array.isArray(requests)) return;
  // Asked for as if by a module in the current folder.
  const parent = new Module('internal/preload', null);
  parent.paths = Module._nodeModulePaths(currentFolder());
  requests.forEach((request) => parent.require(request));
}

function preload(Module, required, imported) {
  Module._preloadModules(required);
  const base = urlOf(path.join(currentFolder(), '[preload]')).href;
  imported.forEach((specifier) => keepWatch(native.importModule(specifier, base)));
}

function checkSyntax(Module, compile, file) {
  const found = Module._findPath(path.resolve(file), null, true);
  if (!found) {
    Module._resolveFilename(path.resolve(file), null, true);
    return;
  }
  const source = native.readFile(found);
  if (isModuleFile(found) || native.isModuleText(source)) native.checkModule(urlOf(found).href, source);
  else compile(source, found);
}

module.exports = {
  checkSyntax, preload, preloadModules, provideGlobals, runMain, runMainModule, runModuleSource,
};
