'use strict';

// Bodies of requests and responses.
//
// A body keeps what it was made of as long as nobody asks for a stream: bytes, a Blob, or a message that arrives.

const { Buffer } = require('buffer');

// { source, stream, length, message }: `source` is a Uint8Array or a Blob that can be read again, `message` something
// that can be iterated once.
class Body {
  constructor({ source = null, stream = null, length = null, message = null }) {
    this.source = source;
    this.message = message;
    this.length = length;
    this.isUsed = false;
    this.made = stream;
  }

  get stream() {
    return this.made ??= this.makeStream();
  }

  makeStream() {
    if (this.message !== null) return streamOf(this.message);
    const { ReadableStream } = require('stream/web');
    const { source } = this;
    if (!(source instanceof Uint8Array)) return source.stream();
    let isDone = false;
    return new ReadableStream({
      type: 'bytes',
      pull(controller) {
        if (!isDone && source.length > 0) controller.enqueue(new Uint8Array(source));
        isDone = true;
        controller.close();
        controller.byobRequest?.respond(0);
      },
    });
  }

  get isUnusable() {
    const stream = this.made;
    return this.isUsed || (stream !== null && (stream.locked || isDisturbed(stream)));
  }

  get wasRead() {
    return this.isUsed || (this.made !== null && isDisturbed(this.made));
  }

  async bytes() {
    this.isUsed = true;
    if (this.made === null && this.source instanceof Uint8Array) return this.source;
    if (this.made === null && this.source !== null) return new Uint8Array(await this.source.arrayBuffer());
    const chunks = [];
    for await (const chunk of this.made ?? this.message) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError('Received non-Uint8Array chunk');
      chunks.push(chunk);
    }
    return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
  }

  clone() {
    if (this.source !== null && this.made === null) return new Body({ source: this.source, length: this.length });
    const [mine, other] = this.stream.tee();
    this.made = mine;
    this.message = null;
    return new Body({ stream: other, source: null, length: this.length });
  }

  // Nobody wants the rest.
  cancel() {
    if (this.made !== null) this.made.cancel().catch(() => {});
    else this.message?.destroy();
  }
}

function isDisturbed(stream) {
  return require('stream').isDisturbed(stream);
}

// A Readable as a stream of bytes that is read as fast as somebody reads it.
function streamOf(message) {
  const { ReadableStream } = require('stream/web');
  let iterator;
  return new ReadableStream({
    type: 'bytes',
    async pull(controller) {
      iterator ??= message[Symbol.asyncIterator]();
      const { done, value } = await iterator.next();
      if (done) {
        controller.close();
        controller.byobRequest?.respond(0);
      } else if (value.length > 0) {
        // A copy: the bytes behind it may be part of a bigger packet, and whoever reads may take them away.
        controller.enqueue(new Uint8Array(value));
      }
    },
    cancel(reason) {
      message.destroy(reason instanceof Error ? reason : undefined);
    },
  }, { highWaterMark: 0 });
}

// What a program gives as a body: [Body, content type or null].
function extract(value, isKeptAlive = false) {
  const { isAnyArrayBuffer } = require('internal/util/types');
  if (isReadableStream(value)) {
    if (isKeptAlive) throw new TypeError('keepalive');
    if (isDisturbed(value) || value.locked) {
      throw new TypeError('Response body object should not be disturbed or locked');
    }
    return [new Body({ stream: value }), null];
  }
  if (isAnyArrayBuffer(value)) return fromBytes(new Uint8Array(value.slice(0)), null);
  if (ArrayBuffer.isView(value)) {
    return fromBytes(new Uint8Array(value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength)), null);
  }
  const { isBlob } = require('internal/blob');
  if (isBlob(value)) return [new Body({ source: value, length: value.size }), value.type || null];
  const { URLSearchParams } = require('internal/url');
  if (value instanceof URLSearchParams) {
    return fromBytes(Buffer.from(`${value}`), 'application/x-www-form-urlencoded;charset=UTF-8');
  }
  const { FormData } = require('internal/fetch/form_data');
  if (value instanceof FormData) {
    const { createBoundary, encode } = require('internal/fetch/multipart');
    const boundary = createBoundary();
    const blob = encode(value, boundary);
    return [new Body({ source: blob, length: blob.size }), `multipart/form-data; boundary=${boundary}`];
  }
  if (typeof value?.[Symbol.asyncIterator] === 'function') return [new Body({ message: byteIterable(value) }), null];
  return fromBytes(Buffer.from(`${value}`.toWellFormed()), 'text/plain;charset=UTF-8');
}

function fromBytes(bytes, type) {
  return [new Body({ source: bytes, length: bytes.length }), type];
}

// Node takes any async iterable, a Readable for example.
function byteIterable(iterable) {
  return {
    async* [Symbol.asyncIterator]() {
      for await (const chunk of iterable) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    },
    destroy(error) { iterable.destroy?.(error); },
  };
}

function isReadableStream(value) {
  const { ReadableStream } = require('stream/web');
  return value instanceof ReadableStream;
}

// ---- the methods of Request and Response -----------------------------------------------------------

// Adds them to a class whose instances have their body at `bodyOf(instance)`, and their type at `typeOf(instance)`.
function mixIn(Class, bodyOf, typeOf) {
  const read = (name, convert) => ({
    async [name]() {
      const body = bodyOf(this);
      if (body?.isUnusable) {
        throw new TypeError('Body is unusable: Body has already been read');
      }
      return convert(body === null ? new Uint8Array(0) : await body.bytes(), this);
    },
  })[name];
  const methods = {
    blob: read('blob', (bytes, owner) => {
      const { Blob } = require('buffer');
      return new Blob([bytes], { type: typeOf(owner) ?? '' });
    }),
    arrayBuffer: read('arrayBuffer', (bytes) => exact(bytes).buffer),
    text: read('text', toText),
    json: read('json', (bytes) => JSON.parse(toText(bytes))),
    formData: read('formData', (bytes, owner) => toFormData(bytes, typeOf(owner))),
    bytes: read('bytes', exact),
  };
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(Class.prototype, name, { value, writable: true, configurable: true, enumerable: true });
  }
  Object.defineProperty(Class.prototype, 'body', {
    configurable: true,
    enumerable: true,
    get() { return bodyOf(this)?.stream ?? null; },
  });
  Object.defineProperty(Class.prototype, 'bodyUsed', {
    configurable: true,
    enumerable: true,
    get() { return bodyOf(this)?.wasRead ?? false; },
  });
}

// Bytes whose memory is theirs alone.
function exact(bytes) {
  return new Uint8Array(bytes);
}

function toText(bytes) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const hasMark = buffer.length >= 3 && buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf;
  return buffer.toString('utf8', hasMark ? 3 : 0);
}

function toFormData(bytes, type) {
  const essence = type?.split(';')[0].trim().toLowerCase();
  if (essence === 'multipart/form-data') {
    const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type) ?? [];
    const boundary = quoted ?? plain;
    if (boundary === undefined) throw new TypeError('Failed to parse body as FormData.');
    return require('internal/fetch/multipart').decode(bytes, boundary);
  }
  if (essence === 'application/x-www-form-urlencoded') {
    const { FormData } = require('internal/fetch/form_data');
    const { URLSearchParams } = require('internal/url');
    const form = new FormData();
    for (const [name, value] of new URLSearchParams(toText(bytes))) form.append(name, value);
    return form;
  }
  throw new TypeError(
    'Content-Type was not one of "multipart/form-data" or "application/x-www-form-urlencoded".');
}

module.exports = { Body, extract, mixIn };
