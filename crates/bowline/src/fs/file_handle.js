'use strict';
// Open files as objects: what `fs.promises.open` gives.
const { EventEmitter } = require('events');
const { AbortError, codes } = require('internal/errors');
const {
  kValidateObjectAllowNullable,
  parseFileMode,
  validateBuffer,
  validateEncoding,
  validateInteger,
  validateObject,
} = require('internal/validators');
const { kEmptyObject, SymbolAsyncDispose } = require('internal/util');
const {
  getOptions,
  toUnixTimestamp,
  validateBufferArray,
  validateOffsetLengthRead,
  validateOffsetLengthWrite,
  validatePosition,
  validateStringAfterArrayBufferView,
} = require('internal/fs/utils');
const { encode, gather, scatter, startRead, totalOf } = require('fs/descriptors');
const { contentOf, decoded, isUtf8, needBuffers, readDefaults, startAborted, writeOptions } = require('fs/whole');
const { validateOwner } = require('fs/attributes');

const kRef = Symbol('kRef');
const kUnref = Symbol('kUnref');
const kReadBufferSize = 16 * 1024;

// A promise for what a function with a callback gives.
function promised(start) {
  return new Promise((resolve, reject) => {
    start((error, value) => (error ? reject(error) : resolve(value)));
  });
}

// Closes files that a program lost without closing them.
let registry;

function closeLost(fd) {
  require('process').emitWarning(`Closing file descriptor ${fd} on garbage collection`);
  require('process').emitWarning(
    'Closing a FileHandle object on garbage collection is deprecated. Please close FileHandle objects explicitly ' +
    'using FileHandle.prototype.close(). In the future, an error will be thrown if a file descriptor is closed ' +
    'during garbage collection.', 'DeprecationWarning', 'DEP0137');
  native.close(fd, () => {});
}

class FileHandle extends EventEmitter {
  #fd;
  // One for being open, and one for every operation and stream.
  #references = 1;
  #closing;
  #settleClosing;
  #isLocked = false;

  constructor(fd) {
    super();
    this.#fd = fd;
    registry ??= new FinalizationRegistry(closeLost);
    registry.register(this, fd, this);
  }

  getAsyncId() {
    return 0;
  }

  get fd() {
    return this.#fd;
  }

  // Does `operate` while the file stays open.
  async #use(syscall, operate) {
    if (this.#fd === -1) {
      const error = new Error('file closed');
      error.code = 'EBADF';
      error.syscall = syscall;
      throw error;
    }
    this.#references++;
    try {
      return await operate(this.#fd);
    } finally {
      this[kUnref]();
    }
  }

  [kRef]() {
    this.#references++;
  }

  [kUnref]() {
    if (--this.#references > 0 || this.#fd === -1) return;
    const fd = this.#fd;
    this.#fd = -1;
    registry.unregister(this);
    native.close(fd, this.#settleClosing);
  }

  close() {
    if (this.#closing !== undefined) return this.#closing;
    if (this.#fd === -1) return Promise.resolve();
    this.#closing = promised((done) => { this.#settleClosing = done; })
      .finally(() => { this.#closing = undefined; });
    this[kUnref]();
    this.emit('close');
    return this.#closing;
  }

  async [SymbolAsyncDispose]() {
    return this.close();
  }

  chmod(mode) {
    return this.#use('fchmod', (fd) => {
      mode = parseFileMode(mode, 'mode');
      return promised((done) => native.fchmod(fd, mode, done));
    });
  }

  chown(uid, gid) {
    return this.#use('fchown', (fd) => {
      validateOwner(uid, gid);
      return promised((done) => native.fchown(fd, uid, gid, done));
    });
  }

  datasync() {
    return this.#use('fdatasync', (fd) => promised((done) => native.fdatasync(fd, done)));
  }

  sync() {
    return this.#use('fsync', (fd) => promised((done) => native.fsync(fd, done)));
  }

  stat(options = undefined) {
    return this.#use('fstat', async (fd) => {
      const row = await promised((done) => native.fstat(fd, Boolean(options?.bigint), done));
      return require('fs/stats').getStats(row);
    });
  }

  truncate(length = 0) {
    return this.#use('ftruncate', (fd) => {
      validateInteger(length, 'len');
      return promised((done) => native.ftruncate(fd, Math.max(0, length), done));
    });
  }

  utimes(atime, mtime) {
    return this.#use('futimes', (fd) => {
      atime = toUnixTimestamp(atime, 'atime');
      mtime = toUnixTimestamp(mtime, 'mtime');
      return promised((done) => native.futimes(fd, atime, mtime, done));
    });
  }

  read(buffer, offset, length, position) {
    return this.#use('read', (fd) => readInto(fd, buffer, offset, length, position));
  }

  readv(buffers, position) {
    return this.#use('readv', async (fd) => {
      validateBufferArray(buffers);
      if (typeof position !== 'number') position = -1;
      const bytes = new Uint8Array(totalOf(buffers));
      const bytesRead = await promised((done) => startRead(fd, bytes, 0, bytes.length, position, done));
      scatter(bytes, bytesRead, buffers);
      return { __proto__: null, bytesRead, buffers };
    });
  }

  readFile(options) {
    return this.#use('readFile', (fd) => readRest(fd, options));
  }

  readLines(options = undefined) {
    return require('readline').createInterface({
      input: this.createReadStream(options),
      crlfDelay: Infinity,
    });
  }

  write(buffer, offset, length, position) {
    return this.#use('write', (fd) => writeFrom(fd, buffer, offset, length, position));
  }

  writev(buffers, position) {
    return this.#use('writev', async (fd) => {
      validateBufferArray(buffers);
      if (typeof position !== 'number') position = -1;
      if (buffers.length === 0) return { __proto__: null, bytesWritten: 0, buffers };
      const bytes = gather(buffers);
      const bytesWritten = await promised((done) => native.write(fd, bytes, 0, bytes.byteLength, position, done));
      return { __proto__: null, bytesWritten, buffers };
    });
  }

  writeFile(data, options) {
    return this.#use('writeFile', (fd) => writeRest(fd, data, options));
  }

  appendFile(data, options) {
    return this.#use('writeFile', (fd) => writeRest(fd, data, options));
  }

  createReadStream(options = undefined) {
    const { ReadStream } = require('internal/fs/streams');
    return new ReadStream(undefined, { ...options, fd: this });
  }

  createWriteStream(options = undefined) {
    const { WriteStream } = require('internal/fs/streams');
    return new WriteStream(undefined, { ...options, fd: this });
  }

  readableWebStream(options = kEmptyObject) {
    if (this.#fd === -1) throw new codes.ERR_INVALID_STATE('The FileHandle is closed');
    if (this.#closing !== undefined) throw new codes.ERR_INVALID_STATE('The FileHandle is closing');
    if (this.#isLocked) throw new codes.ERR_INVALID_STATE('The FileHandle is locked');
    this.#isLocked = true;
    const { ReadableStream } = require('stream/web');
    const { readChunk } = require('fs/chunks');
    const handle = this;
    let isEnded = false;
    const release = () => {
      if (isEnded) return;
      isEnded = true;
      handle[kUnref]();
    };
    this[kRef]();
    let controller;
    const onClose = () => {
      if (isEnded) return;
      release();
      controller.close();
      if (controller.byobRequest) controller.byobRequest.respond(0);
    };
    this.once('close', onClose);
    const source = {
      start(given) { controller = given; },
      async pull() {
        const chunk = await promised((done) => readChunk(handle.fd, 64 * 1024, null, done));
        if (isEnded) return;
        if (chunk.length === 0) {
          handle.removeListener('close', onClose);
          release();
          controller.close();
          if (controller.byobRequest) controller.byobRequest.respond(0);
        } else {
          controller.enqueue(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
        }
      },
      cancel() {
        handle.removeListener('close', onClose);
        release();
      },
    };
    if (options.type !== undefined) {
      require('internal/validators').validateString(options.type, 'options.type');
      if (options.type === 'bytes') source.type = 'bytes';
    }
    return new ReadableStream(source, source.type === 'bytes' ? undefined : { highWaterMark: 0 });
  }
}

async function readInto(fd, buffer, offset, length, position) {
  if (!ArrayBuffer.isView(buffer)) {
    const options = buffer;
    if (options !== undefined) validateObject(options, 'options', kValidateObjectAllowNullable);
    ({
      buffer = require('buffer').Buffer.alloc(kReadBufferSize),
      offset = 0,
      length = buffer.byteLength - offset,
      position = null,
    } = options ?? kEmptyObject);
    validateBuffer(buffer);
  }
  if (offset !== null && typeof offset === 'object') {
    ({ offset = 0, length = buffer.byteLength - offset, position = null } = offset);
  }
  if (offset == null) offset = 0;
  else validateInteger(offset, 'offset', 0);
  length ??= buffer.byteLength - offset;
  if (length === 0) return { __proto__: null, bytesRead: 0, buffer };
  if (buffer.byteLength === 0) {
    throw new codes.ERR_INVALID_ARG_VALUE('buffer', buffer, 'is empty and cannot be written');
  }
  validateOffsetLengthRead(offset, length, buffer.byteLength);
  if (typeof position !== 'bigint' && !Number.isSafeInteger(position)) position = -1;
  validatePosition(position, 'position');
  const bytesRead = await promised((done) => startRead(fd, buffer, offset, length, position, done));
  return { __proto__: null, bytesRead, buffer };
}

async function writeFrom(fd, buffer, offset, length, position) {
  if (buffer?.byteLength === 0) return { __proto__: null, bytesWritten: 0, buffer };
  let bytes = buffer;
  if (ArrayBuffer.isView(buffer)) {
    if (typeof offset === 'object') {
      ({ offset = 0, length = buffer.byteLength - offset, position = null } = offset ?? kEmptyObject);
    }
    if (offset == null) offset = 0;
    else validateInteger(offset, 'offset', 0);
    if (typeof length !== 'number') length = buffer.byteLength - offset;
    validateOffsetLengthWrite(offset, length, buffer.byteLength);
  } else {
    validateStringAfterArrayBufferView(buffer, 'buffer');
    validateEncoding(buffer, length);
    bytes = encode(buffer, length);
    position = offset;
    offset = 0;
    length = bytes.length;
  }
  if (typeof position !== 'number') position = -1;
  const bytesWritten = await promised((done) => native.write(fd, bytes, offset, length, position, done));
  return { __proto__: null, bytesWritten, buffer };
}

function checkAborted(signal) {
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
}

async function readRest(fd, options) {
  const { encoding, signal } = getOptions(options, readDefaults);
  checkAborted(signal);
  if (!isUtf8(encoding)) needBuffers();
  const start = (done) => native.readFd(fd, isUtf8(encoding), done);
  const data = await promised(signal ? (done) => startAborted(signal, done, start) : start);
  return decoded(data, encoding);
}

function isParts(data) {
  return data !== null && typeof data === 'object' && !ArrayBuffer.isView(data) &&
    (data[Symbol.asyncIterator] !== undefined || data[Symbol.iterator] !== undefined);
}

async function writeParts(parts, encoding, signal, write) {
  checkAborted(signal);
  for await (const part of parts) {
    checkAborted(signal);
    await write(ArrayBuffer.isView(part) ? part : require('buffer').Buffer.from(part, encoding || 'utf8'));
    checkAborted(signal);
  }
}

async function writeRest(fd, data, options) {
  const { encoding, flush, signal } = writeOptions(options);
  if (isParts(data)) {
    await writeParts(data, encoding, signal, (bytes) => promised((done) => native.writeFd(fd, bytes, false, done)));
    if (flush) await promised((done) => native.fsync(fd, done));
    return undefined;
  }
  data = contentOf(data, encoding);
  checkAborted(signal);
  const start = (done) => native.writeFd(fd, data, flush, done);
  return promised(signal ? (done) => startAborted(signal, done, start) : start);
}

module.exports = { FileHandle, checkAborted, isParts, kRef, kUnref, promised, writeParts };
