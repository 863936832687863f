'use strict';

const { normalizeArgs } = require('net/arguments');
const { isIP, isIPv4, isIPv6 } = require('internal/net');
const { Socket } = require('net/socket');
const { Server, createServerHandle } = require('net/server');

function createServer(options, connectionListener) {
  return new Server(options, connectionListener);
}

// Loaded with the first connection.
let channel;

// Makes a socket and connects it; see `socket.connect` for the shapes of the arguments.
function connect(...args) {
  const normalized = normalizeArgs(args);
  const options = normalized[0];
  const socket = new Socket(options);
  channel ??= require('diagnostics_channel').channel('net.client.socket');
  if (channel.hasSubscribers) channel.publish({ socket });
  if (options.timeout) socket.setTimeout(options.timeout);
  return socket.connect(normalized);
}

let warnedOfSimultaneousAccepts = false;
function _setSimultaneousAccepts() {
  if (warnedOfSimultaneousAccepts) return;
  warnedOfSimultaneousAccepts = true;
  require('process').emitWarning('net._setSimultaneousAccepts() is deprecated and will be removed.',
                                 'DeprecationWarning', 'DEP0121');
}

const families = () => require('net/family_selection');

module.exports = {
  _createServerHandle: createServerHandle,
  _normalizeArgs: normalizeArgs,
  _setSimultaneousAccepts,
  get BlockList() { return require('net/block_list'); },
  get SocketAddress() { return require('net/socket_address'); },
  connect,
  createConnection: connect,
  createServer,
  isIP,
  isIPv4,
  isIPv6,
  Server,
  Socket,
  Stream: Socket,
  getDefaultAutoSelectFamily() {
    return families().getDefault();
  },
  setDefaultAutoSelectFamily(value) {
    require('internal/validators').validateBoolean(value, 'value');
    families().setDefault(value);
  },
  getDefaultAutoSelectFamilyAttemptTimeout() {
    return families().getDefaultAttemptTimeout();
  },
  setDefaultAutoSelectFamilyAttemptTimeout(value) {
    require('internal/validators').validateInt32(value, 'value', 1);
    families().setDefaultAttemptTimeout(value);
  },
};
