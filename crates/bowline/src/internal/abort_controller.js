'use strict';

// AbortController and AbortSignal. A signal that follows others (`any`) or a clock (`timeout`) is held weakly
// by what it follows, unless somebody listens to it: then its end must be told, and it is kept. It holds what it
// follows itself, which may have nobody else.

const {
  codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS },
} = require('internal/errors');
const {
  Event, EventTarget, defineEventHandler, kNewListener, kRemoveListener, kTrustEvent,
} = require('internal/event_target');
const { inspectAs } = require('internal/event');
const { kMaxEventTargetListeners } = require('events');

const kAborted = Symbol('kAborted');
const kReason = Symbol('kReason');
const kComposite = Symbol('kComposite');
const kSources = Symbol('kSources');
const kDependants = Symbol('kDependants');
const kTimeout = Symbol('kTimeout');
const kPrivate = Symbol('kPrivate');
const kInspect = Symbol.for('nodejs.util.inspect.custom');

// Loaded with the first abort.
function domException(message, name) {
  const { DOMException } = require('internal/per_context/domexception');
  return new DOMException(message, name);
}

// Signals that somebody listens to and that nothing but their source knows.
const kept = new Set();

function isSignal(value) {
  return typeof value === 'object' && value !== null && kAborted in value;
}

function check(signal) {
  if (!isSignal(signal)) throw new ERR_INVALID_THIS('AbortSignal');
}

let timers; // made with the first timeout: a collected signal takes its timer along

function startTimeout(signal, delay) {
  const { setTimeout, clearTimeout } = require('timers');
  timers ??= new FinalizationRegistry((timer) => clearTimeout(timer));
  const reference = new WeakRef(signal);
  const timer = setTimeout(() => {
    const target = reference.deref();
    if (target === undefined) return;
    kept.delete(target);
    abort(target, domException('The operation was aborted due to timeout', 'TimeoutError'));
  }, delay);
  timer.unref();
  timers.register(signal, timer);
}

class AbortSignal extends EventTarget {
  constructor(secret) {
    if (secret !== kPrivate) throw new ERR_ILLEGAL_CONSTRUCTOR();
    super();
  }

  get aborted() {
    check(this);
    return this[kAborted];
  }

  get reason() {
    check(this);
    return this[kReason];
  }

  throwIfAborted() {
    check(this);
    if (this[kAborted]) throw this[kReason];
  }

  [kInspect](depth, options) {
    return depth < 0 ? this : inspectAs(this, 'AbortSignal', { aborted: this.aborted }, depth, options);
  }

  static abort(reason = domException('This operation was aborted', 'AbortError')) {
    return createSignal(true, reason);
  }

  static timeout(delay) {
    require('internal/validators').validateUint32(delay, 'delay', false);
    const signal = createSignal();
    signal[kTimeout] = true;
    startTimeout(signal, delay);
    return signal;
  }

  static any(signals) {
    require('internal/validators').validateAbortSignalArray(signals, 'signals');
    const result = createSignal();
    result[kComposite] = true;
    for (const signal of signals) {
      if (signal[kAborted]) {
        abort(result, signal[kReason]);
        return result;
      }
    }
    result[kSources] = [];
    for (const signal of signals) {
      if (!signal[kComposite]) {
        follow(result, signal);
        continue;
      }
      for (const source of signal[kSources] ?? []) follow(result, source);
    }
    return result;
  }

  [kNewListener](size, type, listener, once, capture, passive, weak) {
    super[kNewListener](size, type, listener, once, capture, passive, weak);
    if (type !== 'abort' || this[kAborted] || weak || size !== 1) return;
    if (this[kTimeout] || this[kSources]?.length > 0) kept.add(this);
  }

  [kRemoveListener](size, type, listener, capture) {
    super[kRemoveListener](size, type, listener, capture);
    if (type === 'abort' && size === 0) kept.delete(this);
  }
}

function follow(signal, source) {
  if (signal[kSources].includes(source)) return;
  signal[kSources].push(source);
  // The references to signals that are gone are dropped when there are many.
  const dependants = source[kDependants] ??= [];
  if (dependants.length >= 32 && (dependants.length & (dependants.length - 1)) === 0) {
    source[kDependants] = dependants.filter((reference) => reference.deref() !== undefined);
  }
  source[kDependants].push(new WeakRef(signal));
}

function createSignal(aborted = false, reason = undefined) {
  const signal = new AbortSignal(kPrivate);
  signal[kMaxEventTargetListeners] = 0;
  signal[kAborted] = aborted;
  signal[kReason] = reason;
  signal[kComposite] = false;
  signal[kTimeout] = false;
  signal[kSources] = undefined;
  signal[kDependants] = undefined;
  return signal;
}

// Tells the signal's listeners, then the signals that follow it.
function abort(signal, reason) {
  if (signal[kAborted]) return;
  signal[kAborted] = true;
  signal[kReason] = reason;
  signal.dispatchEvent(new Event('abort', { [kTrustEvent]: true }));
  kept.delete(signal);
  const dependants = signal[kDependants];
  signal[kDependants] = undefined;
  for (const reference of dependants ?? []) {
    const dependant = reference.deref();
    if (dependant !== undefined) abort(dependant, reason);
  }
}

defineEventHandler(AbortSignal.prototype, 'abort');

class AbortController {
  #signal;

  get signal() {
    checkController(this);
    return this.#signal ??= createSignal();
  }

  abort(reason = domException('This operation was aborted', 'AbortError')) {
    checkController(this);
    abort(this.#signal ??= createSignal(), reason);
  }

  [kInspect](depth, options) {
    return depth < 0 ? this : inspectAs(this, 'AbortController', { signal: this.signal }, depth, options);
  }

  static {
    this.is = (value) => typeof value === 'object' && value !== null && #signal in value;
  }
}

const isController = AbortController.is;
delete AbortController.is;

function checkController(controller) {
  if (!isController(controller)) throw new ERR_INVALID_THIS('AbortController');
}

for (const [Class, names] of [
  [AbortSignal, ['aborted', 'reason', 'throwIfAborted']],
  [AbortController, ['signal', 'abort']],
]) {
  for (const name of names) Object.defineProperty(Class.prototype, name, { __proto__: null, enumerable: true });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, {
    __proto__: null, configurable: true, value: Class.name,
  });
}

// util.aborted: settles when `signal` aborts, for as long as `resource` lives.
async function aborted(signal, resource) {
  if (signal === undefined) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  const { validateAbortSignal, validateObject, kValidateObjectAllowObjects } = require('internal/validators');
  validateAbortSignal(signal, 'signal');
  validateObject(resource, 'resource', kValidateObjectAllowObjects);
  if (signal.aborted) return;
  const { kWeakHandler } = require('internal/event_target');
  await new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { __proto__: null, [kWeakHandler]: resource, once: true });
  });
}

module.exports = { AbortController, AbortSignal, aborted, createSignal, isSignal };
