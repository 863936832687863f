'use strict';

const EventEmitter = require('events');
const net = require('net');
const { codes } = require('internal/errors');
const { kConnections, kIncomingMessage, kServerResponse } = require('http/common');
const { IncomingMessage } = require('http/incoming');
const { kUniqueHeaders, parseUniqueHeadersOption } = require('http/outgoing');
const { ServerResponse } = require('http/server_response');
const { connectionListener, expire, isIdle } = require('http/server_connection');

const kConnectionsCheckingInterval = Symbol('http.server.connectionsCheckingInterval');

function storeHTTPOptions(options) {
  const { validateBoolean, validateInteger } = require('internal/validators');
  const integer = (name, otherwise, min = 0) => {
    const value = options[name];
    if (value === undefined) return otherwise;
    validateInteger(value, name, min);
    return value;
  };
  const boolean = (name, otherwise) => {
    const value = options[name];
    if (value === undefined) return otherwise;
    validateBoolean(value, `options.${name}`);
    return value;
  };
  this[kIncomingMessage] = options.IncomingMessage || IncomingMessage;
  this[kServerResponse] = options.ServerResponse || ServerResponse;
  this.maxHeaderSize = integer('maxHeaderSize', undefined);
  this.insecureHTTPParser = boolean('insecureHTTPParser', undefined);
  this.requestTimeout = integer('requestTimeout', 300_000);
  this.headersTimeout = integer('headersTimeout', Math.min(60_000, this.requestTimeout || 60_000));
  if (this.requestTimeout > 0 && this.headersTimeout > 0 && this.headersTimeout > this.requestTimeout) {
    throw new codes.ERR_OUT_OF_RANGE('headersTimeout', '<= requestTimeout', this.headersTimeout);
  }
  this.keepAliveTimeout = integer('keepAliveTimeout', 5_000);
  this.connectionsCheckingInterval = integer('connectionsCheckingInterval', 30_000);
  this.requireHostHeader = boolean('requireHostHeader', true);
  this.joinDuplicateHeaders = boolean('joinDuplicateHeaders', undefined);
  this.rejectNonStandardBodyWrites = boolean('rejectNonStandardBodyWrites', false);
}

function Server(options, requestListener) {
  if (!(this instanceof Server)) return new Server(options, requestListener);
  if (typeof options === 'function') {
    requestListener = options;
    options = {};
  } else if (options == null) {
    options = {};
  } else {
    require('internal/validators').validateObject(options, 'options');
    options = { ...options };
  }
  storeHTTPOptions.call(this, options);
  net.Server.call(this, {
    allowHalfOpen: true,
    noDelay: options.noDelay ?? true,
    keepAlive: options.keepAlive,
    keepAliveInitialDelay: options.keepAliveInitialDelay,
    highWaterMark: options.highWaterMark,
  });
  if (requestListener) this.on('request', requestListener);
  // Sockets must be half-open so that a client may end and still read; whether a program sees that is its choice.
  this.httpAllowHalfOpen = false;
  this.on('connection', connectionListener);
  this.on('listening', setupConnectionsTracking);
  this.timeout = 0;
  this.maxHeadersCount = null;
  this.maxRequestsPerSocket = 0;
  this[kUniqueHeaders] = parseUniqueHeadersOption(options.uniqueHeaders);
}
Object.setPrototypeOf(Server.prototype, net.Server.prototype);
Object.setPrototypeOf(Server, net.Server);

function setupConnectionsTracking() {
  this[kConnections] ??= new Set();
  clearInterval(this);
  this[kConnectionsCheckingInterval] =
    require('timers').setInterval(checkConnections.bind(this), this.connectionsCheckingInterval).unref();
}

function clearInterval(server) {
  if (server[kConnectionsCheckingInterval]) require('timers').clearInterval(server[kConnectionsCheckingInterval]);
}

// Ends connections whose request, or its head, takes too long to arrive.
function checkConnections() {
  if (this.headersTimeout === 0 && this.requestTimeout === 0) return;
  for (const connection of [...this[kConnections]]) expire(connection, this.headersTimeout, this.requestTimeout);
}

function httpServerPreClose(server) {
  server.closeIdleConnections();
  clearInterval(server);
}

Server.prototype.close = function() {
  httpServerPreClose(this);
  Reflect.apply(net.Server.prototype.close, this, arguments);
  return this;
};

Server.prototype[Symbol.asyncDispose ?? Symbol.for('nodejs.asyncDispose')] = async function() {
  return require('internal/util').promisify(this.close).call(this);
};

Server.prototype.closeAllConnections = function() {
  if (!this[kConnections]) return;
  for (const connection of [...this[kConnections]]) connection.socket?.destroy();
};

Server.prototype.closeIdleConnections = function() {
  if (!this[kConnections]) return;
  for (const connection of [...this[kConnections]]) {
    if (isIdle(connection)) connection.socket.destroy();
  }
};

Server.prototype.setTimeout = function(milliseconds, callback) {
  this.timeout = milliseconds;
  if (callback) this.on('timeout', callback);
  return this;
};

Server.prototype[EventEmitter.captureRejectionSymbol] = function(error, event, ...args) {
  if (event !== 'request') {
    Reflect.apply(net.Server.prototype[EventEmitter.captureRejectionSymbol] ?? rethrow, this, [error, event, ...args]);
    return;
  }
  const [, response] = args;
  if (response.headersSent || response.writableEnded) {
    response.destroy();
    return;
  }
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  response.statusCode = 500;
  response.end(require('http/status')[500]);
};

function rethrow(error) {
  this.emit('error', error);
}

module.exports = {
  httpServerPreClose, kConnectionsCheckingInterval, Server, setupConnectionsTracking, storeHTTPOptions,
};
