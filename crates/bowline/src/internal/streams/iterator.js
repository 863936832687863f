'use strict';

// A readable as an async iterator.

const { destroyer } = require('internal/streams/destroy');
const eos = require('internal/streams/end-of-stream');
const { aggregateTwoErrors } = require('internal/errors');

async function* iterate(stream, options) {
  let wake;
  function onReadable() {
    const waiting = wake;
    wake = undefined;
    waiting?.();
  }

  stream.on('readable', onReadable);
  let error; // undefined: not over; null: ended
  const cleanup = eos(stream, { writable: false }, (failure) => {
    error = failure ? aggregateTwoErrors(error, failure) : null;
    onReadable();
  });

  try {
    while (true) {
      const chunk = stream.destroyed ? null : stream.read();
      if (chunk !== null) yield chunk;
      else if (error) throw error;
      else if (error === null) return;
      else await new Promise((resolve) => { wake = resolve; });
    }
  } catch (thrown) {
    error = aggregateTwoErrors(error, thrown);
    throw error;
  } finally {
    if ((error || options?.destroyOnReturn !== false) &&
        (error === undefined || stream._readableState.autoDestroy)) {
      destroyer(stream, null);
    } else {
      stream.off('readable', onReadable);
      cleanup();
    }
  }
}

function toIterator(stream, options) {
  if (typeof stream.read !== 'function') {
    stream = require('internal/streams/readable').wrap(stream, { objectMode: true });
  }
  const iterator = iterate(stream, options);
  iterator.stream = stream;
  return iterator;
}

module.exports = toIterator;
