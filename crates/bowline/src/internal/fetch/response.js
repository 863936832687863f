'use strict';

const { Headers, guards, makeHeaders } = require('internal/fetch/headers');
const { extract, mixIn } = require('internal/fetch/body');
const { defineInterface, illegal, requireArguments, toByteString } = require('internal/fetch/webidl');

const kInspect = Symbol.for('nodejs.util.inspect.custom');
const kInternal = Symbol('kInternal');
const bodiless = new Set([101, 103, 204, 205, 304]);
const redirects = new Set([301, 302, 303, 307, 308]);

let bodyOf;

class Response {
  #state;

  constructor(body = null, init = {}) {
    if (body === kInternal) {
      this.#state = init;
      return;
    }
    if (init === null) init = {};
    if (typeof init !== 'object' && typeof init !== 'function') {
      throw new TypeError('Response constructor: Expected init ("Argument 2") to be one of: Null, Undefined, Object.');
    }
    this.#state = stateOf(init);
    if (body === null || body === undefined) return;
    if (bodiless.has(this.#state.status)) {
      throw new TypeError(`Response constructor: Invalid response status code ${this.#state.status}`);
    }
    const [extracted, type] = extract(body);
    this.#state.body = extracted;
    if (type !== null && !this.#state.headers.has('content-type')) this.#state.headers.set('content-type', type);
  }

  static {
    bodyOf = (response) => {
      if (typeof response !== 'object' || response === null || !(#state in response)) throw illegal();
      return response.#state.body;
    };
  }

  static error() {
    return new Response(kInternal, {
      ...stateOf({}), type: 'error', status: 0, headers: makeHeaders([], guards.immutable),
    });
  }

  static redirect(url, status = 302) {
    requireArguments(arguments.length, 1, 'Response.redirect');
    const { URL } = require('internal/url');
    let parsed;
    try {
      parsed = new URL(`${url}`);
    } catch (error) {
      throw new TypeError(`Failed to parse URL from ${url}`, { cause: error });
    }
    if (!redirects.has(status)) throw new RangeError(`Invalid status code ${status}`);
    const headers = makeHeaders(['location', parsed.href], guards.immutable);
    return new Response(kInternal, { ...stateOf({}), status, headers });
  }

  static json(data, init = {}) {
    requireArguments(arguments.length, 1, 'Response.json');
    const text = JSON.stringify(data);
    if (text === undefined) throw new TypeError('Value is not JSON serializable');
    const response = new Response(text, init);
    const given = new Headers(init?.headers ?? {});
    if (!given.has('content-type')) response.headers.set('content-type', 'application/json');
    return response;
  }

  get type() { return this.#state.type; }
  get url() { return this.#state.url; }
  get redirected() { return this.#state.redirected; }
  get status() { return this.#state.status; }
  get ok() { return this.#state.status >= 200 && this.#state.status <= 299; }
  get statusText() { return this.#state.statusText; }
  get headers() { return this.#state.headers; }

  clone() {
    const state = this.#state;
    if (state.body?.isUnusable) throw new TypeError('Response.clone: Body has already been consumed.');
    return new Response(kInternal, {
      ...state, headers: new Headers(state.headers), body: state.body?.clone() ?? null,
    });
  }

  [kInspect](depth, options) {
    options.depth ??= 2;
    options.colors ??= true;
    const shown = {
      status: this.status, statusText: this.statusText, headers: this.headers, body: this.body, bodyUsed: this.bodyUsed,
      ok: this.ok, redirected: this.redirected, type: this.type, url: this.url,
    };
    return `Response ${require('internal/util/inspect').inspect(shown, options)}`;
  }
}

function stateOf(init) {
  let { status = 200, statusText = '' } = init;
  status = Number(status) & 0xffff;
  if (status < 200 || status > 599) {
    throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
  }
  statusText = toByteString(statusText);
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(statusText)) throw new TypeError('Invalid statusText');
  const headers = new Headers(init.headers);
  return { type: 'default', url: '', redirected: false, status, statusText, headers, body: null };
}

// The answer of a server, or of what stands for one.
function makeResponse({ body = null, headers = [], redirected = false, status = 200, statusText = '', type = 'basic', url = '' }) {
  return new Response(kInternal, {
    type, url, redirected, status, statusText, headers: makeHeaders(headers, guards.immutable), body,
  });
}

mixIn(Response, (response) => bodyOf(response), (response) => response.headers.get('content-type'));
defineInterface(Response, ['type', 'url', 'redirected', 'status', 'ok', 'statusText', 'headers', 'clone']);

module.exports = { makeResponse, redirects, Response };
