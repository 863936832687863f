'use strict';

// Timers as promises.

const { codes, AbortError } = require('internal/errors');
const {
  validateAbortSignal, validateBoolean, validateObject,
} = require('internal/validators');
const { Timeout, Immediate, insert, clearImmediateObject } = require('internal/timers');
const { clearTimeout, clearInterval } = require('timers');

// Arguments that are wrong reject; they do not throw.
function check(options, act) {
  try {
    validateObject(options, 'options');
    const { signal, ref = true } = options;
    validateAbortSignal(signal, 'options.signal');
    validateBoolean(ref, 'options.ref');
    if (signal?.aborted) return Promise.reject(new AbortError(undefined, { cause: signal.reason }));
    return act(signal, ref);
  } catch (error) {
    return Promise.reject(error);
  }
}

// A promise that an abort ends: `stop` takes the timer back.
function abortable(promise, signal, reject, stop) {
  if (signal === undefined || signal === null) return promise;
  const onAbort = () => {
    stop();
    reject(new AbortError(undefined, { cause: signal.reason }));
  };
  signal.addEventListener('abort', onAbort, { once: true });
  const forget = () => signal.removeEventListener('abort', onAbort);
  promise.then(forget, forget);
  return promise;
}

function setTimeout(after, value, options = {}) {
  return check(options, (signal, ref) => {
    const { promise, resolve, reject } = Promise.withResolvers();
    const timeout = new Timeout(() => resolve(value), after, undefined, false, ref);
    insert(timeout, timeout._idleTimeout);
    return abortable(promise, signal, reject, () => clearTimeout(timeout));
  });
}

function setImmediate(value, options = {}) {
  return check(options, (signal, ref) => {
    const { promise, resolve, reject } = Promise.withResolvers();
    const immediate = new Immediate(() => resolve(value), undefined);
    if (!ref) immediate.unref();
    return abortable(promise, signal, reject, () => clearImmediateObject(immediate));
  });
}

// Each period gives `value`; those that pass while the program is busy are given one after the other.
async function* setInterval(after, value, options = {}) {
  validateObject(options, 'options');
  const { signal, ref = true } = options;
  validateAbortSignal(signal, 'options.signal');
  validateBoolean(ref, 'options.ref');
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });

  let passed = 0;
  let wake;
  let onAbort;
  const interval = new Timeout(() => {
    passed++;
    if (wake !== undefined) {
      wake();
      wake = undefined;
    }
  }, after, undefined, true, ref);
  insert(interval, interval._idleTimeout);
  if (signal) {
    onAbort = () => {
      clearInterval(interval);
      if (wake !== undefined) {
        wake(Promise.reject(new AbortError(undefined, { cause: signal.reason })));
        wake = undefined;
      }
    };
    signal.addEventListener('abort', onAbort, { once: true });
  }
  try {
    while (!signal?.aborted) {
      if (passed === 0) await new Promise((resolve) => { wake = resolve; });
      for (; passed > 0; passed--) yield value;
    }
    throw new AbortError(undefined, { cause: signal?.reason });
  } finally {
    clearInterval(interval);
    if (onAbort !== undefined) signal.removeEventListener('abort', onAbort);
  }
}

const kScheduler = Symbol('scheduler');

class Scheduler {
  constructor() {
    throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
  }

  wait(delay, options) {
    if (!this[kScheduler]) throw new codes.ERR_INVALID_THIS('Scheduler');
    return setTimeout(delay, undefined, options);
  }

  yield() {
    if (!this[kScheduler]) throw new codes.ERR_INVALID_THIS('Scheduler');
    return setImmediate();
  }
}

const scheduler = Object.create(Scheduler.prototype, { [kScheduler]: { __proto__: null, value: true } });

module.exports = { setTimeout, setImmediate, setInterval, scheduler };
