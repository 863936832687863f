'use strict';

// Buffer's fill.

const { codes: { ERR_BUFFER_OUT_OF_BOUNDS, ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const { validateNumber, validateString } = require('internal/validators');
const { fillBytes } = require('buffer/bytes');
const { LATIN1, UTF8, encodingNumberOrThrow } = require('buffer/encodings');

function fill(buffer, value, offset, end, encoding) {
  let number;
  if (typeof value === 'string') {
    if (offset === undefined || typeof offset === 'string') {
      encoding = offset;
      offset = end = undefined;
    } else if (typeof end === 'string') {
      encoding = end;
      end = undefined;
    }
    if (encoding !== undefined) validateString(encoding, 'encoding');
    number = encodingNumberOrThrow(encoding);
    if (value.length === 0) value = 0;
    else if (value.length === 1 && value.charCodeAt(0) < 128 && (number === UTF8 || number === LATIN1)) {
      value = value.charCodeAt(0);
    }
  }
  if (offset === undefined) {
    offset = 0;
    end = buffer.length;
  } else {
    validateNumber(offset, 'offset', 0);
    if (end === undefined) end = buffer.length;
    else validateNumber(end, 'end', 0, buffer.length);
    if (offset >= end) return buffer;
  }
  if (end > buffer.byteLength) throw new ERR_BUFFER_OUT_OF_BOUNDS();
  if (typeof value !== 'string' && !ArrayBuffer.isView(value)) {
    Uint8Array.prototype.fill.call(buffer, value & 255, offset, end);
    return buffer;
  }
  const pattern = typeof value === 'string' ? native.encode(value, number) : value;
  if (pattern.byteLength === 0) throw new ERR_INVALID_ARG_VALUE('value', value);
  fillBytes(buffer, pattern, Math.trunc(offset), Math.trunc(end));
  return buffer;
}

module.exports = fill;
