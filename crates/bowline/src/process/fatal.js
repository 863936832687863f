'use strict';
// Errors nobody caught: who is told, what is printed, and how the process ends.

const engine = require('runtime/engine');
const process = require('process');

const HANDLER_FAILED = 7; // the exit code when a handler of uncaught errors throws

let capture = null; // process.setUncaughtExceptionCaptureCallback
const sources = new Map(); // text that is in no file, such as that of --eval, by the name it runs under

// Tells the program. Gives true if it took care of the error and the loop shall go on; otherwise
// the error is printed, 'exit' has been emitted and the process ends.
function onUncaught(error, fromPromise) {
  let handled;
  try {
    handled = tell(error, fromPromise ? 'unhandledRejection' : 'uncaughtException');
  } catch (inner) {
    report(inner);
    engine.exit(HANDLER_FAILED);
    return false;
  }
  if (!handled) end(error);
  return handled;
}

function tell(error, origin) {
  process.emit('uncaughtExceptionMonitor', error, origin);
  if (capture !== null) {
    capture(error);
    return true;
  }
  return process.emit('uncaughtException', error, origin);
}

function end(error) {
  try {
    if (!process._exiting) {
      process._exiting = true;
      process.exitCode = 1;
      process.emit('exit', 1);
    }
  } catch {
    // The first error is the one to show.
  }
  if (option('--abort-on-uncaught-exception')) {
    report(error);
    native.abort();
  }
  report(error);
  engine.exit(process.exitCode ?? 1);
}

function option(name) {
  return require('internal/options').getOptionValue(name);
}

// ---- printing --------------------------------------------------------------------------------

// Prints an error as the last thing a process says: where, what, and who says it.
function report(error) {
  let text;
  try {
    text = describe(error);
  } catch {
    text = `${plain(error)}\n`;
  }
  native.writeSync(2, `${text}\nNode.js ${process.version}\n`);
}

function describe(error) {
  const isObject = (typeof error === 'object' && error !== null) || typeof error === 'function';
  const isError = isObject && hasStack(error);
  const where = isError ? (extendUnheard(error) ? UNHEARD : sourceOf(error)) : '';
  const what = isObject ? inspect(error) : plain(error);
  if (isError) return `${where}${where === '' ? '' : '\n'}${what}\n`;
  const hint = isObject ? '' : '(Use `node --trace-uncaught ...` to show where the exception was thrown)\n';
  return `Uncaught:\n${what}\n${hint}`;
}

// What is thrown at a place that programs do not have: the emitter's.
const UNHEARD = "node:events:502\n      throw er; // Unhandled 'error' event\n      ^\n";

function extendUnheard(error) {
  try {
    return require('process/unheard').extend(error);
  } catch {
    return false;
  }
}

function hasStack(error) {
  const { isNativeError } = require('internal/util/types');
  return isNativeError(error) || error instanceof Error;
}

function inspect(error) {
  const colors = native.handleType(2) === 'TTY' && require('internal/tty').hasColors();
  const { inspect } = require('internal/util/inspect');
  try {
    const text = inspect(error, { colors, customInspect: false, depth: null });
    // An inspection shows an error without frames in brackets. As the end of a program it stands alone.
    const { stack } = error;
    return typeof stack === 'string' && stack === String(error) ? text.replace(`[${stack}]`, stack) : text;
  } catch {
    // A getter that throws must not hide the error.
    return String(error.stack);
  }
}

function plain(value) {
  if (typeof value === 'symbol') return value.toString();
  try {
    return String(value);
  } catch {
    return '[object]';
  }
}

// The line it was thrown at, and a mark below it: `file:line`, the text, `^`.
function sourceOf(error) {
  const place = placeOf(error);
  if (place === undefined) return '';
  const text = lineOf(place.file, place.line);
  if (text === undefined) return '';
  // In Node the mark of `throw new Error()` is below the `throw`.
  const before = text.slice(0, place.column - 1).replace(/(?:\bthrow\s+)?(?:\bnew\s+)?$/, '');
  return `${place.file}:${place.line}\n${text}\n${before.replace(/[^\t]/g, ' ')}^\n`;
}

function placeOf(error) {
  let stack;
  try {
    stack = error.stack;
  } catch {
    return undefined;
  }
  if (typeof stack !== 'string') return undefined;
  for (const frame of stack.split('\n')) {
    const found = /^\s+at (?:.*\()?(.+?):(\d+):(\d+)\)?$/.exec(frame);
    if (found !== null) {
      const [, file, line, column] = found;
      return file.startsWith('node:') ? undefined : { file, line: Number(line), column: Number(column) };
    }
  }
  return undefined;
}

function lineOf(file, line) {
  const text = sources.get(file);
  if (text !== undefined) return text.split('\n')[line - 1];
  return native.sourceLine(file.startsWith('file:') ? require('internal/url').fileURLToPath(file) : file, line);
}

function setCapture(callback) {
  capture = callback;
}

module.exports = {
  onUncaught,
  report,
  setCapture,
  hasCapture: () => capture !== null,
  // Lets errors in `text`, which runs under `name` and is in no file, show their line.
  rememberSource: (name, text) => sources.set(name, text),
};
