'use strict';
const assert = require('assert');
const net = require('net');

let drops = 0;
const server = net.createServer((socket) => {
  server.getConnections((error, count) => {
    assert.strictEqual(error, null);
    assert.strictEqual(count, 1);
  });
  const second = net.connect(server.address().port, '127.0.0.1');
  second.on('error', () => {});
  second.on('close', () => {
    socket.end();
    server.close();
  });
});
server.maxConnections = 1;
server.on('drop', (data) => {
  drops++;
  assert.strictEqual(data.localPort, server.address().port);
  assert.strictEqual(data.remoteFamily, 'IPv4');
  assert.strictEqual(data.remoteAddress, '127.0.0.1');
});
server.listen(0, '127.0.0.1', () => net.connect(server.address().port, '127.0.0.1').resume());
process.on('exit', () => assert.strictEqual(drops, 1));
