'use strict';

// TextEncoder and TextDecoder of the encoding standard. The decoders proper are native:
//
//   encodingName(label) -> name or undefined
//   decoder(name, fatal, ignoreBOM) -> decode
//   decode(bytes, stream) -> text, or undefined when the bytes are malformed and that is fatal

const {
  codes: { ERR_ENCODING_INVALID_ENCODED_DATA, ERR_ENCODING_NOT_SUPPORTED, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS },
} = require('internal/errors');
const { validateObject, validateString, kValidateObjectAllowNullable, kValidateObjectAllowArray,
        kValidateObjectAllowFunction } = require('internal/validators');
const { isAnyArrayBuffer, isUint8Array } = require('internal/util/types');
const codec = require('buffer/native');
const { decode: decodeBytes, writeText } = require('buffer/bytes');
const { UTF8 } = require('buffer/encodings');

const kInspect = Symbol.for('nodejs.util.inspect.custom');
const empty = new Uint8Array();

function getEncodingFromLabel(label) {
  return label === 'utf-8' || label === 'utf8' ? 'utf-8' : codec.encodingName(`${label}`);
}

class TextEncoder {
  #brand = true;

  get encoding() {
    checkEncoder(this);
    return 'utf-8';
  }

  encode(input = '') {
    checkEncoder(this);
    return codec.encodeUtf8(`${input}`);
  }

  encodeInto(src, dest) {
    checkEncoder(this);
    validateString(src, 'src');
    if (!dest || !isUint8Array(dest)) throw new ERR_INVALID_ARG_TYPE('dest', 'Uint8Array', dest);
    const written = writeText(dest, src, UTF8, 0, dest.length);
    // A half of a surrogate pair is written as a character of one unit too, so units read are units written.
    const whole = written < dest.length - 3 || written === codec.utf8Length(src);
    return { read: whole ? src.length : decodeBytes(dest, UTF8, 0, written).length, written };
  }

  [kInspect](depth, options) {
    checkEncoder(this);
    if (typeof depth === 'number' && depth < 0) return this;
    const { inspect } = require('internal/util/inspect');
    // Shown as a plain object with the class's name.
    const shown = new (class TextEncoder {})();
    shown.encoding = this.encoding;
    return inspect(shown, options);
  }

  static {
    this.is = (value) => typeof value === 'object' && value !== null && #brand in value;
  }
}

const isEncoder = TextEncoder.is;
delete TextEncoder.is;

function checkEncoder(encoder) {
  if (!isEncoder(encoder)) throw new ERR_INVALID_THIS('TextEncoder');
}

function bytesOf(input) {
  if (isAnyArrayBuffer(input)) return new Uint8Array(input);
  if (ArrayBuffer.isView(input)) return input;
  throw new ERR_INVALID_ARG_TYPE('list', ['SharedArrayBuffer', 'ArrayBuffer', 'ArrayBufferView'], input);
}

class TextDecoder {
  #encoding;
  #fatal;
  #ignoreBOM;
  #decoder;

  constructor(encoding = 'utf-8', options = {}) {
    encoding = `${encoding}`;
    validateObject(options, 'options',
                   kValidateObjectAllowNullable | kValidateObjectAllowArray | kValidateObjectAllowFunction);
    const name = getEncodingFromLabel(encoding);
    if (name === undefined) throw new ERR_ENCODING_NOT_SUPPORTED(encoding);
    this.#encoding = name;
    this.#fatal = Boolean(options?.fatal);
    this.#ignoreBOM = Boolean(options?.ignoreBOM);
    this.#decoder = undefined;
  }

  decode(input = empty, options = {}) {
    checkDecoder(this);
    const bytes = bytesOf(input);
    validateObject(options, 'options',
                   kValidateObjectAllowNullable | kValidateObjectAllowArray | kValidateObjectAllowFunction);
    const stream = Boolean(options?.stream);
    const decode = this.#decoder ??= codec.decoder(this.#encoding, this.#fatal, this.#ignoreBOM);
    const text = decode(bytes.buffer instanceof SharedArrayBuffer ? new Uint8Array(bytes) : bytes, stream);
    if (text === undefined) throw new ERR_ENCODING_INVALID_ENCODED_DATA(this.#encoding, undefined);
    return text;
  }

  get encoding() {
    checkDecoder(this);
    return this.#encoding;
  }

  get fatal() {
    checkDecoder(this);
    return this.#fatal;
  }

  get ignoreBOM() {
    checkDecoder(this);
    return this.#ignoreBOM;
  }

  [kInspect](depth, options) {
    checkDecoder(this);
    if (typeof depth === 'number' && depth < 0) return this;
    const { inspect } = require('internal/util/inspect');
    return `${this.constructor.name} ${inspect({
      encoding: this.#encoding,
      fatal: this.#fatal,
      ignoreBOM: this.#ignoreBOM,
    }, options)}`;
  }

  static {
    this.is = (value) => typeof value === 'object' && value !== null && #decoder in value;
  }
}

const isDecoder = TextDecoder.is;
delete TextDecoder.is;

function checkDecoder(decoder) {
  if (!isDecoder(decoder)) throw new ERR_INVALID_THIS('TextDecoder');
}

for (const [Class, names] of [
  [TextEncoder, ['encoding', 'encode', 'encodeInto']],
  [TextDecoder, ['decode', 'encoding', 'fatal', 'ignoreBOM']],
]) {
  for (const name of names) Object.defineProperty(Class.prototype, name, { __proto__: null, enumerable: true });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, {
    __proto__: null, configurable: true, value: Class.name,
  });
}

module.exports = { TextDecoder, TextEncoder, getEncodingFromLabel };
