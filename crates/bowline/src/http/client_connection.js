'use strict';

// A client's connection while it belongs to a request.

const { nextTick } = require('process');
const { connResetException } = require('internal/errors');
const { isLenient, kNeedDrain, maxHeaderSize, prepareError } = require('http/common');
const { IncomingMessage } = require('http/incoming');
const { ACCEPT_UPGRADE, freeParser, parsers, SKIP_BODY } = require('http/parser');
const { kErrored } = require('http/outgoing');
const { closeRequest } = require('http/client');

const RESPONSE = 2;

// Gives the socket to the request.
function attach(request, socket) {
  const parser = parsers.alloc();
  parser.initialize(RESPONSE, {
    maxHeaderSize: request.maxHeaderSize || maxHeaderSize(),
    lenient: request.insecureHTTPParser === undefined ? isLenient() : request.insecureHTTPParser,
    Incoming: IncomingMessage,
  });
  request.socket = socket;
  request.parser = parser;
  parser.socket = socket;
  parser.outgoing = request;
  socket.parser = parser;
  socket._httpMessage = request;
  if (typeof request.maxHeadersCount === 'number') parser.maxHeaderPairs = request.maxHeadersCount << 1;
  if (request.joinDuplicateHeaders) parser.joinDuplicateHeaders = true;
  parser.onIncoming = (response, keepAlive) => onResponse(parser, response, keepAlive);
  socket.on('error', onSocketError);
  socket.on('data', onSocketData);
  socket.on('end', onSocketEnd);
  socket.on('close', onSocketClose);
  socket.on('drain', onSocketDrain);
  if (request.timeout !== undefined || request.agent?.options?.timeout) listenForTimeout(request);
  request.emit('socket', socket);
}

function detachReading(socket) {
  socket.removeListener('data', onSocketData);
  socket.removeListener('end', onSocketEnd);
}

// ---- what the socket says --------------------------------------------------------------------------

function onSocketDrain() {
  const request = this._httpMessage;
  if (request && !request.finished && request[kNeedDrain]) {
    request[kNeedDrain] = false;
    request.emit('drain');
  }
}

// The one error of a request.
function fail(request, error) {
  if (request.socket) request.socket._hadError = true;
  request.emit('error', error);
}

function onSocketError(error) {
  const request = this._httpMessage;
  if (request) fail(request, error);
  const { parser } = this;
  if (parser) {
    parser.finish();
    freeParser(parser, request, this);
  }
  detachReading(this);
  this.destroy();
}

function onSocketEnd() {
  const request = this._httpMessage;
  const { parser } = this;
  if (!request.res && !this._hadError) fail(request, connResetException('socket hang up'));
  if (parser) {
    parser.finish();
    freeParser(parser, request, this);
  }
  this.end();
}

function onSocketData(packet) {
  const request = this._httpMessage;
  const { parser } = this;
  if (!parser || parser.closed) return;
  const result = parser.execute(packet);
  if (typeof result !== 'number') {
    prepareError(result, parser, packet);
    freeParser(parser, request, this);
    detachReading(this);
    this.destroy();
    fail(request, result);
  } else if (parser.incoming?.upgrade) {
    upgraded(request, parser, packet.subarray(result));
  } else if (parser.incoming?.complete && !isInformational(parser.incoming.statusCode)) {
    detachReading(this);
    freeParser(parser, request, this);
  }
}

function upgraded(request, parser, head) {
  const { socket } = parser;
  const response = parser.incoming;
  request.res = response;
  detachReading(socket);
  socket.removeListener('drain', onSocketDrain);
  socket.removeListener('timeout', onSocketTimeout);
  if (request.timeoutCb) socket.removeListener('timeout', request.timeoutCb);
  parser.finish();
  freeParser(parser, request, socket);
  const event = request.method === 'CONNECT' ? 'connect' : 'upgrade';
  if (request.listenerCount(event) === 0) {
    // Nobody would ever end it.
    socket.destroy();
    return;
  }
  request.upgradeOrConnect = true;
  // It is no agent's any more.
  socket.emit('agentRemove');
  socket.removeListener('close', onSocketClose);
  socket.removeListener('error', onSocketError);
  socket._httpMessage = null;
  socket.readableFlowing = null;
  request.emit(event, response, socket, head);
  closeRequest(request);
}

function onSocketClose() {
  const request = this._httpMessage;
  const { parser } = this;
  request.destroyed = true;
  const response = request.res;
  if (response) {
    // What the parser has of an answer that ends with the connection becomes its end.
    if (parser && !response.complete) parser.finish();
    if (!response.complete) response.destroy(connResetException('aborted'));
    closeRequest(request);
    if (!response.aborted && response.readable) response.push(null);
  } else {
    if (!this._hadError) {
      this._hadError = true;
      request.emit('error', request[kErrored] ?? connResetException('socket hang up'));
    }
    closeRequest(request);
  }
  // What was never sent.
  request.outputData = [];
  if (parser) {
    parser.finish();
    freeParser(parser, request, this);
  }
}

// ---- responses -------------------------------------------------------------------------------------

function isInformational(status) {
  return status < 200 && status >= 100;
}

// What the parser is told about a response's body.
function onResponse(parser, response, keepAlive) {
  const { socket } = parser;
  const request = socket._httpMessage;
  if (request.res) {
    // A second answer to one request.
    socket.destroy();
    return 0;
  }
  request.res = response;
  response.req = request;
  if (response.upgrade) return ACCEPT_UPGRADE;
  if (request.method === 'CONNECT') {
    response.upgrade = true;
    return ACCEPT_UPGRADE;
  }
  if (isInformational(response.statusCode)) {
    informed(request, response);
    return SKIP_BODY;
  }
  if (request.shouldKeepAlive && !keepAlive && !request.upgradeOrConnect) request.shouldKeepAlive = false;
  socket.on('timeout', onSocketTimeout);
  response.on('end', onResponseEnd);
  request.on('finish', onRequestFinish);
  if (request.aborted || !request.emit('response', response)) response._dump();
  return request.method === 'HEAD' ? SKIP_BODY : 0;
}

// An answer that is not yet the answer.
function informed(request, response) {
  request.res = null;
  if (response.statusCode === 100) request.emit('continue');
  if (response.statusCode === 101) return;
  request.emit('information', {
    statusCode: response.statusCode,
    statusMessage: response.statusMessage,
    httpVersion: response.httpVersion,
    httpVersionMajor: response.httpVersionMajor,
    httpVersionMinor: response.httpVersionMinor,
    headers: response.headers,
    rawHeaders: response.rawHeaders,
  });
}

function onResponseEnd() {
  const request = this.req;
  const { socket } = request;
  if (socket && request.timeoutCb) socket.removeListener('timeout', emitTimeout);
  socket?.removeListener('timeout', onSocketTimeout);
  request._ended = true;
  if (!request.shouldKeepAlive) {
    if (!socket?.writable) return;
    if (typeof socket.destroySoon === 'function') socket.destroySoon();
    else socket.end();
  } else if (request.writableFinished && !this.aborted) {
    keepConnection(request);
  }
}

function onRequestFinish() {
  if (this.shouldKeepAlive && this._ended) keepConnection(this);
}

// Both are done: the connection can have another request.
function keepConnection(request) {
  const { socket } = request;
  if (request.timeoutCb) {
    socket.setTimeout(0, request.timeoutCb);
    request.timeoutCb = null;
  }
  socket.removeListener('error', onSocketError);
  socket.removeListener('close', onSocketClose);
  socket.removeListener('drain', onSocketDrain);
  detachReading(socket);
  freeParser(socket.parser, request, socket);
  // Whoever destroys the answer from now on means the answer alone.
  if (request.res) request.res.socket = null;
  request.destroyed = true;
  nextTick(emitFree, request, socket);
}

function emitFree(request, socket) {
  request._closed = true;
  request.emit('close');
  socket?.emit('free');
}

// ---- timeouts --------------------------------------------------------------------------------------

function emitTimeout() {
  this._httpMessage?.emit('timeout');
}

// The answer's own listeners.
function onSocketTimeout() {
  this._httpMessage?.res?.emit('timeout');
}

function listenForTimeout(request) {
  if (request.timeoutCb) return;
  request.timeoutCb = emitTimeout;
  if (request.socket) request.socket.once('timeout', emitTimeout);
  else request.on('socket', (socket) => socket.once('timeout', emitTimeout));
}

module.exports = { attach, listenForTimeout };
