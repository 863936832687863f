'use strict';

// Clocks and measures.

const {
  PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceResourceTiming,
} = require('perf_hooks/entries');
const { PerformanceObserver, PerformanceObserverEntryList } = require('perf_hooks/observer');
const { Performance, performance } = require('perf_hooks/performance');

function createHistogram(options) {
  return require('perf_hooks/histogram').createHistogram(options);
}

function monitorEventLoopDelay(options = {}) {
  return require('perf_hooks/histogram').monitorEventLoopDelay(options);
}

module.exports = {
  Performance,
  PerformanceEntry,
  PerformanceMark,
  PerformanceMeasure,
  PerformanceObserver,
  PerformanceObserverEntryList,
  PerformanceResourceTiming,
  monitorEventLoopDelay,
  createHistogram,
  performance,
};

const constants = {};
const flags = [
  ['GC_MAJOR', 4], ['GC_MINOR', 1], ['GC_INCREMENTAL', 8], ['GC_WEAKCB', 16], ['GC_FLAGS_NO', 0],
  ['GC_FLAGS_CONSTRUCT_RETAINED', 2], ['GC_FLAGS_FORCED', 4],
  ['GC_FLAGS_SYNCHRONOUS_PHANTOM_PROCESSING', 8], ['GC_FLAGS_ALL_AVAILABLE_GARBAGE', 16],
  ['GC_FLAGS_ALL_EXTERNAL_MEMORY', 32], ['GC_FLAGS_SCHEDULE_IDLE', 64],
];
for (const [name, value] of flags) {
  Object.defineProperty(constants, `NODE_PERFORMANCE_${name}`, { __proto__: null, enumerable: true, value });
}
Object.defineProperty(module.exports, 'constants', {
  __proto__: null, configurable: false, enumerable: true, value: constants,
});
