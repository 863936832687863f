'use strict';

const { checkIsHttpToken } = require('http/common');
const { defineInterface, illegal, requireArguments, toByteString } = require('internal/fetch/webidl');

const kInspect = Symbol.for('nodejs.util.inspect.custom');

// Who may change the list: nobody for an answer from the network.
const guards = { none: 'none', immutable: 'immutable' };

let makeHeaders;
let listOf;

function trim(value) {
  return value.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
}

function checkName(name, where) {
  if (!checkIsHttpToken(name)) throw new TypeError(`${where}: "${name}" is an invalid header name.`);
}

class Headers {
  // By name in lower case: [name, value], and for cookies [name, [value ...]].
  #list = new Map();
  #guard = guards.none;

  constructor(init = undefined) {
    if (init === undefined) return;
    if (init === null || (typeof init !== 'object' && typeof init !== 'function')) {
      throw new TypeError('Headers constructor: Argument 1 could not be converted to one of: ' +
        'sequence<sequence<ByteString>>, record<ByteString, ByteString>.');
    }
    if (#list in init) {
      for (const [key, entry] of init.#list) {
        this.#list.set(key, [entry[0], Array.isArray(entry[1]) ? [...entry[1]] : entry[1]]);
      }
    } else if (typeof init[Symbol.iterator] === 'function') {
      for (const pair of init) this.#appendPair(pair);
    } else {
      for (const name of Reflect.ownKeys(init)) {
        if (Object.getOwnPropertyDescriptor(init, name)?.enumerable) this.append(name, init[name]);
      }
    }
  }

  static {
    makeHeaders = (pairs, guard) => {
      const headers = new Headers();
      for (let i = 0; i < pairs.length; i += 2) headers.#add(pairs[i], pairs[i + 1]);
      headers.#guard = guard;
      return headers;
    };
    listOf = (headers) => headers.#list;
    this.is = (value) => typeof value === 'object' && value !== null && #list in value;
    delete this.is;
  }

  #appendPair(pair) {
    const [...items] = pair;
    if (items.length !== 2) {
      throw new TypeError(`Headers constructor: expected name/value pair to be length 2, found ${items.length}.`);
    }
    this.append(items[0], items[1]);
  }

  #add(name, value) {
    const key = name.toLowerCase();
    const entry = this.#list.get(key);
    if (key === 'set-cookie') {
      if (entry === undefined) this.#list.set(key, [name, [value]]);
      else entry[1].push(value);
    } else if (entry === undefined) {
      this.#list.set(key, [name, value]);
    } else {
      entry[1] = `${entry[1]}${key === 'cookie' ? '; ' : ', '}${value}`;
    }
  }

  #checked(name, value, where) {
    name = toByteString(name);
    value = trim(toByteString(value));
    checkName(name, where);
    if (/[\0\r\n]/.test(value)) throw new TypeError(`${where}: "${value}" is an invalid header value.`);
    this.#checkGuard();
    return [name, value];
  }

  #checkGuard() {
    if (this.#guard === guards.immutable) throw new TypeError('immutable');
  }

  append(name, value) {
    if (!(#list in this)) throw illegal();
    requireArguments(arguments.length, 2, 'Headers.append');
    this.#add(...this.#checked(name, value, 'Headers.append'));
  }

  set(name, value) {
    if (!(#list in this)) throw illegal();
    requireArguments(arguments.length, 2, 'Headers.set');
    [name, value] = this.#checked(name, value, 'Headers.set');
    const key = name.toLowerCase();
    this.#list.set(key, [name, key === 'set-cookie' ? [value] : value]);
  }

  delete(name) {
    if (!(#list in this)) throw illegal();
    requireArguments(arguments.length, 1, 'Headers.delete');
    name = toByteString(name);
    checkName(name, 'Headers.delete');
    this.#checkGuard();
    this.#list.delete(name.toLowerCase());
  }

  get(name) {
    if (typeof this !== 'object' || this === null || !(#list in this)) throw illegal();
    requireArguments(arguments.length, 1, 'Headers.get');
    name = toByteString(name);
    checkName(name, 'Headers.get');
    const entry = this.#list.get(name.toLowerCase());
    if (entry === undefined) return null;
    return Array.isArray(entry[1]) ? entry[1].join(', ') : entry[1];
  }

  has(name) {
    if (!(#list in this)) throw illegal();
    requireArguments(arguments.length, 1, 'Headers.has');
    name = toByteString(name);
    checkName(name, 'Headers.has');
    return this.#list.has(name.toLowerCase());
  }

  getSetCookie() {
    if (!(#list in this)) throw illegal();
    return [...(this.#list.get('set-cookie')?.[1] ?? [])];
  }

  #sorted() {
    const pairs = [];
    for (const key of [...this.#list.keys()].sort()) {
      const value = this.#list.get(key)[1];
      if (Array.isArray(value)) for (const cookie of value) pairs.push([key, cookie]);
      else pairs.push([key, value]);
    }
    return pairs;
  }

  *#iterate(pick) {
    // What is changed meanwhile is seen, as the standard wants it.
    for (let i = 0; ; i++) {
      const pair = this.#sorted()[i];
      if (pair === undefined) return;
      yield pick(pair);
    }
  }

  entries() {
    if (!(#list in this)) throw illegal();
    return this.#iterate((pair) => pair);
  }

  keys() {
    if (!(#list in this)) throw illegal();
    return this.#iterate(([name]) => name);
  }

  values() {
    if (!(#list in this)) throw illegal();
    return this.#iterate(([, value]) => value);
  }

  forEach(callback, thisArgument = undefined) {
    if (!(#list in this)) throw illegal();
    requireArguments(arguments.length, 1, 'Headers.forEach');
    if (typeof callback !== 'function') {
      throw new TypeError('Failed to execute \'forEach\' on \'Headers\': parameter 1 is not of type \'Function\'.');
    }
    for (const [name, value] of this) Reflect.apply(callback, thisArgument, [value, name, this]);
  }

  [kInspect](depth, options) {
    options.depth ??= depth;
    const object = {};
    for (const [key, [, value]] of this.#list) object[key] = value;
    return `Headers ${require('internal/util/inspect').inspect(object, options)}`;
  }
}

Headers.prototype[Symbol.iterator] = Headers.prototype.entries;
Object.defineProperty(Headers.prototype, Symbol.iterator, { enumerable: false });
defineInterface(Headers, [
  'append', 'delete', 'entries', 'forEach', 'get', 'getSetCookie', 'has', 'keys', 'set', 'values',
]);

module.exports = { Headers, guards, listOf, makeHeaders };
