'use strict';

// Blob: bytes that do not change, in parts. A part is a Uint8Array of our own or something that can be read later:
// `{ size, read(start, end) -> Promise of Uint8Array }`.

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_THIS },
} = require('internal/errors');
const { isAnyArrayBuffer } = require('internal/util/types');
const codec = require('buffer/native');

const kInspect = Symbol.for('nodejs.util.inspect.custom');
const kCreate = Symbol('kCreate');
const CHUNK_BYTES = 64 * 1024;

let partsOf;

// A type that has anything but printable ASCII is no type.
function normalizeType(type) {
  type = `${type}`;
  return /[^\u{0020}-\u{007e}]/u.test(type) ? '' : type.toLowerCase();
}

function toPart(source, endings) {
  if (isBlob(source)) return partsOf(source);
  if (isAnyArrayBuffer(source)) return [new Uint8Array(source.slice(0))];
  if (ArrayBuffer.isView(source)) {
    return [new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice()];
  }
  let text = `${source}`;
  if (endings === 'native') {
    text = text.replace(/\r\n|[\r\n]/g, require('process').platform === 'win32' ? '\r\n' : '\n');
  }
  return [codec.encodeUtf8(text)];
}

const sizeOf = (part) => (part instanceof Uint8Array ? part.length : part.size);

class Blob {
  #parts;
  #size;
  #type;

  constructor(sources = [], options = undefined) {
    if (sources === kCreate) {
      this.#parts = options.parts;
      this.#size = options.parts.reduce((size, part) => size + sizeOf(part), 0);
      this.#type = options.type;
      return;
    }
    if (sources === null || typeof sources[Symbol.iterator] !== 'function' || typeof sources === 'string') {
      throw new ERR_INVALID_ARG_TYPE('sources', 'a sequence', sources);
    }
    if (options != null && typeof options !== 'object' && typeof options !== 'function') {
      throw new ERR_INVALID_ARG_TYPE('options', 'a dictionary', options);
    }
    const { type = '', endings = 'transparent' } = options ?? {};
    if (`${endings}` !== 'transparent' && `${endings}` !== 'native') {
      throw new ERR_INVALID_ARG_VALUE('options.endings', endings);
    }
    this.#parts = [];
    this.#size = 0;
    for (const source of sources) {
      for (const part of toPart(source, `${endings}`)) {
        if (sizeOf(part) === 0) continue;
        this.#parts.push(part);
        this.#size += sizeOf(part);
      }
    }
    if (this.#size > 2 ** 32) {
      const { codes: { ERR_BUFFER_TOO_LARGE } } = require('internal/errors');
      throw new ERR_BUFFER_TOO_LARGE(2 ** 32);
    }
    this.#type = normalizeType(type);
  }

  static {
    partsOf = (blob) => blob.#parts;
    this.is = (value) => typeof value === 'object' && value !== null && #parts in value;
  }

  [kInspect](depth, options) {
    if (depth < 0) return this;
    const { inspect } = require('internal/util/inspect');
    const shown = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `Blob ${inspect({ size: this.size, type: this.type }, shown)}`;
  }

  get type() {
    check(this);
    return this.#type;
  }

  get size() {
    check(this);
    return this.#size;
  }

  slice(start = 0, end = this.size, contentType = '') {
    check(this);
    const place = (value) => {
      value = Math.trunc(Number(value)) || 0;
      return value < 0 ? Math.max(this.#size + value, 0) : Math.min(value, this.#size);
    };
    start = place(start);
    end = Math.max(place(end), start);
    const parts = [];
    let at = 0;
    for (const part of this.#parts) {
      const size = sizeOf(part);
      const from = Math.max(start - at, 0);
      const to = Math.min(end - at, size);
      if (from < to) parts.push(cut(part, from, to));
      at += size;
    }
    return new Blob(kCreate, { parts, type: normalizeType(contentType) });
  }

  async bytes() {
    check(this);
    const bytes = new Uint8Array(this.#size);
    let at = 0;
    for (const part of this.#parts) {
      bytes.set(part instanceof Uint8Array ? part : await part.read(0, part.size), at);
      at += sizeOf(part);
    }
    return bytes;
  }

  async arrayBuffer() {
    check(this);
    return (await this.bytes()).buffer;
  }

  async text() {
    check(this);
    const { TextDecoder } = require('internal/encoding');
    return new TextDecoder().decode(await this.bytes());
  }

  stream() {
    check(this);
    const parts = this.#parts;
    let index = 0;
    let offset = 0;
    const { ReadableStream } = require('stream/web');
    return new ReadableStream({
      type: 'bytes',
      async pull(controller) {
        if (index === parts.length) {
          controller.close();
          // A reader that brought its own memory is still waiting for an answer.
          controller.byobRequest?.respond(0);
          return;
        }
        const part = parts[index];
        // What has to be read comes in smaller portions than what is there.
        const end = part instanceof Uint8Array ? part.length : Math.min(offset + CHUNK_BYTES, part.size);
        const chunk = part instanceof Uint8Array ? part.slice(offset, end) : await part.read(offset, end);
        offset = end;
        if (offset === sizeOf(part)) {
          index++;
          offset = 0;
        }
        controller.enqueue(chunk);
      },
    });
  }
}

const isBlob = Blob.is;
delete Blob.is;

function check(blob) {
  if (!isBlob(blob)) throw new ERR_INVALID_THIS('Blob');
}

function cut(part, start, end) {
  if (part instanceof Uint8Array) return part.subarray(start, end);
  return { size: end - start, read: (from, to) => part.read(start + from, start + to) };
}

for (const name of ['type', 'size', 'slice', 'stream', 'text', 'arrayBuffer', 'bytes']) {
  Object.defineProperty(Blob.prototype, name, { __proto__: null, enumerable: true });
}
Object.defineProperty(Blob.prototype, Symbol.toStringTag, { __proto__: null, configurable: true, value: 'Blob' });

// A copy has the same parts: bytes that do not change need not be copied.
Object.defineProperty(Blob.prototype, Symbol.for('nodejs.messaging.clone'), {
  __proto__: null,
  value() {
    const parts = partsOf(this);
    const { type } = this;
    return () => new Blob(kCreate, { parts, type });
  },
});

function notReadable() {
  return require('internal/util').lazyDOMException('The blob could not be read', 'NotReadableError');
}

// A Blob of a file. It is read when the Blob is; a file that changed meanwhile cannot be.
function createBlobFromFilePath(path, { type = '' } = {}) {
  const fs = require('fs');
  const { size, mtimeMs } = fs.statSync(path);
  const part = {
    size,
    async read(start, end) {
      const now = fs.statSync(path, { throwIfNoEntry: false });
      if (now === undefined || now.size !== size || now.mtimeMs !== mtimeMs) {
        throw notReadable();
      }
      const handle = await fs.promises.open(path);
      try {
        const bytes = new Uint8Array(end - start);
        let at = 0;
        while (at < bytes.length) {
          const { bytesRead } = await handle.read(bytes, at, bytes.length - at, start + at);
          if (bytesRead === 0) throw notReadable();
          at += bytesRead;
        }
        return bytes;
      } finally {
        await handle.close();
      }
    },
  };
  return new Blob(kCreate, { parts: size === 0 ? [] : [part], type: normalizeType(type) });
}

function resolveObjectURL(url) {
  url = `${url}`;
  try {
    return require('internal/object_urls').resolve(url);
  } catch {
    return undefined;
  }
}

module.exports = { Blob, createBlobFromFilePath, isBlob, resolveObjectURL };
