'use strict';
// What every operation on files asks of its arguments.
const { codes } = require('internal/errors');
const {
  isInt32,
  validateAbortSignal,
  validateBoolean,
  validateFunction,
  validateInt32,
  validateInteger,
  validateObject,
  validateUint32,
} = require('internal/validators');

const kMaxFd = 2147483647;
const kIoMaxLength = 2 ** 31 - 1;

// Flags by name; the numbers are the system's, so the table is made when a name is first looked up.
let flagsByName;

function flagTable() {
  const {
    O_APPEND, O_CREAT, O_EXCL, O_RDONLY, O_RDWR, O_SYNC = 0, O_TRUNC, O_WRONLY,
  } = require('fs/constants').constants;
  const write = O_TRUNC | O_CREAT | O_WRONLY;
  const writeRead = O_TRUNC | O_CREAT | O_RDWR;
  const append = O_APPEND | O_CREAT | O_WRONLY;
  const appendRead = O_APPEND | O_CREAT | O_RDWR;
  return {
    '__proto__': null,
    'r': O_RDONLY,
    'rs': O_RDONLY | O_SYNC,
    'sr': O_RDONLY | O_SYNC,
    'r+': O_RDWR,
    'rs+': O_RDWR | O_SYNC,
    'sr+': O_RDWR | O_SYNC,
    'w': write,
    'wx': write | O_EXCL,
    'xw': write | O_EXCL,
    'w+': writeRead,
    'wx+': writeRead | O_EXCL,
    'xw+': writeRead | O_EXCL,
    'a': append,
    'ax': append | O_EXCL,
    'xa': append | O_EXCL,
    'as': append | O_SYNC,
    'sa': append | O_SYNC,
    'a+': appendRead,
    'ax+': appendRead | O_EXCL,
    'xa+': appendRead | O_EXCL,
    'as+': appendRead | O_SYNC,
    'sa+': appendRead | O_SYNC,
  };
}

function stringToFlags(flags, name = 'flags') {
  if (typeof flags === 'number') {
    validateInt32(flags, name);
    return flags;
  }
  if (flags == null) return 0;
  const number = (flagsByName ??= flagTable())[flags];
  if (number === undefined) throw new codes.ERR_INVALID_ARG_VALUE(name, flags);
  return number;
}

function isUint8Array(value) {
  return value instanceof Uint8Array || require('internal/util/types').isUint8Array(value);
}

function nullCheck(path, name) {
  const hasNull = typeof path === 'string' ? path.includes('\u0000') : path.includes(0);
  if (!hasNull) return;
  throw new codes.ERR_INVALID_ARG_VALUE(name, path, 'must be a string, Uint8Array, or URL without null bytes');
}

function validatePath(path, name = 'path') {
  if (typeof path !== 'string' && !isUint8Array(path)) {
    throw new codes.ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'URL'], path);
  }
  nullCheck(path, name);
}

// A path as native functions take it: a string or bytes.
function getValidatedPath(path, name = 'path') {
  if (typeof path !== 'string' && path !== null && typeof path === 'object' && !isUint8Array(path)) {
    path = require('internal/url').toPathIfFileURL(path);
  }
  validatePath(path, name);
  return path;
}

function getValidatedFd(fd, name = 'fd') {
  if (Object.is(fd, -0)) return 0;
  validateInt32(fd, name, 0, kMaxFd);
  return fd;
}

// The many functions that take a descriptor in the place of a path.
function isFd(path) {
  return typeof path === 'number' && path >= 0 && path <= kMaxFd && Number.isInteger(path);
}

function assertEncoding(encoding) {
  if (encoding && encoding !== 'utf8' && !require('buffer').Buffer.isEncoding(encoding)) {
    throw new codes.ERR_INVALID_ARG_VALUE('encoding', encoding, 'is invalid encoding');
  }
}

// Options given as an object, as an encoding, or not at all.
function getOptions(options, defaults = {}) {
  if (options == null || typeof options === 'function') return defaults;
  if (typeof options === 'string') {
    options = { ...defaults, encoding: options };
  } else if (typeof options !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('options', ['string', 'Object'], options);
  }
  if (options.encoding !== 'buffer') assertEncoding(options.encoding);
  if (options.signal !== undefined) validateAbortSignal(options.signal, 'options.signal');
  return options;
}

function copyObject(source) {
  const target = {};
  for (const key in source) target[key] = source[key];
  return target;
}

// Text for programs that asked for it in an encoding; native functions give bytes or UTF-8.
function asksForBytes(encoding) {
  if (encoding === undefined || encoding === null || encoding === 'utf8' || encoding === 'utf-8') return false;
  // The module says what native bytes are.
  require('buffer');
  return true;
}

function decodeName(name, encoding) {
  return asksForBytes(encoding) && encoding !== 'buffer' ? name.toString(encoding) : name;
}

function validateOffsetLengthRead(offset, length, size) {
  if (offset < 0) throw new codes.ERR_OUT_OF_RANGE('offset', '>= 0', offset);
  if (length < 0) throw new codes.ERR_OUT_OF_RANGE('length', '>= 0', length);
  if (offset + length > size) throw new codes.ERR_OUT_OF_RANGE('length', `<= ${size - offset}`, length);
}

function validateOffsetLengthWrite(offset, length, size) {
  if (offset > size) throw new codes.ERR_OUT_OF_RANGE('offset', `<= ${size}`, offset);
  if (length > size - offset) throw new codes.ERR_OUT_OF_RANGE('length', `<= ${size - offset}`, length);
  if (length < 0) throw new codes.ERR_OUT_OF_RANGE('length', '>= 0', length);
  validateInt32(length, 'length', 0);
}

function validatePosition(position, name) {
  if (typeof position === 'number') {
    validateInteger(position, name, -1);
  } else if (typeof position === 'bigint') {
    const largest = 2n ** 63n - 1n;
    if (position < -(2n ** 63n) || position > largest) {
      throw new codes.ERR_OUT_OF_RANGE(name, `>= ${-(2n ** 63n)} && <= ${largest}`, position);
    }
  } else {
    throw new codes.ERR_INVALID_ARG_TYPE(name, ['integer', 'bigint'], position);
  }
}

function validateBufferArray(buffers, name = 'buffers') {
  if (!Array.isArray(buffers)) throw new codes.ERR_INVALID_ARG_TYPE(name, 'ArrayBufferView[]', buffers);
  for (let i = 0; i < buffers.length; i++) {
    if (!ArrayBuffer.isView(buffers[i])) throw new codes.ERR_INVALID_ARG_TYPE(name, 'ArrayBufferView[]', buffers);
  }
  return buffers;
}

function validateStringAfterArrayBufferView(value, name) {
  if (typeof value !== 'string') {
    throw new codes.ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'TypedArray', 'DataView'], value);
  }
}

// The numbers 0 to 7, for access and copyFile; Node words these two differently from all others.
function getValidMode(mode) {
  if (mode == null) return 0;
  let error;
  if (!isInt32(mode)) {
    error = new TypeError('mode must be int32 or null/undefined');
    error.code = 'ERR_INVALID_ARG_TYPE';
    throw error;
  }
  if (mode < 0 || mode > 7) {
    error = new RangeError('mode is out of range: >= 0 && <= 7');
    error.code = 'ERR_OUT_OF_RANGE';
    throw error;
  }
  return mode;
}

function toUnixTimestamp(time, name = 'time') {
  if (typeof time === 'string' && +time == time) return +time; // eslint-disable-line eqeqeq
  if (Number.isFinite(time)) return time < 0 ? Date.now() / 1000 : time;
  if (require('internal/util/types').isDate(time)) return time.getTime() / 1000;
  throw new codes.ERR_INVALID_ARG_TYPE(name, ['Date', 'Time in seconds'], time);
}

function validateRetries(options) {
  validateInt32(options.retryDelay, 'options.retryDelay', 0);
  validateUint32(options.maxRetries, 'options.maxRetries');
}

function validateRmOptions(options) {
  if (options === undefined) return { recursive: false, force: false, maxRetries: 0, retryDelay: 100 };
  validateObject(options, 'options');
  options = { retryDelay: 100, maxRetries: 0, recursive: false, force: false, ...options };
  validateBoolean(options.force, 'options.force');
  validateBoolean(options.recursive, 'options.recursive');
  validateRetries(options);
  return options;
}

function validateRmdirOptions(options) {
  if (options === undefined) return { recursive: false, maxRetries: 0, retryDelay: 100 };
  validateObject(options, 'options');
  options = { retryDelay: 100, maxRetries: 0, recursive: false, ...options };
  validateBoolean(options.recursive, 'options.recursive');
  validateRetries(options);
  return options;
}

let warnsOfRecursiveRmdir = true;

function emitRecursiveRmdirWarning() {
  if (!warnsOfRecursiveRmdir) return;
  warnsOfRecursiveRmdir = false;
  require('process').emitWarning(
    'In future versions of Node.js, fs.rmdir(path, { recursive: true }) will be removed. ' +
    'Use fs.rm(path, { recursive: true }) instead', 'DeprecationWarning', 'DEP0147');
}

function eisdir(path) {
  return new codes.ERR_FS_EISDIR({
    code: 'EISDIR', message: 'is a directory', path, syscall: 'rm', errno: require('os').constants.errno.EISDIR,
  });
}

let warnsOfTemplate = true;

function warnOnNonPortableTemplate(template) {
  if (!warnsOfTemplate) return;
  const endsWithX = typeof template === 'string' ? template.endsWith('X') : template[template.length - 1] === 0x58;
  if (!endsWithX) return;
  warnsOfTemplate = false;
  require('process').emitWarning(
    'mkdtemp() templates ending with X are not portable. For details see: https://nodejs.org/api/fs.html');
}

function makeCallback(callback) {
  validateFunction(callback, 'cb');
  return callback;
}

// The options of cp and cpSync.
function validateCpOptions(options) {
  if (options === undefined) options = {};
  validateObject(options, 'options');
  options = {
    dereference: false, errorOnExist: false, filter: undefined, force: true, preserveTimestamps: false,
    recursive: false, verbatimSymlinks: false, ...options,
  };
  for (const name of ['dereference', 'errorOnExist', 'force', 'preserveTimestamps', 'recursive', 'verbatimSymlinks']) {
    validateBoolean(options[name], `options.${name}`);
  }
  if (options.mode == null) options.mode = 0;
  else validateInteger(options.mode, 'mode', 0, 7);
  if (options.dereference === true && options.verbatimSymlinks === true) {
    throw new codes.ERR_INCOMPATIBLE_OPTION_PAIR('dereference', 'verbatimSymlinks');
  }
  if (options.filter !== undefined) validateFunction(options.filter, 'options.filter');
  return options;
}

module.exports = {
  asksForBytes,
  assertEncoding,
  constants: { kIoMaxLength, kReadFileBufferLength: 512 * 1024, kReadFileUnknownBufferLength: 64 * 1024, kWriteFileMaxChunkSize: 512 * 1024 },
  copyObject,
  decodeName,
  eisdir,
  emitRecursiveRmdirWarning,
  getOptions,
  getValidMode,
  getValidatedFd,
  getValidatedPath,
  isFd,
  makeCallback,
  nullCheck,
  stringToFlags,
  stringToSymlinkType,
  toUnixTimestamp,
  validateBufferArray,
  validateCpOptions,
  validateOffsetLengthRead,
  validateOffsetLengthWrite,
  validatePath,
  validatePosition,
  validateRmOptions,
  validateRmdirOptions,
  validateStringAfterArrayBufferView,
  warnOnNonPortableTemplate,
  get Dirent() { return require('fs/dirent').Dirent; },
  get Stats() { return require('fs/stats').Stats; },
};

function stringToSymlinkType(type) {
  switch (type) {
    case undefined: case null: case 'file': return 0;
    case 'dir': return 1;
    case 'junction': return 2;
    default: throw new codes.ERR_FS_INVALID_SYMLINK_TYPE(type);
  }
}
