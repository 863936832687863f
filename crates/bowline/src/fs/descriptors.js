'use strict';
// Open files by their numbers: open, close, read, write and what is between.
const { codes } = require('internal/errors');
const {
  kValidateObjectAllowNullable,
  parseFileMode,
  validateBuffer,
  validateEncoding,
  validateFunction,
  validateInteger,
  validateObject,
} = require('internal/validators');
const { customPromisifyArgs, kEmptyObject } = require('internal/util');
const {
  getValidatedFd,
  getValidatedPath,
  makeCallback,
  stringToFlags,
  validateBufferArray,
  validateOffsetLengthRead,
  validateOffsetLengthWrite,
  validatePosition,
  validateStringAfterArrayBufferView,
} = require('internal/fs/utils');

const kReadBufferSize = 16 * 1024;

function open(path, flags, mode, callback) {
  path = getValidatedPath(path);
  if (arguments.length < 3) {
    callback = flags;
    flags = 'r';
    mode = 0o666;
  } else if (typeof mode === 'function') {
    callback = mode;
    mode = 0o666;
  } else {
    mode = parseFileMode(mode, 'mode', 0o666);
  }
  flags = stringToFlags(flags);
  native.open(path, flags, mode, makeCallback(callback));
}

function openSync(path, flags, mode) {
  path = getValidatedPath(path);
  return native.open(path, stringToFlags(flags), parseFileMode(mode, 'mode', 0o666));
}

function throwIfFailed(error) {
  if (error) throw error;
}

function close(fd, callback = throwIfFailed) {
  fd = getValidatedFd(fd);
  native.close(fd, makeCallback(callback));
}

function closeSync(fd) {
  native.close(getValidatedFd(fd));
}

// The arguments of a read, in all their shapes, as an object.
function readArguments(buffer, offset, length, position) {
  if (offset == null) offset = 0;
  else validateInteger(offset, 'offset', 0);
  length |= 0;
  if (length !== 0) {
    if (buffer.byteLength === 0) {
      throw new codes.ERR_INVALID_ARG_VALUE('buffer', buffer, 'is empty and cannot be written');
    }
    validateOffsetLengthRead(offset, length, buffer.byteLength);
    if (position == null) position = -1;
    validatePosition(position, 'position');
  }
  return { offset, length, position };
}

function read(fd, buffer, offset, length, position, callback) {
  fd = getValidatedFd(fd);
  if (arguments.length <= 4) {
    let options;
    if (arguments.length === 4) {
      validateObject(offset, 'options', kValidateObjectAllowNullable);
      callback = length;
      options = offset;
    } else if (arguments.length === 3) {
      if (!ArrayBuffer.isView(buffer)) {
        options = buffer;
        ({ buffer = require('buffer').Buffer.alloc(kReadBufferSize) } = options ?? kEmptyObject);
      }
      callback = offset;
    } else {
      callback = buffer;
      buffer = require('buffer').Buffer.alloc(kReadBufferSize);
    }
    if (options !== undefined) validateObject(options, 'options', kValidateObjectAllowNullable);
    ({ offset = 0, length = buffer?.byteLength - offset, position = null } = options ?? kEmptyObject);
  }
  validateBuffer(buffer);
  validateFunction(callback, 'cb');
  ({ offset, length, position } = readArguments(buffer, offset, length, position));
  if (length === 0) {
    require('process').nextTick(() => callback(null, 0, buffer));
    return;
  }
  startRead(fd, buffer, offset, length, position, (error, count) => callback(error, count || 0, buffer));
}

Object.defineProperty(read, customPromisifyArgs, {
  __proto__: null, value: ['bytesRead', 'buffer'], enumerable: false,
});

// What is in memory is read at once, into the place it is for. The rest comes as bytes of its own, as
// another thread may not write to the program's memory.
function startRead(fd, buffer, offset, length, position, callback) {
  const begun = native.read(fd, buffer, offset, length, position, (error, rest) => {
    if (error) {
      callback(error);
    } else if (typeof rest === 'number') {
      callback(null, rest);
    } else {
      new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).set(rest, offset + begun);
      callback(null, begun + rest.length);
    }
  });
}

function readSync(fd, buffer, offset, length, position) {
  fd = getValidatedFd(fd);
  validateBuffer(buffer);
  if (arguments.length <= 3) {
    const options = offset;
    if (options !== undefined) validateObject(options, 'options', kValidateObjectAllowNullable);
    ({ offset = 0, length = buffer.byteLength - offset, position = null } = options ?? kEmptyObject);
  }
  ({ offset, length, position } = readArguments(buffer, offset, length, position));
  return length === 0 ? 0 : native.read(fd, buffer, offset, length, position);
}

function bytesOf(view) {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

function totalOf(buffers) {
  let total = 0;
  for (let i = 0; i < buffers.length; i++) total += buffers[i].byteLength;
  return total;
}

// Several buffers are read as one, and what came is dealt out to them.
function scatter(bytes, count, buffers) {
  let taken = 0;
  for (let i = 0; i < buffers.length && taken < count; i++) {
    const target = bytesOf(buffers[i]);
    const part = bytes.subarray(taken, Math.min(count, taken + target.length));
    target.set(part);
    taken += part.length;
  }
}

function gather(buffers) {
  if (buffers.length === 1) return buffers[0];
  const bytes = new Uint8Array(totalOf(buffers));
  let length = 0;
  for (let i = 0; i < buffers.length; i++) {
    bytes.set(bytesOf(buffers[i]), length);
    length += buffers[i].byteLength;
  }
  return bytes;
}

function readv(fd, buffers, position, callback) {
  fd = getValidatedFd(fd);
  validateBufferArray(buffers);
  callback = makeCallback(callback || position);
  if (typeof position !== 'number') position = -1;
  const bytes = new Uint8Array(totalOf(buffers));
  startRead(fd, bytes, 0, bytes.length, position, (error, count) => {
    if (!error) scatter(bytes, count, buffers);
    callback(error, count || 0, buffers);
  });
}

Object.defineProperty(readv, customPromisifyArgs, {
  __proto__: null, value: ['bytesRead', 'buffers'], enumerable: false,
});

function readvSync(fd, buffers, position) {
  fd = getValidatedFd(fd);
  validateBufferArray(buffers);
  if (typeof position !== 'number') position = -1;
  const bytes = new Uint8Array(totalOf(buffers));
  const count = native.read(fd, bytes, 0, bytes.length, position);
  scatter(bytes, count, buffers);
  return count;
}

// The arguments of a write of bytes.
function writeArguments(buffer, offset, length, position) {
  if (offset == null || typeof offset === 'function') offset = 0;
  else validateInteger(offset, 'offset', 0);
  if (typeof length !== 'number') length = buffer.byteLength - offset;
  if (typeof position !== 'number') position = -1;
  validateOffsetLengthWrite(offset, length, buffer.byteLength);
  return { offset, length, position };
}

function write(fd, buffer, offset, length, position, callback) {
  fd = getValidatedFd(fd);
  if (ArrayBuffer.isView(buffer)) {
    callback ||= position || length || offset;
    if (typeof offset === 'object') {
      ({ offset = 0, length = buffer.byteLength - offset, position = null } = offset ?? kEmptyObject);
    }
    ({ offset, length, position } = writeArguments(buffer, offset, length, position));
    validateFunction(callback, 'cb');
    native.write(fd, buffer, offset, length, position,
                 (error, count) => callback(error, count || 0, buffer));
    return;
  }
  validateStringAfterArrayBufferView(buffer, 'buffer');
  // Here the arguments are the text, where to, its encoding, and the callback.
  if (typeof position !== 'function') {
    if (typeof offset === 'function') {
      position = offset;
      offset = null;
    } else {
      position = length;
    }
    length = 'utf8';
  }
  validateEncoding(buffer, length);
  callback = makeCallback(position);
  const bytes = encode(buffer, length);
  native.write(fd, bytes, 0, bytes.length, typeof offset === 'number' ? offset : -1,
               (error, count) => callback(error, count || 0, buffer));
}

Object.defineProperty(write, customPromisifyArgs, {
  __proto__: null, value: ['bytesWritten', 'buffer'], enumerable: false,
});

// An encoding that nobody knows is taken for UTF-8.
function encode(text, encoding) {
  const { Buffer } = require('buffer');
  return Buffer.from(text, Buffer.isEncoding(encoding) ? encoding : 'utf8');
}

function writeSync(fd, buffer, offsetOrOptions, length, position) {
  fd = getValidatedFd(fd);
  let offset = offsetOrOptions;
  if (ArrayBuffer.isView(buffer)) {
    if (typeof offset === 'object') {
      ({ offset = 0, length = buffer.byteLength - offset, position = null } = offsetOrOptions ?? kEmptyObject);
    }
    ({ offset, length, position } = writeArguments(buffer, offset, length, position));
    return native.write(fd, buffer, offset, length, position);
  }
  validateStringAfterArrayBufferView(buffer, 'buffer');
  validateEncoding(buffer, length);
  const bytes = encode(buffer, length);
  return native.write(fd, bytes, 0, bytes.length, typeof offset === 'number' ? offset : -1);
}

function writev(fd, buffers, position, callback) {
  fd = getValidatedFd(fd);
  validateBufferArray(buffers);
  callback = makeCallback(callback || position);
  if (buffers.length === 0) {
    require('process').nextTick(callback, null, 0, buffers);
    return;
  }
  if (typeof position !== 'number') position = -1;
  const bytes = gather(buffers);
  native.write(fd, bytes, 0, bytes.byteLength, position, (error, count) => callback(error, count || 0, buffers));
}

Object.defineProperty(writev, customPromisifyArgs, {
  __proto__: null, value: ['bytesWritten', 'buffer'], enumerable: false,
});

function writevSync(fd, buffers, position) {
  fd = getValidatedFd(fd);
  validateBufferArray(buffers);
  if (buffers.length === 0) return 0;
  if (typeof position !== 'number') position = -1;
  const bytes = gather(buffers);
  return native.write(fd, bytes, 0, bytes.byteLength, position);
}

function fsync(fd, callback) {
  callback = makeCallback(callback);
  native.fsync(getValidatedFd(fd), callback);
}

function fsyncSync(fd) {
  native.fsync(getValidatedFd(fd));
}

function fdatasync(fd, callback) {
  callback = makeCallback(callback);
  native.fdatasync(getValidatedFd(fd), callback);
}

function fdatasyncSync(fd) {
  native.fdatasync(getValidatedFd(fd));
}

function ftruncate(fd, length = 0, callback = undefined) {
  if (typeof length === 'function') {
    callback = length;
    length = 0;
  }
  fd = getValidatedFd(fd);
  validateInteger(length, 'len');
  native.ftruncate(fd, Math.max(0, length), makeCallback(callback));
}

function ftruncateSync(fd, length = 0) {
  fd = getValidatedFd(fd);
  validateInteger(length, 'len');
  native.ftruncate(fd, Math.max(0, length));
}

module.exports = {
  close, closeSync, encode, fdatasync, fdatasyncSync, fsync, fsyncSync, ftruncate, ftruncateSync, gather, open, openSync,
  read, readSync, readv, readvSync, scatter, startRead, totalOf, write, writeSync, writev, writevSync,
};
