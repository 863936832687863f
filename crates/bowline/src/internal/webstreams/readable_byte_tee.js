'use strict';

// tee of a byte stream. A branch that is read with memory of the reader's own makes the source be read so too.

const { ReadableStreamDefaultReader, cancelStream, readFrom, releaseReader } =
  require('internal/webstreams/readable');
const {
  closeByte, createByteStream, enqueueByte, errorByte, readInto, respond, respondWithNewView,
} = require('internal/webstreams/readable_byte');
const { ReadableStreamBYOBReader } = require('internal/webstreams/readable_byob');
const { deferred, isBrand, kState, setHandled } = require('internal/webstreams/util');

function cloneChunk(chunk) {
  return new Uint8Array(chunk.buffer.slice(chunk.byteOffset, chunk.byteOffset + chunk.byteLength));
}

function teeBytes(stream) {
  let reader = new ReadableStreamDefaultReader(stream);
  let reading = false;
  const readAgain = [false, false];
  const cancelled = [false, false];
  const reasons = [undefined, undefined];
  const cancelDone = deferred();
  const branches = [];
  const controllerOf = (index) => branches[index][kState].controller;

  function forwardError(thisReader) {
    setHandled(thisReader[kState].close.promise.then(undefined, (error) => {
      if (thisReader !== reader) return;
      errorByte(controllerOf(0), error);
      errorByte(controllerOf(1), error);
      if (!cancelled[0] || !cancelled[1]) cancelDone.resolve();
    }));
  }

  function failBoth(error) {
    errorByte(controllerOf(0), error);
    errorByte(controllerOf(1), error);
    cancelDone.resolve(cancelStream(stream, error));
  }

  function goOn() {
    reading = false;
    if (readAgain[0]) pull(0);
    else if (readAgain[1]) pull(1);
  }

  function pullWithDefaultReader() {
    if (isBrand('ReadableStreamBYOBReader', reader)) {
      releaseReader(reader);
      reader = new ReadableStreamDefaultReader(stream);
      forwardError(reader);
    }
    readFrom(reader, {
      chunk(chunk) {
        queueMicrotask(() => {
          readAgain[0] = readAgain[1] = false;
          let second = chunk;
          if (!cancelled[0] && !cancelled[1]) {
            try {
              second = cloneChunk(chunk);
            } catch (error) {
              failBoth(error);
              return;
            }
          }
          if (!cancelled[0]) enqueueByte(controllerOf(0), chunk);
          if (!cancelled[1]) enqueueByte(controllerOf(1), second);
          goOn();
        });
      },
      close() {
        reading = false;
        for (const index of [0, 1]) {
          if (!cancelled[index]) closeByte(controllerOf(index));
        }
        for (const index of [0, 1]) {
          if (controllerOf(index)[kState].pendingPullIntos.length > 0) respond(controllerOf(index), 0);
        }
        if (!cancelled[0] || !cancelled[1]) cancelDone.resolve();
      },
      error() {
        reading = false;
      },
    });
  }

  function pullWithByobReader(view, index) {
    if (!isBrand('ReadableStreamBYOBReader', reader)) {
      releaseReader(reader);
      reader = new ReadableStreamBYOBReader(stream);
      forwardError(reader);
    }
    const other = 1 - index;
    readInto(reader, view, 1, {
      chunk(chunk) {
        queueMicrotask(() => {
          readAgain[0] = readAgain[1] = false;
          if (!cancelled[other]) {
            let copy;
            try {
              copy = cloneChunk(chunk);
            } catch (error) {
              failBoth(error);
              return;
            }
            if (!cancelled[index]) respondWithNewView(controllerOf(index), chunk);
            enqueueByte(controllerOf(other), copy);
          } else if (!cancelled[index]) {
            respondWithNewView(controllerOf(index), chunk);
          }
          goOn();
        });
      },
      close(chunk) {
        reading = false;
        for (const branch of [index, other]) {
          if (!cancelled[branch]) closeByte(controllerOf(branch));
        }
        if (chunk !== undefined) {
          if (!cancelled[index]) respondWithNewView(controllerOf(index), chunk);
          if (!cancelled[other] && controllerOf(other)[kState].pendingPullIntos.length > 0) {
            respond(controllerOf(other), 0);
          }
        }
        if (!cancelled[index] || !cancelled[other]) cancelDone.resolve();
      },
      error() {
        reading = false;
      },
    });
  }

  function pull(index) {
    if (reading) {
      readAgain[index] = true;
      return Promise.resolve();
    }
    reading = true;
    const request = controllerOf(index).byobRequest;
    if (request === null) pullWithDefaultReader();
    else pullWithByobReader(request[kState].view, index);
    return Promise.resolve();
  }

  function cancel(index) {
    return (reason) => {
      cancelled[index] = true;
      reasons[index] = reason;
      if (cancelled[1 - index]) cancelDone.resolve(cancelStream(stream, reasons));
      return cancelDone.promise;
    };
  }

  branches.push(
    createByteStream(undefined, () => pull(0), cancel(0)),
    createByteStream(undefined, () => pull(1), cancel(1)));
  forwardError(reader);
  return branches;
}

module.exports = teeBytes;
