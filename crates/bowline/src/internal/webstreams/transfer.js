'use strict';

// Web streams that are given away: the old one is locked for good, and its chunks are copied into the new one.

const { isBrand, kState } = require('internal/webstreams/util');

function refuseLocked(stream, type) {
  if (!stream.locked) return;
  throw require('internal/util').lazyDOMException(`Cannot transfer a locked ${type}`, 'DataCloneError');
}

function readableTransfer(stream) {
  refuseLocked(stream, 'ReadableStream');
  return () => {
    const { ReadableStream } = require('internal/webstreams/readable');
    const { structuredClone } = require('internal/structured_clone');
    const reader = stream.getReader();
    return new ReadableStream({
      async pull(controller) {
        const { value, done } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(structuredClone(value));
      },
      cancel(reason) {
        return reader.cancel(reason);
      },
    }, { highWaterMark: 0 });
  };
}

function writableTransfer(stream) {
  refuseLocked(stream, 'WritableStream');
  return () => {
    const { WritableStream } = require('internal/webstreams/writable');
    const { structuredClone } = require('internal/structured_clone');
    const writer = stream.getWriter();
    return new WritableStream({
      write(chunk) {
        return writer.write(structuredClone(chunk));
      },
      close() {
        return writer.close();
      },
      abort(reason) {
        return writer.abort(reason);
      },
    });
  };
}

function transformTransfer(stream) {
  const { readable, writable } = stream[kState];
  const makeReadable = readableTransfer(readable);
  const makeWritable = writableTransfer(writable);
  return () => {
    const { TransformStream } = require('internal/webstreams/transform');
    const copy = new TransformStream();
    copy[kState].readable = makeReadable();
    copy[kState].writable = makeWritable();
    return copy;
  };
}

function transfer(stream) {
  if (isBrand('ReadableStream', stream)) return readableTransfer(stream);
  if (isBrand('WritableStream', stream)) return writableTransfer(stream);
  return transformTransfer(stream);
}

module.exports = transfer;
