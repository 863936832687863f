'use strict';
const assert = require('assert');
const net = require('net');

let timeouts = 0;
const server = net.createServer((socket) => {
  const start = Date.now();
  let last = start;
  socket.on('data', () => { last = Date.now(); });
  socket.setTimeout(80, () => {
    timeouts++;
    assert.ok(Date.now() - last >= 78, 'the last byte counts');
    assert.ok(last - start >= 90, 'all bytes had come');
    assert.strictEqual(socket.destroyed, false);
    socket.destroy();
    server.close();
  });
});
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.on('error', () => {});
  let left = 4;
  const timer = setInterval(() => {
    client.write('x');
    if (--left === 0) clearInterval(timer);
  }, 40);
});
process.on('exit', () => assert.strictEqual(timeouts, 1));
