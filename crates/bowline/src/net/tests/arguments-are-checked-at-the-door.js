'use strict';
const assert = require('assert');
const net = require('net');

const throwsCode = (act, code) => assert.throws(act, { code });
throwsCode(() => net.connect(), 'ERR_MISSING_ARGS');
throwsCode(() => net.connect(70000), 'ERR_SOCKET_BAD_PORT');
throwsCode(() => net.connect({ port: {} }), 'ERR_INVALID_ARG_TYPE');
throwsCode(() => net.connect({ port: 80, localAddress: 'here' }), 'ERR_INVALID_IP_ADDRESS');
throwsCode(() => net.connect({ port: 80, lookup: 'x' }), 'ERR_INVALID_ARG_TYPE');
throwsCode(() => net.createServer('x'), 'ERR_INVALID_ARG_TYPE');
throwsCode(() => net.createServer().listen(-1), 'ERR_SOCKET_BAD_PORT');
throwsCode(() => net.createServer().listen({}), 'ERR_INVALID_ARG_VALUE');
throwsCode(() => net.createServer().listen(false), 'ERR_INVALID_ARG_VALUE');
throwsCode(() => new net.Socket({ objectMode: true }), 'ERR_INVALID_ARG_VALUE');
throwsCode(() => new net.Socket().setTimeout('x'), 'ERR_INVALID_ARG_TYPE');
throwsCode(() => net.setDefaultAutoSelectFamily(1), 'ERR_INVALID_ARG_TYPE');
const server = net.createServer().listen(0, () => {
  throwsCode(() => server.listen(0), 'ERR_SERVER_ALREADY_LISTEN');
  server.close();
});
