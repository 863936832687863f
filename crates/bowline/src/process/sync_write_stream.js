'use strict';
// A stream over a file that is written at once: what standard output is when it goes to a file.

const { Writable } = require('stream');

class SyncWriteStream extends Writable {
  constructor(fd) {
    super({ autoDestroy: true });
    this.fd = fd;
    this.readable = false;
    this.autoClose = false;
  }

  _write(chunk, encoding, callback) {
    try {
      native.writeAll(this.fd, chunk);
    } catch (error) {
      callback(error);
      return;
    }
    callback();
  }

  _destroy(error, callback) {
    callback(error);
  }
}

SyncWriteStream.prototype.destroySoon = SyncWriteStream.prototype.destroy;

module.exports = SyncWriteStream;
