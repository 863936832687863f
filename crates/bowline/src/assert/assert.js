'use strict';
// The module `assert`. What only failures need is loaded when something fails.
const { codes } = require('internal/errors');
const { isError } = require('internal/util');

function isDeepEqual(a, b) {
  return require('internal/util/comparisons').isDeepEqual(a, b);
}

function isDeepStrictEqual(a, b) {
  return require('internal/util/comparisons').isDeepStrictEqual(a, b);
}

function failWith(options) {
  if (isError(options.message)) throw options.message;
  const AssertionError = require('internal/assert/assertion_error');
  throw new AssertionError(options);
}

// As failWith, with a message of our own unless one is given.
function failGenerated(options, isGenerated) {
  const AssertionError = require('internal/assert/assertion_error');
  const error = new AssertionError(options);
  error.generatedMessage = isGenerated;
  throw error;
}

let hasWarned = false;

function fail(actual, expected, message, operator, stackStartFn) {
  const count = arguments.length;
  let isGenerated = false;
  if ((actual === undefined || actual === null) && count <= 1) {
    isGenerated = true;
    message = 'Failed';
  } else if (count === 1) {
    message = actual;
    actual = undefined;
  } else {
    if (!hasWarned) {
      hasWarned = true;
      require('process').emitWarning(
        'assert.fail() with more than one argument is deprecated. ' +
        'Please use assert.strictEqual() instead or only pass a message.',
        'DeprecationWarning', 'DEP0094');
    }
    if (count === 2) operator = '!=';
  }
  if (isError(message)) throw message;
  const AssertionError = require('internal/assert/assertion_error');
  const options = {
    actual, expected, operator: operator === undefined ? 'fail' : operator, stackStartFn: stackStartFn || fail, message,
  };
  const error = new AssertionError(options);
  if (isGenerated) error.generatedMessage = true;
  throw error;
}

function failFalsy(fn, count, value, message) {
  let isGenerated = false;
  if (count === 0) {
    isGenerated = true;
    message = 'No value argument passed to `assert.ok()`';
  } else if (message === undefined || message === null) {
    isGenerated = true;
    message = require('internal/assert/expression').messageFor(fn);
  } else if (isError(message)) {
    throw message;
  }
  failGenerated({ actual: value, expected: true, message, operator: '==', stackStartFn: fn }, isGenerated);
}

function ok(...args) {
  if (!args[0]) failFalsy(ok, args.length, ...args);
}

function assert(...args) {
  if (!args[0]) failFalsy(assert, args.length, ...args);
}

function strict(...args) {
  if (!args[0]) failFalsy(strict, args.length, ...args);
}

function checkPair(count) {
  if (count < 2) throw new codes.ERR_MISSING_ARGS('actual', 'expected');
}

/* eslint-disable eqeqeq */
function equal(actual, expected, message) {
  checkPair(arguments.length);
  if (actual != expected && (!Number.isNaN(actual) || !Number.isNaN(expected))) {
    failWith({ actual, expected, message, operator: '==', stackStartFn: equal });
  }
}

function notEqual(actual, expected, message) {
  checkPair(arguments.length);
  if (actual == expected || (Number.isNaN(actual) && Number.isNaN(expected))) {
    failWith({ actual, expected, message, operator: '!=', stackStartFn: notEqual });
  }
}
/* eslint-enable eqeqeq */

function deepEqual(actual, expected, message) {
  checkPair(arguments.length);
  if (!isDeepEqual(actual, expected)) {
    failWith({ actual, expected, message, operator: 'deepEqual', stackStartFn: deepEqual });
  }
}

function notDeepEqual(actual, expected, message) {
  checkPair(arguments.length);
  if (isDeepEqual(actual, expected)) {
    failWith({ actual, expected, message, operator: 'notDeepEqual', stackStartFn: notDeepEqual });
  }
}

function deepStrictEqual(actual, expected, message) {
  checkPair(arguments.length);
  if (!isDeepStrictEqual(actual, expected)) {
    failWith({ actual, expected, message, operator: 'deepStrictEqual', stackStartFn: deepStrictEqual });
  }
}

function notDeepStrictEqual(actual, expected, message) {
  checkPair(arguments.length);
  if (isDeepStrictEqual(actual, expected)) {
    failWith({ actual, expected, message, operator: 'notDeepStrictEqual', stackStartFn: notDeepStrictEqual });
  }
}

function strictEqual(actual, expected, message) {
  checkPair(arguments.length);
  if (!Object.is(actual, expected)) {
    failWith({ actual, expected, message, operator: 'strictEqual', stackStartFn: strictEqual });
  }
}

function notStrictEqual(actual, expected, message) {
  checkPair(arguments.length);
  if (Object.is(actual, expected)) {
    failWith({ actual, expected, message, operator: 'notStrictEqual', stackStartFn: notStrictEqual });
  }
}

// What was not thrown.
const nothing = {};

function thrownBy(fn) {
  require('internal/validators').validateFunction(fn, 'fn');
  try {
    fn();
  } catch (error) {
    return error;
  }
  return nothing;
}

function isThenable(value) {
  return require('internal/util/types').isPromise(value) ||
    (value !== null && typeof value === 'object' && typeof value.then === 'function' && typeof value.catch === 'function');
}

async function rejectedBy(promiseFn) {
  let promise;
  if (typeof promiseFn === 'function') {
    promise = promiseFn();
    if (!isThenable(promise)) throw new codes.ERR_INVALID_RETURN_VALUE('instance of Promise', 'promiseFn', promise);
  } else if (isThenable(promiseFn)) {
    promise = promiseFn;
  } else {
    throw new codes.ERR_INVALID_ARG_TYPE('promiseFn', ['Function', 'Promise'], promiseFn);
  }
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return nothing;
}

// When an async function goes on, it is the lowest frame there is: stacks show it, and hide what is above it.
function expectError(fn, actual, ...rest) {
  const start = fn === rejects ? expectError : fn;
  require('internal/assert/throws').expectError(fn, start, actual === nothing, actual, rest);
}

function expectNoError(fn, actual, ...rest) {
  const start = fn === doesNotReject ? expectNoError : fn;
  if (actual !== nothing) require('internal/assert/throws').expectNoError(fn, start, actual, rest);
}

function throws(fn, ...args) {
  expectError(throws, thrownBy(fn), ...args);
}

async function rejects(promiseFn, ...args) {
  expectError(rejects, await rejectedBy(promiseFn), ...args);
}

function doesNotThrow(fn, ...args) {
  expectNoError(doesNotThrow, thrownBy(fn), ...args);
}

async function doesNotReject(fn, ...args) {
  expectNoError(doesNotReject, await rejectedBy(fn), ...args);
}

function ifError(err) {
  if (err === null || err === undefined) return;
  let message = 'ifError got unwanted exception: ';
  if (typeof err === 'object' && typeof err.message === 'string') {
    message += err.message.length === 0 && err.constructor ? err.constructor.name : err.message;
  } else {
    message += require('internal/util/inspect').inspect(err);
  }
  const AssertionError = require('internal/assert/assertion_error');
  const error = new AssertionError({ actual: err, expected: null, operator: 'ifError', message, stackStartFn: ifError });
  addFrames(error, err.stack);
  throw error;
}

// The frames of the original error follow the new ones, less those that are the same.
function addFrames(error, original) {
  if (typeof original !== 'string') return;
  const start = original.indexOf('\n    at');
  if (start === -1) return;
  const originalFrames = original.slice(start + 1).split('\n');
  let frames = error.stack.split('\n');
  for (const frame of originalFrames) {
    const position = frames.indexOf(frame);
    if (position !== -1) {
      frames = frames.slice(0, position);
      break;
    }
  }
  error.stack = `${frames.join('\n')}\n${originalFrames.join('\n')}`;
}

function checkMatch(string, regexp, message, fn, isWanted) {
  if (!require('internal/util/types').isRegExp(regexp)) {
    throw new codes.ERR_INVALID_ARG_TYPE('regexp', 'RegExp', regexp);
  }
  if (typeof string === 'string' && (RegExp.prototype.exec.call(regexp, string) !== null) === isWanted) return;
  if (isError(message)) throw message;
  const isGenerated = !message;
  if (isGenerated) {
    const { inspect } = require('internal/util/inspect');
    if (typeof string !== 'string') {
      message = `The "string" argument must be of type string. Received type ${typeof string} (${inspect(string)})`;
    } else {
      message = isWanted ? 'The input did not match the regular expression ' :
        'The input was expected to not match the regular expression ';
      message += `${inspect(regexp)}. Input:\n\n${inspect(string)}\n`;
    }
  }
  failGenerated({ actual: string, expected: regexp, message, operator: fn.name, stackStartFn: fn }, isGenerated);
}

function match(string, regexp, message) {
  checkMatch(string, regexp, message, match, true);
}

function doesNotMatch(string, regexp, message) {
  checkMatch(string, regexp, message, doesNotMatch, false);
}

function lazy(target, name, id) {
  const define = (value) => Object.defineProperty(target, name, {
    __proto__: null, value, writable: true, enumerable: true, configurable: true,
  });
  Object.defineProperty(target, name, {
    __proto__: null,
    enumerable: true,
    configurable: true,
    get() {
      define(require(id));
      return this[name];
    },
    set: define,
  });
}

assert.fail = fail;
lazy(assert, 'AssertionError', 'internal/assert/assertion_error');
Object.assign(strict, { fail });
lazy(strict, 'AssertionError', 'internal/assert/assertion_error');
const shared = {
  ok, equal, notEqual, deepEqual, notDeepEqual, deepStrictEqual, notDeepStrictEqual, strictEqual, notStrictEqual,
  throws, rejects, doesNotThrow, doesNotReject, ifError, match, doesNotMatch,
};
Object.assign(assert, shared);
Object.assign(strict, shared, {
  equal: strictEqual,
  notEqual: notStrictEqual,
  deepEqual: deepStrictEqual,
  notDeepEqual: notDeepStrictEqual,
});
lazy(assert, 'CallTracker', 'internal/assert/calltracker');
lazy(strict, 'CallTracker', 'internal/assert/calltracker');
assert.strict = strict;
strict.strict = strict;

module.exports = assert;
