'use strict';

// The end of a stream, and its beginning when that takes time (`_construct`).
//
// Order: _destroy runs at once, its callback marks the stream closed, and in a tick come 'error' (at most once) and
// then 'close', which is always the last event.

const { bit } = require('internal/streams/state');
const process = require('process');

const kDestroy = Symbol('kDestroy');
const kConstruct = Symbol('kConstruct');

function keepError(error, writable, readable) {
  if (!error) return;
  error.stack; // an engine that makes stacks on demand must make it here
  if (writable && !writable.errored) writable.errored = error;
  if (readable && !readable.errored) readable.errored = error;
}

function setBoth(writable, readable, mask) {
  if (writable) writable.bits |= mask;
  if (readable) readable.bits |= mask;
}

function hasEither(writable, readable, mask) {
  return (writable !== undefined && writable !== null && (writable.bits & mask) !== 0) ||
    (readable !== undefined && readable !== null && (readable.bits & mask) !== 0);
}

// A method of streams.
function destroy(error, callback) {
  const readable = this._readableState;
  const writable = this._writableState;
  const state = writable || readable;
  if (hasEither(writable, readable, bit.destroyed)) {
    if (typeof callback === 'function') callback();
    return this;
  }
  keepError(error, writable, readable);
  setBoth(writable, readable, bit.destroyed);
  if (state && (state.bits & bit.constructed) === 0) {
    this.once(kDestroy, function(constructError) {
      const { aggregateTwoErrors } = require('internal/errors');
      runDestroy(this, aggregateTwoErrors(constructError, error), callback);
    });
  } else {
    runDestroy(this, error, callback);
  }
  return this;
}

function runDestroy(stream, error, callback) {
  let called = false;
  function onDestroy(destroyError) {
    if (called) return;
    called = true;
    const readable = stream._readableState;
    const writable = stream._writableState;
    keepError(destroyError, writable, readable);
    setBoth(writable, readable, bit.closed);
    if (typeof callback === 'function') callback(destroyError);
    if (destroyError) process.nextTick(emitErrorAndClose, stream, destroyError);
    else process.nextTick(emitClose, stream);
  }
  try {
    stream._destroy(error || null, onDestroy);
  } catch (thrown) {
    onDestroy(thrown);
  }
}

function emitErrorAndClose(stream, error) {
  emitError(stream, error);
  emitClose(stream);
}

function emitClose(stream) {
  const readable = stream._readableState;
  const writable = stream._writableState;
  setBoth(writable, readable, bit.closeEmitted);
  if (hasEither(writable, readable, bit.emitClose)) stream.emit('close');
}

function emitError(stream, error) {
  const readable = stream._readableState;
  const writable = stream._writableState;
  if (hasEither(writable, readable, bit.errorEmitted)) return;
  setBoth(writable, readable, bit.errorEmitted);
  stream.emit('error', error);
}

// A method of streams: for those that can be opened again.
function undestroy() {
  const readable = this._readableState;
  const writable = this._writableState;
  const cleared = bit.closed | bit.closeEmitted | bit.destroyed | bit.errorEmitted;
  if (readable) {
    readable.bits = readable.bits & ~cleared | bit.constructed;
    readable.errored = null;
    readable.reading = false;
    readable.ended = readable.readable === false;
    readable.endEmitted = readable.readable === false;
  }
  if (writable) {
    writable.bits = writable.bits & ~cleared | bit.constructed;
    writable.errored = null;
    writable.finalCalled = false;
    writable.prefinished = false;
    writable.ended = writable.writable === false;
    writable.ending = writable.writable === false;
    writable.finished = writable.writable === false;
  }
}

// An error of the stream itself: destroys it, or is emitted when the stream does not destroy itself.
function errorOrDestroy(stream, error, sync) {
  const readable = stream._readableState;
  const writable = stream._writableState;
  if (hasEither(writable, readable, bit.destroyed)) return;
  if (hasEither(writable, readable, bit.autoDestroy)) {
    stream.destroy(error);
  } else if (error) {
    keepError(error, writable, readable);
    if (sync) process.nextTick(emitError, stream, error);
    else emitError(stream, error);
  }
}

// Runs `_construct` in a tick; `callback` when it is through.
function construct(stream, callback) {
  if (typeof stream._construct !== 'function') return;
  const readable = stream._readableState;
  const writable = stream._writableState;
  if (readable) readable.bits &= ~bit.constructed;
  if (writable) writable.bits &= ~bit.constructed;
  stream.once(kConstruct, callback);
  // Both halves of a Duplex ask; it is constructed once.
  if (stream.listenerCount(kConstruct) > 1) return;
  process.nextTick(runConstruct, stream);
}

function runConstruct(stream) {
  let called = false;
  function onConstruct(error) {
    if (called) {
      const { codes: { ERR_MULTIPLE_CALLBACK } } = require('internal/errors');
      errorOrDestroy(stream, error ?? new ERR_MULTIPLE_CALLBACK());
      return;
    }
    called = true;
    const readable = stream._readableState;
    const writable = stream._writableState;
    setBoth(writable, readable, bit.constructed);
    if ((writable || readable).bits & bit.destroyed) stream.emit(kDestroy, error);
    else if (error) errorOrDestroy(stream, error, true);
    else stream.emit(kConstruct);
  }
  try {
    stream._construct((error) => process.nextTick(onConstruct, error));
  } catch (error) {
    process.nextTick(onConstruct, error);
  }
}

function isRequest(stream) {
  return stream?.setHeader && typeof stream.abort === 'function';
}

// Ends any stream, whatever it is made by.
function destroyer(stream, error) {
  const { isDestroyed, isFinished, isServerRequest, kIsDestroyed } = require('internal/streams/utils');
  if (!stream || isDestroyed(stream)) return;
  if (!error && !isFinished(stream)) {
    const { AbortError } = require('internal/errors');
    error = new AbortError();
  }
  if (isServerRequest(stream)) {
    stream.socket = null;
    stream.destroy(error);
  } else if (isRequest(stream)) {
    stream.abort();
  } else if (isRequest(stream.req)) {
    stream.req.abort();
  } else if (typeof stream.destroy === 'function') {
    stream.destroy(error);
  } else if (typeof stream.close === 'function') {
    stream.close();
  } else {
    process.nextTick(emitLegacy, stream, error);
  }
  if (!stream.destroyed) stream[kIsDestroyed] = true;
}

// A stream that cannot be destroyed is told of the end as if it had been.
function emitLegacy(stream, error) {
  if (error) stream.emit('error', error);
  process.nextTick(() => stream.emit('close'));
}

module.exports = { construct, destroy, destroyer, errorOrDestroy, undestroy };
