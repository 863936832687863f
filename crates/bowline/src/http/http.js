'use strict';

const { methods } = require('http/common');
const { Server } = require('http/server');

function createServer(options, requestListener) {
  return new Server(options, requestListener);
}

function request(url, options, callback) {
  const { ClientRequest } = require('http/client');
  return new ClientRequest(url, options, callback);
}

function get(url, options, callback) {
  const sent = request(url, options, callback);
  sent.end();
  return sent;
}

function setMaxIdleHTTPParsers(max) {
  require('internal/validators').validateInteger(max, 'max', 1);
  require('http/parser').parsers.max = max;
}

module.exports = {
  _connectionListener: require('http/server_connection').connectionListener,
  METHODS: [...methods].sort(),
  Server,
  createServer,
  get,
  request,
  setMaxIdleHTTPParsers,
};

// What a server does not need is loaded when somebody looks.
function lazy(name, id) {
  Object.defineProperty(module.exports, name, {
    enumerable: true,
    configurable: true,
    get: () => require(id)[name],
    set(value) {
      Object.defineProperty(module.exports, name, { value, enumerable: true, configurable: true, writable: true });
    },
  });
}

Object.defineProperty(module.exports, 'STATUS_CODES', {
  enumerable: true, configurable: true, get: () => require('http/status'),
});
lazy('Agent', 'http/agent');
lazy('ClientRequest', 'http/client');
lazy('IncomingMessage', 'http/incoming');
lazy('OutgoingMessage', 'http/outgoing');
lazy('ServerResponse', 'http/server_response');
lazy('validateHeaderName', 'http/outgoing');
lazy('validateHeaderValue', 'http/outgoing');

Object.defineProperties(module.exports, {
  maxHeaderSize: {
    configurable: true,
    enumerable: true,
    get: () => require('http/common').maxHeaderSize(),
  },
  globalAgent: {
    configurable: true,
    enumerable: true,
    get: () => require('http/agent').globalAgent,
    set(agent) { require('http/agent').globalAgent = agent; },
  },
});
