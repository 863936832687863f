'use strict';
// The global console, and Console for others. Lines of plain strings are written without loading inspect.
const { codes } = require('internal/errors');
const { format } = require('internal/util/format');

const kCounts = Symbol('counts');
const kColorMode = Symbol('kColorMode');
const kIsConsole = Symbol('kIsConsole');
const kGroupIndent = Symbol('kGroupIndent');
const kGroupIndentWidth = Symbol('kGroupIndentWidth');
const GROUP_INDENTATION_MAX = 1000;

// Inspect options of consoles that were made with some.
const inspectOptionsOf = new WeakMap();
const colored = Object.freeze({ colors: true });
const uncolored = Object.freeze({});

function noop() {}

function hidden(target, name, value) {
  Object.defineProperty(target, name, {
    __proto__: null, value, writable: true, enumerable: false, configurable: true,
  });
}

function Console(options, ...rest) {
  // Called without new it is made all the same.
  if (!new.target) return Reflect.construct(Console, [options, ...rest]);
  if (!options || typeof options.write === 'function') {
    options = { stdout: options, stderr: rest[0], ignoreErrors: rest[1] };
  }
  const { stdout, stderr = stdout, ignoreErrors = true, colorMode = 'auto', inspectOptions, groupIndentation } = options;
  if (!stdout || typeof stdout.write !== 'function') throw new codes.ERR_CONSOLE_WRITABLE_STREAM('stdout');
  if (!stderr || typeof stderr.write !== 'function') throw new codes.ERR_CONSOLE_WRITABLE_STREAM('stderr');
  checkOptions(colorMode, inspectOptions, groupIndentation);
  if (inspectOptions !== undefined) inspectOptionsOf.set(this, inspectOptions);

  // Each console has its own functions, so they may be handed around.
  for (const name of Object.keys(Console.prototype)) {
    // A subclass's methods come first.
    const method = this[name];
    this[name] = method.bind(this);
    Object.defineProperty(this[name], 'name', { __proto__: null, value: name, configurable: true });
  }
  hidden(this, '_stdout', stdout);
  hidden(this, '_stderr', stderr);
  bindProperties(this, ignoreErrors, colorMode, groupIndentation);
}

function checkOptions(colorMode, inspectOptions, groupIndentation) {
  const { validateInteger, validateObject, validateOneOf } = require('internal/validators');
  validateOneOf(colorMode, 'colorMode', ['auto', true, false]);
  if (groupIndentation !== undefined) validateInteger(groupIndentation, 'groupIndentation', 0, GROUP_INDENTATION_MAX);
  if (inspectOptions === undefined) return;
  validateObject(inspectOptions, 'options.inspectOptions');
  if (inspectOptions.colors !== undefined && colorMode !== 'auto') {
    throw new codes.ERR_INCOMPATIBLE_OPTION_PAIR('options.inspectOptions.color', 'colorMode');
  }
}

function bindProperties(console, ignoreErrors, colorMode, groupIndentation = 2) {
  hidden(console, '_stdoutErrorHandler', errorHandler(console, '_stdout'));
  hidden(console, '_stderrErrorHandler', errorHandler(console, '_stderr'));
  hidden(console, '_ignoreErrors', Boolean(ignoreErrors));
  hidden(console, '_times', new Map());
  hidden(console, kCounts, new Map());
  hidden(console, kColorMode, colorMode);
  hidden(console, kIsConsole, true);
  hidden(console, kGroupIndent, '');
  hidden(console, kGroupIndentWidth, groupIndentation);
  Object.defineProperty(console, Symbol.toStringTag, {
    __proto__: null, writable: false, enumerable: false, configurable: true, value: 'console',
  });
}

// A failed write is told by an 'error' event. A listener for that moment keeps it from ending the program; writes that
// are not the console's own still end it.
function errorHandler(console, name) {
  return (error) => {
    const stream = console[name];
    if (error !== null && error !== undefined && !stream._writableState.errorEmitted && stream.listenerCount('error') === 0) {
      stream.once('error', noop);
    }
  };
}

let writableWrite;

// A stream whose write is Node's own tells the handler before it emits 'error', so nobody need listen meanwhile.
function tellsHandlerFirst(stream) {
  writableWrite ??= require('stream').Writable.prototype.write;
  return stream.write === writableWrite && stream._writableState !== undefined;
}

function write(console, isError, text, stream = isError ? console._stderr : console._stdout) {
  const indent = console[kGroupIndent];
  if (indent.length !== 0) {
    if (text.includes('\n')) text = text.replaceAll('\n', `\n${indent}`);
    text = indent + text;
  }
  text += '\n';
  if (console._ignoreErrors === false) return stream.write(text);
  const handler = isError ? console._stderrErrorHandler : console._stdoutErrorHandler;
  let isListening = false;
  try {
    if (!tellsHandlerFirst(stream) && stream.listenerCount('error') === 0) {
      isListening = true;
      stream.once('error', noop);
    }
    stream.write(text, handler);
  } catch (error) {
    // A program that ran out of stack must learn of it. Anything else cannot be told anywhere.
    if (require('internal/errors').isStackOverflowError(error)) throw error;
  } finally {
    if (isListening) stream.removeListener('error', noop);
  }
  return undefined;
}

function optionsFor(console, stream) {
  let color = console[kColorMode];
  if (color === 'auto') {
    color = stream.isTTY && (typeof stream.getColorDepth === 'function' ? stream.getColorDepth() > 2 : true);
  }
  const options = inspectOptionsOf.get(console);
  if (options !== undefined) {
    if (options.colors === undefined) options.colors = color;
    return options;
  }
  return color ? colored : uncolored;
}

function lineOf(console, stream, args) {
  if (args.length === 1 && typeof args[0] === 'string') return args[0];
  const options = optionsFor(console, stream);
  if (options === uncolored) return format(args);
  return require('internal/util/inspect').formatArguments(options, args);
}

function print(console, isError, args) {
  const stream = isError ? console._stderr : console._stdout;
  write(console, isError, lineOf(console, stream, args), stream);
}

function warnProgram(message) {
  require('process').emitWarning(message);
}

// The table at the bottom of time and timeLog: 1.5s, 250.123ms, 2:03.004 (m:ss.mmm).
function formatTime(milliseconds) {
  const hours = Math.floor(milliseconds / 3600000);
  const minutes = Math.floor((milliseconds % 3600000) / 60000);
  const seconds = (milliseconds % 60000) / 1000;
  if (hours === 0 && minutes === 0) {
    if (seconds >= 1) return `${seconds.toFixed(3)}s`;
    return `${Number((seconds * 1000).toFixed(3))}ms`;
  }
  const [whole, fraction] = seconds.toFixed(3).split('.');
  const two = (number) => `${number}`.padStart(2, '0');
  const front = hours === 0 ? `${minutes}` : `${hours}:${two(minutes)}`;
  return `${front}:${two(whole)}.${fraction} (${hours === 0 ? '' : 'h:m'}m:ss.mmm)`;
}

function logTime(console, method, label, data) {
  const start = console._times.get(label);
  if (start === undefined) {
    warnProgram(`No such label '${label}' for console.${method}()`);
    return false;
  }
  const [seconds, nanoseconds] = require('process').hrtime(start);
  const shown = formatTime(seconds * 1000 + nanoseconds / 1e6);
  if (data === undefined) console.log('%s: %s', label, shown);
  else console.log('%s: %s', label, shown, ...data);
  return true;
}

const methods = {
  log(...args) {
    print(this, false, args);
  },

  warn(...args) {
    print(this, true, args);
  },

  error(...args) {
    print(this, true, args);
  },

  dir(object, options) {
    const { inspect } = require('internal/util/inspect');
    write(this, false, inspect(object, { customInspect: false, ...optionsFor(this, this._stdout), ...options }));
  },

  time(label = 'default') {
    label = `${label}`;
    if (this._times.has(label)) {
      warnProgram(`Label '${label}' already exists for console.time()`);
      return;
    }
    this._times.set(label, require('process').hrtime());
  },

  timeEnd(label = 'default') {
    label = `${label}`;
    if (logTime(this, 'timeEnd', label)) this._times.delete(label);
  },

  timeLog(label = 'default', ...data) {
    logTime(this, 'timeLog', `${label}`, data);
  },

  trace: function trace(...args) {
    const error = { name: 'Trace', message: lineOf(this, this._stderr, args) };
    Error.captureStackTrace(error, trace);
    this.error(error.stack);
  },

  assert(expression, ...args) {
    if (expression) return;
    args[0] = `Assertion failed${args.length === 0 ? '' : `: ${args[0]}`}`;
    // The arguments are formatted in there.
    Reflect.apply(this.warn, this, args);
  },

  // Only a terminal that can move its cursor is cleared.
  clear() {
    if (!this._stdout.isTTY || require('process').env.TERM === 'dumb') return;
    // To the top left corner; then everything below is cleared.
    this._stdout.write('\u001b[1;1H');
    this._stdout.write('\u001b[0J');
  },

  count(label = 'default') {
    label = `${label}`;
    const count = (this[kCounts].get(label) ?? 0) + 1;
    this[kCounts].set(label, count);
    this.log(`${label}: ${count}`);
  },

  countReset(label = 'default') {
    label = `${label}`;
    if (!this[kCounts].delete(label)) warnProgram(`Count for '${label}' does not exist`);
  },

  group(...data) {
    if (data.length > 0) Reflect.apply(this.log, this, data);
    this[kGroupIndent] += ' '.repeat(this[kGroupIndentWidth]);
  },

  groupEnd() {
    this[kGroupIndent] = this[kGroupIndent].slice(0, this[kGroupIndent].length - this[kGroupIndentWidth]);
  },

  table(tabularData, properties) {
    if (tabularData === null || typeof tabularData !== 'object') return this.log(tabularData);
    const { tableOf } = require('internal/console_table');
    return this.log(tableOf(tabularData, properties, optionsFor(this, this._stdout)));
  },
};

Console.prototype.log = methods.log;
Console.prototype.warn = methods.warn;
for (const name of ['dir', 'time', 'timeEnd', 'timeLog', 'trace', 'assert', 'clear', 'count', 'countReset', 'group',
  'groupEnd', 'table']) {
  Console.prototype[name] = methods[name];
}
Console.prototype.debug = methods.log;
Console.prototype.info = methods.log;
Console.prototype.dirxml = methods.log;
Console.prototype.error = methods.error;
Console.prototype.groupCollapsed = methods.group;

Object.defineProperty(Console, Symbol.hasInstance, {
  __proto__: null,
  value(instance) { return instance[kIsConsole] === true; },
});

// The global console finds its streams when it first writes: a program that logs nothing makes none.
function bindStream(console, name, key) {
  let stream;
  Object.defineProperty(console, name, {
    __proto__: null,
    configurable: true,
    enumerable: false,
    get() { return stream ??= require('process')[key]; },
    set(value) { stream = value; },
  });
}

const globalConsole = Object.create({});
for (const name of Object.keys(Console.prototype)) {
  const method = Console.prototype[name];
  const isLog = method === methods.log;
  globalConsole[name] = isLog || method === methods.warn || method === methods.error ?
    // What programs call most has no call between.
    { [name](...args) { print(globalConsole, !isLog, args); } }[name] :
    { [name](...args) { return Reflect.apply(method, globalConsole, args); } }[name];
}
bindProperties(globalConsole, true, 'auto');
bindStream(globalConsole, '_stdout', 'stdout');
bindStream(globalConsole, '_stderr', 'stderr');
globalConsole.Console = Console;
// For inspectors, of which there is none.
for (const name of ['profile', 'profileEnd', 'timeStamp']) globalConsole[name] = { [name]() {} }[name];

module.exports = globalConsole;
