'use strict';

// The reader of byte streams that brings its own memory, and the request its reads make.

const {
  codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE, ERR_INVALID_THIS },
} = require('internal/errors');
const { validateObject, kValidateObjectAllowObjectsAndNull } = require('internal/validators');
const {
  cancelReader, initReader, isLocked, isReadableStream, releaseReader, ReadRequest,
} = require('internal/webstreams/readable');
const { readInto, respond, respondWithNewView } = require('internal/webstreams/readable_byte');
const { finishClass, inspectAs, isBrand, kInspect, kPrivate, kState } = require('internal/webstreams/util');

const isByobReader = (value) => isBrand('ReadableStreamBYOBReader', value);
const isByobRequest = (value) => isBrand('ReadableStreamBYOBRequest', value);

// --- The request -----------------------------------------------------------------------------------------------------

class ReadableStreamBYOBRequest {
  constructor(secret, controller, view) {
    if (secret !== kPrivate) throw new ERR_ILLEGAL_CONSTRUCTOR();
    this[kState] = { controller, view };
  }

  get view() {
    if (!isByobRequest(this)) throw new ERR_INVALID_THIS('ReadableStreamBYOBRequest');
    return this[kState].view;
  }

  respond(bytesWritten) {
    if (!isByobRequest(this)) throw new ERR_INVALID_THIS('ReadableStreamBYOBRequest');
    const { view, controller } = this[kState];
    if (controller === undefined) throw new ERR_INVALID_STATE.TypeError('This BYOB request has been invalidated');
    if (view.byteLength === 0 || view.buffer.byteLength === 0) {
      throw new ERR_INVALID_STATE.TypeError('Viewed ArrayBuffer is zero-length or detached');
    }
    bytesWritten = Math.trunc(+bytesWritten);
    if (!(bytesWritten >= 0)) throw new ERR_INVALID_ARG_VALUE('bytesWritten', bytesWritten);
    respond(controller, bytesWritten);
  }

  respondWithNewView(view) {
    if (!isByobRequest(this)) throw new ERR_INVALID_THIS('ReadableStreamBYOBRequest');
    const { controller } = this[kState];
    if (controller === undefined) throw new ERR_INVALID_STATE.TypeError('This BYOB request has been invalidated');
    checkView(view);
    respondWithNewView(controller, view);
  }

  [kInspect](depth, options) {
    return inspectAs(depth, options, this.constructor.name, {
      view: this.view,
      controller: this[kState].controller,
    }, this);
  }
}
finishClass(ReadableStreamBYOBRequest, ['view', 'respond', 'respondWithNewView']);

function checkView(view) {
  if (!ArrayBuffer.isView(view)) throw new ERR_INVALID_ARG_TYPE('view', ['Buffer', 'TypedArray', 'DataView'], view);
}

// --- The reader ------------------------------------------------------------------------------------------------------

class ReadableStreamBYOBReader {
  constructor(stream) {
    if (!isReadableStream(stream)) throw new ERR_INVALID_ARG_TYPE('stream', 'ReadableStream', stream);
    if (isLocked(stream)) throw new ERR_INVALID_STATE.TypeError('ReadableStream is locked');
    if (!isBrand('ReadableByteStreamController', stream[kState].controller)) {
      throw new ERR_INVALID_ARG_VALUE('stream', stream, 'must be a byte stream');
    }
    initReader(this, stream);
  }

  async read(view, options = {}) {
    if (!isByobReader(this)) throw new ERR_INVALID_THIS('ReadableStreamBYOBReader');
    checkView(view);
    validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
    if (view.byteLength === 0 || view.buffer.byteLength === 0) {
      throw new ERR_INVALID_STATE.TypeError('View or Viewed ArrayBuffer is zero-length or detached');
    }
    const min = options?.min ?? 1;
    if (!(typeof min === 'number' && Number.isInteger(min) && min >= 1)) {
      throw new ERR_INVALID_ARG_VALUE('options.min', min, 'must be at least 1');
    }
    if (min > (view instanceof DataView ? view.byteLength : view.length)) {
      throw new ERR_INVALID_ARG_VALUE.RangeError('options.min', min, 'must be at most the size of the view');
    }
    if (this[kState].stream === undefined) {
      throw new ERR_INVALID_STATE.TypeError('The reader is not attached to a stream');
    }
    const request = new ReadRequest();
    readInto(this, view, min, request);
    return request.promise;
  }

  releaseLock() {
    if (!isByobReader(this)) throw new ERR_INVALID_THIS('ReadableStreamBYOBReader');
    if (this[kState].stream !== undefined) releaseReader(this);
  }

  get closed() {
    if (!isByobReader(this)) return Promise.reject(new ERR_INVALID_THIS('ReadableStreamBYOBReader'));
    return this[kState].close.promise;
  }

  cancel(reason = undefined) {
    if (!isByobReader(this)) return Promise.reject(new ERR_INVALID_THIS('ReadableStreamBYOBReader'));
    return cancelReader(this, reason);
  }

  [kInspect](depth, options) {
    return inspectAs(depth, options, this.constructor.name, {
      stream: this[kState].stream,
      readIntoRequests: this[kState].requests.length,
      close: this[kState].close.promise,
    }, this);
  }
}
finishClass(ReadableStreamBYOBReader, ['closed', 'read', 'releaseLock', 'cancel']);

module.exports = { ReadableStreamBYOBReader, ReadableStreamBYOBRequest };
