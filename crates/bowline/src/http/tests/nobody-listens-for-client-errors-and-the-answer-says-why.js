'use strict';
const assert = require('assert');
const http = require('http');
const net = require('net');

const cases = [
  ['nonsense\r\n', '400 Bad Request'],
  [`GET / HTTP/1.1\r\nHost: a\r\nA: ${'b'.repeat(17000)}\r\n\r\n`, '431 Request Header Fields Too Large'],
  [`POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;${'b'.repeat(17000)}\r\n`, '413 Payload Too Large'],
  ['GET / HTTP/1.1\r\n\r\n', '400 Bad Request'],
];
let left = cases.length;
const server = http.createServer(() => {}).listen(0, () => {
  for (const [input, status] of cases) {
    let text = '';
    const client = net.connect(server.address().port, () => client.write(input));
    client.on('data', (chunk) => { text += chunk; });
    client.on('error', () => {});
    client.on('close', () => {
      assert.strictEqual(text.split('\r\n')[0], `HTTP/1.1 ${status}`);
      assert.match(text, /\r\nConnection: close\r\n/);
      if (--left === 0) server.close();
    });
  }
});

process.on('exit', () => assert.strictEqual(left, 0));
