'use strict';
const assert = require('assert');
const net = require('net');

const TOTAL = 8 * 1024 * 1024;
const CHUNK = Buffer.alloc(64 * 1024, 'x');
let received = 0;
let drains = 0;
let written = 0;

const server = net.createServer((socket) => {
  socket.pause();
  setTimeout(() => {
    // The system's buffers are full long before everything is written.
    assert.ok(written < TOTAL, `${written} bytes were taken from nobody`);
    socket.on('data', (data) => { received += data.length; });
    socket.on('end', () => server.close());
    socket.resume();
  }, 100);
});
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1', produce);
  client.on('drain', () => {
    drains++;
    produce();
  });
  function produce() {
    while (written < TOTAL) {
      written += CHUNK.length;
      if (!client.write(CHUNK)) return;
    }
    client.end();
  }
});
process.on('exit', () => {
  assert.strictEqual(received, TOTAL);
  assert.ok(drains > 0);
});
