'use strict';
// Watching a file by looking at it now and then.
const { EventEmitter } = require('events');
const { validateFunction, validateUint32 } = require('internal/validators');
const { getValidatedPath } = require('internal/fs/utils');
const { getStats } = require('fs/stats');

const kDefaultInterval = 5007;

// One watcher a file, whatever the number of listeners.
const watchers = new Map();

function noStats(isExact) {
  return new Array(14).fill(isExact ? 0n : 0);
}

function isSame(one, other) {
  // Reading a file is no change, so its time is left out; all times are told in nanoseconds or nearly so.
  for (let i = 0; i < one.length; i++) if (i !== 10 && one[i] !== other[i]) return false;
  return true;
}

class StatWatcher extends EventEmitter {
  #path;
  #isExact;
  #interval;
  #timer;
  #isClosed = false;
  #isReferenced = true;
  #row;
  #stats;
  #code;

  constructor(isExact) {
    super();
    this.#isExact = isExact;
  }

  start(path, isPersistent, interval) {
    this.#path = path;
    this.#isReferenced = isPersistent;
    this.#interval = interval;
    this.#look();
  }

  #look() {
    native.stat(this.#path, this.#isExact, (error, row) => {
      if (this.#isClosed) return;
      this.#compare(error?.code, error ? noStats(this.#isExact) : row);
      if (this.#isClosed) return;
      this.#wait();
    });
  }

  #compare(code, row) {
    const isFirst = this.#row === undefined;
    const previous = this.#stats;
    const hasChanged = !isFirst && (code !== this.#code || !isSame(row, this.#row));
    if (isFirst || hasChanged) {
      this.#row = row;
      this.#stats = getStats(row);
      this.#code = code;
    }
    // A file that is missing to begin with is told of once.
    if (hasChanged) this.emit('change', this.#stats, previous);
    else if (isFirst && code !== undefined) this.emit('change', this.#stats, this.#stats);
  }

  #wait() {
    this.#timer = require('timers').setTimeout(() => this.#look(), this.#interval);
    if (!this.#isReferenced) this.#timer.unref();
  }

  stop() {
    if (this.#isClosed) return;
    this.#isClosed = true;
    require('timers').clearTimeout(this.#timer);
    require('process').nextTick(() => this.emit('stop'));
  }

  ref() {
    this.#isReferenced = true;
    this.#timer?.ref();
    return this;
  }

  unref() {
    this.#isReferenced = false;
    this.#timer?.unref();
    return this;
  }
}

function watchFile(filename, options, listener) {
  filename = require('path').resolve(`${getValidatedPath(filename)}`);
  if (options === null || typeof options !== 'object') {
    listener = options;
    options = undefined;
  }
  options = { interval: kDefaultInterval, persistent: true, ...options };
  validateFunction(listener, 'listener');
  let watcher = watchers.get(filename);
  if (watcher === undefined) {
    validateUint32(options.interval, 'interval');
    watcher = new StatWatcher(Boolean(options.bigint));
    watchers.set(filename, watcher);
    watcher.start(filename, options.persistent, options.interval);
  }
  watcher.addListener('change', listener);
  return watcher;
}

function unwatchFile(filename, listener) {
  filename = require('path').resolve(`${getValidatedPath(filename)}`);
  const watcher = watchers.get(filename);
  if (watcher === undefined) return;
  if (typeof listener === 'function') watcher.removeListener('change', listener);
  else watcher.removeAllListeners('change');
  if (watcher.listenerCount('change') === 0) {
    watcher.stop();
    watchers.delete(filename);
  }
}

module.exports = { StatWatcher, unwatchFile, watchFile };
