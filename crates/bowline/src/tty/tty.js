'use strict';
// Terminals.

const net = require('net');
const { getColorDepth, hasColors } = require('internal/tty');
const { codes: { ERR_INVALID_FD } } = require('internal/errors');

function isatty(fd) {
  return isDescriptor(fd) && native.isatty(fd);
}

function isDescriptor(fd) {
  return typeof fd === 'number' && fd === (fd | 0) && fd >= 0 && fd <= 2147483647;
}

function checkDescriptor(fd) {
  if (!isDescriptor(fd) && fd >> 0 !== fd) throw new ERR_INVALID_FD(fd);
  if (fd < 0) throw new ERR_INVALID_FD(fd);
}

function open(fd) {
  const { TerminalHandle } = require('tty/handle');
  try {
    return new TerminalHandle(fd);
  } catch (error) {
    const { ERR_TTY_INIT_FAILED } = require('internal/errors').codes;
    throw new ERR_TTY_INIT_FAILED({
      errno: error.errno,
      code: error.code,
      message: error.description,
      syscall: 'uv_tty_init',
    });
  }
}

function ReadStream(fd, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(fd, options);
  checkDescriptor(fd);
  net.Socket.call(this, {
    readableHighWaterMark: 0,
    handle: open(fd),
    manualStart: true,
    ...options,
  });
  this.isRaw = false;
  this.isTTY = true;
}
Object.setPrototypeOf(ReadStream.prototype, net.Socket.prototype);
Object.setPrototypeOf(ReadStream, net.Socket);

ReadStream.prototype.setRawMode = function setRawMode(flag) {
  flag = !!flag;
  try {
    this._handle?.setRawMode(flag);
  } catch (error) {
    this.emit('error', error);
    return this;
  }
  this.isRaw = flag;
  return this;
};

function WriteStream(fd) {
  if (!(this instanceof WriteStream)) return new WriteStream(fd);
  checkDescriptor(fd);
  net.Socket.call(this, { handle: open(fd), manualStart: true });
  // The handle writes at once: what a program said is seen even if it crashes right after.
  const size = this._handle.windowSize();
  if (size !== undefined) {
    this.columns = size[0];
    this.rows = size[1];
  }
}
Object.setPrototypeOf(WriteStream.prototype, net.Socket.prototype);
Object.setPrototypeOf(WriteStream, net.Socket);

WriteStream.prototype.isTTY = true;
WriteStream.prototype.getColorDepth = getColorDepth;
WriteStream.prototype.hasColors = hasColors;

WriteStream.prototype._refreshSize = function _refreshSize() {
  const { columns, rows } = this;
  const size = this._handle?.windowSize();
  if (size === undefined || (size[0] === columns && size[1] === rows)) return;
  [this.columns, this.rows] = size;
  this.emit('resize');
};

WriteStream.prototype.cursorTo = function cursorTo(x, y, callback) {
  return require('readline').cursorTo(this, x, y, callback);
};

WriteStream.prototype.moveCursor = function moveCursor(dx, dy, callback) {
  return require('readline').moveCursor(this, dx, dy, callback);
};

WriteStream.prototype.clearLine = function clearLine(direction, callback) {
  return require('readline').clearLine(this, direction, callback);
};

WriteStream.prototype.clearScreenDown = function clearScreenDown(callback) {
  return require('readline').clearScreenDown(this, callback);
};

WriteStream.prototype.getWindowSize = function getWindowSize() {
  return [this.columns, this.rows];
};

module.exports = { isatty, ReadStream, WriteStream };
