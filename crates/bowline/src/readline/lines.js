'use strict';
// `for await (const line of rl)`.

// More lines than this wait, and the input pauses.
const WAITING_MAX = 1024;

function iterate(rl) {
  const lines = [];
  const readers = []; // promises that wait for a line
  let finished = false;
  let failure;
  let isPaused = false;

  function onLine(line) {
    const reader = readers.shift();
    if (reader !== undefined) {
      reader.resolve({ value: line, done: false });
      return;
    }
    lines.push(line);
    if (lines.length > WAITING_MAX && !isPaused) {
      isPaused = true;
      rl.pause();
    }
  }

  function onError(error) {
    const reader = readers.shift();
    if (reader !== undefined) reader.reject(error);
    else failure = { error };
    finish();
  }

  function finish() {
    if (finished) return;
    finished = true;
    rl.removeListener('line', onLine);
    rl.removeListener('error', onError);
    rl.removeListener('close', finish);
    for (const reader of readers.splice(0)) reader.resolve({ value: undefined, done: true });
  }

  rl.on('line', onLine);
  rl.on('error', onError);
  rl.on('close', finish);
  if (rl.closed) finish();

  return {
    next() {
      if (lines.length !== 0) {
        const value = lines.shift();
        if (isPaused && lines.length === 0) {
          isPaused = false;
          if (!rl.closed) rl.resume();
        }
        return Promise.resolve({ value, done: false });
      }
      if (failure !== undefined) {
        const { error } = failure;
        failure = undefined;
        return Promise.reject(error);
      }
      if (finished) return Promise.resolve({ value: undefined, done: true });
      return new Promise((resolve, reject) => readers.push({ resolve, reject }));
    },

    return() {
      finish();
      return Promise.resolve({ value: undefined, done: true });
    },

    throw(error) {
      const { ERR_INVALID_ARG_TYPE } = require('internal/errors').codes;
      if (!(error instanceof Error)) throw new ERR_INVALID_ARG_TYPE('EventEmitter.AsyncIterator', 'Error', error);
      onError(error);
    },

    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

module.exports = { iterate };
