'use strict';
// Open directories.
const { codes } = require('internal/errors');
const { validateFunction, validateUint32 } = require('internal/validators');
const { SymbolAsyncDispose, SymbolDispose } = require('internal/util');
const { asksForBytes, decodeName, getOptions } = require('internal/fs/utils');
const { Dirent, UNKNOWN } = require('fs/dirent');

const kBufferSize = 32;

class Dir {
  #id;
  #path;
  #options;
  #buffered = [];
  #isClosed = false;
  // Operations that wait for the one that runs; null while none does.
  #queue = null;
  // Directories whose names come after those of the ones before.
  #waiting = [];

  constructor(id, path, options) {
    if (id == null) throw new codes.ERR_MISSING_ARGS('handle');
    this.#id = id;
    this.#path = path;
    this.#options = { bufferSize: kBufferSize, ...getOptions(options, { encoding: 'utf8' }) };
    try {
      validateUint32(this.#options.bufferSize, 'options.bufferSize', true);
    } catch (error) {
      native.closedir(id);
      throw error;
    }
  }

  get path() {
    return this.#path;
  }

  read(callback) {
    if (callback === undefined) {
      return new Promise((resolve, reject) => {
        this.#read((error, entry) => (error ? reject(error) : resolve(entry)));
      });
    }
    validateFunction(callback, 'callback');
    return this.#read(callback);
  }

  #read(callback) {
    if (this.#isClosed) throw new codes.ERR_DIR_CLOSED();
    if (this.#queue !== null) {
      this.#queue.push(() => this.#read(callback));
      return;
    }
    if (this.#buffered.length > 0) {
      const entry = this.#take();
      require('process').nextTick(callback, null, entry);
      return;
    }
    this.#queue = [];
    this.#fill((error) => {
      const queue = this.#queue;
      this.#queue = null;
      for (const operation of queue) operation();
      if (error) callback(error);
      else callback(null, this.#take());
    });
  }

  // The next directory of a recursive reading, when one is at its end.
  #fill(callback) {
    const { bufferSize, encoding } = this.#options;
    native.readEntries(this.#id, bufferSize, asksForBytes(encoding), (error, found) => {
      if (error) return callback(error);
      if (found[0].length > 0) {
        this.#keep(found);
        return callback(null);
      }
      const next = this.#waiting.shift();
      if (next === undefined) return callback(null);
      return native.opendir(next, (openError, id) => {
        if (openError) return callback(openError);
        this.#enter(id, next);
        return this.#fill(callback);
      });
    });
  }

  #directory;

  #enter(id, path) {
    native.closedir(this.#id);
    this.#id = id;
    this.#directory = path;
  }

  #keep({ 0: names, 1: kinds }) {
    const directory = this.#directory ?? this.#path;
    for (let i = 0; i < names.length; i++) {
      const name = decodeName(names[i], this.#options.encoding);
      const kind = kinds[i] === UNKNOWN ? lookUpKind(directory, name) : kinds[i];
      const entry = new Dirent(name, kind, directory);
      this.#buffered.push(entry);
      if (this.#options.recursive && entry.isDirectory()) {
        this.#waiting.push(require('path').join(`${directory}`, `${name}`));
      }
    }
  }

  #take() {
    return this.#buffered.shift() ?? null;
  }

  readSync() {
    if (this.#isClosed) throw new codes.ERR_DIR_CLOSED();
    if (this.#queue !== null) throw new codes.ERR_DIR_CONCURRENT_OPERATION();
    const { bufferSize, encoding } = this.#options;
    while (this.#buffered.length === 0) {
      const found = native.readEntries(this.#id, bufferSize, asksForBytes(encoding));
      if (found[0].length > 0) {
        this.#keep(found);
        break;
      }
      const next = this.#waiting.shift();
      if (next === undefined) return null;
      this.#enter(native.opendir(next), next);
    }
    return this.#take();
  }

  close(callback) {
    if (callback === undefined) {
      if (this.#isClosed) return Promise.reject(new codes.ERR_DIR_CLOSED());
      return new Promise((resolve, reject) => {
        this.close((error) => (error ? reject(error) : resolve()));
      });
    }
    validateFunction(callback, 'callback');
    if (this.#isClosed) {
      require('process').nextTick(callback, new codes.ERR_DIR_CLOSED());
      return undefined;
    }
    if (this.#queue !== null) {
      this.#queue.push(() => this.close(callback));
      return undefined;
    }
    this.#isClosed = true;
    native.closedir(this.#id, callback);
    return undefined;
  }

  closeSync() {
    if (this.#isClosed) throw new codes.ERR_DIR_CLOSED();
    if (this.#queue !== null) throw new codes.ERR_DIR_CONCURRENT_OPERATION();
    this.#isClosed = true;
    native.closedir(this.#id);
  }

  async* entries() {
    try {
      while (true) {
        const entry = await this.read();
        if (entry === null) break;
        yield entry;
      }
    } finally {
      await this.close();
    }
  }

  [SymbolDispose]() {
    if (!this.#isClosed) this.closeSync();
  }

  async [SymbolAsyncDispose]() {
    if (!this.#isClosed) await this.close();
  }
}

Object.defineProperty(Dir.prototype, Symbol.asyncIterator, {
  __proto__: null, value: Dir.prototype.entries, enumerable: false, writable: true, configurable: true,
});

// For file systems that do not tell the kind with the name.
function lookUpKind(directory, name) {
  try {
    return kindOfMode(native.lstat(require('path').join(`${directory}`, `${name}`), false)[1]);
  } catch {
    return UNKNOWN;
  }
}

function kindOfMode(mode) {
  switch (mode & 0o170000) {
    case 0o100000: return 1;
    case 0o040000: return 2;
    case 0o120000: return 3;
    case 0o010000: return 4;
    case 0o140000: return 5;
    case 0o020000: return 6;
    case 0o060000: return 7;
    default: return UNKNOWN;
  }
}

function opendir(path, options, callback) {
  native.opendir(path, (error, id) => {
    if (error) {
      callback(error);
      return;
    }
    let dir;
    try {
      dir = new Dir(id, path, options);
    } catch (invalid) {
      callback(invalid);
      return;
    }
    callback(null, dir);
  });
}

function opendirSync(path, options) {
  return new Dir(native.opendir(path), path, options);
}

module.exports = { Dir, kindOfMode, opendir, opendirSync };
