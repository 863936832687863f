'use strict';
const assert = require('assert');
const http = require('http');
const net = require('net');

const smuggled = '0\r\n\r\nGET /admin HTTP/1.1\r\nHost: a\r\n\r\n';
const fields = [
  'Content-Length: 5\r\nTransfer-Encoding: chunked',
  'Transfer-Encoding: chunked\r\nContent-Length: 5',
  'Content-Length: 5\r\nContent-Length: 0',
  'Transfer-Encoding: xchunked',
  'Transfer-Encoding: chunked, identity',
  'Transfer-Encoding : chunked',
  'Transfer-Encoding: chunked\r\n , identity',
  'X: a\nTransfer-Encoding: chunked',
  'X: a\rTransfer-Encoding: chunked',
  'Content-Length: 5\0',
  'Content-Length: +5',
];
let left = fields.length;
const server = http.createServer((request, response) => {
  assert.notStrictEqual(request.url, '/admin');
  request.resume();
  request.on('end', () => response.end());
}).listen(0, () => {
  for (const field of fields) {
    let text = '';
    const client = net.connect(server.address().port);
    client.write(`POST / HTTP/1.1\r\nHost: a\r\n${field}\r\n\r\n${smuggled}`, 'latin1');
    client.on('data', (chunk) => { text += chunk; });
    client.on('error', () => {});
    client.on('close', () => {
      assert.match(text, /^HTTP\/1\.1 400 Bad Request\r\n/, field);
      if (--left === 0) server.close();
    });
  }
});

process.on('exit', () => assert.strictEqual(left, 0));
