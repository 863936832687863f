'use strict';

// structuredClone: a copy of a value with everything it reaches, each object once.
//
// Objects of our own classes take part through two methods: `object[kClone]()` gives a function that makes the copy,
// and `object[kTransfer]()` the same for one that is given away.

const {
  codes: { ERR_INVALID_TRANSFER_OBJECT, ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST },
} = require('internal/errors');
const types = require('internal/util/types');

const kClone = Symbol.for('nodejs.messaging.clone');
const kTransfer = Symbol.for('nodejs.messaging.transfer');

const errorClasses = {
  __proto__: null, Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError,
};

function cloneError(message) {
  return require('internal/util').lazyDOMException(message, 'DataCloneError');
}

// Of these kinds no copy can be made.
const neverCloned = new Set([
  'Arguments', 'AsyncGenerator', 'Generator', 'MapIterator', 'Promise', 'Proxy', 'SetIterator', 'Symbol', 'WeakMap',
  'WeakRef', 'WeakSet',
]);

function cannot(value, kind) {
  let name;
  if (typeof value === 'symbol' || typeof value === 'function') name = String(value);
  else if (kind === 'Generator' || kind === 'Symbol') name = Object.prototype.toString.call(value);
  else name = `#<${value.constructor?.name ?? 'Object'}>`;
  return cloneError(`${name} could not be cloned.`);
}

function isDetached(buffer) {
  return buffer.detached === true;
}

class Cloner {
  constructor() {
    this.seen = new Map();
    this.shapes = new Map(); // of views on memory that is given away: it cannot be asked for afterwards
  }

  keep(value, copy) {
    this.seen.set(value, copy);
    return copy;
  }

  clone(value) {
    if (typeof value === 'symbol' || typeof value === 'function') throw cannot(value);
    if (typeof value !== 'object' || value === null) return value;
    const seen = this.seen.get(value);
    if (seen !== undefined) return seen;
    const kind = types.kindOf(value);
    switch (kind) {
      case 'Array':
        return this.cloneProperties(value, this.keep(value, new Array(value.length)));
      case 'Object':
        return this.cloneObject(value);
      case 'Proxy': {
        const env = require('process/env').targetOf(value);
        if (env === undefined) throw cannot(value);
        return this.cloneObject(env);
      }
      case 'Date':
        return this.keep(value, new Date(Date.prototype.getTime.call(value)));
      case 'RegExp':
        return this.keep(value, new RegExp(value.source, value.flags));
      case 'BigInt':
      case 'Boolean':
      case 'Number':
      case 'String':
        return this.keep(value, Object(value.valueOf()));
      case 'Map':
        return this.cloneMap(value);
      case 'Set':
        return this.cloneSet(value);
      case 'Error':
        return this.cloneError(value);
      case 'SharedArrayBuffer':
        return this.keep(value, value);
      case 'ArrayBuffer':
        return this.cloneArrayBuffer(value);
      case 'DataView':
      case 'TypedArray':
        return this.cloneView(value, kind);
      default:
        // The environment is a proxy here, which in Node it does not seem to be.
        if (neverCloned.has(kind) && value !== require('process').env) throw cannot(value, kind);
        return this.cloneObject(value);
    }
  }

  cloneObject(value) {
    if (typeof value[kClone] === 'function') return this.keep(value, value[kClone]()());
    if (typeof value[kTransfer] === 'function') throw new ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST();
    return this.cloneProperties(value, this.keep(value, {}));
  }

  cloneProperties(value, copy) {
    for (const key of Object.keys(value)) {
      // A getter may have removed what was listed.
      if (!Object.hasOwn(value, key)) continue;
      const member = this.clone(value[key]);
      if (key === '__proto__') {
        Object.defineProperty(copy, key, {
          __proto__: null, value: member, writable: true, enumerable: true, configurable: true,
        });
      } else {
        copy[key] = member;
      }
    }
    return copy;
  }

  cloneMap(value) {
    const copy = this.keep(value, new Map());
    // The entries of now: a getter among them could add more.
    for (const [key, member] of [...Map.prototype.entries.call(value)]) copy.set(this.clone(key), this.clone(member));
    return copy;
  }

  cloneSet(value) {
    const copy = this.keep(value, new Set());
    for (const member of [...Set.prototype.values.call(value)]) copy.add(this.clone(member));
    return copy;
  }

  cloneError(value) {
    const Class = errorClasses[value.name] ?? Error;
    const copy = this.keep(value, new Class());
    for (const key of ['stack', 'message', 'cause']) {
      const descriptor = Object.getOwnPropertyDescriptor(value, key);
      if (descriptor === undefined && key !== 'stack') continue;
      const member = key === 'cause' ? this.clone(value.cause) : String(value[key]);
      Object.defineProperty(copy, key, {
        __proto__: null, value: member, writable: true, enumerable: false, configurable: true,
      });
    }
    return copy;
  }

  cloneArrayBuffer(value) {
    if (isDetached(value)) throw cloneError('An ArrayBuffer is detached and could not be cloned.');
    if (!value.resizable) return this.keep(value, ArrayBuffer.prototype.slice.call(value, 0));
    const copy = new ArrayBuffer(value.byteLength, { maxByteLength: value.maxByteLength });
    new Uint8Array(copy).set(new Uint8Array(value));
    return this.keep(value, copy);
  }

  cloneView(value, kind) {
    // What a program calls its subclass does not matter: the copy is of the class the language has.
    const Class = kind === 'DataView' ? DataView : globalThis[value[Symbol.toStringTag]];
    const shape = this.shapes.get(value) ?? {
      byteOffset: value.byteOffset,
      length: kind === 'DataView' ? value.byteLength : value.length,
    };
    this.shapes.set(value, shape);
    return this.keep(value, new Class(this.clone(value.buffer), shape.byteOffset, shape.length));
  }
}

function argumentError(code, message) {
  const error = new TypeError(message);
  error.code = code;
  return error;
}

// The objects a program gives away, each once.
function readTransferList(options) {
  const given = new Set();
  if (options === undefined || options === null) return given;
  if (typeof options !== 'object') {
    throw argumentError('ERR_INVALID_ARG_TYPE', 'The options argument must be either an object or undefined');
  }
  const list = options.transfer;
  if (list === undefined || list === null) return given;
  if (typeof list !== 'object' || typeof list[Symbol.iterator] !== 'function') {
    throw argumentError('ERR_INVALID_ARG_TYPE', 'Optional transferList argument must be an iterable');
  }
  for (const object of list) {
    if (types.isArrayBuffer(object)) {
      if (given.has(object)) throw cloneError('Transfer list contains duplicate ArrayBuffer');
    } else if (object === null || typeof object !== 'object' || typeof object[kTransfer] !== 'function') {
      throw new ERR_INVALID_TRANSFER_OBJECT();
    }
    given.add(object);
  }
  return given;
}

function structuredClone(value, options) {
  if (arguments.length === 0) throw argumentError('ERR_MISSING_ARGS', 'The value argument must be specified');
  const given = readTransferList(options);
  const cloner = new Cloner();
  if (given.size === 0) return cloner.clone(value);

  // Nothing may be given away when the rest cannot be copied, so that is tried first.
  const rehearsal = new Cloner();
  for (const object of given) rehearsal.keep(object, object);
  rehearsal.clone(value);
  cloner.shapes = rehearsal.shapes;
  for (const object of given) {
    if (!types.isArrayBuffer(object)) cloner.keep(object, object[kTransfer]()());
    else cloner.keep(object, isDetached(object) ? new ArrayBuffer(0) : object.transfer());
  }
  return cloner.clone(value);
}
// The standard gives both parameters defaults.
Object.defineProperty(structuredClone, 'length', { __proto__: null, configurable: true, value: 0 });

module.exports = { kClone, kTransfer, structuredClone };
