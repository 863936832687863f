'use strict';

// The controller of byte streams.
//
// Memory that a reader brings, or a chunk that is enqueued, is taken over (`transfer`), so that nobody can change
// it under the stream.

const {
  codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE, ERR_INVALID_THIS },
} = require('internal/errors');
const { validateFunction } = require('internal/validators');
const {
  closeStream, errorStream, kCancelSteps, kPullSteps, kReleaseSteps,
} = require('internal/webstreams/readable');
const {
  finishClass, inspectAs, isBrand, kInspect, kPrivate, kState, promiseCallback,
} = require('internal/webstreams/util');

const isController = (value) => isBrand('ReadableByteStreamController', value);
const isByobReader = (value) => isBrand('ReadableStreamBYOBReader', value);

function hasDefaultReader(stream) {
  const { reader } = stream[kState];
  return reader !== undefined && !isByobReader(reader);
}

function hasByobReader(stream) {
  return isByobReader(stream[kState].reader);
}

function readInto(reader, view, min, request) {
  const { stream } = reader[kState];
  stream[kState].disturbed = true;
  if (stream[kState].state === 'errored') request.error(stream[kState].storedError);
  else pullInto(stream[kState].controller, view, min, request);
}

// --- The controller --------------------------------------------------------------------------------------------------

class ReadableByteStreamController {
  constructor(secret) {
    if (secret !== kPrivate) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  get byobRequest() {
    if (!isController(this)) throw new ERR_INVALID_THIS('ReadableByteStreamController');
    const state = this[kState];
    if (state.byobRequest === null && state.pendingPullIntos.length > 0) {
      const first = state.pendingPullIntos[0];
      const view = new Uint8Array(
        first.buffer, first.byteOffset + first.bytesFilled, first.byteLength - first.bytesFilled);
      const { ReadableStreamBYOBRequest } = require('internal/webstreams/readable_byob');
      state.byobRequest = new ReadableStreamBYOBRequest(kPrivate, this, view);
    }
    return state.byobRequest;
  }

  get desiredSize() {
    if (!isController(this)) throw new ERR_INVALID_THIS('ReadableByteStreamController');
    return desiredSize(this);
  }

  close() {
    if (!isController(this)) throw new ERR_INVALID_THIS('ReadableByteStreamController');
    const { closeRequested, stream } = this[kState];
    if (closeRequested) throw new ERR_INVALID_STATE.TypeError('Controller is already closed');
    if (stream[kState].state !== 'readable') {
      throw new ERR_INVALID_STATE.TypeError('ReadableStream is already closed');
    }
    closeByte(this);
  }

  enqueue(chunk) {
    if (!isController(this)) throw new ERR_INVALID_THIS('ReadableByteStreamController');
    if (!ArrayBuffer.isView(chunk)) {
      throw new ERR_INVALID_ARG_TYPE('buffer', ['Buffer', 'TypedArray', 'DataView'], chunk);
    }
    if (chunk.byteLength === 0 || chunk.buffer.byteLength === 0) {
      throw new ERR_INVALID_STATE.TypeError('chunk ArrayBuffer is zero-length or detached');
    }
    const { closeRequested, stream } = this[kState];
    if (closeRequested) throw new ERR_INVALID_STATE.TypeError('Controller is already closed');
    if (stream[kState].state !== 'readable') {
      throw new ERR_INVALID_STATE.TypeError('ReadableStream is already closed');
    }
    enqueueByte(this, chunk);
  }

  error(error = undefined) {
    if (!isController(this)) throw new ERR_INVALID_THIS('ReadableByteStreamController');
    errorByte(this, error);
  }

  [kCancelSteps](reason) {
    const state = this[kState];
    clearPendingPullIntos(state);
    resetQueue(state);
    const { cancelAlgorithm } = state;
    clearAlgorithms(state);
    return cancelAlgorithm === undefined ? Promise.resolve() : cancelAlgorithm(reason);
  }

  [kPullSteps](request) {
    const state = this[kState];
    if (state.queueSize > 0) {
      request.chunk(takeFromQueue(this));
      return;
    }
    if (state.autoAllocateChunkSize !== undefined) {
      let buffer;
      try {
        buffer = new ArrayBuffer(state.autoAllocateChunkSize);
      } catch (error) {
        request.error(error);
        return;
      }
      state.pendingPullIntos.push({
        buffer,
        bufferByteLength: buffer.byteLength,
        byteOffset: 0,
        byteLength: buffer.byteLength,
        bytesFilled: 0,
        minimumFill: 1,
        elementSize: 1,
        Constructor: Uint8Array,
        readerType: 'default',
      });
    }
    state.stream[kState].reader[kState].requests.push(request);
    pullIfNeeded(this);
  }

  [kReleaseSteps]() {
    const state = this[kState];
    if (state.pendingPullIntos.length === 0) return;
    const [first] = state.pendingPullIntos;
    first.readerType = 'none';
    state.pendingPullIntos = [first];
  }

  [kInspect](depth, options) {
    return inspectAs(depth, options, this.constructor.name, {}, this);
  }
}
finishClass(ReadableByteStreamController, ['byobRequest', 'desiredSize', 'close', 'enqueue', 'error']);

function desiredSize(controller) {
  const { stream, highWaterMark, queueSize } = controller[kState];
  switch (stream[kState].state) {
    case 'errored': return null;
    case 'closed': return 0;
    default: return highWaterMark - queueSize;
  }
}

function resetQueue(state) {
  state.queue = [];
  state.queueSize = 0;
}

function clearAlgorithms(state) {
  state.pullAlgorithm = undefined;
  state.cancelAlgorithm = undefined;
}

function invalidateRequest(state) {
  if (state.byobRequest === null) return;
  state.byobRequest[kState].controller = undefined;
  state.byobRequest[kState].view = null;
  state.byobRequest = null;
}

function clearPendingPullIntos(state) {
  invalidateRequest(state);
  state.pendingPullIntos = [];
}

function closeByte(controller) {
  const state = controller[kState];
  if (state.closeRequested || state.stream[kState].state !== 'readable') return;
  if (state.queueSize > 0) {
    state.closeRequested = true;
    return;
  }
  if (state.pendingPullIntos.length > 0) {
    const first = state.pendingPullIntos[0];
    if (first.bytesFilled % first.elementSize !== 0) {
      const error = new ERR_INVALID_STATE.TypeError('Partial read');
      errorByte(controller, error);
      throw error;
    }
  }
  clearAlgorithms(state);
  closeStream(state.stream);
}

function errorByte(controller, error) {
  const state = controller[kState];
  if (state.stream[kState].state !== 'readable') return;
  clearPendingPullIntos(state);
  resetQueue(state);
  clearAlgorithms(state);
  errorStream(state.stream, error);
}

function enqueueChunk(state, buffer, byteOffset, byteLength) {
  state.queue.push({ buffer, byteOffset, byteLength });
  state.queueSize += byteLength;
}

function enqueueByte(controller, chunk) {
  const state = controller[kState];
  if (state.closeRequested || state.stream[kState].state !== 'readable') return;
  const { byteOffset, byteLength } = chunk;
  if (chunk.buffer.detached) throw new ERR_INVALID_STATE.TypeError('Enqueued ArrayBuffer is detached');
  const buffer = chunk.buffer.transfer();

  if (state.pendingPullIntos.length > 0) {
    const first = state.pendingPullIntos[0];
    if (first.buffer.detached) throw new ERR_INVALID_STATE.TypeError('Destination ArrayBuffer is detached');
    invalidateRequest(state);
    first.buffer = first.buffer.transfer();
    if (first.readerType === 'none') enqueueDetachedPullInto(controller, first);
  }
  const { stream } = state;
  if (hasDefaultReader(stream)) {
    const { requests } = stream[kState].reader[kState];
    while (requests.length > 0 && state.queueSize > 0) requests.shift().chunk(takeFromQueue(controller));
    if (requests.length === 0) {
      enqueueChunk(state, buffer, byteOffset, byteLength);
    } else {
      // The memory that was made for this read is not needed.
      if (state.pendingPullIntos.length > 0) shiftPendingPullInto(state);
      requests.shift().chunk(new Uint8Array(buffer, byteOffset, byteLength));
    }
  } else if (hasByobReader(stream)) {
    enqueueChunk(state, buffer, byteOffset, byteLength);
    commitAll(stream, fillFromQueue(controller));
  } else {
    enqueueChunk(state, buffer, byteOffset, byteLength);
  }
  pullIfNeeded(controller);
}

// What was filled for a reader that let go is a chunk like any other.
function enqueueDetachedPullInto(controller, pullInto) {
  const state = controller[kState];
  if (pullInto.bytesFilled > 0) {
    const copy = pullInto.buffer.slice(pullInto.byteOffset, pullInto.byteOffset + pullInto.bytesFilled);
    enqueueChunk(state, copy, 0, pullInto.bytesFilled);
  }
  shiftPendingPullInto(state);
}

function takeFromQueue(controller) {
  const state = controller[kState];
  const { buffer, byteOffset, byteLength } = state.queue.shift();
  state.queueSize -= byteLength;
  handleQueueDrain(controller);
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function handleQueueDrain(controller) {
  const state = controller[kState];
  if (state.queueSize === 0 && state.closeRequested) {
    clearAlgorithms(state);
    closeStream(state.stream);
  } else {
    pullIfNeeded(controller);
  }
}

function shiftPendingPullInto(state) {
  invalidateRequest(state);
  return state.pendingPullIntos.shift();
}

// Copies from the queue; true when the read has what it needs at least.
function fillOne(state, pullInto) {
  const most = Math.min(state.queueSize, pullInto.byteLength - pullInto.bytesFilled);
  const mostFilled = pullInto.bytesFilled + most;
  let left = most;
  let ready = false;
  const remainder = mostFilled % pullInto.elementSize;
  const aligned = mostFilled - remainder;
  if (aligned >= pullInto.minimumFill) {
    left = aligned - pullInto.bytesFilled;
    ready = true;
  }
  while (left > 0) {
    const head = state.queue[0];
    const count = Math.min(left, head.byteLength);
    const target = new Uint8Array(pullInto.buffer, pullInto.byteOffset + pullInto.bytesFilled, count);
    target.set(new Uint8Array(head.buffer, head.byteOffset, count));
    if (head.byteLength === count) {
      state.queue.shift();
    } else {
      head.byteOffset += count;
      head.byteLength -= count;
    }
    state.queueSize -= count;
    pullInto.bytesFilled += count;
    left -= count;
  }
  return ready;
}

// The reads that the queue could fill.
function fillFromQueue(controller) {
  const state = controller[kState];
  const filled = [];
  while (state.pendingPullIntos.length > 0 && state.queueSize > 0) {
    const first = state.pendingPullIntos[0];
    if (!fillOne(state, first)) break;
    shiftPendingPullInto(state);
    filled.push(first);
  }
  return filled;
}

function convert({ Constructor, buffer, byteOffset, bytesFilled, elementSize }) {
  return new Constructor(buffer.transfer(), byteOffset, bytesFilled / elementSize);
}

function commitAll(stream, pullIntos) {
  for (const pullInto of pullIntos) commit(stream, pullInto);
}

function commit(stream, pullInto) {
  const view = convert(pullInto);
  const request = stream[kState].reader[kState].requests.shift();
  if (stream[kState].state === 'closed') request.close(view);
  else request.chunk(view);
}

function pullInto(controller, view, min, request) {
  const state = controller[kState];
  const isData = view instanceof DataView;
  const elementSize = isData ? 1 : view.BYTES_PER_ELEMENT;
  const Constructor = isData ? DataView : globalThis[view[Symbol.toStringTag]];
  const { byteOffset, byteLength } = view;
  let buffer;
  try {
    if (view.buffer.detached || !(view.buffer instanceof ArrayBuffer)) {
      throw new ERR_INVALID_STATE.TypeError('The view\'s ArrayBuffer cannot be transferred');
    }
    buffer = view.buffer.transfer();
  } catch (error) {
    request.error(error);
    return;
  }
  const descriptor = {
    buffer,
    bufferByteLength: buffer.byteLength,
    byteOffset,
    byteLength,
    bytesFilled: 0,
    minimumFill: min * elementSize,
    elementSize,
    Constructor: Constructor === undefined ? view.constructor : Constructor,
    readerType: 'byob',
  };
  const { stream } = state;
  if (state.pendingPullIntos.length > 0) {
    state.pendingPullIntos.push(descriptor);
    stream[kState].reader[kState].requests.push(request);
    return;
  }
  if (stream[kState].state === 'closed') {
    request.close(new descriptor.Constructor(descriptor.buffer, descriptor.byteOffset, 0));
    return;
  }
  if (state.queueSize > 0) {
    if (fillOne(state, descriptor)) {
      const filled = convert(descriptor);
      handleQueueDrain(controller);
      request.chunk(filled);
      return;
    }
    if (state.closeRequested) {
      const error = new ERR_INVALID_STATE.TypeError('ReadableStream closed');
      errorByte(controller, error);
      request.error(error);
      return;
    }
  }
  state.pendingPullIntos.push(descriptor);
  stream[kState].reader[kState].requests.push(request);
  pullIfNeeded(controller);
}

function respond(controller, bytesWritten) {
  const state = controller[kState];
  const first = state.pendingPullIntos[0];
  if (state.stream[kState].state === 'closed') {
    if (bytesWritten !== 0) throw new ERR_INVALID_STATE.TypeError('Controller is closed');
  } else {
    if (bytesWritten === 0) throw new ERR_INVALID_STATE.TypeError('Cannot respond with 0 bytes');
    if (first.bytesFilled + bytesWritten > first.byteLength) {
      throw new ERR_INVALID_ARG_VALUE.RangeError('bytesWritten', bytesWritten);
    }
  }
  first.buffer = first.buffer.transfer();
  respondInternal(controller, bytesWritten);
}

function respondWithNewView(controller, view) {
  const state = controller[kState];
  if (view.buffer.detached) throw new ERR_INVALID_STATE.TypeError('Viewed ArrayBuffer is detached');
  const first = state.pendingPullIntos[0];
  const { byteLength, byteOffset } = view;
  const bufferByteLength = view.buffer.byteLength;
  if (state.stream[kState].state === 'closed') {
    if (byteLength !== 0) throw new ERR_INVALID_STATE.TypeError('View is not zero-length');
  } else if (byteLength === 0) {
    throw new ERR_INVALID_STATE.TypeError('View is zero-length');
  }
  if (first.byteOffset + first.bytesFilled !== byteOffset) {
    throw new ERR_INVALID_ARG_VALUE.RangeError('view', view);
  }
  if (first.bytesFilled + byteLength > first.byteLength) {
    throw new ERR_INVALID_ARG_VALUE.RangeError('view', view);
  }
  if (first.bufferByteLength !== bufferByteLength) {
    throw new ERR_INVALID_ARG_VALUE.RangeError('view', view);
  }
  first.buffer = view.buffer.transfer();
  respondInternal(controller, byteLength);
}

function respondInternal(controller, bytesWritten) {
  const state = controller[kState];
  const first = state.pendingPullIntos[0];
  invalidateRequest(state);
  if (state.stream[kState].state === 'closed') respondInClosed(controller, first);
  else respondInReadable(controller, bytesWritten, first);
  pullIfNeeded(controller);
}

function respondInClosed(controller, first) {
  const state = controller[kState];
  if (first.readerType === 'none') shiftPendingPullInto(state);
  const { stream } = state;
  if (!hasByobReader(stream)) return;
  const filled = [];
  while (filled.length < stream[kState].reader[kState].requests.length) filled.push(shiftPendingPullInto(state));
  commitAll(stream, filled);
}

function respondInReadable(controller, bytesWritten, first) {
  const state = controller[kState];
  first.bytesFilled += bytesWritten;
  if (first.readerType === 'none') {
    enqueueDetachedPullInto(controller, first);
    commitAll(state.stream, fillFromQueue(controller));
    return;
  }
  if (first.bytesFilled < first.minimumFill) return;
  shiftPendingPullInto(state);
  // A part of an element waits for the rest of it.
  const remainder = first.bytesFilled % first.elementSize;
  if (remainder > 0) {
    const end = first.byteOffset + first.bytesFilled;
    enqueueChunk(state, first.buffer.slice(end - remainder, end), 0, remainder);
  }
  first.bytesFilled -= remainder;
  const filled = fillFromQueue(controller);
  commit(state.stream, first);
  commitAll(state.stream, filled);
}

function shouldPull(controller) {
  const state = controller[kState];
  const { stream } = state;
  if (stream[kState].state !== 'readable' || state.closeRequested || !state.started) return false;
  const { reader } = stream[kState];
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
  }, (error) => errorByte(controller, error));
}

function setUp(stream, start, pull, cancel, highWaterMark, autoAllocateChunkSize) {
  const controller = new ReadableByteStreamController(kPrivate);
  const state = controller[kState] = {
    stream,
    queue: [],
    queueSize: 0,
    started: false,
    closeRequested: false,
    pulling: false,
    pullAgain: false,
    highWaterMark,
    pullAlgorithm: pull,
    cancelAlgorithm: cancel,
    autoAllocateChunkSize,
    pendingPullIntos: [],
    byobRequest: null,
  };
  stream[kState].controller = controller;
  const started = start === undefined ? undefined : start(controller);
  Promise.resolve(started).then(() => {
    state.started = true;
    pullIfNeeded(controller);
  }, (error) => errorByte(controller, error));
  return controller;
}

function setUpByteController(stream, source, highWaterMark) {
  const { start } = source;
  if (start !== undefined) validateFunction(start, 'source.start');
  const pull = promiseCallback(source, 'pull', 'source.pull');
  const cancel = promiseCallback(source, 'cancel', 'source.cancel');
  const { autoAllocateChunkSize } = source;
  if (autoAllocateChunkSize === 0) {
    throw new ERR_INVALID_ARG_VALUE('source.autoAllocateChunkSize', autoAllocateChunkSize);
  }
  setUp(stream, start === undefined ? undefined : (controller) => start.call(source, controller),
        pull, cancel, highWaterMark, autoAllocateChunkSize);
}

function createByteStream(start, pull, cancel) {
  const { ReadableStream } = require('internal/webstreams/readable');
  const stream = new ReadableStream(kPrivate);
  setUp(stream, start, pull, cancel, 0, undefined);
  return stream;
}

module.exports = {
  ReadableByteStreamController,
  closeByte,
  createByteStream,
  enqueueByte,
  errorByte,
  readInto,
  respond,
  respondWithNewView,
  setUpByteController,
};
