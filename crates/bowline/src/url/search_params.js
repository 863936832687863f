'use strict';

const {
  codes: { ERR_ARG_NOT_ITERABLE, ERR_INVALID_THIS, ERR_INVALID_TUPLE, ERR_MISSING_ARGS },
} = require('internal/errors');
const { customInspectSymbol } = require('internal/util');

// Characters that a form leaves as they are.
const PLAIN = /^[A-Za-z0-9*._-]*$/;
const LEFT_BY_URI = /[!'()~]|%20/g;

// Engine strings may hold lone surrogates; a URL may not.
function wellFormed(value) {
  if (typeof value === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
  const text = `${value}`;
  return text.isWellFormed() ? text : text.toWellFormed();
}

function encode(text) {
  if (PLAIN.test(text)) return text;
  return encodeURIComponent(text).replace(LEFT_BY_URI, (found) =>
    (found === '%20' ? '+' : `%${found.charCodeAt(0).toString(16).toUpperCase()}`));
}

function parse(query) {
  if (query === '' || query === '?') return [];
  return native.parseQuery(query.charCodeAt(0) === 63 ? query.slice(1) : query);
}

function needArgument(count, wanted, names) {
  if (count < wanted) throw new ERR_MISSING_ARGS(...names);
}

function pairsOf(sequence) {
  const pairs = [];
  for (const pair of sequence) {
    const iterable = pair !== null && (typeof pair === 'object' || typeof pair === 'function') &&
      typeof pair[Symbol.iterator] === 'function';
    if (!iterable) throw new ERR_INVALID_TUPLE('Each query pair', '[name, value]');
    const items = [...pair];
    if (items.length !== 2) throw new ERR_INVALID_TUPLE('Each query pair', '[name, value]');
    pairs.push(wellFormed(items[0]), wellFormed(items[1]));
  }
  return pairs;
}

function pairsOfRecord(record) {
  const pairs = [];
  const positions = new Map();
  for (const key of Reflect.ownKeys(record)) {
    if (!Reflect.getOwnPropertyDescriptor(record, key)?.enumerable) continue;
    const name = wellFormed(key);
    const value = wellFormed(record[key]);
    // Two keys may become one name when their surrogates are replaced: the later value stays.
    if (positions.has(name)) {
      pairs[positions.get(name)] = value;
    } else {
      positions.set(name, pairs.length + 1);
      pairs.push(name, value);
    }
  }
  return pairs;
}

// What must see the private fields and is nobody else's business; set inside the class.
let check;
let pairsIn;
let replacePairs;
let bindToUrl;
let changed;

class URLSearchParams {
  // Names and values in turn.
  #pairs;
  // Tells the URL these are the parameters of, if there is one.
  #changed;

  constructor(init = undefined) {
    if (init === undefined || init === null) {
      this.#pairs = [];
    } else if (typeof init === 'object' || typeof init === 'function') {
      const method = init[Symbol.iterator];
      if (method === URLSearchParams.prototype[Symbol.iterator] && #pairs in init) {
        this.#pairs = init.#pairs.slice();
      } else if (method !== undefined && method !== null) {
        if (typeof method !== 'function') throw new ERR_ARG_NOT_ITERABLE('Query pairs');
        this.#pairs = pairsOf(init);
      } else {
        this.#pairs = pairsOfRecord(init);
      }
    } else {
      this.#pairs = parse(wellFormed(init));
    }
  }

  static {
    check = (value) => {
      if (typeof value !== 'object' || value === null || !(#pairs in value)) throw new ERR_INVALID_THIS('URLSearchParams');
    };
    pairsIn = (params) => params.#pairs;
    replacePairs = (params, query) => { params.#pairs = parse(query); };
    bindToUrl = (params, changed) => { params.#changed = changed; };
    changed = (params) => { if (params.#changed !== undefined) params.#changed(params.toString()); };
  }

  [customInspectSymbol](depth, options, inspect) {
    check(this);
    if (typeof depth === 'number' && depth < 0) return options.stylize('[Object]', 'special');
    inspect ??= require('internal/util/inspect').inspect;
    const inner = { ...options };
    if (depth !== null) inner.depth = depth - 1;
    const pairs = this.#pairs;
    const shown = [];
    for (let i = 0; i < pairs.length; i += 2) shown.push(`${inspect(pairs[i], inner)} => ${inspect(pairs[i + 1], inner)}`);
    return showList(this.constructor.name, shown, options.breakLength);
  }

  get size() {
    check(this);
    return this.#pairs.length / 2;
  }

  append(name, value) {
    check(this);
    needArgument(arguments.length, 2, ['name', 'value']);
    this.#pairs.push(wellFormed(name), wellFormed(value));
    changed(this);
  }

  delete(name, value = undefined) {
    check(this);
    needArgument(arguments.length, 1, ['name']);
    name = wellFormed(name);
    if (value !== undefined) value = wellFormed(value);
    const pairs = this.#pairs;
    const kept = [];
    for (let i = 0; i < pairs.length; i += 2) {
      if (pairs[i] !== name || (value !== undefined && pairs[i + 1] !== value)) kept.push(pairs[i], pairs[i + 1]);
    }
    this.#pairs = kept;
    changed(this);
  }

  get(name) {
    check(this);
    needArgument(arguments.length, 1, ['name']);
    const at = find(this.#pairs, wellFormed(name));
    return at === -1 ? null : this.#pairs[at + 1];
  }

  getAll(name) {
    check(this);
    needArgument(arguments.length, 1, ['name']);
    name = wellFormed(name);
    const pairs = this.#pairs;
    const values = [];
    for (let i = 0; i < pairs.length; i += 2) if (pairs[i] === name) values.push(pairs[i + 1]);
    return values;
  }

  has(name, value = undefined) {
    check(this);
    needArgument(arguments.length, 1, ['name']);
    name = wellFormed(name);
    if (value === undefined) return find(this.#pairs, name) !== -1;
    value = wellFormed(value);
    const pairs = this.#pairs;
    for (let i = 0; i < pairs.length; i += 2) if (pairs[i] === name && pairs[i + 1] === value) return true;
    return false;
  }

  set(name, value) {
    check(this);
    needArgument(arguments.length, 2, ['name', 'value']);
    name = wellFormed(name);
    value = wellFormed(value);
    const pairs = this.#pairs;
    const first = find(pairs, name);
    if (first === -1) {
      pairs.push(name, value);
    } else {
      pairs[first + 1] = value;
      const kept = pairs.slice(0, first + 2);
      for (let i = first + 2; i < pairs.length; i += 2) if (pairs[i] !== name) kept.push(pairs[i], pairs[i + 1]);
      this.#pairs = kept;
    }
    changed(this);
  }

  sort() {
    check(this);
    const pairs = this.#pairs;
    const sorted = [];
    for (let i = 0; i < pairs.length; i += 2) sorted.push([pairs[i], pairs[i + 1]]);
    sorted.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0)); // Stable, and by code unit.
    this.#pairs = sorted.flat();
    changed(this);
  }

  entries() {
    check(this);
    return new URLSearchParamsIterator(this, 'entries');
  }

  forEach(callback, thisArg = undefined) {
    check(this);
    require('internal/validators').validateFunction(callback, 'callback');
    // Read afresh each time: the callback may change the list.
    for (let i = 0; i < this.#pairs.length; i += 2) {
      callback.call(thisArg, this.#pairs[i + 1], this.#pairs[i], this);
    }
  }

  keys() {
    check(this);
    return new URLSearchParamsIterator(this, 'keys');
  }

  values() {
    check(this);
    return new URLSearchParamsIterator(this, 'values');
  }

  toString() {
    check(this);
    const pairs = this.#pairs;
    let text = '';
    for (let i = 0; i < pairs.length; i += 2) {
      if (i > 0) text += '&';
      text += `${encode(pairs[i])}=${encode(pairs[i + 1])}`;
    }
    return text;
  }
}

function find(pairs, name) {
  for (let i = 0; i < pairs.length; i += 2) if (pairs[i] === name) return i;
  return -1;
}

// One line, or one entry a line when that would be too long. Colours have no width.
function showList(name, shown, breakLength) {
  if (shown.length === 0) return `${name} {}`;
  // eslint-disable-next-line no-control-regex
  const width = shown.join(', ').replace(/\u001b\[\d\d?m/g, '').length;
  return width > breakLength ? `${name} {\n  ${shown.join(',\n  ')} }` : `${name} { ${shown.join(', ')} }`;
}

class URLSearchParamsIterator {
  #params;
  #kind;
  #index = 0;

  constructor(params, kind) {
    this.#params = params;
    this.#kind = kind;
  }

  #at(pairs, index) {
    if (this.#kind === 'keys') return pairs[index];
    return this.#kind === 'values' ? pairs[index + 1] : [pairs[index], pairs[index + 1]];
  }

  next() {
    if (typeof this !== 'object' || this === null || !(#params in this)) throw new ERR_INVALID_THIS('URLSearchParamsIterator');
    const pairs = pairsIn(this.#params);
    if (this.#index >= pairs.length) return { value: undefined, done: true };
    const value = this.#at(pairs, this.#index);
    this.#index += 2;
    return { value, done: false };
  }

  [customInspectSymbol](depth, options, inspect) {
    if (!(#params in this)) throw new ERR_INVALID_THIS('URLSearchParamsIterator');
    if (typeof depth === 'number' && depth < 0) return options.stylize('[Object]', 'special');
    inspect ??= require('internal/util/inspect').inspect;
    const inner = { ...options };
    if (depth !== null) inner.depth = depth - 1;
    const pairs = pairsIn(this.#params);
    const shown = [];
    for (let i = this.#index; i < pairs.length; i += 2) shown.push(inspect(this.#at(pairs, i), inner));
    const name = this[Symbol.toStringTag];
    return shown.length === 0 ? `${name} {  }` : showList(name, shown, options.breakLength);
  }
}

Object.setPrototypeOf(URLSearchParamsIterator.prototype, Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())));
delete URLSearchParamsIterator.prototype.constructor;
Object.defineProperty(URLSearchParamsIterator.prototype, 'next', { __proto__: null, enumerable: true });
Object.defineProperty(URLSearchParamsIterator.prototype, Symbol.toStringTag, {
  __proto__: null, configurable: true, value: 'URLSearchParams Iterator',
});

Object.defineProperty(URLSearchParams.prototype, Symbol.toStringTag, {
  __proto__: null, configurable: true, value: 'URLSearchParams',
});
Object.defineProperty(URLSearchParams.prototype, Symbol.iterator, {
  __proto__: null, configurable: true, writable: true, value: URLSearchParams.prototype.entries,
});
Object.getOwnPropertyNames(URLSearchParams.prototype).forEach((name) => {
  if (name !== 'constructor') Object.defineProperty(URLSearchParams.prototype, name, { __proto__: null, enumerable: true });
});

module.exports = { URLSearchParams, bindToUrl, replacePairs, wellFormed };
