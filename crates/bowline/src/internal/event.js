'use strict';

// Event and CustomEvent of the DOM standard. The target that dispatches an event moves its state through
// `dispatchState`, which no program can reach.

const {
  codes: { ERR_INVALID_THIS, ERR_MISSING_ARGS },
} = require('internal/errors');

const kTrustEvent = Symbol('kTrustEvent');
const kInspect = Symbol.for('nodejs.util.inspect.custom');

function checkOptions(options) {
  if (options === undefined || options === null || typeof options === 'object') return;
  const { validateObject, kValidateObjectAllowObjects } = require('internal/validators');
  validateObject(options, 'options', kValidateObjectAllowObjects);
}

function inspectAs(self, name, fields, depth, options) {
  if (depth < 0) return name;
  const { inspect } = require('internal/util/inspect');
  return `${name} ${inspect(fields, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
}

let dispatchState;

// Since the process began, as performance.now() counts.
function now() {
  return require('process').uptime() * 1000;
}

class Event {
  #type;
  #bubbles = false;
  #cancelable = false;
  #composed = false;
  #trusted = false;
  #time = undefined;
  #defaultPrevented = false;
  #propagationStopped = false;
  #stop = false;
  #dispatching = false;
  #target = null;

  static {
    dispatchState = {
      isEvent: (value) => typeof value === 'object' && value !== null && #type in value,
      begin(event, target) {
        event.#target = target;
        event.#dispatching = true;
      },
      end: (event) => { event.#dispatching = false; },
      isDispatching: (event) => event.#dispatching,
      isStopped: (event) => event.#stop,
    };
  }

  constructor(type, options = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    if (options !== undefined) {
      checkOptions(options);
      this.#bubbles = !!options?.bubbles;
      this.#cancelable = !!options?.cancelable;
      this.#composed = !!options?.composed;
      this.#trusted = !!options?.[kTrustEvent];
    }
    this.#type = `${type}`;
    this.#time = now();
  }

  [kInspect](depth, options) {
    check(this);
    return inspectAs(this, this.constructor.name, {
      type: this.#type,
      defaultPrevented: this.defaultPrevented,
      cancelable: this.#cancelable,
      timeStamp: this.timeStamp,
    }, depth, options);
  }

  initEvent(type, bubbles = false, cancelable = false) {
    check(this);
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    if (this.#dispatching) return;
    this.#type = `${type}`;
    this.#bubbles = !!bubbles;
    this.#cancelable = !!cancelable;
  }

  stopImmediatePropagation() {
    check(this);
    this.#propagationStopped = true;
    this.#stop = true;
  }

  preventDefault() {
    check(this);
    this.#defaultPrevented = true;
  }

  get target() {
    check(this);
    return this.#target;
  }

  get currentTarget() {
    check(this);
    return this.#dispatching ? this.#target : null;
  }

  get srcElement() {
    check(this);
    return this.#target;
  }

  get type() {
    check(this);
    return this.#type;
  }

  get cancelable() {
    check(this);
    return this.#cancelable;
  }

  get defaultPrevented() {
    check(this);
    return this.#cancelable && this.#defaultPrevented;
  }

  get timeStamp() {
    check(this);
    return this.#time;
  }

  composedPath() {
    check(this);
    return this.#dispatching ? [this.#target] : [];
  }

  get returnValue() {
    check(this);
    return !this.#cancelable || !this.#defaultPrevented;
  }

  get bubbles() {
    check(this);
    return this.#bubbles;
  }

  get composed() {
    check(this);
    return this.#composed;
  }

  get eventPhase() {
    check(this);
    return this.#dispatching ? Event.AT_TARGET : Event.NONE;
  }

  get cancelBubble() {
    check(this);
    return this.#propagationStopped;
  }

  set cancelBubble(value) {
    check(this);
    if (value) this.#propagationStopped = true;
  }

  stopPropagation() {
    check(this);
    this.#propagationStopped = true;
  }

  get isTrusted() {
    check(this);
    return this.#trusted;
  }
}

function check(event) {
  if (!dispatchState.isEvent(event)) throw new ERR_INVALID_THIS('Event');
}

function makeEnumerable(prototype, names) {
  for (const name of names) Object.defineProperty(prototype, name, { __proto__: null, enumerable: true });
}

makeEnumerable(Event.prototype, Object.getOwnPropertyNames(Event.prototype).filter((name) => name !== 'constructor'));
Object.defineProperty(Event.prototype, Symbol.toStringTag, {
  __proto__: null, configurable: true, value: 'Event',
});
for (const [name, value] of [['NONE', 0], ['CAPTURING_PHASE', 1], ['AT_TARGET', 2], ['BUBBLING_PHASE', 3]]) {
  Object.defineProperty(Event, name, { __proto__: null, enumerable: true, value });
}

class CustomEvent extends Event {
  #detail;

  constructor(type, options = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    super(type, options);
    this.#detail = options?.detail ?? null;
  }

  static {
    this.isCustomEvent = (value) => typeof value === 'object' && value !== null && #detail in value;
  }

  get detail() {
    if (!isCustomEvent(this)) throw new ERR_INVALID_THIS('CustomEvent');
    return this.#detail;
  }
}

const { isCustomEvent } = CustomEvent;
delete CustomEvent.isCustomEvent;
makeEnumerable(CustomEvent.prototype, ['detail']);
Object.defineProperty(CustomEvent.prototype, Symbol.toStringTag, {
  __proto__: null, configurable: true, value: 'CustomEvent',
});

module.exports = { CustomEvent, Event, dispatchState, inspectAs, kTrustEvent };
