'use strict';

// CompressionStream and DecompressionStream: zlib's streams in the web's clothes.

const {
  codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_THIS },
} = require('internal/errors');
const { finishClass, inspectAs, isBrand, kInspect, kState } = require('internal/webstreams/util');

const makers = {
  __proto__: null,
  'deflate': ['createDeflate', 'createInflate'],
  'deflate-raw': ['createDeflateRaw', 'createInflateRaw'],
  'gzip': ['createGzip', 'createGunzip'],
};

function make(format, index) {
  const names = makers[`${format}`];
  if (names === undefined) throw new ERR_INVALID_ARG_VALUE('format', format);
  const { newReadableWritablePairFromDuplex } = require('internal/webstreams/adapters');
  return newReadableWritablePairFromDuplex(require('zlib')[names[index]]());
}

function stateOf(stream, type) {
  if (!isBrand(type, stream)) throw new ERR_INVALID_THIS(type);
  return stream[kState];
}

class CompressionStream {
  constructor(format) {
    this[kState] = make(format, 0);
  }

  get readable() {
    return stateOf(this, 'CompressionStream').readable;
  }

  get writable() {
    return stateOf(this, 'CompressionStream').writable;
  }

  [kInspect](depth, options) {
    const { readable, writable } = stateOf(this, 'CompressionStream');
    return inspectAs(depth, options, 'CompressionStream', { readable, writable }, this);
  }
}

class DecompressionStream {
  constructor(format) {
    this[kState] = make(format, 1);
  }

  get readable() {
    return stateOf(this, 'DecompressionStream').readable;
  }

  get writable() {
    return stateOf(this, 'DecompressionStream').writable;
  }

  [kInspect](depth, options) {
    const { readable, writable } = stateOf(this, 'DecompressionStream');
    return inspectAs(depth, options, 'DecompressionStream', { readable, writable }, this);
  }
}

finishClass(CompressionStream, ['readable', 'writable']);
finishClass(DecompressionStream, ['readable', 'writable']);

module.exports = { CompressionStream, DecompressionStream };
