'use strict';

const { Duplex } = require('stream');
const { nextTick } = require('process');
const {
  createReader,
  createWritten,
  kAfterAsyncWrite,
  kBuffer,
  kBufferCb,
  kBufferGen,
  kHandle,
  kOnRead,
  kOnWritten,
  kSession,
  kTimeout,
  kUpdateTimer,
  open,
  setStreamTimeout,
  startReading,
  stopReading,
  writeGeneric,
  writevGeneric,
} = require('internal/stream_base');
const { codes } = require('internal/errors');

const kBytesRead = Symbol('kBytesRead');
const kBytesWritten = Symbol('kBytesWritten');
const kLastWriteQueueSize = Symbol('lastWriteQueueSize');
const kReinitializeHandle = Symbol('kReinitializeHandle');
const kSetKeepAlive = Symbol('kSetKeepAlive');
const kSetKeepAliveInitialDelay = Symbol('kSetKeepAliveInitialDelay');
const kSetNoDelay = Symbol('kSetNoDelay');

const NO_ADDRESS = {};

function Socket(options) {
  if (!(this instanceof Socket)) return new Socket(options);
  options = typeof options === 'number' ? { fd: options } : { ...options };
  if (options.objectMode || options.readableObjectMode || options.writableObjectMode) refuseObjectMode(options);
  const keepAliveInitialDelay = options.keepAliveInitialDelay === undefined ? 0 : checkedKeepAliveDelay(options);

  this.connecting = false;
  this._hadError = false;
  this._host = null;
  this[kHandle] = null;
  this.server = null;
  this._server = null;

  options.allowHalfOpen = Boolean(options.allowHalfOpen);
  // 'close' is emitted when the handle has closed, which is later than the destruction.
  options.emitClose = false;
  options.autoDestroy = true;
  options.decodeStrings = false;
  Duplex.call(this, options);

  if (options.handle) {
    this[kHandle] = options.handle;
  } else if (options.fd !== undefined) {
    this[kHandle] = require('net/descriptor').openStream(options.fd);
  }
  if (options.onread) useBufferOf(this, options.onread);
  this.on('end', onReadableStreamEnd);
  if (this[kHandle] !== null) initializeHandle(this);

  if (options.noDelay) this[kSetNoDelay] = Boolean(options.noDelay);
  if (options.keepAlive) {
    this[kSetKeepAlive] = Boolean(options.keepAlive);
    this[kSetKeepAliveInitialDelay] = ~~(keepAliveInitialDelay / 1000);
  }
  if (this[kHandle] !== null && options.readable !== false) startFlow(this, options);
}
Object.setPrototypeOf(Socket.prototype, Duplex.prototype);
Object.setPrototypeOf(Socket, Duplex);

// What few sockets change is not stored in each.
Object.defineProperties(Socket.prototype, {
  _parent: { value: null, writable: true, configurable: true },
  _peername: { value: undefined, writable: true, configurable: true },
  _pendingData: { value: null, writable: true, configurable: true },
  _pendingEncoding: { value: '', writable: true, configurable: true },
  _sockname: { value: undefined, writable: true, configurable: true },
  [kBuffer]: { value: null, writable: true, configurable: true },
  [kBufferCb]: { value: null, writable: true, configurable: true },
  [kBufferGen]: { value: null, writable: true, configurable: true },
  [kBytesRead]: { value: 0, writable: true, configurable: true },
  [kBytesWritten]: { value: 0, writable: true, configurable: true },
  [kLastWriteQueueSize]: { value: 0, writable: true, configurable: true },
  [kSession]: { value: null, writable: true, configurable: true },
  [kSetKeepAlive]: { value: false, writable: true, configurable: true },
  [kSetKeepAliveInitialDelay]: { value: 0, writable: true, configurable: true },
  [kSetNoDelay]: { value: false, writable: true, configurable: true },
  [kTimeout]: { value: null, writable: true, configurable: true },
});

function refuseObjectMode(options) {
  for (const name of ['objectMode', 'readableObjectMode', 'writableObjectMode']) {
    if (options[name]) throw new codes.ERR_INVALID_ARG_VALUE(`options.${name}`, options[name], 'is not supported');
  }
}

function checkedKeepAliveDelay({ keepAliveInitialDelay }) {
  require('internal/validators').validateNumber(keepAliveInitialDelay, 'options.keepAliveInitialDelay');
  return Math.max(keepAliveInitialDelay, 0);
}

function useBufferOf(socket, onread) {
  const { buffer, callback } = onread;
  const isGenerator = typeof buffer === 'function';
  if (typeof callback !== 'function' || !(isGenerator || buffer instanceof Uint8Array)) return;
  socket[kBuffer] = isGenerator ? buffer() : buffer;
  socket[kBufferGen] = isGenerator ? buffer : null;
  socket[kBufferCb] = callback;
}

function initializeHandle(socket) {
  // It may have had another life.
  if (socket.destroyed) socket._undestroy();
  socket._sockname = undefined;
  const handle = socket[kHandle];
  socket[kOnRead] = createReader(socket, handle);
  socket[kOnWritten] = createWritten(socket);
  open.add(socket);
}

function startFlow(socket, options) {
  const handle = socket[kHandle];
  if (options.pauseOnCreate) {
    handle.reading = false;
    handle.readStop();
    socket.readableFlowing = false;
  } else if (!options.manualStart) {
    socket.read(0);
  }
}

// ---- the stream ------------------------------------------------------------------------------------

Socket.prototype._read = function(size) {
  const handle = this[kHandle];
  if (this.connecting || !handle) {
    this.once('connect', () => this._read(size));
  } else if (!handle.reading) {
    startReading(this, handle);
  }
};

Socket.prototype._write = function(data, encoding, callback) {
  const handle = this[kHandle];
  if (this.connecting || !handle) {
    this._writeGeneric(false, data, encoding, callback);
    return;
  }
  this._unrefTimer();
  if (!writeGeneric(this, handle, data, encoding, callback)) this[kLastWriteQueueSize] = handle.writeQueueSize;
};

Socket.prototype._writev = function(chunks, callback) {
  this._writeGeneric(true, chunks, '', callback);
};

Socket.prototype._writeGeneric = function(isVector, data, encoding, callback) {
  if (this.connecting) {
    writeWhenConnected(this, isVector, data, encoding, callback);
    return;
  }
  const handle = this[kHandle];
  if (!handle) {
    callback(new codes.ERR_SOCKET_CLOSED());
    return;
  }
  this._unrefTimer();
  const whole = isVector ?
    writevGeneric(this, handle, data, callback) : writeGeneric(this, handle, data, encoding, callback);
  if (!whole) this[kLastWriteQueueSize] = handle.writeQueueSize;
};

// The stream holds back all other writes until this one is done.
function writeWhenConnected(socket, isVector, data, encoding, callback) {
  socket._pendingData = data;
  socket._pendingEncoding = encoding;
  const onClose = () => callback(new codes.ERR_SOCKET_CLOSED_BEFORE_CONNECTION());
  socket.once('connect', () => {
    socket.off('close', onClose);
    socket._pendingData = null;
    socket._pendingEncoding = '';
    socket._writeGeneric(isVector, data, encoding, callback);
  });
  socket.once('close', onClose);
}

Socket.prototype._final = function(callback) {
  if (this.connecting) {
    this.once('connect', () => this._final(callback));
    return;
  }
  const handle = this[kHandle];
  if (!handle) {
    callback();
    return;
  }
  try {
    handle.shutdown((error) => callback(error?.code === 'ENOTCONN' ? null : error));
  } catch (error) {
    callback(error.code === 'ENOTCONN' ? null : error);
  }
};

// Someone whose other side has ended, and who ends with it, is told so by the next write.
function onReadableStreamEnd() {
  if (!this.allowHalfOpen) this.write = writeAfterFIN;
}

function writeAfterFIN(chunk, encoding, callback) {
  if (!this.writableEnded) return Duplex.prototype.write.call(this, chunk, encoding, callback);
  if (typeof encoding === 'function') callback = encoding;
  const error = new Error('This socket has been ended by the other party');
  error.code = 'EPIPE';
  if (typeof callback === 'function') nextTick(callback, error);
  this.destroy(error);
  return false;
}

Socket.prototype.end = function(data, encoding, callback) {
  Duplex.prototype.end.call(this, data, encoding, callback);
  return this;
};

// With a buffer of the program, pausing has to stop the handle: there is no queue to keep what comes.
Socket.prototype.pause = function() {
  const handle = this[kHandle];
  if (this[kBuffer] && !this.connecting && handle?.reading) stopReading(this, handle);
  return Duplex.prototype.pause.call(this);
};

Socket.prototype.resume = function() {
  startBufferReading(this);
  return Duplex.prototype.resume.call(this);
};

Socket.prototype.read = function(size) {
  startBufferReading(this);
  return Duplex.prototype.read.call(this, size);
};

function startBufferReading(socket) {
  const handle = socket[kHandle];
  if (socket[kBuffer] && !socket.connecting && handle && !handle.reading) startReading(socket, handle);
}

// ---- the end ---------------------------------------------------------------------------------------

Socket.prototype.destroySoon = function() {
  if (this.writable) this.end();
  if (this.writableFinished) this.destroy();
  else this.once('finish', this.destroy);
};

Socket.prototype.resetAndDestroy = function() {
  const handle = this[kHandle];
  if (!handle) {
    this.destroy(new codes.ERR_SOCKET_CLOSED());
  } else if (typeof handle.reset !== 'function') {
    throw new codes.ERR_INVALID_HANDLE_TYPE();
  } else if (this.connecting) {
    this.once('connect', () => this._reset());
  } else {
    this._reset();
  }
  return this;
};

Socket.prototype._reset = function() {
  this.resetAndClosing = true;
  return this.destroy();
};

Socket.prototype._destroy = function(exception, callback) {
  this.connecting = false;
  for (let socket = this; socket; socket = socket._parent) {
    if (socket[kTimeout] !== null) {
      require('timers').clearTimeout(socket[kTimeout]);
      socket[kTimeout] = null;
    }
  }
  open.delete(this);
  const handle = this[kHandle];
  if (handle) {
    this[kBytesRead] = handle.bytesRead;
    this[kBytesWritten] = handle.bytesWritten;
    closeHandle(this, handle, Boolean(exception));
    this[kHandle] = null;
    this._sockname = undefined;
    callback(exception);
  } else {
    callback(exception);
    nextTick(emitCloseNT, this);
  }
  const server = this._server;
  if (server) {
    server._connections--;
    server._emitCloseIfDrained?.();
  }
};

function closeHandle(socket, handle, hadError) {
  const emitClose = () => socket.emit('close', hadError);
  if (!socket.resetAndClosing) {
    handle.close(emitClose);
    return;
  }
  socket.resetAndClosing = false;
  try {
    handle.reset(emitClose);
  } catch (error) {
    // A connection that was shut down cannot be reset any more.
    handle.close(emitClose);
    socket.emit('error', error);
  }
}

function emitCloseNT(socket) {
  socket.emit('close');
}

// ---- options ---------------------------------------------------------------------------------------

Socket.prototype.setNoDelay = function(enable = true) {
  enable = Boolean(enable);
  const handle = this[kHandle];
  if (!handle) {
    this[kSetNoDelay] = enable;
  } else if (handle.setNoDelay && enable !== this[kSetNoDelay]) {
    this[kSetNoDelay] = enable;
    handle.setNoDelay(enable);
  }
  return this;
};

Socket.prototype.setKeepAlive = function(enable, initialDelay) {
  enable = Boolean(enable);
  const seconds = ~~(initialDelay / 1000);
  const handle = this[kHandle];
  const changes = enable !== this[kSetKeepAlive] || (enable && seconds !== this[kSetKeepAliveInitialDelay]);
  if (!handle || (handle.setKeepAlive && changes)) {
    this[kSetKeepAlive] = enable;
    this[kSetKeepAliveInitialDelay] = seconds;
    handle?.setKeepAlive(enable, seconds);
  }
  return this;
};

Socket.prototype.setTimeout = setStreamTimeout;

Socket.prototype._unrefTimer = function() {
  let socket = this;
  do {
    if (socket[kTimeout] !== null) socket[kTimeout].refresh();
    socket = socket._parent;
  } while (socket);
};

Socket.prototype[kUpdateTimer] = Socket.prototype._unrefTimer;

Socket.prototype._onTimeout = function() {
  const handle = this[kHandle];
  const last = this[kLastWriteQueueSize];
  if (last > 0 && handle) {
    // A large write that goes on is no silence.
    const size = handle.writeQueueSize;
    if (size !== last) {
      this[kLastWriteQueueSize] = size;
      this._unrefTimer();
      return;
    }
  }
  this.emit('timeout');
};

Socket.prototype[kAfterAsyncWrite] = function() {
  this[kLastWriteQueueSize] = 0;
};

Socket.prototype.ref = function() {
  if (this[kHandle]) this[kHandle].ref?.();
  else this.once('connect', this.ref);
  return this;
};

Socket.prototype.unref = function() {
  if (this[kHandle]) this[kHandle].unref?.();
  else this.once('connect', this.unref);
  return this;
};

// ---- what it is ------------------------------------------------------------------------------------

Socket.prototype.address = function() {
  return this._getsockname();
};

Socket.prototype._getpeername = function() {
  const handle = this[kHandle];
  if (!handle?.getpeername || this.connecting) return this._peername ?? NO_ADDRESS;
  return this._peername ??= addressOrNothing(handle, 'getpeername');
};

Socket.prototype._getsockname = function() {
  const handle = this[kHandle];
  if (!handle?.getsockname) return {};
  return this._sockname ??= addressOrNothing(handle, 'getsockname');
};

function addressOrNothing(handle, ask) {
  try {
    return handle[ask]();
  } catch {
    return {};
  }
}

function getter(name, get, enumerable = true) {
  Object.defineProperty(Socket.prototype, name, { get, configurable: true, enumerable });
}

getter('_connecting', function() { return this.connecting; }, false);
getter('pending', function() { return !this[kHandle] || this.connecting; }, false);
getter('readyState', function() {
  if (this.connecting) return 'opening';
  if (this.readable) return this.writable ? 'open' : 'readOnly';
  return this.writable ? 'writeOnly' : 'closed';
}, false);
getter('bufferSize', function() { return this[kHandle] ? this.writableLength : undefined; }, false);
getter('bytesRead', function() { return this[kHandle] ? this[kHandle].bytesRead : this[kBytesRead]; });
getter('remoteAddress', function() { return this._getpeername().address; });
getter('remoteFamily', function() { return this._getpeername().family; });
getter('remotePort', function() { return this._getpeername().port; });
getter('localAddress', function() { return this._getsockname().address; });
getter('localFamily', function() { return this._getsockname().family; });
getter('localPort', function() { return this._getsockname().port; });
getter('_bytesDispatched', function() {
  return this[kHandle] ? this[kHandle].bytesWritten : this[kBytesWritten];
});

// What was given to the system, what the stream still holds, and what waits for the connection.
getter('bytesWritten', function() {
  const held = this.writableBuffer;
  if (!held) return undefined;
  let bytes = this._bytesDispatched;
  for (const { chunk, encoding } of held) bytes += lengthOf(chunk, encoding);
  const pending = this._pendingData;
  if (Array.isArray(pending)) {
    for (const item of pending) bytes += lengthOf(item.chunk ?? item, item.encoding);
  } else if (pending) {
    bytes += lengthOf(pending, this._pendingEncoding);
  }
  return bytes;
});

function lengthOf(chunk, encoding) {
  return typeof chunk === 'string' ? require('buffer').Buffer.byteLength(chunk, encoding) : chunk.byteLength;
}

Object.defineProperty(Socket.prototype, '_handle', {
  get() { return this[kHandle]; },
  set(handle) {
    this[kHandle] = handle;
    // Whoever takes the handle away looks after it.
    if (!handle) open.delete(this);
  },
});

// ---- connecting ------------------------------------------------------------------------------------

Socket.prototype.connect = function(...args) {
  return require('net/connect').connect(this, args);
};

Socket.prototype[kReinitializeHandle] = function(handle) {
  this[kHandle]?.close();
  this[kHandle] = handle;
  initializeHandle(this);
};

module.exports = {
  Socket, initializeHandle, kReinitializeHandle, kSetKeepAlive, kSetKeepAliveInitialDelay, kSetNoDelay,
};
