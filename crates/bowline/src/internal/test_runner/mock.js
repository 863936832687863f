'use strict';
// Functions and methods that remember their calls.
const { codes } = require('internal/errors');
const { validateFunction, validateInteger, validateObject } = require('internal/validators');

class MockFunctionContext {
  #calls = [];
  #implementation;
  #original;
  #once = new Map();
  #restore;
  #times;

  constructor(implementation, original, restore, times) {
    this.#implementation = implementation;
    this.#original = original;
    this.#restore = restore;
    this.#times = times;
  }

  get calls() {
    return this.#calls.slice(0);
  }

  callCount() {
    return this.#calls.length;
  }

  mockImplementation(implementation) {
    validateFunction(implementation, 'implementation');
    this.#implementation = implementation;
  }

  mockImplementationOnce(implementation, onCall) {
    validateFunction(implementation, 'implementation');
    const next = this.#calls.length;
    const call = onCall ?? next;
    validateInteger(call, 'onCall', next);
    this.#once.set(call, implementation);
  }

  resetCalls() {
    this.#calls = [];
  }

  restore() {
    this.#implementation = this.#original;
    this.#restore?.();
  }

  // What this call shall do; when the times are over, the original.
  next() {
    const number = this.#calls.length;
    const once = this.#once.get(number);
    if (once !== undefined) {
      this.#once.delete(number);
      return once;
    }
    if (number + 1 === this.#times) {
      const last = this.#implementation;
      this.restore();
      return last;
    }
    return this.#implementation;
  }

  record(call) {
    this.#calls.push(call);
  }
}

function mockOf(implementation, original, restore, times = Infinity) {
  const context = new MockFunctionContext(implementation, original, restore, times);
  const call = (args, thisArg, target, run) => {
    const entry = { arguments: args, error: undefined, result: undefined, stack: new Error(), target, this: thisArg };
    try {
      const result = run(context.next());
      entry.result = result;
      if (target !== undefined) entry.this = result;
      return result;
    } catch (error) {
      entry.error = error;
      throw error;
    } finally {
      context.record(entry);
    }
  };
  return new Proxy(original, {
    __proto__: null,
    apply: (target, thisArg, args) => call(args, thisArg, undefined, (fn) => Reflect.apply(fn, thisArg, args)),
    construct: (target, args, newTarget) => call(args, undefined, target, (fn) => Reflect.construct(fn, args, newTarget)),
    get: (target, name, receiver) => (name === 'mock' ? context : Reflect.get(target, name, receiver)),
  });
}

function findDescriptor(object, name) {
  for (let at = object; at !== null; at = Object.getPrototypeOf(at)) {
    const descriptor = Object.getOwnPropertyDescriptor(at, name);
    if (descriptor !== undefined) return descriptor;
  }
  return undefined;
}

class MockTracker {
  #mocks = [];

  #track(mock) {
    this.#mocks.push(mock.mock);
    return mock;
  }

  get timers() {
    throw new codes.ERR_NOT_IMPLEMENTED('mock.timers');
  }

  fn(original = function() {}, implementation = original, options = {}) {
    if (original !== null && typeof original === 'object') [original, implementation, options] = [() => {}, undefined, original];
    else if (implementation !== null && typeof implementation === 'object') {
      [implementation, options] = [original, implementation];
    }
    validateFunction(original, 'original');
    return this.#track(mockOf(implementation ?? original, original, undefined, options.times));
  }

  method(object, name, implementation, options = {}) {
    if (implementation !== null && typeof implementation === 'object') [implementation, options] = [undefined, implementation];
    if (typeof object !== 'function') validateObject(object, 'object');
    const { getter = false, setter = false, times } = options;
    const descriptor = findDescriptor(object, name);
    const key = getter ? 'get' : setter ? 'set' : 'value';
    const original = descriptor?.[key];
    if (typeof original !== 'function') {
      throw new codes.ERR_INVALID_ARG_VALUE('methodName', original, 'must be a method');
    }
    const own = Object.getOwnPropertyDescriptor(object, name);
    const restore = () => {
      if (own === undefined) delete object[name];
      else Object.defineProperty(object, name, own);
    };
    const mock = mockOf(implementation ?? original, original, restore, times);
    Object.defineProperty(object, name, { ...descriptor, configurable: true, [key]: mock });
    return this.#track(mock);
  }

  getter(object, name, implementation, options) {
    if (implementation !== null && typeof implementation === 'object') [implementation, options] = [undefined, implementation];
    return this.method(object, name, implementation, { ...options, getter: true });
  }

  setter(object, name, implementation, options) {
    if (implementation !== null && typeof implementation === 'object') [implementation, options] = [undefined, implementation];
    return this.method(object, name, implementation, { ...options, setter: true });
  }

  reset() {
    this.restoreAll();
    this.#mocks = [];
  }

  restoreAll() {
    for (const context of this.#mocks) context.restore();
  }
}

module.exports = { MockTracker };
