'use strict';

// What nobody can guess.

const { codes } = require('internal/errors');
const { validateBoolean, validateFunction, validateNumber, validateObject } = require('internal/validators');
const { isAnyArrayBuffer, isArrayBufferView, isFloat32Array, isFloat64Array } = require('internal/util/types');
const { Buffer } = require('buffer');

const { unshared } = require('crypto/bytes');

const SIZE_MAX = 2 ** 31 - 1;
// As many bits as a random integer has.
const RANGE_MAX = 2 ** 48 - 1;

function checkSize(size, elementSize, offset, length) {
  validateNumber(size, 'size');
  size *= elementSize;
  if (Number.isNaN(size) || size > SIZE_MAX || size < 0) {
    throw new codes.ERR_OUT_OF_RANGE('size', `>= 0 && <= ${SIZE_MAX}`, size);
  }
  if (size + offset > length) throw new codes.ERR_OUT_OF_RANGE('size + offset', `<= ${length}`, size + offset);
  return size >>> 0;
}

function checkOffset(offset, elementSize, length) {
  validateNumber(offset, 'offset');
  offset *= elementSize;
  const max = Math.min(length, SIZE_MAX);
  if (Number.isNaN(offset) || offset > max || offset < 0) {
    throw new codes.ERR_OUT_OF_RANGE('offset', `>= 0 && <= ${max}`, offset);
  }
  return offset >>> 0;
}

function randomBytes(size, callback) {
  size = checkSize(size, 1, 0, Infinity);
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (callback === undefined) {
    const bytes = Buffer.alloc(size);
    native.fill(bytes, 0, size);
    return bytes;
  }
  native.randomBytes(size, callback);
  return undefined;
}

function asView(buffer) {
  if (isAnyArrayBuffer(buffer)) return new Uint8Array(buffer);
  if (isArrayBufferView(buffer)) return buffer;
  throw new codes.ERR_INVALID_ARG_TYPE('buf', ['ArrayBuffer', 'ArrayBufferView'], buffer);
}

function fill(view, offset, size) {
  const own = unshared(view);
  native.fill(own, offset, size);
  if (own !== view) new Uint8Array(view.buffer, view.byteOffset, view.byteLength).set(own);
}

function randomFillSync(buffer, offset = 0, size = undefined) {
  const view = asView(buffer);
  const elementSize = view.BYTES_PER_ELEMENT || 1;
  offset = checkOffset(offset, elementSize, view.byteLength);
  size = size === undefined ? view.byteLength - offset : checkSize(size, elementSize, offset, view.byteLength);
  if (size > 0) fill(view, offset, size);
  return buffer;
}

function randomFill(buffer, offset, size, callback) {
  const view = asView(buffer);
  const elementSize = view.BYTES_PER_ELEMENT || 1;
  if (typeof offset === 'function') {
    callback = offset;
    offset = 0;
    size = undefined;
  } else if (typeof size === 'function') {
    callback = size;
    size = undefined;
  } else {
    validateFunction(callback, 'callback');
  }
  offset = checkOffset(offset ?? 0, elementSize, view.byteLength);
  size = size === undefined ? view.byteLength - offset : checkSize(size, elementSize, offset, view.byteLength);
  if (size === 0) {
    require('process').nextTick(callback, null, buffer);
    return;
  }
  native.randomBytes(size, (error, bytes) => {
    if (error) {
      callback(error);
      return;
    }
    new Uint8Array(view.buffer, view.byteOffset, view.byteLength).set(bytes, offset);
    callback(null, buffer);
  });
}

const six = new Uint8Array(6);

// Below `range`, each with the same chance: numbers from the end that does not fill the range are drawn again.
function below(range) {
  const fair = RANGE_MAX - RANGE_MAX % range;
  for (;;) {
    native.fill(six, 0, 6);
    const number = (six[0] * 2 ** 16 + six[1] * 2 ** 8 + six[2]) * 2 ** 24 +
      (six[3] * 2 ** 16 + six[4] * 2 ** 8 + six[5]);
    if (number < fair) return number % range;
  }
}

function randomInt(min, max, callback) {
  const isMinGiven = max !== undefined && typeof max !== 'function';
  if (!isMinGiven) {
    callback = max;
    max = min;
    min = 0;
  }
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (!Number.isSafeInteger(min)) throw new codes.ERR_INVALID_ARG_TYPE('min', 'a safe integer', min);
  if (!Number.isSafeInteger(max)) throw new codes.ERR_INVALID_ARG_TYPE('max', 'a safe integer', max);
  if (max <= min) {
    throw new codes.ERR_OUT_OF_RANGE('max', `greater than the value of "min" (${min})`, max);
  }
  const range = max - min;
  if (!(range <= RANGE_MAX)) {
    throw new codes.ERR_OUT_OF_RANGE(isMinGiven ? 'max - min' : 'max', `<= ${RANGE_MAX}`, range);
  }
  const number = below(range) + min;
  if (callback === undefined) return number;
  require('process').nextTick(callback, undefined, number);
  return undefined;
}

function randomUUID(options) {
  if (options !== undefined) {
    validateObject(options, 'options');
    // There is no cache; the option is checked as if there were.
    if (options.disableEntropyCache !== undefined) {
      validateBoolean(options.disableEntropyCache, 'options.disableEntropyCache');
    }
  }
  return native.randomUUID();
}

// WebCrypto's: only views of integers, and not too much at once.
function getRandomValues(data) {
  const { lazyDOMException } = require('internal/util');
  if (!isArrayBufferView(data) || data instanceof DataView || isFloat32Array(data) || isFloat64Array(data)) {
    throw lazyDOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
  }
  if (data.byteLength > 65536) {
    throw lazyDOMException(
      `The requested length exceeds 65,536 bytes`, 'QuotaExceededError');
  }
  fill(data, 0, data.byteLength);
  return data;
}

module.exports = { getRandomValues, randomBytes, randomFill, randomFillSync, randomInt, randomUUID };
