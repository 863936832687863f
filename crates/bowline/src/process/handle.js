'use strict';
// A stream handle, as `internal/stream_base` describes it, over a descriptor that is not a socket: a FIFO, a
// terminal, a device.

class DescriptorHandle {
  constructor(stream) {
    this._stream = stream;
    this.reading = false;
  }

  get fd() {
    return this._stream.fd;
  }

  get bytesRead() {
    return this._stream.bytesRead;
  }

  get bytesWritten() {
    return this._stream.bytesWritten;
  }

  get writeQueueSize() {
    return this._stream.queuedBytes;
  }

  readStart(onread) {
    this._stream.readStart((error, bytes) => {
      if (error) onread(undefined, error);
      else onread(bytes ?? null);
    });
  }

  readStop() {
    this._stream.readStop();
  }

  write(data, encoding, done) {
    return this._stream.write(this._bytes(data, encoding), done);
  }

  writev(chunks, done) {
    const { Buffer } = require('buffer');
    const all = chunks.map((item) => (ArrayBuffer.isView(item) ? item : this._bytes(item.chunk, item.encoding)));
    return this.write(Buffer.concat(all), 'buffer', done);
  }

  _bytes(data, encoding) {
    return typeof data === 'string' ? require('buffer').Buffer.from(data, encoding) : data;
  }

  shutdown(done) {
    this._stream.shutdown(done);
  }

  close(done) {
    this._stream.close(done ?? (() => {}));
  }

  ref() {
    this._stream.ref();
  }

  unref() {
    this._stream.unref();
  }

  hasRef() {
    return this._stream.hasRef();
  }
}

// A stream handle over what the descriptor `fd` stands for.
function openHandle(fd) {
  const handle = native.openStream(fd);
  return handle.writeNow === undefined ? handle : new DescriptorHandle(handle);
}

module.exports = { DescriptorHandle, openHandle };
