'use strict';
// Names in directories, with what they are.

const kType = Symbol('type');

const UNKNOWN = 0;
const FILE = 1;
const DIRECTORY = 2;
const LINK = 3;
const FIFO = 4;
const SOCKET = 5;
const CHARACTER_DEVICE = 6;
const BLOCK_DEVICE = 7;

class Dirent {
  constructor(name, type, path) {
    this.name = name;
    this.parentPath = path;
    this.path = path;
    this[kType] = type;
  }

  isDirectory() {
    return this[kType] === DIRECTORY;
  }

  isFile() {
    return this[kType] === FILE;
  }

  isBlockDevice() {
    return this[kType] === BLOCK_DEVICE;
  }

  isCharacterDevice() {
    return this[kType] === CHARACTER_DEVICE;
  }

  isSymbolicLink() {
    return this[kType] === LINK;
  }

  isFIFO() {
    return this[kType] === FIFO;
  }

  isSocket() {
    return this[kType] === SOCKET;
  }
}

module.exports = { Dirent, UNKNOWN };
