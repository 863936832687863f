'use strict';

// A readable as an async iterator. Written out instead of as an async generator: a chunk that is there costs one
// promise, and leaving a loop destroys the stream at once.

const { destroyer } = require('internal/streams/destroy');
const eos = require('internal/streams/end-of-stream');
const { aggregateTwoErrors } = require('internal/errors');

const kIteration = Symbol('kIteration');

const resolved = Promise.resolve();

// An async generator awaits what it yields; programs see the order that gives.
function inTick(value, done) {
  return resolved.then(() => ({ value, done }));
}

class Iteration {
  constructor(stream, options) {
    this.stream = stream;
    this.options = options;
    this.started = false;
    this.done = false;
    this.error = undefined; // undefined: the stream is not over; null: it has ended
    this.wake = undefined;
    this.last = undefined; // the step that is under way
    this.onReadable = undefined;
    this.cleanup = undefined;
  }

  start() {
    this.started = true;
    this.onReadable = () => {
      const { wake } = this;
      this.wake = undefined;
      wake?.();
    };
    this.stream.on('readable', this.onReadable);
    this.cleanup = eos(this.stream, { writable: false }, (error) => {
      this.error = error ? aggregateTwoErrors(this.error, error) : null;
      this.onReadable();
    });
  }

  // A chunk, the end or the error, if one of them is there.
  take() {
    const { stream } = this;
    const chunk = stream.destroyed ? null : stream.read();
    if (chunk !== null) return inTick(chunk, false);
    if (this.error) {
      const { error } = this;
      this.finish();
      return Promise.reject(error);
    }
    if (this.error === null) {
      this.finish();
      return inTick(undefined, true);
    }
    return undefined;
  }

  next() {
    if (this.done) return Promise.resolve({ value: undefined, done: true });
    if (!this.started) this.start();
    try {
      const taken = this.take();
      if (taken !== undefined) return taken;
    } catch (error) {
      return this.fail(error);
    }
    return this.waitForNext();
  }

  async waitForNext() {
    try {
      while (true) {
        await new Promise((resolve) => { this.wake = resolve; });
        const taken = this.take();
        if (taken !== undefined) return await taken;
      }
    } catch (error) {
      if (this.done) throw error;
      return this.fail(error);
    }
  }

  fail(error) {
    if (!this.started) this.done = true;
    if (this.done) return Promise.reject(error);
    this.error = aggregateTwoErrors(this.error, error);
    this.finish();
    return Promise.reject(this.error);
  }

  return(value) {
    // What never began has nothing to end.
    if (!this.started) this.done = true;
    if (!this.done) this.finish();
    return Promise.resolve({ value, done: true });
  }

  finish() {
    this.done = true;
    const { stream, error } = this;
    if ((error || this.options?.destroyOnReturn !== false) &&
        (error === undefined || stream._readableState.autoDestroy)) {
      destroyer(stream, null);
    } else {
      stream.off('readable', this.onReadable);
      this.cleanup();
    }
  }
}

// Steps that are asked for while one is under way come after it.
function step(iterator, name, argument) {
  const iteration = iterator[kIteration];
  if (iteration.last === undefined && iteration.wake === undefined) {
    const result = iteration[name](argument);
    if (name === 'next' && iteration.wake !== undefined) follow(iteration, result);
    return result;
  }
  const run = () => iteration[name](argument);
  const result = iteration.last.then(run, run);
  follow(iteration, result);
  return result;
}

function follow(iteration, result) {
  iteration.last = result;
  const clear = () => {
    if (iteration.last === result) iteration.last = undefined;
  };
  result.then(clear, clear);
}

let prototype;

function getPrototype() {
  if (prototype !== undefined) return prototype;
  const base = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);
  return prototype = {
    __proto__: base,
    next() { return step(this, 'next', undefined); },
    return(value) { return step(this, 'return', value); },
    throw(error) { return step(this, 'fail', error); },
    get [Symbol.toStringTag]() { return 'AsyncGenerator'; },
  };
}

function toIterator(stream, options) {
  if (typeof stream.read !== 'function') {
    stream = require('internal/streams/readable').wrap(stream, { objectMode: true });
  }
  return {
    __proto__: getPrototype(),
    stream,
    [kIteration]: new Iteration(stream, options),
  };
}

module.exports = toIterator;
