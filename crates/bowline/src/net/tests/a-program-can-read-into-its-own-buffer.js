'use strict';
const assert = require('assert');
const net = require('net');

const buffer = Buffer.alloc(4);
let text = '';
const server = net.createServer((socket) => socket.end('more than four bytes'));
server.listen(0, '127.0.0.1', () => {
  const client = net.connect({
    port: server.address().port,
    host: '127.0.0.1',
    onread: {
      buffer,
      callback(count, given) {
        assert.strictEqual(given, buffer);
        text += given.toString('utf8', 0, count);
        return true;
      },
    },
  });
  client.on('data', () => assert.fail('the buffer is the only way'));
  client.on('end', () => {
    assert.strictEqual(text, 'more than four bytes');
    server.close();
  });
});
