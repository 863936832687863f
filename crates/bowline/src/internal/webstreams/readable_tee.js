'use strict';

// tee: one stream as two.

const {
  ReadableStreamDefaultReader, cancelStream, closeDefault, createReadableStream, enqueueDefault, errorDefault,
  readFrom,
} = require('internal/webstreams/readable');
const { deferred, isBrand, kState, setHandled } = require('internal/webstreams/util');

function tee(stream, cloneForBranch2) {
  if (isBrand('ReadableByteStreamController', stream[kState].controller)) {
    return require('internal/webstreams/readable_byte_tee')(stream);
  }
  const reader = new ReadableStreamDefaultReader(stream);
  let reading = false;
  let readAgain = false;
  const cancelled = [false, false];
  const reasons = [undefined, undefined];
  const cancelDone = deferred();
  const branches = [];

  const controllerOf = (index) => branches[index][kState].controller;

  const request = {
    chunk(value) {
      // In a microtask, so that an error of the stream comes first to both.
      queueMicrotask(() => {
        readAgain = false;
        const second = cloneForBranch2 ? require('internal/structured_clone').structuredClone(value) : value;
        if (!cancelled[0]) enqueueDefault(controllerOf(0), value);
        if (!cancelled[1]) enqueueDefault(controllerOf(1), second);
        reading = false;
        if (readAgain) pull();
      });
    },
    close() {
      reading = false;
      for (const index of [0, 1]) {
        if (!cancelled[index]) closeDefault(controllerOf(index));
      }
      if (!cancelled[0] || !cancelled[1]) cancelDone.resolve();
    },
    error() {
      reading = false;
    },
  };

  function pull() {
    if (reading) {
      readAgain = true;
    } else {
      reading = true;
      readFrom(reader, request);
    }
    return Promise.resolve();
  }

  // The source is cancelled when both branches are.
  function cancel(index) {
    return (reason) => {
      cancelled[index] = true;
      reasons[index] = reason;
      if (cancelled[1 - index]) cancelDone.resolve(cancelStream(stream, reasons));
      return cancelDone.promise;
    };
  }

  branches.push(createReadableStream(undefined, pull, cancel(0)), createReadableStream(undefined, pull, cancel(1)));
  setHandled(reader[kState].close.promise.then(undefined, (error) => {
    errorDefault(controllerOf(0), error);
    errorDefault(controllerOf(1), error);
    if (!cancelled[0] || !cancelled[1]) cancelDone.resolve();
  }));
  return branches;
}

module.exports = tee;
