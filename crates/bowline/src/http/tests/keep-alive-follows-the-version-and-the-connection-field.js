'use strict';
const assert = require('assert');
const http = require('http');
const net = require('net');

const cases = [
  ['GET / HTTP/1.1\r\nHost: a\r\n\r\n', 'keep-alive'],
  ['GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 'close'],
  ['GET / HTTP/1.0\r\n\r\n', 'close'],
  ['GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n', 'close'],
];
let left = cases.length;
const server = http.createServer((request, response) => response.end('x')).listen(0, () => {
  for (const [head, expected] of cases) {
    let text = '';
    const client = net.connect(server.address().port, () => client.write(head));
    client.on('data', (chunk) => {
      text += chunk;
      if (!text.endsWith('x')) return;
      assert.match(text, new RegExp(`\r\nConnection: ${expected}\r\n`), head);
      client.end();
      if (--left === 0) server.close();
    });
  }
});

process.on('exit', () => assert.strictEqual(left, 0));
