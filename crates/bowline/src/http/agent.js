'use strict';

// Keeps a client's connections: opens them up to a limit, hands them from request to request, lets requests wait.

const EventEmitter = require('events');
const net = require('net');

const kOnKeylog = Symbol('onkeylog');

function Agent(options) {
  if (!(this instanceof Agent)) return new Agent(options);
  EventEmitter.call(this);
  this.defaultPort = 80;
  this.protocol = 'http:';
  this.options = { __proto__: null, ...options };
  this.options.noDelay ??= true;
  // An address to connect to, not a request's path.
  this.options.path = null;
  this.requests = { __proto__: null };
  this.sockets = { __proto__: null };
  this.freeSockets = { __proto__: null };
  this.keepAliveMsecs = this.options.keepAliveMsecs || 1000;
  this.keepAlive = this.options.keepAlive || false;
  this.maxSockets = this.options.maxSockets || Agent.defaultMaxSockets;
  this.maxFreeSockets = this.options.maxFreeSockets || 256;
  this.scheduling = this.options.scheduling || 'lifo';
  this.maxTotalSockets = this.options.maxTotalSockets;
  this.totalSocketCount = 0;

  const { validateNumber, validateOneOf } = require('internal/validators');
  validateOneOf(this.scheduling, 'scheduling', ['fifo', 'lifo']);
  if (this.maxTotalSockets !== undefined) validateNumber(this.maxTotalSockets, 'maxTotalSockets', 1);
  else this.maxTotalSockets = Infinity;

  this.on('free', (socket, socketOptions) => socketFreed(this, socket, socketOptions));
  // TLS tells keys to whoever wants to look into the traffic.
  this.on('newListener', keylogWanted);
}
Object.setPrototypeOf(Agent.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Agent, EventEmitter);

Agent.defaultMaxSockets = Infinity;

function keylogWanted(event) {
  if (event !== 'keylog') return;
  this.removeListener('newListener', keylogWanted);
  this[kOnKeylog] = (line, socket) => this.emit('keylog', line, socket);
  for (const socket of Object.values(this.sockets).flat()) socket.on('keylog', this[kOnKeylog]);
}

Agent.prototype.createConnection = net.createConnection;

// What two requests must have in common to share a connection.
Agent.prototype.getName = function(options = {}) {
  let name = options.host || 'localhost';
  name += ':';
  if (options.port) name += options.port;
  name += ':';
  if (options.localAddress) name += options.localAddress;
  // In both families a name may mean different hosts.
  if (options.family === 4 || options.family === 6) name += `:${options.family}`;
  if (options.socketPath) name += `:${options.socketPath}`;
  return name;
};

function add(table, name, item) {
  (table[name] ??= []).push(item);
}

function remove(table, name, item) {
  const list = table[name];
  const index = list === undefined ? -1 : list.indexOf(item);
  if (index < 0) return false;
  list.splice(index, 1);
  // Names come and go; an empty list would stay for ever.
  if (list.length === 0) delete table[name];
  return true;
}

// ---- from request to socket ------------------------------------------------------------------------

Agent.prototype.addRequest = function(request, options, port, localAddress) {
  if (typeof options === 'string') options = { __proto__: null, host: options, port, localAddress };
  options = { __proto__: null, ...options, ...this.options };
  if (options.socketPath) options.path = options.socketPath;
  addServerName(options, request);

  const name = this.getName(options);
  this.sockets[name] ??= [];
  const socket = takeFree(this, name);
  const count = (this.freeSockets[name]?.length ?? 0) + this.sockets[name].length;
  if (socket) {
    this.reuseSocket(socket, request);
    setRequestSocket(this, request, socket);
    this.sockets[name].push(socket);
  } else if (count < this.maxSockets && this.totalSocketCount < this.maxTotalSockets) {
    this.createSocket(request, options, (error, created) => {
      if (error) request.onSocket(created, error);
      else setRequestSocket(this, request, created);
    });
  } else {
    request._agentOptions = options;
    add(this.requests, name, request);
  }
};

function takeFree(agent, name) {
  const free = agent.freeSockets[name];
  if (!free) return undefined;
  while (free.length && free[0].destroyed) free.shift();
  const socket = agent.scheduling === 'fifo' ? free.shift() : free.pop();
  if (free.length === 0) delete agent.freeSockets[name];
  return socket;
}

function addServerName(options, request) {
  if (options.servername || options.servername === '') return;
  const { isIP } = net;
  let name = options.host;
  const header = request?.getHeader?.('host');
  if (header) {
    require('internal/validators').validateString(header, 'options.headers.host');
    // [::1]:443 or name:443
    name = header.startsWith('[') ? header.slice(1).split(']', 1)[0] : header.split(':', 1)[0];
  }
  options.servername = isIP(name) ? '' : name;
}

Agent.prototype.createSocket = function(request, options, callback) {
  options = { __proto__: null, ...options, ...this.options };
  if (options.socketPath) options.path = options.socketPath;
  addServerName(options, request);
  const name = this.getName(options);
  options._agentKey = name;
  options.encoding = null;
  if (this.keepAlive) {
    options.keepAlive = true;
    options.keepAliveInitialDelay = this.keepAliveMsecs;
  }
  // createConnection may return the socket, or give it to the callback, or both.
  let isDone = false;
  const done = (error, socket) => {
    if (isDone) return;
    isDone = true;
    if (error) {
      callback(error);
      return;
    }
    add(this.sockets, name, socket);
    this.totalSocketCount++;
    installListeners(this, socket, options);
    callback(null, socket);
  };
  const socket = this.createConnection(options, done);
  if (socket) done(null, socket);
};

function installListeners(agent, socket, options) {
  const onFree = () => agent.emit('free', socket, options);
  const onClose = () => agent.removeSocket(socket, options);
  const onTimeout = () => {
    // A request decides for itself; a socket nobody uses has waited long enough.
    if (Object.values(agent.freeSockets).some((free) => free.includes(socket))) socket.destroy();
  };
  const onRemove = () => {
    agent.removeSocket(socket, options);
    socket.removeListener('close', onClose);
    socket.removeListener('free', onFree);
    socket.removeListener('timeout', onTimeout);
    socket.removeListener('agentRemove', onRemove);
  };
  socket.on('free', onFree);
  socket.on('close', onClose);
  socket.on('timeout', onTimeout);
  socket.on('agentRemove', onRemove);
  if (agent[kOnKeylog]) socket.on('keylog', agent[kOnKeylog]);
}

function setRequestSocket(agent, request, socket) {
  request.onSocket(socket);
  const agentTimeout = agent.options.timeout || 0;
  if (request.timeout === undefined || request.timeout === agentTimeout) return;
  socket.setTimeout(request.timeout);
}

// ---- from socket to the next request ---------------------------------------------------------------

function socketFreed(agent, socket, options) {
  const name = agent.getName(options);
  // Nobody listens for its errors just now.
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const waiting = agent.requests[name];
  if (waiting?.length) {
    const request = waiting.shift();
    if (waiting.length === 0) delete agent.requests[name];
    setRequestSocket(agent, request, socket);
    return;
  }
  const request = socket._httpMessage;
  if (!request?.shouldKeepAlive || !agent.keepAlive || !mayKeep(agent, socket, name)) {
    socket.destroy();
    return;
  }
  socket._httpMessage = null;
  remove(agent.sockets, name, socket);
  socket.once('error', onFreeSocketError);
  add(agent.freeSockets, name, socket);
}

function mayKeep(agent, socket, name) {
  const free = agent.freeSockets[name]?.length ?? 0;
  const count = free + (agent.sockets[name]?.length ?? 0);
  // Somebody else needs the place more.
  if (agent.totalSocketCount >= agent.maxTotalSockets && Object.keys(agent.requests).length > 0) return false;
  return agent.totalSocketCount <= agent.maxTotalSockets && count <= agent.maxSockets && free < agent.maxFreeSockets &&
    agent.keepSocketAlive(socket);
}

function onFreeSocketError() {
  this.destroy();
  this.emit('agentRemove');
}

const timeoutHint = /^timeout=(\d+)/;

Agent.prototype.keepSocketAlive = function(socket) {
  socket.setKeepAlive(true, this.keepAliveMsecs);
  socket.unref();
  let timeout = this.options.timeout || 0;
  // A server says how long it will wait. To send into its closing is worse than to connect anew.
  const hint = timeoutHint.exec(socket._httpMessage?.res?.headers['keep-alive'])?.[1];
  if (hint !== undefined) {
    const hinted = Number.parseInt(hint, 10) * 1000;
    if (hinted === 0) return false;
    if (timeout === 0 || hinted < timeout) timeout = hinted;
  }
  if (socket.timeout !== timeout) socket.setTimeout(timeout);
  return true;
};

Agent.prototype.reuseSocket = function(socket, request) {
  socket.removeListener('error', onFreeSocketError);
  request.reusedSocket = true;
  socket.ref();
};

Agent.prototype.removeSocket = function(socket, options) {
  const name = this.getName(options);
  if (remove(this.sockets, name, socket) || (!socket.writable && remove(this.freeSockets, name, socket))) {
    this.totalSocketCount--;
  }
  const request = nextWaiting(this, name);
  if (!request) return;
  const requestOptions = request._agentOptions ?? options;
  // The connection takes the place of the one that is gone and is then given to whoever waits longest.
  this.createSocket(request, requestOptions, (error, created) => {
    if (error) request.onSocket(created, error);
    else created.emit('free');
  });
};

// A request that may have a connection now that there is one less.
function nextWaiting(agent, name) {
  const waiting = agent.requests[name];
  if (waiting?.length) return waiting[0];
  for (const other in agent.requests) {
    const count = agent.sockets[other]?.length ?? 0;
    if (count < agent.maxSockets && agent.totalSocketCount < agent.maxTotalSockets) return agent.requests[other][0];
  }
  return undefined;
}

Agent.prototype.destroy = function() {
  for (const table of [this.freeSockets, this.sockets]) {
    for (const list of Object.values(table)) {
      for (const socket of [...list]) socket.destroy();
    }
  }
};

let globalAgent;

module.exports = {
  Agent,
  get globalAgent() {
    return globalAgent ??= new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 });
  },
  set globalAgent(agent) { globalAgent = agent; },
};
