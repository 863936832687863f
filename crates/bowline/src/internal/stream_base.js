'use strict';

// What streams over a handle of the system have in common: sockets, pipes, terminals.
//
// A handle is an object with this small interface. `net` makes sockets of anything that has it.
//
//   handle.readStart(onread)    Calls onread(bytes) with a Buffer for each piece of data, onread(null) at the
//                               end, onread(undefined, error) after a failure; the last two stop the reading.
//   handle.readStop()           Stops it. Nothing is lost: what comes meanwhile is given to the next reader.
//   handle.write(data, encoding, done)
//                               `data` is a view, or a string in `encoding`. Returns true if the system took
//                               all of it at once; `done` is then never called. Otherwise false, and done(error)
//                               is called when the rest is written or has failed, in the order of the writes.
//   handle.writev(chunks, done) The same for an array whose items are views or { chunk, encoding }.
//   handle.shutdown(done)       Ends the sending after everything written so far; done(error).
//   handle.close(done)          Closes; done() in the closing phase. Requests in flight get ECANCELED before.
//   handle.reset(done)          Closes so that the other side sees ECONNRESET. TCP alone.
//   handle.ref() unref() hasRef()
//   handle.bytesRead, bytesWritten, writeQueueSize     Numbers.
//   handle.fd                   The descriptor; -1 if there is none.
//
// What is refused at once is thrown, as the very Error that a program is to see; `done` is not called then. Callbacks
// never run inside the call. Whoever reads sets `handle.reading`, a plain property, so that nobody starts twice.
// `getsockname()` and `getpeername()`, where there are any, return { address, family, port } or throw. `setNoDelay(on)`
// and `setKeepAlive(on, seconds)` are TCP's.

const {
  kDataEmitted, kDestroyed, kEnded, kFlowing, kMultiAwaitDrain, kReadableListening, kSync,
} = require('internal/streams/readable_state');

// What has to be so, and what must not be, for data to go past a stream's queue.
const FLOW_MASK = kFlowing | kSync | kDestroyed | kEnded | kMultiAwaitDrain | kReadableListening;

const kAfterAsyncWrite = Symbol('kAfterAsyncWrite');
const kBoundSession = Symbol('kBoundSession');
const kBuffer = Symbol('kBuffer');
const kBufferCb = Symbol('kBufferCb');
const kBufferGen = Symbol('kBufferGen');
const kBufferRest = Symbol('kBufferRest');
const kHandle = Symbol('kHandle');
const kMaybeDestroy = Symbol('kMaybeDestroy');
const kOnRead = Symbol('kOnRead');
const kOnWritten = Symbol('kOnWritten');
const kSession = Symbol('kSession');
const kTimeout = Symbol('timeout');
const kUpdateTimer = Symbol('kUpdateTimer');
const kWriteCallback = Symbol('kWriteCallback');

// Streams whose handle is open. A connection lives until it is closed, also one that nobody names and that has
// nothing to do at present; the native handle would close when it is collected.
const open = new Set();

// A stream's reader: made once per handle, given to every readStart.
function createReader(stream, handle) {
  return (bytes, error) => {
    stream[kUpdateTimer]();
    if (bytes) {
      // Not if the stream has given its handle up.
      if (stream[kHandle] !== handle) return;
      if (stream[kBuffer] !== null) deliverToBuffer(stream, handle, bytes);
      else if (flows(stream)) flow(stream, bytes);
      else if (!stream.push(bytes)) stopReading(stream, handle);
    } else {
      handle.reading = false;
      if (error) stream.destroy(error);
      else endReading(stream);
    }
  };
}

// Whether what comes can go straight to the listeners: there are some, nothing waits, nothing has to be decoded.
function flows(stream) {
  const state = stream._readableState;
  return (state.bits & FLOW_MASK) === kFlowing && state.length === 0 && state.decoder === null &&
    stream._events.data !== undefined;
}

// As `push` does it then, but for asking the stream to read more: the handle goes on reading.
function flow(stream, bytes) {
  const state = stream._readableState;
  state.awaitDrainWriters = null;
  state.bits |= kDataEmitted;
  stream.emit('data', bytes);
}

// What is called when a write that did not go at once is over: made once per handle too, as a stream writes one thing
// at a time.
function createWritten(stream) {
  return (error) => {
    const callback = stream[kWriteCallback];
    stream[kWriteCallback] = null;
    if (stream.destroyed) {
      // Whoever waits was told of the destruction.
      callback(null);
    } else if (error) {
      callback(error);
    } else {
      stream[kUpdateTimer]();
      stream[kAfterAsyncWrite]();
      callback(null);
    }
  };
}

// The program gave a buffer of its own. It may be smaller than what has come, may be changed after each use, and the
// program may pause in between: what is left then waits until it reads again.
function deliverToBuffer(stream, handle, bytes) {
  let start = 0;
  while (start < bytes.length && !stream.destroyed) {
    const buffer = stream[kBuffer];
    const count = Math.min(buffer.byteLength, bytes.length - start);
    if (!handle.reading || count === 0) {
      stream[kBufferRest] = bytes.subarray(start);
      return;
    }
    buffer.set(bytes.subarray(start, start + count));
    start += count;
    if (stream[kBufferCb](count, buffer) === false) stopReading(stream, handle);
    const next = stream[kBufferGen]?.();
    if (next instanceof Uint8Array) stream[kBuffer] = next;
  }
}

function deliverRest(stream, handle) {
  const rest = stream[kBufferRest];
  stream[kBufferRest] = undefined;
  if (stream.destroyed) return;
  deliverToBuffer(stream, handle, rest);
  if (handle.reading && stream[kBufferRest] === undefined) startReading(stream, handle);
}

function startReading(stream, handle = stream._handle) {
  handle.reading = true;
  if (stream[kBufferRest] !== undefined) {
    require('process').nextTick(deliverRest, stream, handle);
    return;
  }
  try {
    handle.readStart(stream[kOnRead]);
  } catch (error) {
    handle.reading = false;
    stream.destroy(error);
  }
}

function stopReading(stream, handle = stream._handle) {
  handle.reading = false;
  if (stream.destroyed) return;
  try {
    handle.readStop();
  } catch (error) {
    stream.destroy(error);
  }
}

function endReading(stream) {
  const maybeDestroy = stream[kMaybeDestroy];
  if (stream.readableEnded) {
    maybeDestroy?.call(stream);
    return;
  }
  if (maybeDestroy) stream.on('end', maybeDestroy);
  stream.push(null);
  // Without this, nobody would see the end of a stream that has nothing left to read.
  stream.read(0);
}

// These two call `callback` at once if all is written; a Writable defers that by itself. They return whether it is.
function writeGeneric(stream, handle, data, encoding, callback) {
  let whole;
  try {
    whole = handle.write(data, encoding, stream[kOnWritten]);
  } catch (error) {
    callback(error);
    return true;
  }
  if (whole) callback();
  else stream[kWriteCallback] = callback;
  return whole;
}

function writevGeneric(stream, handle, chunks, callback) {
  let whole;
  try {
    whole = handle.writev(chunks, stream[kOnWritten]);
  } catch (error) {
    callback(error);
    return true;
  }
  if (whole) callback();
  else stream[kWriteCallback] = callback;
  return whole;
}

// `stream.setTimeout`: 'timeout' after so long without reading or writing.
function setStreamTimeout(milliseconds, callback) {
  if (this.destroyed) return this;
  this.timeout = milliseconds;
  const { getTimerDuration, setUnrefTimeout } = require('internal/timers');
  const duration = getTimerDuration(milliseconds, 'msecs');
  require('timers').clearTimeout(this[kTimeout]);
  if (callback !== undefined) require('internal/validators').validateFunction(callback, 'callback');
  if (duration === 0) {
    this[kTimeout] = null;
    if (callback !== undefined) this.removeListener('timeout', callback);
    return this;
  }
  this[kTimeout] = setUnrefTimeout(this._onTimeout.bind(this), duration);
  if (this[kSession]) this[kSession][kUpdateTimer]();
  if (callback !== undefined) this.once('timeout', callback);
  return this;
}

module.exports = {
  createReader,
  createWritten,
  open,
  kAfterAsyncWrite,
  kBoundSession,
  kBuffer,
  kBufferCb,
  kBufferGen,
  kHandle,
  kMaybeDestroy,
  kOnRead,
  kOnWritten,
  kSession,
  kTimeout,
  kUpdateTimer,
  setStreamTimeout,
  startReading,
  stopReading,
  writeGeneric,
  writevGeneric,
};
