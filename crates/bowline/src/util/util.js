'use strict';
// The module `util`. Most of it lives elsewhere and is loaded when it is first used: nearly every program
// requires util, and few use more than two of its functions.
const { codes } = require('internal/errors');
const internal = require('internal/util');
const { validateFunction, validateNumber, validateString } = require('internal/validators');

function callbackify(original) {
  validateFunction(original, 'original');

  // The callback runs apart from the promise, so what it throws is uncaught and not swallowed.
  function callbackified(...args) {
    const callback = args.pop();
    validateFunction(callback, 'last argument');
    const bound = callback.bind(this);
    const { nextTick } = require('process');
    Reflect.apply(original, this, args).then(
      (value) => nextTick(bound, null, value),
      (reason) => nextTick(tellRejection, reason, bound));
  }

  const descriptors = Object.getOwnPropertyDescriptors(original);
  // Others may have replaced them by something else.
  if (typeof descriptors.length.value === 'number') descriptors.length.value++;
  if (typeof descriptors.name.value === 'string') descriptors.name.value += 'Callbackified';
  for (const key of Reflect.ownKeys(descriptors)) Object.setPrototypeOf(descriptors[key], null);
  return Object.defineProperties(callbackified, descriptors);
}

// A callback tells success by a falsy error, so a falsy reason is wrapped.
function tellRejection(reason, callback) {
  if (!reason) {
    const wrapped = new codes.ERR_FALSY_VALUE_REJECTION(reason);
    Error.captureStackTrace(wrapped, tellRejection);
    return callback(wrapped);
  }
  return callback(reason);
}

function inherits(ctor, superCtor) {
  if (ctor === undefined || ctor === null) throw new codes.ERR_INVALID_ARG_TYPE('ctor', 'Function', ctor);
  if (superCtor === undefined || superCtor === null) {
    throw new codes.ERR_INVALID_ARG_TYPE('superCtor', 'Function', superCtor);
  }
  if (superCtor.prototype === undefined) {
    throw new codes.ERR_INVALID_ARG_TYPE('superCtor.prototype', 'Object', superCtor.prototype);
  }
  Object.defineProperty(ctor, 'super_', { __proto__: null, value: superCtor, writable: true, configurable: true });
  Object.setPrototypeOf(ctor.prototype, superCtor.prototype);
}

function _extend(target, source) {
  if (source === null || typeof source !== 'object') return target;
  for (const key of Object.keys(source)) target[key] = source[key];
  return target;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function log(...args) {
  const now = new Date();
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map((part) => `${part}`.padStart(2, '0')).join(':');
  const { format } = require('internal/util/inspect');
  require('console').log('%s - %s', `${now.getDate()} ${months[now.getMonth()]} ${time}`, format(...args));
}

function isBoolean(arg) {
  return typeof arg === 'boolean';
}

function isBuffer(arg) {
  return require('buffer').Buffer.isBuffer(arg);
}

function isNull(arg) {
  return arg === null;
}

function isNullOrUndefined(arg) {
  return arg === null || arg === undefined;
}

function isNumber(arg) {
  return typeof arg === 'number';
}

function isString(arg) {
  return typeof arg === 'string';
}

function isSymbol(arg) {
  return typeof arg === 'symbol';
}

function isUndefined(arg) {
  return arg === undefined;
}

function isObject(arg) {
  return arg !== null && typeof arg === 'object';
}

function isFunction(arg) {
  return typeof arg === 'function';
}

function isPrimitive(arg) {
  return arg === null || (typeof arg !== 'object' && typeof arg !== 'function');
}

function getSystemErrorName(err) {
  validateNumber(err, 'err');
  if (err >= 0 || !Number.isSafeInteger(err)) throw new codes.ERR_OUT_OF_RANGE('err', 'a negative integer', err);
  return internal.getSystemErrorName(err);
}

function getSystemErrorMap() {
  return internal.getSystemErrorMap();
}

function _errnoException(...args) {
  return require('internal/errors').errnoException(...args);
}

function _exceptionWithHostPort(...args) {
  return require('internal/errors').exceptionWithHostPort(...args);
}

function isDeepStrictEqual(a, b) {
  return require('internal/util/comparisons').isDeepStrictEqual(a, b);
}

function toUSVString(input) {
  return `${input}`.toWellFormed();
}

function parseEnv(content) {
  validateString(content, 'content');
  return require('internal/util/parse_env').parseEnv(content);
}

function styleText(format, text, { validateStream = true, stream = undefined } = internal.kEmptyObject) {
  return require('internal/util/style_text').styleText(format, text, validateStream, stream);
}

function aborted(signal, resource) {
  return require('internal/util/aborted').aborted(signal, resource);
}

function transferableAbortSignal() {
  throw new codes.ERR_NOT_IMPLEMENTED('util.transferableAbortSignal()');
}

function transferableAbortController() {
  throw new codes.ERR_NOT_IMPLEMENTED('util.transferableAbortController()');
}

module.exports = {
  _errnoException,
  _exceptionWithHostPort,
  _extend,
  callbackify,
  debug: undefined,
  debuglog: undefined,
  deprecate: internal.deprecate,
  format: undefined,
  styleText,
  formatWithOptions: undefined,
  getSystemErrorMap,
  getSystemErrorName,
  inherits,
  inspect: undefined,
  isArray: Array.isArray,
  isBoolean,
  isBuffer,
  isDeepStrictEqual,
  isNull,
  isNullOrUndefined,
  isNumber,
  isString,
  isSymbol,
  isUndefined,
  isRegExp: undefined,
  isObject,
  isDate: undefined,
  isError: internal.isError,
  isFunction,
  isPrimitive,
  log,
  promisify: internal.promisify,
  stripVTControlCharacters: undefined,
  toUSVString,
  transferableAbortSignal,
  transferableAbortController,
  aborted,
  types: undefined,
  parseEnv,
  parseArgs: undefined,
  TextDecoder: undefined,
  TextEncoder: undefined,
  MIMEType: undefined,
  MIMEParams: undefined,
};

// A property that loads its value when it is first read, and is plain from then on.
function lazy(name, id, key = name) {
  const define = (value) => Object.defineProperty(module.exports, name, {
    __proto__: null, value, writable: true, enumerable: true, configurable: true,
  });
  Object.defineProperty(module.exports, name, {
    __proto__: null,
    enumerable: true,
    configurable: true,
    get() {
      const value = key === '' ? require(id) : require(id)[key];
      define(value);
      return value;
    },
    set: define,
  });
}

for (const name of ['format', 'formatWithOptions', 'inspect', 'stripVTControlCharacters']) {
  lazy(name, 'internal/util/inspect');
}
for (const name of ['isRegExp', 'isDate']) lazy(name, 'internal/util/types');
lazy('types', 'internal/util/types', '');
lazy('debuglog', 'internal/util/debuglog');
lazy('debug', 'internal/util/debuglog', 'debuglog');
lazy('parseArgs', 'internal/util/parse_args');
for (const name of ['TextDecoder', 'TextEncoder']) lazy(name, 'internal/encoding');
for (const name of ['MIMEType', 'MIMEParams']) lazy(name, 'internal/mime');
