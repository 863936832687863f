'use strict';

// ReadableStreams as async iterators, and async iterators as ReadableStreams.

const {
  codes: { ERR_ARG_NOT_ITERABLE, ERR_INVALID_STATE },
} = require('internal/errors');
const {
  ReadableStreamDefaultReader, cancelReader, createReadableStream, closeDefault, enqueueDefault, readFrom,
  releaseReader, ReadRequest,
} = require('internal/webstreams/readable');
const { kState } = require('internal/webstreams/util');

let iteratorPrototype;

// One prototype for all iterators: their states are in a symbol.
function getPrototype() {
  if (iteratorPrototype !== undefined) return iteratorPrototype;
  const base = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);
  iteratorPrototype = Object.create(base, {
    next: {
      __proto__: null,
      configurable: true,
      enumerable: true,
      writable: true,
      value: function next() { return enqueueStep(this, nextStep); },
    },
    return: {
      __proto__: null,
      configurable: true,
      enumerable: true,
      writable: true,
      value: function(reason) { return enqueueStep(this, (state) => returnStep(state, reason)); },
    },
  });
  return iteratorPrototype;
}

// Each step waits for the one before it.
function enqueueStep(iterator, step) {
  const state = iterator[kState];
  if (state === undefined) return Promise.reject(new ERR_INVALID_STATE.TypeError('Not an iterator of a stream'));
  const run = () => step(state);
  state.last = state.last === undefined ? run() : state.last.then(run, run);
  return state.last;
}

function nextStep(state) {
  if (state.done) return Promise.resolve({ value: undefined, done: true });
  const { reader } = state;
  if (reader[kState].stream === undefined) {
    return Promise.reject(new ERR_INVALID_STATE.TypeError('The reader is not bound to a ReadableStream'));
  }
  const request = new IteratorRequest(state);
  readFrom(reader, request);
  return request.promise;
}

class IteratorRequest extends ReadRequest {
  constructor(state) {
    super();
    this.state = state;
  }

  close() {
    this.state.done = true;
    releaseReader(this.state.reader);
    super.close();
  }

  error(reason) {
    this.state.done = true;
    releaseReader(this.state.reader);
    super.error(reason);
  }
}

async function returnStep(state, reason) {
  if (state.done) return { value: reason, done: true };
  state.done = true;
  const { reader } = state;
  if (state.preventCancel) {
    releaseReader(reader);
  } else {
    const cancelled = cancelReader(reader, reason);
    releaseReader(reader);
    await cancelled;
  }
  return { value: reason, done: true };
}

function iterate(stream, preventCancel) {
  const reader = new ReadableStreamDefaultReader(stream);
  const iterator = Object.create(getPrototype());
  Object.defineProperty(iterator, kState, {
    __proto__: null, value: { reader, preventCancel, done: false, last: undefined },
  });
  return iterator;
}

function fromIterable(iterable) {
  const asyncMethod = iterable?.[Symbol.asyncIterator];
  const method = asyncMethod ?? iterable?.[Symbol.iterator];
  if (typeof method !== 'function') throw new ERR_ARG_NOT_ITERABLE(iterable);
  const iterator = method.call(iterable);
  if (typeof iterator !== 'object' || iterator === null) {
    throw new ERR_INVALID_STATE.TypeError('The iterator method must return an object');
  }
  const checkResult = (result, name) => {
    if (typeof result !== 'object' || result === null) {
      throw new ERR_INVALID_STATE.TypeError(`The promise returned by the ${name} method must fulfill with an object`);
    }
    return result;
  };
  let controllerOfStream;
  return createReadableStream((controller) => {
    controllerOfStream = controller;
  }, async () => {
    const result = checkResult(await iterator.next(), 'iterator.next()');
    if (result.done) closeDefault(controllerOfStream);
    else enqueueDefault(controllerOfStream, asyncMethod ? result.value : await result.value);
  }, async (reason) => {
    const method = iterator.return;
    if (method === undefined || method === null) return;
    checkResult(await method.call(iterator, reason), 'iterator.return()');
  }, 0);
}

module.exports = { fromIterable, iterate };
