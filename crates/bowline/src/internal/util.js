'use strict';
// Small things every module needs. What is rarely used is loaded when it is.
const { codes } = require('internal/errors');

const customInspectSymbol = Symbol.for('nodejs.util.inspect.custom');
const kCustomPromisify = Symbol.for('nodejs.util.promisify.custom');
// An array of names on a function whose callback has several results: its promise gives an object.
const customPromisifyArgs = Symbol('customPromisifyArgs');
const kIsEncodingSymbol = Symbol('kIsEncodingSymbol');
const kEmptyObject = Object.freeze({ __proto__: null });
const kEnumerableProperty = Object.freeze({ __proto__: null, enumerable: true });
const SymbolDispose = Symbol.dispose ?? Symbol('Symbol.dispose');
const SymbolAsyncDispose = Symbol.asyncDispose ?? Symbol('Symbol.asyncDispose');

const encodingsMap = {
  __proto__: null, ascii: 0, utf8: 1, base64: 2, utf16le: 3, latin1: 4, hex: 5, buffer: 6, base64url: 7,
};

const encodingNames = {
  __proto__: null,
  'utf8': 'utf8',
  'utf-8': 'utf8',
  'ucs2': 'utf16le',
  'ucs-2': 'utf16le',
  'utf16le': 'utf16le',
  'utf-16le': 'utf16le',
  'latin1': 'latin1',
  'binary': 'latin1',
  'base64': 'base64',
  'base64url': 'base64url',
  'hex': 'hex',
  'ascii': 'ascii',
};

// The canonical name of an encoding, undefined if there is none of that name; nothing given means utf8.
function normalizeEncoding(encoding) {
  if (encoding === undefined || encoding === null || encoding === '') return 'utf8';
  const name = encodingNames[encoding];
  if (name !== undefined || typeof encoding !== 'string') return name;
  return encodingNames[encoding.toLowerCase()];
}

// In Node this tells errors of other realms too; here there is one realm.
function isError(value) {
  return value instanceof Error || require('internal/util/types').isNativeError(value);
}

function getLazy(make) {
  let value;
  let isMade = false;
  return function() {
    if (!isMade) {
      value = make();
      isMade = true;
    }
    return value;
  };
}

function cachedResult(make) {
  let value;
  return () => {
    value ??= make();
    return value;
  };
}

function once(callback) {
  let isCalled = false;
  return function(...args) {
    if (isCalled) return undefined;
    isCalled = true;
    return Reflect.apply(callback, this, args);
  };
}

function promisify(original) {
  require('internal/validators').validateFunction(original, 'original');
  const custom = original[kCustomPromisify];
  if (custom) {
    require('internal/validators').validateFunction(custom, 'util.promisify.custom');
    return Object.defineProperty(custom, kCustomPromisify, {
      __proto__: null, value: custom, enumerable: false, writable: false, configurable: true,
    });
  }
  const names = original[customPromisifyArgs];

  function promisified(...args) {
    return new Promise((resolve, reject) => {
      Reflect.apply(original, this, [...args, (error, ...values) => {
        if (error) return reject(error);
        if (names === undefined || values.length < 2) return resolve(values[0]);
        const result = {};
        for (let i = 0; i < names.length; i++) result[names[i]] = values[i];
        return resolve(result);
      }]);
    });
  }

  Object.setPrototypeOf(promisified, Object.getPrototypeOf(original));
  Object.defineProperty(promisified, kCustomPromisify, {
    __proto__: null, value: promisified, enumerable: false, writable: false, configurable: true,
  });
  const descriptors = Object.getOwnPropertyDescriptors(original);
  for (const key of Reflect.ownKeys(descriptors)) Object.setPrototypeOf(descriptors[key], null);
  return Object.defineProperties(promisified, descriptors);
}
promisify.custom = kCustomPromisify;

// Deprecations by code are told once in a program.
let toldCodes;

function getDeprecationWarningEmitter(code, message, deprecated, shouldEmit = () => true) {
  let isTold = false;
  return function() {
    if (isTold || !shouldEmit()) return;
    isTold = true;
    if (code === 'ExperimentalWarning') {
      require('process').emitWarning(message, code, deprecated);
      return;
    }
    if (code === undefined) {
      require('process').emitWarning(message, 'DeprecationWarning', deprecated);
      return;
    }
    toldCodes ??= new Set();
    if (toldCodes.has(code)) return;
    toldCodes.add(code);
    require('process').emitWarning(message, 'DeprecationWarning', code, deprecated);
  };
}

function isPendingDeprecation() {
  const { getOptionValue } = require('internal/options');
  return getOptionValue('--pending-deprecation') && !getOptionValue('--no-deprecation');
}

// The wrapper stands in for the function: instances, statics and inherited methods stay reachable.
function wrapDeprecated(fn, makeTeller) {
  function deprecated(...args) {
    if (!require('process').noDeprecation) tell();
    return new.target ? Reflect.construct(fn, args, new.target) : Reflect.apply(fn, this, args);
  }
  const tell = makeTeller(deprecated);
  Object.setPrototypeOf(deprecated, fn);
  if (fn.prototype) deprecated.prototype = fn.prototype;
  return deprecated;
}

function deprecate(fn, message, code, useEmitSync) {
  if (code !== undefined) require('internal/validators').validateString(code, 'code');
  if (require('process').noDeprecation === true) return fn;
  return wrapDeprecated(fn, (deprecated) => getDeprecationWarningEmitter(code, message, deprecated));
}

// Told only when `--pending-deprecation` asks for it.
function pendingDeprecate(fn, message, code) {
  return wrapDeprecated(fn, (deprecated) =>
    getDeprecationWarningEmitter(code, message, deprecated, isPendingDeprecation));
}

let toldFeatures;

function emitExperimentalWarning(feature, messagePrefix, code, constructor) {
  toldFeatures ??= new Set();
  if (toldFeatures.has(feature)) return;
  toldFeatures.add(feature);
  const message = messagePrefix ? `${messagePrefix}${feature} is an experimental feature and might change at any time` :
    `${feature} is an experimental feature and might change at any time`;
  require('process').emitWarning(message, 'ExperimentalWarning', code, constructor);
}

function createDeferredPromise() {
  const deferred = { promise: undefined, resolve: undefined, reject: undefined };
  deferred.promise = new Promise((resolve, reject) => {
    deferred.resolve = resolve;
    deferred.reject = reject;
  });
  return deferred;
}

function filterDuplicateStrings(items, lower) {
  const seen = new Map();
  for (const item of items) {
    const key = item.toLowerCase();
    seen.set(key, lower ? key : item);
  }
  return [...seen.values()].sort();
}

// The number of a signal given by name or number.
function convertToValidSignal(signal) {
  const { signals } = require('os').constants;
  if (typeof signal === 'number') {
    for (const name in signals) if (signals[name] === signal) return signal;
  }
  if (typeof signal === 'string') {
    const number = signals[signal.toUpperCase()];
    if (number !== undefined) return number;
  }
  throw new codes.ERR_UNKNOWN_SIGNAL(signal);
}

function getConstructorOf(object) {
  while (object) {
    const descriptor = Object.getOwnPropertyDescriptor(object, 'constructor');
    if (descriptor !== undefined && typeof descriptor.value === 'function' && descriptor.value.name !== '') {
      return descriptor.value;
    }
    object = Object.getPrototypeOf(object);
  }
  return undefined;
}

// Removing one item this way is faster than splice.
function spliceOne(list, index) {
  for (; index + 1 < list.length; index++) list[index] = list[index + 1];
  list.pop();
}

function join(items, separator) {
  return items.join(separator);
}

const ansiColors = /\u001b\[\d\d?m/g;

function removeColors(text) {
  return text.replace(ansiColors, '');
}

function defineOperation(target, name, method) {
  Object.defineProperty(target, name, {
    __proto__: null, writable: true, enumerable: true, configurable: true, value: method,
  });
}

function exposeInterface(target, name, interfaceObject) {
  Object.defineProperty(target, name, {
    __proto__: null, writable: true, enumerable: false, configurable: true, value: interfaceObject,
  });
}

const exposeNamespace = exposeInterface;

// Properties whose values are found in the built-in `id` when first read; writing replaces them.
function defineLazyProperties(target, id, keys, enumerable = true) {
  for (const key of keys) {
    let isSet = false;
    let value;
    const read = {
      [key]() {
        if (!isSet) {
          value = require(id)[key];
          isSet = true;
        }
        return value;
      },
    }[key];
    const write = {
      [key](replacement) {
        Object.defineProperty(target, key, {
          __proto__: null, writable: true, enumerable: true, configurable: true, value: replacement,
        });
      },
    }[key];
    Object.defineProperty(target, key, { __proto__: null, enumerable, configurable: true, get: read, set: write });
  }
}

function exposeLazyInterfaces(target, id, keys) {
  defineLazyProperties(target, id, keys, false);
}

function setOwnProperty(target, name, value) {
  return Object.defineProperty(target, name, {
    __proto__: null, configurable: true, enumerable: true, value, writable: true,
  });
}

function filterOwnProperties(source, keys) {
  const filtered = { __proto__: null };
  for (const key of keys) if (Object.hasOwn(source, key)) filtered[key] = source[key];
  return filtered;
}

function getSystemErrorName(errno) {
  return require('internal/errors').uvErrmapGet(errno)?.[0] ?? `Unknown system error ${errno}`;
}

function getSystemErrorMap() {
  return new Map(native.errors().map(([errno, name, text]) => [errno, [name, text]]));
}

function lazyDOMExceptionClass() {
  return require('internal/per_context/domexception').DOMException;
}

function lazyDOMException(message, name) {
  const DOMException = lazyDOMExceptionClass();
  return new DOMException(message, name);
}

function isArrayBufferDetached(buffer) {
  return buffer.detached === true;
}

// Blocks the thread.
function sleep(milliseconds) {
  require('internal/validators').validateUint32(milliseconds, 'sleep');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function guessHandleType(fd) {
  return native.guessHandleType(fd);
}

// A stack with the source line on top, as uncaught errors are shown; here stacks are already complete.
function decorateErrorStack() {}

function assertCrypto() {}

// Keeps its target alive while somebody holds it, and lets it go afterwards.
class WeakReference {
  #weak;
  #strong;
  #holders = 0;

  constructor(target) {
    this.#weak = new WeakRef(target);
  }

  incRef() {
    if (++this.#holders === 1) this.#strong = this.#weak.deref();
    return this.#holders;
  }

  decRef() {
    if (--this.#holders === 0) this.#strong = undefined;
    return this.#holders;
  }

  get() {
    return this.#weak.deref();
  }
}

module.exports = {
  assertCrypto,
  cachedResult,
  convertToValidSignal,
  createDeferredPromise,
  customInspectSymbol,
  customPromisifyArgs,
  decorateErrorStack,
  defineLazyProperties,
  defineOperation,
  deprecate,
  emitExperimentalWarning,
  encodingsMap,
  exposeInterface,
  exposeLazyInterfaces,
  exposeNamespace,
  filterDuplicateStrings,
  filterOwnProperties,
  getConstructorOf,
  getDeprecationWarningEmitter,
  getLazy,
  getSystemErrorMap,
  getSystemErrorName,
  guessHandleType,
  isArrayBufferDetached,
  isError,
  isPendingDeprecation,
  join,
  kEmptyObject,
  kEnumerableProperty,
  kIsEncodingSymbol,
  lazyDOMException,
  lazyDOMExceptionClass,
  normalizeEncoding,
  once,
  pendingDeprecate,
  promisify,
  removeColors,
  setOwnProperty,
  sleep,
  spliceOne,
  SymbolAsyncDispose,
  SymbolDispose,
  WeakReference,
};
