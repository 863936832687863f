'use strict';

// A message that is sent: a server's response, a client's request. A legacy Stream that looks like a Writable.

const Stream = require('stream');
const { nextTick } = require('process');
const { codes } = require('internal/errors');
const { byteLength, kNeedDrain, kOutHeaders, lowerName } = require('http/common');
const {
  kConnection, kIsPlain, kUniqueHeaders, parseUniqueHeadersOption, validateHeaderName, validateHeaderValue,
} = require('http/outgoing_head');

const kBytesWritten = Symbol('kBytesWritten');
const kChunkedBuffer = Symbol('kChunkedBuffer');
const kChunkedLength = Symbol('kChunkedLength');
const kCorked = Symbol('corked');
const kErrored = Symbol('errored');
const kHighWaterMark = Symbol('kHighWaterMark');
const kRejectNonStandardBodyWrites = Symbol('kRejectNonStandardBodyWrites');
const kSocket = Symbol('kSocket');

function nothing() {}

// What nearly all messages wait with: nothing.
const NO_DATA = Object.freeze([]);

function OutgoingMessage(options) {
  if (!new.target && !(this instanceof OutgoingMessage)) return new OutgoingMessage(options);
  const highWaterMark = options?.highWaterMark;
  if (highWaterMark !== undefined) this[kHighWaterMark] = highWaterMark;
  if (options?.rejectNonStandardBodyWrites) this[kRejectNonStandardBodyWrites] = true;
}
Object.setPrototypeOf(OutgoingMessage.prototype, Stream.prototype);
Object.setPrototypeOf(OutgoingMessage, Stream);

// What few messages change is not stored in each.
const defaults = {
  // What was written before there is a socket, or while it belongs to the message before.
  outputData: NO_DATA,
  outputSize: 0,
  writable: true,
  destroyed: false,
  _last: false,
  chunkedEncoding: false,
  shouldKeepAlive: true,
  maxRequestsOnConnectionReached: false,
  _defaultKeepAlive: true,
  useChunkedEncodingByDefault: true,
  sendDate: false,
  _removedConnection: false,
  _removedContLen: false,
  _removedTE: false,
  strictContentLength: false,
  _contentLength: null,
  _hasBody: true,
  _trailer: '',
  finished: false,
  _headerSent: false,
  _closed: false,
  _header: null,
  _keepAliveTimeout: 0,
  _maxRequestsPerSocket: 0,
  _onPendingData(delta) { this[kConnection]?.pendingDataChanged(delta); },
  [kBytesWritten]: 0,
  [kConnection]: null,
  [kIsPlain]: true,
  [kChunkedBuffer]: null,
  [kChunkedLength]: 0,
  [kCorked]: 0,
  [kErrored]: null,
  [kHighWaterMark]: undefined,
  [kNeedDrain]: false,
  [kOutHeaders]: null,
  [kRejectNonStandardBodyWrites]: false,
  [kSocket]: null,
  [kUniqueHeaders]: null,
};
for (const key of Reflect.ownKeys(defaults)) {
  Object.defineProperty(OutgoingMessage.prototype, key, {
    value: defaults[key], writable: true, configurable: true, enumerable: typeof key === 'string',
  });
}

function getter(name, get, set) {
  Object.defineProperty(OutgoingMessage.prototype, name, { get, set, configurable: true, enumerable: false });
}

function highWaterMarkOf(message) {
  return message[kHighWaterMark] ?? message[kSocket]?.writableHighWaterMark ?? Stream.getDefaultHighWaterMark();
}

getter('errored', function() { return this[kErrored]; });
getter('closed', function() { return this._closed; });
getter('writableFinished', function() {
  return this.finished && this.outputSize === 0 && (!this[kSocket] || this[kSocket].writableLength === 0);
});
getter('writableObjectMode', () => false);
getter('writableLength', function() {
  return this.outputSize + this[kChunkedLength] + (this[kSocket] ? this[kSocket].writableLength : 0);
});
getter('writableHighWaterMark', function() {
  return this[kSocket] ? this[kSocket].writableHighWaterMark : highWaterMarkOf(this);
});
getter('writableCorked', function() { return this[kCorked]; });
getter('writableEnded', function() { return this.finished; });
getter('writableNeedDrain', function() { return !this.destroyed && !this.finished && this[kNeedDrain]; });
getter('headersSent', function() { return Boolean(this._header); });
getter('socket', function() { return this[kSocket]; }, function(socket) {
  for (let n = this[kCorked]; n > 0; n--) {
    socket?.cork();
    this[kSocket]?.uncork();
  }
  this[kSocket] = socket;
});
getter('connection', function() { return this[kSocket]; }, function(socket) { this.socket = socket; });

// ---- fields ----------------------------------------------------------------------------------------

require('http/outgoing_fields').defineFields(OutgoingMessage.prototype);

OutgoingMessage.prototype._implicitHeader = function() {
  throw new codes.ERR_METHOD_NOT_IMPLEMENTED('_implicitHeader()');
};

OutgoingMessage.prototype.flushHeaders = function() {
  if (!this._header) this._implicitHeader();
  this._send('');
};

OutgoingMessage.prototype.addTrailers = function(headers) {
  let text = '';
  const isList = Array.isArray(headers);
  for (const key of Object.keys(headers)) {
    const [name, value] = isList ? headers[key] : [key, headers[key]];
    if (lowerName(name) === undefined) throw new codes.ERR_INVALID_HTTP_TOKEN('Trailer name', name);
    const lines = Array.isArray(value) && value.length > 1 && !this[kUniqueHeaders]?.has(name.toLowerCase()) ?
      value : [Array.isArray(value) ? value.join('; ') : value];
    for (const line of lines) {
      if (require('http/common').checkInvalidHeaderChar(line)) {
        throw new codes.ERR_INVALID_CHAR('trailer content', name);
      }
      text += `${name}: ${line}\r\n`;
    }
  }
  this._trailer = text;
};

// ---- to the socket ---------------------------------------------------------------------------------

// Sends data, with the head before it if that is not sent.
OutgoingMessage.prototype._send = function(data, encoding, callback, length) {
  if (!this._headerSent) {
    const header = this._header;
    this._headerSent = true;
    if (typeof data === 'string' && (encoding === 'utf8' || encoding === 'latin1' || !encoding)) {
      data = header + data;
    } else {
      this.outputData = [{ data: header, encoding: 'latin1', callback: null }, ...this.outputData];
      this.outputSize += header.length;
      this._onPendingData(header.length);
    }
  }
  return this._writeRaw(data, encoding, callback, length);
};

OutgoingMessage.prototype._writeRaw = function(data, encoding, callback, length) {
  const socket = this[kSocket];
  if (socket?.destroyed) return false;
  if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  if (socket && socket._httpMessage === this && socket.writable) {
    if (this.outputData.length) this._flushOutput(socket);
    return socket.write(data, encoding, callback);
  }
  const size = length ?? data.length;
  if (this.outputData === NO_DATA) this.outputData = [];
  this.outputData.push({ data, encoding, callback });
  this.outputSize += size;
  this._onPendingData(size);
  return this.outputSize < highWaterMarkOf(this);
};

// Called when the message has got its socket, and when the socket can take more.
OutgoingMessage.prototype._flush = function() {
  const socket = this[kSocket];
  if (!socket?.writable) return;
  const canTakeMore = this._flushOutput(socket);
  if (this.finished) {
    this._finish();
  } else if (canTakeMore && this[kNeedDrain]) {
    this[kNeedDrain] = false;
    this.emit('drain');
  }
};

OutgoingMessage.prototype._flushOutput = function(socket) {
  for (let n = this[kCorked]; n > 0; n--) {
    this[kCorked]--;
    socket.cork();
  }
  const { outputData } = this;
  if (outputData.length === 0) return undefined;
  let canTakeMore;
  socket.cork();
  for (const { data, encoding, callback } of outputData) canTakeMore = socket.write(data, encoding, callback);
  socket.uncork();
  this.outputData = NO_DATA;
  this._onPendingData(-this.outputSize);
  this.outputSize = 0;
  return canTakeMore;
};

OutgoingMessage.prototype._finish = function() {
  this.emit('prefinish');
};

// ---- writing ---------------------------------------------------------------------------------------

OutgoingMessage.prototype.cork = function() {
  this[kCorked]++;
  this[kSocket]?.cork();
};

OutgoingMessage.prototype.uncork = function() {
  if (this[kCorked] > 0) this[kCorked]--;
  this[kSocket]?.uncork();
  if (this[kCorked] || this[kChunkedBuffer] === null) return;
  // What was written while corked is one chunk.
  const chunks = this[kChunkedBuffer];
  const length = this[kChunkedLength];
  this[kChunkedBuffer] = null;
  this[kChunkedLength] = 0;
  let callbacks;
  this._send(length.toString(16), 'latin1', null);
  this._send('\r\n', null, null);
  for (const { chunk, encoding, callback } of chunks) {
    this._send(chunk, encoding, null);
    if (callback) (callbacks ??= []).push(callback);
  }
  this._send('\r\n', null, callbacks ? (error) => {
    for (const callback of callbacks) callback(error);
  } : null);
};

OutgoingMessage.prototype.write = function(chunk, encoding, callback) {
  if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  const canTakeMore = writeBody(this, chunk, encoding, callback, false);
  if (!canTakeMore) this[kNeedDrain] = true;
  return canTakeMore;
};

function fail(message, error, callback) {
  if (typeof callback !== 'function') callback = nothing;
  nextTick(emitError, message, error, callback);
}

function emitError(message, error, callback) {
  callback(error);
  if (typeof message.emit === 'function' && !message.destroyed) message.emit('error', error);
}

function checkChunk(chunk) {
  if (chunk === null) throw new codes.ERR_STREAM_NULL_VALUES();
  if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) {
    throw new codes.ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'Uint8Array'], chunk);
  }
}

function writeBody(message, chunk, encoding, callback, isLast) {
  if (typeof callback !== 'function') callback = nothing;
  checkChunk(chunk);
  let error;
  if (message.finished) error = new codes.ERR_STREAM_WRITE_AFTER_END();
  else if (message.destroyed) error = new codes.ERR_STREAM_DESTROYED('write');
  if (error) {
    if (message.destroyed) nextTick(callback, error);
    else fail(message, error, callback);
    return false;
  }
  const length = byteLength(chunk, encoding);
  if (message.strictContentLength) countStrictly(message, length, isLast);
  if (!message._header) {
    if (isLast) message._contentLength ??= length;
    message._implicitHeader();
  }
  if (!message._hasBody) {
    if (message[kRejectNonStandardBodyWrites]) throw new codes.ERR_HTTP_BODY_NOT_ALLOWED();
    nextTick(callback);
    return true;
  }
  const socket = message[kSocket];
  if (!isLast && socket && !socket.writableCorked) {
    // Head and first chunks leave together.
    socket.cork();
    nextTick(uncork, socket);
  }
  if (message.chunkedEncoding && length !== 0) return writeChunk(message, chunk, encoding, callback, length);
  return message._send(chunk, encoding, callback, length);
}

function uncork(socket) {
  socket.uncork();
}

function writeChunk(message, chunk, encoding, callback, length) {
  if (message[kCorked] && message._headerSent) {
    (message[kChunkedBuffer] ??= []).push({ chunk, encoding, callback });
    message[kChunkedLength] += length;
    return message[kChunkedLength] < highWaterMarkOf(message);
  }
  message._send(length.toString(16), 'latin1', null);
  message._send('\r\n', null, null);
  message._send(chunk, encoding, null, length);
  return message._send('\r\n', null, callback);
}

function countStrictly(message, length, isLast) {
  const declared = contentLengthOf(message);
  const sent = message[kBytesWritten] + length;
  if (declared !== undefined && (isLast ? sent !== declared : sent > declared)) {
    throw new codes.ERR_HTTP_CONTENT_LENGTH_MISMATCH(sent, declared);
  }
  message[kBytesWritten] = sent;
}

function contentLengthOf(message) {
  if (message._removedContLen || message.chunkedEncoding || message._removedTE || !message._hasBody) return undefined;
  if (message.hasHeader('transfer-encoding')) return undefined;
  const value = message._contentLength ?? message.getHeader('content-length');
  return value === undefined || value === null ? undefined : +value;
}

OutgoingMessage.prototype.end = function(chunk, encoding, callback) {
  if (typeof chunk === 'function') {
    callback = chunk;
    chunk = null;
    encoding = null;
  } else if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  if (chunk) {
    if (this.finished) {
      fail(this, new codes.ERR_STREAM_WRITE_AFTER_END(), typeof callback !== 'function' ? nothing : callback);
      return this;
    }
    if (this[kSocket]?._httpWrite && endAtOnce(this, chunk, encoding, callback)) return this;
    this[kSocket]?.cork();
    writeBody(this, chunk, encoding, null, true);
  } else if (this.finished) {
    if (typeof callback === 'function') {
      if (this.writableFinished) callback(new codes.ERR_STREAM_ALREADY_FINISHED('end'));
      else this.on('finish', callback);
    }
    return this;
  } else if (!this._header) {
    this[kSocket]?.cork();
    this._contentLength = 0;
    this._implicitHeader();
  }
  if (typeof callback === 'function') this.once('finish', callback);
  if (!chunk && this.strictContentLength) countStrictly(this, 0, true);

  const finish = emitFinish.bind(undefined, this);
  if (this._hasBody && this.chunkedEncoding) {
    flushChunks(this);
    this._send(`0\r\n${this._trailer}\r\n`, 'latin1', finish);
  } else if (!this._headerSent || this.writableLength || chunk) {
    this._send('', 'latin1', finish);
  } else {
    nextTick(finish);
  }
  const socket = this[kSocket];
  if (socket) {
    // Everything goes out now, however often it was corked.
    if (socket._writableState) socket._writableState.corked = 1;
    socket.uncork();
  }
  this[kCorked] = 1;
  this.uncork();
  this.finished = true;
  if (this.outputData.length === 0 && socket?._httpMessage === this) this._finish();
  return this;
};

let whole;

function endAtOnce(message, chunk, encoding, callback) {
  whole ??= require('http/outgoing_whole');
  return whole.endAtOnce(message, chunk, encoding, callback);
}

function flushChunks(message) {
  if (message[kChunkedBuffer] === null) return;
  const corked = message[kCorked];
  message[kCorked] = 1;
  message.uncork();
  message[kCorked] = corked;
  message[kSocket]?.cork();
}

function emitFinish(message) {
  if (message[kSocket]?._hadError) return;
  // The connection goes on before the program hears of it.
  message[kConnection]?.finished(message);
  if (message._eventsCount > 0) message.emit('finish');
}

// ---- the rest --------------------------------------------------------------------------------------

OutgoingMessage.prototype.setTimeout = function(milliseconds, callback) {
  if (callback) this.on('timeout', callback);
  if (this[kSocket]) this[kSocket].setTimeout(milliseconds);
  else this.once('socket', (socket) => socket.setTimeout(milliseconds));
  return this;
};

OutgoingMessage.prototype.destroy = function(error) {
  if (this.destroyed) return this;
  this.destroyed = true;
  this[kErrored] = error;
  if (this[kSocket]) this[kSocket].destroy(error);
  else this.once('socket', (socket) => socket.destroy(error));
  return this;
};

OutgoingMessage.prototype[Symbol.for('nodejs.rejection')] = function(error) {
  this.destroy(error);
};

OutgoingMessage.prototype.pipe = function() {
  this.emit('error', new codes.ERR_STREAM_CANNOT_PIPE());
};

OutgoingMessage.prototype[Symbol.asyncDispose ?? Symbol.for('asyncDispose')] = async function() {
  if (!this.destroyed) this.destroy();
};

// Names that Node gave up.
for (const name of ['_headers', '_headerNames']) {
  Object.defineProperty(OutgoingMessage.prototype, name, {
    configurable: true,
    enumerable: false,
    get() { return Reflect.apply(require('http/outgoing_legacy')[name].get, this, []); },
    set(value) { Reflect.apply(require('http/outgoing_legacy')[name].set, this, [value]); },
  });
}

module.exports = {
  emitFinish,
  kCorked,
  kConnection,
  kErrored,
  kHighWaterMark,
  kIsPlain,
  kNeedDrain,
  kRejectNonStandardBodyWrites,
  kSocket,
  kUniqueHeaders,
  OutgoingMessage,
  parseUniqueHeadersOption,
  validateHeaderName,
  validateHeaderValue,
  writeBody,
};
