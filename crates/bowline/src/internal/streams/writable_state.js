'use strict';

// The state of a Writable and the names of its bits.

const { bit, defineBits, getHighWaterMark } = require('internal/streams/state');
const { Buffer } = require('buffer');

const kObjectMode = bit.objectMode;
const kDestroyed = bit.destroyed;
const kConstructed = bit.constructed;
const kSync = bit.sync;
const kErrorEmitted = bit.errorEmitted;
const kCloseEmitted = bit.closeEmitted;
const kAutoDestroy = bit.autoDestroy;
const kFinalCalled = 1 << 9;
const kNeedDrain = 1 << 10;
const kEnding = 1 << 11;
const kEnded = 1 << 12;
const kFinished = 1 << 13;
const kDecodeStrings = 1 << 14;
const kWriting = 1 << 15;
const kBufferProcessing = 1 << 16;
const kPrefinished = 1 << 17;
const kAllBuffers = 1 << 18;
const kAllNoop = 1 << 19;
const kAfterWriteScheduled = 1 << 20;

const kOnFinished = Symbol('kOnFinished');

// Nobody writes to this one: most streams never have to hold anything back.
const noBuffer = [];

function WritableState(options, stream, isDuplex) {
  let bits = bit.emitClose | kAutoDestroy | kConstructed | kSync | kDecodeStrings | kAllBuffers | kAllNoop;
  this.bits = bits;
  this.highWaterMark = 0;
  this.defaultEncoding = 'utf8';
  if (options) {
    if (options.objectMode || (isDuplex && options.writableObjectMode)) bits |= kObjectMode;
    if (options.emitClose === false) bits &= ~bit.emitClose;
    if (options.autoDestroy === false) bits &= ~kAutoDestroy;
    if (options.decodeStrings === false) bits &= ~kDecodeStrings;
    this.bits = bits;
    const { defaultEncoding } = options;
    if (defaultEncoding != null && defaultEncoding !== 'utf8') {
      if (!Buffer.isEncoding(defaultEncoding)) {
        const { codes: { ERR_UNKNOWN_ENCODING } } = require('internal/errors');
        throw new ERR_UNKNOWN_ENCODING(defaultEncoding);
      }
      this.defaultEncoding = defaultEncoding;
    }
  }
  this.highWaterMark = getHighWaterMark(bits & kObjectMode, options, 'writableHighWaterMark', isDuplex);
  this.length = 0;
  this.corked = 0;
  this.onwrite = null; // made with the first write
  this.writecb = null;
  this.writelen = 0;
  this.afterWrite = null;
  this.buffered = noBuffer;
  this.bufferedIndex = 0;
  this.pendingcb = 0;
  this.errored = null;
  this[kOnFinished] = null;
}

defineBits(WritableState.prototype, {
  ...bit,
  finalCalled: kFinalCalled,
  needDrain: kNeedDrain,
  ending: kEnding,
  ended: kEnded,
  finished: kFinished,
  decodeStrings: kDecodeStrings,
  writing: kWriting,
  bufferProcessing: kBufferProcessing,
  prefinished: kPrefinished,
  allBuffers: kAllBuffers,
  allNoop: kAllNoop,
});

WritableState.prototype.getBuffer = function getBuffer() {
  return this.buffered.slice(this.bufferedIndex);
};

Object.defineProperty(WritableState.prototype, 'bufferedRequestCount', {
  __proto__: null,
  get() { return this.buffered.length - this.bufferedIndex; },
});

module.exports = {
  WritableState, noBuffer,
  kObjectMode, kDestroyed, kConstructed, kSync, kErrorEmitted, kCloseEmitted, kAutoDestroy, kFinalCalled,
  kNeedDrain, kEnding, kEnded, kFinished, kDecodeStrings, kWriting, kBufferProcessing, kPrefinished, kAllBuffers,
  kAllNoop, kAfterWriteScheduled, kOnFinished,
};
