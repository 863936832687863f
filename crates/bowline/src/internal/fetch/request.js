'use strict';

const { checkIsHttpToken } = require('http/common');
const { Headers } = require('internal/fetch/headers');
const { extract, mixIn } = require('internal/fetch/body');
const { defineInterface, illegal, requireArguments } = require('internal/fetch/webidl');

const kInspect = Symbol.for('nodejs.util.inspect.custom');
const kInternal = Symbol('kInternal');
const usualMethods = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']);
const forbiddenMethods = new Set(['CONNECT', 'TRACE', 'TRACK']);

const choices = {
  referrerPolicy: ['', 'no-referrer', 'no-referrer-when-downgrade', 'same-origin', 'origin', 'strict-origin',
    'origin-when-cross-origin', 'strict-origin-when-cross-origin', 'unsafe-url'],
  mode: ['navigate', 'same-origin', 'no-cors', 'cors'],
  credentials: ['omit', 'same-origin', 'include'],
  cache: ['default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached'],
  redirect: ['follow', 'error', 'manual'],
  duplex: ['half'],
};

let stateOf;

class Request {
  #state;

  constructor(input, init = {}) {
    if (input === kInternal) {
      this.#state = init;
      return;
    }
    requireArguments(arguments.length, 1, 'Request constructor');
    if (init === null) init = {};
    if (typeof init !== 'object' && typeof init !== 'function') {
      throw new TypeError('Request constructor: Expected init ("Argument 2") to be one of: Null, Undefined, Object.');
    }
    const isRequest = typeof input === 'object' && input !== null && #state in input;
    const state = this.#state = isRequest ? { ...input.#state, headers: new Headers(input.#state.headers) } : fresh(input);
    const inputBody = isRequest ? input.#state.body : null;
    takeChoices(state, init);
    if (init.method !== undefined) state.method = checkedMethod(init.method);
    state.signal = dependentSignal(init.signal === undefined ? (isRequest ? input.signal : null) : init.signal);
    if (init.headers !== undefined) state.headers = new Headers(init.headers);
    takeBody(state, init, inputBody);
  }

  static {
    stateOf = (request) => {
      if (typeof request !== 'object' || request === null || !(#state in request)) throw illegal();
      return request.#state;
    };
  }

  get method() { return this.#state.method; }
  get url() { return this.#state.url.href; }
  get headers() { return this.#state.headers; }
  get destination() { return ''; }
  get referrer() { return this.#state.referrer; }
  get referrerPolicy() { return this.#state.referrerPolicy; }
  get mode() { return this.#state.mode; }
  get credentials() { return this.#state.credentials; }
  get cache() { return this.#state.cache; }
  get redirect() { return this.#state.redirect; }
  get integrity() { return this.#state.integrity; }
  get keepalive() { return this.#state.keepalive; }
  get isReloadNavigation() { return false; }
  get isHistoryNavigation() { return false; }
  get signal() { return this.#state.signal; }
  get duplex() { return 'half'; }

  clone() {
    const state = this.#state;
    if (state.body?.isUnusable) throw new TypeError('unusable');
    return new Request(kInternal, {
      ...state,
      headers: new Headers(state.headers),
      body: state.body?.clone() ?? null,
      signal: dependentSignal(state.signal),
    });
  }

  [kInspect](depth, options) {
    options.depth ??= 2;
    options.colors ??= true;
    const shown = {};
    for (const name of ['method', 'url', 'headers', 'destination', 'referrer', 'referrerPolicy', 'mode', 'credentials', 'cache',
      'redirect', 'integrity', 'keepalive', 'isReloadNavigation', 'isHistoryNavigation', 'signal']) shown[name] = this[name];
    return `Request ${require('internal/util/inspect').inspect(shown, options)}`;
  }
}

function fresh(input) {
  const { URL } = require('internal/url');
  let url;
  try {
    url = new URL(`${input}`);
  } catch (error) {
    throw new TypeError(`Failed to parse URL from ${input}`, { cause: error });
  }
  if (url.username || url.password) {
    throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${input}`);
  }
  return {
    method: 'GET', url, headers: new Headers(), referrer: 'about:client', referrerPolicy: '', mode: 'cors',
    credentials: 'same-origin', cache: 'default', redirect: 'follow', integrity: '', keepalive: false, body: null, signal: null,
  };
}

function takeChoices(state, init) {
  for (const name of Object.keys(choices)) {
    if (init[name] === undefined) continue;
    const value = `${init[name]}`;
    if (!choices[name].includes(value)) {
      throw new TypeError(`Request constructor: ${value} is not an accepted type. Expected one of ${choices[name].join(', ')}.`);
    }
    if (name !== 'duplex') state[name] = value;
  }
  if (state.mode === 'navigate') throw new TypeError('Request constructor: invalid request mode navigate.');
  if (state.cache === 'only-if-cached' && state.mode !== 'same-origin') {
    throw new TypeError('\'only-if-cached\' can be set only with \'same-origin\' mode');
  }
  if (init.integrity !== undefined) state.integrity = String(init.integrity);
  if (init.keepalive !== undefined) state.keepalive = Boolean(init.keepalive);
  if (init.referrer !== undefined) state.referrer = init.referrer === '' ? '' : 'about:client';
  if (init.window !== undefined && init.window !== null) throw new TypeError(`'window' option '${init.window}' must be null`);
}

function checkedMethod(method) {
  method = `${method}`;
  if (!checkIsHttpToken(method)) throw new TypeError(`'${method}' is not a valid HTTP method.`);
  const upper = method.toUpperCase();
  if (forbiddenMethods.has(upper)) throw new TypeError(`'${method}' HTTP method is unsupported.`);
  return usualMethods.has(upper) ? upper : method;
}

function dependentSignal(signal) {
  if (signal === null || signal === undefined) return new AbortController().signal;
  if (typeof signal.aborted !== 'boolean' || typeof signal.addEventListener !== 'function') {
    throw new TypeError('Failed to construct \'Request\': member signal is not of type AbortSignal.');
  }
  return AbortSignal.any([signal]);
}

function takeBody(state, init, inputBody) {
  const given = init.body;
  const hasBody = given !== undefined && given !== null;
  if ((hasBody || (inputBody !== null && given === undefined)) && (state.method === 'GET' || state.method === 'HEAD')) {
    throw new TypeError('Request with GET/HEAD method cannot have body.');
  }
  if (!hasBody) {
    if (given === null || inputBody === null) {
      state.body = null;
      return;
    }
    // The one request gives its body to the other.
    if (inputBody.isUnusable) throw new TypeError('Cannot construct a Request with a Request object that has already been used.');
    state.body = inputBody.source === null ? handOver(inputBody) : inputBody.clone();
    inputBody.isUsed = true;
    return;
  }
  const [body, type] = extract(given, state.keepalive);
  if (body.length === null && init.duplex === undefined) {
    throw new TypeError('RequestInit: duplex option is required when sending a body.');
  }
  state.body = body;
  if (type !== null && !state.headers.has('content-type')) state.headers.append('content-type', type);
}

function handOver(body) {
  const { Body } = require('internal/fetch/body');
  return new Body({ stream: body.made, message: body.message, length: body.length });
}

mixIn(Request, (request) => stateOf(request).body, (request) => request.headers.get('content-type'));
defineInterface(Request, [
  'method', 'url', 'headers', 'destination', 'referrer', 'referrerPolicy', 'mode', 'credentials', 'cache', 'redirect',
  'integrity', 'keepalive', 'isReloadNavigation', 'isHistoryNavigation', 'signal', 'duplex', 'clone',
]);

module.exports = { Request, stateOf };
