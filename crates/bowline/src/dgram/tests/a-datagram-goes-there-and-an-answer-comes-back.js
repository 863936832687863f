'use strict';
const assert = require('assert');
const dgram = require('dgram');

// I13: one event for each datagram; the callback of a send comes once and later.
const log = [];
const server = dgram.createSocket('udp4', (message, from) => {
  log.push(`server ${message}`);
  assert.deepStrictEqual(Object.keys(from), ['address', 'family', 'port', 'size']);
  assert.strictEqual(from.size, message.length);
  server.send(['an', Buffer.from('swer')], from.port, from.address);
});
server.bind(0, '127.0.0.1', () => {
  const client = dgram.createSocket('udp4');
  client.on('message', (message) => {
    log.push(`client ${message}`);
    client.close();
    server.close();
  });
  client.connect(server.address().port, '127.0.0.1', () => {
    assert.strictEqual(client.remoteAddress().port, server.address().port);
    let inside = true;
    client.send('question', (error, bytes) => {
      assert.strictEqual(error, null);
      assert.strictEqual(bytes, 8);
      assert.strictEqual(inside, false);
    });
    inside = false;
  });
});
process.on('exit', () => assert.deepStrictEqual(log, ['server question', 'client answer']));
