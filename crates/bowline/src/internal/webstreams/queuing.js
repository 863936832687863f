'use strict';

// The two strategies of the standard.

const {
  codes: { ERR_INVALID_THIS, ERR_MISSING_OPTION },
} = require('internal/errors');
const { validateObject } = require('internal/validators');
const { finishClass, inspectAs, isBrand, kInspect, kState } = require('internal/webstreams/util');

// Every strategy gives the same function, which has no `this`.
const byteSize = Object.defineProperty((chunk) => chunk.byteLength, 'name', { __proto__: null, value: 'size' });
const countSize = Object.defineProperty(() => 1, 'name', { __proto__: null, value: 'size' });

function readMark(init) {
  validateObject(init, 'init');
  if (init.highWaterMark === undefined) throw new ERR_MISSING_OPTION('init.highWaterMark');
  return +init.highWaterMark;
}

function stateOf(strategy, type) {
  if (!isBrand(type, strategy)) throw new ERR_INVALID_THIS(type);
  return strategy[kState];
}

class ByteLengthQueuingStrategy {
  constructor(init) {
    this[kState] = { highWaterMark: readMark(init) };
  }

  get highWaterMark() {
    return stateOf(this, 'ByteLengthQueuingStrategy').highWaterMark;
  }

  get size() {
    stateOf(this, 'ByteLengthQueuingStrategy');
    return byteSize;
  }

  [kInspect](depth, options) {
    return inspectAs(depth, options, this.constructor.name, { highWaterMark: this.highWaterMark }, this);
  }
}

class CountQueuingStrategy {
  constructor(init) {
    this[kState] = { highWaterMark: readMark(init) };
  }

  get highWaterMark() {
    return stateOf(this, 'CountQueuingStrategy').highWaterMark;
  }

  get size() {
    stateOf(this, 'CountQueuingStrategy');
    return countSize;
  }

  [kInspect](depth, options) {
    return inspectAs(depth, options, this.constructor.name, { highWaterMark: this.highWaterMark }, this);
  }
}

finishClass(ByteLengthQueuingStrategy, ['highWaterMark', 'size']);
finishClass(CountQueuingStrategy, ['highWaterMark', 'size']);

module.exports = { ByteLengthQueuingStrategy, CountQueuingStrategy };
