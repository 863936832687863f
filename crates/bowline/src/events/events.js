'use strict';

// The emitter. It stands below streams, sockets and servers, so `on` and `emit` are written for speed:
// one listener is kept as a bare function, several as an array, and an emit copies nothing. Instead an
// array that is being walked carries a count (`walked`), and whoever wants to change such an array
// changes a copy. A listener that throws leaves the count up; that costs one copy later and nothing else.

const kCapture = Symbol('kCapture');
const kErrorMonitor = Symbol('events.errorMonitor');
const kRejection = Symbol.for('nodejs.rejection');
const kMaxEventTargetListeners = Symbol('events.maxEventTargetListeners');
const kMaxEventTargetListenersWarned = Symbol('events.maxEventTargetListenersWarned');

let defaultMaxListeners = 10;

function EventEmitter(options) {
  // Domains put another function in its place.
  if (EventEmitter.init !== init) {
    EventEmitter.init.call(this, options);
    return;
  }
  const events = this._events;
  if (events !== undefined || options !== undefined) {
    init.call(this, options);
    return;
  }
  this._events = { __proto__: null };
  this._eventsCount = 0;
  this._maxListeners = this._maxListeners || undefined;
}

EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;
Object.defineProperty(EventEmitter.prototype, kCapture, { value: false, writable: true, enumerable: false });

function init(options) {
  const events = this._events;
  // An object whose prototype is itself an emitter inherits that one's table; it needs its own.
  if (events === undefined || events === Object.getPrototypeOf(this)._events) {
    this._events = { __proto__: null };
    this._eventsCount = 0;
  }
  this._maxListeners = this._maxListeners || undefined;
  if (options?.captureRejections) {
    require('internal/validators').validateBoolean(options.captureRejections, 'options.captureRejections');
    this[kCapture] = true;
  }
}
EventEmitter.init = init;

function checkListener(listener) {
  if (typeof listener === 'function') return;
  const { validateFunction } = require('internal/validators');
  validateFunction(listener, 'listener');
}

function checkCount(n, name) {
  const { validateNumber } = require('internal/validators');
  validateNumber(n, name, 0);
}

function maxListenersOf(emitter) {
  const own = emitter._maxListeners;
  return own === undefined ? defaultMaxListeners : own;
}

EventEmitter.prototype.setMaxListeners = function setMaxListeners(n) {
  checkCount(n, 'setMaxListeners');
  this._maxListeners = n;
  return this;
};

EventEmitter.prototype.getMaxListeners = function getMaxListeners() {
  return maxListenersOf(this);
};

// An 'error' nobody listens to is thrown from emit.
function throwUnheard(emitter, error) {
  if (error instanceof Error) {
    require('process/unheard').note(emitter, error, EventEmitter.prototype.emit);
    throw error;
  }
  const { codes: { ERR_UNHANDLED_ERROR } } = require('internal/errors');
  let text;
  try {
    text = require('internal/util/inspect').inspect(error);
  } catch {
    text = error;
  }
  const wrapped = new ERR_UNHANDLED_ERROR(text);
  wrapped.context = error;
  throw wrapped;
}

// With captureRejections: a promise that a listener returned and that rejects becomes an 'error'.
function watchPromise(emitter, promise, type, args) {
  try {
    const then = promise.then;
    if (typeof then !== 'function') return;
    then.call(promise, undefined, (error) => {
      require('process').nextTick(reportRejection, emitter, error, type, args);
    });
  } catch (error) {
    emitter.emit('error', error);
  }
}

function reportRejection(emitter, error, type, args) {
  if (typeof emitter[kRejection] === 'function') {
    emitter[kRejection](error, type, ...args);
    return;
  }
  // A listener of 'error' that rejects too must not bring us back here for ever.
  const before = emitter[kCapture];
  try {
    emitter[kCapture] = false;
    emitter.emit('error', error);
  } finally {
    emitter[kCapture] = before;
  }
}

EventEmitter.prototype.emit = function emit(type, ...args) {
  const events = this._events;
  if (type === 'error') {
    if (events !== undefined && events[kErrorMonitor] !== undefined) this.emit(kErrorMonitor, ...args);
    if (events === undefined || events.error === undefined) throwUnheard(this, args[0]);
  } else if (events === undefined) {
    return false;
  }
  const handler = events[type];
  if (handler === undefined) return false;

  const count = args.length;
  if (typeof handler === 'function') {
    let result;
    if (count === 0) result = handler.call(this);
    else if (count === 1) result = handler.call(this, args[0]);
    else if (count === 2) result = handler.call(this, args[0], args[1]);
    else result = handler.apply(this, args);
    if (result !== undefined && result !== null && this[kCapture]) watchPromise(this, result, type, args);
    return true;
  }

  handler.walked = (handler.walked || 0) + 1;
  // Listeners added meanwhile go to a copy, so the length cannot grow under the walk.
  const length = handler.length;
  for (let i = 0; i < length; i++) {
    let result;
    if (count === 0) result = handler[i].call(this);
    else if (count === 1) result = handler[i].call(this, args[0]);
    else if (count === 2) result = handler[i].call(this, args[0], args[1]);
    else result = handler[i].apply(this, args);
    if (result !== undefined && result !== null && this[kCapture]) watchPromise(this, result, type, args);
  }
  handler.walked--;
  return true;
};

// The array to change: the listed one, or a copy of it when an emit is walking it.
function writable(events, type, list) {
  if (!(list.walked > 0)) return list;
  const copy = list.slice();
  if (list.warned) copy.warned = true;
  return events[type] = copy;
}

function warnLeak(emitter, list, type, limit) {
  list.warned = true;
  const { inspect } = require('internal/util/inspect');
  const warning = new Error(
    `Possible EventEmitter memory leak detected. ${list.length} ${String(type)} listeners added to ` +
    `${inspect(emitter, { depth: -1 })}. MaxListeners is ${limit}. Use emitter.setMaxListeners() to increase limit`);
  warning.name = 'MaxListenersExceededWarning';
  warning.emitter = emitter;
  warning.type = type;
  warning.count = list.length;
  require('process').emitWarning(warning);
}

function add(emitter, type, listener, prepend) {
  if (typeof listener !== 'function') checkListener(listener);
  let events = emitter._events;
  if (events === undefined) {
    events = emitter._events = { __proto__: null };
    emitter._eventsCount = 0;
  } else if (events.newListener !== undefined) {
    emitter.emit('newListener', type, listener.listener ? listener.listener : listener);
    // A listener of 'newListener' may have given the emitter a new table.
    events = emitter._events;
  }
  const existing = events[type];
  if (existing === undefined) {
    events[type] = listener;
    emitter._eventsCount++;
    return emitter;
  }
  let list;
  if (typeof existing === 'function') {
    list = events[type] = prepend ? [listener, existing] : [existing, listener];
  } else {
    list = writable(events, type, existing);
    if (prepend) list.unshift(listener);
    else list.push(listener);
  }
  const limit = maxListenersOf(emitter);
  if (limit > 0 && list.length > limit && !list.warned) warnLeak(emitter, list, type, limit);
  return emitter;
}

EventEmitter.prototype.addListener = function addListener(type, listener) {
  return add(this, type, listener, false);
};
EventEmitter.prototype.on = EventEmitter.prototype.addListener;

EventEmitter.prototype.prependListener = function prependListener(type, listener) {
  return add(this, type, listener, true);
};

function onceWrapper(emitter, type, listener) {
  let fired = false;
  const wrapper = function(...args) {
    if (fired) return undefined;
    fired = true;
    emitter.removeListener(type, wrapper);
    return args.length === 0 ? listener.call(emitter) : listener.apply(emitter, args);
  };
  wrapper.listener = listener;
  return wrapper;
}

EventEmitter.prototype.once = function once(type, listener) {
  checkListener(listener);
  this.on(type, onceWrapper(this, type, listener));
  return this;
};

EventEmitter.prototype.prependOnceListener = function prependOnceListener(type, listener) {
  checkListener(listener);
  this.prependListener(type, onceWrapper(this, type, listener));
  return this;
};

function dropType(emitter, events, type) {
  if (--emitter._eventsCount === 0) emitter._events = { __proto__: null };
  else delete events[type];
}

EventEmitter.prototype.removeListener = function removeListener(type, listener) {
  checkListener(listener);
  const events = this._events;
  if (events === undefined) return this;
  const existing = events[type];
  if (existing === undefined) return this;

  if (existing === listener || existing.listener === listener) {
    dropType(this, events, type);
    if (events.removeListener !== undefined) this.emit('removeListener', type, existing.listener || listener);
    return this;
  }
  if (typeof existing === 'function') return this;

  // The one added last goes first.
  let at = existing.length - 1;
  while (at >= 0 && existing[at] !== listener && existing[at].listener !== listener) at--;
  if (at < 0) return this;
  if (existing.length === 2) {
    events[type] = existing[1 - at];
  } else {
    const list = writable(events, type, existing);
    if (at === 0) list.shift();
    else list.splice(at, 1);
  }
  if (events.removeListener !== undefined) this.emit('removeListener', type, listener);
  return this;
};
EventEmitter.prototype.off = EventEmitter.prototype.removeListener;

EventEmitter.prototype.removeAllListeners = function removeAllListeners(type) {
  const events = this._events;
  if (events === undefined) return this;

  if (events.removeListener === undefined) {
    if (arguments.length === 0) {
      this._events = { __proto__: null };
      this._eventsCount = 0;
    } else if (events[type] !== undefined) {
      dropType(this, events, type);
    }
    return this;
  }

  // Somebody listens to 'removeListener': every removal is told, last added first.
  if (arguments.length === 0) {
    for (const key of Reflect.ownKeys(events)) {
      if (key !== 'removeListener') this.removeAllListeners(key);
    }
    this.removeAllListeners('removeListener');
    this._events = { __proto__: null };
    this._eventsCount = 0;
    return this;
  }
  const listeners = events[type];
  if (typeof listeners === 'function') {
    this.removeListener(type, listeners);
  } else if (listeners !== undefined) {
    for (const listener of listeners.slice().reverse()) this.removeListener(type, listener);
  }
  return this;
};

function listOf(emitter, type, unwrap) {
  const events = emitter._events;
  const existing = events === undefined ? undefined : events[type];
  if (existing === undefined) return [];
  if (typeof existing === 'function') return [unwrap ? existing.listener || existing : existing];
  return unwrap ? existing.map((listener) => listener.listener || listener) : existing.slice();
}

EventEmitter.prototype.listeners = function listeners(type) {
  return listOf(this, type, true);
};

EventEmitter.prototype.rawListeners = function rawListeners(type) {
  return listOf(this, type, false);
};

EventEmitter.prototype.listenerCount = function listenerCount(type, listener) {
  const events = this._events;
  const existing = events === undefined ? undefined : events[type];
  if (existing === undefined) return 0;
  if (listener !== undefined && listener !== null) {
    const list = typeof existing === 'function' ? [existing] : existing;
    let count = 0;
    for (const entry of list) {
      if (entry === listener || entry.listener === listener) count++;
    }
    return count;
  }
  return typeof existing === 'function' ? 1 : existing.length;
};

EventEmitter.prototype.eventNames = function eventNames() {
  return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : [];
};

// What hangs on the class itself; the bodies of the rarely used ones are in events/statics.
module.exports = EventEmitter;
EventEmitter.addAbortListener = function addAbortListener(signal, listener) {
  return require('events/statics').addAbortListener(signal, listener);
};
EventEmitter.once = function once(emitter, name, options) {
  return require('events/statics').once(emitter, name, options);
};
EventEmitter.on = function on(emitter, event, options) {
  return require('events/statics').on(emitter, event, options);
};
EventEmitter.getEventListeners = function getEventListeners(emitterOrTarget, type) {
  return require('events/statics').getEventListeners(emitterOrTarget, type);
};
EventEmitter.getMaxListeners = function getMaxListeners(emitterOrTarget) {
  return require('events/statics').getMaxListeners(emitterOrTarget);
};
EventEmitter.EventEmitter = EventEmitter;
EventEmitter.usingDomains = false;
EventEmitter.captureRejectionSymbol = kRejection;
EventEmitter.errorMonitor = kErrorMonitor;
EventEmitter.setMaxListeners = function setMaxListeners(n = defaultMaxListeners, ...eventTargets) {
  require('events/statics').setMaxListeners(n, eventTargets, (value) => { defaultMaxListeners = value; });
};
EventEmitter.listenerCount = function listenerCount(emitter, type) {
  if (typeof emitter.listenerCount === 'function') return emitter.listenerCount(type);
  return EventEmitter.prototype.listenerCount.call(emitter, type);
};
Object.defineProperties(EventEmitter, {
  captureRejections: {
    __proto__: null,
    enumerable: true,
    get() { return EventEmitter.prototype[kCapture]; },
    set(value) {
      require('internal/validators').validateBoolean(value, 'EventEmitter.captureRejections');
      EventEmitter.prototype[kCapture] = value;
    },
  },
  EventEmitterAsyncResource: {
    __proto__: null,
    enumerable: true,
    get() { return require('events/async_resource'); },
    set: undefined,
  },
  defaultMaxListeners: {
    __proto__: null,
    enumerable: true,
    get() { return defaultMaxListeners; },
    set(value) {
      checkCount(value, 'defaultMaxListeners');
      defaultMaxListeners = value;
    },
  },
  kMaxEventTargetListeners: { __proto__: null, value: kMaxEventTargetListeners },
  kMaxEventTargetListenersWarned: { __proto__: null, value: kMaxEventTargetListenersWarned },
});
