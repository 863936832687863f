'use strict';

const { nextTick } = require('process');
const { codes } = require('internal/errors');
const { checkInvalidHeaderChar, chunkExpression, kOutHeaders } = require('http/common');
const { kVersion } = require('http/incoming');
const { kIsPlain, kSocket, OutgoingMessage, validateHeaderName, validateHeaderValue } = require('http/outgoing');

let reasons;

function reasonOf(status) {
  reasons ??= require('http/status');
  return reasons[status] || 'unknown';
}

function ServerResponse(request, options) {
  // There is nothing else to set up.
  if (options !== undefined) OutgoingMessage.call(this, options);
  if (request.method === 'HEAD') this._hasBody = false;
  this.req = request;
  // A plain 1.1 is what nearly all are.
  if (request[kVersion] !== 0x11 && (request.httpVersionMajor < 1 || request.httpVersionMinor < 1)) {
    this.useChunkedEncodingByDefault = chunkExpression.test(request.headers.te);
    this.shouldKeepAlive = false;
  }
}
Object.setPrototypeOf(ServerResponse.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ServerResponse, OutgoingMessage);

ServerResponse.prototype.statusCode = 200;
ServerResponse.prototype.statusMessage = undefined;
ServerResponse.prototype.sendDate = true;
for (const name of ['_sent100', '_expect_continue']) {
  Object.defineProperty(ServerResponse.prototype, name, { value: false, writable: true, configurable: true });
}

ServerResponse.prototype._finish = function() {
  OutgoingMessage.prototype._finish.call(this);
};

// ---- the socket ------------------------------------------------------------------------------------

function onSocketClose() {
  // The response that has the socket now, which may not be the one that listened first.
  if (this._httpMessage) emitClose(this._httpMessage);
}

function emitClose(response) {
  if (response._closed) return;
  response.destroyed = true;
  response._closed = true;
  if (response._eventsCount > 0) response.emit('close');
}

ServerResponse.prototype.assignSocket = function(socket) {
  if (socket._httpMessage) throw new codes.ERR_HTTP_SOCKET_ASSIGNED();
  socket._httpMessage = this;
  // A server's connection listens for all of its responses.
  if (!socket._httpConnection) socket.on('close', onSocketClose);
  if (this.writableCorked) this.socket = socket;
  else this[kSocket] = socket;
  if (this._eventsCount > 0) this.emit('socket', socket);
  if (this.outputData.length > 0 || this.finished) this._flush();
};

ServerResponse.prototype.detachSocket = function(socket) {
  if (!socket._httpConnection) socket.removeListener('close', onSocketClose);
  socket._httpMessage = null;
  if (this.writableCorked) this.socket = null;
  else this[kSocket] = null;
};

// ---- answers before the answer ---------------------------------------------------------------------

ServerResponse.prototype.writeContinue = function(callback) {
  this._writeRaw('HTTP/1.1 100 Continue\r\n\r\n', 'ascii', callback);
  this._sent100 = true;
};

ServerResponse.prototype.writeProcessing = function(callback) {
  this._writeRaw('HTTP/1.1 102 Processing\r\n\r\n', 'ascii', callback);
};

ServerResponse.prototype.writeEarlyHints = function(hints, callback) {
  const { validateLinkHeaderValue, validateObject } = require('internal/validators');
  validateObject(hints, 'hints');
  if (hints.link === null || hints.link === undefined) return;
  const link = validateLinkHeaderValue(hints.link);
  if (link.length === 0) return;
  let head = `HTTP/1.1 103 Early Hints\r\nLink: ${link}\r\n`;
  for (const name of Object.keys(hints)) {
    if (name === 'link') continue;
    const value = hints[name];
    validateHeaderName(name);
    validateHeaderValue(name, value);
    head += `${name}: ${value}\r\n`;
  }
  this._writeRaw(`${head}\r\n`, 'ascii', callback);
};

// ---- the head --------------------------------------------------------------------------------------

ServerResponse.prototype._implicitHeader = function() {
  this.writeHead(this.statusCode);
};

ServerResponse.prototype.writeHead = function(statusCode, reason, headers) {
  if (this._header) throw new codes.ERR_HTTP_HEADERS_SENT('write');
  const status = statusCode | 0;
  if (status < 100 || status > 999) throw new codes.ERR_HTTP_INVALID_STATUS_CODE(statusCode);
  let given = true;
  if (typeof reason === 'string') {
    this.statusMessage = reason;
  } else {
    if (!this.statusMessage) {
      this.statusMessage = reasonOf(status);
      given = false;
    }
    headers ??= reason;
  }
  this.statusCode = status;

  let fields = headers;
  if (this[kOutHeaders] !== null) {
    if (headers) mergeHeaders(this, headers);
    fields = this[kOutHeaders];
  }
  if (given && checkInvalidHeaderChar(this.statusMessage)) throw new codes.ERR_INVALID_CHAR('statusMessage');
  if (given && /[\x80-\xff]/.test(this.statusMessage)) this[kIsPlain] = false;
  if (status === 204 || status === 304 || status < 200) {
    // These never have a body, and who reads them does not look for one.
    this._hasBody = false;
  }
  // A client that waits for 100 and gets the answer instead may or may not send its body: nothing can follow.
  if (this._expect_continue && !this._sent100) this.shouldKeepAlive = false;
  this._storeHeader(`HTTP/1.1 ${status} ${this.statusMessage}\r\n`, fields);
  return this;
};

ServerResponse.prototype.writeHeader = ServerResponse.prototype.writeHead;

function mergeHeaders(response, headers) {
  if (!Array.isArray(headers)) {
    for (const name of Object.keys(headers)) {
      if (name) response.setHeader(name, headers[name]);
    }
    return;
  }
  const list = headers.length && Array.isArray(headers[0]) ? headers.flat(1) : headers;
  if (list.length % 2 !== 0) throw new codes.ERR_INVALID_ARG_VALUE('headers', headers);
  // What is given here replaces what was set before, and may itself say a name twice.
  for (let i = 0; i < list.length; i += 2) response.removeHeader(list[i]);
  for (let i = 0; i < list.length; i += 2) {
    if (list[i]) response.appendHeader(list[i], list[i + 1]);
  }
}

// Without listeners nobody can tell when.
function emitCloseLater(response) {
  if (response._eventsCount > 0) nextTick(emitClose, response);
  else emitClose(response);
}

module.exports = { emitClose, emitCloseLater, ServerResponse };
