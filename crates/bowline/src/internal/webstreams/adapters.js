'use strict';

// Between Node's streams and the web's.

const {
  AbortError,
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_STREAM_PREMATURE_CLOSE },
} = require('internal/errors');
const { validateBoolean, validateObject } = require('internal/validators');
const { destroyer } = require('internal/streams/destroy');
const Duplex = require('internal/streams/duplex');
const Readable = require('internal/streams/readable');
const Writable = require('internal/streams/writable');
const { eos } = require('internal/streams/end-of-stream');
const { isDestroyed, isReadable, isWritable, isWritableEnded } = require('internal/streams/utils');
const { ReadableStream, isReadableStream } = require('internal/webstreams/readable');
const { WritableStream, isWritableStream } = require('internal/webstreams/writable');
const { ByteLengthQueuingStrategy, CountQueuingStrategy } = require('internal/webstreams/queuing');
const { deferred, setHandled } = require('internal/webstreams/util');
const { Buffer } = require('buffer');
const process = require('process');

const encodings = new Set(['buffer', 'utf8', 'utf-8', 'ucs2', 'ucs-2', 'utf16le', 'utf-16le', 'latin1', 'binary',
  'ascii', 'base64', 'base64url', 'hex']);

// An early end is an abort on the web's side.
function toWebError(error) {
  return error?.code === 'ERR_STREAM_PREMATURE_CLOSE' ? new AbortError(undefined, { cause: error }) : error;
}

function newWritableStreamFromStreamWritable(streamWritable) {
  // Not every writable is a Writable: an http.OutgoingMessage has no state.
  if (typeof streamWritable?.write !== 'function' || typeof streamWritable.on !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('streamWritable', 'stream.Writable', streamWritable);
  }
  if (isDestroyed(streamWritable) || !isWritable(streamWritable)) {
    const stream = new WritableStream();
    stream.close();
    return stream;
  }

  const highWaterMark = streamWritable.writableHighWaterMark;
  const strategy = streamWritable.writableObjectMode ?
    new CountQueuingStrategy({ highWaterMark }) : { highWaterMark };
  let controller;
  let backpressure;
  let closed;

  const cleanup = eos(streamWritable, (error) => {
    error = toWebError(error);
    cleanup();
    // Errors that come after the end are nobody's.
    streamWritable.on('error', () => {});
    if (error != null) {
      backpressure?.reject(error);
      if (closed !== undefined) {
        closed.reject(error);
        closed = undefined;
      }
      controller.error(error);
      controller = undefined;
      return;
    }
    if (closed !== undefined) {
      closed.resolve();
      closed = undefined;
      return;
    }
    controller.error(new AbortError());
    controller = undefined;
  });

  streamWritable.on('drain', () => backpressure?.resolve());

  return new WritableStream({
    start(given) {
      controller = given;
    },

    write(chunk) {
      if (streamWritable.writableNeedDrain || !streamWritable.write(chunk)) {
        backpressure = deferred();
        return backpressure.promise.finally(() => { backpressure = undefined; });
      }
      return undefined;
    },

    abort(reason) {
      destroyer(streamWritable, reason);
    },

    close() {
      if (closed === undefined && !isWritableEnded(streamWritable)) {
        closed = deferred();
        setHandled(closed.promise);
        const { promise } = closed;
        streamWritable.end();
        return promise;
      }
      return closed === undefined ? Promise.resolve() : closed.promise;
    },
  }, strategy);
}

function newStreamWritableFromWritableStream(writableStream, options = {}) {
  if (!isWritableStream(writableStream)) {
    throw new ERR_INVALID_ARG_TYPE('writableStream', 'WritableStream', writableStream);
  }
  validateObject(options, 'options');
  const { highWaterMark, decodeStrings = true, objectMode = false, signal } = options;
  validateBoolean(objectMode, 'options.objectMode');
  validateBoolean(decodeStrings, 'options.decodeStrings');

  const writer = writableStream.getWriter();
  let closed = false;

  const writable = new Writable({
    highWaterMark,
    objectMode,
    decodeStrings,
    signal,

    writev(chunks, callback) {
      const write = () => Promise.all(chunks.map(({ chunk }) => writer.write(chunk)));
      writer.ready.then(write).then(
        () => process.nextTick(callback), (error) => process.nextTick(callback, error ?? new AbortError()));
    },

    write(chunk, encoding, callback) {
      if (typeof chunk === 'string' && decodeStrings && !objectMode) {
        chunk = Buffer.from(chunk, encoding);
        chunk = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      }
      writer.ready.then(() => writer.write(chunk)).then(
        () => process.nextTick(callback), (error) => process.nextTick(callback, error ?? new AbortError()));
    },

    destroy(error, callback) {
      const done = (failure) => process.nextTick(callback, error ?? failure);
      if (closed) {
        callback(error);
        return;
      }
      if (error != null) writer.abort(error).then(() => done(), () => done());
      else writer.close().then(() => done(), done);
    },

    final(callback) {
      const done = (error) => process.nextTick(callback, error);
      if (closed) done();
      else writer.close().then(() => done(), done);
    },
  });

  writer.closed.then(() => {
    // The stream was closed by somebody else: what is written now goes nowhere.
    closed = true;
    if (!isWritableEnded(writable)) destroyer(writable, new ERR_STREAM_PREMATURE_CLOSE());
  }, (error) => {
    closed = true;
    destroyer(writable, error);
  });
  return writable;
}

function newReadableStreamFromStreamReadable(streamReadable, options = {}) {
  if (typeof streamReadable?._readableState !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('streamReadable', 'stream.Readable', streamReadable);
  }
  if (isDestroyed(streamReadable) || !isReadable(streamReadable)) {
    const stream = new ReadableStream();
    stream.cancel();
    return stream;
  }

  const objectMode = streamReadable.readableObjectMode;
  const highWaterMark = streamReadable.readableHighWaterMark;
  let strategy;
  if (options?.strategy) ({ strategy } = options);
  else if (objectMode) strategy = new CountQueuingStrategy({ highWaterMark });
  else strategy = new ByteLengthQueuingStrategy({ highWaterMark });

  let controller;
  let cancelled = false;

  streamReadable.pause();
  const cleanup = eos(streamReadable, (error) => {
    error = toWebError(error);
    cleanup();
    streamReadable.on('error', () => {});
    if (error) controller.error(error);
    else if (!cancelled) controller.close();
  });
  streamReadable.on('data', (chunk) => {
    // A Buffer may be a part of a pool, whose memory is not the reader's.
    if (Buffer.isBuffer(chunk) && !objectMode) chunk = new Uint8Array(chunk);
    controller.enqueue(chunk);
    if (controller.desiredSize <= 0) streamReadable.pause();
  });

  return new ReadableStream({
    start(given) {
      controller = given;
    },
    pull() {
      streamReadable.resume();
    },
    cancel(reason) {
      cancelled = true;
      destroyer(streamReadable, reason);
    },
  }, strategy);
}

function newStreamReadableFromReadableStream(readableStream, options = {}) {
  if (!isReadableStream(readableStream)) {
    throw new ERR_INVALID_ARG_TYPE('readableStream', 'ReadableStream', readableStream);
  }
  validateObject(options, 'options');
  const { highWaterMark, encoding, objectMode = false, signal } = options;
  if (encoding !== undefined && !encodings.has(`${encoding}`)) {
    throw new ERR_INVALID_ARG_VALUE('options.encoding', encoding);
  }
  validateBoolean(objectMode, 'options.objectMode');

  const reader = readableStream.getReader();
  let closed = false;

  const readable = new Readable({
    objectMode,
    highWaterMark,
    encoding,
    signal,

    read() {
      reader.read().then((chunk) => {
        if (chunk.done) readable.push(null);
        else readable.push(chunk.value);
      }, (error) => destroyer(readable, error));
    },

    destroy(error, callback) {
      const done = (failure) => process.nextTick(callback, error ?? failure);
      if (closed) done();
      else reader.cancel(error).then(() => done(), done);
    },
  });

  reader.closed.then(() => {
    closed = true;
  }, (error) => {
    closed = true;
    destroyer(readable, error);
  });
  return readable;
}

function newReadableWritablePairFromDuplex(duplex) {
  // Not every duplex is a Duplex, but it has both halves' states.
  if (typeof duplex?._writableState !== 'object' || typeof duplex?._readableState !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('duplex', 'stream.Duplex', duplex);
  }
  if (isDestroyed(duplex)) {
    const writable = new WritableStream();
    const readable = new ReadableStream();
    writable.close();
    readable.cancel();
    return { readable, writable };
  }
  const writable = isWritable(duplex) ? newWritableStreamFromStreamWritable(duplex) : new WritableStream();
  if (!isWritable(duplex)) writable.close();
  const readable = isReadable(duplex) ? newReadableStreamFromStreamReadable(duplex) : new ReadableStream();
  if (!isReadable(duplex)) readable.cancel();
  return { writable, readable };
}

function newStreamDuplexFromReadableWritablePair(pair = {}, options = {}) {
  validateObject(pair, 'pair');
  const { readable: readableStream, writable: writableStream } = pair;
  if (!isReadableStream(readableStream)) {
    throw new ERR_INVALID_ARG_TYPE('pair.readable', 'ReadableStream', readableStream);
  }
  if (!isWritableStream(writableStream)) {
    throw new ERR_INVALID_ARG_TYPE('pair.writable', 'WritableStream', writableStream);
  }
  validateObject(options, 'options');
  const { allowHalfOpen = false, objectMode = false, encoding, decodeStrings = true, highWaterMark, signal } = options;
  validateBoolean(objectMode, 'options.objectMode');
  if (encoding !== undefined && !encodings.has(`${encoding}`)) {
    throw new ERR_INVALID_ARG_VALUE('options.encoding', encoding);
  }

  const writer = writableStream.getWriter();
  const reader = readableStream.getReader();
  let writableClosed = false;
  let readableClosed = false;

  const duplex = new Duplex({
    allowHalfOpen,
    highWaterMark,
    objectMode,
    encoding,
    decodeStrings,
    signal,

    writev(chunks, callback) {
      const write = () => Promise.all(chunks.map(({ chunk }) => writer.write(chunk)));
      writer.ready.then(write).then(
        () => process.nextTick(callback), (error) => process.nextTick(callback, error ?? new AbortError()));
    },

    write(chunk, encodingOfChunk, callback) {
      if (typeof chunk === 'string' && decodeStrings && !objectMode) {
        chunk = Buffer.from(chunk, encodingOfChunk);
        chunk = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      }
      writer.ready.then(() => writer.write(chunk)).then(
        () => process.nextTick(callback), (error) => process.nextTick(callback, error ?? new AbortError()));
    },

    final(callback) {
      const done = (error) => process.nextTick(callback, error);
      if (writableClosed) done();
      else writer.close().then(() => done(), done);
    },

    read() {
      reader.read().then((chunk) => {
        if (chunk.done) duplex.push(null);
        else duplex.push(chunk.value);
      }, (error) => destroyer(duplex, error));
    },

    destroy(error, callback) {
      const done = (failure) => process.nextTick(callback, error ?? failure);
      const endings = [];
      if (!writableClosed) endings.push(writer.abort(error));
      if (!readableClosed) endings.push(reader.cancel(error));
      Promise.all(endings).then(() => done(), done);
    },
  });

  writer.closed.then(() => {
    writableClosed = true;
    if (!isWritableEnded(duplex)) destroyer(duplex, new ERR_STREAM_PREMATURE_CLOSE());
  }, (error) => {
    writableClosed = true;
    readableClosed = true;
    destroyer(duplex, error);
  });
  reader.closed.then(() => {
    // The read that is under way tells the end.
    readableClosed = true;
  }, (error) => {
    writableClosed = true;
    readableClosed = true;
    destroyer(duplex, error);
  });
  return duplex;
}

module.exports = {
  newReadableStreamFromStreamReadable,
  newReadableWritablePairFromDuplex,
  newStreamDuplexFromReadableWritablePair,
  newStreamReadableFromReadableStream,
  newStreamWritableFromWritableStream,
  newWritableStreamFromStreamWritable,
};
