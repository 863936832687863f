'use strict';

// map, filter, reduce and so on of readables. Those that give a stream are async generators, which `stream` makes a
// Readable; the others are async functions.

const {
  AbortError,
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS, ERR_OUT_OF_RANGE },
} = require('internal/errors');
const { validateAbortSignal, validateInteger, validateObject } = require('internal/validators');
const { finished } = require('internal/streams/end-of-stream');
const { isNodeStream, isWritable } = require('internal/streams/utils');
const { addAbortSignalNoValidate } = require('internal/streams/add-abort-signal');

const kEmpty = Symbol('kEmpty');
const kEof = Symbol('kEof');

function checkFunction(fn) {
  if (typeof fn !== 'function') throw new ERR_INVALID_ARG_TYPE('fn', ['Function', 'AsyncFunction'], fn);
}

function checkOptions(options) {
  if (options != null) validateObject(options, 'options');
  if (options?.signal != null) validateAbortSignal(options.signal, 'options.signal');
}

function throwIfAborted(options) {
  if (options?.signal?.aborted) throw new AbortError(undefined, { cause: options.signal.reason });
}

function compose(stream, options) {
  checkOptions(options);
  if (isNodeStream(stream) && !isWritable(stream)) {
    throw new ERR_INVALID_ARG_VALUE('stream', stream, 'must be writable');
  }
  const composed = require('internal/streams/compose')(this, stream);
  if (options?.signal) addAbortSignalNoValidate(options.signal, composed);
  return composed;
}

// Calls `fn` for up to `concurrency` chunks at a time; results come in the order of the chunks.
function map(fn, options) {
  checkFunction(fn);
  checkOptions(options);
  let concurrency = 1;
  if (options?.concurrency != null) concurrency = Math.floor(options.concurrency);
  let highWaterMark = concurrency - 1;
  if (options?.highWaterMark != null) highWaterMark = Math.floor(options.highWaterMark);
  validateInteger(concurrency, 'options.concurrency', 1);
  validateInteger(highWaterMark, 'options.highWaterMark', 0);
  highWaterMark += concurrency;
  return mapChunks.call(this, fn, options, concurrency, highWaterMark);
}

async function* mapChunks(fn, options, concurrency, highWaterMark) {
  const { AbortController, AbortSignal } = require('internal/abort_controller');
  const controller = new AbortController();
  const signal = options?.signal ? AbortSignal.any([options.signal, controller.signal]) : controller.signal;
  const source = this;
  const queue = [];
  const fnOptions = { signal };
  let wakeReader = null;
  let wakePump = null;
  let done = false;
  let running = 0;

  function wake() {
    if (!wakePump) return;
    if (done || (running < concurrency && queue.length < highWaterMark)) {
      const resume = wakePump;
      wakePump = null;
      resume();
    }
  }

  function afterItem() {
    running--;
    wake();
  }

  function fail() {
    done = true;
    afterItem();
  }

  async function pump() {
    try {
      for await (let item of source) {
        if (done) return;
        if (signal.aborted) throw new AbortError();
        try {
          item = fn(item, fnOptions);
          if (item === kEmpty) continue;
          item = Promise.resolve(item);
        } catch (error) {
          item = Promise.reject(error);
        }
        running++;
        item.then(afterItem, fail);
        queue.push(item);
        if (wakeReader) {
          wakeReader();
          wakeReader = null;
        }
        if (!done && (queue.length >= highWaterMark || running >= concurrency)) {
          await new Promise((resolve) => { wakePump = resolve; });
        }
      }
      queue.push(kEof);
    } catch (error) {
      const rejected = Promise.reject(error);
      rejected.then(afterItem, fail);
      queue.push(rejected);
    } finally {
      done = true;
      if (wakeReader) {
        wakeReader();
        wakeReader = null;
      }
    }
  }

  pump();
  try {
    while (true) {
      while (queue.length > 0) {
        const item = await queue[0];
        if (item === kEof) return;
        if (signal.aborted) throw new AbortError();
        if (item !== kEmpty) yield item;
        queue.shift();
        wake();
      }
      await new Promise((resolve) => { wakeReader = resolve; });
    }
  } finally {
    done = true;
    controller.abort();
    if (wakePump) {
      wakePump();
      wakePump = null;
    }
  }
}

function asIndexedPairs(options = undefined) {
  checkOptions(options);
  return async function* () {
    let index = 0;
    for await (const value of this) {
      throwIfAborted(options);
      yield [index++, value];
    }
  }.call(this);
}

async function some(fn, options = undefined) {
  for await (const unused of filter.call(this, fn, options)) return true;
  return false;
}

async function every(fn, options = undefined) {
  checkFunction(fn);
  return !(await some.call(this, async (...args) => !(await fn(...args)), options));
}

async function find(fn, options) {
  for await (const result of filter.call(this, fn, options)) return result;
  return undefined;
}

async function forEach(fn, options) {
  checkFunction(fn);
  for await (const unused of map.call(this, async (value, fnOptions) => {
    await fn(value, fnOptions);
    return kEmpty;
  }, options));
}

function filter(fn, options) {
  checkFunction(fn);
  return map.call(this, async (value, fnOptions) => (await fn(value, fnOptions) ? value : kEmpty), options);
}

// The message speaks of the reducer, as that of arrays does.
class ReduceAwareErrMissingArgs extends ERR_MISSING_ARGS {
  constructor() {
    super('reduce');
    this.message = 'Reduce of an empty stream requires an initial value';
  }
}

async function reduce(reducer, initialValue, options) {
  checkFunction(reducer);
  checkOptions(options);
  let hasInitialValue = arguments.length > 1;
  const { signal: outer } = options ?? {};
  if (outer?.aborted) {
    const error = new AbortError(undefined, { cause: outer.reason });
    this.once('error', () => {}); // it is given to the caller
    await finished(this.destroy(error)).catch(() => {});
    throw error;
  }
  const { AbortController } = require('internal/abort_controller');
  const controller = new AbortController();
  const { signal } = controller;
  if (outer) {
    const { kResistStopPropagation, kWeakHandler } = require('internal/event_target');
    outer.addEventListener('abort', () => controller.abort(), {
      once: true, [kWeakHandler]: this, [kResistStopPropagation]: true,
    });
  }
  let gotAny = false;
  try {
    for await (const value of this) {
      gotAny = true;
      if (outer?.aborted) throw new AbortError();
      if (!hasInitialValue) {
        initialValue = value;
        hasInitialValue = true;
      } else {
        initialValue = await reducer(initialValue, value, { signal });
      }
    }
    if (!gotAny && !hasInitialValue) throw new ReduceAwareErrMissingArgs();
  } finally {
    controller.abort();
  }
  return initialValue;
}

async function toArray(options) {
  checkOptions(options);
  const result = [];
  for await (const value of this) {
    throwIfAborted(options);
    result.push(value);
  }
  return result;
}

function flatMap(fn, options) {
  const values = map.call(this, fn, options);
  return async function* () {
    for await (const value of values) yield* value;
  }.call(this);
}

function toCount(number) {
  // Not a number means none, as it does for iterators.
  number = Number(number);
  if (Number.isNaN(number)) return 0;
  if (number < 0) throw new ERR_OUT_OF_RANGE('number', '>= 0', number);
  return number;
}

function drop(number, options = undefined) {
  checkOptions(options);
  number = toCount(number);
  return async function* () {
    throwIfAborted(options);
    for await (const value of this) {
      throwIfAborted(options);
      if (number-- <= 0) yield value;
    }
  }.call(this);
}

function take(number, options = undefined) {
  checkOptions(options);
  number = toCount(number);
  return async function* () {
    throwIfAborted(options);
    for await (const value of this) {
      throwIfAborted(options);
      if (number-- > 0) yield value;
      // Ends without waiting for a chunk nobody takes.
      if (number <= 0) return;
    }
  }.call(this);
}

module.exports = {
  streamReturningOperators: { asIndexedPairs, drop, filter, flatMap, map, take, compose },
  promiseReturningOperators: { every, forEach, reduce, toArray, some, find },
};
