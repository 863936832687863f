'use strict';
const assert = require('assert');
const http = require('http');
const net = require('net');

let text = '';
const server = http.createServer((request, response) => {
  // The first takes longest.
  setTimeout(() => response.end(request.url), 60 - 20 * Number(request.url.slice(1)));
}).listen(0, () => {
  const client = net.connect(server.address().port);
  client.write(['/0', '/1', '/2'].map((path) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`).join(''));
  client.on('data', (chunk) => {
    text += chunk;
    if (text.endsWith('/2')) client.end();
  });
  client.on('close', () => server.close());
});

process.on('exit', () => assert.deepStrictEqual(text.match(/\/\d$|\/\d(?=HTTP)/g), ['/0', '/1', '/2']));
