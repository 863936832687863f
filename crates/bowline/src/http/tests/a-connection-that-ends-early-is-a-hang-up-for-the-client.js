'use strict';
const assert = require('assert');
const http = require('http');

const log = [];
const server = http.createServer((request) => {
  request.on('close', () => log.push('request closed'));
  request.socket.destroy();
}).listen(0, () => {
  const request = http.get({ port: server.address().port });
  request.on('error', (error) => log.push(`${error.code} ${error.message}`));
  request.on('close', () => {
    log.push('client closed');
    server.close();
  });
});

process.on('exit', () => {
  assert.deepStrictEqual(log.filter((entry) => entry !== 'request closed'), ['ECONNRESET socket hang up', 'client closed']);
});
