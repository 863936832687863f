'use strict';

// WritableStream, its controller and its writer.

const {
  codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE, ERR_INVALID_THIS },
} = require('internal/errors');
const { validateFunction, validateObject, kValidateObjectAllowObjects, kValidateObjectAllowObjectsAndNull } =
  require('internal/validators');
const {
  SizedQueue, checkSize, deferred, extractHighWaterMark, extractSizeAlgorithm, finishClass, inspectAs, isBrand,
  kInspect, kPrivate, kState, makeTransferable, promiseCallback, rejectedDeferred, resolvedDeferred, setHandled,
} = require('internal/webstreams/util');
const { kControllerErrorFunction, kIsClosedPromise, kIsErrored, kIsWritable } = require('internal/streams/utils');

const isWritableStream = (value) => isBrand('WritableStream', value);
const isWriter = (value) => isBrand('WritableStreamDefaultWriter', value);
const isController = (value) => isBrand('WritableStreamDefaultController', value);

const kCloseSentinel = Symbol('kCloseSentinel');

function check(stream) {
  if (!isWritableStream(stream)) throw new ERR_INVALID_THIS('WritableStream');
}

class WritableStream {
  constructor(sink = {}, strategy = {}) {
    initStream(this);
    if (sink === kPrivate) return;
    if (sink === null) throw new ERR_INVALID_ARG_VALUE('sink', 'Object', sink);
    validateObject(sink, 'sink', kValidateObjectAllowObjects);
    validateObject(strategy, 'strategy', kValidateObjectAllowObjectsAndNull);
    const { type } = sink;
    if (type !== undefined) throw new ERR_INVALID_ARG_VALUE.RangeError('type', type);
    const size = extractSizeAlgorithm(strategy?.size);
    const highWaterMark = extractHighWaterMark(strategy?.highWaterMark, 1);
    const { start } = sink;
    if (start !== undefined) validateFunction(start, 'sink.start');
    setUpController(
      this,
      start === undefined ? undefined : (controller) => start.call(sink, controller),
      promiseCallback(sink, 'write', 'sink.write'),
      promiseCallback(sink, 'close', 'sink.close'),
      promiseCallback(sink, 'abort', 'sink.abort'),
      highWaterMark,
      size);
  }

  get locked() {
    check(this);
    return isLocked(this);
  }

  abort(reason = undefined) {
    if (!isWritableStream(this)) return Promise.reject(new ERR_INVALID_THIS('WritableStream'));
    if (isLocked(this)) return Promise.reject(new ERR_INVALID_STATE.TypeError('WritableStream is locked'));
    return abortStream(this, reason);
  }

  close() {
    if (!isWritableStream(this)) return Promise.reject(new ERR_INVALID_THIS('WritableStream'));
    if (isLocked(this)) return Promise.reject(new ERR_INVALID_STATE.TypeError('WritableStream is locked'));
    if (isCloseQueuedOrInFlight(this)) {
      return Promise.reject(new ERR_INVALID_STATE.TypeError('Failure closing WritableStream'));
    }
    return closeStream(this);
  }

  getWriter() {
    check(this);
    return new WritableStreamDefaultWriter(this);
  }

  get [kIsErrored]() {
    return this[kState].state === 'errored';
  }

  get [kIsWritable]() {
    return this[kState].state === 'writable';
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
    this[kState].controller.error(error);
  }

  [kInspect](depth, options) {
    check(this);
    return inspectAs(depth, options, this.constructor.name, {
      locked: this.locked,
      state: this[kState].state,
    }, this);
  }
}
makeTransferable(WritableStream);
finishClass(WritableStream, ['locked', 'abort', 'close', 'getWriter']);

function initStream(stream) {
  stream[kState] = {
    state: 'writable',
    storedError: undefined,
    writer: undefined,
    controller: undefined,
    writeRequests: [],
    inFlightWriteRequest: undefined,
    closeRequest: undefined,
    inFlightCloseRequest: undefined,
    pendingAbortRequest: undefined,
    backpressure: false,
    closed: undefined,
  };
}

function isLocked(stream) {
  return stream[kState].writer !== undefined;
}

function isCloseQueuedOrInFlight(stream) {
  const { closeRequest, inFlightCloseRequest } = stream[kState];
  return closeRequest !== undefined || inFlightCloseRequest !== undefined;
}

// --- The stream as a whole -------------------------------------------------------------------------------------------

function abortStream(stream, reason) {
  const state = stream[kState];
  if (state.state === 'closed' || state.state === 'errored') return Promise.resolve();
  state.controller[kState].abortController.abort(reason);
  if (state.state === 'closed' || state.state === 'errored') return Promise.resolve();
  if (state.pendingAbortRequest !== undefined) return state.pendingAbortRequest.abort.promise;
  const wasAlreadyErroring = state.state === 'erroring';
  if (wasAlreadyErroring) reason = undefined;
  const abort = deferred();
  state.pendingAbortRequest = { abort, reason, wasAlreadyErroring };
  if (!wasAlreadyErroring) startErroring(stream, reason);
  return abort.promise;
}

function closeStream(stream) {
  const state = stream[kState];
  if (state.state === 'closed' || state.state === 'errored') {
    return Promise.reject(new ERR_INVALID_STATE.TypeError('WritableStream is closed'));
  }
  const request = deferred();
  state.closeRequest = request;
  if (state.writer !== undefined && state.backpressure && state.state === 'writable') {
    state.writer[kState].ready.resolve?.();
  }
  const { controller } = state;
  controller[kState].queue.push(kCloseSentinel, 0);
  advanceQueue(controller);
  return request.promise;
}

function startErroring(stream, reason) {
  const state = stream[kState];
  state.state = 'erroring';
  state.storedError = reason;
  if (state.writer !== undefined) rejectReady(state.writer, reason);
  if (state.inFlightWriteRequest === undefined && state.inFlightCloseRequest === undefined &&
      state.controller[kState].started) {
    finishErroring(stream);
  }
}

function finishErroring(stream) {
  const state = stream[kState];
  state.state = 'errored';
  const { controller, storedError } = state;
  controller[kState].queue.clear();
  const requests = state.writeRequests;
  state.writeRequests = [];
  for (const request of requests) request.reject(storedError);

  const pending = state.pendingAbortRequest;
  if (pending === undefined) {
    rejectCloseAndClosed(stream);
    return;
  }
  state.pendingAbortRequest = undefined;
  if (pending.wasAlreadyErroring) {
    pending.abort.reject(storedError);
    rejectCloseAndClosed(stream);
    return;
  }
  const { abortAlgorithm } = controller[kState];
  clearAlgorithms(controller[kState]);
  const aborted = abortAlgorithm === undefined ? Promise.resolve() : abortAlgorithm(pending.reason);
  aborted.then(() => {
    pending.abort.resolve();
    rejectCloseAndClosed(stream);
  }, (error) => {
    pending.abort.reject(error);
    rejectCloseAndClosed(stream);
  });
}

function rejectCloseAndClosed(stream) {
  const state = stream[kState];
  if (state.closeRequest !== undefined) {
    state.closeRequest.reject(state.storedError);
    state.closeRequest = undefined;
  }
  state.closed?.reject(state.storedError);
  if (state.writer !== undefined) {
    state.writer[kState].close.reject?.(state.storedError);
    setHandled(state.writer[kState].close.promise);
  }
}

function dealWithRejection(stream, error) {
  if (stream[kState].state === 'writable') startErroring(stream, error);
  else finishErroring(stream);
}

function updateBackpressure(stream, backpressure) {
  const state = stream[kState];
  const { writer } = state;
  if (writer !== undefined && backpressure !== state.backpressure) {
    if (backpressure) writer[kState].ready = deferred();
    else writer[kState].ready.resolve?.();
  }
  state.backpressure = backpressure;
}

function finishInFlightClose(stream) {
  const state = stream[kState];
  state.inFlightCloseRequest.resolve();
  state.inFlightCloseRequest = undefined;
  if (state.state === 'erroring') {
    state.storedError = undefined;
    if (state.pendingAbortRequest !== undefined) {
      state.pendingAbortRequest.abort.resolve();
      state.pendingAbortRequest = undefined;
    }
  }
  state.state = 'closed';
  state.writer?.[kState].close.resolve?.();
  state.closed?.resolve();
}

function finishInFlightCloseWithError(stream, error) {
  const state = stream[kState];
  state.inFlightCloseRequest.reject(error);
  state.inFlightCloseRequest = undefined;
  if (state.pendingAbortRequest !== undefined) {
    state.pendingAbortRequest.abort.reject(error);
    state.pendingAbortRequest = undefined;
  }
  dealWithRejection(stream, error);
}

// --- The writer ------------------------------------------------------------------------------------------------------

class WritableStreamDefaultWriter {
  constructor(stream) {
    if (!isWritableStream(stream)) throw new ERR_INVALID_ARG_TYPE('stream', 'WritableStream', stream);
    if (isLocked(stream)) throw new ERR_INVALID_STATE.TypeError('WritableStream is locked');
    const state = stream[kState];
    this[kState] = { stream, close: undefined, ready: undefined };
    state.writer = this;
    const own = this[kState];
    switch (state.state) {
      case 'writable':
        own.ready = !isCloseQueuedOrInFlight(stream) && state.backpressure ? deferred() : resolvedDeferred();
        own.close = deferred();
        break;
      case 'erroring':
        own.ready = rejectedDeferred(state.storedError);
        own.close = deferred();
        break;
      case 'closed':
        own.ready = resolvedDeferred();
        own.close = resolvedDeferred();
        break;
      default:
        own.ready = rejectedDeferred(state.storedError);
        own.close = rejectedDeferred(state.storedError);
    }
    setHandled(own.close.promise);
  }

  get closed() {
    if (!isWriter(this)) return Promise.reject(new ERR_INVALID_THIS('WritableStreamDefaultWriter'));
    return this[kState].close.promise;
  }

  get desiredSize() {
    if (!isWriter(this)) throw new ERR_INVALID_THIS('WritableStreamDefaultWriter');
    const { stream } = this[kState];
    if (stream === undefined) throw new ERR_INVALID_STATE.TypeError('Writer is not bound to a WritableStream');
    return desiredSizeOfStream(stream);
  }

  get ready() {
    if (!isWriter(this)) return Promise.reject(new ERR_INVALID_THIS('WritableStreamDefaultWriter'));
    return this[kState].ready.promise;
  }

  abort(reason = undefined) {
    if (!isWriter(this)) return Promise.reject(new ERR_INVALID_THIS('WritableStreamDefaultWriter'));
    if (this[kState].stream === undefined) return Promise.reject(notBound());
    return abortStream(this[kState].stream, reason);
  }

  close() {
    if (!isWriter(this)) return Promise.reject(new ERR_INVALID_THIS('WritableStreamDefaultWriter'));
    const { stream } = this[kState];
    if (stream === undefined) return Promise.reject(notBound());
    if (isCloseQueuedOrInFlight(stream)) {
      return Promise.reject(new ERR_INVALID_STATE.TypeError('Failure to close WritableStream'));
    }
    return closeStream(stream);
  }

  releaseLock() {
    if (!isWriter(this)) throw new ERR_INVALID_THIS('WritableStreamDefaultWriter');
    if (this[kState].stream !== undefined) releaseWriter(this);
  }

  write(chunk = undefined) {
    if (!isWriter(this)) return Promise.reject(new ERR_INVALID_THIS('WritableStreamDefaultWriter'));
    if (this[kState].stream === undefined) return Promise.reject(notBound());
    return writeChunk(this, chunk);
  }

  [kInspect](depth, options) {
    return inspectAs(depth, options, this.constructor.name, {
      stream: this[kState].stream,
      close: this[kState].close.promise,
      ready: this[kState].ready.promise,
      desiredSize: this[kState].stream === undefined ? undefined : this.desiredSize,
    }, this);
  }
}
finishClass(WritableStreamDefaultWriter, ['closed', 'desiredSize', 'ready', 'abort', 'close', 'releaseLock', 'write']);

function notBound() {
  return new ERR_INVALID_STATE.TypeError('Writer is not bound to a WritableStream');
}

function desiredSizeOfStream(stream) {
  switch (stream[kState].state) {
    case 'errored':
    case 'erroring':
      return null;
    case 'closed':
      return 0;
    default:
      return desiredSize(stream[kState].controller);
  }
}

function rejectReady(writer, error) {
  const own = writer[kState];
  own.ready.reject?.(error);
  setHandled(own.ready.promise);
  // A promise that was resolved stays so; whoever asks from now on gets another.
  own.ready = rejectedDeferred(error);
}

function rejectClose(writer, error) {
  const own = writer[kState];
  own.close.reject?.(error);
  own.close = rejectedDeferred(error);
}

function releaseWriter(writer) {
  const { stream } = writer[kState];
  const error = new ERR_INVALID_STATE.TypeError('Writer has been released');
  rejectReady(writer, error);
  rejectClose(writer, error);
  stream[kState].writer = undefined;
  writer[kState].stream = undefined;
}

function writeChunk(writer, chunk) {
  const { stream } = writer[kState];
  const state = stream[kState];
  const { controller } = state;
  let size = 1;
  const { sizeAlgorithm } = controller[kState];
  if (sizeAlgorithm !== undefined) {
    try {
      size = checkSize(sizeAlgorithm(chunk));
    } catch (error) {
      errorIfNeeded(controller, error);
      size = 1;
    }
  }
  if (stream !== writer[kState].stream) {
    return Promise.reject(new ERR_INVALID_STATE.TypeError('Mismatched WritableStreams'));
  }
  if (state.state === 'errored') return Promise.reject(state.storedError);
  if (isCloseQueuedOrInFlight(stream) || state.state === 'closed') {
    return Promise.reject(new ERR_INVALID_STATE.TypeError('WritableStream is closed'));
  }
  if (state.state === 'erroring') return Promise.reject(state.storedError);
  const request = deferred();
  state.writeRequests.push(request);
  controller[kState].queue.push(chunk, size);
  if (!isCloseQueuedOrInFlight(stream) && state.state === 'writable') {
    updateBackpressure(stream, desiredSize(controller) <= 0);
  }
  advanceQueue(controller);
  return request.promise;
}

function closeWriterWithErrorPropagation(writer) {
  const { stream } = writer[kState];
  const state = stream[kState];
  if (isCloseQueuedOrInFlight(stream) || state.state === 'closed') return Promise.resolve();
  if (state.state === 'errored') return Promise.reject(state.storedError);
  return closeStream(stream);
}

// --- The controller --------------------------------------------------------------------------------------------------

class WritableStreamDefaultController {
  constructor(secret) {
    if (secret !== kPrivate) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  get signal() {
    if (!isController(this)) throw new ERR_INVALID_THIS('WritableStreamDefaultController');
    return this[kState].abortController.signal;
  }

  error(error = undefined) {
    if (!isController(this)) throw new ERR_INVALID_THIS('WritableStreamDefaultController');
    if (this[kState].stream[kState].state === 'writable') errorController(this, error);
  }

  [kInspect](depth, options) {
    return inspectAs(depth, options, this.constructor.name, { stream: this[kState].stream }, this);
  }
}
finishClass(WritableStreamDefaultController, ['signal', 'error']);

function desiredSize(controller) {
  const { highWaterMark, queue } = controller[kState];
  return highWaterMark - queue.totalSize;
}

function clearAlgorithms(state) {
  state.writeAlgorithm = undefined;
  state.closeAlgorithm = undefined;
  state.abortAlgorithm = undefined;
  state.sizeAlgorithm = undefined;
}

function errorController(controller, error) {
  clearAlgorithms(controller[kState]);
  startErroring(controller[kState].stream, error);
}

function errorIfNeeded(controller, error) {
  if (controller[kState].stream[kState].state === 'writable') errorController(controller, error);
}

function advanceQueue(controller) {
  const { queue, started, stream } = controller[kState];
  const state = stream[kState];
  if (!started || state.inFlightWriteRequest !== undefined) return;
  if (state.state === 'erroring') {
    finishErroring(stream);
    return;
  }
  if (queue.length === 0) return;
  const value = queue.peek();
  if (value === kCloseSentinel) processClose(controller);
  else processWrite(controller, value);
}

function processClose(controller) {
  const own = controller[kState];
  const state = own.stream[kState];
  state.inFlightCloseRequest = state.closeRequest;
  state.closeRequest = undefined;
  own.queue.shift();
  const { closeAlgorithm } = own;
  clearAlgorithms(own);
  const closed = closeAlgorithm === undefined ? Promise.resolve() : closeAlgorithm();
  closed.then(
    () => finishInFlightClose(own.stream),
    (error) => finishInFlightCloseWithError(own.stream, error));
}

function processWrite(controller, chunk) {
  const own = controller[kState];
  const { stream } = own;
  const state = stream[kState];
  state.inFlightWriteRequest = state.writeRequests.shift();
  const written = own.writeAlgorithm === undefined ? Promise.resolve() : own.writeAlgorithm(chunk, controller);
  written.then(() => {
    state.inFlightWriteRequest.resolve();
    state.inFlightWriteRequest = undefined;
    own.queue.shift();
    if (!isCloseQueuedOrInFlight(stream) && state.state === 'writable') {
      updateBackpressure(stream, desiredSize(controller) <= 0);
    }
    advanceQueue(controller);
  }, (error) => {
    if (state.state === 'writable') clearAlgorithms(own);
    state.inFlightWriteRequest.reject(error);
    state.inFlightWriteRequest = undefined;
    dealWithRejection(stream, error);
  });
}

function setUpController(stream, start, write, close, abort, highWaterMark, sizeAlgorithm) {
  const { AbortController } = require('internal/abort_controller');
  const controller = new WritableStreamDefaultController(kPrivate);
  const own = controller[kState] = {
    stream,
    queue: new SizedQueue(),
    abortController: new AbortController(),
    started: false,
    highWaterMark,
    sizeAlgorithm,
    writeAlgorithm: write,
    closeAlgorithm: close,
    abortAlgorithm: abort,
  };
  stream[kState].controller = controller;
  updateBackpressure(stream, desiredSize(controller) <= 0);
  const started = start === undefined ? undefined : start(controller);
  Promise.resolve(started).then(() => {
    own.started = true;
    advanceQueue(controller);
  }, (error) => {
    own.started = true;
    dealWithRejection(stream, error);
  });
  return controller;
}

function createWritableStream(start, write, close, abort, highWaterMark = 1, sizeAlgorithm = () => 1) {
  const stream = new WritableStream(kPrivate);
  setUpController(stream, start, write, close, abort, highWaterMark, sizeAlgorithm);
  return stream;
}

module.exports = {
  WritableStream,
  WritableStreamDefaultController,
  WritableStreamDefaultWriter,
  abortStream,
  closeWriterWithErrorPropagation,
  createWritableStream,
  errorIfNeeded,
  isCloseQueuedOrInFlight,
  isWritableStream,
  releaseWriter,
  writeChunk,
};
