'use strict';

// What a Readable shows of its state.

const {
  kDestroyed, kErrorEmitted, kEndEmitted,
} = require('internal/streams/readable_state');

function defineProperties(prototype) {
  const accessors = {
    readableDidRead() { return this._readableState.dataEmitted; },
    readableAborted() {
      const state = this._readableState;
      return !!(state.readable !== false && (state.destroyed || state.errored) && !state.endEmitted);
    },
    readableHighWaterMark() { return this._readableState.highWaterMark; },
    readableBuffer() {
      const state = this._readableState;
      return state && (state.bufferIndex === 0 ? state.buffer : state.buffer.slice(state.bufferIndex));
    },
    readableLength() { return this._readableState.length; },
    readableObjectMode() { return this._readableState ? this._readableState.objectMode : false; },
    readableEncoding() { return this._readableState ? this._readableState.encoding : null; },
    errored() { return this._readableState ? this._readableState.errored : null; },
    closed() { return this._readableState ? this._readableState.closed : false; },
    readableEnded() { return this._readableState ? this._readableState.endEmitted : false; },
  };
  for (const name of Object.keys(accessors)) {
    Object.defineProperty(prototype, name, {
      __proto__: null, configurable: true, enumerable: false, get: accessors[name],
    });
  }
  Object.defineProperties(prototype, {
    readable: {
      __proto__: null,
      configurable: true,
      enumerable: false,
      get() {
        const state = this._readableState;
        // A plain property of this name says that the readable half is off.
        return !!state && state.readable !== false && (state.bits & (kDestroyed | kErrorEmitted | kEndEmitted)) === 0;
      },
      set(value) {
        if (this._readableState) this._readableState.readable = !!value;
      },
    },
    readableFlowing: {
      __proto__: null,
      configurable: true,
      enumerable: false,
      get() { return this._readableState.flowing; },
      set(value) {
        if (this._readableState) this._readableState.flowing = value;
      },
    },
    destroyed: {
      __proto__: null,
      configurable: true,
      enumerable: false,
      get() { return this._readableState ? this._readableState.destroyed : false; },
      set(value) {
        // For those that do not call destroy() of ours.
        if (this._readableState) this._readableState.destroyed = value;
      },
    },
  });
}

module.exports = defineProperties;
