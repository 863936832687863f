'use strict';
// `process.stdin`, `stdout` and `stderr`, made when first looked at.
//
// Files and terminals are written at once: what a program says before it ends or crashes is there. Pipes
// and sockets are written by the loop.

const process = require('process');

let stdin;
let stdout;
let stderr;

// The standard streams cannot be closed: others of the process write there too.
function refuseToClose(error, callback) {
  callback(error);
  this._undestroy();
  if (!this._writableState.emitClose) process.nextTick(() => this.emit('close'));
}

function createOutput(fd) {
  let stream;
  const type = native.handleType(fd);
  switch (type) {
    case 'TTY': {
      const tty = require('tty');
      stream = new tty.WriteStream(fd);
      stream._type = 'tty';
      break;
    }
    case 'FILE': {
      const SyncWriteStream = require('process/sync_write_stream');
      stream = new SyncWriteStream(fd);
      stream._type = 'fs';
      break;
    }
    case 'PIPE':
    case 'TCP': {
      const net = require('net');
      stream = new net.Socket({
        handle: openHandle(fd),
        readable: false,
        writable: true,
      });
      stream._type = 'pipe';
      break;
    }
    default: {
      const { Writable } = require('stream');
      stream = new Writable({
        write(chunk, encoding, callback) {
          callback();
        },
      });
    }
  }
  stream.fd = fd;
  stream._isStdio = true;
  stream.destroySoon = stream.destroy;
  stream._destroy = refuseToClose;
  return stream;
}

// The channel to the parent may be one of the standard streams; there is one handle for both then.
function openHandle(fd) {
  const { channel } = process;
  if (channel !== undefined && channel !== null && channel.fd === fd) return channel.handle;
  return require('process/handle').openHandle(fd);
}

function watchSize(stream) {
  if (!stream.isTTY) return;
  const resized = () => stream._refreshSize();
  process.on('SIGWINCH', resized);
}

function getStdout() {
  if (stdout === undefined) {
    stdout = createOutput(1);
    watchSize(stdout);
  }
  return stdout;
}

function getStderr() {
  if (stderr === undefined) {
    stderr = createOutput(2);
    watchSize(stderr);
  }
  return stderr;
}

function createInput(fd) {
  const type = native.handleType(fd);
  switch (type) {
    case 'TTY': {
      const tty = require('tty');
      return new tty.ReadStream(fd);
    }
    case 'FILE': {
      const fs = require('fs');
      return new fs.ReadStream(null, { fd, autoClose: false });
    }
    case 'PIPE':
    case 'TCP': {
      const net = require('net');
      const stream = new net.Socket({
        handle: openHandle(fd),
        readable: true,
        writable: false,
        manualStart: true,
      });
      stream._type = 'pipe';
      return stream;
    }
    default: {
      const { Readable } = require('stream');
      const stream = new Readable({ read() {} });
      stream.push(null);
      return stream;
    }
  }
}

function getStdin() {
  if (stdin !== undefined) return stdin;
  stdin = createInput(0);
  stdin.fd = 0;
  stopReading();
  // A paused stdin does not keep the process alive.
  // In a later tick, as one that is queued already may be about to start the reading.
  stdin.on('pause', () => {
    process.nextTick(() => {
      if (stdin._handle?.reading && stdin.isPaused()) stopReading();
    });
  });
  return stdin;
}

// Nobody asked for data yet: nothing is read, so that what comes stays for the next program.
function stopReading() {
  const handle = stdin._handle;
  if (!handle?.readStop || handle === process.channel?.handle) return;
  handle.reading = false;
  stdin._readableState.reading = false;
  handle.readStop();
}

module.exports = { getStdin, getStdout, getStderr };
