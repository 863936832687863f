'use strict';

// Timers of one duration stand in one list, oldest first, so that starting and stopping one is a matter
// of links. The lists stand in a heap by when their first timer is due. See `timers` for the functions
// that programs call.

const clock = require('timers/native');
const engine = require('runtime/engine');

const TIMEOUT_MAX = 2 ** 31 - 1;

const kRefed = Symbol('refed');
const kHasPrimitive = Symbol('kHasPrimitive');
const kAsyncContext = Symbol('asyncContext');
// What hooks of async_hooks know it by; only there while there is one.
const kScope = Symbol('scope');

// Duration in milliseconds -> its list. An object: the engine's Map puts all small integers into one chain.
const lists = { __proto__: null };
// Timers that somebody turned into a number, by that number.
const known = { __proto__: null };

let nextId = 1;
let nextListId = -9007199254740991;
// When the loop's timer is armed for; 0 while it is not.
let armedFor = 0;
let refedTimers = 0;

class TimersList {
  constructor(expiry, msecs) {
    this._idleNext = this;
    this._idlePrev = this;
    this.expiry = expiry;
    this.id = nextListId++;
    this.msecs = msecs;
    this.priorityQueuePosition = 0;
  }
}

// ---- the heap of lists -----------------------------------------------------------------------------

const heap = [];

function isBefore(a, b) {
  return a.expiry < b.expiry || (a.expiry === b.expiry && a.id < b.id);
}

function place(list, position) {
  heap[position] = list;
  list.priorityQueuePosition = position;
}

function siftUp(list, position) {
  while (position > 0) {
    const parent = (position - 1) >> 1;
    if (!isBefore(list, heap[parent])) break;
    place(heap[parent], position);
    position = parent;
  }
  place(list, position);
}

function siftDown(list, position) {
  const length = heap.length;
  for (;;) {
    let child = 2 * position + 1;
    if (child >= length) break;
    if (child + 1 < length && isBefore(heap[child + 1], heap[child])) child++;
    if (!isBefore(heap[child], list)) break;
    place(heap[child], position);
    position = child;
  }
  place(list, position);
}

function heapInsert(list) {
  heap.push(list);
  siftUp(list, heap.length - 1);
}

function heapRemove(list) {
  const position = list.priorityQueuePosition;
  const last = heap.pop();
  if (last === list) return;
  siftUp(last, position);
  siftDown(last, last.priorityQueuePosition);
}

// ---- timers ----------------------------------------------------------------------------------------

function Timeout(callback, after, args, isRepeat, isRefed) {
  if (after === undefined) {
    after = 1;
  } else {
    after *= 1;
  }
  if (!(after >= 1 && after <= TIMEOUT_MAX)) {
    if (after > TIMEOUT_MAX) {
      require('process').emitWarning(`${after} does not fit into a 32-bit signed integer.` +
                                     '\nTimeout duration was set to 1.', 'TimeoutOverflowWarning');
    }
    after = 1;
  }
  this._idleTimeout = after;
  this._idlePrev = this;
  this._idleNext = this;
  this._idleStart = null;
  this._onTimeout = callback;
  this._timerArgs = args;
  this._repeat = isRepeat ? after : null;
  this._destroyed = false;
  if (isRefed) incRef();
  this[kRefed] = isRefed;
  this[kHasPrimitive] = false;
  if (engine.hasAsyncContext) this[kAsyncContext] = engine.getAsyncContext();
  if (engine.newScope !== undefined) this[kScope] = engine.newScope('Timeout', this);
}

Timeout.prototype.refresh = function refresh() {
  if (this[kRefed] === null) return this;
  if (this._onTimeout !== null) start(this);
  return this;
};

Timeout.prototype.unref = function unref() {
  if (this[kRefed]) {
    this[kRefed] = false;
    if (!this._destroyed) decRef();
  }
  return this;
};

Timeout.prototype.ref = function ref() {
  if (this[kRefed] === false) {
    this[kRefed] = true;
    if (!this._destroyed) incRef();
  }
  return this;
};

Timeout.prototype.hasRef = function hasRef() {
  return this[kRefed];
};

Timeout.prototype.close = function close() {
  this._onTimeout = null;
  unenroll(this);
  return this;
};

Timeout.prototype[Symbol.toPrimitive] = function() {
  if (!this[kHasPrimitive]) {
    this[kHasPrimitive] = true;
    this._asyncId = undefined;
    Object.defineProperty(this, '_asyncId', { __proto__: null, enumerable: false, value: nextId++ });
    known[this._asyncId] = this;
  }
  return this._asyncId;
};

Timeout.prototype[Symbol.dispose ?? Symbol.for('Symbol.dispose')] = function() {
  this.close();
};

Timeout.prototype[Symbol.for('nodejs.util.inspect.custom')] = function(_, options) {
  const { inspect } = require('internal/util/inspect');
  // Only one level deep, and the links without what they lead to.
  return inspect(this, { ...options, depth: 0, customInspect: false });
};

function incRef() {
  if (refedTimers++ === 0) clock.setTimerRef(true);
}

function decRef() {
  if (--refedTimers === 0) clock.setTimerRef(false);
}

// ---- starting and stopping -------------------------------------------------------------------------

function unlink(item) {
  if (item._idleNext) item._idleNext._idlePrev = item._idlePrev;
  if (item._idlePrev) item._idlePrev._idleNext = item._idleNext;
  item._idleNext = null;
  item._idlePrev = null;
}

function append(list, item) {
  if (item._idleNext && item._idleNext !== item) unlink(item);
  item._idleNext = list;
  item._idlePrev = list._idlePrev;
  list._idlePrev._idleNext = item;
  list._idlePrev = item;
}

function start(item) {
  const isRefed = item[kRefed];
  // An object of the old interface, or one that had ended.
  if (isRefed === undefined || item._destroyed) {
    if (isRefed === undefined) {
      item[kRefed] = true;
      incRef();
    } else if (isRefed) {
      incRef();
    }
    item._destroyed = false;
  }
  insert(item, item._idleTimeout);
}

function insert(item, msecs, begun = clock.now()) {
  if (item[kRefed] === undefined) {
    item[kRefed] = true;
    incRef();
  }
  msecs = Math.trunc(msecs);
  item._idleStart = begun;
  let list = lists[msecs];
  if (list === undefined) {
    const expiry = begun + msecs;
    list = new TimersList(expiry, msecs);
    lists[msecs] = list;
    heapInsert(list);
    if (armedFor === 0 || expiry < armedFor) {
      armedFor = expiry;
      clock.schedule(msecs);
    }
  }
  append(list, item);
}

// Starts an object of the old interface, which may have ended before.
function activate(item, isRefed) {
  if (!(item._idleTimeout >= 0)) return;
  if (item[kRefed] === undefined || item[kRefed] === null) {
    item[kRefed] = isRefed;
    if (isRefed) incRef();
  } else if (item._destroyed && item[kRefed]) {
    incRef();
  }
  item._destroyed = false;
  insert(item, item._idleTimeout);
}

function unenroll(item) {
  if (item._destroyed) return;
  item._destroyed = true;
  if (item[kHasPrimitive]) delete known[item._asyncId];
  const list = lists[Math.trunc(item._idleTimeout)];
  unlink(item);
  if (item[kRefed]) decRef();
  item[kRefed] = null;
  if (list !== undefined && list._idleNext === list) {
    delete lists[list.msecs];
    heapRemove(list);
  }
  // From now on it is nobody's timer.
  item._idleTimeout = -1;
}

// ---- running ---------------------------------------------------------------------------------------

let hasRunList = false;

// Runs every list that is due; arms the loop's timer for the first that is not.
function processTimers() {
  armedFor = 0;
  hasRunList = false;
  let now = clock.now();
  for (;;) {
    const list = heap[0];
    if (list === undefined) return;
    if (list.expiry > now) {
      now = clock.now();
      if (list.expiry > now) {
        armedFor = list.expiry;
        clock.schedule(Math.max(1, armedFor - now));
        return;
      }
    }
    if (hasRunList) engine.drain();
    hasRunList = true;
    runList(list, now);
  }
}

function runList(list, now) {
  const { msecs } = list;
  let hasRun = false;
  let timer;
  while ((timer = list._idleNext) !== list) {
    const passed = now - timer._idleStart;
    if (passed < msecs) {
      list.expiry = Math.max(timer._idleStart + msecs, now + 1);
      list.id = nextListId++;
      siftDown(list, list.priorityQueuePosition);
      return;
    }
    if (hasRun) {
      engine.drain();
      // What ran there may have stopped this one.
      if (list._idleNext !== timer) continue;
    }
    hasRun = true;
    unlink(timer);
    if (!timer._onTimeout) {
      ended(timer);
      continue;
    }
    runTimer(timer);
  }
  if (lists[msecs] === list) {
    delete lists[msecs];
    heapRemove(list);
  }
}

function runTimer(timer) {
  let begun;
  const repeats = timer._repeat !== null && timer._repeat !== undefined;
  if (repeats) begun = clock.now();
  const context = timer[kAsyncContext];
  if (engine.hasAsyncContext) engine.setAsyncContext(context);
  const scope = timer[kScope];
  if (scope !== undefined) scope.enter();
  try {
    const args = timer._timerArgs;
    if (args === undefined) {
      timer._onTimeout();
    } else {
      timer._onTimeout(...args);
    }
  } finally {
    if (scope !== undefined) scope.leave();
    if (timer._repeat && timer._idleTimeout !== -1) {
      timer._idleTimeout = timer._repeat;
      insert(timer, timer._idleTimeout, begun ?? clock.now());
    } else if (!timer._idleNext && !timer._destroyed) {
      // Neither started anew nor stopped while it ran.
      ended(timer);
    }
  }
}

function ended(timer) {
  if (timer._destroyed) return;
  timer._destroyed = true;
  if (timer[kScope] !== undefined) timer[kScope].end();
  if (timer[kHasPrimitive]) delete known[timer._asyncId];
  if (timer[kRefed]) decRef();
}

// ---- immediates ------------------------------------------------------------------------------------

let queueHead = null;
let queueTail = null;
// What is left of the queue that runs, if a callback of it threw.
let running = null;
let refedImmediates = 0;

class Immediate {
  constructor(callback, args) {
    this._idleNext = null;
    this._idlePrev = null;
    this._onImmediate = callback;
    this._argv = args;
    this._destroyed = false;
    this[kRefed] = false;
    if (engine.hasAsyncContext) this[kAsyncContext] = engine.getAsyncContext();
    if (engine.newScope !== undefined) this[kScope] = engine.newScope('Immediate', this);
    this.ref();
    enqueue(this);
  }

  ref() {
    if (this[kRefed] === false) {
      this[kRefed] = true;
      if (refedImmediates++ === 0) clock.setImmediateRef(true);
    }
    return this;
  }

  unref() {
    if (this[kRefed] === true) {
      this[kRefed] = false;
      if (--refedImmediates === 0) clock.setImmediateRef(false);
    }
    return this;
  }

  hasRef() {
    return !!this[kRefed];
  }

  [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
    clearImmediateObject(this);
  }
}

function enqueue(immediate) {
  if (queueTail === null) {
    queueHead = immediate;
    clock.scheduleImmediate();
  } else {
    queueTail._idleNext = immediate;
    immediate._idlePrev = queueTail;
  }
  queueTail = immediate;
}

function release(immediate) {
  immediate._destroyed = true;
  if (immediate[kRefed] && --refedImmediates === 0) clock.setImmediateRef(false);
  immediate[kRefed] = null;
}

function clearImmediateObject(immediate) {
  if (immediate._destroyed) return;
  release(immediate);
  immediate._onImmediate = null;
  if (immediate[kScope] !== undefined) immediate[kScope].end();
}

// Runs the immediates that were there when it began. One that was cleared is passed over. It is called again if one
// threw: then for the rest, or, if that was the last, for those that came meanwhile, as Node has it.
function processImmediate(isAgain) {
  let immediate = running;
  if (immediate === null) {
    // What an error left in the queues of ticks and microtasks comes before the first of the phase.
    if (!isAgain) engine.drain();
    immediate = queueHead;
    queueHead = queueTail = null;
  }
  let hasRun = false;
  while (immediate !== null) {
    const next = immediate._idleNext;
    if (immediate._destroyed) {
      immediate = next;
      continue;
    }
    if (hasRun) {
      running = immediate;
      engine.drain();
      if (immediate._destroyed) {
        immediate = next;
        continue;
      }
    }
    hasRun = true;
    // If this one throws, the next call goes on behind it.
    running = next;
    const callback = immediate._onImmediate;
    release(immediate);
    runImmediate(immediate, callback);
    immediate._onImmediate = null;
    immediate = immediate._idleNext;
  }
  running = null;
  if (queueHead !== null) clock.scheduleImmediate();
}

function runImmediate(immediate, callback) {
  const context = immediate[kAsyncContext];
  if (engine.hasAsyncContext) engine.setAsyncContext(context);
  const scope = immediate[kScope];
  if (scope !== undefined) scope.enter();
  try {
    if (immediate._argv === undefined) {
      callback.call(immediate);
    } else {
      callback.call(immediate, ...immediate._argv);
    }
  } finally {
    if (scope !== undefined) {
      scope.leave();
      scope.end();
    }
  }
}

// How many timers and immediates keep the process alive.
function counts() {
  return { timers: refedTimers, immediates: refedImmediates };
}

// Old modules keep their timeouts in the socket itself.
const kTimeout = Symbol('timeout');

function setUnrefTimeout(callback, after) {
  const timer = new Timeout(callback, after, undefined, false, false);
  insert(timer, timer._idleTimeout);
  return timer;
}

function getTimerDuration(msecs, name) {
  const { validateNumber } = require('internal/validators');
  validateNumber(msecs, name);
  if (msecs < 0 || !Number.isFinite(msecs)) {
    const { codes } = require('internal/errors');
    throw new codes.ERR_OUT_OF_RANGE(name, 'a non-negative finite number', msecs);
  }
  if (msecs > TIMEOUT_MAX) {
    require('process').emitWarning(`${msecs} does not fit into a 32-bit signed integer.` +
                                   `\nTimer duration was truncated to ${TIMEOUT_MAX}.`, 'TimeoutOverflowWarning');
    return TIMEOUT_MAX;
  }
  return msecs;
}

clock.setTimerRef(false);
clock.setImmediateRef(false);
clock.setup(processTimers, processImmediate);

module.exports = {
  Timeout, Immediate, insert, activate, unenroll, clearImmediateObject, known, kTimeout, kRefed,
  setUnrefTimeout, getTimerDuration, counts, TIMEOUT_MAX,
};
