'use strict';
const assert = require('assert');
const http = require('http');
const net = require('net');

let text = '';
const server = http.createServer({ headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 20 }, () => {
  assert.fail('there is no request');
}).listen(0, () => {
  const client = net.connect(server.address().port, () => client.write('GET / HTTP/1.1\r\nHost: a\r\n'));
  client.on('data', (chunk) => { text += chunk; });
  client.on('close', () => server.close());
});

process.on('exit', () => assert.match(text, /^HTTP\/1\.1 408 Request Timeout\r\n/));
