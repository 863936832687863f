'use strict';

const EventEmitter = require('events');
const { nextTick } = require('process');
const { Pipe, TCP } = require('net/handle');
const { isPipeName, normalizeArgs, toNumber } = require('net/arguments');
const { codes } = require('internal/errors');
const validators = require('internal/validators');
const { Socket, kSetKeepAlive, kSetKeepAliveInitialDelay, kSetNoDelay } = require('net/socket');

const ANY_ADDRESS = { 4: '0.0.0.0', 6: '::' };
// Connections that the system keeps until they are accepted, unless the program says how many.
const BACKLOG = 511;

function Server(options, connectionListener) {
  if (!(this instanceof Server)) return new Server(options, connectionListener);
  EventEmitter.call(this);
  if (typeof options === 'function') {
    connectionListener = options;
    options = {};
  } else if (options == null) {
    options = {};
  } else if (typeof options !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
  }
  if (typeof connectionListener === 'function') this.on('connection', connectionListener);
  const { keepAliveInitialDelay, highWaterMark } = options;
  if (keepAliveInitialDelay !== undefined) {
    validators.validateNumber(keepAliveInitialDelay, 'options.keepAliveInitialDelay');
  }
  if (highWaterMark !== undefined) validators.validateNumber(highWaterMark, 'options.highWaterMark');

  this._connections = 0;
  this._handle = null;
  this._unref = false;
  this._listeningId = 1;
  this.allowHalfOpen = options.allowHalfOpen || false;
  this.pauseOnConnect = Boolean(options.pauseOnConnect);
  this.noDelay = Boolean(options.noDelay);
  this.keepAlive = Boolean(options.keepAlive);
  this.keepAliveInitialDelay = ~~(Math.max(keepAliveInitialDelay || 0, 0) / 1000);
  this.highWaterMark = highWaterMark >= 0 ? highWaterMark : require('stream').getDefaultHighWaterMark();
}
Object.setPrototypeOf(Server.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Server, EventEmitter);

// ---- listening -------------------------------------------------------------------------------------

Server.prototype.listen = function(...args) {
  let [options, callback] = normalizeArgs(args);
  if (this._handle) throw new codes.ERR_SERVER_ALREADY_LISTEN();
  if (callback !== null) this.once('listening', callback);
  // (port | path | handle, [host,] backlog)
  const backlogArgument = toNumber(args.length > 1 && args[1]) || toNumber(args.length > 2 && args[2]);
  options = options._handle || options.handle || options;
  // What an earlier call still looks up is not wanted any more.
  this._listeningId++;
  if (options instanceof TCP || options instanceof Pipe) {
    this._handle = options;
    startListening(this, { address: null, port: -1, family: -1, backlog: backlogArgument });
    return this;
  }
  watchAbort(this, options);
  if (typeof options.fd === 'number' && options.fd >= 0) {
    startListening(this, { address: null, port: null, family: null, backlog: backlogArgument, fd: options.fd });
    return this;
  }
  const backlog = options.backlog || backlogArgument;
  let { port } = options;
  const hasNoPort = (port === undefined && 'port' in options) || port === null;
  if (args.length === 0 || typeof args[0] === 'function' || hasNoPort) port = 0;
  if (typeof port === 'number' || typeof port === 'string') {
    validators.validatePort(port, 'options.port');
    const target = { address: null, port: port | 0, family: 4, backlog, ipv6Only: Boolean(options.ipv6Only) };
    if (options.host) lookupAndListen(this, target, options.host);
    else startListening(this, target);
    return this;
  }
  if (options.path && isPipeName(options.path)) {
    listenOnPath(this, options, backlog);
    return this;
  }
  if (!('port' in options || 'path' in options)) {
    throw new codes.ERR_INVALID_ARG_VALUE('options', options, 'must have the property "port" or "path"');
  }
  throw new codes.ERR_INVALID_ARG_VALUE('options', options);
};

function watchAbort(server, { signal }) {
  if (signal === undefined) return;
  validators.validateAbortSignal(signal, 'options.signal');
  const abort = () => server.close();
  if (signal.aborted) {
    nextTick(abort);
    return;
  }
  signal.addEventListener('abort', abort, { once: true });
  server.once('close', () => signal.removeEventListener('abort', abort));
}

function lookupAndListen(server, target, host) {
  const id = server._listeningId;
  require('dns').lookup(host, (error, address, family) => {
    if (server._listeningId !== id) return;
    if (error) {
      server.emit('error', error);
      return;
    }
    target.address = address;
    target.family = address ? family : 4;
    startListening(server, target);
  });
}

function listenOnPath(server, options, backlog) {
  server._pipeName = options.path;
  startListening(server, { address: options.path, port: -1, family: -1, backlog });
  // A failure is told in the next tick.
  if (!server._handle) return;
  if (options.readableAll !== true && options.writableAll !== true) return;
  try {
    server._handle.setAccess(options.readableAll === true, options.writableAll === true);
  } catch (error) {
    server._handle.close();
    server._handle = null;
    throw error;
  }
}

// `target`: { address, port, family, backlog, fd, ipv6Only }; a family of -1 means that the address is a path.
function startListening(server, target) {
  try {
    server._handle ??= target.address || typeof target.fd === 'number' ?
      createServerHandle(target.address, target.port, target.family, target.fd, target.ipv6Only) :
      createUnspecifiedHandle(target);
    const handle = server._handle;
    handle.onconnection = (error, client) => onconnection(server, error, client);
    handle.listen(target.backlog || BACKLOG, (error, client) => handle.onconnection(error, client));
  } catch (error) {
    server._handle?.close();
    server._handle = null;
    nextTick(emitErrorNT, server, listenError(error, target));
    return;
  }
  server._connectionKey = `${target.family}:${target.address}:${target.port}`;
  if (server._unref) server.unref();
  nextTick(emitListeningNT, server);
}

// Every address of this machine: those of both families, if it has IPv6.
function createUnspecifiedHandle(target) {
  try {
    const handle = createServerHandle(ANY_ADDRESS[6], target.port, 6, undefined, target.ipv6Only);
    target.address = ANY_ADDRESS[6];
    target.family = 6;
    return handle;
  } catch {
    target.address = ANY_ADDRESS[4];
    target.family = 4;
    return createServerHandle(target.address, target.port, 4);
  }
}

// A handle that has the address. Throws what the system has against it.
function createServerHandle(address, port, family, fd, ipv6Only) {
  if (typeof fd === 'number' && fd >= 0) return require('net/descriptor').openServer(fd);
  if (port === -1 && family === -1) {
    const pipe = new Pipe();
    try {
      pipe.bind(address);
    } catch (error) {
      pipe.close();
      throw error;
    }
    return pipe;
  }
  const tcp = new TCP();
  try {
    tcp.bind(address || ANY_ADDRESS[family || 4], port, Boolean(ipv6Only));
  } catch (error) {
    tcp.close();
    throw error;
  }
  return tcp;
}

// Whatever failed on the way, it is the listening that did.
function listenError(error, { address, port }) {
  if (error.errno === undefined) return error;
  const { UVExceptionWithHostPort } = require('internal/errors');
  return new UVExceptionWithHostPort(error.errno, 'listen', address, port);
}

function emitErrorNT(server, error) {
  server.emit('error', error);
}

function emitListeningNT(server) {
  // It may have been closed by now.
  if (server._handle) server.emit('listening');
}

Object.defineProperty(Server.prototype, 'listening', {
  get() { return Boolean(this._handle); },
  configurable: true,
  enumerable: true,
});

Server.prototype.address = function() {
  const handle = this._handle;
  if (!handle?.getsockname) return this._pipeName ?? null;
  // A handle that is not ours fills an object, and says with a number whether it could.
  const address = {};
  const outcome = handle.getsockname(address);
  if (typeof outcome !== 'number') return outcome;
  if (outcome < 0) throw require('internal/errors').errnoException(outcome, 'address');
  return address;
};

// ---- connections -----------------------------------------------------------------------------------

// Loaded with the first connection.
let channel;

function onconnection(server, error, client) {
  if (error) {
    server.emit('error', error);
    return;
  }
  if (server.maxConnections != null && server._connections >= server.maxConnections) {
    turnAway(server, client);
    return;
  }
  const socket = new Socket({
    handle: client,
    allowHalfOpen: server.allowHalfOpen,
    pauseOnCreate: server.pauseOnConnect,
    readable: true,
    writable: true,
    readableHighWaterMark: server.highWaterMark,
    writableHighWaterMark: server.highWaterMark,
  });
  if (server.noDelay && client.setNoDelay) {
    socket[kSetNoDelay] = true;
    client.setNoDelay(true);
  }
  if (server.keepAlive && client.setKeepAlive) {
    socket[kSetKeepAlive] = true;
    socket[kSetKeepAliveInitialDelay] = server.keepAliveInitialDelay;
    client.setKeepAlive(true, server.keepAliveInitialDelay);
  }
  server._connections++;
  socket.server = server;
  socket._server = server;
  server.emit('connection', socket);
  channel ??= require('diagnostics_channel').channel('net.server.socket');
  if (channel.hasSubscribers) channel.publish({ socket });
}

function turnAway(server, client) {
  if (client.getpeername) {
    const local = client.getsockname();
    const remote = client.getpeername();
    server.emit('drop', {
      localAddress: local.address,
      localPort: local.port,
      localFamily: local.family,
      remoteAddress: remote.address,
      remotePort: remote.port,
      remoteFamily: remote.family,
    });
  } else {
    server.emit('drop');
  }
  client.close();
}

Server.prototype.getConnections = function(callback) {
  nextTick(callback, null, this._connections);
  return this;
};

Server.prototype[EventEmitter.captureRejectionSymbol] = function(error, event, socket) {
  if (event === 'connection') socket.destroy(error);
  else this.emit('error', error);
};

// ---- the end ---------------------------------------------------------------------------------------

Server.prototype.close = function(callback) {
  if (typeof callback === 'function') {
    if (this._handle) this.once('close', callback);
    else this.once('close', () => callback(new codes.ERR_SERVER_NOT_RUNNING()));
  }
  // Also a name that is being looked up is not listened on any more.
  this._listeningId++;
  if (this._handle) {
    this._handle.close();
    this._handle = null;
  }
  this._emitCloseIfDrained();
  return this;
};

Server.prototype[Symbol.asyncDispose ?? Symbol.for('nodejs.asyncDispose')] = async function() {
  if (!this._handle) return;
  await new Promise((resolve, reject) => this.close((error) => error ? reject(error) : resolve()));
};

Server.prototype._emitCloseIfDrained = function() {
  if (!this._handle && this._connections === 0) nextTick(emitCloseIfDrainedNT, this);
};

function emitCloseIfDrainedNT(server) {
  // A listener may have let it listen again.
  if (!server._handle && server._connections === 0) server.emit('close');
}

Server.prototype.ref = function() {
  this._unref = false;
  this._handle?.ref();
  return this;
};

Server.prototype.unref = function() {
  this._unref = true;
  this._handle?.unref();
  return this;
};

module.exports = { Server, createServerHandle };
