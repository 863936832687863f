'use strict';

// `finished`: tells once when a stream is over, however it came to be.

const {
  AbortError,
  codes: { ERR_INVALID_ARG_TYPE, ERR_STREAM_PREMATURE_CLOSE },
} = require('internal/errors');
const { validateAbortSignal, validateBoolean, validateFunction, validateObject } = require('internal/validators');
const {
  isClosed, isNodeStream, isReadable, isReadableErrored, isReadableFinished, isReadableNodeStream, isReadableStream,
  isWritable, isWritableErrored, isWritableFinished, isWritableNodeStream, isWritableStream, kIsClosedPromise,
  willEmitClose: expectsClose,
} = require('internal/streams/utils');
const process = require('process');

function isRequest(stream) {
  return stream.setHeader && typeof stream.abort === 'function';
}

function nop() {}

function onceOnly(callback) {
  let called = false;
  return function(...args) {
    if (called) return;
    called = true;
    callback.apply(this, args);
  };
}

function eos(stream, options, callback) {
  if (arguments.length === 2) {
    callback = options;
    options = {};
  } else if (options == null) {
    options = {};
  } else {
    validateObject(options, 'options');
  }
  validateFunction(callback, 'callback');
  validateAbortSignal(options.signal, 'options.signal');
  callback = onceOnly(callback);
  if (isReadableStream(stream) || isWritableStream(stream)) return eosWeb(stream, options, callback);
  if (!isNodeStream(stream)) {
    throw new ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
  }

  const readable = options.readable ?? isReadableNodeStream(stream);
  const writable = options.writable ?? isWritableNodeStream(stream);
  const writableState = stream._writableState;
  const readableState = stream._readableState;

  // A 'close' that is sure to come is waited for, when both halves are: all is told by it.
  let willEmitClose = expectsClose(stream) && isReadableNodeStream(stream) === readable &&
    isWritableNodeStream(stream) === writable;
  let writableFinished = isWritableFinished(stream, false);
  let readableFinished = isReadableFinished(stream, false);
  let closed = isClosed(stream);

  function onFinish() {
    writableFinished = true;
    // Destroyed without autoDestroy: no 'close' may come.
    if (stream.destroyed) willEmitClose = false;
    if (willEmitClose && (!stream.readable || readable)) return;
    if (!readable || readableFinished) callback.call(stream);
  }

  function onEnd() {
    readableFinished = true;
    if (stream.destroyed) willEmitClose = false;
    if (willEmitClose && (!stream.writable || writable)) return;
    if (!writable || writableFinished) callback.call(stream);
  }

  function onError(error) {
    callback.call(stream, error);
  }

  // The error of either half; `true` is one that was kept as a fact only.
  function erroredWith() {
    closed = true;
    const errored = isWritableErrored(stream) || isReadableErrored(stream);
    return errored && typeof errored !== 'boolean' ? errored : undefined;
  }

  function onClose() {
    const errored = erroredWith();
    if (errored !== undefined) {
      callback.call(stream, errored);
    } else if (readable && !readableFinished && isReadableNodeStream(stream, true) &&
               !isReadableFinished(stream, false)) {
      callback.call(stream, new ERR_STREAM_PREMATURE_CLOSE());
    } else if (writable && !writableFinished && !isWritableFinished(stream, false)) {
      callback.call(stream, new ERR_STREAM_PREMATURE_CLOSE());
    } else {
      callback.call(stream);
    }
  }

  function onClosed() {
    const errored = erroredWith();
    if (errored !== undefined) callback.call(stream, errored);
    else callback.call(stream);
  }

  function onLegacyFinish() {
    if (!stream.writable) onFinish();
  }

  function onRequest() {
    stream.req.on('finish', onFinish);
  }

  if (isRequest(stream)) {
    stream.on('complete', onFinish);
    if (!willEmitClose) stream.on('abort', onClose);
    if (stream.req) onRequest();
    else stream.on('request', onRequest);
  } else if (writable && !writableState) {
    stream.on('end', onLegacyFinish);
    stream.on('close', onLegacyFinish);
  }
  if (!willEmitClose && typeof stream.aborted === 'boolean') stream.on('aborted', onClose);
  stream.on('end', onEnd);
  stream.on('finish', onFinish);
  if (options.error !== false) stream.on('error', onError);
  stream.on('close', onClose);

  // It may be over already.
  if (closed) {
    process.nextTick(onClose);
  } else if (writableState?.errorEmitted || readableState?.errorEmitted) {
    if (!willEmitClose) process.nextTick(onClosed);
  } else if (!readable && (!willEmitClose || isReadable(stream)) &&
             (writableFinished || isWritable(stream) === false)) {
    process.nextTick(onClosed);
  } else if (!writable && (!willEmitClose || isWritable(stream)) &&
             (readableFinished || isReadable(stream) === false)) {
    process.nextTick(onClosed);
  } else if (readableState && stream.req && stream.aborted) {
    process.nextTick(onClosed);
  }

  function cleanup() {
    callback = nop;
    stream.removeListener('aborted', onClose);
    stream.removeListener('complete', onFinish);
    stream.removeListener('abort', onClose);
    stream.removeListener('request', onRequest);
    if (stream.req) stream.req.removeListener('finish', onFinish);
    stream.removeListener('end', onLegacyFinish);
    stream.removeListener('close', onLegacyFinish);
    stream.removeListener('finish', onFinish);
    stream.removeListener('end', onEnd);
    stream.removeListener('error', onError);
    stream.removeListener('close', onClose);
  }

  const { signal } = options;
  if (signal && !closed) {
    const abort = () => {
      // Whoever cleaned up does not want to be told any more.
      const endCallback = callback;
      cleanup();
      endCallback.call(stream, new AbortError(undefined, { cause: signal.reason }));
    };
    if (signal.aborted) {
      process.nextTick(abort);
    } else {
      const listening = addAbortListener(signal, abort);
      const original = callback;
      callback = onceOnly((...args) => {
        listening[Symbol.dispose]();
        original.apply(stream, args);
      });
    }
  }
  return cleanup;
}

function addAbortListener(signal, listener) {
  return require('events/statics').addAbortListener(signal, listener);
}

function eosWeb(stream, options, callback) {
  const { signal } = options;
  let aborted = false;
  if (signal) {
    const abort = () => {
      aborted = true;
      callback.call(stream, new AbortError(undefined, { cause: signal.reason }));
    };
    if (signal.aborted) {
      process.nextTick(abort);
    } else {
      const listening = addAbortListener(signal, abort);
      const original = callback;
      callback = onceOnly((...args) => {
        listening[Symbol.dispose]();
        original.apply(stream, args);
      });
    }
  }
  function settle(...args) {
    if (!aborted) process.nextTick(() => callback.apply(stream, args));
  }
  stream[kIsClosedPromise].promise.then(settle, settle);
  return nop;
}

function finished(stream, options) {
  let autoCleanup = false;
  if (options === null || options === undefined) options = {};
  if (options.cleanup) {
    validateBoolean(options.cleanup, 'cleanup');
    autoCleanup = options.cleanup;
  }
  return new Promise((resolve, reject) => {
    const cleanup = eos(stream, options, (error) => {
      if (autoCleanup) cleanup();
      if (error) reject(error);
      else resolve();
    });
  });
}

module.exports = eos;
eos.eos = eos;
eos.finished = finished;
