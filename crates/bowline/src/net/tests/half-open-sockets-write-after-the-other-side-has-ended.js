'use strict';
const assert = require('assert');
const net = require('net');

const log = [];
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  socket.resume();
  socket.on('end', () => {
    log.push(`server end, ${socket.readyState}`);
    setImmediate(() => socket.end('still here'));
  });
});
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.setEncoding('utf8');
  client.on('data', (text) => log.push(text));
  client.on('close', () => server.close());
  client.end('hello');
});
process.on('exit', () => assert.deepStrictEqual(log, ['server end, writeOnly', 'still here']));
