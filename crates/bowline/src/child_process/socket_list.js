'use strict';
// The connections of a server that were given to a child: the server counts them as its own, and does not close
// before they have.

const GET_COUNT = 'NODE_SOCKET_GET_COUNT';
const COUNT = 'NODE_SOCKET_COUNT';
const NOTIFY_CLOSE = 'NODE_SOCKET_NOTIFY_CLOSE';
const ALL_CLOSED = 'NODE_SOCKET_ALL_CLOSED';

// The server's side. One for each server and child.
class Sent {
  constructor(child, key) {
    this.child = child;
    this.key = key;
  }

  #ask(request, answer, callback) {
    const { child, key } = this;
    if (!child.connected) {
      callback(false);
      return;
    }
    const done = (answered, message) => {
      child.removeListener('internalMessage', onMessage);
      child.removeListener('disconnect', onDisconnect);
      callback(answered, message);
    };
    const onMessage = (message) => {
      if (message.cmd === answer && message.key === key) done(true, message);
    };
    const onDisconnect = () => done(false);
    child.on('internalMessage', onMessage);
    child.once('disconnect', onDisconnect);
    child._send({ cmd: request, key }, undefined, { swallowErrors: true });
  }

  // Calls back with how many the child has open.
  count(callback) {
    this.#ask(GET_COUNT, COUNT, (answered, message) => callback(answered ? message.count : 0));
  }

  // Calls back when the child has none any more.
  whenEmpty(callback) {
    this.#ask(NOTIFY_CLOSE, ALL_CLOSED, () => callback());
  }
}

// The child's side.
class Received {
  constructor(parent, key) {
    this.key = key;
    this.sockets = new Set();
    this.isAsked = false;
    parent.on('internalMessage', (message) => {
      if (message.key !== key) return;
      if (message.cmd === GET_COUNT) {
        parent._send({ cmd: COUNT, key, count: this.sockets.size }, undefined, { swallowErrors: true });
      } else if (message.cmd === NOTIFY_CLOSE) {
        this.isAsked = true;
        this.#tell(parent);
      }
    });
    this.parent = parent;
  }

  #tell(parent) {
    if (!this.isAsked || this.sockets.size !== 0 || !parent.connected) return;
    this.isAsked = false;
    parent._send({ cmd: ALL_CLOSED, key: this.key }, undefined, { swallowErrors: true });
  }

  add(socket) {
    this.sockets.add(socket);
    socket.once('close', () => {
      this.sockets.delete(socket);
      this.#tell(this.parent);
    });
  }
}

const kLists = Symbol('socket lists');

function listOf(holder, Kind, peer, key) {
  holder[kLists] ??= new Map();
  let list = holder[kLists].get(key);
  if (list === undefined) {
    list = new Kind(peer, key);
    holder[kLists].set(key, list);
  }
  return list;
}

// Makes `server` ask the children that have connections of it.
function attach(server, list) {
  server._workers ??= [];
  if (server._workers.includes(list)) return;
  server._workers.push(list);
  list.child.once('exit', () => server._workers.splice(server._workers.indexOf(list), 1));
  if (server._workers.length > 1 || server._usingWorkers) return;
  server._usingWorkers = true;
  const { close } = server;
  server.getConnections = function getConnections(callback) {
    const workers = this._workers.slice();
    let left = workers.length;
    let total = this._connections;
    const { nextTick } = require('process');
    if (left === 0) nextTick(callback, null, total);
    for (const worker of workers) {
      worker.count((count) => {
        total += count;
        if (--left === 0) nextTick(callback, null, total);
      });
    }
    return this;
  };
  server.close = function(callback) {
    const workers = this._workers.slice();
    if (workers.length === 0) return close.call(this, callback);
    // One more, so that it is not closed for want of connections while the children are asked.
    this._connections++;
    close.call(this, callback);
    let left = workers.length;
    for (const worker of workers) {
      worker.whenEmpty(() => {
        if (--left !== 0) return;
        this._connections = 0;
        this._emitCloseIfDrained();
      });
    }
    return this;
  };
}

// A connection of `server` goes to `child`.
function give(child, socket) {
  const { server } = socket;
  const key = server._connectionKey;
  attach(server, listOf(child, Sent, child, key));
  server._connections--;
  return key;
}

// A connection came from the parent.
function take(parent, key, socket) {
  listOf(parent, Received, parent, key).add(socket);
}

module.exports = { give, take };
