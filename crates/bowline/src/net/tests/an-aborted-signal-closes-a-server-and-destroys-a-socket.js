'use strict';
const assert = require('assert');
const net = require('net');

const log = [];
const closing = new AbortController();
const server = net.createServer((socket) => socket.on('close', () => closing.abort()).resume());
server.on('close', () => log.push('server closed'));
server.listen({ port: 0, host: '127.0.0.1', signal: closing.signal }, () => {
  const ending = new AbortController();
  const client = net.connect({ port: server.address().port, host: '127.0.0.1', signal: ending.signal });
  client.on('connect', () => ending.abort());
  client.on('error', (error) => log.push(error.name));
  client.on('close', () => log.push('socket closed'));
});
process.on('exit', () => assert.deepStrictEqual(log.sort(), ['AbortError', 'server closed', 'socket closed']));
