'use strict';
// Warnings: `process.emitWarning`, and the listener that prints them.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateString } = require('internal/validators');
const process = require('process');

let disabled; // names and codes of --disable-warning
let helpShown = false;
let redirect; // the file of --redirect-warnings, or '' for none

function option(name) {
  return require('internal/options').getOptionValue(name);
}

function isDisabled(warning) {
  if (disabled === undefined) disabled = new Set(option('--disable-warning') ?? []);
  return disabled.size !== 0 && (disabled.has(warning.code) || disabled.has(warning.name));
}

function write(text) {
  if (redirect === undefined) {
    redirect = option('--redirect-warnings') || process.env.NODE_REDIRECT_WARNINGS || '';
  }
  if (redirect === '') return say(text);
  // Appended at once, so that a process that ends now has all of its warnings.
  try {
    require('fs').appendFileSync(redirect, `${text}\n`);
  } catch {
    say(text);
  }
}

// The program may have put something else in the place of standard error.
function say(text) {
  process.stderr.write(`${text}\n`);
}

function describe(warning) {
  return typeof warning.toString === 'function' ?
    `${warning.toString()}` :
    Error.prototype.toString.call(warning);
}

function stackOf(warning) {
  const { stack } = warning;
  if (typeof stack !== 'string' || stack === '') return undefined;
  return stack;
}

// Prints a warning: what listens to 'warning' unless --no-warnings was given.
function onWarning(warning) {
  if (!(warning instanceof Error)) return;
  const isDeprecation = warning.name === 'DeprecationWarning';
  if ((isDeprecation && process.noDeprecation) || isDisabled(warning)) return;
  const trace = process.traceProcessWarnings || (isDeprecation && process.traceDeprecation);
  const code = warning.code ? `[${warning.code}] ` : '';
  const what = (trace && stackOf(warning)) || describe(warning);
  let text = `(${process.release.name}:${process.pid}) ${code}${what}`;
  if (typeof warning.detail === 'string') text += `\n${warning.detail}`;
  if (!trace && !helpShown) {
    helpShown = true;
    const flag = isDeprecation ? '--trace-deprecation' : '--trace-warnings';
    const program = require('path').basename(process.argv0 || 'node', '.exe');
    text += `\n(Use \`${program} ${flag} ...\` to show where the warning was created)`;
  }
  write(text);
}

function createWarning(message, name, code, detail, constructor) {
  const warning = new Error(message);
  // Not an own property that an inspection would show.
  Object.defineProperty(warning, 'name', { value: String(name || 'Warning'), writable: true, enumerable: false, configurable: true });
  if (code !== undefined) warning.code = code;
  if (detail !== undefined) warning.detail = detail;
  Error.captureStackTrace(warning, constructor || emitWarning);
  return warning;
}

function emitWarning(warning, type, code, constructor) {
  let detail;
  if (type !== null && typeof type === 'object' && !Array.isArray(type)) {
    const options = type;
    constructor = options.ctor;
    code = options.code;
    if (typeof options.detail === 'string') detail = options.detail;
    type = options.type || 'Warning';
  } else if (typeof type === 'function') {
    constructor = type;
    code = '';
    type = 'Warning';
  }
  if (type !== undefined) validateString(type, 'type');
  if (typeof code === 'function') {
    constructor = code;
    code = undefined;
  } else if (code !== undefined) {
    validateString(code, 'code');
  }
  if (typeof warning === 'string') {
    warning = createWarning(warning, type, code, detail, constructor);
  } else if (!(warning instanceof Error)) {
    throw new ERR_INVALID_ARG_TYPE('warning', ['Error', 'string'], warning);
  }
  if (warning.name === 'DeprecationWarning') {
    if (process.noDeprecation) return;
    if (process.throwDeprecation) {
      // Thrown where nobody catches it by accident.
      return process.nextTick(() => {
        throw warning;
      });
    }
  }
  process.nextTick(announce, warning);
}

function announce(warning) {
  process.emit('warning', warning);
}

// A warning that is printed now, as the process may be about to end.
function emitWarningSync(message, name, code, constructor) {
  process.emit('warning', createWarning(message, name, code, undefined, constructor));
}

module.exports = { emitWarning, emitWarningSync, onWarning };
