'use strict';
const assert = require('assert');
const http = require('http');

let answer = '';
const server = http.createServer(() => assert.fail('nobody asks'));
server.on('upgrade', (request, socket, head) => {
  assert.strictEqual(request.headers.upgrade, 'echo');
  assert.strictEqual(head.toString(), '');
  socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\nfirst ');
  socket.on('data', (chunk) => socket.end(chunk));
});
server.listen(0, () => {
  const request = http.request({
    port: server.address().port, headers: { Connection: 'Upgrade', Upgrade: 'echo' },
  });
  request.on('upgrade', (response, socket, head) => {
    assert.strictEqual(response.statusCode, 101);
    answer += head;
    socket.write('second');
    socket.on('data', (chunk) => { answer += chunk; });
    socket.on('close', () => server.close());
  });
  request.end();
});

process.on('exit', () => assert.strictEqual(answer, 'first second'));
