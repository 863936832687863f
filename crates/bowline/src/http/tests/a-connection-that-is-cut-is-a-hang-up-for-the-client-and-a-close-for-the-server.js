'use strict';
// I7
const assert = require('assert');

const http = require('http');

const server = http.createServer((request, response) => {
  request.on('close', () => server.close());
  if (request.url === '/cut') request.socket.destroy();
  else response.end();
});
assert.strictEqual(server.requestTimeout, 300_000);
assert.strictEqual(server.headersTimeout, 60_000);
assert.strictEqual(http.globalAgent.keepAlive, true);
server.listen(0, () => {
  http.get({ port: server.address().port, path: '/cut' }, assert.fail).on('error', (error) => {
    assert.strictEqual(error.message, 'socket hang up');
    assert.strictEqual(error.code, 'ECONNRESET');
  });
});
