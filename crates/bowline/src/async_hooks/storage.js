'use strict';

// AsyncLocalStorage: values that callbacks carry along from where they were made.
//
// The context of the moment is a map from storage to value, and never changed: whoever sets a value makes another.

const { getAsyncContext, setAsyncContext } = require('internal/async_context');
const { install } = require('async_hooks/promises');
const { AsyncResource } = require('async_hooks/resource');

function withValue(storage, value) {
  const next = new Map(getAsyncContext());
  next.set(storage, value);
  return next;
}

class AsyncLocalStorage {
  constructor() {
    this.enabled = false;
    install();
  }

  static bind(fn) {
    return AsyncResource.bind(fn);
  }

  static snapshot() {
    return AsyncLocalStorage.bind((callback, ...args) => callback(...args));
  }

  disable() {
    this.enabled = false;
    const context = getAsyncContext();
    if (context === undefined || !context.has(this)) return;
    const next = new Map(context);
    next.delete(this);
    setAsyncContext(next.size === 0 ? undefined : next);
  }

  enterWith(store) {
    this.enabled = true;
    setAsyncContext(withValue(this, store));
  }

  run(store, callback, ...args) {
    // As it was: nothing is to be put back afterwards then.
    if (this.enabled && Object.is(store, this.getStore())) return Reflect.apply(callback, null, args);
    this.enabled = true;
    const outer = getAsyncContext();
    setAsyncContext(withValue(this, store));
    try {
      return Reflect.apply(callback, null, args);
    } finally {
      setAsyncContext(outer);
    }
  }

  exit(callback, ...args) {
    if (!this.enabled) return Reflect.apply(callback, null, args);
    const outer = getAsyncContext();
    const next = new Map(outer);
    next.delete(this);
    setAsyncContext(next.size === 0 ? undefined : next);
    try {
      return Reflect.apply(callback, null, args);
    } finally {
      setAsyncContext(outer);
    }
  }

  getStore() {
    return this.enabled ? getAsyncContext()?.get(this) : undefined;
  }
}

module.exports = { AsyncLocalStorage };
