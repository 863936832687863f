'use strict';

// The native half, and what it leaves to us.
//
// It gives, where an encoding is a number of `buffer/encodings` and bytes are any view or ArrayBuffer:
//
//   encode(text, encoding) -> Buffer         the bytes of a string
//   encodeUtf8(text) -> Uint8Array
//   write(bytes, text, encoding, offset, length) -> count
//                                            as many whole characters as fit; how many bytes were written
//   decode(bytes, encoding, start, end) -> text
//   utf8Length(text) -> count
//   compare(a, b) -> -1 | 0 | 1
//   indexOf(bytes, needle, start, forward, step) -> index or -1; only multiples of `step` count
//   fill(bytes, pattern, start, end) -> true repeats the pattern
//   swap(bytes, size) -> true                turns every 2, 4 or 8 bytes round
//   isUtf8(bytes), isAscii(bytes) -> boolean
//   setBufferPrototype(prototype)            from then on Rust makes Buffers
//
// Memory that other threads can change under it is nothing Rust may look at: for a SharedArrayBuffer's bytes the
// answer is undefined, and a copy is used.

const { BASE64, HEX, UCS2 } = require('buffer/encodings');

const kStringMaxLength = 0x1fffffe8;

function copyOf(bytes) {
  return bytes instanceof SharedArrayBuffer ? new Uint8Array(new Uint8Array(bytes)) : new Uint8Array(bytes);
}

function checkLength(size, encoding) {
  // The longest string the encoding can give of so many bytes.
  let longest = size;
  if (encoding === HEX) longest = size * 2;
  else if (encoding === UCS2) longest = size / 2;
  else if (encoding >= BASE64) longest = size * 4 / 3;
  if (longest > kStringMaxLength) {
    const { codes: { ERR_STRING_TOO_LONG } } = require('internal/errors');
    throw new ERR_STRING_TOO_LONG(kStringMaxLength);
  }
}

function decode(bytes, encoding, start, end) {
  if (end - start >= kStringMaxLength >>> 1) checkLength(end - start, encoding);
  const text = native.decode(bytes, encoding, start, end);
  return text === undefined ? native.decode(copyOf(bytes), encoding, start, end) : text;
}

function writeText(bytes, text, encoding, offset, length) {
  const count = native.write(bytes, text, encoding, offset, length);
  if (count !== undefined) return count;
  const room = new Uint8Array(Math.min(length, bytes.length - offset));
  const written = native.write(room, text, encoding, 0, room.length);
  Uint8Array.prototype.set.call(bytes, room.subarray(0, written), offset);
  return written;
}

function compareBytes(a, b) {
  return native.compare(a, b) ?? native.compare(copyOf(a), copyOf(b));
}

function indexOfBytes(bytes, needle, start, forward, step) {
  return native.indexOf(bytes, needle, start, forward, step) ??
    native.indexOf(copyOf(bytes), copyOf(needle), start, forward, step);
}

function onCopy(bytes, change) {
  const copy = copyOf(bytes);
  change(copy);
  Uint8Array.prototype.set.call(bytes, copy);
}

function fillBytes(bytes, pattern, start, end) {
  if (native.fill(bytes, pattern, start, end)) return;
  // A pattern of any view is repeated by its bytes.
  const repeated = new Uint8Array(new Uint8Array(pattern.buffer, pattern.byteOffset, pattern.byteLength));
  onCopy(bytes, (copy) => native.fill(copy, repeated, start, end));
}

function swapBytes(bytes, size) {
  if (!native.swap(bytes, size)) onCopy(bytes, (copy) => native.swap(copy, size));
}

module.exports = { compareBytes, decode, fillBytes, indexOfBytes, kStringMaxLength, swapBytes, writeText };
