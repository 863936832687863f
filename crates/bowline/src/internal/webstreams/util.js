'use strict';

// What the web streams share. Their states are plain objects under `kState`; the names in them are the standard's.

const {
  codes: { ERR_INVALID_ARG_VALUE },
} = require('internal/errors');
const { validateFunction } = require('internal/validators');

const kState = Symbol('kState');
const kType = Symbol('kType');
const kPrivate = Symbol('kPrivate'); // lets our own code call constructors that programs may not
const kInspect = Symbol.for('nodejs.util.inspect.custom');

function isBrand(type, value) {
  return typeof value === 'object' && value !== null && value[kState] !== undefined && value[kType] === type;
}

// Chunks with their sizes, first in, first out.
class SizedQueue {
  constructor() {
    this.items = [];
    this.head = 0;
    this.totalSize = 0;
  }

  get length() {
    return this.items.length - this.head;
  }

  push(value, size) {
    this.items.push({ value, size });
    this.totalSize += size;
  }

  peek() {
    return this.items[this.head].value;
  }

  shift() {
    const { value, size } = this.items[this.head];
    this.items[this.head++] = undefined;
    if (this.head > 64 && this.head * 2 > this.items.length) {
      this.items = this.items.slice(this.head);
      this.head = 0;
    }
    // Sizes may be fractions, whose sums are not exact.
    this.totalSize = Math.max(this.totalSize - size, 0);
    return value;
  }

  clear() {
    this.items = [];
    this.head = 0;
    this.totalSize = 0;
  }
}

function deferred() {
  let resolve;
  let reject;
  const promise = new Promise((resolvePromise, rejectPromise) => {
    resolve = resolvePromise;
    reject = rejectPromise;
  });
  return { promise, resolve, reject };
}

function resolvedDeferred() {
  return { promise: Promise.resolve(), resolve: undefined, reject: undefined };
}

function rejectedDeferred(reason) {
  const promise = Promise.reject(reason);
  setHandled(promise);
  return { promise, resolve: undefined, reject: undefined };
}

function ignore() {}

// A rejection that is told elsewhere is not an unhandled one.
function setHandled(promise) {
  promise.then(undefined, ignore);
}

// A method of what the program gave, as a function that always gives a promise; undefined when there is none.
function promiseCallback(object, key, name) {
  const method = object?.[key];
  if (method === undefined) return undefined;
  validateFunction(method, name);
  return (...args) => {
    try {
      const result = method.apply(object, args);
      return result instanceof Promise ? result : Promise.resolve(result);
    } catch (error) {
      return Promise.reject(error);
    }
  };
}

function extractHighWaterMark(value, fallback) {
  if (value === undefined) return fallback;
  value = +value;
  if (typeof value !== 'number' || Number.isNaN(value) || value < 0) {
    throw new ERR_INVALID_ARG_VALUE.RangeError('strategy.highWaterMark', value);
  }
  return value;
}

function extractSizeAlgorithm(size) {
  if (size === undefined) return () => 1;
  validateFunction(size, 'strategy.size');
  return (chunk) => size.call(undefined, chunk);
}

function checkSize(size) {
  size = +size;
  if (Number.isNaN(size) || size < 0 || size === Infinity) {
    throw new ERR_INVALID_ARG_VALUE.RangeError('size', size);
  }
  return size;
}

function inspectAs(depth, options, name, fields, self) {
  if (depth < 0) return self;
  const { inspect } = require('internal/util/inspect');
  const shown = { ...options, depth: options.depth == null ? null : options.depth - 1 };
  return `${name} ${inspect(fields, shown)}`;
}

// The names are enumerable and the class says what it is, as the standard wants of every interface.
function finishClass(Class, names) {
  for (const name of names) Object.defineProperty(Class.prototype, name, { __proto__: null, enumerable: true });
  Object.defineProperties(Class.prototype, {
    [Symbol.toStringTag]: { __proto__: null, configurable: true, value: Class.name },
    [kType]: { __proto__: null, value: Class.name },
  });
}

// Instances can be given away in a structuredClone.
function makeTransferable(Class) {
  Object.defineProperty(Class.prototype, Symbol.for('nodejs.messaging.transfer'), {
    __proto__: null,
    value() {
      if (!isBrand(Class.name, this)) {
        const { codes: { ERR_INVALID_THIS } } = require('internal/errors');
        throw new ERR_INVALID_THIS(Class.name);
      }
      return require('internal/webstreams/transfer')(this);
    },
  });
}

module.exports = {
  SizedQueue,
  checkSize,
  deferred,
  extractHighWaterMark,
  extractSizeAlgorithm,
  finishClass,
  inspectAs,
  isBrand,
  kInspect,
  kPrivate,
  kState,
  kType,
  makeTransferable,
  promiseCallback,
  rejectedDeferred,
  resolvedDeferred,
  setHandled,
};
