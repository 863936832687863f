'use strict';

// Functions that remember how they were called.

const { codes: { ERR_INVALID_ARG_VALUE, ERR_NOT_IMPLEMENTED } } = require('internal/errors');
const { validateFunction, validateInteger, validateObject } = require('internal/validators');

class MockFunctionContext {
  #calls = [];
  #implementation;
  #original;
  #once = new Map();
  #times;
  #restore;

  constructor(original, implementation, times, restore) {
    this.#original = original;
    this.#implementation = implementation;
    this.#times = times;
    this.#restore = restore;
  }

  get calls() {
    return this.#calls.slice();
  }

  callCount() {
    return this.#calls.length;
  }

  mockImplementation(implementation) {
    validateFunction(implementation, 'implementation');
    this.#implementation = implementation;
  }

  mockImplementationOnce(implementation, onCall = this.#calls.length) {
    validateFunction(implementation, 'implementation');
    validateInteger(onCall, 'onCall', this.#calls.length);
    this.#once.set(onCall, implementation);
  }

  resetCalls() {
    this.#calls = [];
  }

  restore() {
    this.#restore?.();
    this.#implementation = this.#original;
    this.#once.clear();
  }

  #next() {
    const count = this.#calls.length;
    const once = this.#once.get(count);
    this.#once.delete(count);
    if (once !== undefined) return once;
    return count < this.#times ? this.#implementation : this.#original;
  }

  // Runs what stands in for the function, and takes down what came of it.
  record(call, run) {
    const error = new Error();
    Error.captureStackTrace(error, this.record);
    const entry = { __proto__: null, arguments: call.args, error: undefined, result: undefined, stack: error, target: call.target, this: call.receiver };
    const implementation = this.#next();
    try {
      entry.result = run(implementation);
      return entry.result;
    } catch (thrown) {
      entry.error = thrown;
      throw thrown;
    } finally {
      if (call.target !== undefined) entry.this = entry.result;
      this.#calls.push(entry);
    }
  }
}

function watch(original, implementation, times, restore) {
  const context = new MockFunctionContext(original, implementation, times, restore);
  return new Proxy(original, {
    apply(_, receiver, args) {
      return context.record({ args, receiver, target: undefined }, (fn) => Reflect.apply(fn, receiver, args));
    },
    construct(target, args, newTarget) {
      return context.record({ args, receiver: undefined, target }, (fn) => Reflect.construct(fn, args, newTarget));
    },
    get(target, name, receiver) {
      return name === 'mock' ? context : Reflect.get(target, name, receiver);
    },
  });
}

class MockTracker {
  #mocks = [];

  get timers() {
    throw new ERR_NOT_IMPLEMENTED('mock.timers');
  }

  #keep(mock) {
    this.#mocks.push(mock.mock);
    return mock;
  }

  fn(original = function() {}, implementation = original, options = {}) {
    if (original !== null && typeof original === 'object') [original, implementation, options] = [() => {}, () => {}, original];
    else if (implementation !== null && typeof implementation === 'object') [implementation, options] = [original, implementation];
    validateFunction(original, 'original');
    validateFunction(implementation, 'implementation');
    validateObject(options, 'options');
    return this.#keep(watch(original, implementation, options.times ?? Infinity, undefined));
  }

  method(object, name, implementation, options = {}) {
    if (implementation !== null && typeof implementation === 'object') [implementation, options] = [undefined, implementation];
    validateObject(options, 'options');
    const kind = options.getter ? 'get' : options.setter ? 'set' : 'value';
    let owner = object;
    while (owner !== null && owner !== undefined && !Object.hasOwn(owner, name)) owner = Object.getPrototypeOf(owner);
    const descriptor = owner ? Object.getOwnPropertyDescriptor(owner, name) : undefined;
    const original = descriptor?.[kind];
    if (typeof original !== 'function') throw new ERR_INVALID_ARG_VALUE('methodName', original, 'must be a method');
    const wasOwn = owner === object;
    const restore = () => {
      if (wasOwn) Object.defineProperty(object, name, descriptor);
      else delete object[name];
    };
    const mock = watch(original, implementation ?? original, options.times ?? Infinity, restore);
    Object.defineProperty(object, name, { ...descriptor, configurable: true, [kind]: mock });
    return this.#keep(mock);
  }

  getter(object, name, implementation, options = {}) {
    if (implementation !== null && typeof implementation === 'object') [implementation, options] = [undefined, implementation];
    return this.method(object, name, implementation, { ...options, getter: true });
  }

  setter(object, name, implementation, options = {}) {
    if (implementation !== null && typeof implementation === 'object') [implementation, options] = [undefined, implementation];
    return this.method(object, name, implementation, { ...options, setter: true });
  }

  restoreAll() {
    for (const mock of this.#mocks) mock.restore();
  }

  reset() {
    this.restoreAll();
    this.#mocks = [];
  }
}

module.exports = { MockTracker, mock: new MockTracker() };
