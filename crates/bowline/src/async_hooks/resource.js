'use strict';

// AsyncResource: a place of one's own to run callbacks in. And hooks, which are told of such places.
//
// Hooks are told of these and, while there is one, of ticks, timeouts and immediates. Sockets, requests and
// promises have no numbers here: a hook hears nothing of them, and in their callbacks `executionAsyncId` is the
// main script's.

const { codes } = require('internal/errors');
const { validateFunction, validateObject, validateString } = require('internal/validators');
const { getAsyncContext, setAsyncContext } = require('internal/async_context');

const engine = require('runtime/engine');

const MAIN = 1;
let lastId = MAIN;
// The scopes entered, inmost last.
const scopes = [];
const hooks = new Set();
const rootResource = {};

// What a callback runs in.
class Scope {
  constructor(id, trigger, resource) {
    this.id = id;
    this.trigger = trigger;
    this.resource = resource;
  }

  enter() {
    scopes.push(this);
    if (hooks.size > 0) tell('before', this.id);
  }

  leave() {
    if (hooks.size > 0) tell('after', this.id);
    scopes.pop();
  }

  end() {
    if (hooks.size > 0) tell('destroy', this.id);
  }
}

// For ticks and timers, which ask for one while there is a hook.
function newScope(type, resource) {
  const scope = new Scope(++lastId, executionAsyncId(), resource);
  tell('init', scope.id, type, scope.trigger, resource);
  return scope;
}

function executionAsyncId() {
  return scopes.length === 0 ? MAIN : scopes[scopes.length - 1].id;
}

function triggerAsyncId() {
  return scopes.length === 0 ? 0 : scopes[scopes.length - 1].trigger;
}

function executionAsyncResource() {
  return scopes.length === 0 ? rootResource : scopes[scopes.length - 1].resource;
}

// A hook that throws ends the program in Node; here it throws where it is called.
function tell(event, ...args) {
  for (const hook of [...hooks]) hook[event]?.(...args);
}

const kId = Symbol('async_id_symbol');
const kTrigger = Symbol('trigger_async_id_symbol');
const kContext = Symbol('kContext');
const kDestroyed = Symbol('destroyed');

function hide(object, key, value) {
  Object.defineProperty(object, key, { __proto__: null, configurable: true, writable: true, value });
}

let registry;

function destroyLater(resource) {
  registry ??= new FinalizationRegistry(({ id, state }) => {
    if (!state.isDestroyed) tell('destroy', id);
  });
  const state = { isDestroyed: false };
  hide(resource, kDestroyed, state);
  registry.register(resource, { id: resource[kId], state });
}

class AsyncResource {
  constructor(type, options = {}) {
    validateString(type, 'type');
    let triggerId = executionAsyncId();
    let requiresManualDestroy = false;
    if (typeof options === 'number') {
      triggerId = options;
    } else {
      validateObject(options, 'options');
      if (options.triggerAsyncId !== undefined) triggerId = options.triggerAsyncId;
      requiresManualDestroy = Boolean(options.requireManualDestroy);
    }
    if (!Number.isSafeInteger(triggerId) || triggerId < -1) {
      throw new codes.ERR_INVALID_ASYNC_ID('triggerAsyncId', triggerId);
    }
    hide(this, kId, ++lastId);
    hide(this, kTrigger, triggerId);
    hide(this, kContext, getAsyncContext());
    if (hooks.size === 0) return;
    if (type.length === 0) throw new codes.ERR_ASYNC_TYPE(type);
    if (!requiresManualDestroy) destroyLater(this);
    tell('init', this[kId], type, triggerId, this);
  }

  runInAsyncScope(fn, thisArg, ...args) {
    const outer = getAsyncContext();
    const scope = new Scope(this[kId], this[kTrigger], this);
    scope.enter();
    setAsyncContext(this[kContext]);
    try {
      return Reflect.apply(fn, thisArg, args);
    } finally {
      setAsyncContext(outer);
      scope.leave();
    }
  }

  emitDestroy() {
    if (this[kDestroyed] !== undefined) this[kDestroyed].isDestroyed = true;
    if (hooks.size > 0) tell('destroy', this[kId]);
    return this;
  }

  asyncId() {
    return this[kId];
  }

  triggerAsyncId() {
    return this[kTrigger];
  }

  bind(fn, thisArg) {
    validateFunction(fn, 'fn');
    const resource = this;
    const bound = thisArg === undefined ?
      function(...args) { return resource.runInAsyncScope(fn, this, ...args); } :
      (...args) => resource.runInAsyncScope(fn, thisArg, ...args);
    Object.defineProperties(bound, {
      length: { __proto__: null, configurable: true, enumerable: false, value: fn.length, writable: false },
      asyncResource: { __proto__: null, configurable: true, enumerable: true, value: this, writable: true },
    });
    return bound;
  }

  static bind(fn, type, thisArg) {
    return new AsyncResource(type || fn.name || 'bound-anonymous-fn').bind(fn, thisArg);
  }
}

class AsyncHook {
  constructor(callbacks) {
    for (const name of ['init', 'before', 'after', 'destroy', 'promiseResolve']) {
      const callback = callbacks[name];
      if (callback !== undefined && typeof callback !== 'function') {
        throw new codes.ERR_ASYNC_CALLBACK(`hook.${name}`);
      }
      this[name] = callback;
    }
  }

  enable() {
    hooks.add(this);
    engine.newScope = newScope;
    return this;
  }

  disable() {
    hooks.delete(this);
    if (hooks.size === 0) engine.newScope = undefined;
    return this;
  }
}

function createHook(callbacks) {
  return new AsyncHook(callbacks);
}

module.exports = {
  AsyncResource, createHook, executionAsyncId, executionAsyncResource, triggerAsyncId,
};
