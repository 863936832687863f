'use strict';

// TransformStream and its controller.

const {
  codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE, ERR_INVALID_THIS },
} = require('internal/errors');
const { validateFunction, validateObject, kValidateObjectAllowObjects, kValidateObjectAllowObjectsAndNull } =
  require('internal/validators');
const {
  canEnqueue, closeDefault, createReadableStream, desiredSize, enqueueDefault, errorDefault,
} = require('internal/webstreams/readable');
const { createWritableStream, errorIfNeeded } = require('internal/webstreams/writable');
const {
  deferred, extractHighWaterMark, extractSizeAlgorithm, finishClass, inspectAs, isBrand, kInspect, kPrivate, kState,
  makeTransferable, promiseCallback,
} = require('internal/webstreams/util');

const isTransformStream = (value) => isBrand('TransformStream', value);
const isController = (value) => isBrand('TransformStreamDefaultController', value);

class TransformStream {
  constructor(transformer = {}, writableStrategy = {}, readableStrategy = {}) {
    if (transformer === null) throw new ERR_INVALID_ARG_VALUE('transformer', 'Object', transformer);
    validateObject(transformer, 'transformer', kValidateObjectAllowObjects);
    validateObject(writableStrategy, 'writableStrategy', kValidateObjectAllowObjectsAndNull);
    validateObject(readableStrategy, 'readableStrategy', kValidateObjectAllowObjectsAndNull);
    const { readableType, writableType } = transformer;
    if (readableType !== undefined) {
      throw new ERR_INVALID_ARG_VALUE.RangeError('transformer.readableType', readableType);
    }
    if (writableType !== undefined) {
      throw new ERR_INVALID_ARG_VALUE.RangeError('transformer.writableType', writableType);
    }
    const { start } = transformer;
    if (start !== undefined) validateFunction(start, 'transformer.start');
    const readableMark = extractHighWaterMark(readableStrategy?.highWaterMark, 0);
    const readableSize = extractSizeAlgorithm(readableStrategy?.size);
    const writableMark = extractHighWaterMark(writableStrategy?.highWaterMark, 1);
    const writableSize = extractSizeAlgorithm(writableStrategy?.size);

    const started = deferred();
    const state = this[kState] = {
      readable: undefined,
      writable: undefined,
      controller: undefined,
      backpressure: undefined,
      backpressureChange: undefined,
    };
    setBackpressure(this, true);
    setUpController(this, transformer);
    state.writable = createWritableStream(
      () => started.promise, (chunk) => sinkWrite(this, chunk), () => sinkClose(this),
      (reason) => sinkAbort(this, reason), writableMark, writableSize);
    state.readable = createReadableStream(
      () => started.promise, () => sourcePull(this), (reason) => sourceCancel(this, reason),
      readableMark, readableSize);
    if (start === undefined) started.resolve();
    else started.resolve(start.call(transformer, state.controller));
  }

  get readable() {
    if (!isTransformStream(this)) throw new ERR_INVALID_THIS('TransformStream');
    return this[kState].readable;
  }

  get writable() {
    if (!isTransformStream(this)) throw new ERR_INVALID_THIS('TransformStream');
    return this[kState].writable;
  }

  [kInspect](depth, options) {
    if (!isTransformStream(this)) throw new ERR_INVALID_THIS('TransformStream');
    const { backpressure, readable, writable } = this[kState];
    return inspectAs(depth, options, this.constructor.name, { readable, writable, backpressure }, this);
  }
}
makeTransferable(TransformStream);
finishClass(TransformStream, ['readable', 'writable']);

class TransformStreamDefaultController {
  constructor(secret) {
    if (secret !== kPrivate) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  get desiredSize() {
    if (!isController(this)) throw new ERR_INVALID_THIS('TransformStreamDefaultController');
    return desiredSize(readableControllerOf(this[kState].stream));
  }

  enqueue(chunk = undefined) {
    if (!isController(this)) throw new ERR_INVALID_THIS('TransformStreamDefaultController');
    enqueue(this, chunk);
  }

  error(reason = undefined) {
    if (!isController(this)) throw new ERR_INVALID_THIS('TransformStreamDefaultController');
    errorStream(this[kState].stream, reason);
  }

  terminate() {
    if (!isController(this)) throw new ERR_INVALID_THIS('TransformStreamDefaultController');
    const { stream } = this[kState];
    closeDefault(readableControllerOf(stream));
    errorWritable(stream, new ERR_INVALID_STATE.TypeError('TransformStream has been terminated'));
  }

  [kInspect](depth, options) {
    return inspectAs(depth, options, this.constructor.name, { stream: this[kState].stream }, this);
  }
}
finishClass(TransformStreamDefaultController, ['desiredSize', 'enqueue', 'error', 'terminate']);

function readableControllerOf(stream) {
  return stream[kState].readable[kState].controller;
}

function setUpController(stream, transformer) {
  const transform = promiseCallback(transformer, 'transform', 'transformer.transform');
  const controller = new TransformStreamDefaultController(kPrivate);
  controller[kState] = {
    stream,
    transformAlgorithm: transform ?? ((chunk) => {
      try {
        enqueue(controller, chunk);
        return Promise.resolve();
      } catch (error) {
        return Promise.reject(error);
      }
    }),
    flushAlgorithm: promiseCallback(transformer, 'flush', 'transformer.flush'),
    cancelAlgorithm: promiseCallback(transformer, 'cancel', 'transformer.cancel'),
    finish: undefined,
  };
  stream[kState].controller = controller;
}

function clearAlgorithms(controller) {
  controller[kState].transformAlgorithm = undefined;
  controller[kState].flushAlgorithm = undefined;
  controller[kState].cancelAlgorithm = undefined;
}

function setBackpressure(stream, backpressure) {
  const state = stream[kState];
  state.backpressureChange?.resolve();
  state.backpressureChange = deferred();
  state.backpressure = backpressure;
}

function enqueue(controller, chunk) {
  const { stream } = controller[kState];
  const readableController = readableControllerOf(stream);
  if (!canEnqueue(readableController)) throw new ERR_INVALID_STATE.TypeError('Unable to enqueue');
  try {
    enqueueDefault(readableController, chunk);
  } catch (error) {
    errorWritable(stream, error);
    throw stream[kState].readable[kState].storedError;
  }
  const own = readableController[kState];
  const { reader } = own.stream[kState];
  const waited = reader !== undefined && reader[kState].requests.length > 0;
  const backpressure = !(waited || desiredSize(readableController) > 0);
  if (backpressure !== stream[kState].backpressure) setBackpressure(stream, true);
}

function errorStream(stream, error) {
  errorDefault(readableControllerOf(stream), error);
  errorWritable(stream, error);
}

function errorWritable(stream, error) {
  clearAlgorithms(stream[kState].controller);
  errorIfNeeded(stream[kState].writable[kState].controller, error);
  if (stream[kState].backpressure) setBackpressure(stream, false);
}

function performTransform(controller, chunk) {
  return controller[kState].transformAlgorithm(chunk, controller).then(undefined, (error) => {
    errorStream(controller[kState].stream, error);
    throw error;
  });
}

async function sinkWrite(stream, chunk) {
  const { controller, writable } = stream[kState];
  if (stream[kState].backpressure) {
    await stream[kState].backpressureChange.promise;
    if (writable[kState].state === 'erroring') throw writable[kState].storedError;
  }
  return performTransform(controller, chunk);
}

function sinkAbort(stream, reason) {
  const { controller, readable } = stream[kState];
  if (controller[kState].finish !== undefined) return controller[kState].finish.promise;
  const finish = controller[kState].finish = deferred();
  const { cancelAlgorithm } = controller[kState];
  const cancelled = cancelAlgorithm === undefined ? Promise.resolve() : cancelAlgorithm(reason);
  clearAlgorithms(controller);
  cancelled.then(() => {
    if (readable[kState].state === 'errored') {
      finish.reject(readable[kState].storedError);
    } else {
      errorDefault(readable[kState].controller, reason);
      finish.resolve();
    }
  }, (error) => {
    errorDefault(readable[kState].controller, error);
    finish.reject(error);
  });
  return finish.promise;
}

function sinkClose(stream) {
  const { controller, readable } = stream[kState];
  if (controller[kState].finish !== undefined) return controller[kState].finish.promise;
  const finish = controller[kState].finish = deferred();
  const { flushAlgorithm } = controller[kState];
  const flushed = flushAlgorithm === undefined ? Promise.resolve() : flushAlgorithm(controller);
  clearAlgorithms(controller);
  flushed.then(() => {
    if (readable[kState].state === 'errored') {
      finish.reject(readable[kState].storedError);
    } else {
      closeDefault(readable[kState].controller);
      finish.resolve();
    }
  }, (error) => {
    errorDefault(readable[kState].controller, error);
    finish.reject(error);
  });
  return finish.promise;
}

function sourcePull(stream) {
  setBackpressure(stream, false);
  return stream[kState].backpressureChange.promise;
}

function sourceCancel(stream, reason) {
  const { controller, writable } = stream[kState];
  if (controller[kState].finish !== undefined) return controller[kState].finish.promise;
  const finish = controller[kState].finish = deferred();
  const { cancelAlgorithm } = controller[kState];
  const cancelled = cancelAlgorithm === undefined ? Promise.resolve() : cancelAlgorithm(reason);
  clearAlgorithms(controller);
  cancelled.then(() => {
    if (writable[kState].state === 'errored') {
      finish.reject(writable[kState].storedError);
    } else {
      errorIfNeeded(writable[kState].controller, reason);
      if (stream[kState].backpressure) setBackpressure(stream, false);
      finish.resolve();
    }
  }, (error) => {
    errorIfNeeded(writable[kState].controller, error);
    if (stream[kState].backpressure) setBackpressure(stream, false);
    finish.reject(error);
  });
  return finish.promise;
}

module.exports = { TransformStream, TransformStreamDefaultController, isTransformStream };
