'use strict';

// Transform: a Duplex whose output is made from its input.
//
// The answer to a write waits (`kCallback`) while what came of it has not been read: that is its back-pressure.

const Duplex = require('internal/streams/duplex');
const { getHighWaterMark } = require('internal/streams/state');

const kCallback = Symbol('kCallback');

function Transform(options) {
  if (!(this instanceof Transform)) return new Transform(options);
  // With a mark of 0 on the readable side nothing may be held back there, and the writable side is not to hold back
  // for it either unless that is asked for.
  if (options && options.readableHighWaterMark !== undefined) {
    const mark = getHighWaterMark(false, options, 'readableHighWaterMark', true);
    if (mark === 0) {
      options = {
        ...options,
        highWaterMark: null,
        readableHighWaterMark: mark,
        writableHighWaterMark: options.writableHighWaterMark || 0,
      };
    }
  }
  Duplex.call(this, options);
  // Reading begins without a _read: the first push may be from anywhere.
  this._readableState.sync = false;
  this[kCallback] = null;
  if (options) {
    if (typeof options.transform === 'function') this._transform = options.transform;
    if (typeof options.flush === 'function') this._flush = options.flush;
  }
  // For those that have a _final of their own, which ours then is not.
  this.on('prefinish', onPrefinish);
}
Object.setPrototypeOf(Transform.prototype, Duplex.prototype);
Object.setPrototypeOf(Transform, Duplex);

function flush(stream, callback) {
  if (typeof stream._flush !== 'function' || stream.destroyed) {
    stream.push(null);
    if (callback) callback();
    return;
  }
  stream._flush((error, data) => {
    if (error) {
      if (callback) callback(error);
      else stream.destroy(error);
      return;
    }
    if (data != null) stream.push(data);
    stream.push(null);
    if (callback) callback();
  });
}

function onPrefinish() {
  if (this._final !== Transform.prototype._final) flush(this);
}

Transform.prototype._final = function(callback) {
  flush(this, callback);
};

Transform.prototype._transform = function _transform(chunk, encoding, callback) {
  const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors');
  throw new ERR_METHOD_NOT_IMPLEMENTED('_transform()');
};

Transform.prototype._write = function _write(chunk, encoding, callback) {
  const readable = this._readableState;
  const writable = this._writableState;
  const before = readable.length;
  this._transform(chunk, encoding, (error, value) => {
    if (error) {
      callback(error);
      return;
    }
    if (value != null) this.push(value);
    // A chunk that gave nothing, or less than fits, does not wait to be read.
    if (writable.ended || before === readable.length || readable.length < readable.highWaterMark) callback();
    else this[kCallback] = callback;
  });
};

Transform.prototype._read = function _read() {
  const callback = this[kCallback];
  if (callback === null) return;
  this[kCallback] = null;
  callback();
};

module.exports = Transform;
