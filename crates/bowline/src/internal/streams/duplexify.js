'use strict';

// Duplex.from: nearly anything as a Duplex.

const {
  AbortError,
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_RETURN_VALUE },
} = require('internal/errors');
const { destroyer } = require('internal/streams/destroy');
const Duplex = require('internal/streams/duplex');
const Readable = require('internal/streams/readable');
const Writable = require('internal/streams/writable');
const from = require('internal/streams/from');
const eos = require('internal/streams/end-of-stream');
const {
  isDuplexNodeStream, isIterable, isNodeStream, isReadable, isReadableNodeStream, isReadableStream,
  isWritable, isWritableNodeStream, isWritableStream,
} = require('internal/streams/utils');
const process = require('process');

function isBlob(value) {
  return require('internal/blob').isBlob(value);
}

function fromPromise(promise) {
  const duplex = new Duplex({
    objectMode: true,
    writable: false,
    read() {},
  });
  promise.then((value) => {
    if (value != null) duplex.push(value);
    duplex.push(null);
  }, (error) => destroyer(duplex, error));
  return duplex;
}

function duplexify(body, name) {
  if (isDuplexNodeStream(body)) return body;
  if (isReadableNodeStream(body)) return pairUp({ readable: body });
  if (isWritableNodeStream(body)) return pairUp({ writable: body });
  if (isNodeStream(body)) return pairUp({ writable: false, readable: false });
  if (isReadableStream(body)) return pairUp({ readable: Readable.fromWeb(body) });
  if (isWritableStream(body)) return pairUp({ writable: Writable.fromWeb(body) });
  if (typeof body === 'function') return fromFunction(body, name);
  if (isBlob(body)) return duplexify(body.arrayBuffer());
  if (isIterable(body)) return from(Duplex, body, { objectMode: true, writable: false });
  if (isReadableStream(body?.readable) && isWritableStream(body?.writable)) return Duplex.fromWeb(body);

  if (typeof body?.writable === 'object' || typeof body?.readable === 'object') {
    const half = (value, isNodeHalf) => {
      if (!value) return undefined;
      return isNodeHalf(value) ? value : duplexify(value);
    };
    return pairUp({
      readable: half(body.readable, isReadableNodeStream),
      writable: half(body.writable, isWritableNodeStream),
    });
  }
  if (typeof body?.then === 'function') return fromPromise(body);
  throw new ERR_INVALID_ARG_TYPE(name, [
    'Blob', 'ReadableStream', 'WritableStream', 'Stream', 'Iterable', 'AsyncIterable', 'Function',
    '{ readable, writable } pair', 'Promise',
  ], body);
}

function fromFunction(body, name) {
  const { value, write, final, destroy } = fromAsyncGenerator(body);
  // A function that takes an iterable and gives one is a transform.
  if (isIterable(value)) {
    return from(Duplex, value, { objectMode: true, write, final, destroy });
  }
  const then = value?.then;
  if (typeof then === 'function') {
    let duplex;
    const promise = then.call(value, (result) => {
      if (result != null) throw new ERR_INVALID_RETURN_VALUE('nully', 'body', result);
    }, (error) => destroyer(duplex, error));
    return duplex = new Duplex({
      objectMode: true,
      readable: false,
      write,
      final(callback) {
        final(async () => {
          try {
            await promise;
            process.nextTick(callback, null);
          } catch (error) {
            process.nextTick(callback, error);
          }
        });
      },
      destroy,
    });
  }
  throw new ERR_INVALID_RETURN_VALUE('Iterable, AsyncIterable or AsyncFunction', name, value);
}

// Runs `fn` on an iterable of what is written.
function fromAsyncGenerator(fn) {
  const { AbortController } = require('internal/abort_controller');
  let { promise, resolve } = withResolver();
  const controller = new AbortController();
  const { signal } = controller;
  const value = fn(async function* () {
    while (true) {
      const waiting = promise;
      promise = null;
      const { chunk, done, callback } = await waiting;
      process.nextTick(callback);
      if (done) return;
      if (signal.aborted) throw new AbortError(undefined, { cause: signal.reason });
      ({ promise, resolve } = withResolver());
      yield chunk;
    }
  }(), { signal });
  return {
    value,
    write(chunk, encoding, callback) {
      const settle = resolve;
      resolve = null;
      settle({ chunk, done: false, callback });
    },
    final(callback) {
      const settle = resolve;
      resolve = null;
      settle({ done: true, callback });
    },
    destroy(error, callback) {
      controller.abort();
      callback(error);
    },
  };
}

function withResolver() {
  let resolve;
  const promise = new Promise((resolvePromise) => { resolve = resolvePromise; });
  return { promise, resolve };
}

// A Duplex that writes to one stream and reads from another.
function pairUp(pair) {
  const source = pair.readable && typeof pair.readable.read !== 'function' ?
    Readable.wrap(pair.readable) : pair.readable;
  const sink = pair.writable;
  let readable = !!isReadable(source);
  let writable = !!isWritable(sink);
  let onDrain;
  let onFinish;
  let onReadable;
  let onClose;
  let duplex;

  function onFinished(error) {
    const callback = onClose;
    onClose = null;
    if (callback) callback(error);
    else if (error) duplex.destroy(error);
  }

  duplex = new Duplex({
    readableObjectMode: !!source?.readableObjectMode,
    writableObjectMode: !!sink?.writableObjectMode,
    readable,
    writable,
  });

  if (writable) {
    eos(sink, (error) => {
      writable = false;
      if (error) destroyer(source, error);
      onFinished(error);
    });
    duplex._write = function(chunk, encoding, callback) {
      if (sink.write(chunk, encoding)) callback();
      else onDrain = callback;
    };
    duplex._final = function(callback) {
      sink.end();
      onFinish = callback;
    };
    sink.on('drain', () => {
      if (!onDrain) return;
      const callback = onDrain;
      onDrain = null;
      callback();
    });
    sink.on('finish', () => {
      if (!onFinish) return;
      const callback = onFinish;
      onFinish = null;
      callback();
    });
  }

  if (readable) {
    eos(source, (error) => {
      readable = false;
      if (error) destroyer(source, error);
      onFinished(error);
    });
    source.on('readable', () => {
      if (!onReadable) return;
      const callback = onReadable;
      onReadable = null;
      callback();
    });
    source.on('end', () => duplex.push(null));
    duplex._read = function() {
      while (true) {
        const chunk = source.read();
        if (chunk === null) {
          onReadable = duplex._read;
          return;
        }
        if (!duplex.push(chunk)) return;
      }
    };
  }

  duplex._destroy = function(error, callback) {
    if (!error && onClose !== null) error = new AbortError();
    onReadable = null;
    onDrain = null;
    onFinish = null;
    if (onClose === null) {
      callback(error);
    } else {
      onClose = callback;
      destroyer(sink, error);
      destroyer(source, error);
    }
  };
  return duplex;
}

module.exports = duplexify;
