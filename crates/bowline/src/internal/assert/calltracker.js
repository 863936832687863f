'use strict';
// assert.CallTracker: whether functions were called as often as expected.
const { codes } = require('internal/errors');
const { validateUint32 } = require('internal/validators');

function noop() {}

class Tracked {
  calls = [];

  constructor(expected, stack, name) {
    this.expected = expected;
    this.stack = stack;
    this.name = name;
  }

  report() {
    const actual = this.calls.length;
    if (actual === this.expected) return undefined;
    return {
      message: `Expected the ${this.name} function to be executed ${this.expected} time(s) ` +
        `but was executed ${actual} time(s).`,
      actual,
      expected: this.expected,
      operator: this.name,
      stack: this.stack,
    };
  }
}

class CallTracker {
  #functions = new Map();

  #trackedOf(fn) {
    const tracked = this.#functions.get(fn);
    if (tracked === undefined) throw new codes.ERR_INVALID_ARG_VALUE('tracked', fn, 'is not a tracked function');
    return tracked;
  }

  calls(fn, expected = 1) {
    if (require('process')._exiting) throw new codes.ERR_UNAVAILABLE_DURING_EXIT();
    if (typeof fn === 'number') {
      expected = fn;
      fn = noop;
    } else if (fn === undefined) {
      fn = noop;
    }
    validateUint32(expected, 'expected', true);
    const tracked = new Tracked(expected, new Error(), fn.name || 'calls');
    const proxy = new Proxy(fn, {
      __proto__: null,
      apply(target, thisArg, args) {
        tracked.calls.push(Object.freeze({ thisArg, arguments: Object.freeze(args.slice()) }));
        return Reflect.apply(target, thisArg, args);
      },
    });
    this.#functions.set(proxy, tracked);
    return proxy;
  }

  getCalls(fn) {
    return Object.freeze(this.#trackedOf(fn).calls.slice());
  }

  reset(fn) {
    if (fn !== undefined) {
      this.#trackedOf(fn).calls.length = 0;
      return;
    }
    for (const tracked of this.#functions.values()) tracked.calls.length = 0;
  }

  report() {
    return [...this.#functions.values()].map((tracked) => tracked.report()).filter((error) => error !== undefined);
  }

  verify() {
    const details = this.report();
    if (details.length === 0) return;
    const message = details.length === 1 ? details[0].message :
      'Functions were not called the expected number of times';
    const AssertionError = require('internal/assert/assertion_error');
    throw new AssertionError({ message, details });
  }
}

module.exports = CallTracker;
