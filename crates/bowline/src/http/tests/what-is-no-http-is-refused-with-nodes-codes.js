'use strict';
const assert = require('assert');
const http = require('http');
const net = require('net');

const get = 'GET / HTTP/1.1\r\nHost: a\r\n';
const post = 'POST / HTTP/1.1\r\nHost: a\r\n';
const cases = [
  ['hello\r\n', 'HPE_INVALID_METHOD', 'Invalid method encountered'],
  ['GET / HTTQ/1.1\r\n', 'HPE_INVALID_CONSTANT', 'Expected HTTP/, RTSP/ or ICE/'],
  ['GET / HTTP/1.2\r\n', 'HPE_INVALID_VERSION', 'Invalid HTTP version'],
  ['GET /a\0 HTTP/1.1\r\n', 'HPE_INVALID_URL', 'Invalid char in url path'],
  [`${get}A : b\r\n\r\n`, 'HPE_INVALID_HEADER_TOKEN', 'Invalid header token'],
  [`${get}A: b\0\r\n\r\n`, 'HPE_INVALID_HEADER_TOKEN', 'Invalid header value char'],
  [`${get}A: b\r\n c\r\n\r\n`, 'HPE_INVALID_HEADER_TOKEN', 'Unexpected whitespace after header value'],
  [`${get}A: b\n\r\n`, 'HPE_CR_EXPECTED', 'Missing expected CR after header value'],
  [`${get}A: b\rC: d\r\n\r\n`, 'HPE_LF_EXPECTED', 'Missing expected LF after header value'],
  [`${get}A: ${'b'.repeat(17000)}\r\n\r\n`, 'HPE_HEADER_OVERFLOW', 'Header overflow'],
  [`${post}Content-Length: 1x\r\n\r\n`, 'HPE_INVALID_CONTENT_LENGTH', 'Invalid character in Content-Length'],
  [`${post}Content-Length: 1\r\nContent-Length: 1\r\n\r\n`, 'HPE_UNEXPECTED_CONTENT_LENGTH', 'Duplicate Content-Length'],
  [`${post}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`, 'HPE_INVALID_TRANSFER_ENCODING',
    "Transfer-Encoding can't be present with Content-Length"],
  [`${post}Transfer-Encoding: chunked, x\r\n\r\n`, 'HPE_INVALID_TRANSFER_ENCODING', 'Invalid `Transfer-Encoding` header value'],
  [`${post}Transfer-Encoding: chunked\r\n\r\nx\r\n`, 'HPE_INVALID_CHUNK_SIZE', 'Invalid character in chunk size'],
  [`${post}Transfer-Encoding: chunked\r\n\r\n11111111111111111\r\n`, 'HPE_INVALID_CHUNK_SIZE', 'Chunk size overflow'],
];

let next = 0;
const server = http.createServer(() => {});
server.on('clientError', (error, socket) => {
  const [input, code, reason] = cases[next++];
  assert.strictEqual(error.code, code, input);
  assert.strictEqual(error.reason, reason);
  assert.strictEqual(error.message, `Parse Error: ${reason}`);
  assert.strictEqual(error.rawPacket.toString('latin1'), input);
  assert.ok(error.bytesParsed <= input.length);
  socket.destroy();
});
server.listen(0, function connect() {
  if (next === cases.length) {
    server.close();
    return;
  }
  const client = net.connect(server.address().port, () => client.write(cases[next][0], 'latin1'));
  client.on('error', () => {});
  client.on('close', connect);
});

process.on('exit', () => assert.strictEqual(next, cases.length));
