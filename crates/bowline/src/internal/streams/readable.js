'use strict';

// Readable.
//
// Chunks wait in `buffer`, from `bufferIndex` on. `flowing` is null before anybody wants data, true when chunks are
// handed to 'data', false when somebody paused or reads by hand. Everything that a program did not ask for at this
// moment ('readable', 'end', reading ahead) is told in a tick.

const { Stream } = require('internal/streams/legacy');
const { construct, destroy, errorOrDestroy, undestroy } = require('internal/streams/destroy');
const { hasListeners } = require('internal/streams/state');
const { kOnConstructed } = require('internal/streams/utils');
const { Buffer } = require('buffer');
const EventEmitter = require('events');
const process = require('process');

const {
  ReadableState,
  kObjectMode, kDestroyed, kConstructed, kSync, kErrorEmitted, kCloseEmitted, kAutoDestroy, kEnded, kEndEmitted,
  kReading, kNeedReadable, kEmittedReadable, kReadableListening, kResumeScheduled, kMultiAwaitDrain, kReadingMore,
  kDataEmitted, kFlowing, kNotFlowing, kPausedByCall, kResumedByCall,
} = require('internal/streams/readable_state');

function Readable(options) {
  if (!(this instanceof Readable)) return new Readable(options);
  this._readableState = new ReadableState(options, this, false);
  if (options) {
    if (typeof options.read === 'function') this._read = options.read;
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal) require('internal/streams/add-abort-signal').addAbortSignal(options.signal, this);
  }
  EventEmitter.call(this, options);
  if (this._construct != null) construct(this, () => onConstructed(this));
}
Object.setPrototypeOf(Readable.prototype, Stream.prototype);
Object.setPrototypeOf(Readable, Stream);
Readable.ReadableState = ReadableState;

// The readable half can begin now.
function onConstructed(stream) {
  const state = stream._readableState;
  if (state.bits & kNeedReadable) maybeReadMore(stream, state);
}
Object.defineProperty(Readable, kOnConstructed, { __proto__: null, value: onConstructed });

Readable.prototype.destroy = destroy;
Readable.prototype._undestroy = undestroy;
Readable.prototype._destroy = function(error, callback) {
  callback(error);
};

Readable.prototype[EventEmitter.captureRejectionSymbol] = function(error) {
  this.destroy(error);
};

Readable.prototype[Symbol.asyncDispose] = function() {
  const { AbortError } = require('internal/errors');
  const { finished } = require('internal/streams/end-of-stream');
  let error;
  if (!this.destroyed) {
    error = this.readableEnded ? null : new AbortError();
    this.destroy(error);
  }
  return finished(this).then(undefined, (failure) => {
    if (failure !== error) throw failure;
  });
};

// --- Chunks come in ------------------------------------------------------------------------------------------------

Readable.prototype.push = function push(chunk, encoding) {
  return addAny(this, chunk, encoding, false);
};

Readable.prototype.unshift = function unshift(chunk, encoding) {
  return addAny(this, chunk, encoding, true);
};

function canPushMore(state) {
  return (state.bits & kEnded) === 0 && (state.length < state.highWaterMark || state.length === 0);
}

function addAny(stream, chunk, encoding, toFront) {
  const state = stream._readableState;
  if (chunk === null) {
    state.bits &= ~kReading;
    onEnd(stream, state);
    return false;
  }
  if ((state.bits & kObjectMode) === 0) {
    if (typeof chunk === 'string') {
      encoding = encoding || state.defaultEncoding;
      if (state.encoding !== encoding) {
        if (toFront && state.encoding) {
          // What is put back was decoded already.
          chunk = Buffer.from(chunk, encoding).toString(state.encoding);
        } else {
          chunk = Buffer.from(chunk, encoding);
          encoding = '';
        }
      }
    } else if (chunk instanceof Buffer) {
      encoding = '';
    } else if (ArrayBuffer.isView(chunk)) {
      chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      encoding = '';
    } else if (chunk !== undefined) {
      const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
      errorOrDestroy(stream, new ERR_INVALID_ARG_TYPE(
        'chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk));
      return false;
    }
    if (chunk === undefined || chunk.length <= 0) {
      if (!toFront) {
        state.bits &= ~kReading;
        maybeReadMore(stream, state);
      }
      return canPushMore(state);
    }
  }

  if (toFront) {
    if (state.bits & kEndEmitted) {
      const { codes: { ERR_STREAM_UNSHIFT_AFTER_END_EVENT } } = require('internal/errors');
      errorOrDestroy(stream, new ERR_STREAM_UNSHIFT_AFTER_END_EVENT());
      return false;
    }
    if (state.bits & kDestroyed || state.errored !== null) return false;
    addChunk(stream, state, chunk, true);
    return canPushMore(state);
  }

  if (state.bits & kEnded) {
    const { codes: { ERR_STREAM_PUSH_AFTER_EOF } } = require('internal/errors');
    errorOrDestroy(stream, new ERR_STREAM_PUSH_AFTER_EOF());
    return false;
  }
  if (state.bits & kDestroyed || state.errored !== null) return false;
  state.bits &= ~kReading;
  if (state.decoder !== null && !encoding) {
    chunk = state.decoder.write(chunk);
    if ((state.bits & kObjectMode) === 0 && chunk.length === 0) {
      maybeReadMore(stream, state);
      return canPushMore(state);
    }
  }
  addChunk(stream, state, chunk, false);
  return canPushMore(state);
}

function addChunk(stream, state, chunk, toFront) {
  if ((state.bits & (kFlowing | kSync)) === kFlowing && state.length === 0 && hasListeners(stream, 'data')) {
    // Nothing waits and somebody listens: no detour over the buffer.
    forgetAwaited(state);
    state.bits |= kDataEmitted;
    stream.emit('data', chunk);
  } else {
    state.length += state.bits & kObjectMode ? 1 : chunk.length;
    if (!toFront) state.buffer.push(chunk);
    else if (state.bufferIndex > 0) state.buffer[--state.bufferIndex] = chunk;
    else state.buffer.unshift(chunk);
    if (state.bits & kNeedReadable) emitReadable(stream);
  }
  maybeReadMore(stream, state);
}

// Data moves: what had to drain is asked again.
function forgetAwaited(state) {
  if (state.bits & kMultiAwaitDrain) state.awaitDrainWriters.clear();
  else state.awaitDrainWriters = null;
}

function onEnd(stream, state) {
  if (state.bits & kEnded) return;
  if (state.decoder !== null) {
    const chunk = state.decoder.end();
    if (chunk && chunk.length) {
      state.buffer.push(chunk);
      state.length += state.bits & kObjectMode ? 1 : chunk.length;
    }
  }
  state.bits |= kEnded;
  if (state.bits & kSync) {
    // Inside _read(): in a tick, after what it may still push.
    emitReadable(stream);
  } else {
    state.bits = state.bits & ~kNeedReadable | kEmittedReadable;
    emitReadableNow(stream);
  }
}

function emitReadable(stream) {
  const state = stream._readableState;
  state.bits &= ~kNeedReadable;
  if (state.bits & kEmittedReadable) return;
  state.bits |= kEmittedReadable;
  process.nextTick(emitReadableNow, stream);
}

function emitReadableNow(stream) {
  const state = stream._readableState;
  if ((state.bits & kDestroyed) === 0 && !state.errored && (state.length || state.bits & kEnded)) {
    stream.emit('readable');
    state.bits &= ~kEmittedReadable;
  }
  // Another 'readable' is needed when this one brought nothing near the mark.
  if ((state.bits & (kFlowing | kEnded)) === 0 && state.length <= state.highWaterMark) state.bits |= kNeedReadable;
  else state.bits &= ~kNeedReadable;
  flow(stream);
}

// Reads ahead in a tick, up to the mark.
function maybeReadMore(stream, state) {
  if ((state.bits & (kReadingMore | kConstructed)) !== kConstructed) return;
  state.bits |= kReadingMore;
  process.nextTick(readMore, stream, state);
}

function readMore(stream, state) {
  while ((state.bits & (kReading | kEnded)) === 0 &&
         (state.length < state.highWaterMark || (state.bits & kFlowing && state.length === 0))) {
    const before = state.length;
    stream.read(0);
    // It brought nothing at once: it will come by itself.
    if (before === state.length) break;
  }
  state.bits &= ~kReadingMore;
}

// --- Chunks go out ---------------------------------------------------------------------------------------------------

const kHighestMark = 0x40000000;

// The next power of two: a reader that wants much at once would make every read grow the mark otherwise.
function raisedMark(n) {
  if (n > kHighestMark) {
    const { codes: { ERR_OUT_OF_RANGE } } = require('internal/errors');
    throw new ERR_OUT_OF_RANGE('size', '<= 1GiB', n);
  }
  return 2 ** Math.ceil(Math.log2(n));
}

function howMuch(n, state) {
  if (n <= 0 || (state.length === 0 && state.bits & kEnded)) return 0;
  if (state.bits & kObjectMode) return 1;
  if (Number.isNaN(n)) {
    // Flowing: one chunk at a time.
    return state.bits & kFlowing && state.length ? state.buffer[state.bufferIndex].length : state.length;
  }
  if (n <= state.length) return n;
  return state.bits & kEnded ? state.length : 0;
}

Readable.prototype.read = function read(n) {
  if (n === undefined) n = NaN;
  else if (!Number.isInteger(n)) n = Number.parseInt(n, 10);
  const state = this._readableState;
  const asked = n;
  if (n > state.highWaterMark) state.highWaterMark = raisedMark(n);
  if (n !== 0) state.bits &= ~kEmittedReadable;

  // read(0) only looks whether 'readable' is due.
  if (n === 0 && state.bits & kNeedReadable &&
      ((state.highWaterMark !== 0 ? state.length >= state.highWaterMark : state.length > 0) || state.bits & kEnded)) {
    if (state.length === 0 && state.bits & kEnded) endReadable(this);
    else emitReadable(this);
    return null;
  }

  n = howMuch(n, state);
  if (n === 0 && state.bits & kEnded) {
    if (state.length === 0) endReadable(this);
    return null;
  }

  let wantsMore = (state.bits & kNeedReadable) !== 0;
  if (state.length === 0 || state.length - n < state.highWaterMark) wantsMore = true;
  if ((state.bits & (kEnded | kReading | kDestroyed | kConstructed)) !== kConstructed || state.errored !== null) {
    wantsMore = false;
  }
  if (wantsMore) {
    state.bits |= kReading | kSync;
    if (state.length === 0) state.bits |= kNeedReadable;
    try {
      this._read(state.highWaterMark);
    } catch (error) {
      errorOrDestroy(this, error);
    }
    state.bits &= ~kSync;
    // A _read that pushed at once may have made more available.
    if ((state.bits & kReading) === 0) n = howMuch(asked, state);
  }

  const chunk = n > 0 ? fromList(n, state) : null;
  if (chunk === null) {
    if (state.length <= state.highWaterMark) state.bits |= kNeedReadable;
    else state.bits &= ~kNeedReadable;
    n = 0;
  } else {
    state.length -= n;
    forgetAwaited(state);
  }
  if (state.length === 0) {
    if ((state.bits & kEnded) === 0) state.bits |= kNeedReadable;
    // The last of it went out.
    else if (asked !== n) endReadable(this);
  }
  if (chunk !== null && (state.bits & (kErrorEmitted | kCloseEmitted)) === 0) {
    state.bits |= kDataEmitted;
    this.emit('data', chunk);
  }
  return chunk;
};

function clearBuffer(state) {
  state.buffer = [];
  state.bufferIndex = 0;
}

// Removes `n` bytes, characters or one object; all when there are no more.
function fromList(n, state) {
  if (state.length === 0) return null;
  const { buffer } = state;
  let index = state.bufferIndex;
  const first = buffer[index];

  if (state.bits & kObjectMode || n === first.length) {
    if (buffer.length === index + 1) {
      clearBuffer(state);
    } else {
      buffer[index] = null;
      moveIndex(state, index + 1);
    }
    return first;
  }
  if (!n || n >= state.length) {
    const rest = index === 0 ? buffer : buffer.slice(index);
    clearBuffer(state);
    return state.decoder !== null ? rest.join('') : Buffer.concat(rest, state.length);
  }
  if (n < first.length) {
    // slice() is the same for strings and buffers here.
    buffer[index] = first.slice(n);
    return first.slice(0, n);
  }

  const parts = [];
  let missing = n;
  while (missing > 0) {
    const chunk = buffer[index];
    if (chunk.length > missing) {
      parts.push(chunk.slice(0, missing));
      buffer[index] = chunk.slice(missing);
      break;
    }
    parts.push(chunk);
    missing -= chunk.length;
    buffer[index++] = null;
  }
  if (index === buffer.length) clearBuffer(state);
  else moveIndex(state, index);
  return state.decoder !== null ? parts.join('') : Buffer.concat(parts, n);
}

// Empty places at the front are cut off when there are many.
function moveIndex(state, index) {
  if (index > 1024) {
    state.buffer.splice(0, index);
    index = 0;
  }
  state.bufferIndex = index;
}

Readable._fromList = fromList;

Readable.prototype._read = function _read(size) {
  const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');
  throw new ERR_METHOD_NOT_IMPLEMENTED('_read()');
};

Readable.prototype.isPaused = function isPaused() {
  return (this._readableState.bits & (kPausedByCall | kNotFlowing)) !== 0;
};

Readable.prototype.setEncoding = function setEncoding(encoding) {
  const { StringDecoder } = require('string_decoder');
  const decoder = new StringDecoder(encoding);
  const state = this._readableState;
  state.decoder = decoder;
  state.encoding = decoder.encoding;
  // What waits already is decoded now.
  let text = '';
  for (let i = state.bufferIndex; i < state.buffer.length; i++) text += decoder.write(state.buffer[i]);
  clearBuffer(state);
  if (text !== '') state.buffer.push(text);
  state.length = text.length;
  return this;
};

function endReadable(stream) {
  const state = stream._readableState;
  if (state.bits & kEndEmitted) return;
  state.bits |= kEnded;
  process.nextTick(endInTick, state, stream);
}

function endInTick(state, stream) {
  // Somebody may have put something back, or it failed, meanwhile.
  if (state.errored || state.bits & (kCloseEmitted | kEndEmitted) || state.length !== 0) return;
  state.bits |= kEndEmitted;
  stream.emit('end');
  if (stream.writable && stream.allowHalfOpen === false) {
    process.nextTick(endWritable, stream);
  } else if (state.bits & kAutoDestroy) {
    const writable = stream._writableState;
    if (!writable || (writable.autoDestroy && (writable.finished || writable.writable === false))) stream.destroy();
  }
}

function endWritable(stream) {
  if (stream.writable && !stream.writableEnded && !stream.destroyed) stream.end();
}

// --- Flowing and listening -------------------------------------------------------------------------------------------

Readable.prototype.on = function(event, listener) {
  const result = Stream.prototype.on.call(this, event, listener);
  const state = this._readableState;
  if (event === 'data') {
    // A 'readable' listener goes first, data flows only without one.
    if (hasListeners(this, 'readable')) state.bits |= kReadableListening;
    else state.bits &= ~kReadableListening;
    if ((state.bits & kNotFlowing) === 0) this.resume();
  } else if (event === 'readable' && (state.bits & (kEndEmitted | kReadableListening)) === 0) {
    state.bits = state.bits & ~(kFlowing | kEmittedReadable) | kReadableListening | kNeedReadable | kNotFlowing;
    if (state.length) emitReadable(this);
    else if ((state.bits & kReading) === 0) process.nextTick(readZero, this);
  }
  return result;
};
Object.defineProperty(Readable.prototype.on, 'name', { __proto__: null, value: 'on' });
Readable.prototype.addListener = Readable.prototype.on;

function readZero(stream) {
  stream.read(0);
}

Readable.prototype.removeListener = function removeListener(event, listener) {
  const result = Stream.prototype.removeListener.call(this, event, listener);
  // In a tick: a listener that is removed and added again must not stop the flow.
  if (event === 'readable') process.nextTick(updateListening, this);
  return result;
};
Readable.prototype.off = Readable.prototype.removeListener;

Readable.prototype.removeAllListeners = function removeAllListeners(event) {
  const result = Stream.prototype.removeAllListeners.apply(this, arguments);
  if (event === 'readable' || event === undefined) process.nextTick(updateListening, this);
  return result;
};

function updateListening(stream) {
  const state = stream._readableState;
  if (hasListeners(stream, 'readable')) state.bits |= kReadableListening;
  else state.bits &= ~kReadableListening;
  if ((state.bits & (kResumeScheduled | kPausedByCall)) === kResumeScheduled && state.bits & kResumedByCall) {
    state.flowing = true;
  } else if (hasListeners(stream, 'data')) {
    stream.resume();
  } else if ((state.bits & kReadableListening) === 0) {
    state.flowing = null;
  }
}

Readable.prototype.resume = function() {
  const state = this._readableState;
  if ((state.bits & kFlowing) === 0) {
    // With a 'readable' listener only read() makes data flow.
    state.flowing = (state.bits & kReadableListening) === 0;
    if ((state.bits & kResumeScheduled) === 0) {
      state.bits |= kResumeScheduled;
      process.nextTick(resumeNow, this, state);
    }
  }
  state.bits = state.bits & ~kPausedByCall | kResumedByCall;
  return this;
};
Object.defineProperty(Readable.prototype.resume, 'name', { __proto__: null, value: 'resume' });

function resumeNow(stream, state) {
  if ((state.bits & kReading) === 0) stream.read(0);
  state.bits &= ~kResumeScheduled;
  stream.emit('resume');
  flow(stream);
  if ((state.bits & (kFlowing | kReading)) === kFlowing) stream.read(0);
}

Readable.prototype.pause = function pause() {
  const state = this._readableState;
  if ((state.bits & kNotFlowing) === 0) {
    state.bits = state.bits & ~kFlowing | kNotFlowing;
    this.emit('pause');
  }
  state.bits = state.bits & ~kResumedByCall | kPausedByCall;
  return this;
};

function flow(stream) {
  const state = stream._readableState;
  while (state.bits & kFlowing && stream.read() !== null);
}

Readable.prototype.pipe = function pipe(dest, options) {
  return require('internal/streams/pipe').pipe(this, dest, options);
};

Readable.prototype.unpipe = function unpipe(dest) {
  return require('internal/streams/pipe').unpipe(this, dest);
};

Readable.prototype.wrap = function wrap(stream) {
  return require('internal/streams/wrap')(this, stream);
};

// --- Iteration -------------------------------------------------------------------------------------------------------

Readable.prototype[Symbol.asyncIterator] = function() {
  return require('internal/streams/iterator')(this);
};

Readable.prototype.iterator = function(options) {
  if (options !== undefined) require('internal/validators').validateObject(options, 'options');
  return require('internal/streams/iterator')(this, options);
};

require('internal/streams/readable_properties')(Readable.prototype);

Readable.from = function(iterable, options) {
  return require('internal/streams/from')(Readable, iterable, options);
};

Readable.fromWeb = function(readableStream, options) {
  return require('internal/webstreams/adapters').newStreamReadableFromReadableStream(readableStream, options);
};

Readable.toWeb = function(streamReadable, options) {
  return require('internal/webstreams/adapters').newReadableStreamFromStreamReadable(streamReadable, options);
};

Readable.wrap = function(source, options) {
  return new Readable({
    objectMode: source.readableObjectMode ?? source.objectMode ?? true,
    ...options,
    destroy(error, callback) {
      require('internal/streams/destroy').destroyer(source, error);
      callback(error);
    },
  }).wrap(source);
};

module.exports = Readable;
