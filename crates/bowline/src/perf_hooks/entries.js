'use strict';

// What is measured: entries of the timeline.

const { codes } = require('internal/errors');
const { customInspectSymbol, kEnumerableProperty } = require('internal/util');
const { validateNumber, validateObject } = require('internal/validators');

const kName = Symbol('kName');
const kType = Symbol('kEntryType');
const kStart = Symbol('kStart');
const kDuration = Symbol('kDuration');
const kDetail = Symbol('kDetail');
const kMake = Symbol('kMake');

// Moments of the process itself, by which a measure may begin or end. What happened before the first line of
// the program is not told apart: it is all moment 0, where the clock begins.
const milestones = ['nodeStart', 'v8Start', 'environment', 'bootstrapComplete', 'loopStart', 'loopExit'];

class PerformanceEntry {
  constructor(make, name, type, start, duration, detail) {
    if (make !== kMake) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    this[kName] = name;
    this[kType] = type;
    this[kStart] = start;
    this[kDuration] = duration;
    this[kDetail] = detail;
  }

  get name() {
    return own(this, kName);
  }

  get entryType() {
    return own(this, kType);
  }

  get startTime() {
    return own(this, kStart);
  }

  get duration() {
    return own(this, kDuration);
  }

  toJSON() {
    own(this, kName);
    const json = { name: this.name, entryType: this.entryType, startTime: this.startTime, duration: this.duration };
    if (this[kDetail] !== undefined) json.detail = this[kDetail];
    return json;
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return this;
    const { inspect } = require('internal/util/inspect');
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `${this.constructor.name} ${inspect(this.toJSON(), inner)}`;
  }
}

function own(entry, key) {
  if (entry[kName] === undefined) {
    throw new codes.ERR_INVALID_ARG_TYPE('this', 'PerformanceEntry', entry);
  }
  return entry[key];
}

function describe(Class, members) {
  for (const name of members) Object.defineProperty(Class.prototype, name, kEnumerableProperty);
  Object.defineProperty(Class.prototype, Symbol.toStringTag, {
    __proto__: null, configurable: true, value: Class.name,
  });
}
describe(PerformanceEntry, ['name', 'entryType', 'startTime', 'duration', 'toJSON']);

function detailOf(options) {
  const detail = options?.detail;
  return detail === undefined || detail === null ? null : require('internal/structured_clone').structuredClone(detail);
}

class PerformanceMark extends PerformanceEntry {
  constructor(name, options) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name');
    name = `${name}`;
    if (milestones.includes(name)) throw new codes.ERR_INVALID_ARG_VALUE('name', name);
    if (options !== undefined && options !== null) validateObject(options, 'options');
    const start = options?.startTime ?? native.now();
    validateNumber(start, 'startTime');
    if (start < 0) throw new codes.ERR_PERFORMANCE_INVALID_TIMESTAMP(start);
    super(kMake, name, 'mark', start, 0, detailOf(options));
  }

  get detail() {
    return own(this, kDetail);
  }
}
describe(PerformanceMark, ['detail']);

class PerformanceMeasure extends PerformanceEntry {
  get detail() {
    return own(this, kDetail);
  }
}
describe(PerformanceMeasure, ['detail']);

class PerformanceResourceTiming extends PerformanceEntry {
  get initiatorType() { return own(this, kDetail).initiatorType; }

  get fetchStart() { return own(this, kDetail).timing.startTime; }

  get responseEnd() { return own(this, kDetail).timing.endTime; }

  get requestedUrl() { return own(this, kDetail).requestedUrl; }

  get encodedBodySize() { return own(this, kDetail).timing.encodedBodySize; }

  get decodedBodySize() { return own(this, kDetail).timing.decodedBodySize; }

  get deliveryType() { return own(this, kDetail).deliveryType ?? ''; }

  toJSON() {
    const { name, entryType, startTime, duration, initiatorType, fetchStart, responseEnd } = this;
    return { name, entryType, startTime, duration, initiatorType, fetchStart, responseEnd };
  }
}
describe(PerformanceResourceTiming, ['initiatorType', 'fetchStart', 'responseEnd', 'toJSON']);

function makeEntry(Class, name, type, start, duration, detail) {
  return new Class(kMake, name, type, start, duration, detail);
}

module.exports = {
  PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceResourceTiming, detailOf, makeEntry, milestones,
};
