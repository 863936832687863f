'use strict';

// EventTarget of the DOM standard, and NodeEventTarget, which can also be used like an EventEmitter.
//
// The listeners of one type are an array of small records. A dispatch walks a snapshot of it, and a record
// that was taken out meanwhile is marked, so it is not called.

const {
  codes: { ERR_EVENT_RECURSION, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS, ERR_MISSING_ARGS },
} = require('internal/errors');
const { CustomEvent, Event, dispatchState, inspectAs, kTrustEvent } = require('internal/event');
const EventEmitter = require('events');

const kCreateEvent = Symbol('kCreateEvent');
const kEvents = Symbol('kEvents');
const kHandlers = Symbol('kHandlers');
const kHybridDispatch = Symbol.for('nodejs.internal.kHybridDispatch');
const kInspect = Symbol.for('nodejs.util.inspect.custom');
const kIsEventTarget = Symbol.for('nodejs.event_target');
const kIsNodeEventTarget = Symbol('kIsNodeEventTarget');
const kIsNodeStyleListener = Symbol('kIsNodeStyleListener');
const kNewListener = Symbol('kNewListener');
const kRemoveListener = Symbol('kRemoveListener');
const kResistStopPropagation = Symbol('kResistStopPropagation');
const kWeakHandler = Symbol('kWeakHandler');
const { kMaxEventTargetListeners, kMaxEventTargetListenersWarned } = EventEmitter;

// A weakly held listener lives as long as the object it belongs to.
let weakOwners;

function keepWith(owner, listener) {
  weakOwners ??= new WeakMap();
  const kept = weakOwners.get(owner);
  if (kept === undefined) weakOwners.set(owner, [listener]);
  else kept.push(listener);
}

class Listener {
  constructor(listener, options) {
    this.capture = options.capture;
    this.once = options.once;
    this.nodeStyle = options.nodeStyle;
    this.resist = options.resist;
    this.removed = false;
    this.weak = options.weak !== undefined;
    this.held = listener;
    if (this.weak) {
      this.held = new WeakRef(listener);
      keepWith(options.weak, listener);
    }
  }

  // The function or object the program gave, or undefined when it was collected.
  get listener() {
    return this.weak ? this.held.deref() : this.held;
  }
}

function isEventTarget(value) {
  return value?.constructor?.[kIsEventTarget];
}

function isNodeEventTarget(value) {
  return value?.constructor?.[kIsNodeEventTarget];
}

function checkThis(target) {
  if (!isEventTarget(target)) throw new ERR_INVALID_THIS('EventTarget');
}

function initEventTarget(target) {
  target[kEvents] = undefined;
  target[kMaxEventTargetListeners] = EventEmitter.defaultMaxListeners;
  target[kMaxEventTargetListenersWarned] = false;
  target[kHandlers] = undefined;
}

const noOptions = {
  capture: false, once: false, passive: false, nodeStyle: false, resist: false, weak: undefined, signal: undefined,
};

function readOptions(options) {
  if (options === undefined || options === null || options === false) return noOptions;
  if (options === true) return { ...noOptions, capture: true };
  if (typeof options !== 'object' && typeof options !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('options', 'object', options);
  }
  return {
    capture: !!options.capture,
    once: !!options.once,
    passive: !!options.passive,
    nodeStyle: !!options[kIsNodeStyleListener],
    resist: !!options[kResistStopPropagation],
    weak: options[kWeakHandler],
    signal: options.signal,
  };
}

// False: the listener is nothing that could be called, which the standard allows.
function isListener(listener) {
  if (typeof listener === 'function' || typeof listener?.handleEvent === 'function') return true;
  if (listener === null || listener === undefined) return false;
  if (typeof listener === 'object') return true;
  throw new ERR_INVALID_ARG_TYPE('listener', 'EventListener', listener);
}

function isCaptureOption(options) {
  return options === true || (options !== null && typeof options === 'object' && !!options.capture);
}

function warnNoListener(target, type, listener) {
  const warning = new Error(`addEventListener called with ${listener} which has no effect.`);
  warning.name = 'AddEventListenerArgumentTypeWarning';
  warning.target = target;
  warning.type = type;
  require('process').emitWarning(warning);
}

function throwInTick(error) {
  require('process').nextTick(() => { throw error; });
}

function callListener(target, record, argument) {
  const listener = record.listener;
  if (listener === undefined) return;
  try {
    const result = typeof listener === 'function' ? listener.call(target, argument) : listener.handleEvent(argument);
    if (result !== undefined && result !== null && typeof result.then === 'function') {
      result.then(undefined, throwInTick);
    }
  } catch (error) {
    throwInTick(error);
  }
}

// Takes `record` out of its list.
function unlink(target, type, list, record) {
  record.removed = true;
  const rest = list.filter((other) => other !== record);
  if (rest.length === 0) target[kEvents].delete(type);
  else target[kEvents].set(type, rest);
  target[kRemoveListener](rest.length, type, record.listener, record.capture);
}

class EventTarget {
  static [kIsEventTarget] = true;

  constructor() {
    initEventTarget(this);
  }

  [kNewListener](size, type, listener, once, capture, passive, weak) {
    const limit = this[kMaxEventTargetListeners];
    if (!(limit > 0) || size <= limit || this[kMaxEventTargetListenersWarned]) return;
    this[kMaxEventTargetListenersWarned] = true;
    const { inspect } = require('internal/util/inspect');
    const warning = new Error(
      `Possible EventTarget memory leak detected. ${size} ${type} listeners added to ` +
      `${inspect(this, { depth: -1 })}. MaxListeners is ${limit}. Use events.setMaxListeners() to increase limit`);
    warning.name = 'MaxListenersExceededWarning';
    warning.target = this;
    warning.type = type;
    warning.count = size;
    require('process').emitWarning(warning);
  }

  [kRemoveListener](size, type, listener, capture) {}

  addEventListener(type, listener, options = undefined) {
    checkThis(this);
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('type', 'listener');
    const read = readOptions(options);
    const { signal } = read;
    if (signal !== undefined) require('internal/validators').validateAbortSignal(signal, 'options.signal');
    if (!isListener(listener)) {
      warnNoListener(this, type, listener);
      return;
    }
    type = `${type}`;
    if (signal) {
      if (signal.aborted) return;
      // The signal must not keep this target alive, so it holds the remover weakly.
      signal.addEventListener('abort', () => this.removeEventListener(type, listener, options), {
        __proto__: null, once: true, [kWeakHandler]: this, [kResistStopPropagation]: true,
      });
    }
    this[kEvents] ??= new Map();
    const list = this[kEvents].get(type);
    if (list === undefined) {
      this[kEvents].set(type, [new Listener(listener, read)]);
      this[kNewListener](1, type, listener, read.once, read.capture, read.passive, read.weak !== undefined);
      return;
    }
    for (const record of list) {
      if (record.listener === listener && record.capture === read.capture) return;
    }
    this[kEvents].set(type, [...list, new Listener(listener, read)]);
    this[kNewListener](list.length + 1, type, listener, read.once, read.capture, read.passive, read.weak !== undefined);
  }

  removeEventListener(type, listener, options = undefined) {
    checkThis(this);
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('type', 'listener');
    if (!isListener(listener)) return;
    type = `${type}`;
    const list = this[kEvents]?.get(type);
    if (list === undefined) return;
    const capture = isCaptureOption(options);
    for (const record of list) {
      if (record.listener === listener && record.capture === capture) {
        unlink(this, type, list, record);
        return;
      }
    }
  }

  dispatchEvent(event) {
    checkThis(this);
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('event');
    if (!dispatchState.isEvent(event)) throw new ERR_INVALID_ARG_TYPE('event', 'Event', event);
    if (dispatchState.isDispatching(event)) throw new ERR_EVENT_RECURSION(event.type);
    this[kHybridDispatch](event, event.type, event);
    return event.defaultPrevented !== true;
  }

  // Calls the listeners of `type`: those added in the manner of Node get `value`, the others an event, which is
  // made from `value` when there is none and somebody wants it.
  [kHybridDispatch](value, type, event) {
    if (event !== undefined) dispatchState.begin(event, this);
    const list = this[kEvents]?.get(type);
    if (list !== undefined) {
      for (const record of list) {
        if (record.removed) continue;
        if (event !== undefined && dispatchState.isStopped(event) && !record.resist) continue;
        if (record.once) unlink(this, type, this[kEvents].get(type), record);
        let argument = value;
        if (!record.nodeStyle) {
          if (event === undefined) {
            event = this[kCreateEvent](value, type);
            dispatchState.begin(event, this);
          }
          argument = event;
        }
        callListener(this, record, argument);
      }
    }
    if (event !== undefined) dispatchState.end(event);
    return list !== undefined;
  }

  [kCreateEvent](value, type) {
    return new CustomEvent(type, { detail: value });
  }

  [kInspect](depth, options) {
    checkThis(this);
    return inspectAs(this, this.constructor.name, {}, depth, options);
  }
}

for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent']) {
  Object.defineProperty(EventTarget.prototype, name, { __proto__: null, enumerable: true });
}
Object.defineProperty(EventTarget.prototype, Symbol.toStringTag, {
  __proto__: null, configurable: true, value: 'EventTarget',
});

function checkNode(target) {
  if (!isNodeEventTarget(target)) throw new ERR_INVALID_THIS('NodeEventTarget');
}

class NodeEventTarget extends EventTarget {
  static [kIsNodeEventTarget] = true;
  static defaultMaxListeners = 10;

  setMaxListeners(n) {
    checkNode(this);
    EventEmitter.setMaxListeners(n, this);
  }

  getMaxListeners() {
    checkNode(this);
    return this[kMaxEventTargetListeners];
  }

  eventNames() {
    checkNode(this);
    return [...(this[kEvents]?.keys() ?? [])];
  }

  listenerCount(type) {
    checkNode(this);
    return this[kEvents]?.get(`${type}`)?.length ?? 0;
  }

  off(type, listener, options) {
    checkNode(this);
    this.removeEventListener(type, listener, options);
    return this;
  }

  removeListener(type, listener, options) {
    checkNode(this);
    return this.off(type, listener, options);
  }

  on(type, listener) {
    checkNode(this);
    this.addEventListener(type, listener, { [kIsNodeStyleListener]: true });
    return this;
  }

  addListener(type, listener) {
    checkNode(this);
    return this.on(type, listener);
  }

  emit(type, argument) {
    checkNode(this);
    require('internal/validators').validateString(type, 'type');
    const hadListeners = this.listenerCount(type) > 0;
    this[kHybridDispatch](argument, type);
    return hadListeners;
  }

  once(type, listener) {
    checkNode(this);
    this.addEventListener(type, listener, { once: true, [kIsNodeStyleListener]: true });
    return this;
  }

  removeAllListeners(type) {
    checkNode(this);
    if (type !== undefined) this[kEvents]?.delete(String(type));
    else this[kEvents]?.clear();
    return this;
  }
}

for (const name of Object.getOwnPropertyNames(NodeEventTarget.prototype)) {
  if (name === 'constructor') continue;
  Object.defineProperty(NodeEventTarget.prototype, name, { __proto__: null, enumerable: true });
}

// Gives `target` the property `on<name>`: one listener, which can be replaced in its place.
function defineEventHandler(target, name, event = name) {
  const property = `on${name}`;
  function get() {
    return this[kHandlers]?.get(name)?.handler ?? null;
  }
  function set(value) {
    this[kHandlers] ??= new Map();
    let entry = this[kHandlers].get(name);
    if (entry === undefined) {
      const created = entry = {
        handler: null,
        listener(...args) { return created.handler.apply(this, args); },
      };
      this[kHandlers].set(name, entry);
    }
    const wasCallable = typeof entry.handler === 'function';
    entry.handler = typeof value === 'function' || typeof value === 'object' ? value : null;
    const isCallable = typeof value === 'function';
    if (isCallable && !wasCallable) this.addEventListener(event, entry.listener);
    else if (wasCallable && !isCallable) this.removeEventListener(event, entry.listener);
  }
  Object.defineProperty(get, 'name', { __proto__: null, value: `get ${property}` });
  Object.defineProperty(set, 'name', { __proto__: null, value: `set ${property}` });
  Object.defineProperty(target, property, {
    __proto__: null, configurable: true, enumerable: true, get, set,
  });
}

// What events.getEventListeners shows of a target.
function listenersOf(target, type) {
  const list = target[kEvents]?.get(`${type}`);
  return list === undefined ? [] : list.map((record) => record.listener).filter((one) => one !== undefined);
}

module.exports = {
  CustomEvent,
  Event,
  EventTarget,
  NodeEventTarget,
  defineEventHandler,
  initEventTarget,
  initNodeEventTarget: initEventTarget,
  isEventTarget,
  kCreateEvent,
  kEvents,
  kHybridDispatch,
  kNewListener,
  kRemoveListener,
  kResistStopPropagation,
  kTrustEvent,
  kWeakHandler,
  listenersOf,
};
