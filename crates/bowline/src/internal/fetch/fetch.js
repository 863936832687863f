'use strict';

// A request and everything that leads to its answer.

const { Body } = require('internal/fetch/body');
const { listOf } = require('internal/fetch/headers');
const { Request, stateOf } = require('internal/fetch/request');
const { makeResponse, redirects } = require('internal/fetch/response');
const { requireArguments } = require('internal/fetch/webidl');

const REDIRECTS_MAX = 20;
// They say something about the origin they were meant for.
const originFields = ['authorization', 'proxy-authorization', 'cookie', 'host'];
const bodyFields = ['content-encoding', 'content-language', 'content-location', 'content-type', 'content-length'];

const agents = { __proto__: null };

async function fetch(input, init = undefined) {
  requireArguments(arguments.length, 1, 'fetch');
  const request = new Request(input, init);
  const state = stateOf(request);
  const { signal } = state;
  if (signal.aborted) {
    state.body?.cancel();
    throw signal.reason;
  }
  switch (state.url.protocol) {
    case 'http:':
    case 'https:':
      return follow(state, signal);
    case 'data:':
      return fromData(state.url);
    case 'blob:':
      return fromBlob(state);
    case 'about:':
      throw failed(new Error('about scheme is not supported'));
    case 'file:':
      throw failed(new Error('not implemented... yet...'));
    default:
      throw failed(new Error('unknown scheme'));
  }
}

function failed(cause) {
  return new TypeError('fetch failed', { cause });
}

// ---- over the network ------------------------------------------------------------------------------

async function follow(state, signal) {
  let { body, method, url } = state;
  const headers = fieldsOf(state);
  for (let count = 0; ; count++) {
    const message = await send({ body, headers, method, signal, url });
    const { location } = message.headers;
    if (!redirects.has(message.statusCode) || location === undefined || state.redirect === 'manual') {
      return answer(message, { method, redirected: count > 0, signal, url });
    }
    message.resume();
    message.on('error', () => {});
    if (state.redirect === 'error') throw failed(new Error('unexpected redirect'));
    if (count === REDIRECTS_MAX) throw failed(new Error('redirect count exceeded'));
    const next = redirectTarget(location, url);
    if (!/^https?:$/.test(next.protocol)) throw failed(new Error('URL scheme must be a HTTP(S) scheme'));
    const { statusCode } = message;
    if (statusCode !== 303 && body !== null && body.source === null) throw failed(new Error('cannot send the body again'));
    if (((statusCode === 301 || statusCode === 302) && method === 'POST') ||
        (statusCode === 303 && method !== 'GET' && method !== 'HEAD')) {
      method = 'GET';
      body = null;
      for (const name of bodyFields) delete headers[name];
    }
    if (next.origin !== url.origin) for (const name of originFields) delete headers[name];
    if (!next.hash) next.hash = url.hash;
    url = next;
  }
}

function redirectTarget(location, url) {
  const { URL } = require('internal/url');
  try {
    return new URL(require('buffer').Buffer.from(location, 'latin1').toString('utf8'), url);
  } catch (error) {
    throw failed(error);
  }
}

function fieldsOf(state) {
  const headers = { __proto__: null };
  for (const [key, [, value]] of listOf(state.headers)) headers[key] = Array.isArray(value) ? value.join('; ') : value;
  headers.accept ??= '*/*';
  headers['accept-language'] ??= '*';
  headers['sec-fetch-mode'] ??= state.mode;
  headers['user-agent'] ??= 'node';
  // What cannot be unpacked is not asked for.
  headers['accept-encoding'] ??= unpacker() === null ? 'identity' : 'gzip, deflate';
  return headers;
}

let zlib;

function unpacker() {
  if (zlib === undefined) {
    try {
      zlib = require('zlib');
    } catch {
      zlib = null;
    }
  }
  return zlib;
}

// Sends one request and resolves with the head of its answer.
function send({ body, headers, method, signal, url }) {
  const isSecure = url.protocol === 'https:';
  const client = require(isSecure ? 'https' : 'http');
  const agent = agents[url.protocol] ??= new client.Agent({ keepAlive: true, timeout: 4000 });
  const fields = { host: url.host, connection: 'keep-alive', ...headers };
  if (body !== null && body.length !== null) fields['content-length'] = `${body.length}`;
  else if (body === null && (method === 'POST' || method === 'PUT')) fields['content-length'] = '0';
  return new Promise((resolve, reject) => {
    const { urlToHttpOptions } = require('internal/url');
    const request = client.request({ ...urlToHttpOptions(url), agent, headers: fields, method });
    const abort = () => {
      request.destroy();
      body?.cancel();
      reject(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    request.on('response', (message) => {
      signal.removeEventListener('abort', abort);
      resolve(message);
    });
    request.on('error', (error) => {
      signal.removeEventListener('abort', abort);
      reject(signal.aborted ? signal.reason : failed(error));
    });
    sendBody(request, body).catch((error) => {
      request.destroy();
      reject(signal.aborted ? signal.reason : failed(error));
    });
  });
}

async function sendBody(request, body) {
  if (body === null) {
    request.end();
  } else if (body.source instanceof Uint8Array) {
    request.end(body.source);
  } else {
    const source = body.source === null ? (body.made ?? body.message) : body.source.stream();
    body.isUsed = true;
    for await (const chunk of source) {
      if (request.destroyed) return;
      if (!request.write(chunk)) await drained(request);
    }
    request.end();
  }
}

function drained(request) {
  return new Promise((resolve) => {
    const done = () => {
      request.removeListener('drain', done);
      request.removeListener('close', done);
      resolve();
    };
    request.on('drain', done);
    request.on('close', done);
  });
}

function answer(message, { method, redirected, signal, url }) {
  const { statusCode: status } = message;
  const hasBody = method !== 'HEAD' && status !== 101 && status !== 204 && status !== 205 && status !== 304;
  let body = null;
  if (hasBody) {
    const source = unpacked(message);
    body = new Body({ message: incoming(source, signal) });
    stopOnAbort(message, source, signal);
  } else {
    message.resume();
  }
  return makeResponse({
    body, headers: message.rawHeaders, redirected, status, statusText: message.statusMessage, url: withoutHash(url),
  });
}

function withoutHash(url) {
  return url.hash ? url.href.slice(0, -url.hash.length) : url.href;
}

// A body that arrives. What cuts it short is told as fetch tells it.
function incoming(source, signal) {
  return {
    async* [Symbol.asyncIterator]() {
      try {
        yield* source;
      } catch (error) {
        throw signal.aborted ? signal.reason : new TypeError('terminated', { cause: error });
      }
    },
    destroy(error) { source.destroy(error); },
  };
}

function stopOnAbort(message, source, signal) {
  const abort = () => {
    source.destroy(signal.reason);
    message.destroy();
  };
  signal.addEventListener('abort', abort, { once: true });
  message.once('close', () => signal.removeEventListener('abort', abort));
  // Whoever reads learns of it; whoever does not read does not need to.
  source.on('error', () => {});
}

function unpacked(message) {
  const encodings = message.headers['content-encoding']?.toLowerCase().split(',').map((name) => name.trim()) ?? [];
  if (encodings.length === 0 || unpacker() === null) return message;
  const steps = [];
  for (const encoding of encodings.reverse()) {
    if (encoding === 'gzip' || encoding === 'x-gzip') steps.push(zlib.createGunzip());
    else if (encoding === 'deflate') steps.push(zlib.createInflate());
    else if (encoding === 'br') steps.push(zlib.createBrotliDecompress());
    else return message;
  }
  return require('stream').pipeline([message, ...steps], () => {});
}

// ---- from elsewhere --------------------------------------------------------------------------------

function fromData(url) {
  const parsed = parseDataURL(url.href);
  if (parsed === null) throw failed(new Error('invalid data: URL'));
  const { bytes, type } = parsed;
  const body = new Body({ source: bytes, length: bytes.length });
  return makeResponse({ body, headers: ['content-type', type], statusText: 'OK', url: url.href });
}

function parseDataURL(href) {
  const { Buffer } = require('buffer');
  const hash = href.indexOf('#');
  const text = href.slice('data:'.length, hash < 0 ? undefined : hash);
  const comma = text.indexOf(',');
  if (comma < 0) return null;
  let type = text.slice(0, comma).trim();
  const data = percentDecoded(text.slice(comma + 1));
  const isBase64 = /; *base64$/i.test(type);
  if (isBase64) type = type.replace(/; *base64$/i, '');
  if (type.startsWith(';')) type = `text/plain${type}`;
  if (!/^[^\s/;]+\/[^\s/;]+/.test(type)) type = 'text/plain;charset=US-ASCII';
  if (!isBase64) return { bytes: data, type };
  const encoded = data.toString('latin1').replace(/[\t\n\f\r ]/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded) || encoded.replace(/=/g, '').length % 4 === 1) return null;
  return { bytes: Buffer.from(encoded, 'base64'), type };
}

function percentDecoded(text) {
  const { Buffer } = require('buffer');
  const input = Buffer.from(text);
  const output = Buffer.alloc(input.length);
  let length = 0;
  for (let i = 0; i < input.length; i++) {
    const digits = input[i] === 0x25 ? input.toString('latin1', i + 1, i + 3) : '';
    if (/^[0-9a-fA-F]{2}$/.test(digits)) {
      output[length++] = Number.parseInt(digits, 16);
      i += 2;
    } else {
      output[length++] = input[i];
    }
  }
  return output.subarray(0, length);
}

function fromBlob({ method, url }) {
  const blob = require('buffer').resolveObjectURL(url.href);
  if (method !== 'GET' || blob === undefined) throw failed(new Error('invalid method'));
  const body = new Body({ source: blob, length: blob.size });
  const headers = ['content-length', `${blob.size}`, 'content-type', blob.type];
  return makeResponse({ body, headers, statusText: 'OK', url: url.href });
}

module.exports = { fetch };
