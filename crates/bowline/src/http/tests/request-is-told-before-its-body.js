'use strict';
const assert = require('assert');
const http = require('http');
const net = require('net');

const log = [];
const server = http.createServer((request, response) => {
  log.push('request');
  request.on('data', (chunk) => log.push(`data ${chunk}`));
  request.on('end', () => {
    log.push('end');
    response.end('done');
  });
}).listen(0, () => {
  const client = net.connect(server.address().port);
  client.write('POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 6\r\n\r\n');
  server.once('request', (request) => {
    setTimeout(() => client.write('abc'), 10);
    request.once('data', () => setTimeout(() => client.write('def'), 10));
  });
  client.resume();
  client.on('close', () => server.close());
});

process.on('exit', () => assert.deepStrictEqual(log, ['request', 'data abc', 'data def', 'end']));
