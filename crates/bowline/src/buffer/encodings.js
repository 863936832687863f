'use strict';

// Names of encodings to the numbers the native half knows them by.

const UTF8 = 0;
const UCS2 = 1;
const LATIN1 = 2;
const ASCII = 3;
const BASE64 = 4;
const BASE64URL = 5;
const HEX = 6;

const numbers = {
  __proto__: null,
  'utf8': UTF8, 'utf-8': UTF8,
  'ucs2': UCS2, 'ucs-2': UCS2, 'utf16le': UCS2, 'utf-16le': UCS2,
  'latin1': LATIN1, 'binary': LATIN1,
  'ascii': ASCII,
  'base64': BASE64,
  'base64url': BASE64URL,
  'hex': HEX,
};

// The number of an encoding, or undefined: `encoding` is a string.
function encodingNumber(encoding) {
  return numbers[encoding] ?? numbers[encoding.toLowerCase()];
}

// The same, for whatever a program passes as an encoding: nothing means utf8.
function encodingNumberOrThrow(encoding) {
  if (encoding === undefined || encoding === 'utf8') return UTF8;
  const number = encodingNumber(`${encoding}`);
  if (number === undefined) {
    const { codes: { ERR_UNKNOWN_ENCODING } } = require('internal/errors');
    throw new ERR_UNKNOWN_ENCODING(encoding);
  }
  return number;
}

module.exports = {
  ASCII, BASE64, BASE64URL, HEX, LATIN1, UCS2, UTF8,
  encodingNumber,
  encodingNumberOrThrow,
};
