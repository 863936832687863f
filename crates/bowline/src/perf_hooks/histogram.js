'use strict';

// Histograms: how often a value was seen, as exactly as its first figures.

const { codes } = require('internal/errors');
const { customInspectSymbol } = require('internal/util');
const { validateInteger, validateNumber, validateObject } = require('internal/validators');

const kHandle = Symbol('kHandle');
const kMake = Symbol('kMake');

class Histogram {
  constructor(make, handle) {
    if (make !== kMake) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    Object.defineProperty(this, kHandle, { __proto__: null, value: handle });
  }

  get count() { return handleOf(this).count; }

  get countBigInt() { return BigInt(handleOf(this).count); }

  get min() { return handleOf(this).min; }

  get minBigInt() { return whole(handleOf(this).min); }

  get max() { return handleOf(this).max; }

  get maxBigInt() { return whole(handleOf(this).max); }

  get mean() { return handleOf(this).mean; }

  get exceeds() { return handleOf(this).exceeds; }

  get exceedsBigInt() { return BigInt(handleOf(this).exceeds); }

  get stddev() { return handleOf(this).stddev; }

  percentile(percentile) {
    const handle = handleOf(this);
    checkPercentile(percentile);
    return handle.percentile(percentile);
  }

  percentileBigInt(percentile) {
    const handle = handleOf(this);
    checkPercentile(percentile);
    return whole(handle.percentile(percentile));
  }

  get percentiles() {
    return new Map(handleOf(this).percentiles());
  }

  get percentilesBigInt() {
    return new Map(handleOf(this).percentiles().map(([percentile, value]) => [percentile, whole(value)]));
  }

  reset() {
    handleOf(this).reset();
  }

  toJSON() {
    const { count, min, max, mean, exceeds, stddev, percentiles } = this;
    return { count, min, max, mean, exceeds, stddev, percentiles: Object.fromEntries(percentiles) };
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return this;
    const { inspect } = require('internal/util/inspect');
    const { min, max, mean, exceeds, stddev, count, percentiles } = this;
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `Histogram ${inspect({ min, max, mean, exceeds, stddev, count, percentiles }, inner)}`;
  }
}

// The largest number of 63 bits, which stands for no minimum, is no `Number`.
function whole(value) {
  return value >= 2 ** 63 ? 2n ** 63n - 1n : BigInt(value);
}

function handleOf(histogram) {
  const handle = histogram?.[kHandle];
  if (handle === undefined) throw new codes.ERR_INVALID_THIS('Histogram');
  return handle;
}

function checkPercentile(percentile) {
  validateNumber(percentile, 'percentile');
  if (!(percentile > 0 && percentile <= 100)) {
    throw new codes.ERR_OUT_OF_RANGE('percentile', '> 0 && <= 100', percentile);
  }
}

class RecordableHistogram extends Histogram {
  record(val) {
    const handle = handleOf(this);
    if (typeof val !== 'bigint') validateInteger(val, 'val', 1);
    else if (val < 1n || val > 2n ** 63n - 1n) {
      throw new codes.ERR_OUT_OF_RANGE('val', `>= 1 && <= ${2n ** 63n - 1n}`, val);
    }
    handle.record(Number(val));
  }

  recordDelta() {
    handleOf(this).recordDelta();
  }

  add(other) {
    const handle = handleOf(this);
    checkRecordable(other, 'other');
    handle.add(other[kHandle]);
  }
}

function checkRecordable(value, name) {
  if (!(value instanceof RecordableHistogram)) {
    throw new codes.ERR_INVALID_ARG_TYPE(name, 'RecordableHistogram', value);
  }
}

// How late the loop comes to a timer.
class IntervalHistogram extends Histogram {
  #resolution;
  #timer;

  constructor(make, handle, resolution) {
    super(make, handle);
    this.#resolution = resolution;
  }

  enable() {
    if (this.#timer !== undefined) return false;
    const handle = handleOf(this);
    handle.forgetLast();
    this.#timer = require('timers').setInterval(() => handle.recordDelta(), this.#resolution);
    this.#timer.unref();
    return true;
  }

  disable() {
    if (this.#timer === undefined) return false;
    require('timers').clearInterval(this.#timer);
    this.#timer = undefined;
    return true;
  }
}

function createHistogram(options = {}) {
  validateObject(options, 'options');
  const { lowest = 1, highest = Number.MAX_SAFE_INTEGER, figures = 3 } = options;
  if (typeof lowest !== 'bigint') validateInteger(lowest, 'options.lowest', 1);
  if (typeof highest !== 'bigint') validateInteger(highest, 'options.highest', 2 * Number(lowest));
  else if (highest < 2n * BigInt(lowest)) {
    throw new codes.ERR_INVALID_ARG_VALUE.RangeError('options.highest', highest);
  }
  validateInteger(figures, 'options.figures', 1, 5);
  return new RecordableHistogram(kMake, native.histogram(Number(lowest), Number(highest), figures));
}

function monitorEventLoopDelay(options = {}) {
  validateObject(options, 'options');
  const { resolution = 10 } = options;
  validateInteger(resolution, 'options.resolution', 1);
  // From a millisecond to an hour, in nanoseconds.
  return new IntervalHistogram(kMake, native.histogram(1, 3.6e12, 3), resolution);
}

module.exports = { Histogram, RecordableHistogram, checkRecordable, createHistogram, monitorEventLoopDelay };
