'use strict';
// `process.on('SIGINT', ...)`: a watcher of a signal lives from its first listener to its last.

const process = require('process');
const { signals } = require('os').constants;

const watchers = new Map();

function isSignal(name) {
  return typeof name === 'string' && Object.hasOwn(signals, name);
}

function startWatching(name) {
  if (!isSignal(name) || watchers.has(name)) return;
  const number = signals[name];
  // It does not keep the process alive.
  watchers.set(name, native.watchSignal(number, () => process.emit(name, name, number)));
}

function stopWatching(name) {
  const watcher = watchers.get(name);
  if (watcher !== undefined && process.listenerCount(name) === 0) {
    watchers.delete(name);
    watcher.close();
  }
}

module.exports = { startWatching, stopWatching };
