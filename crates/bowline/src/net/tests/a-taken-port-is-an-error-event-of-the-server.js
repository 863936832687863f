'use strict';
const assert = require('assert');
const net = require('net');

const first = net.createServer().listen(0, '127.0.0.1', () => {
  const { port } = first.address();
  const second = net.createServer();
  second.on('listening', () => assert.fail('the port is taken'));
  second.on('error', (error) => {
    assert.strictEqual(error.message, `listen EADDRINUSE: address already in use 127.0.0.1:${port}`);
    assert.strictEqual(error.syscall, 'listen');
    assert.strictEqual(error.port, port);
    assert.strictEqual(second.listening, false);
    first.close();
  });
  second.listen(port, '127.0.0.1');
});
