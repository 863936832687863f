'use strict';

// Numbers in buffers: `addNumberMethods` gives a prototype every read and write method.
//
// Whole numbers are put together from bytes here, which is faster than a call into native code; floats go
// through a scratch array that shares its memory with bytes.

const {
  codes: { ERR_BUFFER_OUT_OF_BOUNDS, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE },
} = require('internal/errors');
const { validateNumber } = require('internal/validators');

const float32 = new Float32Array(1);
const float32Bytes = new Uint8Array(float32.buffer);
const float64 = new Float64Array(1);
const float64Bytes = new Uint8Array(float64.buffer);
float32[0] = -1; // its sign bit is in the last byte on a little-endian machine
const bigEndian = float32Bytes[3] === 0;

// `last` is the largest number `value` may be.
function throwBounds(value, last, name) {
  if (Math.floor(value) !== value) {
    validateNumber(value, name);
    throw new ERR_OUT_OF_RANGE(name || 'offset', 'an integer', value);
  }
  if (last < 0) throw new ERR_BUFFER_OUT_OF_BOUNDS();
  throw new ERR_OUT_OF_RANGE(name || 'offset', `>= ${name ? 1 : 0} and <= ${last}`, value);
}

function checkBounds(bytes, offset, size) {
  validateNumber(offset, 'offset');
  if (bytes[offset] === undefined || bytes[offset + size - 1] === undefined) {
    throwBounds(offset, bytes.length - size);
  }
}

function throwRange(value, min, max, size) {
  const n = typeof min === 'bigint' ? 'n' : '';
  let range;
  if (size <= 4) range = `>= ${min}${n} and <= ${max}${n}`;
  else if (min == 0) range = `>= 0${n} and < 2${n} ** ${size * 8}${n}`;
  else range = `>= -(2${n} ** ${size * 8 - 1}${n}) and < 2${n} ** ${size * 8 - 1}${n}`;
  throw new ERR_OUT_OF_RANGE('value', range, value);
}

function checkWrite(bytes, value, offset, min, max, size) {
  if (value > max || value < min) throwRange(value, min, max, size);
  checkBounds(bytes, offset, size);
}

// --- Reading ---------------------------------------------------------------------------------------------------

function readUInt8(offset = 0) {
  validateNumber(offset, 'offset');
  const byte = this[offset];
  if (byte === undefined) throwBounds(offset, this.length - 1);
  return byte;
}

function readInt8(offset = 0) {
  return readUInt8.call(this, offset) << 24 >> 24;
}

function readUInt16LE(offset = 0) {
  checkBounds(this, offset, 2);
  return this[offset] | this[offset + 1] << 8;
}

function readUInt16BE(offset = 0) {
  checkBounds(this, offset, 2);
  return this[offset] << 8 | this[offset + 1];
}

function readInt16LE(offset = 0) {
  checkBounds(this, offset, 2);
  return (this[offset] | this[offset + 1] << 8) << 16 >> 16;
}

function readInt16BE(offset = 0) {
  checkBounds(this, offset, 2);
  return (this[offset] << 8 | this[offset + 1]) << 16 >> 16;
}

function readInt32LE(offset = 0) {
  checkBounds(this, offset, 4);
  return this[offset] | this[offset + 1] << 8 | this[offset + 2] << 16 | this[offset + 3] << 24;
}

function readInt32BE(offset = 0) {
  checkBounds(this, offset, 4);
  return this[offset] << 24 | this[offset + 1] << 16 | this[offset + 2] << 8 | this[offset + 3];
}

function readUInt32LE(offset = 0) {
  return readInt32LE.call(this, offset) >>> 0;
}

function readUInt32BE(offset = 0) {
  return readInt32BE.call(this, offset) >>> 0;
}

function checkByteLength(offset, byteLength) {
  if (offset === undefined) throw new ERR_INVALID_ARG_TYPE('offset', 'number', offset);
  if (!(byteLength >= 1 && byteLength <= 6 && Math.floor(byteLength) === byteLength)) {
    validateNumber(byteLength, 'byteLength');
    throwBounds(byteLength, 6, 'byteLength');
  }
}

function readUIntLE(offset, byteLength) {
  checkByteLength(offset, byteLength);
  checkBounds(this, offset, byteLength);
  let value = 0;
  for (let i = byteLength - 1; i >= 0; i--) value = value * 256 + this[offset + i];
  return value;
}

function readUIntBE(offset, byteLength) {
  checkByteLength(offset, byteLength);
  checkBounds(this, offset, byteLength);
  let value = 0;
  for (let i = 0; i < byteLength; i++) value = value * 256 + this[offset + i];
  return value;
}

function signed(value, byteLength) {
  return value >= 2 ** (byteLength * 8 - 1) ? value - 2 ** (byteLength * 8) : value;
}

function readIntLE(offset, byteLength) {
  return signed(readUIntLE.call(this, offset, byteLength), byteLength);
}

function readIntBE(offset, byteLength) {
  return signed(readUIntBE.call(this, offset, byteLength), byteLength);
}

function readBigUInt64LE(offset = 0) {
  checkBounds(this, offset, 8);
  return BigInt(readUInt32LE.call(this, offset)) | BigInt(readUInt32LE.call(this, offset + 4)) << 32n;
}

function readBigUInt64BE(offset = 0) {
  checkBounds(this, offset, 8);
  return BigInt(readUInt32BE.call(this, offset)) << 32n | BigInt(readUInt32BE.call(this, offset + 4));
}

function readBigInt64LE(offset = 0) {
  return BigInt.asIntN(64, readBigUInt64LE.call(this, offset));
}

function readBigInt64BE(offset = 0) {
  return BigInt.asIntN(64, readBigUInt64BE.call(this, offset));
}

// Copies `size` bytes into the scratch, turned round when the order is not the machine's.
function load(bytes, offset, scratch, size, reversed) {
  checkBounds(bytes, offset, size);
  for (let i = 0; i < size; i++) scratch[reversed ? size - 1 - i : i] = bytes[offset + i];
}

function readFloatLE(offset = 0) {
  load(this, offset, float32Bytes, 4, bigEndian);
  return float32[0];
}

function readFloatBE(offset = 0) {
  load(this, offset, float32Bytes, 4, !bigEndian);
  return float32[0];
}

function readDoubleLE(offset = 0) {
  load(this, offset, float64Bytes, 8, bigEndian);
  return float64[0];
}

function readDoubleBE(offset = 0) {
  load(this, offset, float64Bytes, 8, !bigEndian);
  return float64[0];
}

// --- Writing ---------------------------------------------------------------------------------------------------

function write8(bytes, value, offset, min, max) {
  value = +value;
  validateNumber(offset, 'offset');
  if (value > max || value < min) throw new ERR_OUT_OF_RANGE('value', `>= ${min} and <= ${max}`, value);
  if (bytes[offset] === undefined) throwBounds(offset, bytes.length - 1);
  bytes[offset] = value;
  return offset + 1;
}

function write16LE(bytes, value, offset, min, max) {
  value = +value;
  checkWrite(bytes, value, offset, min, max, 2);
  bytes[offset] = value;
  bytes[offset + 1] = value >>> 8;
  return offset + 2;
}

function write16BE(bytes, value, offset, min, max) {
  value = +value;
  checkWrite(bytes, value, offset, min, max, 2);
  bytes[offset] = value >>> 8;
  bytes[offset + 1] = value;
  return offset + 2;
}

function write32LE(bytes, value, offset, min, max) {
  value = +value;
  checkWrite(bytes, value, offset, min, max, 4);
  bytes[offset] = value;
  bytes[offset + 1] = value >>> 8;
  bytes[offset + 2] = value >>> 16;
  bytes[offset + 3] = value >>> 24;
  return offset + 4;
}

function write32BE(bytes, value, offset, min, max) {
  value = +value;
  checkWrite(bytes, value, offset, min, max, 4);
  bytes[offset] = value >>> 24;
  bytes[offset + 1] = value >>> 16;
  bytes[offset + 2] = value >>> 8;
  bytes[offset + 3] = value;
  return offset + 4;
}

// Up to six bytes. Division keeps what shifting would cut off at 32 bits.
function writeMany(bytes, value, offset, size, min, max, little) {
  value = +value;
  checkWrite(bytes, value, offset, min, max, size);
  // Fractions go towards zero, as when a number is stored in one byte.
  let rest = Math.trunc(value);
  if (rest < 0) rest += 2 ** (size * 8);
  for (let i = 0; i < size; i++) {
    const byte = rest % 256;
    bytes[little ? offset + i : offset + size - 1 - i] = byte;
    rest = (rest - byte) / 256;
  }
  return offset + size;
}

function writeUIntLE(value, offset, byteLength) {
  checkByteLength(offset, byteLength);
  return writeMany(this, value, offset, byteLength, 0, 2 ** (byteLength * 8) - 1, true);
}

function writeUIntBE(value, offset, byteLength) {
  checkByteLength(offset, byteLength);
  return writeMany(this, value, offset, byteLength, 0, 2 ** (byteLength * 8) - 1, false);
}

function writeIntLE(value, offset, byteLength) {
  checkByteLength(offset, byteLength);
  const limit = 2 ** (byteLength * 8 - 1);
  return writeMany(this, value, offset, byteLength, -limit, limit - 1, true);
}

function writeIntBE(value, offset, byteLength) {
  checkByteLength(offset, byteLength);
  const limit = 2 ** (byteLength * 8 - 1);
  return writeMany(this, value, offset, byteLength, -limit, limit - 1, false);
}

function writeBig(bytes, value, offset, min, max, little) {
  if (value > max || value < min) throwRange(value, min, max, 8);
  checkBounds(bytes, offset, 8);
  if (typeof value !== 'bigint') {
    throw new TypeError('Cannot mix BigInt and other types, use explicit conversions');
  }
  const low = Number(BigInt.asUintN(32, value));
  const high = Number(BigInt.asUintN(32, value >> 32n));
  if (little) {
    write32LE(bytes, low, offset, 0, 0xffffffff);
    write32LE(bytes, high, offset + 4, 0, 0xffffffff);
  } else {
    write32BE(bytes, high, offset, 0, 0xffffffff);
    write32BE(bytes, low, offset + 4, 0, 0xffffffff);
  }
  return offset + 8;
}

function store(bytes, offset, scratch, size, reversed) {
  checkBounds(bytes, offset, size);
  for (let i = 0; i < size; i++) bytes[offset + i] = scratch[reversed ? size - 1 - i : i];
  return offset + size;
}

const methods = {
  readBigUInt64LE, readBigUInt64BE,
  readBigUint64LE: readBigUInt64LE, readBigUint64BE: readBigUInt64BE,
  readBigInt64LE, readBigInt64BE,
  writeBigUInt64LE(value, offset = 0) {
    return writeBig(this, value, offset, 0n, 0xffffffffffffffffn, true);
  },
  writeBigUInt64BE(value, offset = 0) {
    return writeBig(this, value, offset, 0n, 0xffffffffffffffffn, false);
  },
  writeBigInt64LE(value, offset = 0) {
    return writeBig(this, value, offset, -0x8000000000000000n, 0x7fffffffffffffffn, true);
  },
  writeBigInt64BE(value, offset = 0) {
    return writeBig(this, value, offset, -0x8000000000000000n, 0x7fffffffffffffffn, false);
  },

  readUIntLE, readUInt32LE, readUInt16LE, readUInt8, readUIntBE, readUInt32BE, readUInt16BE,
  readUintLE: readUIntLE, readUint32LE: readUInt32LE, readUint16LE: readUInt16LE, readUint8: readUInt8,
  readUintBE: readUIntBE, readUint32BE: readUInt32BE, readUint16BE: readUInt16BE,
  readIntLE, readInt32LE, readInt16LE, readInt8, readIntBE, readInt32BE, readInt16BE,

  writeUIntLE, writeUIntBE, writeIntLE, writeIntBE,
  writeUInt8(value, offset = 0) { return write8(this, value, offset, 0, 0xff); },
  writeUInt16LE(value, offset = 0) { return write16LE(this, value, offset, 0, 0xffff); },
  writeUInt16BE(value, offset = 0) { return write16BE(this, value, offset, 0, 0xffff); },
  writeUInt32LE(value, offset = 0) { return write32LE(this, value, offset, 0, 0xffffffff); },
  writeUInt32BE(value, offset = 0) { return write32BE(this, value, offset, 0, 0xffffffff); },
  writeInt8(value, offset = 0) { return write8(this, value, offset, -0x80, 0x7f); },
  writeInt16LE(value, offset = 0) { return write16LE(this, value, offset, -0x8000, 0x7fff); },
  writeInt16BE(value, offset = 0) { return write16BE(this, value, offset, -0x8000, 0x7fff); },
  writeInt32LE(value, offset = 0) { return write32LE(this, value, offset, -0x80000000, 0x7fffffff); },
  writeInt32BE(value, offset = 0) { return write32BE(this, value, offset, -0x80000000, 0x7fffffff); },

  readFloatLE, readFloatBE, readDoubleLE, readDoubleBE,
  writeFloatLE(value, offset = 0) {
    float32[0] = value;
    return store(this, offset, float32Bytes, 4, bigEndian);
  },
  writeFloatBE(value, offset = 0) {
    float32[0] = value;
    return store(this, offset, float32Bytes, 4, !bigEndian);
  },
  writeDoubleLE(value, offset = 0) {
    float64[0] = value;
    return store(this, offset, float64Bytes, 8, bigEndian);
  },
  writeDoubleBE(value, offset = 0) {
    float64[0] = value;
    return store(this, offset, float64Bytes, 8, !bigEndian);
  },
};

function addNumberMethods(prototype) {
  Object.assign(prototype, methods);
  for (const name of [
    'writeBigUInt64LE', 'writeBigUInt64BE', 'writeUIntLE', 'writeUIntBE', 'writeUInt8',
    'writeUInt16LE', 'writeUInt16BE', 'writeUInt32LE', 'writeUInt32BE',
  ]) {
    prototype[name.replace('UInt', 'Uint')] = prototype[name];
  }
}

module.exports = addNumberMethods;
