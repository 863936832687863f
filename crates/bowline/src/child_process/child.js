'use strict';
// A child process.

const EventEmitter = require('events');
const process = require('process');
const { ErrnoException, errname } = require('internal/errors');
const { SymbolDispose, convertToValidSignal } = require('internal/util');
const { validateArray, validateObject, validateOneOf, validateString } = require('internal/validators');
const { nativeStdio, normalizeStdio } = require('child_process/stdio');

// Failures to start that a program learns of by an event; others are thrown.
const TOLD_LATER = ['EACCES', 'EAGAIN', 'EMFILE', 'ENFILE', 'ENOENT'];
const kIsLent = Symbol('used as stdio of another process');
const OUT_OF_DESCRIPTORS = ['EMFILE', 'ENFILE'];

function ChildProcess() {
  EventEmitter.call(this);
  this._closesNeeded = 1;
  this._closesGot = 0;
  this.connected = false;
  this.signalCode = null;
  this.exitCode = null;
  this.killed = false;
  this.spawnfile = null;
  this._handle = null;
}
Object.setPrototypeOf(ChildProcess.prototype, EventEmitter.prototype);
Object.setPrototypeOf(ChildProcess, EventEmitter);

function checkSpawnOptions(options) {
  validateObject(options, 'options');
  validateOneOf(options.serialization, 'options.serialization', [undefined, 'json', 'advanced']);
}

ChildProcess.prototype.spawn = function spawn(options) {
  validateObject(options, 'options');
  const { stdio, channelFd } = normalizeStdio(options.stdio || 'pipe', false);
  checkSpawnOptions(options);
  const serialization = options.serialization || 'json';
  if (channelFd !== undefined) {
    if (options.envPairs === undefined) options.envPairs = [];
    else validateArray(options.envPairs, 'options.envPairs');
    options.envPairs.push(`NODE_CHANNEL_FD=${channelFd}`, `NODE_CHANNEL_SERIALIZATION_MODE=${serialization}`);
  }
  validateString(options.file, 'options.file');
  this.spawnfile = options.file;
  if (options.args === undefined) this.spawnargs = [];
  else validateArray(options.args, 'options.args');
  this.spawnargs = options.args ?? [];
  if (options.envPairs !== undefined) validateArray(options.envPairs, 'options.envPairs');

  const started = native.spawn({
    file: options.file,
    args: this.spawnargs.map(String),
    cwd: options.cwd || undefined,
    env: options.envPairs,
    stdio: nativeStdio(stdio),
    detached: options.detached,
    uid: options.uid ?? undefined,
    gid: options.gid ?? undefined,
  }, (code, signal) => afterMessages(this, () => onExit(this, code, signal === 0 ? null : signalName(signal))));

  const error = typeof started === 'number' ? started : 0;
  if (error !== 0) {
    const name = errname(error);
    if (!TOLD_LATER.includes(name)) throw new ErrnoException(error, 'spawn');
    process.nextTick(onExit, this, error, null);
    if (OUT_OF_DESCRIPTORS.includes(name)) return error;
  } else {
    this._handle = started;
    this.pid = started.pid;
    process.nextTick(() => this.emit('spawn'));
  }
  connectStdio(this, stdio, error === 0 ? started : null);
  if (channelFd !== undefined && error === 0) {
    this._closesNeeded++;
    require('child_process/channel').connectToChild(this, started.channel(channelFd), serialization);
  }
  return error;
};

function signalName(number) {
  const { signals } = require('os').constants;
  return Object.keys(signals).find((name) => signals[name] === number) ?? null;
}

function connectStdio(child, stdio, started) {
  child.stdio = stdio.map((entry, i) => {
    if (entry.type !== 'pipe' || entry.ipc) return null;
    return createSocket(child, started === null ? native.deadPipe() : started.pipe(i), i > 0);
  });
  [child.stdin, child.stdout, child.stderr] = child.stdio;
  for (const { stream } of stdio) {
    if (stream?._handle?.reading) lend(stream);
  }
}

// A stream that is given away is read by the child, and here only if somebody asks again.
function lend(stream) {
  stream._handle.reading = false;
  stream._handle.readStop();
  stream.pause();
  stream._readableState.reading = false;
  stream._readableState.flowing = null;
  stream[kIsLent] = true;
}

function createSocket(child, handle, isReadable) {
  const { Socket } = require('net');
  const socket = new Socket({ handle, readable: isReadable });
  if (isReadable) {
    child._closesNeeded++;
    socket.on('close', () => maybeClose(child));
  }
  return socket;
}

// What a child said before it ended is told before its end: its messages and the end of its channel, which come
// in one of the next two iterations.
function afterMessages(child, callback) {
  if (!child.channel) {
    callback();
    return;
  }
  const { setImmediate } = require('timers');
  setImmediate(() => setImmediate(callback));
}

// The process has ended, or (a negative code) could not be started.
function onExit(child, code, signal) {
  if (signal !== null) child.signalCode = signal;
  else child.exitCode = code;
  child.stdin?.destroy();
  child._handle?.close();
  child._handle = null;
  if (code < 0) {
    const syscall = child.spawnfile ? `spawn ${child.spawnfile}` : 'spawn';
    const error = new ErrnoException(code, syscall);
    if (child.spawnfile) error.path = child.spawnfile;
    error.spawnargs = child.spawnargs.slice(1);
    child.emit('error', error);
  } else {
    child.emit('exit', child.exitCode, child.signalCode);
  }
  // Output that nobody looked at must not keep 'close' from coming.
  process.nextTick(flush, child);
  maybeClose(child);
}

function flush(child) {
  for (const stream of child.stdio ?? []) {
    if (stream?.readable && !stream[kIsLent]) stream.resume();
  }
}

// 'close' comes when the process and all of its output have ended.
function maybeClose(child) {
  child._closesGot++;
  if (child._closesGot === child._closesNeeded) child.emit('close', child.exitCode, child.signalCode);
}

ChildProcess.prototype.kill = function kill(signal) {
  const number = signal === 0 ? 0 : convertToValidSignal(signal === undefined ? 'SIGTERM' : signal);
  if (!this._handle) return false;
  const error = this._handle.kill(number);
  if (error === 0) {
    // Sent; whether it ends the process is the process's affair.
    this.killed = true;
    return true;
  }
  const name = errname(error);
  if (name === 'EINVAL' || name === 'ENOSYS') throw new ErrnoException(error, 'kill');
  if (name !== 'ESRCH') this.emit('error', new ErrnoException(error, 'kill'));
  return false;
};

ChildProcess.prototype[SymbolDispose] = function dispose() {
  if (!this.killed) this.kill();
};

ChildProcess.prototype.ref = function ref() {
  this._handle?.ref();
};

ChildProcess.prototype.unref = function unref() {
  this._handle?.unref();
};

module.exports = { ChildProcess, maybeClose, signalName };
