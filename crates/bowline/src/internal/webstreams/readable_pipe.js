'use strict';

// pipeTo and pipeThrough.

const { AbortError } = require('internal/errors');
const { validateAbortSignal, validateObject, kValidateObjectAllowObjectsAndNull } = require('internal/validators');
const { ReadableStreamDefaultReader, cancelStream, readFrom, releaseReader } =
  require('internal/webstreams/readable');
const {
  abortStream, closeWriterWithErrorPropagation, isCloseQueuedOrInFlight, releaseWriter, WritableStreamDefaultWriter,
  writeChunk,
} = require('internal/webstreams/writable');
const { deferred, kState, setHandled } = require('internal/webstreams/util');

function readOptions(options) {
  validateObject(options, 'options', kValidateObjectAllowObjectsAndNull);
  const preventAbort = !!options?.preventAbort;
  const preventCancel = !!options?.preventCancel;
  const preventClose = !!options?.preventClose;
  const signal = options?.signal;
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
  return { preventAbort, preventCancel, preventClose, signal };
}

function pipe(source, dest, { preventAbort, preventCancel, preventClose, signal }) {
  const reader = new ReadableStreamDefaultReader(source);
  const writer = new WritableStreamDefaultWriter(dest);
  source[kState].disturbed = true;
  const done = deferred();
  let shuttingDown = false;
  let lastWrite = Promise.resolve();
  let stopListening;

  const sourceState = source[kState];
  const destState = dest[kState];

  // What was read must be written before the end is told.
  async function waitForWrites() {
    let waited;
    do {
      waited = lastWrite;
      await waited;
    } while (waited !== lastWrite);
  }

  function finalize(failed, error) {
    releaseWriter(writer);
    releaseReader(reader);
    stopListening?.();
    if (failed) done.reject(error);
    else done.resolve();
  }

  function shutdown(action, failed, error) {
    if (shuttingDown) return;
    shuttingDown = true;
    const run = () => {
      if (action === undefined) {
        finalize(failed, error);
        return;
      }
      action().then(() => finalize(failed, error), (actionError) => finalize(true, actionError));
    };
    if (destState.state === 'writable' && !isCloseQueuedOrInFlight(dest)) waitForWrites().then(run, run);
    else run();
  }

  function onAbort() {
    const error = signal.reason ?? new AbortError();
    const actions = [];
    if (!preventAbort) {
      actions.push(() => (destState.state === 'writable' ? abortStream(dest, error) : Promise.resolve()));
    }
    if (!preventCancel) {
      actions.push(() => (sourceState.state === 'readable' ? cancelStream(source, error) : Promise.resolve()));
    }
    shutdown(() => Promise.all(actions.map((action) => action())), true, error);
  }

  function onSourceError(error) {
    if (preventAbort) shutdown(undefined, true, error);
    else shutdown(() => abortStream(dest, error), true, error);
  }

  function onDestError(error) {
    if (preventCancel) shutdown(undefined, true, error);
    else shutdown(() => cancelStream(source, error), true, error);
  }

  function onSourceClosed() {
    if (preventClose) shutdown();
    else shutdown(() => closeWriterWithErrorPropagation(writer));
  }

  if (signal !== undefined) {
    if (signal.aborted) {
      onAbort();
      return done.promise;
    }
    const listening = require('events/statics').addAbortListener(signal, onAbort);
    stopListening = () => listening[Symbol.dispose]();
  }

  // What is so already, in the standard's order; then what becomes so.
  if (sourceState.state === 'errored') {
    onSourceError(sourceState.storedError);
  } else {
    setHandled(reader[kState].close.promise.then(undefined, onSourceError));
  }
  if (destState.state === 'errored') {
    onDestError(destState.storedError);
  } else {
    setHandled(writer[kState].close.promise.then(undefined, onDestError));
  }
  if (sourceState.state === 'closed') {
    onSourceClosed();
  } else {
    setHandled(reader[kState].close.promise.then(() => {
      if (sourceState.state === 'closed') onSourceClosed();
    }, () => {}));
  }
  if (isCloseQueuedOrInFlight(dest) || destState.state === 'closed') {
    const { codes: { ERR_INVALID_STATE } } = require('internal/errors');
    onDestError(new ERR_INVALID_STATE.TypeError('Destination WritableStream is closed'));
  }

  class PipeRequest {
    constructor(resolve, reject) {
      this.resolve = resolve;
      this.reject = reject;
    }

    chunk(value) {
      lastWrite = writeChunk(writer, value);
      setHandled(lastWrite);
      lastWrite = lastWrite.then(undefined, () => {});
      this.resolve(false);
    }

    close() {
      this.resolve(true);
    }

    error(reason) {
      this.reject(reason);
    }
  }

  async function pump() {
    while (!shuttingDown) {
      await writer[kState].ready.promise;
      if (shuttingDown) return;
      const over = await new Promise((resolve, reject) => readFrom(reader, new PipeRequest(resolve, reject)));
      if (over) return;
    }
  }
  setHandled(pump());
  return done.promise;
}

module.exports = { pipe, readOptions };
