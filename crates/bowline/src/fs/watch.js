'use strict';
// Watching by what the system tells.
const { EventEmitter } = require('events');
const assert = require('internal/assert');
const { codes, AbortError } = require('internal/errors');
const {
  validateAbortSignal, validateBoolean, validateInteger, validateObject, validateOneOf,
} = require('internal/validators');
const { assertEncoding, getOptions, getValidatedPath } = require('internal/fs/utils');

const kFSWatchStart = Symbol('kFSWatchStart');

// The native watch. It starts once and ends for good.
class FSEvent {
  #id;

  get initialized() {
    return this.#id !== undefined;
  }

  start(filename, isRecursive, tell) {
    require('buffer');
    this.#id = native.watch(filename, isRecursive, (isRename, name) => {
      if (this.#id !== undefined) tell(isRename, name);
    });
  }

  close() {
    if (this.#id === undefined) return;
    native.closeWatch(this.#id);
    this.#id = undefined;
  }

  setRef(isReferenced) {
    if (this.#id !== undefined) native.setWatchRef(this.#id, isReferenced);
  }
}

class FSWatcher extends EventEmitter {
  constructor() {
    super();
    // Programs know it by this name, and end it there without an event.
    this._handle = new FSEvent();
  }

  [kFSWatchStart](filename, isPersistent, isRecursive, encoding) {
    if (this._handle === null) return;
    assert(this._handle instanceof FSEvent, 'handle must be a FSEvent');
    if (this._handle.initialized) return;
    filename = getValidatedPath(filename, 'filename');
    if (encoding && encoding !== 'buffer') assertEncoding(encoding);
    try {
      this._handle.start(filename, isRecursive, (isRename, name) => {
        const told = encoding === 'buffer' ? name : name.toString(encoding || 'utf8');
        this.emit('change', isRename ? 'rename' : 'change', told);
      });
    } catch (error) {
      throw explained(error, filename);
    }
    if (!isPersistent) this.unref();
  }

  close() {
    if (this._handle === null) return;
    assert(this._handle instanceof FSEvent, 'handle must be a FSEvent');
    if (!this._handle.initialized) {
      this._handle = null;
      return;
    }
    this._handle.close();
    this._handle = null;
    require('process').nextTick(() => this.emit('close'));
  }

  ref() {
    this._handle?.setRef(true);
    return this;
  }

  unref() {
    this._handle?.setRef(false);
    return this;
  }
}

// Nobody understands that there is no space left on a device that is not full.
function explained(error, filename) {
  if (error.code === 'ENOSPC') {
    error.message = error.message.replace('no space left on device',
                                          'System limit for number of file watchers reached');
  }
  error.filename = filename;
  return error;
}

function watch(filename, options, listener) {
  if (typeof options === 'function') listener = options;
  options = { ...getOptions(options, {}) };
  if (options.persistent === undefined) options.persistent = true;
  if (options.recursive === undefined) options.recursive = false;
  validateBoolean(options.recursive, 'options.recursive');
  const watcher = new FSWatcher();
  watcher[kFSWatchStart](filename, options.persistent, options.recursive, options.encoding);
  if (listener) watcher.addListener('change', listener);
  const { signal } = options;
  if (signal) {
    const close = () => watcher.close();
    if (signal.aborted) {
      require('process').nextTick(close);
    } else {
      signal.addEventListener('abort', close);
      watcher.once('close', () => signal.removeEventListener('abort', close));
    }
  }
  return watcher;
}

const kDefaultMaxQueue = 2048;

// What `fs.promises.watch` gives: events one after the other, for as long as they are taken.
async function* watchEvents(filename, options = {}) {
  filename = getValidatedPath(filename, 'filename');
  validateObject(options, 'options');
  const { encoding = 'utf8', maxQueue = kDefaultMaxQueue, overflow = 'ignore', persistent = true,
          recursive = false, signal } = options;
  validateBoolean(persistent, 'options.persistent');
  validateBoolean(recursive, 'options.recursive');
  validateInteger(maxQueue, 'options.maxQueue');
  validateOneOf(overflow, 'options.overflow', ['ignore', 'error']);
  validateAbortSignal(signal, 'options.signal');
  if (encoding && encoding !== 'buffer' && !require('buffer').Buffer.isEncoding(encoding)) {
    throw new codes.ERR_INVALID_ARG_VALUE('encoding', encoding, 'is invalid encoding');
  }
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });

  const queue = [];
  let failure;
  let wake;
  const woken = () => {
    wake?.();
    wake = undefined;
  };
  const onAbort = () => {
    failure = new AbortError(undefined, { cause: signal.reason });
    woken();
  };
  const watcher = new FSWatcher();
  watcher.on('change', (eventType, name) => {
    if (queue.length < maxQueue) {
      queue.push({ __proto__: null, eventType, filename: name });
    } else if (overflow === 'error') {
      failure = new codes.ERR_FS_WATCH_QUEUE_OVERFLOW(maxQueue);
    } else {
      require('process').emitWarning('fs.watch maxQueue exceeded');
    }
    woken();
  });
  watcher[kFSWatchStart](filename, persistent, recursive, encoding);
  signal?.addEventListener('abort', onAbort);
  try {
    while (true) {
      while (queue.length > 0 && failure === undefined) yield queue.shift();
      if (failure !== undefined) throw failure;
      await new Promise((resolve) => { wake = resolve; });
    }
  } finally {
    watcher.close();
    signal?.removeEventListener('abort', onAbort);
  }
}

module.exports = { FSWatcher, watch, watchEvents };
