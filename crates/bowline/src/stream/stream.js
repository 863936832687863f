'use strict';

// `stream`: the classes and functions of all streams.

const { Stream } = require('internal/streams/legacy');
const Readable = require('internal/streams/readable');
const Writable = require('internal/streams/writable');
const Duplex = require('internal/streams/duplex');
const Transform = require('internal/streams/transform');
const PassThrough = require('internal/streams/passthrough');
const { getDefaultHighWaterMark, setDefaultHighWaterMark } = require('internal/streams/state');
const { isDestroyed, isDisturbed, isErrored, isReadable, isWritable } = require('internal/streams/utils');
const { Buffer } = require('buffer');

module.exports = Stream;

Object.assign(Stream, {
  isDestroyed,
  isDisturbed,
  isErrored,
  isReadable,
  isWritable,
  Readable,
});

// The operators are made when the first of them is called.
const returnsStream = ['asIndexedPairs', 'drop', 'filter', 'flatMap', 'map', 'take', 'compose'];
const returnsPromise = ['every', 'forEach', 'reduce', 'toArray', 'some', 'find'];
const argumentCounts = { asIndexedPairs: 0, every: 1, some: 1, reduce: 2, toArray: 1, drop: 1, take: 1 };

function refuseNew(target) {
  if (target === undefined) return;
  const { codes: { ERR_ILLEGAL_CONSTRUCTOR } } = require('internal/errors');
  throw new ERR_ILLEGAL_CONSTRUCTOR();
}

function defineOperator(name, fn) {
  Object.defineProperties(fn, {
    name: { __proto__: null, value: name },
    length: { __proto__: null, value: argumentCounts[name] ?? 2 },
  });
  Object.defineProperty(Readable.prototype, name, {
    __proto__: null, configurable: true, enumerable: false, writable: true, value: fn,
  });
}

for (const name of returnsStream) {
  defineOperator(name, function(...args) {
    refuseNew(new.target);
    const operator = require('internal/streams/operators').streamReturningOperators[name];
    return Readable.from(operator.apply(this, args));
  });
}
for (const name of returnsPromise) {
  defineOperator(name, function(...args) {
    refuseNew(new.target);
    return require('internal/streams/operators').promiseReturningOperators[name].apply(this, args);
  });
}

Object.assign(Stream, {
  Writable,
  Duplex,
  Transform,
  PassThrough,
  duplexPair(options) {
    return require('internal/streams/duplexpair')(options);
  },
  pipeline(...streams) {
    return require('internal/streams/pipeline').pipeline(...streams);
  },
  addAbortSignal(signal, stream) {
    return require('internal/streams/add-abort-signal').addAbortSignal(signal, stream);
  },
  finished(stream, options, callback) {
    const { eos } = require('internal/streams/end-of-stream');
    return arguments.length < 3 ? eos(stream, options) : eos(stream, options, callback);
  },
  destroy(stream, error) {
    return require('internal/streams/destroy').destroyer(stream, error);
  },
  compose(...streams) {
    return require('internal/streams/compose')(...streams);
  },
  setDefaultHighWaterMark,
  getDefaultHighWaterMark,
});

Object.defineProperty(Stream, 'promises', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get() { return require('stream/promises'); },
});

// util.promisify of the callback forms gives the promise forms.
const customPromisify = Symbol.for('nodejs.util.promisify.custom');
for (const name of ['pipeline', 'finished']) {
  Object.defineProperty(Stream[name], customPromisify, {
    __proto__: null,
    enumerable: true,
    get() { return require('stream/promises')[name]; },
  });
}

Stream.Stream = Stream;

Stream._isArrayBufferView = ArrayBuffer.isView;
Stream._isUint8Array = function(value) {
  return require('internal/util/types').isUint8Array(value);
};
Stream._uint8ArrayToBuffer = function(chunk) {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
};
