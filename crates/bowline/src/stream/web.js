'use strict';

// `stream/web`: everything of web streams. A file is loaded when one of its classes is asked for.

function define(names, file) {
  for (const name of names) {
    Object.defineProperty(module.exports, name, {
      __proto__: null,
      configurable: true,
      enumerable: true,
      get() { return require(file)[name]; },
      set(value) {
        Object.defineProperty(this, name, {
          __proto__: null, configurable: true, enumerable: true, writable: true, value,
        });
      },
    });
  }
}

define(['ReadableStream', 'ReadableStreamDefaultReader'], 'internal/webstreams/readable');
define(['ReadableStreamBYOBReader', 'ReadableStreamBYOBRequest'], 'internal/webstreams/readable_byob');
define(['ReadableByteStreamController'], 'internal/webstreams/readable_byte');
define(['ReadableStreamDefaultController'], 'internal/webstreams/readable');
define(['TransformStream', 'TransformStreamDefaultController'], 'internal/webstreams/transform');
define(['WritableStream', 'WritableStreamDefaultWriter', 'WritableStreamDefaultController'],
       'internal/webstreams/writable');
define(['ByteLengthQueuingStrategy', 'CountQueuingStrategy'], 'internal/webstreams/queuing');
define(['TextEncoderStream', 'TextDecoderStream'], 'internal/webstreams/encoding');
define(['CompressionStream', 'DecompressionStream'], 'internal/webstreams/compression');
