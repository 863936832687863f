'use strict';

// `url.parse` and its kin: older than the standard, more forgiving than it, and still everywhere.

const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_URL } } = require('internal/errors');
const { validateObject, validateString } = require('internal/validators');

const SCHEME = /^[a-z0-9.+-]+:/i;
const LOGIN = /^\/\/[^@/]+@[^@/]+/;
const PORT = /:[0-9]*$/;
// What makes a text more than a path with perhaps a query.
// eslint-disable-next-line no-control-regex
const NOT_PLAIN = /[\0-\x20\s#@\\]/;
// A path with perhaps a query: what servers parse for every request.
const PLAIN_PATH = /^(\/\/?(?!\/)[^?\s]*)(\?[^\s]*)?$/;
// eslint-disable-next-line no-control-regex
const BLANK_ENDS = /^[\0- \u00a0\ufeff]+|[\0- \u00a0\ufeff]+$/g;
// What cannot be part of a host, except what ends it anyway.
const NOT_IN_HOST = /[ "%';<>\\^`{|}]/;
const SPOOFS_HOST = /[\0\t\n\r #%/:<>?@[\\\]^|]/;
const SPOOFS_ADDRESS = /[\0\t\n\r #%/<>?@\\^|]/;
const ESCAPED = /[\t\n\r "'<>\\^`{|}]/g;
const HOST_LENGTH_MAX = 255;

// Schemes that take `//` before the host.
function takesSlashes(protocol) {
  switch (protocol) {
    case 'http': case 'http:': case 'https': case 'https:': case 'ftp': case 'ftp:': case 'gopher': case 'gopher:':
    case 'file': case 'file:': case 'ws': case 'ws:': case 'wss': case 'wss:':
      return true;
    default:
      return false;
  }
}

function isScript(protocol) {
  return protocol === 'javascript' || protocol === 'javascript:';
}

function percent(found) {
  return `%${found.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

let warned = false;

function warnAboutPort(url) {
  if (warned) return;
  warned = true;
  const text = `The URL ${url} is invalid. Future versions of Node.js will throw an error.`;
  require('process').emitWarning(text, 'DeprecationWarning', 'DEP0170');
}

function Url() {
  this.protocol = null;
  this.slashes = null;
  this.auth = null;
  this.host = null;
  this.port = null;
  this.hostname = null;
  this.hash = null;
  this.search = null;
  this.query = null;
  this.pathname = null;
  this.path = null;
  this.href = null;
}

function parse(url, parseQueryString, slashesDenoteHost) {
  if (url instanceof Url) return url;
  const parsed = new Url();
  parsed.parse(url, parseQueryString, slashesDenoteHost);
  return parsed;
}

// Backslashes are slashes until a query or a fragment begins.
function straighten(url) {
  const trimmed = url.replace(BLANK_ENDS, '');
  if (!trimmed.includes('\\')) return trimmed;
  const end = trimmed.search(/[?#]/);
  if (end === -1) return trimmed.replaceAll('\\', '/');
  return trimmed.slice(0, end).replaceAll('\\', '/') + trimmed.slice(end);
}

function takeQuery(target, search, parseQueryString) {
  if (search !== undefined) {
    target.search = search;
    const text = search.slice(1);
    target.query = parseQueryString ? require('querystring').parse(text) : text;
  } else if (parseQueryString) {
    target.search = null;
    target.query = { __proto__: null };
  }
}

Url.prototype.parse = function(url, parseQueryString, slashesDenoteHost) {
  validateString(url, 'url');
  // Nearly always what a server gets: one look tells.
  if (!slashesDenoteHost && url.charCodeAt(0) === 47 && url.charCodeAt(1) !== 47 && !NOT_PLAIN.test(url)) {
    const mark = url.indexOf('?');
    this.path = this.href = url;
    this.pathname = mark === -1 ? url : url.slice(0, mark);
    takeQuery(this, mark === -1 ? undefined : url.slice(mark), parseQueryString);
    return this;
  }
  let rest = straighten(url);

  if (!slashesDenoteHost && !rest.includes('#')) {
    // An @ before the query may end a login.
    const at = rest.indexOf('@');
    const mark = at === -1 ? -1 : rest.indexOf('?');
    const plain = at === -1 || (mark !== -1 && mark < at) ? PLAIN_PATH.exec(rest) : null;
    if (plain !== null) {
      this.path = this.href = rest;
      this.pathname = plain[1];
      takeQuery(this, plain[2], parseQueryString);
      return this;
    }
  }

  const scheme = SCHEME.exec(rest)?.[0];
  let protocol;
  if (scheme !== undefined) {
    this.protocol = protocol = scheme.toLowerCase();
    rest = rest.slice(scheme.length);
  }

  let slashes = false;
  if (slashesDenoteHost || scheme !== undefined || LOGIN.test(rest)) {
    slashes = rest.startsWith('//');
    if (slashes && !isScript(protocol)) {
      rest = rest.slice(2);
      this.slashes = true;
    }
  }
  if (!isScript(protocol) && (slashes || (scheme !== undefined && !takesSlashes(scheme)))) {
    rest = takeHost(this, rest, url);
  }
  // A script is never escaped: it would no longer be the same.
  if (!isScript(protocol)) rest = rest.replace(ESCAPED, percent);

  const hash = rest.indexOf('#');
  if (hash !== -1) {
    this.hash = rest.slice(hash);
    rest = rest.slice(0, hash);
  }
  const mark = rest.indexOf('?');
  takeQuery(this, mark === -1 ? undefined : rest.slice(mark), parseQueryString);
  const pathname = mark === -1 ? rest : rest.slice(0, mark);
  if (pathname !== '') this.pathname = pathname;
  else if (takesSlashes(protocol) && this.hostname) this.pathname = '/';

  if (this.pathname || this.search) this.path = (this.pathname || '') + (this.search || '');
  this.href = this.format();
  return this;
};

// Takes login, host and port off the front of `rest` and gives back what follows them.
function takeHost(target, rest, url) {
  const delimiter = rest.search(/[#/?]/);
  // Line breaks and tabs in this part are as if they were not there.
  const authority = (delimiter === -1 ? rest : rest.slice(0, delimiter)).replace(/[\t\n\r]/g, '');
  rest = delimiter === -1 ? '' : rest.slice(delimiter);
  // The last @ counts: a login may hold more of them.
  const at = authority.lastIndexOf('@');
  if (at !== -1) target.auth = decodeURIComponent(authority.slice(0, at));
  let host = authority.slice(at + 1);
  const end = host.search(NOT_IN_HOST);
  if (end !== -1) {
    rest = host.slice(end) + rest;
    host = host.slice(0, end);
  }

  const port = PORT.exec(host)?.[0];
  if (port !== undefined) {
    if (port !== ':') target.port = port.slice(1);
    host = host.slice(0, host.length - port.length);
  }
  let hostname = host;
  const bracketed = hostname[0] === '[' && hostname[hostname.length - 1] === ']';
  if (!bracketed) {
    const bad = hostname.search(/[/\\#?:]/);
    if (bad !== -1) {
      if (hostname[bad] === ':') warnAboutPort(url);
      rest = `/${hostname.slice(bad)}${rest}`;
      hostname = hostname.slice(0, bad);
    }
  }

  hostname = hostname.length > HOST_LENGTH_MAX ? '' : hostname.toLowerCase();
  if (hostname !== '') {
    if (bracketed) {
      if (SPOOFS_ADDRESS.test(hostname)) throw new ERR_INVALID_URL(url);
    } else {
      hostname = native.hostToASCII(hostname.toWellFormed());
      if (hostname === '' || SPOOFS_HOST.test(hostname)) throw new ERR_INVALID_URL(url);
    }
  }
  target.host = hostname + (target.port ? `:${target.port}` : '');
  if (bracketed) {
    hostname = hostname.slice(1, -1);
    if (rest[0] !== '/') rest = `/${rest}`;
  }
  target.hostname = hostname;
  return rest;
}

// The parts of `object`, which may be any object that has them, as one string.
Url.prototype.format = function() {
  let protocol = this.protocol || '';
  let pathname = this.pathname || '';
  let hash = this.hash || '';
  const auth = this.auth ? `${require('querystring').escape(this.auth).replaceAll('%3A', ':')}@` : '';

  let host = '';
  if (this.host) {
    host = auth + this.host;
  } else if (this.hostname) {
    const address = this.hostname.includes(':') && !/^\[.*\]$/s.test(this.hostname);
    host = auth + (address ? `[${this.hostname}]` : this.hostname) + (this.port ? `:${this.port}` : '');
  }

  let query = '';
  if (this.query !== null && typeof this.query === 'object') query = require('querystring').stringify(this.query);
  let search = this.search || (query && `?${query}`) || '';

  if (protocol && !protocol.endsWith(':')) protocol += ':';
  if (pathname.includes('#') || pathname.includes('?')) pathname = pathname.replace(/[#?]/g, percent);
  // Slashes that were written stay; schemes that take them get them.
  if (this.slashes || takesSlashes(protocol)) {
    if (this.slashes || host) {
      if (pathname && pathname[0] !== '/') pathname = `/${pathname}`;
      host = `//${host}`;
    } else if (protocol.startsWith('file')) {
      host = '//';
    }
  }
  if (search.includes('#')) search = search.replaceAll('#', '%23');
  if (hash && hash[0] !== '#') hash = `#${hash}`;
  if (search && search[0] !== '?') search = `?${search}`;
  return protocol + host + pathname + search + hash;
};

function format(urlObject, options) {
  if (typeof urlObject === 'string') return parse(urlObject).format();
  if (typeof urlObject !== 'object' || urlObject === null) {
    throw new ERR_INVALID_ARG_TYPE('urlObject', ['Object', 'string'], urlObject);
  }
  if (!require('url/files').isURL(urlObject)) return Url.prototype.format.call(urlObject);
  if (options === undefined || options === null) return urlObject.href;
  validateObject(options, 'options');
  return formatStandard(urlObject, options);
}

function formatStandard(url, options) {
  const wanted = (name, otherwise) => (options[name] === undefined || options[name] === null ? otherwise : Boolean(options[name]));
  const { href, protocol, username, password } = url;
  const slashes = href.startsWith('//', protocol.length);
  const login = wanted('auth', true) && (username || password) ? `${username}${password ? `:${password}` : ''}@` : '';
  const unicode = wanted('unicode', false) && url.hostname ? native.domainToUnicode(url.hostname) : '';
  const host = unicode ? unicode + (url.port ? `:${url.port}` : '') : url.host;
  // The rest as it is written: an empty query or fragment shows in nothing but the text.
  const authority = slashes ? protocol.length + 2 : protocol.length;
  const start = slashes ? authority + href.slice(authority).search(/[/?#]|$/) : authority;
  const hash = href.indexOf('#');
  const mark = href.slice(0, hash === -1 ? href.length : hash).indexOf('?');
  let rest = hash !== -1 && !wanted('fragment', true) ? href.slice(start, hash) : href.slice(start);
  if (mark !== -1 && !wanted('search', true)) {
    rest = href.slice(start, mark) + (hash !== -1 && wanted('fragment', true) ? href.slice(hash) : '');
  }
  return `${protocol}${slashes ? '//' : ''}${login}${host}${rest}`;
}

function resolve(source, relative) {
  return parse(source, false, true).resolve(relative);
}

function resolveObject(source, relative) {
  return source ? parse(source, false, true).resolveObject(relative) : relative;
}

Url.prototype.resolve = function(relative) {
  return this.resolveObject(parse(relative, false, true)).format();
};

Url.prototype.resolveObject = function(relative) {
  return require('url/legacy_resolve').resolveObject(Url, this, relative);
};

Url.prototype.parseHost = function() {
  let { host } = this;
  const port = PORT.exec(host)?.[0];
  if (port !== undefined) {
    if (port !== ':') this.port = port.slice(1);
    host = host.slice(0, host.length - port.length);
  }
  if (host) this.hostname = host;
};

module.exports = { Url, format, parse, resolve, resolveObject, isScript, takesSlashes };
