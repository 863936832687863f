'use strict';
// Other programs.

const process = require('process');
const { AbortError, codes: { ERR_CHILD_PROCESS_IPC_REQUIRED } } = require('internal/errors');
const { validateAbortSignal, validateArray, validateObject } = require('internal/validators');
const {
  checkNoNull, checkNoNulls, checkTimeout, normalizeSpawnArguments, signalNumber,
} = require('child_process/arguments');
const { ChildProcess } = require('child_process/child');

function spawn(file, args, options) {
  options = normalizeSpawnArguments(file, args, options);
  checkTimeout(options.timeout);
  validateAbortSignal(options.signal, 'options.signal');
  const killSignal = signalNumber(options.killSignal);
  const child = new ChildProcess();
  child.spawn(options);
  if (options.timeout > 0) killAfter(child, options.timeout, killSignal);
  if (options.signal) killOnAbort(child, options.signal, killSignal);
  return child;
}

function killAfter(child, timeout, killSignal) {
  const { clearTimeout, setTimeout } = require('timers');
  let timer = setTimeout(() => {
    timer = null;
    try {
      child.kill(killSignal);
    } catch (error) {
      child.emit('error', error);
    }
  }, timeout);
  child.once('exit', () => {
    if (timer) clearTimeout(timer);
    timer = null;
  });
}

function killOnAbort(child, signal, killSignal) {
  const abort = () => {
    try {
      if (child.kill(killSignal)) child.emit('error', new AbortError(undefined, { cause: signal.reason }));
    } catch (error) {
      child.emit('error', error);
    }
  };
  if (signal.aborted) {
    process.nextTick(abort);
    return;
  }
  const disposable = require('events').addAbortListener(signal, abort);
  child.once('exit', disposable[Symbol.dispose]);
}

// The options of this process for its children; the text of `-e` is not one.
function ownExecArgv() {
  const index = process._eval === undefined ? -1 : process.execArgv.lastIndexOf(process._eval);
  return index > 0 ? process.execArgv.toSpliced(index - 1, 2) : process.execArgv;
}

function fork(modulePath, args = [], options) {
  modulePath = require('internal/fs/utils').getValidatedPath(modulePath, 'modulePath');
  if (args === null || args === undefined) {
    args = [];
  } else if (typeof args === 'object' && !Array.isArray(args)) {
    options = args;
    args = [];
  } else {
    validateArray(args, 'args');
  }
  if (options !== null && options !== undefined) validateObject(options, 'options');
  options = { __proto__: null, ...options, shell: false };
  options.execPath = options.execPath || process.execPath;
  checkNoNull(options.execPath, 'options.execPath');
  const given = options.execArgv || process.execArgv;
  checkNoNulls(given, 'options.execArgv');
  const execArgv = given === process.execArgv ? ownExecArgv() : given;
  const { stdioFromString } = require('child_process/stdio');
  if (typeof options.stdio === 'string') {
    options.stdio = stdioFromString(options.stdio, 'ipc');
  } else if (!Array.isArray(options.stdio)) {
    options.stdio = stdioFromString(options.silent ? 'pipe' : 'inherit', 'ipc');
  } else if (!options.stdio.includes('ipc')) {
    throw new ERR_CHILD_PROCESS_IPC_REQUIRED('options.stdio');
  }
  return spawn(options.execPath, [...execArgv, modulePath, ...args], options);
}

// The rest stands in files that are loaded when they are first used, and looks like any property all the same.
function lazy(names, id) {
  for (const name of names) {
    const settle = (value) => {
      Object.defineProperty(module.exports, name, { value, writable: true, enumerable: true, configurable: true });
      return value;
    };
    Object.defineProperty(module.exports, name, {
      get: () => settle(require(id)[name]),
      set: settle,
      enumerable: true,
      configurable: true,
    });
  }
}

module.exports = { ChildProcess, fork, spawn };
lazy(['exec', 'execFile'], 'child_process/exec');
lazy(['execFileSync', 'execSync', 'spawnSync'], 'child_process/sync');
