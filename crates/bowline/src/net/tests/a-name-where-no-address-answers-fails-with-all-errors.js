'use strict';
const assert = require('assert');
const net = require('net');

const server = net.createServer().listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  server.close(() => {
    const lookup = (host, options, callback) => {
      callback(null, [{ address: '127.0.0.1', family: 4 }, { address: '127.0.0.2', family: 4 }]);
    };
    let failed = false;
    net.connect({ port, host: 'a.name', lookup, autoSelectFamily: true }).on('error', (error) => {
      failed = true;
      assert.strictEqual(error.constructor.name, 'AggregateError');
      assert.strictEqual(error.code, 'ECONNREFUSED');
      assert.deepStrictEqual(error.errors.map((one) => one.message), [
        `connect ECONNREFUSED 127.0.0.1:${port}`, `connect ECONNREFUSED 127.0.0.2:${port}`,
      ]);
    });
    process.on('exit', () => assert.ok(failed));
  });
});
