'use strict';

// `performance`.

const { codes } = require('internal/errors');
const { customInspectSymbol, kEnumerableProperty, lazyDOMException } = require('internal/util');
const { validateFunction, validateObject } = require('internal/validators');
const { EventTarget, Event, defineEventHandler } = require('internal/event_target');
const {
  PerformanceMark, PerformanceMeasure, PerformanceResourceTiming, detailOf, makeEntry, milestones,
} = require('perf_hooks/entries');
const timeline = require('perf_hooks/observer');

const { now } = native;
let isOpen = false;

// The process itself as an entry.
const nodeTiming = {
  __proto__: { __proto__: require('perf_hooks/entries').PerformanceEntry.prototype },
};
const timings = {
  name: () => 'node',
  entryType: () => 'node',
  startTime: () => 0,
  duration: () => now(),
  nodeStart: () => 0,
  v8Start: () => 0,
  environment: () => 0,
  bootstrapComplete: () => 0,
  loopStart: () => (native.hasLooped() ? 0 : -1),
  loopExit: () => -1,
  idleTime: () => idle(),
};
for (const name of Object.keys(timings)) {
  Object.defineProperty(nodeTiming, name, {
    __proto__: null, configurable: true, enumerable: true, get: timings[name],
  });
}
Object.defineProperties(Object.getPrototypeOf(nodeTiming), {
  constructor: { __proto__: null, value: { PerformanceNodeTiming: class {} }.PerformanceNodeTiming },
  toJSON: { __proto__: null, value() { return { ...nodeTiming }; } },
  [customInspectSymbol]: {
    __proto__: null,
    value(depth, options) {
      if (depth < 0) return this;
      const { inspect } = require('internal/util/inspect');
      return `PerformanceNodeTiming ${inspect({ ...nodeTiming }, options)}`;
    },
  },
});

// The loop measures its waits from the first question on: it costs two looks at the clock each time.
let measuresSince;

function idle() {
  if (measuresSince === undefined) {
    native.measureIdle();
    measuresSince = now();
  }
  return native.idle();
}

function eventLoopUtilization(utilization1, utilization2) {
  const idleNow = idle();
  if (!native.hasLooped()) return { idle: 0, active: 0, utilization: 0 };
  if (utilization2) return utilizationOf(utilization1.idle - utilization2.idle, utilization1.active - utilization2.active);
  const active = now() - measuresSince - idleNow;
  if (!utilization1) return utilizationOf(idleNow, active);
  return utilizationOf(idleNow - utilization1.idle, active - utilization1.active);
}

function utilizationOf(idleTime, active) {
  const sum = idleTime + active;
  return { idle: idleTime, active, utilization: sum === 0 ? 0 : active / sum };
}

// A moment by its name, or as a number.
function momentOf(mark) {
  if (typeof mark === 'number') {
    if (mark < 0) throw new codes.ERR_PERFORMANCE_INVALID_TIMESTAMP(mark);
    return mark;
  }
  const name = `${mark}`;
  if (milestones.includes(name)) return nodeTiming[name];
  const found = timeline.lastMark(name);
  if (found === undefined) {
    throw lazyDOMException(`The "${name}" performance mark has not been set`, 'SyntaxError');
  }
  return found.startTime;
}

function measureBounds(startOrOptions, endMark) {
  const options = typeof startOrOptions === 'object' && startOrOptions !== null ? startOrOptions : undefined;
  if (options === undefined || Object.keys(options).length === 0) {
    const end = endMark === undefined ? now() : momentOf(endMark);
    const start = typeof startOrOptions === 'string' || typeof startOrOptions === 'number' ? momentOf(startOrOptions) : 0;
    return [start, end];
  }
  const { start, end, duration } = options;
  if (endMark !== undefined) throw new codes.ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS('endMark must not be specified');
  if (start === undefined && end === undefined && duration === undefined && !('detail' in options)) {
    throw new codes.ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS('One of options.start or options.end is required');
  }
  if (start !== undefined && end !== undefined && duration !== undefined) {
    throw new codes.ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS(
      'Must not have options.start, options.end, and options.duration specified');
  }
  let to;
  if (end !== undefined) to = momentOf(end);
  else if (start !== undefined && duration !== undefined) to = momentOf(start) + momentOf(duration);
  else to = now();
  let from = 0;
  if (start !== undefined) from = momentOf(start);
  else if (end !== undefined && duration !== undefined) from = to - momentOf(duration);
  return [from, to];
}

class Performance extends EventTarget {
  constructor() {
    if (!isOpen) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    super();
  }

  now() {
    check(this);
    return now();
  }

  get timeOrigin() {
    check(this);
    return timeOrigin();
  }

  mark(name, options = {}) {
    check(this);
    const mark = arguments.length === 0 ? new PerformanceMark() : new PerformanceMark(name, options);
    timeline.keep(mark);
    timeline.enqueue(mark);
    return mark;
  }

  measure(name, startOrMeasureOptions = {}, endMark = undefined) {
    check(this);
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name');
    name = `${name}`;
    const [start, end] = measureBounds(startOrMeasureOptions, endMark);
    const detail = detailOf(typeof startOrMeasureOptions === 'object' ? startOrMeasureOptions : undefined);
    const measure = makeEntry(PerformanceMeasure, name, 'measure', start, end - start, detail);
    timeline.keep(measure);
    timeline.enqueue(measure);
    return measure;
  }

  clearMarks(name = undefined) {
    check(this);
    timeline.clear('mark', name);
  }

  clearMeasures(name = undefined) {
    check(this);
    timeline.clear('measure', name);
  }

  clearResourceTimings(name = undefined) {
    check(this);
    timeline.clear('resource', name);
  }

  getEntries() {
    check(this);
    return timeline.entries();
  }

  getEntriesByName(name, type = undefined) {
    check(this);
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name');
    return timeline.entries(`${name}`, type);
  }

  getEntriesByType(type) {
    check(this);
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('type');
    return timeline.entries(undefined, `${type}`);
  }

  setResourceTimingBufferSize(maxSize) {
    check(this);
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('maxSize');
    timeline.setResourcesMax(maxSize >>> 0);
  }

  toJSON() {
    check(this);
    return { nodeTiming, timeOrigin: timeOrigin(), eventLoopUtilization: eventLoopUtilization() };
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return this;
    const { inspect } = require('internal/util/inspect');
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `Performance ${inspect({ nodeTiming, timeOrigin: timeOrigin() }, inner)}`;
  }
}

let origin;

function timeOrigin() {
  origin ??= native.timeOrigin();
  return origin;
}

function check(value) {
  if (value !== performance) throw new codes.ERR_INVALID_ARG_TYPE('this', 'Performance', value);
}

function timerify(fn, options = {}) {
  validateFunction(fn, 'fn');
  validateObject(options, 'options');
  const { histogram } = options;
  if (histogram !== undefined) require('perf_hooks/histogram').checkRecordable(histogram, 'options.histogram');

  function done(args, start) {
    const duration = now() - start;
    // Nanoseconds, of which there is always one.
    if (histogram !== undefined) histogram.record(Math.ceil(duration * 1e6) || 1);
    timeline.enqueue(makeEntry(
      require('perf_hooks/entries').PerformanceEntry, fn.name, 'function', start, duration, args));
  }

  function timerified(...args) {
    const start = now();
    const result = new.target ? Reflect.construct(fn, args, fn) : Reflect.apply(fn, this, args);
    if (!new.target && typeof result?.finally === 'function') return result.finally(() => done(args, start));
    done(args, start);
    return result;
  }
  Object.defineProperties(timerified, {
    length: { __proto__: null, configurable: false, enumerable: true, value: fn.length },
    name: { __proto__: null, configurable: false, enumerable: true, value: `timerified ${fn.name}` },
  });
  return timerified;
}

function markResourceTiming(timing, requestedUrl, initiatorType, global, cacheMode) {
  void global;
  const detail = { timing, requestedUrl, initiatorType, cacheMode };
  const entry = makeEntry(PerformanceResourceTiming, requestedUrl, 'resource', timing.startTime,
    timing.endTime - timing.startTime, detail);
  timeline.enqueue(entry);
  if (!timeline.keep(entry)) performance.dispatchEvent(new Event('resourcetimingbufferfull'));
  return entry;
}

const plain = { __proto__: null, configurable: true, enumerable: false, writable: true };
Object.defineProperties(Performance.prototype, {
  clearMarks: kEnumerableProperty,
  clearMeasures: kEnumerableProperty,
  clearResourceTimings: kEnumerableProperty,
  getEntries: kEnumerableProperty,
  getEntriesByName: kEnumerableProperty,
  getEntriesByType: kEnumerableProperty,
  mark: kEnumerableProperty,
  measure: kEnumerableProperty,
  now: kEnumerableProperty,
  setResourceTimingBufferSize: kEnumerableProperty,
  timeOrigin: kEnumerableProperty,
  toJSON: kEnumerableProperty,
  // These need no `this`.
  eventLoopUtilization: { ...plain, value: eventLoopUtilization },
  nodeTiming: { ...plain, value: nodeTiming },
  markResourceTiming: { ...plain, value: markResourceTiming },
  timerify: { ...plain, value: timerify },
  [Symbol.toStringTag]: { __proto__: null, configurable: true, value: 'Performance' },
});
defineEventHandler(Performance.prototype, 'resourcetimingbufferfull');

isOpen = true;
const performance = new Performance();
isOpen = false;

module.exports = { Performance, performance };
