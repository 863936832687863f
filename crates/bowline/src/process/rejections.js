'use strict';
// Promises that are rejected with nobody to handle it: what the engine reports, and what becomes of it
// when both queues are empty.

const process = require('process');
const fatal = require('process/fatal');
const engine = require('runtime/engine');

const FROM_PROMISE = true;

// Rejected promises without a handler -> what is known about them.
const unhandled = new WeakMap();
let rejected = []; // since the last look: promises
let handledLate = []; // promises that were reported and got a handler since, with the warning for it
let lastId = 0;
let mode; // chosen when first needed

// The engine's report: `promise` was rejected without a handler, or (`isHandled`) got one after that.
function onRejection(promise, reason, isHandled) {
  if (isHandled) {
    const info = unhandled.get(promise);
    if (info === undefined) return;
    unhandled.delete(promise);
    if (info.reported) handledLate.push({ promise, warning: lateWarning(info.id) });
  } else {
    const context = engine.hasAsyncContext ? engine.getAsyncContext() : undefined;
    unhandled.set(promise, { id: ++lastId, reason, context, reported: false });
    rejected.push(promise);
  }
}

function hasWork() {
  return rejected.length !== 0 || handledLate.length !== 0;
}

// Deals with what was reported. Afterwards the queues may have entries again.
function processRejections() {
  const late = handledLate;
  handledLate = [];
  for (const { promise, warning } of late) {
    guarded(() => process.emit('rejectionHandled', promise) || process.emitWarning(warning));
  }
  const promises = rejected;
  rejected = [];
  for (const promise of promises) {
    const info = unhandled.get(promise);
    if (info === undefined) continue;
    info.reported = true;
    mode ??= chooseMode();
    if (engine.hasAsyncContext) engine.setAsyncContext(info.context);
    guarded(() => mode(promise, info.reason, info.id));
  }
}

function guarded(work) {
  try {
    work();
  } catch (error) {
    fatal.onUncaught(error, !FROM_PROMISE);
  }
}

const modes = {
  'none'(promise, reason) {
    process.emit('unhandledRejection', reason, promise);
  },
  'warn'(promise, reason, id) {
    process.emit('unhandledRejection', reason, promise);
    warn(reason, id);
  },
  'warn-with-error-code'(promise, reason, id) {
    if (process.emit('unhandledRejection', reason, promise)) return;
    warn(reason, id);
    process.exitCode = 1;
  },
  'strict'(promise, reason, id) {
    fatal.onUncaught(asError(reason), FROM_PROMISE);
    if (!process.emit('unhandledRejection', reason, promise)) warn(reason, id);
  },
  'throw'(promise, reason) {
    if (!process.emit('unhandledRejection', reason, promise)) fatal.onUncaught(asError(reason), FROM_PROMISE);
  },
};

function chooseMode() {
  return modes[require('internal/options').getOptionValue('--unhandled-rejections')] ?? modes.throw;
}

function hasStack(reason) {
  return typeof reason === 'object' && reason !== null && Object.hasOwn(reason, 'stack');
}

// An error's stack may be on its prototype, where an engine keeps it as an accessor.
function isErrorLike(reason) {
  return reason instanceof Error || hasStack(reason);
}

const ORIGIN = 'This error originated either by throwing inside of an async function without a catch block, ' +
  'or by rejecting a promise which was not handled with .catch().';

function asError(reason) {
  if (isErrorLike(reason)) return reason;
  const error = new Error(`${ORIGIN} The promise rejected with the reason "${describe(reason)}".`);
  error.code = 'ERR_UNHANDLED_REJECTION';
  Object.defineProperty(error, 'name', {
    value: 'UnhandledPromiseRejection', writable: true, enumerable: false, configurable: true,
  });
  Error.captureStackTrace?.(error, processRejections);
  return error;
}

// A reason as text, without running any code of the program.
function describe(reason) {
  if (typeof reason === 'function') return Function.prototype.toString.call(reason);
  if (typeof reason !== 'object' || reason === null) return String(reason);
  let holder = reason;
  while (holder !== null) {
    const own = Object.getOwnPropertyDescriptor(holder, 'toString');
    if (own !== undefined) {
      if (own.value !== Object.prototype.toString) break;
      const constructor = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(reason), 'constructor');
      return `#<${constructor?.value?.name || 'Object'}>`;
    }
    holder = Object.getPrototypeOf(holder);
  }
  if (Array.isArray(reason)) return '[object Array]';
  const types = require('internal/util/types');
  if (types.isDate(reason)) return '[object Date]';
  return types.isRegExp(reason) ? '[object RegExp]' : '[object Object]';
}

function warn(reason, id) {
  const name = 'UnhandledPromiseRejectionWarning';
  const warning = new Error('Unhandled promise rejection. ' +
    `${ORIGIN} To terminate the node process on unhandled promise rejection, use the CLI flag ` +
    '`--unhandled-rejections=strict` (see https://nodejs.org/api/cli.html#cli_unhandled_rejections_mode). ' +
    `(rejection id: ${id})`);
  setName(warning, name);
  if (isErrorLike(reason)) {
    warning.stack = reason.stack;
    process.emitWarning(String(reason.stack), name);
  } else {
    process.emitWarning(describe(reason), name);
  }
  process.emitWarning(warning);
}

// Made when the handler is added: its stack shows who did.
function lateWarning(id) {
  const warning = new Error(`Promise rejection was handled asynchronously (rejection id: ${id})`);
  setName(warning, 'PromiseRejectionHandledWarning');
  warning.id = id;
  return warning;
}

function setName(error, name) {
  Object.defineProperty(error, 'name', { value: name, writable: true, enumerable: false, configurable: true });
}

module.exports = { onRejection, hasWork, processRejections };
