'use strict';
// The `process` object. Parts that few programs need are loaded when they are first used.

const EventEmitter = require('events');

// Programs look at the chain: process, its constructor's prototype, the prototype of emitters.
const { process: constructor } = { process: function() {} };
constructor.prototype = Object.create(EventEmitter.prototype, {
  constructor: { value: constructor, writable: true, enumerable: false, configurable: true },
});
const process = Object.create(constructor.prototype);
module.exports = process;
EventEmitter.call(process);

// ---- definitions -----------------------------------------------------------------------------

const { defineProperty } = Object;

function constant(name, value) {
  defineProperty(process, name, { value, writable: false, enumerable: true, configurable: true });
}

// A value that is made when first read; assigning replaces it unless it is read-only.
function lazy(name, make, isReadOnly = false) {
  const settle = (value) => {
    defineProperty(process, name, { value, writable: !isReadOnly, enumerable: true, configurable: true });
    return value;
  };
  defineProperty(process, name, {
    get: () => settle(make()),
    set: isReadOnly ? undefined : settle,
    enumerable: true,
    configurable: true,
  });
}

// Something that cannot be assigned, as it stands for the process itself.
function getter(name, get) {
  defineProperty(process, name, { get, set: undefined, enumerable: true, configurable: true });
}

// Functions that stand in a file of their own: the file is loaded when one of them is first read.
function lazyFunctions(names, load) {
  for (const name of names) lazy(name, () => load()[name]);
}

// ---- what the process is ---------------------------------------------------------------------

constant('version', native.version);
lazy('versions', () => Object.freeze(native.versions()), true);
constant('arch', native.arch);
constant('platform', native.platform);
constant('release', Object.freeze({ name: 'node', lts: 'Iron' }));
constant('pid', native.pid);
defineProperty(process, 'ppid', { get: native.ppid, set() {}, enumerable: true, configurable: true });
defineProperty(process, 'argv0', { value: native.argv0, writable: false, enumerable: true, configurable: false });
process.execPath = native.execPath;
process.execArgv = native.execArgv;
process.argv = native.argv;
process.debugPort = 9229;
process.domain = null;
lazy('env', () => require('process/env').createEnv(native.environment(), native.platform === 'win32'));
lazy('config', () => require('process/config').config, true);
lazy('features', () => require('process/config').features(process), true);
lazy('report', () => require('process/report'), true);
lazy('allowedNodeEnvironmentFlags', () => require('process/flags').allowedFlags());
defineProperty(process, 'title', {
  get: native.title,
  set: (value) => native.setTitle(`${value}`),
  enumerable: true,
  configurable: true,
});
defineProperty(process, Symbol.toStringTag, { value: 'process', writable: true, enumerable: false, configurable: false });

// ---- streams ---------------------------------------------------------------------------------

getter('stdin', () => require('process/stdio').getStdin());
getter('stdout', () => require('process/stdio').getStdout());
getter('stderr', () => require('process/stdio').getStderr());

process.openStdin = function openStdin() {
  process.stdin.resume();
  return process.stdin;
};

// Straight to the descriptor, whatever state the streams are in.
process._rawDebug = function _rawDebug(...args) {
  native.writeSync(2, `${require('internal/util/inspect').format(...args)}\n`);
};

// ---- folders, masks, identity ----------------------------------------------------------------

// Asked once, as in Node: until `chdir` it is the same, even if it was removed.
let folder = '';

process.cwd = function cwd() {
  if (folder === '') folder = native.cwd();
  return folder;
};

process.chdir = function chdir(directory) {
  require('internal/validators').validateString(directory, 'directory');
  native.chdir(directory);
  folder = '';
};

process.umask = function umask(mask) {
  if (mask === undefined) return native.umask(-1);
  const { parseFileMode } = require('internal/validators');
  return native.umask(parseFileMode(mask, 'mask') & 0o777);
};

if (native.platform !== 'win32') {
  for (const name of ['getuid', 'geteuid', 'getgid', 'getegid', 'getgroups']) process[name] = native[name];
  lazyFunctions(['setuid', 'seteuid', 'setgid', 'setegid', 'setgroups', 'initgroups'],
    () => require('process/credentials')(native));
}

// ---- measures --------------------------------------------------------------------------------

process.uptime = function uptime() {
  return native.uptime();
};

lazyFunctions(['hrtime', 'memoryUsage', 'cpuUsage', 'resourceUsage'], () => require('process/usage')(native));

process.constrainedMemory = function constrainedMemory() {
  return native.constrainedMemory();
};

process.availableMemory = function availableMemory() {
  return native.availableMemory();
};

process.getActiveResourcesInfo = function getActiveResourcesInfo() {
  return require('process/resources').activeResources();
};

process._getActiveHandles = () => [];
process._getActiveRequests = () => require('process/resources').activeRequests();

// ---- ticks and the end -----------------------------------------------------------------------

lazyFunctions(['nextTick'], () => require('internal/process/task_queues'));
lazy('_tickCallback', () => require('internal/process/task_queues').runNextTicks);

let isExiting = false;
let exitCode;

defineProperty(process, '_exiting', {
  get: () => isExiting,
  set(value) {
    isExiting = value;
  },
  enumerable: true,
  configurable: true,
});

function checkExitCode(value) {
  if (value === undefined || value === null) return;
  // An integer may come as its text.
  if (typeof value === 'string' && value !== '' && Number.isInteger(Number(value))) return;
  require('internal/validators').validateInteger(value, 'code');
}

defineProperty(process, 'exitCode', {
  get: () => exitCode,
  set(value) {
    checkExitCode(value);
    exitCode = value;
  },
  enumerable: true,
  configurable: false,
});

process.exit = function exit(code) {
  if (arguments.length !== 0) process.exitCode = code;
  if (!isExiting) {
    isExiting = true;
    process.emit('exit', +process.exitCode || 0);
  }
  // A listener may have put something of its own here.
  process.reallyExit(+process.exitCode || 0);
};

process.reallyExit = function reallyExit(code) {
  require('runtime/engine').exit(code | 0);
};

// No constructor, as it has none in Node.
process.abort = () => native.abort();

// ---- signals ---------------------------------------------------------------------------------

process._kill = (pid, signal) => native.kill(pid, signal);

process.kill = function kill(pid, signal) {
  // A number in a string will do: loose on purpose.
  if (pid != (pid | 0)) { // eslint-disable-line eqeqeq
    const { ERR_INVALID_ARG_TYPE } = require('internal/errors').codes;
    throw new ERR_INVALID_ARG_TYPE('pid', 'number', pid);
  }
  let number = signal;
  if (typeof signal !== 'number' || signal !== (signal | 0)) {
    const name = signal || 'SIGTERM';
    number = require('os').constants.signals[name];
    if (typeof name !== 'string' || number === undefined) {
      const { ERR_UNKNOWN_SIGNAL } = require('internal/errors').codes;
      throw new ERR_UNKNOWN_SIGNAL(typeof name === 'string' ? name : require('internal/util/inspect').inspect(name));
    }
  }
  const failed = process._kill(pid | 0, number);
  if (failed !== undefined && failed !== 0) {
    const { ErrnoException } = require('internal/errors');
    throw new ErrnoException(failed, 'kill');
  }
  return true;
};

function mayBeSignal(name) {
  return typeof name === 'string' && name.startsWith('SIG');
}

process.on('newListener', (name) => {
  if (mayBeSignal(name)) require('process/signals').startWatching(name);
});
process.on('removeListener', (name) => {
  if (mayBeSignal(name)) require('process/signals').stopWatching(name);
});

// ---- warnings and errors ---------------------------------------------------------------------

lazyFunctions(['emitWarning'], () => require('process/warning'));

process._fatalException = function _fatalException(error, fromPromise) {
  return require('process/fatal').onUncaught(error, fromPromise);
};

process.setUncaughtExceptionCaptureCallback = function setUncaughtExceptionCaptureCallback(fn) {
  const { codes } = require('internal/errors');
  const fatal = require('process/fatal');
  if (fn === null) return fatal.setCapture(null);
  if (typeof fn !== 'function') throw new codes.ERR_INVALID_ARG_TYPE('fn', ['Function', 'null'], fn);
  if (fatal.hasCapture()) throw new codes.ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET();
  fatal.setCapture(fn);
};

process.hasUncaughtExceptionCaptureCallback = function hasUncaughtExceptionCaptureCallback() {
  return require('process/fatal').hasCapture();
};

// ---- the rest --------------------------------------------------------------------------------

lazy('assert', () => require('internal/util').deprecate(function assert(condition, message) {
  if (condition) return;
  const { genericNodeError } = require('internal/errors');
  throw genericNodeError(message || 'assertion error', { code: 'ERR_ASSERTION' });
}, 'process.assert() is deprecated. Please use the `assert` module instead.', 'DEP0100'));

process.loadEnvFile = function loadEnvFile(path = undefined) {
  const file = path === undefined ? '.env' : require('internal/fs/utils').getValidatedPath(path, 'path');
  const text = require('fs').readFileSync(file, 'utf8');
  require('process/dotenv').loadEnv(process.env, text);
};

let hasSourceMaps = false;

getter('sourceMapsEnabled', () => hasSourceMaps);

process.setSourceMapsEnabled = function setSourceMapsEnabled(val) {
  require('internal/validators').validateBoolean(val, 'val');
  hasSourceMaps = val;
};

process.getBuiltinModule = function getBuiltinModule(id) {
  require('internal/validators').validateString(id, 'id');
  if (!require('module').isBuiltin(id)) return undefined;
  return require(id.startsWith('node:') ? id.slice(5) : id);
};

process.dlopen = function dlopen() {
  const { ERR_MISSING_ARGS, ERR_NOT_IMPLEMENTED } = require('internal/errors').codes;
  if (arguments.length < 2) throw new ERR_MISSING_ARGS('process.dlopen needs at least 2 arguments');
  throw new ERR_NOT_IMPLEMENTED('process.dlopen()');
};

process.binding = function binding(name) {
  throw Object.assign(new Error(`No such module: ${name}`), { code: 'ERR_INVALID_MODULE' });
};

process._linkedBinding = process.binding;
Object.defineProperty(process, 'moduleLoadList', {
  __proto__: null, configurable: true, enumerable: true,
  get: () => require('runtime/engine').loadedIds().map((id) => `NativeModule ${id}`),
});
process._preload_modules = [];
