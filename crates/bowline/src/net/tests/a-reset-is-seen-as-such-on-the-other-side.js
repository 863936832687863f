'use strict';
const assert = require('assert');
const net = require('net');

const log = [];
const server = net.createServer((socket) => {
  socket.on('error', (error) => log.push(`${error.syscall} ${error.code}`));
  socket.on('close', (hadError) => {
    log.push(`close ${hadError}`);
    server.close();
  });
  socket.resume();
  socket.write('go');
});
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.once('data', () => {
    assert.strictEqual(client.resetAndDestroy(), client);
    assert.strictEqual(client.destroyed, true);
  });
});
process.on('exit', () => assert.deepStrictEqual(log, ['read ECONNRESET', 'close true']));
