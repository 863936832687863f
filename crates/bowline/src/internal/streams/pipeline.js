'use strict';

// pipeline: streams, generators and functions one after another, with one end for all of them.

const {
  AbortError,
  aggregateTwoErrors,
  codes: {
    ERR_INVALID_ARG_TYPE, ERR_INVALID_RETURN_VALUE, ERR_MISSING_ARGS, ERR_STREAM_DESTROYED, ERR_STREAM_PREMATURE_CLOSE,
  },
} = require('internal/errors');
const { validateAbortSignal, validateFunction } = require('internal/validators');
const { destroyer: destroyStream } = require('internal/streams/destroy');
const Duplex = require('internal/streams/duplex');
const eos = require('internal/streams/end-of-stream');
const {
  isIterable, isNodeStream, isReadable, isReadableFinished, isReadableNodeStream, isReadableStream, isTransformStream,
  isWebStream,
} = require('internal/streams/utils');
const process = require('process');

function destroyer(stream, reading, writing) {
  let finished = false;
  stream.on('close', () => { finished = true; });
  const cleanup = eos(stream, { readable: reading, writable: writing }, (error) => { finished = !error; });
  return {
    destroy(error) {
      if (finished) return;
      finished = true;
      destroyStream(stream, error || new ERR_STREAM_DESTROYED('pipe'));
    },
    cleanup,
  };
}

function popCallback(streams) {
  const last = streams[streams.length - 1];
  validateFunction(last, 'streams[stream.length - 1]');
  return streams.pop();
}

function makeAsyncIterable(value) {
  if (isIterable(value)) return value;
  if (isReadableNodeStream(value)) return fromReadable(value);
  throw new ERR_INVALID_ARG_TYPE('val', ['Readable', 'Iterable', 'AsyncIterable'], value);
}

// A readable of another make may have no iterator of its own.
async function* fromReadable(value) {
  const Readable = require('internal/streams/readable');
  yield* Readable.prototype[Symbol.asyncIterator].call(value);
}

async function pumpToNode(iterable, writable, finish, { end }) {
  let error;
  let settle = null;
  function resume(failure) {
    if (failure) error = failure;
    if (settle) {
      const callback = settle;
      settle = null;
      callback();
    }
  }
  const wait = () => new Promise((resolve, reject) => {
    if (error) {
      reject(error);
    } else {
      settle = () => {
        if (error) reject(error);
        else resolve();
      };
    }
  });

  writable.on('drain', resume);
  const cleanup = eos(writable, { readable: false }, resume);
  try {
    if (writable.writableNeedDrain) await wait();
    for await (const chunk of iterable) {
      if (!writable.write(chunk)) await wait();
    }
    if (end) {
      writable.end();
      await wait();
    }
    finish();
  } catch (thrown) {
    finish(error !== thrown ? aggregateTwoErrors(error, thrown) : thrown);
  } finally {
    cleanup();
    writable.off('drain', resume);
  }
}

async function pumpToWeb(readable, writable, finish, { end }) {
  if (isTransformStream(writable)) writable = writable.writable;
  const writer = writable.getWriter();
  try {
    for await (const chunk of readable) {
      await writer.ready;
      writer.write(chunk).catch(() => {});
    }
    await writer.ready;
    if (end) await writer.close();
    finish();
  } catch (error) {
    try {
      await writer.abort(error);
      finish(error);
    } catch (abortError) {
      finish(abortError);
    }
  }
}

function pipeline(...streams) {
  const callback = popCallback(streams);
  let called = false;
  return run(streams, (...args) => {
    if (called) return;
    called = true;
    callback(...args);
  });
}

// The last of `streams` is piped to with what the one before it gave.
function run(streams, callback, options) {
  if (streams.length === 1 && Array.isArray(streams[0])) streams = streams[0];
  if (streams.length < 2) throw new ERR_MISSING_ARGS('streams');

  const controller = new (require('internal/abort_controller').AbortController)();
  const { signal } = controller;
  const outerSignal = options?.signal;
  // A pipeline that does not end its last stream may have listeners on it that nobody else takes away.
  const lastStreamCleanup = [];
  validateAbortSignal(outerSignal, 'options.signal');

  function abort() {
    finishWith(new AbortError(undefined, { cause: outerSignal?.reason }));
  }
  let listening;
  if (outerSignal) listening = require('events/statics').addAbortListener(outerSignal, abort);

  let error;
  let value;
  const destroys = [];
  let finishCount = 0;

  function finish(failure) {
    finishWith(failure, --finishCount === 0);
  }

  function finishOnlyHandleError(failure) {
    finishWith(failure, false);
  }

  function finishWith(failure, final) {
    // A later error replaces one that only says that something was closed too early.
    if (failure && (!error || error.code === 'ERR_STREAM_PREMATURE_CLOSE')) error = failure;
    if (!error && !final) return;
    while (destroys.length) destroys.shift()(error);
    listening?.[Symbol.dispose]();
    controller.abort();
    if (final) {
      if (!error) lastStreamCleanup.forEach((cleanup) => cleanup());
      process.nextTick(callback, error, value);
    }
  }

  let result;
  for (let i = 0; i < streams.length; i++) {
    const stream = streams[i];
    const reading = i < streams.length - 1;
    const writing = i > 0;
    const isLast = i === streams.length - 1;
    const end = reading || options?.end !== false;

    if (isNodeStream(stream)) {
      if (end) {
        const { destroy, cleanup } = destroyer(stream, reading, writing);
        destroys.push(destroy);
        if (isReadable(stream) && isLast) lastStreamCleanup.push(cleanup);
      }
      // Errors after the end of the pipeline still must not be thrown.
      const onError = (failure) => {
        if (failure && failure.name !== 'AbortError' && failure.code !== 'ERR_STREAM_PREMATURE_CLOSE') {
          finishOnlyHandleError(failure);
        }
      };
      stream.on('error', onError);
      if (isReadable(stream) && isLast) {
        lastStreamCleanup.push(() => stream.removeListener('error', onError));
      }
    }

    if (i === 0) {
      result = firstOf(stream, signal);
    } else if (typeof stream === 'function') {
      if (isTransformStream(result)) result = makeAsyncIterable(result?.readable);
      else result = makeAsyncIterable(result);
      result = stream(result, { signal });
      if (reading) {
        if (!isIterable(result, true)) {
          throw new ERR_INVALID_RETURN_VALUE('AsyncIterable', `transform[${i - 1}]`, result);
        }
      } else {
        result = lastFunction(result);
      }
    } else if (isNodeStream(stream)) {
      if (isReadableNodeStream(result)) {
        finishCount += 2;
        const cleanup = pipeNode(result, stream, finish, finishOnlyHandleError, { end });
        if (isReadable(stream) && isLast) lastStreamCleanup.push(cleanup);
      } else if (isTransformStream(result) || isReadableStream(result)) {
        finishCount++;
        pumpToNode(result.readable || result, stream, finish, { end });
      } else if (isIterable(result)) {
        finishCount++;
        pumpToNode(result, stream, finish, { end });
      } else {
        throw new ERR_INVALID_ARG_TYPE(
          'val', ['Readable', 'Iterable', 'AsyncIterable', 'ReadableStream', 'TransformStream'], result);
      }
      result = stream;
    } else if (isWebStream(stream)) {
      if (isReadableNodeStream(result)) {
        finishCount++;
        pumpToWeb(makeAsyncIterable(result), stream, finish, { end });
      } else if (isReadableStream(result) || isIterable(result)) {
        finishCount++;
        pumpToWeb(result, stream, finish, { end });
      } else if (isTransformStream(result)) {
        finishCount++;
        pumpToWeb(result.readable, stream, finish, { end });
      } else {
        throw new ERR_INVALID_ARG_TYPE(
          'val', ['Readable', 'Iterable', 'AsyncIterable', 'ReadableStream', 'TransformStream'], result);
      }
      result = stream;
    } else {
      result = Duplex.from(stream);
    }
  }

  if (signal?.aborted || outerSignal?.aborted) process.nextTick(abort);
  return result;

  // What the last function gave: a promise of the value, or something to read from.
  function lastFunction(given) {
    const PassThrough = require('internal/streams/passthrough');
    // Somebody may pipe from it, so it is a stream in any case.
    const output = new PassThrough({ objectMode: true });
    const then = given?.then;
    if (typeof then === 'function') {
      finishCount++;
      then.call(given, (resolved) => {
        value = resolved;
        if (resolved != null) output.write(resolved);
        output.end();
        process.nextTick(finish);
      }, (failure) => {
        output.destroy(failure);
        process.nextTick(finish, failure);
      });
    } else if (isIterable(given, true)) {
      finishCount++;
      pumpToNode(given, output, finish, { end: true });
    } else if (isReadableStream(given) || isTransformStream(given)) {
      finishCount++;
      pumpToNode(given.readable || given, output, finish, { end: true });
    } else {
      throw new ERR_INVALID_RETURN_VALUE('AsyncIterable or Promise', 'destination', given);
    }
    const { destroy, cleanup } = destroyer(output, false, true);
    destroys.push(destroy);
    lastStreamCleanup.push(cleanup);
    return output;
  }
}

function firstOf(stream, signal) {
  if (typeof stream === 'function') {
    const result = stream({ signal });
    if (!isIterable(result)) throw new ERR_INVALID_RETURN_VALUE('Iterable, AsyncIterable or Stream', 'source', result);
    return result;
  }
  if (isIterable(stream) || isReadableNodeStream(stream) || isTransformStream(stream)) return stream;
  return Duplex.from(stream);
}

function pipeNode(source, dest, finish, finishOnlyHandleError, { end }) {
  let ended = false;
  dest.on('close', () => {
    // The destination went before the source had ended.
    if (!ended) finishOnlyHandleError(new ERR_STREAM_PREMATURE_CLOSE());
  });
  source.pipe(dest, { end: false });

  if (end) {
    const endFn = () => {
      ended = true;
      dest.end();
    };
    // The 'end' was already: pipe() will not hear it.
    if (isReadableFinished(source)) process.nextTick(endFn);
    else source.once('end', endFn);
  } else {
    finish();
  }

  eos(source, { readable: true, writable: false }, (error) => {
    const state = source._readableState;
    if (error && error.code === 'ERR_STREAM_PREMATURE_CLOSE' && state && state.ended && !state.errored &&
        !state.errorEmitted) {
      // Closed before 'end' though everything was read: some streams do, and 'end' or an error will come.
      source.once('end', finish).once('error', finish);
    } else {
      finish(error);
    }
  });
  return eos(dest, { readable: false, writable: true }, finish);
}

module.exports = { pipeline, pipelineImpl: run };
