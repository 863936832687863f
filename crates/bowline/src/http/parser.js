'use strict';

// What a connection does with the bytes that come: gives them to the native parser and acts on its events.
//
// The parser is asked for one event at a time. Nothing calls back from native code, so whatever a listener does
// here, to the socket or to the parser itself, happens between two questions.

const { Buffer } = require('buffer');
const { kBlock, kFrom, kHeadersCount, kPacket, kTrailerBlock, kVersion, readStart, readStop } = require('http/incoming');

const { maxHeaderSize: maxHeaderSizeOption } = require('http/common');

const { createParser, methods } = native;

// Events: the low bits of what `step` returns. The others are how much was consumed.
const HEAD = 1;
const HEAD_ALONE = 2;
const BODY = 3;
const COMPLETE = 4;
const UPGRADED = 5;
const FAILED = 6;
const KIND_BITS = 3;
// A head alone has its flags and its method there too, before how much was consumed.
const FLAGS_MASK = 31;
const METHOD_SHIFT = 8;
const METHOD_MASK = 63;
const ALONE_BITS = 14;

// What is known of a head before its fields are looked at.
const KEEP_ALIVE = 1;
const UPGRADE = 2;
const HAS_HOST = 4;
const HAS_EXPECT = 8;
const IS_HTTP_1_1 = 16;

// What `onIncoming` answers.
const SKIP_BODY = 1;
const ACCEPT_UPGRADE = 2;

// Items of the list of names and values that get into `headers`, unless somebody says otherwise.
const HEADER_ITEMS_MAX = 2000;

class Parser {
  static REQUEST = 1;
  static RESPONSE = 2;

  constructor() {
    this.native = createParser();
    this.Incoming = null;
    this.socket = null;
    this.incoming = null;
    this.outgoing = null;
    this.onIncoming = null;
    this.maxHeaderPairs = HEADER_ITEMS_MAX;
    this.joinDuplicateHeaders = false;
    // What is known of the message that comes in, for whoever decides about it.
    this.flags = 0;
    // When the message began, in milliseconds; nothing between messages.
    this.startedAt = undefined;
    this.headCompleted = false;
    this.paused = false;
    this.waiting = null;
    this.packet = null;
    this.closed = true;
    this.failed = false;
    this.running = false;
    // Which connection this is for: it may be given to the next one while a listener of the last one runs.
    this.generation = 0;
  }

  // For a new connection, or for a new response on one that was kept.
  initialize(kind, { maxHeaderSize, lenient, Incoming }) {
    this.native.reset(kind, maxHeaderSize ?? maxHeaderSizeOption(), Boolean(lenient));
    this.Incoming = Incoming;
    this.maxHeaderPairs = HEADER_ITEMS_MAX;
    this.joinDuplicateHeaders = false;
    this.flags = 0;
    this.startedAt = undefined;
    this.headCompleted = false;
    this.paused = false;
    this.closed = false;
    this.failed = false;
    this.running = false;
    this.generation++;
  }

  // Returns how much was consumed: less than everything if the rest is another protocol. An Error if it is no HTTP.
  execute(packet) {
    if (this.paused || this.running) {
      this.waiting = this.waiting === null ? packet : Buffer.concat([this.waiting, packet]);
      return packet.length;
    }
    const { generation } = this;
    this.running = true;
    try {
      let result = this.run(packet);
      // What a listener has brought meanwhile.
      while (this.waiting !== null && !this.paused && !this.closed && typeof result === 'number') {
        packet = this.waiting;
        this.waiting = null;
        result = this.run(packet);
      }
      return result;
    } finally {
      if (this.generation === generation) this.running = false;
    }
  }

  run(packet) {
    const { generation, native: parser } = this;
    const end = packet.length;
    let at = 0;
    this.packet = packet;
    while (!this.closed && this.generation === generation) {
      if (this.paused) {
        if (at < end) this.waiting = packet.subarray(at);
        return end;
      }
      const step = parser.step(packet, at);
      const from = at;
      if ((step & 7) === HEAD_ALONE) {
        at += step >>> ALONE_BITS;
        this.onHeadAlone((step >> KIND_BITS) & FLAGS_MASK, methods[(step >> METHOD_SHIFT) & METHOD_MASK], packet, from);
        if (at === end) return end;
        continue;
      }
      at += step >>> KIND_BITS;
      switch (step & 7) {
        case 0:
          if (this.startedAt === undefined && parser.inMessage()) this.messageBegun();
          return end;
        case HEAD:
          // A message that is here as a whole needs no clock.
          this.startedAt ??= native.now();
          this.onHead(parser.head());
          break;
        case BODY: {
          const length = parser.bodyLength();
          this.onBody(length === end ? packet : packet.subarray(at - length, at));
          break;
        }
        case COMPLETE:
          this.onComplete(parser.trailers());
          break;
        case UPGRADED:
          return at;
        case FAILED: {
          this.failed = true;
          const [code, reason] = parser.failure();
          return parseError(code, reason, from + (step >>> KIND_BITS));
        }
      }
    }
    return at;
  }

  messageBegun() {
    this.startedAt = native.now();
    this.headCompleted = false;
  }

  // A request that is over with its head. Nothing of it becomes an object before somebody looks: the message remembers
  // where it is.
  onHeadAlone(flags, method, packet, from) {
    const { generation, socket } = this;
    this.startedAt = undefined;
    this.headCompleted = true;
    this.flags = flags;
    const message = this.incoming = new this.Incoming(socket);
    message[kVersion] = flags & IS_HTTP_1_1 ? 0x11 : 0x10;
    message.method = method;
    message[kPacket] = packet;
    message[kFrom] = from;
    this.applyOptions(message);
    this.onIncoming(message, (flags & KEEP_ALIVE) !== 0);
    if (this.generation !== generation) return;
    message.complete = true;
    message._end();
    if (!this.paused) readStart(socket);
  }

  applyOptions(message) {
    if (this.joinDuplicateHeaders) message.joinDuplicateHeaders = true;
    if (this.maxHeaderPairs !== HEADER_ITEMS_MAX) message[kHeadersCount] = this.maxHeaderPairs || Infinity;
  }

  onHead([flags, method, target, block, version]) {
    this.headCompleted = true;
    this.flags = flags;
    const { socket } = this;
    const message = this.incoming = new this.Incoming(socket);
    message[kVersion] = version;
    this.applyOptions(message);
    message.upgrade = (flags & UPGRADE) !== 0;
    message[kBlock] = block;
    if (typeof method === 'number') {
      message.statusCode = method;
      message.statusMessage = target;
    } else {
      message.method = method;
      message.url = target;
    }
    const answer = this.onIncoming(message, (flags & KEEP_ALIVE) !== 0);
    if (answer === SKIP_BODY) this.native.skipBody();
    else if (answer === ACCEPT_UPGRADE) this.native.acceptUpgrade();
  }

  onBody(chunk) {
    const message = this.incoming;
    if (message === null || message._dumped) return;
    if (!message.push(chunk)) readStop(this.socket);
  }

  onComplete(trailers) {
    const message = this.incoming;
    this.startedAt = undefined;
    if (message !== null && !message.upgrade) {
      message.complete = true;
      if (trailers !== '') message[kTrailerBlock] = trailers;
      message._end();
      this.onMessageComplete?.(message);
    }
    if (!this.paused) readStart(this.socket);
  }

  // The connection has ended. An Error if that cuts a message short.
  finish() {
    // Of bytes that were no HTTP nothing more is to be said.
    if (this.closed || this.failed) return undefined;
    const end = this.native.finish();
    if (end === COMPLETE) this.onComplete(this.native.trailers());
    if (end !== FAILED) return undefined;
    const [code, reason] = this.native.failure();
    return parseError(code, reason, 0);
  }

  pause() {
    this.paused = true;
  }

  // What came meanwhile is to be given to `execute` again.
  resume() {
    this.paused = false;
    const { waiting } = this;
    this.waiting = null;
    return waiting;
  }

  getCurrentBuffer() {
    return this.packet ?? Buffer.alloc(0);
  }

  free() {}

  close() {
    this.closed = true;
    this.onIncoming = null;
    this.onMessageComplete = null;
    this.socket = null;
    this.incoming = null;
    this.outgoing = null;
    this.waiting = null;
    this.packet = null;
  }
}

function parseError(code, reason, bytesParsed) {
  const error = new Error('Parse Error');
  error.code = code;
  error.reason = reason;
  error.bytesParsed = bytesParsed;
  return error;
}

// Parsers that no connection has just now. A request that takes over a connection gets the parser of the one before.
const parsers = {
  name: 'parsers',
  max: 1000,
  list: [],
  alloc() {
    return this.list.pop() ?? new Parser();
  },
  free(parser) {
    if (this.list.length >= this.max) return false;
    this.list.push(parser);
    return true;
  },
};

function freeParser(parser, request, socket) {
  if (parser && !parser.closed) {
    parser.close();
    if (parsers.free(parser)) parser.free();
  }
  if (request) request.parser = null;
  if (socket) socket.parser = null;
}

module.exports = { ACCEPT_UPGRADE, freeParser, HAS_EXPECT, HAS_HOST, IS_HTTP_1_1, Parser, parsers, SKIP_BODY };
