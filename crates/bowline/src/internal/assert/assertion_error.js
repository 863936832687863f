'use strict';
// AssertionError: its message tells how two values differ.
const { validateObject } = require('internal/validators');
const { inspect } = require('internal/util/inspect');
const { isErrorStackTraceLimitWritable } = require('internal/errors');

const headings = {
  __proto__: null,
  deepStrictEqual: 'Expected values to be strictly deep-equal:',
  strictEqual: 'Expected values to be strictly equal:',
  strictEqualObject: 'Expected "actual" to be reference-equal to "expected":',
  deepEqual: 'Expected values to be loosely deep-equal:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  notIdentical: 'Values have same structure but are not reference-equal:',
  notDeepEqualUnequal: 'Expected values not to be loosely deep-equal:',
};

// Longest text of one value where both stand in a sentence, and of the one that both are.
const VALUE_LENGTH_MAX = 512;
const SAME_LENGTH_MAX = 1024;
// Lines of a value that is shown alone.
const LINES_MAX = 50;
const LINES_KEPT = 46;

function isObject(value) {
  return typeof value === 'object' && value !== null;
}

// Everything that equality looks at, and the same whatever the defaults are.
function linesOf(value) {
  return inspect(value, {
    compact: false,
    customInspect: false,
    depth: 1000,
    maxArrayLength: Infinity,
    showHidden: false,
    showProxy: false,
    sorted: true,
    getters: true,
  }).split('\n');
}

function colorsOfTerminal() {
  const stderr = require('process').stderr;
  const isColored = Boolean(stderr?.isTTY && (typeof stderr.getColorDepth !== 'function' || stderr.getColorDepth() > 2));
  if (!isColored) return { blue: '', green: '', red: '', white: '' };
  return { blue: '\u001b[34m', green: '\u001b[32m', red: '\u001b[31m', white: '\u001b[39m' };
}

function cut(text, max) {
  return text.length > max ? `${text.slice(0, max - 3)}...` : text;
}

function cutLines(lines, colors) {
  if (lines.length <= LINES_MAX) return lines;
  return [...lines.slice(0, LINES_KEPT), `${colors.blue}...${colors.white}`];
}

// Errors are shown by what they are, without their stacks.
function withoutStack(error) {
  const copy = Object.assign(Object.create(Object.getPrototypeOf(error)), error);
  Object.defineProperty(copy, 'message', { __proto__: null, value: error.message });
  if (Object.hasOwn(error, 'cause')) {
    let { cause } = error;
    if (cause instanceof Error && 'stack' in cause) cause = withoutStack(cause);
    Object.defineProperty(copy, 'cause', { __proto__: null, value: cause });
  }
  return copy;
}

function messageFor(operator, actual, expected, message) {
  const colors = colorsOfTerminal();
  if (isObject(actual) && isObject(expected) && 'stack' in actual && actual instanceof Error &&
      'stack' in expected && expected instanceof Error) {
    actual = withoutStack(actual);
    expected = withoutStack(expected);
  }
  if (operator === 'deepStrictEqual' || operator === 'strictEqual') {
    const { differenceOf } = require('internal/assert/difference');
    return differenceOf(actual, expected, operator, message, { headings, linesOf, cutLines, colors });
  }
  if (operator === 'notDeepStrictEqual' || operator === 'notStrictEqual') {
    return sameness(operator, actual, colors);
  }
  let left = linesOf(actual).join('\n');
  let right = linesOf(expected).join('\n');
  const heading = headings[operator];
  if (operator === 'notDeepEqual' && left === right) return cut(`${heading}\n\n${left}`, SAME_LENGTH_MAX);
  left = cut(left, VALUE_LENGTH_MAX);
  right = cut(right, VALUE_LENGTH_MAX);
  if (operator === 'deepEqual') return `${heading}\n\n${left}\n\nshould loosely deep-equal\n\n${right}`;
  const unequal = headings[`${operator}Unequal`];
  if (unequal !== undefined) return `${unequal}\n\n${left}\n\nshould not loosely deep-equal\n\n${right}`;
  return `${left} ${operator} ${right}`;
}

// Both values are this one.
function sameness(operator, actual, colors) {
  const lines = cutLines(linesOf(actual), colors);
  const isReference = operator === 'notStrictEqual' && (isObject(actual) || typeof actual === 'function');
  const heading = isReference ? headings.notStrictEqualObject : headings[operator];
  if (lines.length > 1) return `${heading}\n\n${lines.join('\n')}\n`;
  return `${heading}${lines[0].length > 5 ? '\n\n' : ' '}${lines[0]}`;
}

// The first lines of a long text: the message has shown the difference already.
function shorten(value) {
  if (typeof value !== 'string') return value;
  const lines = value.split('\n', 11);
  if (lines.length > 10) return `${lines.slice(0, 10).join('\n')}\n...`;
  // As Node does: the end of it, behind what the message has shown.
  return value.length > VALUE_LENGTH_MAX ? `${value.slice(VALUE_LENGTH_MAX)}...` : value;
}

class AssertionError extends Error {
  constructor(options) {
    validateObject(options, 'options');
    const { message, operator, stackStartFn, details, stackStartFunction, actual, expected } = options;
    // The stack is captured below, when the name is right.
    const isLimited = isErrorStackTraceLimitWritable();
    const limit = Error.stackTraceLimit;
    if (isLimited) Error.stackTraceLimit = 0;
    const isGiven = message !== undefined && message !== null;
    // A message for one of these stands over the difference.
    if (isGiven && operator !== 'deepStrictEqual' && operator !== 'strictEqual') super(String(message));
    else super(messageFor(operator, actual, expected, isGiven ? String(message) : ''));
    if (isLimited) Error.stackTraceLimit = limit;

    this.generatedMessage = !message;
    Object.defineProperty(this, 'name', {
      __proto__: null, value: 'AssertionError [ERR_ASSERTION]', enumerable: false, writable: true, configurable: true,
    });
    this.code = 'ERR_ASSERTION';
    if (details) {
      this.actual = undefined;
      this.expected = undefined;
      this.operator = undefined;
      for (let i = 0; i < details.length; i++) {
        this[`message ${i}`] = details[i].message;
        this[`actual ${i}`] = details[i].actual;
        this[`expected ${i}`] = details[i].expected;
        this[`operator ${i}`] = details[i].operator;
        this[`stack trace ${i}`] = details[i].stack;
      }
    } else {
      this.actual = actual;
      this.expected = expected;
      this.operator = operator;
    }
    Error.captureStackTrace(this, stackStartFn || stackStartFunction || AssertionError);
    // Its first line is made now, with the code in the name.
    void this.stack;
    this.name = 'AssertionError';
  }

  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }

  // The message has shown the values: here they are told in short.
  [inspect.custom](recurseTimes, ctx) {
    const { actual, expected } = this;
    this.actual = shorten(actual);
    this.expected = shorten(expected);
    const text = inspect(this, { ...ctx, customInspect: false, depth: 0 });
    this.actual = actual;
    this.expected = expected;
    return text;
  }
}

module.exports = AssertionError;
