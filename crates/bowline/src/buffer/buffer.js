'use strict';

// Buffer: a Uint8Array with Node's methods.
//
// What the native half gives is told in `buffer/bytes`.

const {
  codes: {
    ERR_BUFFER_OUT_OF_BOUNDS, ERR_INVALID_ARG_TYPE, ERR_INVALID_BUFFER_SIZE, ERR_OUT_OF_RANGE,
  },
} = require('internal/errors');
const { validateArray, validateInteger, validateNumber } = require('internal/validators');
const { isAnyArrayBuffer, isTypedArray } = require('internal/util/types');
const {
  ASCII, BASE64, BASE64URL, HEX, LATIN1, UCS2, UTF8, encodingNumber, encodingNumberOrThrow,
} = require('buffer/encodings');
const addNumberMethods = require('buffer/numbers');
const { compareBytes, decode, kStringMaxLength, swapBytes, writeText } = require('buffer/bytes');

const kMaxLength = 2 ** 32;
const kInspect = Symbol.for('nodejs.util.inspect.custom');

class FastBuffer extends Uint8Array {}

let inspectMaxBytes = 50;

const { isView } = ArrayBuffer;
const { set } = Object.getPrototypeOf(Uint8Array.prototype);

// An object that only inherits from Uint8Array is none.
function isUint8Array(value) {
  return value instanceof Uint8Array && isView(value);
}

// Small buffers are cut from one block of memory. `pool` is a view on all of it, so that native code can write there.
let pool;
let poolOffset = 0;

function newPool() {
  pool = new FastBuffer(Buffer.poolSize);
  poolOffset = 0;
}

// Every buffer in the pool begins at a multiple of eight, where every kind of view may begin.
function takeFromPool(size) {
  const start = poolOffset;
  poolOffset += size;
  if (poolOffset & 7) poolOffset = (poolOffset | 7) + 1;
  return new FastBuffer(pool.buffer, pool.byteOffset + start, size);
}

// The engine's memory blocks are smaller than Node's.
const kLargestBlock = 2 ** 31 - 1;

function create(size) {
  if (size > kLargestBlock) {
    const { codes: { ERR_MEMORY_ALLOCATION_FAILED } } = require('internal/errors');
    throw new ERR_MEMORY_ALLOCATION_FAILED();
  }
  return new FastBuffer(size);
}

function allocate(size) {
  if (size <= 0) return new FastBuffer();
  if (size >= Buffer.poolSize >>> 1) return create(size);
  if (pool === undefined || size > pool.length - poolOffset) newPool();
  return takeFromPool(size);
}

function Buffer(value, encodingOrOffset, length) {
  require('buffer/deprecation')(Buffer);
  if (typeof value === 'number') {
    if (typeof encodingOrOffset === 'string') throw new ERR_INVALID_ARG_TYPE('string', 'string', value);
    return Buffer.alloc(value);
  }
  return Buffer.from(value, encodingOrOffset, length);
}

Object.defineProperty(Buffer, Symbol.species, {
  __proto__: null, configurable: true, enumerable: false, get() { return FastBuffer; },
});

Buffer.poolSize = 8 * 1024;

// --- Making ------------------------------------------------------------------------------------------------------

Buffer.from = function from(value, encodingOrOffset, length) {
  if (typeof value === 'string') return fromString(value, encodingOrOffset);
  if (typeof value === 'object' && value !== null) {
    if (isAnyArrayBuffer(value)) return fromArrayBuffer(value, encodingOrOffset, length);
    const inner = value.valueOf && value.valueOf();
    if (inner != null && inner !== value && (typeof inner === 'string' || typeof inner === 'object')) {
      return from(inner, encodingOrOffset, length);
    }
    const made = fromObject(value);
    if (made !== undefined) return made;
    if (typeof value[Symbol.toPrimitive] === 'function') {
      const primitive = value[Symbol.toPrimitive]('string');
      if (typeof primitive === 'string') return fromString(primitive, encodingOrOffset);
    }
  }
  throw new ERR_INVALID_ARG_TYPE(
    'first argument', ['string', 'Buffer', 'ArrayBuffer', 'Array', 'Array-like Object'], value);
};

function fromString(text, encoding) {
  let number = UTF8;
  if (typeof encoding === 'string' && encoding.length !== 0) number = encodingNumberOrThrow(encoding);
  const { length } = text;
  if (length === 0) return new FastBuffer();
  // A character takes three bytes at most; what fits into the pool anyway is written there at once.
  if (length * 3 >= Buffer.poolSize >>> 1) return native.encode(text, number);
  if (pool === undefined || length * 3 > pool.length - poolOffset) newPool();
  const written = writeText(pool, text, number, poolOffset, pool.length - poolOffset);
  return takeFromPool(written);
}

function fromArrayBuffer(buffer, byteOffset, length) {
  if (byteOffset === undefined) {
    byteOffset = 0;
  } else {
    byteOffset = +byteOffset;
    if (Number.isNaN(byteOffset)) byteOffset = 0;
  }
  const longest = buffer.byteLength - byteOffset;
  if (longest < 0) throw new ERR_BUFFER_OUT_OF_BOUNDS('offset');
  if (length === undefined) {
    length = longest;
  } else {
    length = +length;
    if (!(length > 0)) length = 0;
    else if (length > longest) throw new ERR_BUFFER_OUT_OF_BOUNDS('length');
  }
  return new FastBuffer(buffer, byteOffset, length);
}

function fromObject(value) {
  if (value.length !== undefined || isAnyArrayBuffer(value.buffer)) {
    return typeof value.length === 'number' ? fromArrayLike(value) : new FastBuffer();
  }
  if (value.type === 'Buffer' && Array.isArray(value.data)) return fromArrayLike(value.data);
  return undefined;
}

function fromArrayLike(values) {
  if (values.length <= 0) return new FastBuffer();
  const buffer = allocate(values.length);
  buffer.set(values, 0);
  return buffer;
}

Buffer.copyBytesFrom = function copyBytesFrom(view, offset, length) {
  if (!isTypedArray(view)) throw new ERR_INVALID_ARG_TYPE('view', ['TypedArray'], view);
  const viewLength = view.length;
  if (viewLength === 0) return Buffer.alloc(0);
  if (offset !== undefined || length !== undefined) {
    if (offset !== undefined) {
      validateInteger(offset, 'offset', 0);
      if (offset >= viewLength) return Buffer.alloc(0);
    } else {
      offset = 0;
    }
    let end = viewLength;
    if (length !== undefined) {
      validateInteger(length, 'length', 0);
      end = offset + length;
    }
    view = Object.getPrototypeOf(Uint8Array.prototype).slice.call(view, offset, end);
  }
  return fromArrayLike(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
};

// Plain functions have no memory of their own kind to make; Buffer's are made of its own.
Buffer.of = function of(...items) {
  const buffer = allocate(items.length);
  for (let i = 0; i < items.length; i++) buffer[i] = items[i];
  return buffer;
};

Buffer.alloc = function alloc(size, fillWith, encoding) {
  validateNumber(size, 'size', 0, kMaxLength);
  const buffer = create(size);
  if (fillWith === undefined || fillWith === 0 || !(size > 0)) return buffer;
  return require('buffer/fill')(buffer, fillWith, 0, buffer.length, encoding);
};

Buffer.allocUnsafe = function allocUnsafe(size) {
  validateNumber(size, 'size', 0, kMaxLength);
  return allocate(size);
};

Buffer.allocUnsafeSlow = function allocUnsafeSlow(size) {
  validateNumber(size, 'size', 0, kMaxLength);
  return create(size);
};

function SlowBuffer(size) {
  validateNumber(size, 'size', 0, kMaxLength);
  return create(size);
}
Object.setPrototypeOf(SlowBuffer.prototype, Uint8Array.prototype);
Object.setPrototypeOf(SlowBuffer, Uint8Array);

// --- Functions of the class ----------------------------------------------------------------------------------------

Buffer.isBuffer = function isBuffer(value) {
  return value instanceof Buffer;
};

function checkBytes(value, name) {
  if (!isUint8Array(value)) throw new ERR_INVALID_ARG_TYPE(name, ['Buffer', 'Uint8Array'], value);
}

Buffer.compare = function compare(buf1, buf2) {
  checkBytes(buf1, 'buf1');
  checkBytes(buf2, 'buf2');
  return buf1 === buf2 ? 0 : compareBytes(buf1, buf2);
};

Buffer.isEncoding = function isEncoding(encoding) {
  return typeof encoding === 'string' && encoding.length !== 0 && encodingNumber(encoding) !== undefined;
};

Buffer.concat = function concat(list, length) {
  validateArray(list, 'list');
  if (list.length === 0) return new FastBuffer();
  if (length === undefined) {
    length = 0;
    for (let i = 0; i < list.length; i++) {
      if (list[i].length) length += list[i].length;
    }
  } else {
    validateInteger(length, 'length', 0, kMaxLength);
  }
  const result = Buffer.allocUnsafe(length);
  let at = 0;
  for (let i = 0; i < list.length; i++) {
    const part = list[i];
    if (!isUint8Array(part)) throw new ERR_INVALID_ARG_TYPE(`list[${i}]`, ['Buffer', 'Uint8Array'], part);
    at += copyBytes(part, result, at, 0, part.length);
  }
  // The pool's memory was used before; what nothing was copied to must not show it.
  if (at < length) Uint8Array.prototype.fill.call(result, 0, at, length);
  return result;
};

Buffer.byteLength = function byteLength(string, encoding) {
  if (typeof string !== 'string') {
    if (ArrayBuffer.isView(string) || isAnyArrayBuffer(string)) return string.byteLength;
    throw new ERR_INVALID_ARG_TYPE('string', ['string', 'Buffer', 'ArrayBuffer'], string);
  }
  const { length } = string;
  if (length === 0) return 0;
  const number = encoding ? encodingNumber(`${encoding}`) : UTF8;
  switch (number) {
    case UCS2:
      return length * 2;
    case LATIN1:
    case ASCII:
      return length;
    case HEX:
      return length >>> 1;
    case BASE64:
    case BASE64URL: {
      let digits = length;
      if (string.charCodeAt(digits - 1) === 0x3d) digits--;
      if (digits > 1 && string.charCodeAt(digits - 1) === 0x3d) digits--;
      return Math.floor(digits * 3 / 4);
    }
    default:
      return native.utf8Length(string);
  }
};

// --- Methods -------------------------------------------------------------------------------------------------------

Buffer.prototype = FastBuffer.prototype;
const prototype = Buffer.prototype;
Object.defineProperty(prototype, 'constructor', {
  __proto__: null, value: Buffer, writable: true, enumerable: false, configurable: true,
});
addNumberMethods(prototype);

Object.defineProperties(prototype, {
  parent: {
    __proto__: null,
    enumerable: true,
    get() { return this instanceof Buffer ? this.buffer : undefined; },
  },
  offset: {
    __proto__: null,
    enumerable: true,
    get() { return this instanceof Buffer ? this.byteOffset : undefined; },
  },
});

// Node's own per-encoding methods, which programs use too.
function sliceOf(buffer, number, start, end) {
  const { length } = buffer;
  start = start === undefined ? 0 : Math.trunc(+start) || 0;
  end = end === undefined ? length : Math.trunc(+end) || 0;
  if (end < start) end = start;
  if (start < 0 || end > length) throw outOfRange();
  return decode(buffer, number, start, end);
}

function outOfRange() {
  const error = new RangeError('Index out of range');
  error.code = 'ERR_OUT_OF_RANGE';
  return error;
}

function writeOf(buffer, text, number, offset, length) {
  if (typeof text !== 'string') throw notAString();
  const size = buffer.length;
  offset = offset === undefined ? 0 : Math.trunc(+offset) || 0;
  if (offset < 0) throw outOfRange();
  if (offset > size) throw new ERR_BUFFER_OUT_OF_BOUNDS('offset');
  length = length === undefined ? size - offset : Math.trunc(+length) || 0;
  if (length < 0) throw outOfRange();
  return writeText(buffer, text, number, offset, Math.min(length, size - offset));
}

function notAString() {
  const error = new TypeError('argument must be a string');
  error.code = 'ERR_INVALID_ARG_TYPE';
  return error;
}

for (const [name, number] of [
  ['ascii', ASCII], ['base64', BASE64], ['base64url', BASE64URL], ['latin1', LATIN1],
  ['hex', HEX], ['ucs2', UCS2], ['utf8', UTF8],
]) {
  prototype[`${name}Slice`] = function(start, end) {
    return sliceOf(this, number, start, end);
  };
  prototype[`${name}Write`] = function(text, offset, length) {
    return writeOf(this, text, number, offset, length);
  };
}

function copyBytes(source, target, targetStart, sourceStart, count) {
  const room = target.length - targetStart;
  if (count > room) count = room;
  if (count > source.length - sourceStart) count = source.length - sourceStart;
  if (count <= 0) return 0;
  if (sourceStart !== 0 || count !== source.length) {
    source = new Uint8Array(source.buffer, source.byteOffset + sourceStart, count);
  }
  set.call(target, source, targetStart);
  return count;
}

function toIndex(value, fallback) {
  value = +value;
  return Number.isNaN(value) ? fallback : Math.trunc(value);
}

prototype.copy = function copy(target, targetStart, sourceStart, sourceEnd) {
  checkBytes(this, 'source');
  checkBytes(target, 'target');
  if (targetStart === undefined) {
    targetStart = 0;
  } else {
    targetStart = toIndex(targetStart, 0);
    if (targetStart < 0) throw new ERR_OUT_OF_RANGE('targetStart', '>= 0', targetStart);
  }
  if (sourceStart === undefined) {
    sourceStart = 0;
  } else {
    sourceStart = toIndex(sourceStart, 0);
    if (sourceStart < 0 || sourceStart > this.length) {
      throw new ERR_OUT_OF_RANGE('sourceStart', `>= 0 && <= ${this.length}`, sourceStart);
    }
  }
  if (sourceEnd === undefined) {
    sourceEnd = this.length;
  } else {
    sourceEnd = toIndex(sourceEnd, 0);
    if (sourceEnd < 0) throw new ERR_OUT_OF_RANGE('sourceEnd', '>= 0', sourceEnd);
  }
  if (targetStart >= target.length || sourceStart >= sourceEnd) return 0;
  return copyBytes(this, target, targetStart, sourceStart, sourceEnd - sourceStart);
};

prototype.toString = function toString(encoding, start, end) {
  const { length } = this;
  if (arguments.length === 0) return length === 0 ? '' : decode(this, UTF8, 0, length);
  if (start === undefined || start <= 0) start = 0;
  else if (start >= length) return '';
  else start = Math.trunc(start) || 0;
  if (end === undefined || end > length) end = length;
  else end = Math.trunc(end) || 0;
  if (end <= start) return '';
  return decode(this, encodingNumberOrThrow(encoding), start, end);
};
prototype.toLocaleString = prototype.toString;

prototype.equals = function equals(otherBuffer) {
  checkBytes(otherBuffer, 'otherBuffer');
  if (this === otherBuffer) return true;
  return this.byteLength === otherBuffer.byteLength && compareBytes(this, otherBuffer) === 0;
};

prototype[kInspect] = function inspect(depth, context) {
  return require('buffer/inspect')(this, context, inspectMaxBytes);
};
prototype.inspect = prototype[kInspect];

function checkIndex(value, name, max, fallback) {
  if (value === undefined) return fallback;
  validateInteger(value, name, 0, max);
  return value;
}

prototype.compare = function compare(target, targetStart, targetEnd, sourceStart, sourceEnd) {
  checkBytes(target, 'target');
  if (arguments.length === 1) return compareBytes(this, target);
  targetStart = checkIndex(targetStart, 'targetStart', kMaxLength, 0);
  targetEnd = checkIndex(targetEnd, 'targetEnd', target.length, target.length);
  sourceStart = checkIndex(sourceStart, 'sourceStart', kMaxLength, 0);
  sourceEnd = checkIndex(sourceEnd, 'sourceEnd', this.length, this.length);
  if (sourceStart >= sourceEnd) return targetStart >= targetEnd ? 0 : -1;
  if (targetStart >= targetEnd) return 1;
  const ours = new Uint8Array(this.buffer, this.byteOffset + sourceStart, sourceEnd - sourceStart);
  return compareBytes(ours, new Uint8Array(target.buffer, target.byteOffset + targetStart, targetEnd - targetStart));
};

let search;

prototype.indexOf = function indexOf(value, byteOffset, encoding) {
  search ??= require('buffer/search');
  return search(this, value, byteOffset, encoding, true);
};

prototype.lastIndexOf = function lastIndexOf(value, byteOffset, encoding) {
  search ??= require('buffer/search');
  return search(this, value, byteOffset, encoding, false);
};

prototype.includes = function includes(value, byteOffset, encoding) {
  return this.indexOf(value, byteOffset, encoding) !== -1;
};

prototype.fill = function(value, offset, end, encoding) {
  return require('buffer/fill')(this, value, offset, end, encoding);
};
Object.defineProperty(prototype.fill, 'name', { __proto__: null, value: 'fill' });

prototype.write = function write(string, offset, length, encoding) {
  if (offset === undefined) return writeOf(this, string, UTF8, 0, this.length);
  if (length === undefined && typeof offset === 'string') {
    encoding = offset;
    length = this.length;
    offset = 0;
  } else {
    validateInteger(offset, 'offset', 0, this.length);
    const room = this.length - offset;
    if (length === undefined) {
      length = room;
    } else if (typeof length === 'string') {
      encoding = length;
      length = room;
    } else {
      validateInteger(length, 'length', 0, this.length);
      if (length > room) length = room;
    }
  }
  if (typeof string !== 'string') throw notAString();
  return writeText(this, string, encoding ? encodingNumberOrThrow(encoding) : UTF8, offset, length);
};

prototype.toJSON = function toJSON() {
  return { type: 'Buffer', data: this.length > 0 ? Array.prototype.slice.call(this) : [] };
};

function relativeIndex(value, length) {
  value = Math.trunc(+value);
  if (value === 0 || Number.isNaN(value)) return 0;
  if (value < 0) return value + length > 0 ? value + length : 0;
  return value < length ? value : length;
}

prototype.subarray = function subarray(start, end) {
  const { length } = this;
  start = start === undefined ? 0 : relativeIndex(start, length);
  end = end === undefined ? length : relativeIndex(end, length);
  return new FastBuffer(this.buffer, this.byteOffset + start, end > start ? end - start : 0);
};

prototype.slice = function slice(start, end) {
  return this.subarray(start, end);
};

function swap(buffer, size) {
  if (buffer.length % size !== 0) throw new ERR_INVALID_BUFFER_SIZE(`${size * 8}-bits`);
  swapBytes(buffer, size);
  return buffer;
}

prototype.swap16 = function swap16() {
  return swap(this, 2);
};
prototype.swap32 = function swap32() {
  return swap(this, 4);
};
prototype.swap64 = function swap64() {
  return swap(this, 8);
};

native.setBufferPrototype(prototype);

// --- The module ------------------------------------------------------------------------------------------------------

function lazily(load) {
  return { __proto__: null, configurable: true, enumerable: true, get: load };
}

const text = (name) => ({
  __proto__: null, configurable: true, enumerable: true, writable: true,
  value: { [name](...args) { return require('buffer/text')[name](...args); } }[name],
});

module.exports = { Buffer, SlowBuffer };
Object.defineProperties(module.exports, {
  transcode: text('transcode'),
  isUtf8: text('isUtf8'),
  isAscii: text('isAscii'),
  kMaxLength: { __proto__: null, enumerable: true, value: kMaxLength, writable: true, configurable: true },
  kStringMaxLength: { __proto__: null, enumerable: true, value: kStringMaxLength, writable: true, configurable: true },
  btoa: text('btoa'),
  atob: text('atob'),
  constants: {
    __proto__: null,
    enumerable: true,
    value: Object.defineProperties({}, {
      MAX_LENGTH: { __proto__: null, enumerable: true, value: kMaxLength },
      MAX_STRING_LENGTH: { __proto__: null, enumerable: true, value: kStringMaxLength },
    }),
  },
  INSPECT_MAX_BYTES: {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get() { return inspectMaxBytes; },
    set(value) {
      validateNumber(value, 'INSPECT_MAX_BYTES', 0);
      inspectMaxBytes = value;
    },
  },
  Blob: lazily(() => require('internal/blob').Blob),
  resolveObjectURL: lazily(() => require('internal/blob').resolveObjectURL),
  File: lazily(() => require('internal/file').File),
});
