'use strict';

// A server's connection: requests come in, one after the other or several at once, and responses go out in their order.

const { nextTick } = require('process');
const { codes, connResetException } = require('internal/errors');
const {
  continueExpression, isLenient, kConnections, kIncomingMessage, kNeedDrain, kServerResponse, maxHeaderSize, prepareError,
} = require('http/common');
const { emitFinish, kConnection, kUniqueHeaders } = require('http/outgoing');
const {
  ACCEPT_UPGRADE, freeParser, HAS_EXPECT, HAS_HOST, IS_HTTP_1_1, parsers,
} = require('http/parser');
const { emitClose, emitCloseLater } = require('http/server_response');

const REQUEST = 1;

const answers = {
  __proto__: null,
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

function nothing() {}

class Connection {
  constructor(server, socket) {
    this.server = server;
    this.socket = socket;
    // Requests that are not answered, and responses that wait for those before them.
    this.incoming = [];
    this.outgoing = [];
    // Bytes that wait in responses.
    this.outgoingData = 0;
    this.requestsCount = 0;
    this.keepAliveTimeoutSet = false;
    // Whether the timer of a kept connection runs, and since when the connection is kept.
    this.timerRuns = false;
    this.keptSince = 0;
    this.parser = null;
    this.onData = (packet) => this.data(packet);
    this.onEnd = () => this.end();
    this.onClose = () => this.close();
    this.onDrain = () => this.drain();
    this.onTimeout = () => this.timeout();
    this.onError = (error) => this.error(error);
    this.responseOptions = server.rejectNonStandardBodyWrites ? { rejectNonStandardBodyWrites: true } : undefined;
    // A response that was written as a whole while its request was told.
    this.written = null;
    this.isTelling = false;
  }

  start() {
    const { server, socket } = this;
    socket._httpConnection = this;
    // Something else may have looked at the socket before, and left it paused or with listeners of its own.
    if (server.timeout && typeof socket.setTimeout === 'function') socket.setTimeout(server.timeout);
    socket.on('timeout', this.onTimeout);

    const parser = this.parser = parsers.alloc();
    parser.initialize(REQUEST, {
      maxHeaderSize: server.maxHeaderSize || maxHeaderSize(),
      lenient: server.insecureHTTPParser === undefined ? isLenient() : server.insecureHTTPParser,
      Incoming: server[kIncomingMessage],
    });
    parser.socket = socket;
    socket.parser = parser;
    if (typeof server.maxHeadersCount === 'number') parser.maxHeaderPairs = server.maxHeadersCount << 1;
    if (server.joinDuplicateHeaders) parser.joinDuplicateHeaders = true;
    // A connection that says nothing is slow too.
    parser.startedAt = native.now();
    parser.onIncoming = (request, keepAlive) => this.request(request, keepAlive);
    server[kConnections]?.add(this);

    socket.on('error', this.onError);
    socket.on('data', this.onData);
    socket.on('end', this.onEnd);
    socket.on('close', this.onClose);
    socket.on('drain', this.onDrain);
    socket._paused = false;
    // Text instead of bytes would come out of it.
    socket.setEncoding = refuseEncoding;
    require('http/server_socket').shorten(this, socket);
  }

  // ---- what the socket says ------------------------------------------------------------------------

  data(packet) {
    const { parser } = this;
    if (parser === null || parser.closed) return;
    this.stopKeepAliveTimeout();
    let result;
    this.isTelling = true;
    try {
      result = parser.execute(packet);
    } finally {
      this.isTelling = false;
      if (this.written !== null) this.finishWritten();
    }
    if (typeof result !== 'number') {
      prepareError(result, parser, packet);
      this.error(result);
    } else if (parser.incoming?.upgrade && result <= packet.length && !parser.closed) {
      this.upgrade(parser.incoming, packet.subarray(result));
    } else if (this.socket._paused && !parser.closed) {
      parser.pause();
    }
  }

  upgrade(request, head) {
    const { server, socket } = this;
    socket.removeListener('data', this.onData);
    socket.removeListener('end', this.onEnd);
    socket.removeListener('close', this.onClose);
    socket.removeListener('drain', this.onDrain);
    socket.removeListener('error', this.onError);
    socket.removeAllListeners('timeout');
    this.free();
    const event = request.method === 'CONNECT' ? 'connect' : 'upgrade';
    if (server.listenerCount(event) === 0) {
      // Nobody would ever end it.
      socket.destroy();
      return;
    }
    // Whoever takes over decides how to read.
    socket.readableFlowing = null;
    server.emit(event, request, socket, head);
  }

  end() {
    const { parser, server, socket } = this;
    const error = parser?.finish();
    if (error) {
      prepareError(error, parser);
      this.error(error);
    } else if (!server.httpAllowHalfOpen) {
      this.abortIncoming();
      if (socket.writable) socket.end();
    } else if (this.outgoing.length) {
      this.outgoing.at(-1)._last = true;
    } else if (socket._httpMessage) {
      socket._httpMessage._last = true;
    } else if (socket.writable) {
      socket.end();
    }
  }

  close() {
    this.free();
    this.abortIncoming();
    const response = this.socket._httpMessage;
    if (response) emitClose(response);
  }

  free() {
    const { socket } = this;
    this.server[kConnections]?.delete(this);
    freeParser(this.parser, null, socket);
    this.parser = null;
    socket._httpConnection = null;
    delete socket.setEncoding;
  }

  abortIncoming() {
    while (this.incoming.length) {
      const request = this.incoming.shift();
      request.destroy(connResetException('aborted'));
    }
  }

  error(error) {
    const { socket } = this;
    socket.removeListener('error', this.onError);
    // What comes after the first error is of no interest.
    if (socket.listenerCount('error') === 0) socket.on('error', nothing);
    if (this.server.emit('clientError', error, socket)) return;
    const response = socket._httpMessage;
    if (socket.writable && !response?._headerSent) {
      socket.write(`HTTP/1.1 ${answers[error.code] ?? '400 Bad Request'}\r\nConnection: close\r\n\r\n`);
    }
    socket.destroy(error);
  }

  timeout() {
    const { server, socket } = this;
    if (!this.isOverdue()) return;
    const request = this.parser?.incoming;
    const requestHeard = request && !request.complete && request.emit('timeout', socket);
    const responseHeard = socket._httpMessage?.emit('timeout', socket);
    if (!server.emit('timeout', socket) && !requestHeard && !responseHeard) socket.destroy();
  }

  drain() {
    const { socket } = this;
    const isFull = this.outgoingData > socket.writableHighWaterMark;
    if (socket._paused && !isFull) {
      socket._paused = false;
      const waiting = this.parser?.resume();
      if (waiting) this.onData(waiting);
      // What waited may have been too much again.
      if (!socket._paused) socket.resume();
    }
    const message = socket._httpMessage;
    if (message && !message.finished && message[kNeedDrain]) {
      message[kNeedDrain] = false;
      message.emit('drain');
    }
  }

  pendingDataChanged(delta) {
    this.outgoingData += delta;
    if (this.socket._paused && this.outgoingData < this.socket.writableHighWaterMark) this.drain();
  }

  // ---- requests and responses ----------------------------------------------------------------------

  request(request, keepAlive) {
    const { parser, server, socket } = this;
    if (this.written !== null) this.finishWritten();
    this.stopKeepAliveTimeout();
    if (request.upgrade) {
      request.upgrade = request.method === 'CONNECT' || server.listenerCount('upgrade') > 0;
      if (request.upgrade) return ACCEPT_UPGRADE;
    }
    this.incoming.push(request);
    // A peer that sends requests and reads no responses has to wait.
    if (!socket._paused && (socket._writableState?.needDrain || this.outgoingData >= socket.writableHighWaterMark)) {
      socket._paused = true;
      socket.pause();
      // What is behind this request in its packet waits too.
      parser.pause();
    }
    const response = this.createResponse(request, keepAlive);
    if (socket._httpMessage) this.outgoing.push(response);
    else response.assignSocket(socket);

    const { flags } = parser;
    if (flags & IS_HTTP_1_1) {
      if (!(flags & HAS_HOST) && server.requireHostHeader) {
        response.writeHead(400, ['Connection', 'close']);
        response.end();
        return 0;
      }
      if (this.isOverLimit(response)) {
        server.emit('dropRequest', request, socket);
        response.writeHead(503);
        response.end();
        return 0;
      }
    }
    if (flags & HAS_EXPECT && flags & IS_HTTP_1_1) this.expected(request, response);
    else server.emit('request', request, response);
    return 0;
  }

  // Between requests the socket has the timer of a connection that is kept. To start, put off and stop it for each request
  // would cost more than the request. So it runs on, and when it is due, it is found out what that means. Only who
  // listens himself, or has a timeout of his own, gets it stopped.
  stopKeepAliveTimeout() {
    if (!this.keepAliveTimeoutSet) return;
    this.keepAliveTimeoutSet = false;
    const { server, socket } = this;
    if (server.timeout || socket._events.timeout !== this.onTimeout) {
      socket.setTimeout(server.timeout || 0);
      this.timerRuns = false;
    }
  }

  startKeepAliveTimeout(milliseconds) {
    this.keepAliveTimeoutSet = true;
    this.keptSince = Date.now();
    if (this.timerRuns && this.socket.timeout === milliseconds) return;
    this.socket.setTimeout(milliseconds);
    this.timerRuns = true;
  }

  // Whether the timer that is due has something to say.
  isOverdue() {
    if (!this.timerRuns) return true;
    const { keepAliveTimeout } = this.server;
    this.timerRuns = false;
    // Somebody has set another one meanwhile.
    if (this.socket.timeout !== keepAliveTimeout) return true;
    // A request may take its time.
    if (!this.keepAliveTimeoutSet) return false;
    const left = this.keptSince + keepAliveTimeout - Date.now();
    if (left <= 0) return true;
    this.socket.setTimeout(left);
    return false;
  }

  createResponse(request, keepAlive) {
    const { server } = this;
    const Response = server[kServerResponse];
    const response = new Response(request, this.responseOptions);
    if (server.maxRequestsPerSocket) response._maxRequestsPerSocket = server.maxRequestsPerSocket;
    if (response.shouldKeepAlive !== keepAlive) response.shouldKeepAlive = keepAlive;
    response[kConnection] = this;
    if (server[kUniqueHeaders]) response[kUniqueHeaders] = server[kUniqueHeaders];
    return response;
  }

  isOverLimit(response) {
    const limit = this.server.maxRequestsPerSocket;
    if (!(limit > 0)) return false;
    this.requestsCount++;
    response.maxRequestsOnConnectionReached = limit <= this.requestsCount;
    return limit < this.requestsCount;
  }

  // The request stays the parser's until the program has read it.
  forget(request) {
    const { parser } = this;
    if ((request._dumped && !request._isRead()) || request.readableEnded) parser.incoming = null;
    else request.once('end', () => { if (parser.incoming === request) parser.incoming = null; });
  }

  expected(request, response) {
    const { server } = this;
    if (continueExpression.test(request.headers.expect)) {
      response._expect_continue = true;
      if (server.listenerCount('checkContinue') > 0) {
        server.emit('checkContinue', request, response);
      } else {
        response.writeContinue();
        server.emit('request', request, response);
      }
    } else if (server.listenerCount('checkExpectation') > 0) {
      server.emit('checkExpectation', request, response);
    } else {
      response.writeHead(417);
      response.end();
    }
  }

  // Takes note of a response that is written as a whole. Who listens for its end hears of it later, as ever; if nobody
  // does, it is over when its request has been told.
  wasWritten(response) {
    if (this.isTelling && this.written === null && !(response._eventsCount > 0)) this.written = response;
    else nextTick(emitFinish, response);
  }

  finishWritten() {
    const response = this.written;
    this.written = null;
    if (response._eventsCount > 0) nextTick(emitFinish, response);
    else emitFinish(response);
  }

  finished(response) {
    const { parser, server, socket } = this;
    const request = this.incoming.shift();
    // Whoever did not read the body does not want it: the next request is behind it.
    if (request && !request._isWanted()) request._dump();
    if (parser !== null && parser.incoming === request) this.forget(request);
    response.detachSocket(socket);
    emitCloseLater(response);
    if (response._last) {
      if (typeof socket.destroySoon === 'function') socket.destroySoon();
      else socket.end();
    } else if (this.outgoing.length > 0) {
      this.outgoing.shift().assignSocket(socket);
    } else if (server.keepAliveTimeout && typeof socket.setTimeout === 'function') {
      this.startKeepAliveTimeout(server.keepAliveTimeout);
    }
  }
}

function refuseEncoding() {
  throw new codes.ERR_HTTP_SOCKET_ENCODING();
}

function connectionListener(socket) {
  new Connection(this, socket).start();
}

// Whether no request is being read or answered.
function isIdle({ incoming, parser, socket }) {
  return parser !== null && parser.startedAt === undefined && incoming.length === 0 && !socket._httpMessage;
}

function expire(connection, headersTimeout, requestTimeout) {
  const { parser } = connection;
  if (parser === null || parser.startedAt === undefined) return;
  const age = native.now() - parser.startedAt;
  const isLate = (headersTimeout > 0 && !parser.headCompleted && age > headersTimeout) ||
    (requestTimeout > 0 && age > requestTimeout);
  if (isLate) connection.error(new codes.ERR_HTTP_REQUEST_TIMEOUT());
}

module.exports = { connectionListener, expire, isIdle };
