'use strict';

// A message that is received: a server's request, a client's response.
//
// Most requests have no body, and most programs never look whether they have one. So what a Readable needs is made when
// somebody first asks for it, and what came of the fields stays one string until then.

const { Readable, finished } = require('stream');
const { nextTick } = require('process');
const headerList = require('http/header_list');

const kBlock = Symbol('kBlock');
const kTrailerBlock = Symbol('kTrailerBlock');
const kRawHeaders = Symbol('kRawHeaders');
const kRawTrailers = Symbol('kRawTrailers');
const kHeaders = Symbol('kHeaders');
const kHeadersCount = Symbol('kHeadersCount');
const kHeadersDistinct = Symbol('kHeadersDistinct');
const kTrailers = Symbol('kTrailers');
const kTrailersDistinct = Symbol('kTrailersDistinct');
const kState = Symbol('kState');
const kFrom = Symbol('kFrom');
const kPacket = Symbol('kPacket');
const kUrl = Symbol('kUrl');
const kVersion = Symbol('kVersion');

function readStart(socket) {
  if (socket && !socket._paused && socket.readableFlowing !== true && socket.readable) socket.resume();
}

function readStop(socket) {
  if (socket) socket.pause();
}

function IncomingMessage(socket) {
  this.socket = socket;
}
Object.setPrototypeOf(IncomingMessage.prototype, Readable.prototype);
Object.setPrototypeOf(IncomingMessage, Readable);

// What few messages change is not stored in each.
const defaults = {
  complete: false,
  joinDuplicateHeaders: false,
  aborted: false,
  upgrade: null,
  method: null,
  statusCode: null,
  statusMessage: null,
  _consumed: false,
  _dumped: false,
  [kBlock]: undefined,
  [kPacket]: null,
  [kUrl]: undefined,
  [kVersion]: undefined,
  [kTrailerBlock]: '',
};
for (const key of Reflect.ownKeys(defaults)) {
  Object.defineProperty(IncomingMessage.prototype, key, {
    value: defaults[key], writable: true, configurable: true, enumerable: typeof key === 'string',
  });
}

Object.defineProperty(IncomingMessage.prototype, '_readableState', {
  configurable: true,
  get() {
    const state = this[kState];
    // The prototype itself is asked too, by whoever lists its properties.
    if (state !== undefined || !Object.hasOwn(this, 'socket')) return state;
    return makeReadable(this);
  },
  set(state) { this[kState] = state; },
});

function makeReadable(message) {
  const { socket } = message;
  const highWaterMark = socket?.readableHighWaterMark;
  Readable.call(message, highWaterMark === undefined ? undefined : { highWaterMark });
  const state = message[kState];
  // Nothing is read ahead before somebody reads: the socket might be paused for it.
  state.readingMore = true;
  if (message.complete) message.push(null);
  return state;
}

// The parser has seen the end of the body.
IncomingMessage.prototype._end = function() {
  if (this[kState] !== undefined) this.push(null);
};

IncomingMessage.prototype._read = function() {
  if (!this._consumed) {
    this._readableState.readingMore = false;
    this._consumed = true;
  }
  if (this.socket?.readable) readStart(this.socket);
};

IncomingMessage.prototype._destroy = function(error, callback) {
  if (!this.readableEnded || !this.complete) {
    this.aborted = true;
    this.emit('aborted');
  }
  const { socket } = this;
  if (!this.aborted || !socket || socket.destroyed) {
    nextTick(tellDestroyed, this, error, callback);
    return;
  }
  // The connection is of no use to anybody any more.
  socket.destroy(error);
  const stop = finished(socket, (socketError) => {
    if (socketError?.code === 'ERR_STREAM_PREMATURE_CLOSE') socketError = null;
    stop();
    nextTick(tellDestroyed, this, error || socketError, callback);
  });
};

// Who does not listen for errors of a message gets none.
function tellDestroyed(message, error, callback) {
  if (message.listenerCount('error') === 0) callback();
  else callback(error);
}

// Whether the program began to read. Who has said that it will may take its time once everything is here.
IncomingMessage.prototype._isWanted = function() {
  return this._consumed || (this.complete && this[kState] !== undefined && this.readableFlowing !== null);
};

// Whether it has ever been a stream.
IncomingMessage.prototype._isRead = function() {
  return this[kState] !== undefined;
};

// Reads to the end what nobody wants.
IncomingMessage.prototype._dump = function() {
  if (this._dumped) return;
  this._dumped = true;
  if (this[kState] === undefined && this.complete && !this._eventsCount) {
    this._consumed = true;
    return;
  }
  this.removeAllListeners('data');
  this.resume();
};

IncomingMessage.prototype.setTimeout = function(milliseconds, callback) {
  if (callback) this.on('timeout', callback);
  this.socket.setTimeout(milliseconds);
  return this;
};

function property(name, get, set) {
  Object.defineProperty(IncomingMessage.prototype, name, { get, set, configurable: true, enumerable: true });
}

function blockOf(message) {
  const packet = message[kPacket];
  return message[kBlock] ?? (packet === null ? '' : native.fields(packet, message[kFrom]));
}

property('url', function() {
  const packet = this[kPacket];
  return this[kUrl] ??= packet === null ? '' : native.target(packet, this[kFrom]);
}, function(url) { this[kUrl] = url; });

function versionProperty(name, get) {
  property(name, function() {
    const version = this[kVersion];
    return version === undefined ? null : get(version);
  }, function(value) {
    Object.defineProperty(this, name, { value, writable: true, configurable: true, enumerable: true });
  });
}

versionProperty('httpVersion', (version) => `${version >> 4}.${version & 15}`);
versionProperty('httpVersionMajor', (version) => version >> 4);
versionProperty('httpVersionMinor', (version) => version & 15);

property('client', function() { return this.socket; }, function(socket) { this.socket = socket; });
property('connection', function() { return this.socket; }, function(socket) { this.socket = socket; });

property('rawHeaders', function() {
  return this[kRawHeaders] ??= headerList.split(blockOf(this));
}, function(list) { this[kRawHeaders] = list; });

property('rawTrailers', function() {
  return this[kRawTrailers] ??= headerList.split(this[kTrailerBlock]);
}, function(list) { this[kRawTrailers] = list; });

property('headers', function() {
  let headers = this[kHeaders];
  if (headers === undefined) {
    const list = this.rawHeaders;
    const count = Math.min(list.length, this[kHeadersCount] ?? list.length);
    headers = this[kHeaders] = headerList.toObject(list, count, this.joinDuplicateHeaders);
  }
  return headers;
}, function(headers) { this[kHeaders] = headers; });

property('headersDistinct', function() {
  return this[kHeadersDistinct] ??= headerList.toDistinct(this.rawHeaders);
}, function(headers) { this[kHeadersDistinct] = headers; });

property('trailers', function() {
  const list = this.rawTrailers;
  return this[kTrailers] ??= headerList.toObject(list, list.length, this.joinDuplicateHeaders);
}, function(trailers) { this[kTrailers] = trailers; });

property('trailersDistinct', function() {
  return this[kTrailersDistinct] ??= headerList.toDistinct(this.rawTrailers);
}, function(trailers) { this[kTrailersDistinct] = trailers; });

IncomingMessage.prototype._addHeaderLines = function(list, count) {
  if (!list?.length) return;
  const target = this.complete ? this.trailers : this.headers;
  if (this.complete) this.rawTrailers = list;
  else this.rawHeaders = list;
  for (let i = 0; i + 1 < count; i += 2) this._addHeaderLine(list[i], list[i + 1], target);
};

IncomingMessage.prototype._addHeaderLine = function(name, value, target) {
  headerList.addField(target, name, value, this.joinDuplicateHeaders);
};

IncomingMessage.prototype._addHeaderLineDistinct = function(name, value, target) {
  headerList.addDistinctField(target, name, value);
};

module.exports = {
  IncomingMessage, kBlock, kFrom, kHeadersCount, kPacket, kTrailerBlock, kVersion, readStart, readStop,
};
