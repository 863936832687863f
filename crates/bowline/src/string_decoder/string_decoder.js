'use strict';

// Decodes bytes that come in pieces: what a piece leaves incomplete waits for the next one.

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_UNKNOWN_ENCODING },
} = require('internal/errors');
const { decode } = require('buffer/bytes');
const { ASCII, BASE64, BASE64URL, HEX, LATIN1, UCS2, UTF8, encodingNumber } = require('buffer/encodings');

const names = {
  [UTF8]: 'utf8', [UCS2]: 'utf16le', [LATIN1]: 'latin1', [ASCII]: 'ascii',
  [BASE64]: 'base64', [BASE64URL]: 'base64url', [HEX]: 'hex',
};

const kNumber = Symbol('kNumber');
const kPending = Symbol('kPending'); // up to four bytes
const kHeld = Symbol('kHeld'); // how many of them are there
const kMissing = Symbol('kMissing'); // how many more complete a character

function StringDecoder(encoding) {
  const number = encoding === undefined || encoding === null ? UTF8 : encodingNumber(`${encoding}`);
  if (number === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
  this.encoding = names[number];
  this[kNumber] = number;
  this[kPending] = undefined;
  this[kHeld] = 0;
  this[kMissing] = 0;
}

function hold(decoder, bytes, start, missing) {
  const pending = decoder[kPending] ??= new Uint8Array(4);
  let held = 0;
  for (let i = start; i < bytes.length; i++) pending[held++] = bytes[i];
  decoder[kHeld] = held;
  decoder[kMissing] = missing;
}

// Where the last, incomplete character begins; the length when there is none. Holds it back if asked to.
function cutUtf8(decoder, bytes, from) {
  const { length } = bytes;
  for (let back = 1; back <= 3 && length - back >= from; back++) {
    const byte = bytes[length - back];
    if ((byte & 0xc0) === 0x80) continue;
    let size = 1;
    if ((byte & 0xe0) === 0xc0) size = 2;
    else if ((byte & 0xf0) === 0xe0) size = 3;
    else if ((byte & 0xf8) === 0xf0) size = 4;
    if (size <= back) return length;
    hold(decoder, bytes, length - back, size - back);
    return length - back;
  }
  return length;
}

function writeUtf8(decoder, bytes) {
  let text = '';
  let from = 0;
  if (decoder[kMissing] > 0) {
    const pending = decoder[kPending];
    while (decoder[kMissing] > 0 && from < bytes.length) {
      // A byte that cannot go on with the character ends it, broken.
      if ((bytes[from] & 0xc0) !== 0x80) {
        decoder[kMissing] = 0;
        break;
      }
      pending[decoder[kHeld]++] = bytes[from++];
      decoder[kMissing]--;
    }
    if (decoder[kMissing] > 0) return '';
    text = decode(pending, UTF8, 0, decoder[kHeld]);
    decoder[kHeld] = 0;
  }
  if (from === bytes.length) return text;
  const end = cutUtf8(decoder, bytes, from);
  return end === from ? text : text + decode(bytes, UTF8, from, end);
}

// `waited`: the bytes begin with half a pair that was held back.
function writeUcs2(decoder, bytes, waited) {
  const { length } = bytes;
  let end = length & ~1;
  let missing = length & 1;
  // The first half of a surrogate pair waits for the second. One that came together with the beginning of the next
  // character does not, unless it waited already: that is what Node does.
  if (end >= 2 && (missing === 0 || waited) && (bytes[end - 1] & 0xfc) === 0xd8) {
    end -= 2;
    missing = 2 - missing;
  }
  if (missing !== 0) hold(decoder, bytes, end, missing);
  return decode(bytes, UCS2, 0, end);
}

function writeBase64(decoder, bytes) {
  const rest = bytes.length % 3;
  if (rest !== 0) hold(decoder, bytes, bytes.length - rest, 3 - rest);
  return decode(bytes, decoder[kNumber], 0, bytes.length - rest);
}

// What waits and what came, as one piece.
function joined(decoder, bytes) {
  const held = decoder[kHeld];
  if (held === 0) return bytes;
  const all = new Uint8Array(held + bytes.length);
  all.set(decoder[kPending].subarray(0, held));
  all.set(bytes, held);
  decoder[kHeld] = 0;
  decoder[kMissing] = 0;
  return all;
}

StringDecoder.prototype.write = function write(buf) {
  if (typeof buf === 'string') return buf;
  if (!ArrayBuffer.isView(buf)) throw new ERR_INVALID_ARG_TYPE('buf', ['Buffer', 'TypedArray', 'DataView'], buf);
  if (this[kNumber] === undefined) {
    const { codes: { ERR_INVALID_THIS } } = require('internal/errors');
    throw new ERR_INVALID_THIS('StringDecoder');
  }
  if (!(buf instanceof Uint8Array)) buf = new Uint8Array(buf.buffer, buf.byteOffset, buf.byteLength);
  if (buf.length === 0) return '';
  const number = this[kNumber];
  if (number === UTF8) return writeUtf8(this, buf);
  if (number === UCS2) {
    const waited = this[kHeld] >= 2;
    return writeUcs2(this, joined(this, buf), waited);
  }
  if (number === BASE64 || number === BASE64URL) return writeBase64(this, joined(this, buf));
  return decode(buf, number, 0, buf.length);
};

StringDecoder.prototype.end = function end(buf) {
  const text = buf === undefined ? '' : this.write(buf);
  const held = this[kHeld];
  if (held === 0) return text;
  this[kHeld] = 0;
  this[kMissing] = 0;
  // A lone byte is no character of two.
  return text + decode(this[kPending], this[kNumber], 0, this[kNumber] === UCS2 ? held & ~1 : held);
};

StringDecoder.prototype.text = function text(buf, offset) {
  this[kHeld] = 0;
  this[kMissing] = 0;
  return this.write(buf.slice(offset));
};

function define(name, get) {
  Object.defineProperty(StringDecoder.prototype, name, { __proto__: null, configurable: true, enumerable: true, get });
}

define('lastChar', function() {
  return require('buffer').Buffer.from((this[kPending] ??= new Uint8Array(4)).buffer);
});
define('lastNeed', function() {
  return this[kMissing];
});
define('lastTotal', function() {
  return this[kHeld] + this[kMissing];
});

module.exports = { StringDecoder };
