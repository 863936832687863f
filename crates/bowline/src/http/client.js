'use strict';

// A client's request.

const net = require('net');
const { nextTick } = require('process');
const { Buffer } = require('buffer');
const { codes, connResetException } = require('internal/errors');
const { kOutHeaders } = require('http/common');
const { kErrored, kUniqueHeaders, OutgoingMessage, parseUniqueHeadersOption } = require('http/outgoing');
const given = require('http/client_options');

const bodiless = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);

function ClientRequest(input, options, callback) {
  OutgoingMessage.call(this);
  [options, callback] = given.normalize(input, options, callback);
  const defaultAgent = options._defaultAgent || require('http/agent').globalAgent;
  const agent = this.agent = given.agentOf(options, defaultAgent);
  const protocol = given.checkProtocolAndPath(options, agent, defaultAgent);
  const defaultPort = options.defaultPort || agent?.defaultPort;
  const port = options.port = options.port || defaultPort || 80;
  const host = options.host = given.checkHost(options.hostname, 'hostname') ||
    given.checkHost(options.host, 'host') || 'localhost';
  const setHost = options.setHost !== undefined ? Boolean(options.setHost) : true;

  this.socketPath = options.socketPath;
  if (options.timeout !== undefined) {
    this.timeout = require('internal/timers').getTimerDuration(options.timeout, 'timeout');
  }
  if (options.signal) abortWith(this, options.signal);
  this.method = given.methodOf(options);
  given.checkOptional(options);
  this.maxHeaderSize = options.maxHeaderSize;
  this.insecureHTTPParser = options.insecureHTTPParser;
  this.joinDuplicateHeaders = options.joinDuplicateHeaders;
  this.path = options.path || '/';
  if (callback) this.once('response', callback);
  this.useChunkedEncodingByDefault = !bodiless.has(this.method);
  this.host = host;
  this.protocol = protocol;
  this[kUniqueHeaders] = parseUniqueHeadersOption(options.uniqueHeaders);
  // Without an agent that keeps connections, the answer ends this one.
  const isKept = Boolean(agent) && (agent.keepAlive || Number.isFinite(agent.maxSockets));
  this._last = !isKept;
  this.shouldKeepAlive = isKept;

  setHeaders(this, options, { defaultPort, host, port, setHost });
  connect(this, options);
}
Object.setPrototypeOf(ClientRequest.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ClientRequest, OutgoingMessage);

const defaults = {
  _ended: false,
  res: null,
  aborted: false,
  timeoutCb: null,
  upgradeOrConnect: false,
  parser: null,
  maxHeadersCount: null,
  reusedSocket: false,
};
for (const name of Object.keys(defaults)) {
  Object.defineProperty(ClientRequest.prototype, name, {
    value: defaults[name], writable: true, configurable: true, enumerable: true,
  });
}

function abortWith(request, signal) {
  const { addAbortSignal } = require('stream');
  addAbortSignal(signal, request);
}

// ---- fields ----------------------------------------------------------------------------------------

function setHeaders(request, options, { defaultPort, host, port, setHost }) {
  const { headers } = options;
  if (Array.isArray(headers)) {
    // As they are: the program says everything.
    request._storeHeader(firstLine(request), headers);
    return;
  }
  if (headers) {
    for (const name of Object.keys(headers)) request.setHeader(name, headers[name]);
  }
  if (host && setHost && !request.getHeader('host')) {
    // An address of IPv6 has colons of its own.
    const isIPv6 = host.includes(':') && host.indexOf(':') !== host.lastIndexOf(':') && host[0] !== '[';
    let value = isIPv6 ? `[${host}]` : host;
    if (port && +port !== defaultPort) value += `:${port}`;
    request.setHeader('Host', value);
  }
  if (options.auth && !request.getHeader('Authorization')) {
    request.setHeader('Authorization', `Basic ${Buffer.from(options.auth).toString('base64')}`);
  }
  if (request.getHeader('expect')) {
    // Its answer comes before the body: the head is sent at once.
    if (request._header) throw new codes.ERR_HTTP_HEADERS_SENT('render');
    request._implicitHeader();
  }
}

function firstLine(request) {
  return `${request.method} ${request.path} HTTP/1.1\r\n`;
}

ClientRequest.prototype._implicitHeader = function() {
  if (this._header) throw new codes.ERR_HTTP_HEADERS_SENT('render');
  this._storeHeader(firstLine(this), this[kOutHeaders]);
};

ClientRequest.prototype._finish = function() {
  OutgoingMessage.prototype._finish.call(this);
};

// ---- the connection --------------------------------------------------------------------------------

function connect(request, options) {
  // The signal ends the request, which ends the connection.
  if (options.signal) options = { ...options, signal: undefined };
  if (request.agent) {
    request.agent.addRequest(request, options);
    return;
  }
  request._last = true;
  request.shouldKeepAlive = false;
  if (options.socketPath) options = { ...options, path: options.socketPath };
  else if (options.path) options = { ...options, path: undefined };
  if (typeof options.createConnection !== 'function') {
    request.onSocket(net.createConnection(options));
    return;
  }
  let isDone = false;
  const done = (error, socket) => {
    if (isDone) return;
    isDone = true;
    if (error) nextTick(emitErrorAndClose, request, error);
    else request.onSocket(socket);
  };
  try {
    const socket = options.createConnection(options, done);
    if (socket) done(null, socket);
  } catch (error) {
    done(error);
  }
}

function emitErrorAndClose(request, error) {
  request.emit('error', error);
  closeRequest(request);
}

function closeRequest(request) {
  if (request._closed) return;
  request.destroyed = true;
  request._closed = true;
  request.emit('close');
}

ClientRequest.prototype.onSocket = function(socket, error) {
  nextTick(onSocketNow, this, socket, error);
};

function onSocketNow(request, socket, error) {
  if (!request.destroyed && !error) {
    require('http/client_connection').attach(request, socket);
    request._flush();
    return;
  }
  if (!socket) {
    endWithout(request, error);
    return;
  }
  if (!error && request.agent && !socket.destroyed) {
    // It was never used.
    socket.emit('free');
    endWithout(request, error);
    return;
  }
  const { finished } = require('stream');
  finished(socket.destroy(error || request[kErrored]), (socketError) => {
    if (socketError?.code === 'ERR_STREAM_PREMATURE_CLOSE') socketError = null;
    endWithout(request, socketError || error);
  });
}

// The request ends before it had a connection of its own.
function endWithout(request, error) {
  error = request[kErrored] ?? error;
  if (!request.aborted && !error) error = connResetException('socket hang up');
  if (error) request.emit('error', error);
  request.destroyed = true;
  request._closed = true;
  request.emit('close');
}

ClientRequest.prototype.abort = function() {
  if (this.aborted) return;
  this.aborted = true;
  nextTick(emitAbort, this);
  this.destroy();
};

function emitAbort(request) {
  request.emit('abort');
}

ClientRequest.prototype.destroy = function(error) {
  if (this.destroyed) return this;
  this.destroyed = true;
  // The rest of the answer is of no interest.
  this.res?._dump();
  this[kErrored] = error;
  this.socket?.destroy(error);
  return this;
};

// ---- the socket's options --------------------------------------------------------------------------

ClientRequest.prototype._deferToConnect = function(method, args) {
  const apply = () => {
    if (method) Reflect.apply(this.socket[method], this.socket, args);
  };
  const whenConnected = () => {
    if (this.socket.writable) apply();
    else this.socket.once('connect', apply);
  };
  if (this.socket) whenConnected();
  else this.once('socket', whenConnected);
};

ClientRequest.prototype.setTimeout = function(milliseconds, callback) {
  if (this._ended) return this;
  const { listenForTimeout } = require('http/client_connection');
  listenForTimeout(this);
  milliseconds = require('internal/timers').getTimerDuration(milliseconds, 'msecs');
  if (callback) this.once('timeout', callback);
  if (this.socket) setSocketTimeout(this.socket, milliseconds);
  else this.once('socket', (socket) => setSocketTimeout(socket, milliseconds));
  return this;
};

// The time to connect does not count.
function setSocketTimeout(socket, milliseconds) {
  if (socket.connecting) socket.once('connect', () => socket.setTimeout(milliseconds));
  else socket.setTimeout(milliseconds);
}

ClientRequest.prototype.clearTimeout = function(callback) {
  this.setTimeout(0, callback);
};

ClientRequest.prototype.setNoDelay = function(noDelay) {
  this._deferToConnect('setNoDelay', [noDelay]);
};

ClientRequest.prototype.setSocketKeepAlive = function(enable, initialDelay) {
  this._deferToConnect('setKeepAlive', [enable, initialDelay]);
};

module.exports = { ClientRequest, closeRequest };
