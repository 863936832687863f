'use strict';
// Files as streams.
const { codes, aggregateTwoErrors } = require('internal/errors');
const { validateBoolean, validateFunction, validateInteger } = require('internal/validators');
const { copyObject, getOptions, getValidatedFd, validatePath } = require('internal/fs/utils');
const { kEmptyObject, deprecate } = require('internal/util');
const { Readable, Writable, finished } = require('stream');
const fs = require('fs');

const kFs = Symbol('kFs');
const kHandle = Symbol('kHandle');
const kIsPerformingIO = Symbol('kIsPerformingIO');
const kIoDone = Symbol('kIoDone');

const kHighWaterMark = 64 * 1024;

// Streams whose `open` was replaced open by it, as libraries did before there was `_construct`.
function construct(callback) {
  const stream = this;
  if (typeof stream.fd === 'number') {
    callback();
    return;
  }
  if (stream.open !== openWarned.read && stream.open !== openWarned.write) {
    const emit = stream.emit;
    stream.emit = function(...args) {
      if (args[0] === 'open') {
        this.emit = emit;
        callback();
        Reflect.apply(emit, this, args);
      } else if (args[0] === 'error') {
        this.emit = emit;
        callback(args[1]);
      } else {
        Reflect.apply(emit, this, args);
      }
    };
    stream.open();
    return;
  }
  stream[kFs].open(stream.path, stream.flags, stream.mode, (error, fd) => {
    if (error) {
      callback(error);
      return;
    }
    stream.fd = fd;
    callback();
    stream.emit('open', stream.fd);
    stream.emit('ready');
  });
}

// The operations of a FileHandle in the place of those of `fs`; they must not outlive its closing.
function handleOperations(handle) {
  return {
    open: (path, flags, mode, callback) => {
      throw new codes.ERR_METHOD_NOT_IMPLEMENTED('open()');
    },
    close: (fd, callback) => {
      const { kUnref } = require('fs/file_handle');
      handle[kUnref]();
      handle.close().then(() => callback(), callback);
    },
    fsync: (fd, callback) => {
      handle.sync().then(() => callback(), callback);
    },
    read: (fd, buffer, offset, length, position, callback) => {
      handle.read(buffer, offset, length, position)
        .then((result) => callback(null, result.bytesRead, result.buffer), (error) => callback(error, 0, buffer));
    },
    write: (fd, buffer, offset, length, position, callback) => {
      handle.write(buffer, offset, length, position)
        .then((result) => callback(null, result.bytesWritten, result.buffer), (error) => callback(error, 0, buffer));
    },
    writev: (fd, buffers, position, callback) => {
      handle.writev(buffers, position)
        .then((result) => callback(null, result.bytesWritten, result.buffers), (error) => callback(error, 0, buffers));
    },
  };
}

function importFd(stream, options) {
  if (typeof options.fd === 'number') {
    // Programs that give operations of their own mean those for descriptors too.
    stream[kFs] = options.fs || fs;
    return options.fd;
  }
  if (typeof options.fd === 'object') {
    const { FileHandle, kRef } = require('fs/file_handle');
    if (options.fd instanceof FileHandle) {
      if (options.fs) throw new codes.ERR_METHOD_NOT_IMPLEMENTED('FileHandle with fs');
      stream[kHandle] = options.fd;
      stream[kFs] = handleOperations(options.fd);
      options.fd[kRef]();
      options.fd.on('close', stream.close.bind(stream));
      return options.fd.fd;
    }
  }
  throw new codes.ERR_INVALID_ARG_TYPE('options.fd', ['number', 'FileHandle'], options.fd);
}

function prepare(stream, path, options, flags) {
  if (options.highWaterMark === undefined) options.highWaterMark = kHighWaterMark;
  if (options.fd == null) {
    stream.fd = null;
    stream[kFs] = options.fs || fs;
    validateFunction(stream[kFs].open, 'options.fs.open');
    stream.path = require('internal/url').toPathIfFileURL(path);
    stream.flags = options.flags === undefined ? flags : options.flags;
    stream.mode = options.mode === undefined ? 0o666 : options.mode;
    validatePath(stream.path);
  } else {
    stream.fd = getValidatedFd(importFd(stream, options));
  }
  options.autoDestroy = options.autoClose === undefined ? true : options.autoClose;
  if (options.autoDestroy) validateFunction(stream[kFs].close, 'options.fs.close');
}

function ReadStream(path, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(path, options);
  options = copyObject(getOptions(options, kEmptyObject));
  prepare(this, path, options, 'r');
  validateFunction(this[kFs].read, 'options.fs.read');

  this.start = options.start;
  this.end = options.end ?? Infinity;
  this.pos = undefined;
  this.bytesRead = 0;
  this[kIsPerformingIO] = false;
  if (this.start !== undefined) {
    validateInteger(this.start, 'start', 0);
    this.pos = this.start;
  }
  if (this.end !== Infinity) {
    validateInteger(this.end, 'end', 0);
    if (this.start !== undefined && this.start > this.end) {
      throw new codes.ERR_OUT_OF_RANGE('start', `<= "end" (here: ${this.end})`, this.start);
    }
  }
  Reflect.apply(Readable, this, [options]);
  if (options.encoding) this.setEncoding(options.encoding);
}
Object.setPrototypeOf(ReadStream.prototype, Readable.prototype);
Object.setPrototypeOf(ReadStream, Readable);

const autoClose = {
  __proto__: null,
  get() { return (this._readableState ?? this._writableState).autoDestroy; },
  set(value) { (this._readableState ?? this._writableState).autoDestroy = value; },
};

Object.defineProperty(ReadStream.prototype, 'autoClose', autoClose);

const openWarned = {
  read: deprecate(function() {}, 'ReadStream.prototype.open() is deprecated', 'DEP0135'),
  write: deprecate(function() {}, 'WriteStream.prototype.open() is deprecated', 'DEP0135'),
};

ReadStream.prototype.open = openWarned.read;
ReadStream.prototype._construct = construct;

// How much is to be read, at most: what was asked for, up to where the stream ends.
function lengthOf(stream, wanted) {
  if (stream.pos !== undefined) return Math.min(stream.end - stream.pos + 1, wanted);
  return Math.min(stream.end - stream.bytesRead + 1, wanted);
}

ReadStream.prototype._read = function(wanted) {
  const length = lengthOf(this, wanted);
  if (length <= 0) {
    this.push(null);
    return;
  }
  this[kIsPerformingIO] = true;
  const { readChunk, isOwnRead } = require('fs/chunks');
  // Nobody can tell who reads, unless somebody replaced what does.
  if (this[kFs] === fs && isOwnRead(fs.read)) {
    readChunk(this.fd, length, this.pos, (error, chunk) => afterRead(this, error, chunk));
    return;
  }
  const buffer = require('buffer').Buffer.allocUnsafeSlow(length);
  this[kFs].read(this.fd, buffer, 0, length, this.pos, (error, bytesRead, given) => {
    afterRead(this, error, error ? undefined : partOf(given, bytesRead));
  });
};

function partOf(buffer, length) {
  if (length === buffer.length) return buffer;
  // A slice would keep the whole of it.
  const part = require('buffer').Buffer.allocUnsafeSlow(length);
  buffer.copy(part, 0, 0, length);
  return part;
}

function afterRead(stream, error, chunk) {
  stream[kIsPerformingIO] = false;
  if (stream.destroyed) {
    stream.emit(kIoDone, error);
    return;
  }
  if (error) {
    require('internal/streams/destroy').errorOrDestroy(stream, error);
  } else if (chunk.length > 0) {
    if (stream.pos !== undefined) stream.pos += chunk.length;
    stream.bytesRead += chunk.length;
    stream.push(chunk);
  } else {
    stream.push(null);
  }
}

function closeStream(stream, error, callback) {
  if (!stream.fd) {
    callback(error);
    return;
  }
  stream[kFs].close(stream.fd, (closeError) => callback(closeError || error));
  stream.fd = null;
}

function flushAndClose(stream, error, callback) {
  if (!stream.flush || !stream.fd) {
    closeStream(stream, error, callback);
    return;
  }
  stream[kFs].fsync(stream.fd, (flushError) => closeStream(stream, aggregateTwoErrors(error, flushError), callback));
}

// A descriptor is not closed under an operation on it: its number may be somebody else's by then.
function destroy(close) {
  return function(error, callback) {
    if (this[kIsPerformingIO]) this.once(kIoDone, (ioError) => close(this, error || ioError, callback));
    else close(this, error, callback);
  };
}

ReadStream.prototype._destroy = destroy(closeStream);

ReadStream.prototype.close = function(callback) {
  if (typeof callback === 'function') finished(this, callback);
  this.destroy();
};

const pending = {
  __proto__: null,
  get() { return this.fd === null; },
  configurable: true,
};

Object.defineProperty(ReadStream.prototype, 'pending', pending);

function WriteStream(path, options) {
  if (!(this instanceof WriteStream)) return new WriteStream(path, options);
  options = copyObject(getOptions(options, kEmptyObject));
  // Chunks are bytes by the time they come here.
  options.decodeStrings = true;
  const highWaterMark = options.highWaterMark;
  prepare(this, path, options, 'w');
  // Only reading has a mark of its own.
  options.highWaterMark = highWaterMark;
  if (!this[kFs].write && !this[kFs].writev) {
    throw new codes.ERR_INVALID_ARG_TYPE('options.fs.write', 'function', this[kFs].write);
  }
  if (this[kFs].write) validateFunction(this[kFs].write, 'options.fs.write');
  if (this[kFs].writev) validateFunction(this[kFs].writev, 'options.fs.writev');
  // Without one of them the other does it all.
  if (!this[kFs].write) this._write = null;
  if (!this[kFs].writev) this._writev = null;

  this.flush = options.flush;
  if (this.flush == null) {
    this.flush = false;
  } else {
    validateBoolean(this.flush, 'options.flush');
    if (this.flush) validateFunction(this[kFs].fsync, 'options.fs.fsync');
  }
  this.start = options.start;
  this.pos = undefined;
  this.bytesWritten = 0;
  this[kIsPerformingIO] = false;
  if (this.start !== undefined) {
    validateInteger(this.start, 'start', 0);
    this.pos = this.start;
  }
  Reflect.apply(Writable, this, [options]);
  if (options.encoding) this.setDefaultEncoding(options.encoding);
}
Object.setPrototypeOf(WriteStream.prototype, Writable.prototype);
Object.setPrototypeOf(WriteStream, Writable);

Object.defineProperty(WriteStream.prototype, 'autoClose', autoClose);
WriteStream.prototype.open = openWarned.write;
WriteStream.prototype._construct = construct;

const kRetriesMax = 5;
const kRetryDelay = 100;

// Writes all of `data`, however often the system has to be asked.
function writeAll(stream, data, position, callback, retries = 0) {
  stream[kFs].write(stream.fd, data, 0, data.length, position, (error, written, given) => {
    if (error?.code === 'EAGAIN') {
      error = null;
      written = 0;
    }
    if (stream.destroyed || error) {
      callback(error || new codes.ERR_STREAM_DESTROYED('write'));
      return;
    }
    stream.bytesWritten += written;
    retries = written ? 0 : retries + 1;
    const rest = data.length - written;
    if (position !== undefined) position += written;
    if (retries > kRetriesMax) {
      callback(new Error('write failed'));
    } else if (rest > 0) {
      const again = () => writeAll(stream, given.slice(written), position, callback, retries);
      // Somebody who does not take it now may want to later.
      if (written) again();
      else require('timers').setTimeout(again, retries * kRetryDelay);
    } else {
      callback();
    }
  });
}

function writevAll(stream, chunks, size, position, callback, retries = 0) {
  stream[kFs].writev(stream.fd, chunks, position ?? null, (error, written, given) => {
    if (error?.code === 'EAGAIN') {
      error = null;
      written = 0;
    }
    if (stream.destroyed || error) {
      callback(error || new codes.ERR_STREAM_DESTROYED('writev'));
      return;
    }
    stream.bytesWritten += written;
    retries = written ? 0 : retries + 1;
    size -= written;
    if (position !== undefined) position += written;
    if (retries > kRetriesMax) {
      callback(new Error('writev failed'));
    } else if (size > 0) {
      const again = () => writevAll(stream, [require('buffer').Buffer.concat(given).slice(written)], size, position,
                                    callback, retries);
      if (written) again();
      else require('timers').setTimeout(again, retries * kRetryDelay);
    } else {
      callback();
    }
  });
}

function written(stream, callback) {
  return (error) => {
    stream[kIsPerformingIO] = false;
    if (stream.destroyed) {
      // The one who destroyed it is told, not the one who wrote.
      callback(error);
      stream.emit(kIoDone, error);
    } else {
      callback(error);
    }
  };
}

WriteStream.prototype._write = function(data, encoding, callback) {
  this[kIsPerformingIO] = true;
  writeAll(this, data, this.pos, written(this, callback));
  if (this.pos !== undefined) this.pos += data.length;
};

WriteStream.prototype._writev = function(data, callback) {
  const chunks = new Array(data.length);
  let size = 0;
  for (let i = 0; i < data.length; i++) {
    const { chunk } = data[i];
    chunks[i] = chunk;
    size += chunk.length;
  }
  this[kIsPerformingIO] = true;
  writevAll(this, chunks, size, this.pos, written(this, callback));
  if (this.pos !== undefined) this.pos += size;
};

WriteStream.prototype._destroy = destroy(flushAndClose);

WriteStream.prototype.close = function(callback) {
  if (callback) {
    if (this.closed) {
      require('process').nextTick(callback);
      return;
    }
    this.on('close', callback);
  }
  // A stream that is not to be destroyed at its end is now.
  if (!this.autoClose) this.on('finish', this.destroy);
  this.end();
};

// There is no shutdown for files.
WriteStream.prototype.destroySoon = WriteStream.prototype.end;

Object.defineProperty(WriteStream.prototype, 'pending', pending);

module.exports = { ReadStream, WriteStream };
