'use strict';

const EventEmitter = require('events');
const { nextTick } = require('process');
const { Buffer } = require('buffer');
const { codes, errnoException, exceptionWithHostPort } = require('internal/errors');
const { kStateSymbol } = require('internal/dgram');
const validators = require('internal/validators');

const UNBOUND = 0;
const BINDING = 1;
const BOUND = 2;

const DISCONNECTED = 0;
const CONNECTING = 1;
const CONNECTED = 2;

const FAMILY = { udp4: 4, udp6: 6 };
const LOOPBACK = { 4: '127.0.0.1', 6: '::1' };
const ANY_ADDRESS = { 4: '0.0.0.0', 6: '::' };

// Loaded with the first socket.
let channel;

function Socket(type, listener) {
  EventEmitter.call(this);
  const options = typeof type === 'object' && type !== null ? type : {};
  const family = FAMILY[typeof type === 'object' && type !== null ? type.type : type];
  if (family === undefined) throw new codes.ERR_SOCKET_BAD_TYPE();
  const { lookup, recvBufferSize, sendBufferSize, signal } = options;
  if (lookup !== undefined) validators.validateFunction(lookup, 'lookup');
  this.type = family === 4 ? 'udp4' : 'udp6';
  this[kStateSymbol] = {
    handle: new native.UDP(),
    family,
    lookup,
    receiving: false,
    bindState: UNBOUND,
    connectState: DISCONNECTED,
    // What was asked for before the address was there.
    queue: undefined,
    reuseAddr: options.reuseAddr,
    ipv6Only: options.ipv6Only,
    recvBufferSize,
    sendBufferSize,
  };
  if (typeof listener === 'function') this.on('message', listener);
  if (signal !== undefined) watchAbort(this, signal);
  channel ??= require('diagnostics_channel').channel('udp.socket');
  if (channel.hasSubscribers) channel.publish({ socket: this });
}
Object.setPrototypeOf(Socket.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Socket, EventEmitter);

function createSocket(type, listener) {
  return new Socket(type, listener);
}

function watchAbort(socket, signal) {
  validators.validateAbortSignal(signal, 'options.signal');
  const abort = () => {
    if (socket[kStateSymbol].handle) socket.close();
  };
  if (signal.aborted) {
    abort();
    return;
  }
  signal.addEventListener('abort', abort, { once: true });
  socket.once('close', () => signal.removeEventListener('abort', abort));
}

// The state, if the socket is not closed.
function running(socket) {
  const state = socket[kStateSymbol];
  if (!state.handle) throw new codes.ERR_SOCKET_DGRAM_NOT_RUNNING();
  return state;
}

// Whatever the system says, it is an error of this operation.
function attempt(operation, act) {
  try {
    return act();
  } catch (error) {
    if (error.errno === undefined) throw error;
    throw errnoException(error.errno, operation);
  }
}

function lookUp({ lookup, family }, address, callback) {
  (lookup ?? require('dns').lookup)(address || LOOPBACK[family], family, callback);
}

// ---- the address -----------------------------------------------------------------------------------

Socket.prototype.bind = function(port, address) {
  const state = running(this);
  if (state.bindState !== UNBOUND) throw new codes.ERR_SOCKET_ALREADY_BOUND();
  state.bindState = BINDING;
  const callback = arguments.length > 0 ? arguments[arguments.length - 1] : undefined;
  if (typeof callback === 'function') callWhenListening(this, callback);
  if (port !== null && typeof port === 'object') {
    ({ address, port } = port);
  } else if (typeof port === 'function') {
    port = undefined;
  }
  if (typeof address === 'function' || !address) address = ANY_ADDRESS[state.family];
  lookUp(state, address, (error, ip) => {
    if (!state.handle) return;
    if (error) {
      state.bindState = UNBOUND;
      this.emit('error', error);
      return;
    }
    try {
      state.handle.bind(ip, port || 0, Boolean(state.reuseAddr), Boolean(state.ipv6Only));
    } catch (failure) {
      state.bindState = UNBOUND;
      this.emit('error', failure.errno === undefined ? failure :
        exceptionWithHostPort(failure.errno, 'bind', ip, port));
      return;
    }
    startListening(this, state);
  });
  return this;
};

function callWhenListening(socket, callback) {
  const forget = () => {
    socket.removeListener('error', forget);
    socket.removeListener('listening', onListening);
  };
  const onListening = () => {
    forget();
    callback.call(socket);
  };
  socket.on('error', forget);
  socket.on('listening', onListening);
}

function startListening(socket, state) {
  state.handle.recvStart((error, bytes, sender) => onMessage(socket, error, bytes, sender));
  state.receiving = true;
  state.bindState = BOUND;
  if (state.recvBufferSize) bufferSize(socket, state.recvBufferSize, true);
  if (state.sendBufferSize) bufferSize(socket, state.sendBufferSize, false);
  socket.emit('listening');
}

function onMessage(socket, error, bytes, sender) {
  if (error) {
    socket.emit('error', errnoException(error.errno, 'recvmsg'));
    return;
  }
  sender.size = bytes.length;
  socket.emit('message', bytes, sender);
}

Socket.prototype.address = function() {
  const { handle } = running(this);
  return attempt('getsockname', () => handle.getsockname());
};

Socket.prototype.remoteAddress = function() {
  const { handle, connectState } = running(this);
  if (connectState !== CONNECTED) throw new codes.ERR_SOCKET_DGRAM_NOT_CONNECTED();
  return attempt('getpeername', () => handle.getpeername());
};

// ---- connecting ------------------------------------------------------------------------------------

Socket.prototype.connect = function(port, address, callback) {
  port = validators.validatePort(port, 'Port', false);
  if (typeof address === 'function') {
    callback = address;
    address = '';
  } else if (address === undefined) {
    address = '';
  }
  validators.validateString(address, 'address');
  const state = this[kStateSymbol];
  if (state.connectState !== DISCONNECTED) throw new codes.ERR_SOCKET_DGRAM_IS_CONNECTED();
  state.connectState = CONNECTING;
  if (state.bindState === UNBOUND) this.bind({ port: 0, exclusive: true }, null);
  const connect = () => connectTo(this, state, port, address, callback);
  if (state.bindState === BOUND) connect();
  else enqueue(this, state, connect);
};

function connectTo(socket, state, port, address, callback) {
  if (callback) socket.once('connect', callback);
  lookUp(state, address, (error, ip) => {
    if (!state.handle) return;
    try {
      if (error) throw error;
      state.handle.connect(ip, port);
    } catch (failure) {
      state.connectState = DISCONNECTED;
      const ex = failure === error ? error : exceptionWithHostPort(failure.errno, 'connect', address, port);
      nextTick(() => {
        if (!callback) {
          socket.emit('error', ex);
          return;
        }
        socket.removeListener('connect', callback);
        callback(ex);
      });
      return;
    }
    state.connectState = CONNECTED;
    nextTick(() => socket.emit('connect'));
  });
}

Socket.prototype.disconnect = function() {
  const state = this[kStateSymbol];
  if (state.connectState !== CONNECTED) throw new codes.ERR_SOCKET_DGRAM_NOT_CONNECTED();
  attempt('connect', () => state.handle.disconnect());
  state.connectState = DISCONNECTED;
};

// ---- sending ---------------------------------------------------------------------------------------

const BUFFER_TYPES = ['Buffer', 'TypedArray', 'DataView', 'string'];

// (buffer, offset, length, port[, address][, callback]) or (buffer, port[, address][, callback]); without port
// and address on a connected socket.
Socket.prototype.send = function(buffer, offset, length, port, address, callback) {
  const isConnected = this[kStateSymbol].connectState === CONNECTED;
  if (!isConnected) {
    if (address || (port && typeof port !== 'function')) {
      buffer = slice(buffer, offset, length);
    } else {
      callback = port;
      port = offset;
      address = length;
    }
  } else {
    if (typeof length === 'number') {
      buffer = slice(buffer, offset, length);
      if (typeof port === 'function') {
        callback = port;
        port = null;
      }
    } else {
      callback = offset;
    }
    if (port || address) throw new codes.ERR_SOCKET_DGRAM_IS_CONNECTED();
  }
  const list = listOf(buffer);
  if (!isConnected) port = validators.validatePort(port, 'Port', false);
  if (typeof address === 'function') {
    callback = address;
    address = undefined;
  } else if (address != null) {
    validators.validateString(address, 'address');
  }
  if (typeof callback !== 'function') callback = undefined;

  const state = running(this);
  if (state.bindState === UNBOUND) this.bind({ port: 0, exclusive: true }, null);
  const message = { list, port: isConnected ? 0 : port, address, callback };
  if (state.bindState !== BOUND) enqueue(this, state, () => lookUpAndSend(this, state, message));
  else lookUpAndSend(this, state, message);
};

Socket.prototype.sendto = function(buffer, offset, length, port, address, callback) {
  validators.validateNumber(offset, 'offset');
  validators.validateNumber(length, 'length');
  validators.validateNumber(port, 'port');
  validators.validateString(address, 'address');
  this.send(buffer, offset, length, port, address, callback);
};

function slice(buffer, offset, length) {
  if (typeof buffer === 'string') buffer = Buffer.from(buffer);
  else if (!ArrayBuffer.isView(buffer)) throw new codes.ERR_INVALID_ARG_TYPE('buffer', BUFFER_TYPES, buffer);
  offset >>>= 0;
  length >>>= 0;
  if (offset > buffer.byteLength) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS('offset');
  if (offset + length > buffer.byteLength) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS('length');
  return Buffer.from(buffer.buffer, buffer.byteOffset + offset, length);
}

// The parts of a datagram, as views.
function listOf(buffer) {
  if (Array.isArray(buffer)) {
    const list = buffer.map(viewOf);
    if (list.includes(undefined)) throw new codes.ERR_INVALID_ARG_TYPE('buffer list arguments', BUFFER_TYPES, buffer);
    return list;
  }
  const view = viewOf(buffer);
  if (view === undefined) throw new codes.ERR_INVALID_ARG_TYPE('buffer', BUFFER_TYPES, buffer);
  return [view];
}

function viewOf(part) {
  if (typeof part === 'string') return Buffer.from(part);
  return ArrayBuffer.isView(part) ? part : undefined;
}

// Does something once the socket has an address. If it gets none, nothing of it is done.
function enqueue(socket, state, act) {
  if (state.queue !== undefined) {
    state.queue.push(act);
    return;
  }
  state.queue = [act];
  const onError = () => {
    socket.removeListener('listening', onListening);
    state.queue = undefined;
  };
  const onListening = () => {
    socket.removeListener(EventEmitter.errorMonitor, onError);
    const queue = state.queue;
    state.queue = undefined;
    for (const next of queue) next();
  };
  socket.once(EventEmitter.errorMonitor, onError);
  socket.once('listening', onListening);
}

function lookUpAndSend(socket, state, message) {
  if (state.connectState === CONNECTED) {
    sendTo(state, null, message);
    return;
  }
  lookUp(state, message.address, (error, ip) => {
    if (!error) sendTo(state, ip, message);
    else if (message.callback) nextTick(message.callback, error);
    else nextTick(() => socket.emit('error', error));
  });
}

let atOnce;

// A test may want to see what is in flight.
function sendsAtOnce() {
  atOnce ??= !require('internal/options').getOptionValue('--test-udp-no-try-send');
  return atOnce;
}

function sendTo({ handle }, ip, { list, port, address, callback }) {
  if (!handle) return;
  const failed = (error) => exceptionWithHostPort(error.errno, 'send', address, port || undefined);
  let size = 0;
  for (const view of list) size += view.byteLength;
  const done = callback && ((error) => error ? callback(failed(error), 0) : callback(null, size));
  try {
    const sent = handle.send(list, port || 0, ip, sendsAtOnce(), done);
    if (sent >= 0 && callback) nextTick(callback, null, sent);
  } catch (error) {
    // Without a callback nobody is told: a datagram may always be lost.
    if (callback) nextTick(callback, failed(error));
  }
}

// ---- the end ---------------------------------------------------------------------------------------

Socket.prototype.close = function(callback) {
  const state = this[kStateSymbol];
  if (typeof callback === 'function') this.on('close', callback);
  if (state.queue !== undefined) {
    state.queue.push(() => this.close());
    return this;
  }
  running(this);
  stopReceiving(state);
  state.handle.close();
  state.handle = null;
  nextTick(() => this.emit('close'));
  return this;
};

Socket.prototype[Symbol.asyncDispose ?? Symbol.for('nodejs.asyncDispose')] = async function() {
  if (!this[kStateSymbol].handle) return;
  await new Promise((resolve) => this.close(resolve));
};

function stopReceiving(state) {
  if (!state.receiving) return;
  state.handle.recvStop();
  state.receiving = false;
}

Socket.prototype.ref = function() {
  this[kStateSymbol].handle?.ref();
  return this;
};

Socket.prototype.unref = function() {
  this[kStateSymbol].handle?.unref();
  return this;
};

Socket.prototype[EventEmitter.captureRejectionSymbol] = function(error) {
  this.emit('error', error);
};

// ---- options ---------------------------------------------------------------------------------------

Socket.prototype.setBroadcast = function(on) {
  const { handle } = running(this);
  attempt('setBroadcast', () => handle.setBroadcast(Boolean(on)));
};

Socket.prototype.setTTL = function(ttl) {
  validators.validateNumber(ttl, 'ttl');
  const { handle } = running(this);
  attempt('setTTL', () => handle.setTTL(ttl));
  return ttl;
};

Socket.prototype.setMulticastTTL = function(ttl) {
  validators.validateNumber(ttl, 'ttl');
  const { handle } = running(this);
  attempt('setMulticastTTL', () => handle.setMulticastTTL(ttl));
  return ttl;
};

Socket.prototype.setMulticastLoopback = function(on) {
  const { handle } = running(this);
  attempt('setMulticastLoopback', () => handle.setMulticastLoopback(Boolean(on)));
  return on;
};

Socket.prototype.setMulticastInterface = function(interfaceAddress) {
  const { handle } = running(this);
  validators.validateString(interfaceAddress, 'interfaceAddress');
  attempt('setMulticastInterface', () => handle.setMulticastInterface(interfaceAddress));
};

function changeMembership(name) {
  Socket.prototype[name] = function(multicastAddress, interfaceAddress) {
    const { handle } = running(this);
    if (!multicastAddress) throw new codes.ERR_MISSING_ARGS('multicastAddress');
    attempt(name, () => handle[name](multicastAddress, interfaceAddress ?? null));
  };
}

function changeSourceMembership(name) {
  Socket.prototype[name] = function(sourceAddress, groupAddress, interfaceAddress) {
    const { handle } = running(this);
    validators.validateString(sourceAddress, 'sourceAddress');
    validators.validateString(groupAddress, 'groupAddress');
    attempt(name, () => handle[name](sourceAddress, groupAddress, interfaceAddress ?? null));
  };
}

changeMembership('addMembership');
changeMembership('dropMembership');
changeSourceMembership('addSourceSpecificMembership');
changeSourceMembership('dropSourceSpecificMembership');

// Sets the size of a buffer of the system's, or asks for it with 0.
function bufferSize(socket, size, isReceive) {
  if (size >>> 0 !== size) throw new codes.ERR_SOCKET_BAD_BUFFER_SIZE();
  const { handle } = socket[kStateSymbol];
  const syscall = isReceive ? 'uv_recv_buffer_size' : 'uv_send_buffer_size';
  try {
    if (!handle) throw Object.assign(new Error(), { code: 'EBADF', errno: -9 });
    return handle.bufferSize(size, isReceive);
  } catch ({ code, errno }) {
    const message = require('internal/errors').uvErrmapGet(errno)?.[1] ?? '';
    throw new codes.ERR_SOCKET_BUFFER_SIZE({ errno, code, message, syscall });
  }
}

Socket.prototype.setRecvBufferSize = function(size) {
  bufferSize(this, size, true);
};

Socket.prototype.setSendBufferSize = function(size) {
  bufferSize(this, size, false);
};

Socket.prototype.getRecvBufferSize = function() {
  return bufferSize(this, 0, true);
};

Socket.prototype.getSendBufferSize = function() {
  return bufferSize(this, 0, false);
};

Socket.prototype.getSendQueueSize = function() {
  return this[kStateSymbol].handle.getSendQueueSize();
};

Socket.prototype.getSendQueueCount = function() {
  return this[kStateSymbol].handle.getSendQueueCount();
};

// ---- what programs should not use any more ----------------------------------------------------------

const warned = new Set();

function warn(name) {
  if (warned.has(name)) return;
  warned.add(name);
  require('process').emitWarning(`Socket.prototype.${name} is deprecated`, 'DeprecationWarning', 'DEP0112');
}

function deprecatedProperty(name, key) {
  Object.defineProperty(Socket.prototype, name, {
    get() {
      warn(name);
      return this[kStateSymbol][key];
    },
    set(value) {
      warn(name);
      this[kStateSymbol][key] = value;
    },
    configurable: true,
    enumerable: true,
  });
}

deprecatedProperty('_handle', 'handle');
deprecatedProperty('_receiving', 'receiving');
deprecatedProperty('_bindState', 'bindState');
deprecatedProperty('_queue', 'queue');
deprecatedProperty('_reuseAddr', 'reuseAddr');

Socket.prototype._healthCheck = function() {
  warn('_healthCheck()');
  running(this);
};

Socket.prototype._stopReceiving = function() {
  warn('_stopReceiving()');
  stopReceiving(this[kStateSymbol]);
};

function _createSocketHandle(address, port, addressType) {
  const handle = new native.UDP();
  try {
    if (port || address) {
      handle.bind(address || ANY_ADDRESS[FAMILY[addressType]], port || 0, false, false);
    }
    return handle;
  } catch (error) {
    handle.close();
    return error.errno;
  }
}

module.exports = { _createSocketHandle, createSocket, Socket };
