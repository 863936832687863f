'use strict';

// ReadableStream, its default controller and its default reader. Byte streams are in `readable_byte`, piping in
// `readable_pipe`, splitting in `readable_tee`.

const {
  codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE, ERR_INVALID_THIS },
} = require('internal/errors');
const { validateFunction, validateObject, kValidateObjectAllowObjects, kValidateObjectAllowObjectsAndNull } =
  require('internal/validators');
const {
  SizedQueue, checkSize, deferred, extractHighWaterMark, extractSizeAlgorithm, finishClass, inspectAs, isBrand,
  kInspect, kPrivate, kState, makeTransferable, promiseCallback, rejectedDeferred, setHandled,
} = require('internal/webstreams/util');
const { kControllerErrorFunction, kIsClosedPromise, kIsDisturbed, kIsErrored, kIsReadable } =
  require('internal/streams/utils');

const isReadableStream = (value) => isBrand('ReadableStream', value);
const isDefaultReader = (value) => isBrand('ReadableStreamDefaultReader', value);
const isDefaultController = (value) => isBrand('ReadableStreamDefaultController', value);

function check(stream) {
  if (!isReadableStream(stream)) throw new ERR_INVALID_THIS('ReadableStream');
}

class ReadableStream {
  constructor(source = {}, strategy = {}) {
    initStream(this);
    if (source === kPrivate) return;
    if (source === null) throw new ERR_INVALID_ARG_VALUE('source', 'Object', source);
    validateObject(source, 'source', kValidateObjectAllowObjects);
    validateObject(strategy, 'strategy', kValidateObjectAllowObjectsAndNull);
    const { type } = source;
    // Read here, in the standard's order, as getters may be watched.
    const size = strategy?.size;
    const highWaterMark = strategy?.highWaterMark;
    if (type !== undefined && `${type}` === 'bytes') {
      if (size !== undefined) throw new ERR_INVALID_ARG_VALUE.RangeError('strategy.size', size);
      const { setUpByteController } = require('internal/webstreams/readable_byte');
      setUpByteController(this, source, extractHighWaterMark(highWaterMark, 0));
      return;
    }
    if (type !== undefined) throw new ERR_INVALID_ARG_VALUE('source.type', type);
    setUpFromSource(this, source, extractHighWaterMark(highWaterMark, 1), extractSizeAlgorithm(size));
  }

  get locked() {
    check(this);
    return isLocked(this);
  }

  static from(iterable) {
    return require('internal/webstreams/readable_iterate').fromIterable(iterable);
  }

  cancel(reason = undefined) {
    if (!isReadableStream(this)) return Promise.reject(new ERR_INVALID_THIS('ReadableStream'));
    if (isLocked(this)) return Promise.reject(new ERR_INVALID_STATE.TypeError('ReadableStream is locked'));
    return cancelStream(this, reason);
  }

  getReader(options = {}) {
    check(this);
    validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
    const mode = options?.mode;
    if (mode === undefined) return new ReadableStreamDefaultReader(this);
    if (`${mode}` !== 'byob') throw new ERR_INVALID_ARG_VALUE('options.mode', mode);
    const { ReadableStreamBYOBReader } = require('internal/webstreams/readable_byob');
    return new ReadableStreamBYOBReader(this);
  }

  pipeThrough(transform, options = {}) {
    check(this);
    const readable = transform?.readable;
    if (!isReadableStream(readable)) throw new ERR_INVALID_ARG_TYPE('transform.readable', 'ReadableStream', readable);
    const writable = transform?.writable;
    if (!isBrand('WritableStream', writable)) {
      throw new ERR_INVALID_ARG_TYPE('transform.writable', 'WritableStream', writable);
    }
    const { readOptions, pipe } = require('internal/webstreams/readable_pipe');
    const read = readOptions(options);
    if (isLocked(this)) throw new ERR_INVALID_STATE.TypeError('The ReadableStream is locked');
    if (writable.locked) throw new ERR_INVALID_STATE.TypeError('The WritableStream is locked');
    setHandled(pipe(this, writable, read));
    return readable;
  }

  pipeTo(destination, options = {}) {
    try {
      check(this);
      if (!isBrand('WritableStream', destination)) {
        throw new ERR_INVALID_ARG_TYPE('transform.writable', 'WritableStream', destination);
      }
      const { readOptions, pipe } = require('internal/webstreams/readable_pipe');
      const read = readOptions(options);
      if (isLocked(this)) throw new ERR_INVALID_STATE.TypeError('The ReadableStream is locked');
      if (destination.locked) throw new ERR_INVALID_STATE.TypeError('The WritableStream is locked');
      return pipe(this, destination, read);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  tee() {
    check(this);
    return require('internal/webstreams/readable_tee')(this, false);
  }

  values(options = {}) {
    check(this);
    validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
    return require('internal/webstreams/readable_iterate').iterate(this, !!options?.preventCancel);
  }

  get [kIsDisturbed]() {
    return this[kState].disturbed;
  }

  get [kIsErrored]() {
    return this[kState].state === 'errored';
  }

  get [kIsReadable]() {
    return this[kState].state === 'readable';
  }

  // A promise that settles when the stream is over; made when somebody wants to know.
  get [kIsClosedPromise]() {
    const state = this[kState];
    if (state.closed === undefined) {
      state.closed = deferred();
      setHandled(state.closed.promise);
      if (state.state === 'closed') state.closed.resolve();
      else if (state.state === 'errored') state.closed.reject(state.storedError);
    }
    return state.closed;
  }

  [kControllerErrorFunction](error) {
    const { controller } = this[kState];
    if (isDefaultController(controller)) errorDefault(controller, error);
    else controller.error(error);
  }

  [kInspect](depth, options) {
    check(this);
    return inspectAs(depth, options, this.constructor.name, {
      locked: this.locked,
      state: this[kState].state,
      supportsBYOB: isBrand('ReadableByteStreamController', this[kState].controller),
    }, this);
  }
}

makeTransferable(ReadableStream);
finishClass(ReadableStream, ['locked', 'cancel', 'getReader', 'pipeThrough', 'pipeTo', 'tee', 'values']);
Object.defineProperty(ReadableStream, 'from', { __proto__: null, enumerable: true });
Object.defineProperty(ReadableStream.prototype, Symbol.asyncIterator, {
  __proto__: null, configurable: true, enumerable: false, writable: true, value: ReadableStream.prototype.values,
});

function initStream(stream) {
  stream[kState] = {
    disturbed: false,
    state: 'readable',
    storedError: undefined,
    reader: undefined,
    controller: undefined,
    closed: undefined,
  };
}

function isLocked(stream) {
  return stream[kState].reader !== undefined;
}

// --- The stream as a whole -------------------------------------------------------------------------------------------

function cancelStream(stream, reason) {
  const state = stream[kState];
  state.disturbed = true;
  if (state.state === 'closed') return Promise.resolve();
  if (state.state === 'errored') return Promise.reject(state.storedError);
  closeStream(stream);
  const { reader } = state;
  if (reader !== undefined && isBrand('ReadableStreamBYOBReader', reader)) {
    const requests = reader[kState].requests;
    reader[kState].requests = [];
    for (const request of requests) request.close(undefined);
  }
  return state.controller[kCancelSteps](reason).then(() => {});
}

function closeStream(stream) {
  const state = stream[kState];
  state.state = 'closed';
  state.closed?.resolve();
  const { reader } = state;
  if (reader === undefined) return;
  reader[kState].close.resolve?.();
  if (isDefaultReader(reader)) {
    const { requests } = reader[kState];
    reader[kState].requests = [];
    for (const request of requests) request.close();
  }
}

function errorStream(stream, error) {
  const state = stream[kState];
  state.state = 'errored';
  state.storedError = error;
  state.closed?.reject(error);
  const { reader } = state;
  if (reader === undefined) return;
  reader[kState].close.reject?.(error);
  setHandled(reader[kState].close.promise);
  rejectRequests(reader, error);
}

function rejectRequests(reader, error) {
  const { requests } = reader[kState];
  reader[kState].requests = [];
  for (const request of requests) request.error(error);
}

// --- Readers ---------------------------------------------------------------------------------------------------------

// A read() that waits.
class ReadRequest {
  constructor() {
    const { promise, resolve, reject } = deferred();
    this.promise = promise;
    this.resolve = resolve;
    this.reject = reject;
  }

  chunk(value) {
    this.resolve({ value, done: false });
  }

  close(value = undefined) {
    this.resolve({ value, done: true });
  }

  error(reason) {
    this.reject(reason);
  }
}

function initReader(reader, stream) {
  const state = stream[kState];
  reader[kState] = { stream, requests: [], close: undefined };
  state.reader = reader;
  if (state.state === 'readable') {
    reader[kState].close = deferred();
  } else if (state.state === 'closed') {
    reader[kState].close = deferred();
    reader[kState].close.resolve();
  } else {
    reader[kState].close = rejectedDeferred(state.storedError);
  }
}

function releaseReader(reader) {
  const { stream, close } = reader[kState];
  const error = new ERR_INVALID_STATE.TypeError('Reader released');
  if (stream[kState].state === 'readable') {
    close.reject(error);
    setHandled(close.promise);
  } else {
    reader[kState].close = rejectedDeferred(error);
  }
  setHandled(reader[kState].close.promise);
  stream[kState].controller[kReleaseSteps]();
  stream[kState].reader = undefined;
  reader[kState].stream = undefined;
  rejectRequests(reader, new ERR_INVALID_STATE.TypeError('Releasing reader'));
}

function cancelReader(reader, reason) {
  if (reader[kState].stream === undefined) {
    return Promise.reject(new ERR_INVALID_STATE.TypeError('The reader is not attached to a stream'));
  }
  return cancelStream(reader[kState].stream, reason);
}

class ReadableStreamDefaultReader {
  constructor(stream) {
    if (!isReadableStream(stream)) throw new ERR_INVALID_ARG_TYPE('stream', 'ReadableStream', stream);
    if (isLocked(stream)) throw new ERR_INVALID_STATE.TypeError('ReadableStream is locked');
    initReader(this, stream);
  }

  read() {
    if (!isDefaultReader(this)) return Promise.reject(new ERR_INVALID_THIS('ReadableStreamDefaultReader'));
    if (this[kState].stream === undefined) {
      return Promise.reject(new ERR_INVALID_STATE.TypeError('The reader is not attached to a stream'));
    }
    // What is there already needs no request.
    const { controller, state } = this[kState].stream[kState];
    if (state === 'readable' && isDefaultController(controller) && controller[kState].queue.length > 0) {
      this[kState].stream[kState].disturbed = true;
      const chunk = takeChunk(controller);
      return Promise.resolve({ value: chunk, done: false });
    }
    const request = new ReadRequest();
    readFrom(this, request);
    return request.promise;
  }

  releaseLock() {
    if (!isDefaultReader(this)) throw new ERR_INVALID_THIS('ReadableStreamDefaultReader');
    if (this[kState].stream !== undefined) releaseReader(this);
  }

  get closed() {
    if (!isDefaultReader(this)) return Promise.reject(new ERR_INVALID_THIS('ReadableStreamDefaultReader'));
    return this[kState].close.promise;
  }

  cancel(reason = undefined) {
    if (!isDefaultReader(this)) return Promise.reject(new ERR_INVALID_THIS('ReadableStreamDefaultReader'));
    return cancelReader(this, reason);
  }

  [kInspect](depth, options) {
    return inspectAs(depth, options, this.constructor.name, {
      stream: this[kState].stream,
      readRequests: this[kState].requests.length,
      close: this[kState].close.promise,
    }, this);
  }
}
finishClass(ReadableStreamDefaultReader, ['closed', 'read', 'releaseLock', 'cancel']);

// A request is an object with the methods chunk, close and error.
function readFrom(reader, request) {
  const { stream } = reader[kState];
  const state = stream[kState];
  state.disturbed = true;
  if (state.state === 'closed') request.close();
  else if (state.state === 'errored') request.error(state.storedError);
  else state.controller[kPullSteps](request);
}

// --- The default controller ------------------------------------------------------------------------------------------

const kCancelSteps = Symbol('kCancelSteps');
const kPullSteps = Symbol('kPullSteps');
const kReleaseSteps = Symbol('kReleaseSteps');

class ReadableStreamDefaultController {
  constructor(secret) {
    if (secret !== kPrivate) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  get desiredSize() {
    if (!isDefaultController(this)) throw new ERR_INVALID_THIS('ReadableStreamDefaultController');
    return desiredSize(this);
  }

  close() {
    if (!isDefaultController(this)) throw new ERR_INVALID_THIS('ReadableStreamDefaultController');
    if (!canEnqueue(this)) throw new ERR_INVALID_STATE.TypeError('Controller is already closed');
    closeDefault(this);
  }

  enqueue(chunk = undefined) {
    if (!isDefaultController(this)) throw new ERR_INVALID_THIS('ReadableStreamDefaultController');
    if (!canEnqueue(this)) throw new ERR_INVALID_STATE.TypeError('Controller is already closed');
    enqueueDefault(this, chunk);
  }

  error(error = undefined) {
    if (!isDefaultController(this)) throw new ERR_INVALID_THIS('ReadableStreamDefaultController');
    errorDefault(this, error);
  }

  [kCancelSteps](reason) {
    const state = this[kState];
    state.queue.clear();
    const { cancelAlgorithm } = state;
    clearAlgorithms(state);
    return cancelAlgorithm === undefined ? Promise.resolve() : cancelAlgorithm(reason);
  }

  [kPullSteps](request) {
    const { queue, stream } = this[kState];
    if (queue.length > 0) {
      request.chunk(takeChunk(this));
    } else {
      stream[kState].reader[kState].requests.push(request);
      pullIfNeeded(this);
    }
  }

  [kReleaseSteps]() {}

  [kInspect](depth, options) {
    return inspectAs(depth, options, this.constructor.name, {}, this);
  }
}
finishClass(ReadableStreamDefaultController, ['desiredSize', 'close', 'enqueue', 'error']);

// The first chunk; reading the last one of a stream that is to close closes it.
function takeChunk(controller) {
  const state = controller[kState];
  const chunk = state.queue.shift();
  if (state.closeRequested && state.queue.length === 0) {
    clearAlgorithms(state);
    closeStream(state.stream);
  } else {
    pullIfNeeded(controller);
  }
  return chunk;
}

function desiredSize(controller) {
  const { stream, highWaterMark, queue } = controller[kState];
  switch (stream[kState].state) {
    case 'errored': return null;
    case 'closed': return 0;
    default: return highWaterMark - queue.totalSize;
  }
}

function canEnqueue(controller) {
  const { closeRequested, stream } = controller[kState];
  return !closeRequested && stream[kState].state === 'readable';
}

function clearAlgorithms(state) {
  state.pullAlgorithm = undefined;
  state.cancelAlgorithm = undefined;
  state.sizeAlgorithm = undefined;
}

function closeDefault(controller) {
  if (!canEnqueue(controller)) return;
  const state = controller[kState];
  state.closeRequested = true;
  if (state.queue.length !== 0) return;
  clearAlgorithms(state);
  closeStream(state.stream);
}

function enqueueDefault(controller, chunk) {
  if (!canEnqueue(controller)) return;
  const state = controller[kState];
  const { reader } = state.stream[kState];
  if (reader !== undefined && reader[kState].requests.length > 0) {
    reader[kState].requests.shift().chunk(chunk);
  } else {
    try {
      state.queue.push(chunk, checkSize(state.sizeAlgorithm(chunk)));
    } catch (error) {
      errorDefault(controller, error);
      throw error;
    }
  }
  pullIfNeeded(controller);
}

function errorDefault(controller, error) {
  const state = controller[kState];
  if (state.stream[kState].state !== 'readable') return;
  state.queue.clear();
  clearAlgorithms(state);
  errorStream(state.stream, error);
}

function shouldPull(controller) {
  const state = controller[kState];
  if (!canEnqueue(controller) || !state.started) return false;
  const { reader } = state.stream[kState];
  if (reader !== undefined && reader[kState].requests.length > 0) return true;
  return desiredSize(controller) > 0;
}

function pullIfNeeded(controller) {
  if (!shouldPull(controller)) return;
  const state = controller[kState];
  if (state.pulling) {
    state.pullAgain = true;
    return;
  }
  const { pullAlgorithm } = state;
  if (pullAlgorithm === undefined) return;
  state.pulling = true;
  pullAlgorithm(controller).then(() => {
    state.pulling = false;
    if (state.pullAgain) {
      state.pullAgain = false;
      pullIfNeeded(controller);
    }
  }, (error) => errorDefault(controller, error));
}

// `start` gives a value or a promise; `pull` and `cancel` give promises, and may be missing.
function setUpDefaultController(stream, start, pull, cancel, highWaterMark, sizeAlgorithm) {
  const controller = new ReadableStreamDefaultController(kPrivate);
  const state = controller[kState] = {
    stream,
    queue: new SizedQueue(),
    started: false,
    closeRequested: false,
    pulling: false,
    pullAgain: false,
    highWaterMark,
    sizeAlgorithm,
    pullAlgorithm: pull,
    cancelAlgorithm: cancel,
  };
  stream[kState].controller = controller;
  const started = start === undefined ? undefined : start(controller);
  Promise.resolve(started).then(() => {
    state.started = true;
    pullIfNeeded(controller);
  }, (error) => errorDefault(controller, error));
  return controller;
}

function setUpFromSource(stream, source, highWaterMark, sizeAlgorithm) {
  const start = source.start;
  if (start !== undefined) validateFunction(start, 'source.start');
  const pull = promiseCallback(source, 'pull', 'source.pull');
  const cancel = promiseCallback(source, 'cancel', 'source.cancel');
  setUpDefaultController(
    stream, start === undefined ? undefined : (controller) => start.call(source, controller),
    pull, cancel, highWaterMark, sizeAlgorithm);
}

function createReadableStream(start, pull, cancel, highWaterMark = 1, sizeAlgorithm = () => 1) {
  const stream = new ReadableStream(kPrivate);
  setUpDefaultController(stream, start, pull, cancel, highWaterMark, sizeAlgorithm);
  return stream;
}

module.exports = {
  ReadableStream,
  ReadableStreamDefaultController,
  ReadableStreamDefaultReader,
  cancelReader,
  cancelStream,
  canEnqueue,
  closeDefault,
  closeStream,
  createReadableStream,
  desiredSize,
  enqueueDefault,
  errorDefault,
  errorStream,
  initReader,
  isLocked,
  isReadableStream,
  kCancelSteps,
  kPullSteps,
  kReleaseSteps,
  readFrom,
  releaseReader,
  ReadRequest,
};
