'use strict';

// indexOf, lastIndexOf and includes: where the search begins, and what is searched for.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { isUint8Array } = require('internal/util/types');
const { UCS2, encodingNumberOrThrow } = require('buffer/encodings');
const { indexOfBytes } = require('buffer/bytes');

// The first place to look at: negative when nothing can be found.
function startOf(length, offset, needleLength, forward) {
  if (offset < 0) {
    if (offset + length >= 0) return offset + length;
    return forward || needleLength === 0 ? 0 : -1;
  }
  if (offset + needleLength <= length) return offset;
  if (needleLength === 0) return length;
  return forward ? -1 : length - 1;
}

function searchBytes(haystack, needle, offset, forward, encoding) {
  const length = haystack.length;
  const needleLength = needle.length;
  const start = startOf(length, offset, needleLength, forward);
  if (needleLength === 0) return start;
  if (length === 0 || start < 0) return -1;
  if ((forward && needleLength + start > length) || needleLength > length) return -1;
  // Two-byte characters are found at even places only.
  if (encoding === UCS2) {
    if (length < 2 || needleLength < 2) return -1;
    return indexOfBytes(haystack, needle, start, forward, 2);
  }
  return indexOfBytes(haystack, needle, start, forward, 1);
}

function search(buffer, value, byteOffset, encoding, forward) {
  if (!isUint8Array(buffer)) throw new ERR_INVALID_ARG_TYPE('buffer', ['Buffer', 'Uint8Array'], buffer);
  if (typeof byteOffset === 'string') {
    encoding = byteOffset;
    byteOffset = undefined;
  } else if (byteOffset > 0x7fffffff) {
    byteOffset = 0x7fffffff;
  } else if (byteOffset < -0x80000000) {
    byteOffset = -0x80000000;
  }
  byteOffset = +byteOffset;
  if (Number.isNaN(byteOffset)) byteOffset = forward ? 0 : buffer.length;
  byteOffset = Math.trunc(byteOffset);

  if (typeof value === 'number') {
    const start = startOf(buffer.length, byteOffset, 1, forward);
    if (buffer.length === 0 || start < 0) return -1;
    const { indexOf, lastIndexOf } = Uint8Array.prototype;
    const byte = value & 255;
    return forward ? indexOf.call(buffer, byte, start) : lastIndexOf.call(buffer, byte, start);
  }
  if (typeof value === 'string') {
    const number = encodingNumberOrThrow(encoding);
    return searchBytes(buffer, native.encode(value, number), byteOffset, forward, number);
  }
  if (isUint8Array(value)) {
    const number = encoding === undefined ? 0 : encodingNumberOrThrow(encoding);
    return searchBytes(buffer, value, byteOffset, forward, number);
  }
  throw new ERR_INVALID_ARG_TYPE('value', ['number', 'string', 'Buffer', 'Uint8Array'], value);
}

module.exports = search;
