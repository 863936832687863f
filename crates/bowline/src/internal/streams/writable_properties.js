'use strict';

// What a Writable shows of its state.

const {
  kDestroyed, kNeedDrain, kEnding, kEnded,
} = require('internal/streams/writable_state');

function defineProperties(prototype) {
  const accessors = {
    closed() { return this._writableState ? this._writableState.closed : false; },
    writableFinished() { return this._writableState ? this._writableState.finished : false; },
    writableObjectMode() { return this._writableState ? this._writableState.objectMode : false; },
    writableBuffer() { return this._writableState?.getBuffer(); },
    writableEnded() { return this._writableState ? this._writableState.ending : false; },
    writableNeedDrain() {
      const state = this._writableState;
      return state ? (state.bits & (kDestroyed | kEnding | kNeedDrain)) === kNeedDrain : false;
    },
    writableHighWaterMark() { return this._writableState?.highWaterMark; },
    writableCorked() { return this._writableState ? this._writableState.corked : 0; },
    writableLength() { return this._writableState?.length; },
    errored() { return this._writableState ? this._writableState.errored : null; },
    writableAborted() {
      const state = this._writableState;
      return !!(state.writable !== false && (state.destroyed || state.errored) && !state.finished);
    },
  };
  for (const name of Object.keys(accessors)) {
    const hidden = name === 'errored' || name === 'writableAborted';
    Object.defineProperty(prototype, name, {
      __proto__: null, configurable: !hidden, enumerable: !hidden, get: accessors[name],
    });
  }
  Object.defineProperties(prototype, {
    destroyed: {
      __proto__: null,
      configurable: true,
      enumerable: true,
      get() { return this._writableState ? this._writableState.destroyed : false; },
      set(value) {
        // For those that do not call destroy() of ours.
        if (this._writableState) this._writableState.destroyed = value;
      },
    },
    writable: {
      __proto__: null,
      configurable: true,
      enumerable: true,
      get() {
        const state = this._writableState;
        // A plain property of this name says that the writable half is off.
        return !!state && state.writable !== false && (state.bits & (kDestroyed | kEnding | kEnded)) === 0 &&
          !state.errored;
      },
      set(value) {
        if (this._writableState) this._writableState.writable = !!value;
      },
    },
  });
}

module.exports = defineProperties;
