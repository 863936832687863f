'use strict';

const server = require('http/server');
const { kServerResponse } = require('http/common');

module.exports = {
  get STATUS_CODES() { return require('http/status'); },
  Server: server.Server,
  ServerResponse: require('http/server_response').ServerResponse,
  setupConnectionsTracking: server.setupConnectionsTracking,
  storeHTTPOptions: server.storeHTTPOptions,
  _connectionListener: require('http/server_connection').connectionListener,
  kServerResponse,
  httpServerPreClose: server.httpServerPreClose,
  kConnectionsCheckingInterval: server.kConnectionsCheckingInterval,
};
