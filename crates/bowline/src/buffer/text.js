'use strict';

// Text functions of `buffer` that are no methods: atob, btoa, transcode, isUtf8, isAscii.

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_STATE, ERR_MISSING_ARGS },
} = require('internal/errors');
const { isAnyArrayBuffer, isTypedArray, isUint8Array } = require('internal/util/types');
const { decode } = require('buffer/bytes');
const { ASCII, BASE64, BASE64URL, HEX, LATIN1, encodingNumber } = require('buffer/encodings');

function invalidCharacter(message) {
  return require('internal/util').lazyDOMException(message, 'InvalidCharacterError');
}

function btoa(input) {
  if (arguments.length === 0) throw new ERR_MISSING_ARGS('input');
  const text = `${input}`;
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 255) throw invalidCharacter('Invalid character');
  }
  const bytes = native.encode(text, LATIN1);
  return decode(bytes, BASE64, 0, bytes.length);
}

function atob(input) {
  if (arguments.length === 0) throw new ERR_MISSING_ARGS('input');
  let text = `${input}`.replace(/[\t\n\f\r ]+/g, '');
  if (text.length % 4 === 0) text = text.replace(/={1,2}$/, '');
  if (/[^A-Za-z0-9+/]/.test(text)) throw invalidCharacter('Invalid character');
  if (text.length % 4 === 1) throw invalidCharacter('The string to be decoded is not correctly encoded.');
  const bytes = native.encode(text, BASE64);
  return decode(bytes, LATIN1, 0, bytes.length);
}

// Encodings of characters; base64 and hex are encodings of bytes.
function characterEncoding(name) {
  const number = encodingNumber(`${name}`);
  return number === BASE64 || number === BASE64URL || number === HEX ? undefined : number;
}

function transcode(source, fromEncoding, toEncoding) {
  if (!isUint8Array(source)) throw new ERR_INVALID_ARG_TYPE('source', ['Buffer', 'Uint8Array'], source);
  const { Buffer } = require('buffer');
  if (source.length === 0) return Buffer.alloc(0);
  const from = characterEncoding(fromEncoding);
  const to = characterEncoding(toEncoding);
  if (from === undefined || to === undefined) {
    const error = new Error('Unable to transcode Buffer [U_ILLEGAL_ARGUMENT_ERROR]');
    error.code = 'U_ILLEGAL_ARGUMENT_ERROR';
    error.errno = 1;
    throw error;
  }
  const text = decode(source, from, 0, source.length);
  if (to !== ASCII && to !== LATIN1) return native.encode(text, to);
  // A character the target cannot say becomes a question mark.
  const limit = to === ASCII ? 0x7f : 0xff;
  const result = [];
  for (const character of text) {
    const point = character.codePointAt(0);
    result.push(point > limit ? 0x3f : point);
  }
  return Buffer.from(result);
}

function bytesOf(input) {
  if (isTypedArray(input)) {
    // A view on memory that was given away has no bytes to look at.
    if (input.buffer.detached) throw new ERR_INVALID_STATE('Cannot validate on a detached buffer');
    return input;
  }
  if (isAnyArrayBuffer(input)) {
    if (input.detached) throw new ERR_INVALID_STATE('Cannot validate on a detached buffer');
    return input;
  }
  throw new ERR_INVALID_ARG_TYPE('input', ['ArrayBuffer', 'Buffer', 'TypedArray'], input);
}

function isUtf8(input) {
  return native.isUtf8(bytesOf(input));
}

function isAscii(input) {
  return native.isAscii(bytesOf(input));
}

module.exports = { atob, btoa, isAscii, isUtf8, transcode };
