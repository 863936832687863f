'use strict';

// A URL is its serialized form: `native` parses and changes it, and a part is a slice of it. What is asked
// for most is `href`, so nothing else is kept.

const { codes: { ERR_INVALID_URL, ERR_MISSING_ARGS } } = require('internal/errors');
const { URLSearchParams, bindToUrl, replacePairs, wellFormed } = require('url/search_params');
const { customInspectSymbol } = require('internal/util');

// Always throws. Node gives a bad base an own property, and no such property when there was no base.
function throwInvalid(input, base) {
  throw new ERR_INVALID_URL(input, base ?? null);
}

// Where the authority of `href` begins, or -1 if it has none: only then is the scheme followed by `//`.
function authorityStart(href) {
  const colon = href.indexOf(':');
  return href.charCodeAt(colon + 1) === 47 && href.charCodeAt(colon + 2) === 47 ? colon + 3 : -1;
}

function firstOf(href, characters, from) {
  let end = href.length;
  for (let i = 0; i < characters.length; i++) {
    const at = href.indexOf(characters[i], from);
    if (at !== -1 && at < end) end = at;
  }
  return end;
}

function authorityEnd(href, start) {
  return firstOf(href, '/?#', start);
}

// User, password, host and port as written, without their separators.
function credentials(href) {
  const start = authorityStart(href);
  if (start === -1) return undefined;
  const end = authorityEnd(href, start);
  const at = href.lastIndexOf('@', end - 1);
  return at < start ? undefined : href.slice(start, at);
}

function hostWithPort(href) {
  const start = authorityStart(href);
  if (start === -1) return '';
  const end = authorityEnd(href, start);
  const at = href.lastIndexOf('@', end - 1);
  return href.slice(at < start ? start : at + 1, end);
}

// The colon before the port; colons of an IPv6 address are inside brackets.
function portColon(host) {
  const colon = host.lastIndexOf(':');
  return colon > host.lastIndexOf(']') ? colon : -1;
}

function pathRange(href) {
  const start = authorityStart(href);
  let from = start === -1 ? href.indexOf(':') + 1 : authorityEnd(href, start);
  const end = firstOf(href, '?#', from);
  // `/.` keeps a path that begins with two slashes from looking like an authority.
  if (start === -1 && href.startsWith('/.//', from)) from += 2;
  return href.slice(from, end);
}

function searchOf(href) {
  const hash = href.indexOf('#');
  const end = hash === -1 ? href.length : hash;
  const mark = href.indexOf('?');
  return mark === -1 || mark > end || mark + 1 === end ? '' : href.slice(mark, end);
}

let isUrl;

class URL {
  #href;
  #searchParams;

  static {
    isUrl = (value) => value !== null && typeof value === 'object' && #href in value;
  }

  constructor(input, base = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    input = wellFormed(input);
    if (base !== undefined) base = wellFormed(base);
    const href = native.parse(input, base);
    if (href === undefined) throwInvalid(input, base);
    this.#href = href;
  }

  static parse(input, base = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    return URL.canParse(input, base) ? new URL(input, base) : null;
  }

  static canParse(url, base = undefined) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    return native.parse(wellFormed(url), base === undefined ? undefined : wellFormed(base)) !== undefined;
  }

  static createObjectURL(object) {
    return require('internal/object_urls').create(object);
  }

  static revokeObjectURL(url) {
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('url');
    require('internal/object_urls').revoke(`${url}`);
  }

  [customInspectSymbol](depth, options, inspect) {
    if (this === null || typeof this !== 'object' || !(#href in this)) return this;
    if (typeof depth === 'number' && depth < 0) return this;
    const { constructor } = this;
    const shown = Object.create({ constructor });
    SHOWN.forEach((name) => { shown[name] = this[name]; });
    return `${constructor.name} ${(inspect ?? require('internal/util/inspect').inspect)(shown, options)}`;
  }

  #set(part, value) {
    const href = native.set(this.#href, part, wellFormed(value));
    if (href !== undefined) this.#href = href;
    return href !== undefined;
  }

  // The parameters changed: write them into the URL.
  #updateSearch(text) {
    this.#set('search', text);
  }

  toString() {
    return this.#href;
  }

  get href() {
    return this.#href;
  }

  set href(value) {
    value = wellFormed(value);
    const href = native.parse(value, undefined);
    if (href === undefined) throwInvalid(value);
    this.#href = href;
    if (this.#searchParams !== undefined) replacePairs(this.#searchParams, searchOf(href));
  }

  get origin() {
    const href = this.#href;
    switch (href.slice(0, href.indexOf(':'))) {
      case 'http':
      case 'https':
      case 'ftp':
      case 'ws':
      case 'wss':
        return `${href.slice(0, href.indexOf(':'))}://${hostWithPort(href)}`;
      case 'blob': {
        const inner = native.parse(pathRange(href), undefined);
        return inner !== undefined && /^https?:/.test(inner) ? new URL(inner).origin : 'null';
      }
      default:
        return 'null';
    }
  }

  get protocol() {
    const href = this.#href;
    return href.slice(0, href.indexOf(':') + 1);
  }

  set protocol(value) {
    this.#set('protocol', value);
  }

  get username() {
    const login = credentials(this.#href);
    if (login === undefined) return '';
    const colon = login.indexOf(':');
    return colon === -1 ? login : login.slice(0, colon);
  }

  set username(value) {
    this.#set('username', value);
  }

  get password() {
    const login = credentials(this.#href);
    if (login === undefined) return '';
    const colon = login.indexOf(':');
    return colon === -1 ? '' : login.slice(colon + 1);
  }

  set password(value) {
    this.#set('password', value);
  }

  get host() {
    return hostWithPort(this.#href);
  }

  set host(value) {
    this.#set('host', value);
  }

  get hostname() {
    const host = hostWithPort(this.#href);
    const colon = portColon(host);
    return colon === -1 ? host : host.slice(0, colon);
  }

  set hostname(value) {
    this.#set('hostname', value);
  }

  get port() {
    const host = hostWithPort(this.#href);
    const colon = portColon(host);
    return colon === -1 ? '' : host.slice(colon + 1);
  }

  set port(value) {
    this.#set('port', value);
  }

  get pathname() {
    return pathRange(this.#href);
  }

  set pathname(value) {
    this.#set('pathname', value);
  }

  get search() {
    return searchOf(this.#href);
  }

  set search(value) {
    this.#set('search', value);
    if (this.#searchParams !== undefined) replacePairs(this.#searchParams, searchOf(this.#href));
  }

  get searchParams() {
    if (this.#searchParams === undefined) {
      this.#searchParams = new URLSearchParams(searchOf(this.#href));
      bindToUrl(this.#searchParams, (text) => this.#updateSearch(text));
    }
    return this.#searchParams;
  }

  get hash() {
    const href = this.#href;
    const at = href.indexOf('#');
    return at === -1 || at + 1 === href.length ? '' : href.slice(at);
  }

  set hash(value) {
    this.#set('hash', value);
  }

  toJSON() {
    return this.#href;
  }
}

const SHOWN = [
  'href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search',
  'searchParams', 'hash',
];

function show(target, names) {
  names.forEach((name) => Object.defineProperty(target, name, { __proto__: null, enumerable: true }));
}

show(URL.prototype, SHOWN);
show(URL.prototype, ['toString', 'toJSON']);
show(URL, ['parse', 'canParse', 'createObjectURL', 'revokeObjectURL']);
Object.defineProperty(URL.prototype, Symbol.toStringTag, { __proto__: null, configurable: true, value: 'URL' });

module.exports = { URL, URLSearchParams, isUrl, wellFormed };
