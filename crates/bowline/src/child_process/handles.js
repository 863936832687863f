'use strict';
// Sockets and servers sent along with messages.
//
// One is on its way at a time: the next message waits until the other end says that it has it.

const { codes: { ERR_INVALID_HANDLE_TYPE } } = require('internal/errors');

const HANDLE = 'NODE_HANDLE';
const RECEIVED = 'NODE_HANDLE_ACK';
const MISSING = 'NODE_HANDLE_NACK';
const RETRIES_MAX = 3;

// What can be sent, by the name the message has for it.
const KINDS = {
  // A handle itself, as sockets have them.
  'net.Native': {
    matches: (sent) => typeof sent.fd === 'number' && typeof sent.close === 'function' && typeof sent.on !== 'function',
    descriptor: (handle) => handle.fd,
    receive(target, handle, message, deliver) {
      deliver(handle);
    },
  },
  'net.Server': {
    matches: (sent) => sent instanceof require('net').Server,
    descriptor: (server) => server._handle?.fd,
    receive(target, handle, message, deliver) {
      const server = new (require('net').Server)();
      server.listen(handle, () => deliver(server));
    },
  },
  'net.Socket': {
    matches: (sent) => sent instanceof require('net').Socket,
    descriptor: (socket) => socket._handle?.fd,
    // From here on it is the other process's: this one neither reads nor writes it, and does not know its end.
    prepare(target, socket, options) {
      const key = socket.server ? require('child_process/socket_list').give(target, socket) : undefined;
      const handle = socket._handle;
      if (!options.keepOpen) {
        handle.readStop?.();
        handle.reading = false;
        socket._handle = null;
        socket.setTimeout(0);
        socket.server = null;
        socket._server = null;
      }
      return { key, handle };
    },
    receive(target, handle, message, deliver) {
      const { Socket } = require('net');
      const socket = new Socket({ handle, readable: true, writable: true });
      if (message.key !== undefined) require('child_process/socket_list').take(target, message.key, socket);
      deliver(socket);
    },
  },
};

function kindOf(sent) {
  for (const name of Object.keys(KINDS)) {
    if (KINDS[name].matches(sent)) return name;
  }
  throw new ERR_INVALID_HANDLE_TYPE();
}

function create(target, control, send, receive, attempt) {
  let inFlight = null; // what was sent and not acknowledged
  let waiting = []; // what is to be sent after that
  let done = null;

  function transmit(entry) {
    const { kind, message, options, sent } = entry;
    const descriptor = entry.handle?.fd ?? KINDS[kind].descriptor(sent);
    if (descriptor === undefined || descriptor < 0) {
      // It was closed meanwhile; the message arrives without it.
      return send(message, undefined, entry.callback);
    }
    inFlight = entry;
    if (entry.handle === undefined) Object.assign(entry, KINDS[kind].prepare?.(target, sent, options));
    return send({ cmd: HANDLE, type: kind, msg: message, key: entry.key }, descriptor, entry.callback);
  }

  function next() {
    inFlight = null;
    while (waiting.length !== 0 && inFlight === null) {
      const entry = waiting.shift();
      attempt(() => {
        return entry.kind === undefined ? send(entry.message, undefined, entry.callback) : transmit(entry);
      }, entry.options, entry.callback);
    }
    if (inFlight === null && done !== null) done();
  }

  return {
    send(message, sent, options, callback) {
      const entry = { kind: kindOf(sent), message, options, sent, callback, retries: 0 };
      if (inFlight === null) return attempt(() => transmit(entry), options, callback);
      waiting.push(entry);
      return false;
    },

    mustWait: () => inFlight !== null,

    queue(message, options, callback) {
      waiting.push({ kind: undefined, message, options, callback });
      return waiting.length === 1;
    },

    whenDone(callback) {
      done = callback;
    },

    // Deals with a message about handles, and says whether it was one.
    take(message) {
      switch (message.cmd) {
        case RECEIVED:
          if (!inFlight?.options.keepOpen) inFlight?.handle?.close();
          next();
          return true;
        case MISSING:
          if (inFlight !== null && inFlight.retries++ < RETRIES_MAX) {
            transmit(inFlight);
          } else {
            require('process').emitWarning('Handle did not reach the receiving process correctly', 'SentHandleNotReceivedWarning');
            next();
          }
          return true;
        case HANDLE: {
          const handle = control.handle.takeHandle();
          send({ cmd: handle ? RECEIVED : MISSING }, undefined, undefined);
          if (handle) KINDS[message.type].receive(target, handle, message, (sent) => receive(message.msg, sent));
          return true;
        }
        default:
          return false;
      }
    },
  };
}

module.exports = { create };
