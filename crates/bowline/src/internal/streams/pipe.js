'use strict';

// Readable's pipe and unpipe.
//
// A destination that is full is remembered in `awaitDrainWriters` (itself, or a set when there are several): the
// source flows again when none is left.

const { prependListener } = require('internal/streams/legacy');
const { errorOrDestroy } = require('internal/streams/destroy');
const { hasListeners } = require('internal/streams/state');
const process = require('process');

function isStandardStream(dest) {
  // Asking `process` for a stream makes it, so only those that could be one are compared.
  return (dest.fd === 1 && dest === process.stdout) || (dest.fd === 2 && dest === process.stderr);
}

function pipe(source, dest, options) {
  const state = source._readableState;
  if (state.pipes.length === 1 && !state.multiAwaitDrain) {
    state.multiAwaitDrain = true;
    state.awaitDrainWriters = new Set(state.awaitDrainWriters ? [state.awaitDrainWriters] : []);
  }
  state.pipes.push(dest);

  const endsDest = (!options || options.end !== false) && !isStandardStream(dest);
  const onSourceEnd = endsDest ? onEnd : unpipeDest;
  if (state.endEmitted) process.nextTick(onSourceEnd);
  else source.once('end', onSourceEnd);

  let onDrain;
  let cleanedUp = false;

  function onUnpipe(readable, info) {
    if (readable === source && info && info.hasUnpiped === false) {
      info.hasUnpiped = true;
      cleanup();
    }
  }

  function onEnd() {
    dest.end();
  }

  function unpipeDest() {
    source.unpipe(dest);
  }

  function cleanup() {
    dest.removeListener('close', onClose);
    dest.removeListener('finish', onFinish);
    if (onDrain) dest.removeListener('drain', onDrain);
    dest.removeListener('error', onError);
    dest.removeListener('unpipe', onUnpipe);
    source.removeListener('end', onEnd);
    source.removeListener('end', unpipeDest);
    source.removeListener('data', onData);
    cleanedUp = true;
    // Unpiped while it was full: its 'drain' would be waited for in vain.
    if (onDrain && state.awaitDrainWriters && (!dest._writableState || dest._writableState.needDrain)) onDrain();
  }

  function pause() {
    // The write may have unpiped us.
    if (!cleanedUp) {
      if (state.pipes.length === 1 && state.pipes[0] === dest) {
        state.awaitDrainWriters = dest;
        state.multiAwaitDrain = false;
      } else if (state.pipes.length > 1 && state.pipes.includes(dest)) {
        state.awaitDrainWriters.add(dest);
      }
      source.pause();
    }
    if (!onDrain) {
      onDrain = () => drained(source, dest);
      dest.on('drain', onDrain);
    }
  }

  function onData(chunk) {
    if (dest.write(chunk) === false) pause();
  }

  function onError(error) {
    unpipeDest();
    dest.removeListener('error', onError);
    if (dest.listenerCount('error') !== 0) return;
    const destState = dest._writableState || dest._readableState;
    if (destState && !destState.errorEmitted) errorOrDestroy(dest, error);
    else dest.emit('error', error);
  }

  function onClose() {
    dest.removeListener('finish', onFinish);
    unpipeDest();
  }

  function onFinish() {
    dest.removeListener('close', onClose);
    unpipeDest();
  }

  dest.on('unpipe', onUnpipe);
  source.on('data', onData);
  prependListener(dest, 'error', onError);
  dest.once('close', onClose);
  dest.once('finish', onFinish);
  dest.emit('pipe', source);

  if (dest.writableNeedDrain === true) pause();
  else if (!state.flowing) source.resume();
  return dest;
}

function drained(source, dest) {
  const state = source._readableState;
  if (state.awaitDrainWriters === dest) state.awaitDrainWriters = null;
  else if (state.multiAwaitDrain) state.awaitDrainWriters.delete(dest);
  if ((!state.awaitDrainWriters || state.awaitDrainWriters.size === 0) && hasListeners(source, 'data')) {
    source.resume();
  }
}

function unpipe(source, dest) {
  const state = source._readableState;
  const { pipes } = state;
  if (pipes.length === 0) return source;
  if (!dest) {
    state.pipes = [];
    source.pause();
    for (const one of pipes) one.emit('unpipe', source, { hasUnpiped: false });
    return source;
  }
  const index = pipes.indexOf(dest);
  if (index === -1) return source;
  pipes.splice(index, 1);
  if (pipes.length === 0) source.pause();
  dest.emit('unpipe', source, { hasUnpiped: false });
  return source;
}

module.exports = { pipe, unpipe };
