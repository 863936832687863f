'use strict';
// Messages between a parent and a child.

const EventEmitter = require('events');
const process = require('process');
const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_IPC_CHANNEL_CLOSED, ERR_IPC_DISCONNECTED, ERR_MISSING_ARGS },
} = require('internal/errors');
const { validateObject } = require('internal/validators');

// More than this waits to be sent, and `send` says so.
const QUEUED_BYTES_MAX = 65536 * 2;
const INTERNAL_PREFIX = 'NODE_';

// What programs see of the channel: it keeps the process alive while somebody listens, or as they say.
class Control extends EventEmitter {
  #handle;
  #listeners = 0;
  #isExplicit = false;

  constructor(handle) {
    super();
    this.#handle = handle;
    this.pending = []; // messages that came while nobody listened
  }

  get handle() {
    return this.#handle;
  }

  set handle(handle) {
    this.#handle = handle;
  }

  get fd() {
    return this.#handle?.fd;
  }

  refCounted() {
    if (++this.#listeners === 1 && !this.#isExplicit) this.#handle?.ref();
  }

  unrefCounted() {
    if (--this.#listeners === 0 && !this.#isExplicit) {
      this.#handle?.unref();
      this.emit('unref');
    }
  }

  ref() {
    this.#isExplicit = true;
    this.#handle?.ref();
  }

  unref() {
    this.#isExplicit = true;
    this.#handle?.unref();
  }
}

function isInternal(message) {
  return message !== null && typeof message === 'object' && typeof message.cmd === 'string' &&
    message.cmd.startsWith(INTERNAL_PREFIX);
}

// Makes `target`, a child or this process, one end of the channel behind `handle`. `onClosed` is called when
// there is no more to come.
function connect(target, handle, serialization, onClosed) {
  const control = new Control(handle);
  const codec = require('child_process/serialization')[serialization]();
  let isClosing = false;

  target.channel = control;
  Object.defineProperty(target, '_channel', { value: control, writable: true, enumerable: true, configurable: true });
  target.connected = true;
  target._disconnect = disconnect;
  target._handleQueue = null;

  function deliver(event, message, sent) {
    if (event === 'internalMessage' || target.listenerCount('message') > 0) target.emit(event, message, sent);
    else control.pending.push([event, message, sent]);
  }

  function receive(message, sent) {
    if (!target.channel) return;
    process.nextTick(deliver, isInternal(message) ? 'internalMessage' : 'message', message, sent);
  }

  target.on('newListener', (event) => {
    if (event !== 'message') return;
    process.nextTick(() => {
      if (!target.channel || target.listenerCount('message') === 0) return;
      for (const waiting of control.pending.splice(0)) target.emit(...waiting);
    });
  });

  const handles = require('child_process/handles').create(target, control, send, receive, attempt);

  function onRead(bytes, error) {
    if (bytes) {
      let messages;
      try {
        messages = codec.decode(bytes);
      } catch (failed) {
        // The other end speaks another language: there is no way to go on.
        target.emit('error', failed);
        close();
        return;
      }
      for (const message of messages) {
        if (isInternal(message) && handles.take(message)) continue;
        receive(message, undefined);
      }
      return;
    }
    void error;
    close();
  }

  function close() {
    if (isClosing) return;
    if (target.connected) target.disconnect();
    finish();
  }

  // Sends one message, with a descriptor or without.
  function send(message, descriptor, callback) {
    const bytes = codec.encode(message);
    control.refCounted();
    const whole = handle.send(bytes, descriptor, sent);
    if (whole) sent(null);
    function sent(error) {
      process.nextTick(() => {
        control.unrefCounted();
        callback?.(error ?? null);
      });
    }
    return handle.queuedBytes < QUEUED_BYTES_MAX;
  }

  target.send = function(message, sent, options, callback) {
    if (typeof sent === 'function') {
      callback = sent;
      sent = undefined;
      options = undefined;
    } else if (typeof options === 'function') {
      callback = options;
      options = undefined;
    } else if (options !== undefined) {
      validateObject(options, 'options');
    }
    options = { swallowErrors: false, ...options };
    if (this.connected) return this._send(message, sent, options, callback);
    const error = new ERR_IPC_CHANNEL_CLOSED();
    if (typeof callback === 'function') process.nextTick(callback, error);
    else process.nextTick(() => this.emit('error', error));
    return false;
  };

  target._send = function(message, sent, options, callback) {
    if (message === undefined) throw new ERR_MISSING_ARGS('message');
    const type = typeof message;
    if (type !== 'string' && type !== 'object' && type !== 'number' && type !== 'boolean') {
      throw new ERR_INVALID_ARG_TYPE('message', ['string', 'object', 'number', 'boolean'], message);
    }
    if (typeof options === 'boolean') options = { swallowErrors: options };
    if (sent) return handles.send(message, sent, options, callback);
    if (handles.mustWait()) return handles.queue(message, options, callback);
    return attempt(() => send(message, undefined, callback), options, callback);
  };

  // What the system refuses is told later; what is wrong with the message is thrown.
  function attempt(transmit, options, callback) {
    try {
      return transmit();
    } catch (error) {
      if (!error.syscall) throw error;
      if (typeof callback === 'function') process.nextTick(callback, error);
      else if (!options.swallowErrors) process.nextTick(() => target.emit('error', error));
      return false;
    }
  }

  target.disconnect = function() {
    if (!this.connected) {
      this.emit('error', new ERR_IPC_DISCONNECTED());
      return;
    }
    this._disconnect();
  };

  // Everything that was sent goes out before the end.
  function disconnect() {
    target.connected = false;
    if (handles.mustWait()) handles.whenDone(finish);
    else process.nextTick(finish);
  }

  function finish() {
    if (isClosing) return;
    isClosing = true;
    handle.readStop();
    target.connected = false;
    target.channel = null;
    Object.defineProperty(target, '_channel', { value: null, writable: true, enumerable: true, configurable: true });
    handle.shutdown(() => {
      handle.close(() => {});
    });
    process.nextTick(() => {
      target.emit('disconnect');
      onClosed?.();
    });
  }

  handle.readStart((error, bytes) => onRead(error ? undefined : bytes, error));
  return control;
}

// The parent's end.
function connectToChild(child, handle, serialization) {
  const { maybeClose } = require('child_process/child');
  const control = connect(child, handle, serialization, () => maybeClose(child));
  // A child that may say something is waited for.
  control.refCounted();
}

module.exports = { connect, connectToChild };
