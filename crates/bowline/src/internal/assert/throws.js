'use strict';
// What assert.throws and its kin make of an error: is it the one that was expected?
const { codes } = require('internal/errors');
const { isError } = require('internal/util');
const { inspect } = require('internal/util/inspect');
const { isDeepStrictEqual } = require('internal/util/comparisons');
const { isRegExp } = require('internal/util/types');
const AssertionError = require('internal/assert/assertion_error');

function failWith(options) {
  if (isError(options.message)) throw options.message;
  throw new AssertionError(options);
}

function matches(regexp, text) {
  return RegExp.prototype.exec.call(regexp, text) !== null;
}

function isRejection(fn) {
  return fn.name === 'rejects' || fn.name === 'doesNotReject';
}

// `fn` is what the program called, `start` where stacks begin. The last of `rest` is the message; a string alone could be meant as the error's message, and says so when it is.
function expectError(fn, start, isMissing, actual, rest) {
  let [error, message] = rest;
  const wanted = ['Object', 'Error', 'Function', 'RegExp'];
  if (typeof error === 'string') {
    if (rest.length === 2) throw new codes.ERR_INVALID_ARG_TYPE('error', wanted, error);
    if (typeof actual === 'object' && actual !== null) {
      if (actual.message === error) {
        throw new codes.ERR_AMBIGUOUS_ARGUMENT('error/message',
          `The error message "${actual.message}" is identical to the message.`);
      }
    } else if (actual === error) {
      throw new codes.ERR_AMBIGUOUS_ARGUMENT('error/message', `The error "${actual}" is identical to the message.`);
    }
    message = error;
    error = undefined;
  } else if (error !== undefined && error !== null && typeof error !== 'object' && typeof error !== 'function') {
    throw new codes.ERR_INVALID_ARG_TYPE('error', wanted, error);
  }
  if (isMissing) {
    let details = error?.name ? ` (${error.name})` : '';
    details += message ? `: ${message}` : '.';
    failWith({
      actual: undefined,
      expected: error,
      operator: fn.name,
      message: `Missing expected ${isRejection(fn) ? 'rejection' : 'exception'}${details}`,
      stackStartFn: start,
    });
  }
  if (error) checkError(fn, start, actual, error, message);
}

function checkError(fn, start, actual, expected, message) {
  let isGenerated = false;
  const describe = (text) => {
    if (message) return;
    isGenerated = true;
    message = text();
  };
  if (typeof expected !== 'function') {
    if (!isRegExp(expected)) {
      checkProperties(fn, start, actual, expected, message);
      return;
    }
    const text = String(actual);
    if (matches(expected, text)) return;
    describe(() => `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(text)}\n`);
  } else if (expected.prototype !== undefined && actual instanceof expected) {
    // Arrow functions have no prototype and are no classes.
    return;
  } else if (Object.prototype.isPrototypeOf.call(Error, expected)) {
    describe(() => {
      const shown = isError(actual) ? actual.constructor?.name || actual.name : inspect(actual, { depth: -1 });
      const text = `The error is expected to be an instance of "${expected.name}". Received "${shown}"`;
      return isError(actual) ? `${text}\n\nError message:\n\n${actual.message}` : text;
    });
  } else {
    const result = Reflect.apply(expected, {}, [actual]);
    if (result === true) return;
    describe(() => {
      const name = expected.name ? `"${expected.name}" ` : '';
      const text = `The ${name}validation function is expected to return "true". Received ${inspect(result)}`;
      return isError(actual) ? `${text}\n\nCaught error:\n\n${actual}` : text;
    });
  }
  const error = new AssertionError({ actual, expected, message, operator: fn.name, stackStartFn: start });
  error.generatedMessage = isGenerated;
  throw error;
}

function checkProperties(fn, start, actual, expected, message) {
  if (typeof actual !== 'object' || actual === null) {
    const error = new AssertionError({ actual, expected, message, operator: 'deepStrictEqual', stackStartFn: start });
    error.operator = fn.name;
    throw error;
  }
  const keys = Object.keys(expected);
  if (expected instanceof Error) keys.push('name', 'message');
  else if (keys.length === 0) throw new codes.ERR_INVALID_ARG_VALUE('error', expected, 'may not be an empty object');
  for (const key of keys) {
    const isMatch = typeof actual[key] === 'string' && isRegExp(expected[key]) && matches(expected[key], actual[key]);
    if (isMatch || (key in actual && isDeepStrictEqual(actual[key], expected[key]))) continue;
    if (message) failWith({ actual, expected, message, operator: fn.name, stackStartFn: start });
    const error = new AssertionError({
      actual: new Comparison(actual, keys),
      expected: new Comparison(expected, keys, actual),
      operator: 'deepStrictEqual',
      stackStartFn: start,
    });
    error.actual = actual;
    error.expected = expected;
    error.operator = fn.name;
    throw error;
  }
}

// The compared properties of one side; a pattern that matched is shown as what it matched.
class Comparison {
  constructor(object, keys, actual) {
    for (const key of keys) {
      if (!(key in object)) continue;
      const isMatched = actual !== undefined && typeof actual[key] === 'string' && isRegExp(object[key]) &&
        matches(object[key], actual[key]);
      this[key] = isMatched ? actual[key] : object[key];
    }
  }
}

function isExpected(actual, expected) {
  if (typeof expected !== 'function') {
    if (isRegExp(expected)) return matches(expected, String(actual));
    throw new codes.ERR_INVALID_ARG_TYPE('expected', ['Function', 'RegExp'], expected);
  }
  if (expected.prototype !== undefined && actual instanceof expected) return true;
  if (Object.prototype.isPrototypeOf.call(Error, expected)) return false;
  return Reflect.apply(expected, {}, [actual]) === true;
}

function expectNoError(fn, start, actual, rest) {
  let [error, message] = rest;
  if (typeof error === 'string') {
    message = error;
    error = undefined;
  }
  if (error && !isExpected(actual, error)) throw actual;
  failWith({
    actual,
    expected: error,
    operator: fn.name,
    message: `Got unwanted ${isRejection(fn) ? 'rejection' : 'exception'}${message ? `: ${message}` : '.'}\n` +
      `Actual message: "${actual && actual.message}"`,
    stackStartFn: start,
  });
}

module.exports = { expectError, expectNoError };
