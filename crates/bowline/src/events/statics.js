'use strict';

// What hangs on EventEmitter itself and works with emitters and event targets alike.

const {
  AbortError,
  codes: { ERR_INVALID_ARG_TYPE },
} = require('internal/errors');
const { validateAbortSignal, validateFunction, validateInteger, validateNumber } = require('internal/validators');
const EventEmitter = require('events');

// With this option an abort listener is called even when an earlier one stopped the event.
function abortOptions() {
  const { kResistStopPropagation } = require('internal/event_target');
  return { __proto__: null, once: true, [kResistStopPropagation]: true };
}

function listen(target, name, listener, once) {
  if (typeof target.on === 'function') {
    if (once) target.once(name, listener);
    else target.on(name, listener);
  } else if (typeof target.addEventListener === 'function') {
    target.addEventListener(name, listener, once ? abortOptions() : undefined);
  } else {
    throw new ERR_INVALID_ARG_TYPE('emitter', 'EventEmitter', target);
  }
}

function unlisten(target, name, listener) {
  if (typeof target.removeListener === 'function') {
    target.removeListener(name, listener);
  } else if (typeof target.removeEventListener === 'function') {
    target.removeEventListener(name, listener);
  } else {
    throw new ERR_INVALID_ARG_TYPE('emitter', 'EventEmitter', target);
  }
}

function checkSignal(options) {
  const signal = options?.signal;
  validateAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  return signal;
}

async function once(emitter, name, options) {
  const signal = checkSignal(options);
  return new Promise((resolve, reject) => {
    function settle() {
      if (signal != null) unlisten(signal, 'abort', onAbort);
    }
    function onEvent(...args) {
      if (typeof emitter.removeListener === 'function') emitter.removeListener('error', onError);
      settle();
      resolve(args);
    }
    function onError(error) {
      emitter.removeListener(name, onEvent);
      settle();
      reject(error);
    }
    function onAbort() {
      unlisten(emitter, name, onEvent);
      unlisten(emitter, 'error', onError);
      reject(new AbortError(undefined, { cause: signal.reason }));
    }
    listen(emitter, name, onEvent, true);
    // Only emitters give 'error' a meaning of its own.
    if (name !== 'error' && typeof emitter.once === 'function') emitter.once('error', onError);
    if (signal != null) listen(signal, 'abort', onAbort, true);
  });
}

// A first-in first-out queue with a moving head: shifting an array would copy it.
class Queue {
  constructor() {
    this.items = [];
    this.head = 0;
  }
  get size() {
    return this.items.length - this.head;
  }
  push(item) {
    this.items.push(item);
  }
  shift() {
    const item = this.items[this.head];
    this.items[this.head++] = undefined;
    if (this.head > 1024 && this.head * 2 > this.items.length) {
      this.items = this.items.slice(this.head);
      this.head = 0;
    }
    return item;
  }
}

const kWatermarkData = Symbol.for('nodejs.watermarkData');

function asyncIteratorPrototype() {
  return Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);
}

function on(emitter, event, options = {}) {
  const signal = checkSignal(options);
  const high = options.highWaterMark ?? options.highWatermark ?? Number.MAX_SAFE_INTEGER;
  validateInteger(high, 'options.highWaterMark', 1);
  const low = options.lowWaterMark ?? options.lowWatermark ?? 1;
  validateInteger(low, 'options.lowWaterMark', 1);

  const events = new Queue();
  const waiting = new Queue();
  const listening = [];
  let paused = false;
  let failure = null;
  let finished = false;

  function watch(target, name, listener) {
    listen(target, name, listener, false);
    listening.push([target, name, listener]);
  }

  function onEvent(...args) {
    if (waiting.size !== 0) {
      waiting.shift().resolve({ value: args, done: false });
      return;
    }
    events.push(args);
    if (!paused && events.size > high) {
      paused = true;
      emitter.pause();
    }
  }

  function onError(error) {
    if (waiting.size !== 0) waiting.shift().reject(error);
    else failure = error;
    close();
  }

  function onAbort() {
    onError(new AbortError(undefined, { cause: signal.reason }));
  }

  function close() {
    for (const [target, name, listener] of listening) unlisten(target, name, listener);
    listening.length = 0;
    finished = true;
    while (waiting.size !== 0) waiting.shift().resolve({ value: undefined, done: true });
    return Promise.resolve({ value: undefined, done: true });
  }

  const iterator = {
    __proto__: asyncIteratorPrototype(),

    next() {
      if (events.size !== 0) {
        const value = events.shift();
        if (paused && events.size < low) {
          emitter.resume();
          paused = false;
        }
        return Promise.resolve({ value, done: false });
      }
      // An error is given once; after it the iterator has ended.
      if (failure !== null) {
        const rejected = Promise.reject(failure);
        failure = null;
        return rejected;
      }
      if (finished) return close();
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },

    return() {
      return close();
    },

    throw(error) {
      if (!(error instanceof Error)) {
        throw new ERR_INVALID_ARG_TYPE('EventEmitter.AsyncIterator', 'Error', error);
      }
      onError(error);
    },

    [Symbol.asyncIterator]() {
      return this;
    },

    [kWatermarkData]: {
      get size() { return events.size; },
      get low() { return low; },
      get high() { return high; },
      get isPaused() { return paused; },
    },
  };

  watch(emitter, event, onEvent);
  if (event !== 'error' && typeof emitter.on === 'function') watch(emitter, 'error', onError);
  for (const name of options.close ?? []) watch(emitter, name, close);
  if (signal) watch(signal, 'abort', onAbort);
  return iterator;
}

function getEventListeners(emitterOrTarget, type) {
  if (typeof emitterOrTarget.listeners === 'function') return emitterOrTarget.listeners(type);
  const { isEventTarget, listenersOf } = require('internal/event_target');
  if (isEventTarget(emitterOrTarget)) return listenersOf(emitterOrTarget, type);
  throw new ERR_INVALID_ARG_TYPE('emitter', ['EventEmitter', 'EventTarget'], emitterOrTarget);
}

function getMaxListeners(emitterOrTarget) {
  if (typeof emitterOrTarget?.getMaxListeners === 'function') {
    return EventEmitter.prototype.getMaxListeners.call(emitterOrTarget);
  }
  if (emitterOrTarget?.[EventEmitter.kMaxEventTargetListeners] !== undefined) {
    return emitterOrTarget[EventEmitter.kMaxEventTargetListeners];
  }
  throw new ERR_INVALID_ARG_TYPE('emitter', ['EventEmitter', 'EventTarget'], emitterOrTarget);
}

function setMaxListeners(n, targets, setDefault) {
  validateNumber(n, 'setMaxListeners', 0);
  if (targets.length === 0) {
    setDefault(n);
    return;
  }
  const { isEventTarget } = require('internal/event_target');
  for (const target of targets) {
    if (isEventTarget(target)) {
      target[EventEmitter.kMaxEventTargetListeners] = n;
      target[EventEmitter.kMaxEventTargetListenersWarned] = false;
    } else if (typeof target.setMaxListeners === 'function') {
      target.setMaxListeners(n);
    } else {
      throw new ERR_INVALID_ARG_TYPE('eventTargets', ['EventEmitter', 'EventTarget'], target);
    }
  }
}

function addAbortListener(signal, listener) {
  if (signal === undefined) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  validateFunction(listener, 'listener');
  let listening = false;
  if (signal.aborted) {
    Promise.resolve().then(() => listener());
  } else {
    signal.addEventListener('abort', listener, abortOptions());
    listening = true;
  }
  return {
    __proto__: null,
    [Symbol.dispose]() {
      if (listening) signal.removeEventListener('abort', listener);
    },
  };
}

module.exports = {
  addAbortListener,
  getEventListeners,
  getMaxListeners,
  kWatermarkData,
  on,
  once,
  setMaxListeners,
};
