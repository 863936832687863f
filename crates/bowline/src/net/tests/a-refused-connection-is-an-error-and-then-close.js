'use strict';
const assert = require('assert');
const net = require('net');

// I5, C2: never inside the call.
const log = [];
const server = net.createServer();
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  server.close(() => {
    const client = net.connect(port, '127.0.0.1');
    client.on('error', (error) => {
      log.push('error');
      assert.strictEqual(error.message, `connect ECONNREFUSED 127.0.0.1:${port}`);
      assert.deepStrictEqual({ ...error }, {
        errno: error.errno, code: 'ECONNREFUSED', syscall: 'connect', address: '127.0.0.1', port,
      });
      assert.ok(error.errno < 0);
      assert.strictEqual(client.destroyed, true);
    });
    client.on('close', (hadError) => log.push(`close ${hadError}`));
    log.push('called');
  });
});
process.on('exit', () => assert.deepStrictEqual(log, ['called', 'error', 'close true']));
