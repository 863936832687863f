'use strict';

// Connections on the timeline of `perf_hooks`, for those who watch it.

const { enqueue, isWatched } = require('perf_hooks/observer');

// The moment at which a connection begins; `undefined` if nobody watches.
function begin() {
  return isWatched('net') ? now() : undefined;
}

function end(start, host, port) {
  const { PerformanceEntry, makeEntry } = require('perf_hooks/entries');
  const detail = { host, port };
  const entry = makeEntry(PerformanceEntry, 'connect', 'net', start, now() - start, detail);
  Object.defineProperty(entry, 'detail', { value: detail, configurable: true, enumerable: true });
  enqueue(entry);
}

function now() {
  return require('perf_hooks/performance').performance.now();
}

module.exports = { begin, end };
