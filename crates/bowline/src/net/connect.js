'use strict';

// `socket.connect`: what the arguments say, the look-up of the name, and one attempt to connect.

const { nextTick } = require('process');
const { isIP, normalizedArgsSymbol } = require('internal/net');
const { normalizeArgs } = require('net/arguments');
const { Pipe, TCP } = require('net/handle');
const { codes, ExceptionWithHostPort } = require('internal/errors');
const validators = require('internal/validators');
const { Socket, initializeHandle, kSetKeepAlive, kSetKeepAliveInitialDelay, kSetNoDelay } = require('net/socket');
const { kHandle } = require('internal/stream_base');

const ANY_ADDRESS = { 4: '0.0.0.0', 6: '::' };

function connect(socket, args) {
  const first = args[0];
  const [options, callback] = Array.isArray(first) && first[normalizedArgsSymbol] ? first : normalizeArgs(args);
  // A port that is null fails later, as a port.
  if (options.port === undefined && options.path == null) {
    throw new codes.ERR_MISSING_ARGS(['options', 'port', 'path']);
  }
  // It may have been replaced when an earlier connection ended.
  if (socket.write !== Socket.prototype.write) socket.write = Socket.prototype.write;
  if (socket.destroyed) {
    socket[kHandle] = null;
    socket._peername = undefined;
    socket._sockname = undefined;
  }
  const { path } = options;
  if (!socket[kHandle]) {
    socket[kHandle] = path ? new Pipe() : new TCP();
    initializeHandle(socket);
  }
  if (callback !== null) socket.once('connect', callback);
  socket._unrefTimer();
  socket.connecting = true;
  if (path) {
    validators.validateString(path, 'options.path');
    attempt(socket, { address: path });
  } else {
    lookupAndConnect(socket, options);
  }
  return socket;
}

function lookupAndConnect(socket, options) {
  const { localAddress, localPort } = options;
  const host = options.host || 'localhost';
  if (localAddress && !isIP(localAddress)) throw new codes.ERR_INVALID_IP_ADDRESS(localAddress);
  if (localPort) validators.validateNumber(localPort, 'options.localPort');
  const port = checkedPort(options.port);
  const selection = checkedSelection(options);

  const family = isIP(host);
  if (family !== 0) {
    nextTick(() => {
      if (socket.connecting) attempt(socket, { address: host, port, family, localAddress, localPort });
    });
    return;
  }
  if (options.lookup != null) validators.validateFunction(options.lookup, 'options.lookup');
  const lookupOptions = lookupOptionsOf(options);
  const lookup = options.lookup || require('dns').lookup;
  socket._host = host;
  if (selection.enabled && lookupOptions.family === 0 && !localAddress) {
    const { lookupAndConnectMultiple } = require('net/connect_multiple');
    const { timeout } = selection;
    lookupAndConnectMultiple(socket, { lookup, lookupOptions, host, port, localPort, options, timeout });
    return;
  }
  lookup(host, lookupOptions, (error, address, addressFamily) => {
    socket.emit('lookup', error, address, addressFamily, host);
    // Looking up takes time, and the listener may have done anything.
    if (!socket.connecting) return;
    const refusal = error ?? unusable(address, addressFamily, options);
    if (refusal) {
      nextTick(destroyWith, socket, refusal);
      return;
    }
    socket._unrefTimer();
    attempt(socket, { address, port, family: addressFamily, localAddress, localPort });
  });
}

function checkedPort(port) {
  if (port !== undefined) {
    if (typeof port !== 'number' && typeof port !== 'string') {
      throw new codes.ERR_INVALID_ARG_TYPE('options.port', ['number', 'string'], port);
    }
    validators.validatePort(port);
  }
  return port | 0;
}

function checkedSelection({ autoSelectFamily, autoSelectFamilyAttemptTimeout }) {
  const selection = require('net/family_selection');
  if (autoSelectFamily != null) validators.validateBoolean(autoSelectFamily, 'options.autoSelectFamily');
  if (autoSelectFamilyAttemptTimeout != null) {
    validators.validateInt32(autoSelectFamilyAttemptTimeout, 'options.autoSelectFamilyAttemptTimeout', 1);
  }
  return {
    enabled: autoSelectFamily ?? selection.getDefault(),
    timeout: autoSelectFamilyAttemptTimeout == null ?
      selection.getDefaultAttemptTimeout() : selection.atLeast(autoSelectFamilyAttemptTimeout),
  };
}

function lookupOptionsOf({ family, hints }) {
  const options = { family: familyNumber(family), hints: hints || 0 };
  if (options.family === 0 && options.hints === 0) options.hints = require('dns').ADDRCONFIG;
  return options;
}

function familyNumber(family) {
  switch (family) {
    case 4: case 'IPv4': return 4;
    case 6: case 'IPv6': return 6;
    default: return family || 0;
  }
}

// What speaks against connecting to what a look-up gave.
function unusable(address, family, { host, port }) {
  if (typeof address !== 'string' || isIP(address) === 0) return new codes.ERR_INVALID_IP_ADDRESS(address);
  if (family !== 4 && family !== 6) return new codes.ERR_INVALID_ADDRESS_FAMILY(family, host, port);
  return null;
}

// The error waits for listeners that the program adds after its call.
function destroyWith(socket, error) {
  socket.destroy(error);
}

// Connects to `target`: { address, port, family, localAddress, localPort }, or the path of a pipe as its address.
function attempt(socket, target) {
  const handle = socket[kHandle];
  const refusal = bindLocally(handle, target);
  if (refusal) {
    socket.destroy(refusal);
    return;
  }
  socket.emit('connectionAttempt', target.address, target.port, target.family);
  if (!socket.connecting) return;
  measure(target);
  try {
    start(handle, target, (error) => {
      // The callback of a socket that was destroyed comes too.
      if (!socket.destroyed) afterConnect(socket, target, error);
    });
  } catch (error) {
    socket.destroy(error);
  }
}

// Loaded with the first connection over TCP.
let performance;

function measure(target) {
  if (target.family === undefined) return;
  performance ??= require('net/performance');
  target.startTime = performance.begin();
}

function start(handle, target, done) {
  if (target.family === undefined) handle.connect(target.address, done);
  else handle.connect(target.address, target.port, done);
}

// Gives the socket the local address and port that were asked for. Returns what the system has against them.
function bindLocally(handle, target) {
  if (!target.localAddress && !target.localPort) return null;
  target.localAddress ||= ANY_ADDRESS[target.family];
  target.localPort ||= 0;
  try {
    handle.bind(target.localAddress, target.localPort, false);
    // The system tells of a taken port only later, unless it is asked what it gave.
    if (handle.getsockname().port === target.localPort || target.localPort === 0) return null;
    throw Object.assign(new Error(), { errno: require('os').constants.errno.EADDRINUSE * -1 });
  } catch (error) {
    return new ExceptionWithHostPort(error.errno, 'bind', target.localAddress, target.localPort);
  }
}

// Says also which local address a failed attempt had, if one was asked for.
function attemptError(error, target) {
  if (!target.localAddress || !target.localPort) return error;
  const local = `${target.localAddress}:${target.localPort}`;
  const detailed = new ExceptionWithHostPort(error.errno, 'connect', target.address, target.port, local);
  detailed.localAddress = target.localAddress;
  detailed.localPort = target.localPort;
  return detailed;
}

function afterConnect(socket, target, error) {
  socket.connecting = false;
  socket._sockname = undefined;
  if (error) {
    const failure = attemptError(error, target);
    socket.emit('connectionAttemptFailed', target.address, target.port, target.family, failure);
    socket.destroy(failure);
    return;
  }
  const handle = socket[kHandle];
  socket._unrefTimer();
  if (target.startTime !== undefined) performance.end(target.startTime, target.address, target.port);
  if (socket[kSetNoDelay]) handle.setNoDelay?.(true);
  if (socket[kSetKeepAlive]) handle.setKeepAlive?.(true, socket[kSetKeepAliveInitialDelay]);
  socket.emit('connect');
  socket.emit('ready');
  // Begins to read, which also finds an end that has come already.
  if (!socket.isPaused()) socket.read(0);
}

module.exports = { afterConnect, attempt, attemptError, bindLocally, connect, destroyWith, measure, start, unusable };
