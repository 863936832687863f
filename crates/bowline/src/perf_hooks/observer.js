'use strict';

// The timeline, and who watches it. Entries are handed over in a later turn of the loop, all that came since.

const { codes } = require('internal/errors');
const { customInspectSymbol, lazyDOMException } = require('internal/util');
const { validateFunction, validateObject } = require('internal/validators');

const TYPES = Object.freeze(['function', 'mark', 'measure', 'net', 'resource']);
const RESOURCES_MAX = 250;

// What stays until it is cleared.
const kept = { __proto__: null, mark: [], measure: [], resource: [] };
const observers = new Set();
let waiting = new Set();
let isScheduled = false;
let resourcesMax = RESOURCES_MAX;

function byStart(entries) {
  return entries.sort((one, other) => one.startTime - other.startTime);
}

class PerformanceObserverEntryList {
  #entries;

  constructor(entries) {
    if (!Array.isArray(entries)) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    this.#entries = byStart(entries);
  }

  getEntries() {
    return this.#entries.slice();
  }

  getEntriesByType(type) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('type');
    type = `${type}`;
    return this.#entries.filter((entry) => entry.entryType === type);
  }

  getEntriesByName(name, type = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name');
    name = `${name}`;
    return this.#entries.filter((entry) => entry.name === name && (type == null || entry.entryType === type));
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return this;
    const { inspect } = require('internal/util/inspect');
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `${this.constructor.name} ${inspect(this.#entries, inner)}`;
  }
}

class PerformanceObserver {
  #callback;
  #types = new Set();
  #buffer = [];
  #form;

  constructor(callback) {
    validateFunction(callback, 'callback');
    this.#callback = callback;
  }

  static get supportedEntryTypes() {
    return TYPES;
  }

  observe(options = {}) {
    validateObject(options, 'options');
    const { entryTypes, type, buffered } = options;
    if (entryTypes === undefined && type === undefined) {
      throw new codes.ERR_MISSING_ARGS('options.entryTypes', 'options.type');
    }
    if (entryTypes != null && type != null) {
      throw new codes.ERR_INVALID_ARG_VALUE(
        'options.entryTypes', entryTypes, 'options.entryTypes can not set with options.type together');
    }
    const form = type === undefined ? 'many' : 'one';
    if (this.#form !== undefined && this.#form !== form) {
      const change = form === 'many' ? 'multiple' : 'single';
      throw lazyDOMException(`PerformanceObserver can not change to ${change} observations`, 'InvalidModificationError');
    }
    this.#form = form;
    if (form === 'many') {
      if (!Array.isArray(entryTypes)) throw new codes.ERR_INVALID_ARG_TYPE('options.entryTypes', 'string[]', entryTypes);
      this.#types = new Set(entryTypes.filter((each) => TYPES.includes(each)));
    } else if (TYPES.includes(type)) {
      this.#types.add(type);
      if (buffered) {
        this.#buffer.push(...kept[type] ?? []);
        if (this.#buffer.length > 0) schedule(this);
      }
    }
    if (this.#types.size > 0) observers.add(this);
  }

  disconnect() {
    observers.delete(this);
    waiting.delete(this);
    this.#buffer = [];
    this.#types.clear();
    this.#form = undefined;
  }

  takeRecords() {
    const records = this.#buffer;
    this.#buffer = [];
    return records;
  }

  static offer(observer, entry) {
    if (!observer.#types.has(entry.entryType)) return;
    observer.#buffer.push(entry);
    schedule(observer);
  }

  static deliver(observer) {
    const entries = observer.takeRecords();
    if (entries.length === 0) return;
    observer.#callback.call(observer, new PerformanceObserverEntryList(entries), observer);
  }

  static watches(observer, type) {
    return observer.#types.has(type);
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return this;
    const { inspect } = require('internal/util/inspect');
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    const shown = {
      connected: observers.has(this), pending: waiting.has(this), entryTypes: [...this.#types], buffer: this.#buffer,
    };
    return `${this.constructor.name} ${inspect(shown, inner)}`;
  }
}

// For this file alone.
const { offer, deliver, watches } = PerformanceObserver;
for (const name of ['offer', 'deliver', 'watches']) delete PerformanceObserver[name];

function schedule(observer) {
  waiting.add(observer);
  if (isScheduled) return;
  isScheduled = true;
  require('timers').setImmediate(() => {
    isScheduled = false;
    const due = waiting;
    waiting = new Set();
    for (const each of due) deliver(each);
  });
}

function enqueue(entry) {
  for (const observer of observers) offer(observer, entry);
}

function isWatched(type) {
  for (const observer of observers) if (watches(observer, type)) return true;
  return false;
}

// Says whether there was room.
function keep(entry) {
  const entries = kept[entry.entryType];
  if (entry.entryType === 'resource' && entries.length >= resourcesMax) return false;
  entries.push(entry);
  return true;
}

function clear(type, name) {
  if (name === undefined) {
    kept[type].length = 0;
  } else {
    name = `${name}`;
    kept[type] = kept[type].filter((entry) => entry.name !== name);
  }
}

function entries(name, type) {
  const all = [...kept.mark, ...kept.measure, ...kept.resource];
  const fits = (entry) => (name === undefined || entry.name === name) && (type == null || entry.entryType === type);
  return byStart(all.filter(fits));
}

function lastMark(name) {
  return kept.mark.findLast((entry) => entry.name === name);
}

function setResourcesMax(max) {
  resourcesMax = max;
}

module.exports = {
  PerformanceObserver, PerformanceObserverEntryList, clear, enqueue, entries, isWatched, keep, lastMark, setResourcesMax,
};
