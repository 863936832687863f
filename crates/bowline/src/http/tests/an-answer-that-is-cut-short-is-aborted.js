'use strict';
const assert = require('assert');
const http = require('http');

const log = [];
const server = http.createServer((request, response) => {
  response.writeHead(200, { 'Content-Length': 10 });
  response.write('abc');
  setTimeout(() => response.destroy(), 20);
}).listen(0, () => {
  http.get({ port: server.address().port }, (response) => {
    response.on('data', (chunk) => log.push(`${chunk}`));
    response.on('aborted', () => log.push('aborted'));
    response.on('error', (error) => log.push(`${error.code} ${error.message}`));
    response.on('close', () => {
      log.push(`complete ${response.complete}`);
      server.close();
    });
  });
});

process.on('exit', () => assert.deepStrictEqual(log, ['abc', 'aborted', 'ECONNRESET aborted', 'complete false']));
