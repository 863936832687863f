'use strict';

// TextEncoderStream and TextDecoderStream.

const { codes: { ERR_INVALID_THIS } } = require('internal/errors');
const { TextDecoder, TextEncoder } = require('internal/encoding');
const { TransformStream } = require('internal/webstreams/transform');
const { finishClass, inspectAs, isBrand, kInspect, kState } = require('internal/webstreams/util');

function stateOf(stream, type) {
  if (!isBrand(type, stream)) throw new ERR_INVALID_THIS(type);
  return stream[kState];
}

class TextEncoderStream {
  constructor() {
    const encoder = new TextEncoder();
    // The first half of a surrogate pair at the end of a chunk belongs to the next one.
    let pending = '';
    this[kState] = {
      encoder,
      transform: new TransformStream({
        transform(chunk, controller) {
          let text = pending + `${chunk}`;
          pending = '';
          if (/[\ud800-\udbff]$/.test(text)) {
            pending = text.slice(-1);
            text = text.slice(0, -1);
          }
          if (text !== '') controller.enqueue(encoder.encode(text));
        },
        flush(controller) {
          if (pending !== '') controller.enqueue(encoder.encode(pending));
        },
      }),
    };
  }

  get encoding() {
    return stateOf(this, 'TextEncoderStream').encoder.encoding;
  }

  get readable() {
    return stateOf(this, 'TextEncoderStream').transform.readable;
  }

  get writable() {
    return stateOf(this, 'TextEncoderStream').transform.writable;
  }

  [kInspect](depth, options) {
    const { encoder, transform } = stateOf(this, 'TextEncoderStream');
    return inspectAs(depth, options, 'TextEncoderStream', {
      encoding: encoder.encoding,
      readable: transform.readable,
      writable: transform.writable,
    }, this);
  }
}

class TextDecoderStream {
  constructor(encoding = 'utf-8', options = {}) {
    const decoder = new TextDecoder(encoding, options);
    this[kState] = {
      decoder,
      transform: new TransformStream({
        transform(chunk, controller) {
          const text = decoder.decode(chunk, { stream: true });
          if (text !== '') controller.enqueue(text);
        },
        flush(controller) {
          const text = decoder.decode();
          if (text !== '') controller.enqueue(text);
        },
      }),
    };
  }

  get encoding() {
    return stateOf(this, 'TextDecoderStream').decoder.encoding;
  }

  get fatal() {
    return stateOf(this, 'TextDecoderStream').decoder.fatal;
  }

  get ignoreBOM() {
    return stateOf(this, 'TextDecoderStream').decoder.ignoreBOM;
  }

  get readable() {
    return stateOf(this, 'TextDecoderStream').transform.readable;
  }

  get writable() {
    return stateOf(this, 'TextDecoderStream').transform.writable;
  }

  [kInspect](depth, options) {
    const { decoder, transform } = stateOf(this, 'TextDecoderStream');
    return inspectAs(depth, options, 'TextDecoderStream', {
      encoding: decoder.encoding,
      fatal: decoder.fatal,
      ignoreBOM: decoder.ignoreBOM,
      readable: transform.readable,
      writable: transform.writable,
    }, this);
  }
}

finishClass(TextEncoderStream, ['encoding', 'readable', 'writable']);
finishClass(TextDecoderStream, ['encoding', 'fatal', 'ignoreBOM', 'readable', 'writable']);

module.exports = { TextDecoderStream, TextEncoderStream };
