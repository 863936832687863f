'use strict';
const assert = require('assert');
const http = require('http');
const net = require('net');

let text = '';
const server = http.createServer((request, response) => {
  assert.deepStrictEqual(request.rawHeaders, ['hOST', 'a', 'X-A', '1', 'x-a', '2', 'Cookie', 'b', 'cookie', 'c', 'Set-Cookie', 'd']);
  assert.deepStrictEqual(request.headers, { 'host': 'a', 'x-a': '1, 2', 'cookie': 'b; c', 'set-cookie': ['d'] });
  assert.deepStrictEqual({ ...request.headersDistinct }['x-a'], ['1', '2']);
  response.setHeader('X-CamelCase', 'é');
  response.setHeader('Set-Cookie', ['e', 'f']);
  response.writeHead(200, 'Fine', { 'x-lower': 1 });
  response.end('x');
}).listen(0, () => {
  const client = net.connect(server.address().port);
  client.setEncoding('latin1');
  client.write('GET / HTTP/1.1\r\nhOST: a\r\nX-A: 1\r\nx-a:  2 \r\nCookie: b\r\ncookie: c\r\nSet-Cookie: d\r\n\r\n');
  client.on('data', (chunk) => {
    text += chunk;
    if (text.endsWith('\r\n\r\n') || text.endsWith('0\r\n\r\n') || /\r\n\r\n.*x/s.test(text)) client.end();
  });
  client.on('close', () => server.close());
});

process.on('exit', () => {
  const lines = text.split('\r\n');
  assert.strictEqual(lines[0], 'HTTP/1.1 200 Fine');
  assert.strictEqual(lines[2], 'Set-Cookie: e');
  assert.strictEqual(lines[3], 'Set-Cookie: f');
  assert.strictEqual(lines[4], 'x-lower: 1');
  assert.match(lines[1], /^X-CamelCase: /);
});
