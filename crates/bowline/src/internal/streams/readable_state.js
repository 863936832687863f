'use strict';

// The state of a Readable and the names of its bits.

const { bit, defineBits, getHighWaterMark } = require('internal/streams/state');
const { Buffer } = require('buffer');

const kObjectMode = bit.objectMode;
const kDestroyed = bit.destroyed;
const kConstructed = bit.constructed;
const kSync = bit.sync;
const kErrorEmitted = bit.errorEmitted;
const kCloseEmitted = bit.closeEmitted;
const kAutoDestroy = bit.autoDestroy;
const kEnded = 1 << 9;
const kEndEmitted = 1 << 10;
const kReading = 1 << 11;
const kNeedReadable = 1 << 12;
const kEmittedReadable = 1 << 13;
const kReadableListening = 1 << 14;
const kResumeScheduled = 1 << 15;
const kMultiAwaitDrain = 1 << 16;
const kReadingMore = 1 << 17;
const kDataEmitted = 1 << 18;
const kFlowing = 1 << 19; // flowing is true
const kNotFlowing = 1 << 20; // flowing is false; neither: null
const kPausedByCall = 1 << 21; // pause() was the last word
const kResumedByCall = 1 << 22; // resume() was

function ReadableState(options, stream, isDuplex) {
  let bits = bit.emitClose | kAutoDestroy | kConstructed | kSync;
  this.bits = bits;
  this.highWaterMark = 0;
  this.buffer = [];
  this.bufferIndex = 0;
  this.length = 0;
  this.pipeList = null;
  this.awaitDrainWriters = null;
  this.errored = null;
  this.decoder = null;
  this.encoding = null;
  this.defaultEncoding = 'utf8';
  if (options) {
    if (options.objectMode || (isDuplex && options.readableObjectMode)) bits |= kObjectMode;
    if (options.emitClose === false) bits &= ~bit.emitClose;
    if (options.autoDestroy === false) bits &= ~kAutoDestroy;
    this.bits = bits;
    const { defaultEncoding } = options;
    if (defaultEncoding != null && defaultEncoding !== 'utf8') {
      if (!Buffer.isEncoding(defaultEncoding)) {
        const { codes: { ERR_UNKNOWN_ENCODING } } = require('internal/errors');
        throw new ERR_UNKNOWN_ENCODING(defaultEncoding);
      }
      this.defaultEncoding = defaultEncoding;
    }
    if (options.encoding) {
      const { StringDecoder } = require('string_decoder');
      this.decoder = new StringDecoder(options.encoding);
      this.encoding = options.encoding;
    }
  }
  this.highWaterMark = getHighWaterMark(bits & kObjectMode, options, 'readableHighWaterMark', isDuplex);
}

defineBits(ReadableState.prototype, {
  ...bit,
  ended: kEnded,
  endEmitted: kEndEmitted,
  reading: kReading,
  needReadable: kNeedReadable,
  emittedReadable: kEmittedReadable,
  readableListening: kReadableListening,
  resumeScheduled: kResumeScheduled,
  multiAwaitDrain: kMultiAwaitDrain,
  readingMore: kReadingMore,
  dataEmitted: kDataEmitted,
});

Object.defineProperties(ReadableState.prototype, {
  flowing: {
    __proto__: null,
    get() { return this.bits & kFlowing ? true : this.bits & kNotFlowing ? false : null; },
    set(value) {
      this.bits &= ~(kFlowing | kNotFlowing);
      if (value === true) this.bits |= kFlowing;
      else if (value === false) this.bits |= kNotFlowing;
    },
  },
  paused: {
    __proto__: null,
    get() { return (this.bits & kPausedByCall) !== 0; },
  },
  pipes: {
    __proto__: null,
    get() { return this.pipeList ??= []; },
    set(value) { this.pipeList = value; },
  },
  pipesCount: {
    __proto__: null,
    get() { return this.pipeList === null ? 0 : this.pipeList.length; },
  },
});

module.exports = {
  ReadableState,
  kObjectMode, kDestroyed, kConstructed, kSync, kErrorEmitted, kCloseEmitted, kAutoDestroy, kEnded, kEndEmitted,
  kReading, kNeedReadable, kEmittedReadable, kReadableListening, kResumeScheduled, kMultiAwaitDrain, kReadingMore,
  kDataEmitted, kFlowing, kNotFlowing, kPausedByCall, kResumedByCall,
};
