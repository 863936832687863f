'use strict';

// What both halves of a stream share: the bits of their states, and how much they hold back by default.
//
// A state keeps its yes-or-no facts as bits of one number: making a stream costs one store instead of twenty.
// The names that Node gives those facts (`_readableState.ended`) are accessors.

const bit = {
  objectMode: 1 << 0,
  errorEmitted: 1 << 1,
  autoDestroy: 1 << 2,
  emitClose: 1 << 3,
  destroyed: 1 << 4,
  closed: 1 << 5,
  closeEmitted: 1 << 6,
  constructed: 1 << 7,
  sync: 1 << 8,
};

// Gives `prototype` an accessor for every bit in `names`.
function defineBits(prototype, names) {
  for (const name of Object.keys(names)) {
    const mask = names[name];
    Object.defineProperty(prototype, name, {
      __proto__: null,
      configurable: true,
      enumerable: false,
      get() { return (this.bits & mask) !== 0; },
      set(value) { this.bits = value ? this.bits | mask : this.bits & ~mask; },
    });
  }
}

let defaultBytes = 16 * 1024;
let defaultObjects = 16;

function getDefaultHighWaterMark(objectMode) {
  return objectMode ? defaultObjects : defaultBytes;
}

function setDefaultHighWaterMark(objectMode, value) {
  require('internal/validators').validateInteger(value, 'value', 0);
  if (objectMode) defaultObjects = value;
  else defaultBytes = value;
}

function getHighWaterMark(objectMode, options, duplexKey, isDuplex) {
  if (options == null) return objectMode ? defaultObjects : defaultBytes;
  let mark = options.highWaterMark;
  let name = 'options.highWaterMark';
  if (mark == null && isDuplex) {
    mark = options[duplexKey];
    name = `options.${duplexKey}`;
  }
  if (mark == null) return objectMode ? defaultObjects : defaultBytes;
  if (!Number.isInteger(mark) || mark < 0) {
    const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
    throw new ERR_INVALID_ARG_VALUE(name, mark);
  }
  return Math.floor(mark);
}

// Whether somebody listens: as listenerCount, without its call.
function hasListeners(stream, type) {
  const events = stream._events;
  return events !== undefined && events !== null && events[type] !== undefined;
}

module.exports = {
  bit,
  defineBits,
  getDefaultHighWaterMark,
  getHighWaterMark,
  hasListeners,
  setDefaultHighWaterMark,
};
