'use strict';

// The next-tick queue. The checkpoint after each callback of the loop runs it, before microtasks.

const engine = require('runtime/engine');
const { validateFunction } = require('internal/validators');

// Ticks stand in pages, each used from front to back, so that neither end costs a move of the rest.
const PAGE = 2048;
let head = { ticks: new Array(64), read: 0, next: null };
let tail = head;
let length = 0;
let written = 0;

// Who knows whether `exit` has begun: from then on ticks are dropped.
let owner;

function push(tick) {
  if (written === PAGE) {
    tail.next = { ticks: new Array(PAGE), read: 0, next: null };
    tail = tail.next;
    written = 0;
  }
  tail.ticks[written++] = tick;
  if (length++ === 0) engine.setHasTicks();
}

function shift() {
  if (length === 0) return undefined;
  length--;
  const tick = head.ticks[head.read];
  head.ticks[head.read++] = undefined;
  if (head === tail) {
    if (length === 0) head.read = written = 0;
  } else if (head.read === PAGE) {
    head = head.next;
  }
  return tick;
}

function Tick(callback, args, context) {
  this.callback = callback;
  this.args = args;
  this.context = context;
  // Only while a hook of async_hooks wants to know.
  if (engine.newScope !== undefined) this.scope = engine.newScope('TickObject', this);
}

function nextTick(callback) {
  if (typeof callback !== 'function') validateFunction(callback, 'callback');
  if (owner !== undefined && owner._exiting) return;
  if (arguments.length === 1 && !engine.hasAsyncContext && engine.newScope === undefined) {
    push(callback);
    return;
  }
  const args = Array.prototype.slice.call(arguments, 1);
  push(new Tick(callback, args, engine.getAsyncContext()));
}

// Runs the queue to its end, with what ticks add to it. If one throws, the rest stays.
function runTicks() {
  let tick;
  while ((tick = shift()) !== undefined) {
    if (typeof tick === 'function' && !engine.hasAsyncContext) {
      tick();
    } else if (typeof tick === 'function') {
      runTick({ callback: tick, args: [], context: undefined });
    } else if (tick.scope === undefined) {
      runTick(tick);
    } else {
      runInScope(tick);
    }
  }
}

function runInScope(tick) {
  tick.scope.enter();
  try {
    runTick(tick);
  } finally {
    tick.scope.leave();
    tick.scope.end();
  }
}

function runTick({ callback, args, context }) {
  if (!engine.hasAsyncContext) {
    callback(...args);
    return;
  }
  engine.setAsyncContext(context);
  callback(...args);
  // If it throws, whoever is told of that sees the context.
  engine.setAsyncContext(undefined);
}

function queueMicrotask(callback) {
  validateFunction(callback, 'callback');
  nativeQueueMicrotask(withContext(callback));
}

// Nothing of the engine's own way but the error when it throws, which the checkpoint reports.
function withContext(callback) {
  if (!engine.hasAsyncContext) return () => { callback(); };
  const context = engine.getAsyncContext();
  return () => {
    engine.setAsyncContext(context);
    callback();
  };
}

const nativeQueueMicrotask = globalThis.queueMicrotask;

module.exports = {
  nextTick, runTicks, queueMicrotask, enqueueJob: nativeQueueMicrotask,
  setOwner(process) { owner = process; },
};
