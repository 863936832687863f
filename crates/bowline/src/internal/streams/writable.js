'use strict';

// Writable.
//
// One chunk is under way at a time (`writing`); what comes meanwhile waits in `buffered`. When `_write` answers at
// once, the callbacks of a whole run of writes are called from one tick.

const { Stream } = require('internal/streams/legacy');
const { construct, destroy, errorOrDestroy, undestroy } = require('internal/streams/destroy');
const { kOnConstructed } = require('internal/streams/utils');
const { Buffer } = require('buffer');
const EventEmitter = require('events');
const process = require('process');

const {
  WritableState, noBuffer,
  kObjectMode, kDestroyed, kConstructed, kSync, kErrorEmitted, kCloseEmitted, kAutoDestroy, kFinalCalled,
  kNeedDrain, kEnding, kEnded, kFinished, kDecodeStrings, kWriting, kBufferProcessing, kPrefinished, kAllBuffers,
  kAllNoop, kAfterWriteScheduled, kOnFinished,
} = require('internal/streams/writable_state');

function nop() {}

function makeOnWrite(stream, state) {
  return state.onwrite = (error) => onWrite(stream, error);
}

function resetBuffer(state) {
  state.buffered = noBuffer;
  state.bufferedIndex = 0;
  state.bits |= kAllBuffers | kAllNoop;
}

function Writable(options) {
  if (!(this instanceof Writable)) return new Writable(options);
  this._writableState = new WritableState(options, this, false);
  if (options) {
    if (typeof options.write === 'function') this._write = options.write;
    if (typeof options.writev === 'function') this._writev = options.writev;
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.final === 'function') this._final = options.final;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal) require('internal/streams/add-abort-signal').addAbortSignal(options.signal, this);
  }
  EventEmitter.call(this, options);
  if (this._construct != null) construct(this, () => onConstructed(this));
}
Object.setPrototypeOf(Writable.prototype, Stream.prototype);
Object.setPrototypeOf(Writable, Stream);
Writable.WritableState = WritableState;

// The writable half can begin now.
function onConstructed(stream) {
  const state = stream._writableState;
  if ((state.bits & kWriting) === 0) clearBuffer(stream, state);
  if (state.bits & kEnding) finishMaybe(stream, state);
}

// A Duplex is no child of Writable, but is one.
Object.defineProperty(Writable, Symbol.hasInstance, {
  __proto__: null,
  value(object) {
    if (Function.prototype[Symbol.hasInstance].call(this, object)) return true;
    return this === Writable && object && object._writableState instanceof WritableState;
  },
});

Writable.prototype.pipe = function pipe() {
  const { codes: { ERR_STREAM_CANNOT_PIPE } } = require('internal/errors');
  errorOrDestroy(this, new ERR_STREAM_CANNOT_PIPE());
};

function unknownEncoding(encoding) {
  const { codes: { ERR_UNKNOWN_ENCODING } } = require('internal/errors');
  return new ERR_UNKNOWN_ENCODING(encoding);
}

// Takes a chunk. The answer is whether there is room for more, or the error.
function write(stream, chunk, encoding, callback) {
  const state = stream._writableState;
  if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  } else if (typeof callback !== 'function') {
    callback = nop;
  }

  if (chunk === null) {
    const { codes: { ERR_STREAM_NULL_VALUES } } = require('internal/errors');
    throw new ERR_STREAM_NULL_VALUES();
  }
  const { bits } = state;
  if ((bits & kObjectMode) === 0) {
    if (!encoding) encoding = state.defaultEncoding;
    else if (encoding !== 'buffer' && !Buffer.isEncoding(encoding)) throw unknownEncoding(encoding);
    if (typeof chunk === 'string') {
      if (bits & kDecodeStrings) {
        chunk = Buffer.from(chunk, encoding);
        encoding = 'buffer';
      }
    } else if (chunk instanceof Buffer) {
      encoding = 'buffer';
    } else if (ArrayBuffer.isView(chunk)) {
      chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      encoding = 'buffer';
    } else {
      const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
      throw new ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk);
    }
  }

  if (bits & (kEnding | kDestroyed)) {
    const { codes: { ERR_STREAM_DESTROYED, ERR_STREAM_WRITE_AFTER_END } } = require('internal/errors');
    const error = bits & kEnding ? new ERR_STREAM_WRITE_AFTER_END() : new ERR_STREAM_DESTROYED('write');
    process.nextTick(callback, error);
    errorOrDestroy(stream, error, true);
    return error;
  }
  state.pendingcb++;
  return writeOrBuffer(stream, state, chunk, encoding, callback);
}

function writeOrBuffer(stream, state, chunk, encoding, callback) {
  const length = state.bits & kObjectMode ? 1 : chunk.length;
  state.length += length;
  // The answer is decided before `_write` may free room again.
  const hasRoom = state.length < state.highWaterMark;
  if (!hasRoom) state.bits |= kNeedDrain;

  if ((state.bits & (kWriting | kConstructed)) !== kConstructed || state.corked !== 0 || state.errored !== null) {
    if (state.buffered === noBuffer) state.buffered = [];
    state.buffered.push({ chunk, encoding, callback });
    if (encoding !== 'buffer') state.bits &= ~kAllBuffers;
    if (callback !== nop) state.bits &= ~kAllNoop;
  } else {
    state.writelen = length;
    state.writecb = callback;
    state.bits |= kWriting | kSync;
    stream._write(chunk, encoding, state.onwrite ?? makeOnWrite(stream, state));
    state.bits &= ~kSync;
  }
  return hasRoom && state.errored === null && (state.bits & kDestroyed) === 0;
}

function doWrite(stream, state, writev, length, chunk, encoding, callback) {
  if (state.onwrite === null) makeOnWrite(stream, state);
  state.writelen = length;
  state.writecb = callback;
  state.bits |= kWriting | kSync;
  if (state.bits & kDestroyed) {
    const { codes: { ERR_STREAM_DESTROYED } } = require('internal/errors');
    state.onwrite(new ERR_STREAM_DESTROYED('write'));
  } else if (writev) {
    stream._writev(chunk, state.onwrite);
  } else {
    stream._write(chunk, encoding, state.onwrite);
  }
  state.bits &= ~kSync;
}

function onWriteError(stream, state, error, callback) {
  --state.pendingcb;
  callback(error);
  // The callbacks of what was not written get the error too, before 'error' is emitted.
  errorBuffer(state);
  errorOrDestroy(stream, error);
}

function onWrite(stream, error) {
  const state = stream._writableState;
  const callback = state.writecb;
  if (typeof callback !== 'function') {
    const { codes: { ERR_MULTIPLE_CALLBACK } } = require('internal/errors');
    errorOrDestroy(stream, new ERR_MULTIPLE_CALLBACK());
    return;
  }
  const sync = (state.bits & kSync) !== 0;
  state.bits &= ~kWriting;
  state.writecb = null;
  state.length -= state.writelen;
  state.writelen = 0;

  if (error) {
    error.stack; // an engine that makes stacks on demand must make it here
    if (!state.errored) state.errored = error;
    const readable = stream._readableState;
    if (readable && !readable.errored) readable.errored = error;
    if (sync) process.nextTick(onWriteError, stream, state, error, callback);
    else onWriteError(stream, state, error, callback);
    return;
  }
  if (state.buffered.length > state.bufferedIndex) clearBuffer(stream, state);
  if (!sync) {
    afterWrite(stream, state, 1, callback);
    return;
  }
  if (callback === nop) {
    // Nobody waits for this callback: no tick is needed unless something else is to be told.
    const tell = (state.length === 0 && (state.bits & kNeedDrain) !== 0) || (state.bits & kDestroyed) !== 0;
    if (tell && (state.bits & kAfterWriteScheduled) === 0) {
      state.bits |= kAfterWriteScheduled;
      process.nextTick(afterWriteTick, stream, state, 1, callback);
    } else {
      state.pendingcb--;
      if (state.bits & kEnding) finishMaybe(stream, state, true);
    }
    return;
  }
  // A run of writes with one callback is reported from one tick.
  const pending = state.afterWrite;
  if (pending !== null && pending.callback === callback) {
    pending.count++;
  } else {
    state.afterWrite = { count: 1, callback };
    process.nextTick(afterWriteRun, stream, state, state.afterWrite);
  }
}

function afterWriteTick(stream, state, count, callback) {
  state.bits &= ~kAfterWriteScheduled;
  afterWrite(stream, state, count, callback);
}

function afterWriteRun(stream, state, run) {
  // A later run, with another callback, may have taken the place already.
  if (state.afterWrite === run) state.afterWrite = null;
  afterWrite(stream, state, run.count, run.callback);
}

function afterWrite(stream, state, count, callback) {
  if ((state.bits & (kEnding | kNeedDrain | kDestroyed)) === kNeedDrain && state.length === 0) {
    state.bits &= ~kNeedDrain;
    stream.emit('drain');
  }
  while (count-- > 0) {
    state.pendingcb--;
    callback(null);
  }
  if (state.bits & kDestroyed) errorBuffer(state);
  if (state.bits & kEnding) finishMaybe(stream, state, true);
}

// What was never written is reported as failed.
function errorBuffer(state) {
  if (state.bits & kWriting) return;
  const { codes: { ERR_STREAM_DESTROYED } } = require('internal/errors');
  for (let n = state.bufferedIndex; n < state.buffered.length; n++) {
    const { chunk, callback } = state.buffered[n];
    state.length -= state.bits & kObjectMode ? 1 : chunk.length;
    callback(state.errored ?? new ERR_STREAM_DESTROYED('write'));
  }
  callOnFinished(state, () => state.errored ?? new ERR_STREAM_DESTROYED('end'));
  resetBuffer(state);
}

function callOnFinished(state, makeError) {
  const callbacks = state[kOnFinished];
  if (callbacks === null) return;
  state[kOnFinished] = null;
  for (const callback of callbacks) callback(makeError === undefined ? null : makeError());
}

function clearBuffer(stream, state) {
  if (state.corked !== 0 || (state.bits & (kBufferProcessing | kDestroyed | kConstructed)) !== kConstructed) return;
  const { buffered, bufferedIndex } = state;
  const count = buffered.length - bufferedIndex;
  if (count === 0) return;

  state.bits |= kBufferProcessing;
  if (count > 1 && stream._writev) {
    state.pendingcb -= count - 1;
    const callback = state.bits & kAllNoop ? nop : (error) => {
      for (let n = bufferedIndex; n < buffered.length; n++) buffered[n].callback(error);
    };
    const chunks = state.bits & kAllNoop && bufferedIndex === 0 ? buffered : buffered.slice(bufferedIndex);
    chunks.allBuffers = (state.bits & kAllBuffers) !== 0;
    doWrite(stream, state, true, state.length, chunks, '', callback);
    resetBuffer(state);
  } else {
    let i = bufferedIndex;
    do {
      const { chunk, encoding, callback } = buffered[i];
      buffered[i++] = null;
      doWrite(stream, state, false, state.bits & kObjectMode ? 1 : chunk.length, chunk, encoding, callback);
    } while (i < buffered.length && (state.bits & kWriting) === 0);
    if (i === buffered.length) {
      resetBuffer(state);
    } else if (i > 256) {
      buffered.splice(0, i);
      state.bufferedIndex = 0;
    } else {
      state.bufferedIndex = i;
    }
  }
  state.bits &= ~kBufferProcessing;
}

// --- The end -------------------------------------------------------------------------------------------------------

const kNotFinishing = kDestroyed | kFinished | kWriting | kErrorEmitted | kCloseEmitted;

function needFinish(state) {
  return (state.bits & (kEnding | kConstructed | kNotFinishing)) === (kEnding | kConstructed) &&
    state.length === 0 && !state.errored && state.buffered.length === 0;
}

function callFinal(stream, state) {
  let called = false;
  function onFinal(error) {
    if (called) {
      const { codes: { ERR_MULTIPLE_CALLBACK } } = require('internal/errors');
      errorOrDestroy(stream, error ?? new ERR_MULTIPLE_CALLBACK());
      return;
    }
    called = true;
    state.pendingcb--;
    if (error) {
      callOnFinished(state, () => error);
      errorOrDestroy(stream, error, (state.bits & kSync) !== 0);
    } else if (needFinish(state)) {
      state.bits |= kPrefinished;
      stream.emit('prefinish');
      // _final may have answered at once; 'finish' comes in a tick all the same.
      state.pendingcb++;
      process.nextTick(finish, stream, state);
    }
  }
  state.bits |= kSync;
  state.pendingcb++;
  try {
    stream._final(onFinal);
  } catch (error) {
    onFinal(error);
  }
  state.bits &= ~kSync;
}

function prefinish(stream, state) {
  if (state.bits & (kPrefinished | kFinalCalled)) return;
  if (typeof stream._final === 'function' && (state.bits & kDestroyed) === 0) {
    state.bits |= kFinalCalled;
    callFinal(stream, state);
  } else {
    state.bits |= kPrefinished;
    stream.emit('prefinish');
  }
}

function finishMaybe(stream, state, sync) {
  if (!needFinish(state)) return;
  prefinish(stream, state);
  if (state.pendingcb !== 0) return;
  if (sync) {
    state.pendingcb++;
    process.nextTick(finishInTick, stream, state);
  } else if (needFinish(state)) {
    state.pendingcb++;
    finish(stream, state);
  }
}

function finishInTick(stream, state) {
  if (needFinish(state)) finish(stream, state);
  else state.pendingcb--;
}

function finish(stream, state) {
  state.pendingcb--;
  state.bits |= kFinished;
  callOnFinished(state);
  stream.emit('finish');
  if ((state.bits & kAutoDestroy) === 0) return;
  // A Duplex goes when its other half has ended as well.
  const readable = stream._readableState;
  if (!readable || (readable.autoDestroy && (readable.endEmitted || readable.readable === false))) stream.destroy();
}

// --- Methods ---------------------------------------------------------------------------------------------------------

Writable.prototype.write = function(chunk, encoding, callback) {
  return write(this, chunk, encoding, callback) === true;
};
Object.defineProperty(Writable.prototype.write, 'name', { __proto__: null, value: 'write' });

Writable.prototype.cork = function cork() {
  this._writableState.corked++;
};

Writable.prototype.uncork = function uncork() {
  const state = this._writableState;
  if (state.corked === 0) return;
  state.corked--;
  if ((state.bits & kWriting) === 0) clearBuffer(this, state);
};

Writable.prototype.setDefaultEncoding = function setDefaultEncoding(encoding) {
  if (typeof encoding === 'string') encoding = encoding.toLowerCase();
  if (!Buffer.isEncoding(encoding)) throw unknownEncoding(encoding);
  this._writableState.defaultEncoding = encoding;
  return this;
};

Writable.prototype._write = function _write(chunk, encoding, callback) {
  if (this._writev) {
    this._writev([{ chunk, encoding }], callback);
    return;
  }
  const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');
  throw new ERR_METHOD_NOT_IMPLEMENTED('_write()');
};

Writable.prototype._writev = null;

Writable.prototype.end = function end(chunk, encoding, callback) {
  const state = this._writableState;
  if (typeof chunk === 'function') {
    callback = chunk;
    chunk = null;
    encoding = null;
  } else if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }

  let error;
  if (chunk !== undefined && chunk !== null) {
    const result = write(this, chunk, encoding);
    if (result instanceof Error) error = result;
  }
  if (state.corked !== 0) {
    state.corked = 1;
    this.uncork();
  }
  if (error === undefined) {
    if (!state.errored && (state.bits & kEnding) === 0) {
      // Finished only in a tick: a second end() meanwhile must still see 'ended'.
      state.bits |= kEnding;
      finishMaybe(this, state, true);
      state.bits |= kEnded;
    } else if (state.bits & kFinished) {
      const { codes: { ERR_STREAM_ALREADY_FINISHED } } = require('internal/errors');
      error = new ERR_STREAM_ALREADY_FINISHED('end');
    } else if (state.bits & kDestroyed) {
      const { codes: { ERR_STREAM_DESTROYED } } = require('internal/errors');
      error = new ERR_STREAM_DESTROYED('end');
    }
  }
  if (typeof callback === 'function') {
    if (error !== undefined) process.nextTick(callback, error);
    else if (state.bits & kFinished) process.nextTick(callback, null);
    else if (state.errored) process.nextTick(callback, state.errored);
    else if (state[kOnFinished] === null) state[kOnFinished] = [callback];
    else state[kOnFinished].push(callback);
  }
  return this;
};

Writable.prototype.destroy = function(error, callback) {
  const state = this._writableState;
  if ((state.bits & kDestroyed) === 0 && (state.bufferedIndex < state.buffered.length || state[kOnFinished] !== null)) {
    process.nextTick(errorBuffer, state);
  }
  destroy.call(this, error, callback);
  return this;
};
Object.defineProperty(Writable.prototype.destroy, 'name', { __proto__: null, value: 'destroy' });

Writable.prototype._undestroy = undestroy;

Writable.prototype._destroy = function(error, callback) {
  callback(error);
};

Writable.prototype[EventEmitter.captureRejectionSymbol] = function(error) {
  this.destroy(error);
};

Writable.prototype[Symbol.asyncDispose] = function() {
  const { AbortError } = require('internal/errors');
  const { finished } = require('internal/streams/end-of-stream');
  let error;
  if (!this.destroyed) {
    error = this.writableFinished ? null : new AbortError();
    this.destroy(error);
  }
  return finished(this).then(undefined, (failure) => {
    if (failure !== error) throw failure;
  });
};

require('internal/streams/writable_properties')(Writable.prototype);

Writable.fromWeb = function(writableStream, options) {
  return require('internal/webstreams/adapters').newStreamWritableFromWritableStream(writableStream, options);
};

Writable.toWeb = function(streamWritable) {
  return require('internal/webstreams/adapters').newWritableStreamFromStreamWritable(streamWritable);
};

Object.defineProperty(Writable, kOnConstructed, { __proto__: null, value: onConstructed });
module.exports = Writable;
