'use strict';

// Prepares a new engine: the hooks of the checkpoint and of the end, and the globals.

require('runtime/stack').install();

const process = require('process');
const { nextTick, runTicks, queueMicrotask, setOwner } = require('internal/process/task_queues');

setOwner(process);
native.setHooks({ ticks: runTicks, ...require('internal/process/execution').hooks });
process.nextTick ??= nextTick;

function define(name, value) {
  Object.defineProperty(globalThis, name, {
    __proto__: null, configurable: true, enumerable: true, writable: true, value,
  });
}

// A global that is loaded when it is first used: a member of a module, or with no key the module itself.
function lazy(name, id, { enumerable = false, key = name } = {}) {
  Object.defineProperty(globalThis, name, {
    __proto__: null, configurable: true, enumerable,
    get() {
      const value = key === null ? require(id) : require(id)[key];
      set(value);
      return value;
    },
    set,
  });
  function set(value) {
    Object.defineProperty(globalThis, name, {
      __proto__: null, configurable: true, enumerable, writable: true, value,
    });
  }
}

Object.defineProperty(globalThis, 'global', {
  __proto__: null, configurable: true, enumerable: true, writable: true, value: globalThis,
});
Object.defineProperty(globalThis, Symbol.toStringTag, {
  __proto__: null, configurable: true, value: 'global',
});
// These two stay accessors when a program assigns them.
function accessor(name, get) {
  let assigned;
  Object.defineProperty(globalThis, name, {
    __proto__: null, configurable: true, enumerable: false,
    get: () => (assigned === undefined ? get() : assigned.value),
    set(value) {
      assigned = { value };
    },
  });
}

accessor('process', () => process);
accessor('Buffer', () => require('buffer').Buffer);

// The engine's own clock, for whoever makes the global of this name.
native.performance = globalThis.performance;

const shown = { enumerable: true };
for (const name of ['clearImmediate', 'setImmediate', 'clearInterval', 'clearTimeout', 'setInterval', 'setTimeout']) {
  lazy(name, 'timers', shown);
}
define('queueMicrotask', queueMicrotask);
lazy('structuredClone', 'internal/structured_clone', shown);
lazy('atob', 'buffer', shown);
lazy('btoa', 'buffer', shown);
lazy('performance', 'perf_hooks', shown);
// A function that loads the rest only when it is called: looking whether there is one is common.
define('fetch', function fetch(input, init = undefined) {
  return require('internal/fetch').fetch(input, init);
});
lazy('crypto', 'internal/crypto/webcrypto', { enumerable: true });
lazy('console', 'console', { key: null });
lazy('DOMException', 'internal/per_context/domexception');
for (const name of ['URL', 'URLSearchParams']) lazy(name, 'internal/url');
for (const name of ['TextEncoder', 'TextDecoder']) lazy(name, 'internal/encoding');
for (const name of ['AbortController', 'AbortSignal']) lazy(name, 'internal/abort_controller');
for (const name of ['Event', 'EventTarget', 'CustomEvent']) lazy(name, 'internal/event_target');
for (const name of ['Headers', 'Request', 'Response', 'FormData']) lazy(name, 'internal/fetch');
for (const name of ['Blob', 'File']) lazy(name, 'buffer');
for (const name of ['MessageChannel', 'MessagePort', 'MessageEvent', 'BroadcastChannel']) lazy(name, 'internal/messaging');
for (const name of ['ReadableStream', 'ReadableStreamDefaultReader', 'ReadableStreamBYOBReader',
                    'ReadableStreamBYOBRequest', 'ReadableByteStreamController',
                    'ReadableStreamDefaultController', 'TransformStream', 'TransformStreamDefaultController',
                    'WritableStream', 'WritableStreamDefaultController', 'WritableStreamDefaultWriter',
                    'ByteLengthQueuingStrategy', 'CountQueuingStrategy', 'TextEncoderStream',
                    'TextDecoderStream', 'CompressionStream', 'DecompressionStream']) {
  lazy(name, 'stream/web');
}
for (const name of ['Performance', 'PerformanceEntry', 'PerformanceMark', 'PerformanceMeasure',
                    'PerformanceObserver', 'PerformanceObserverEntryList', 'PerformanceResourceTiming']) {
  lazy(name, 'perf_hooks');
}
for (const name of ['Crypto', 'CryptoKey', 'SubtleCrypto']) lazy(name, 'internal/crypto/webcrypto');
