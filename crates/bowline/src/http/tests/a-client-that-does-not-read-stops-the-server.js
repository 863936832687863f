'use strict';
const assert = require('assert');
const http = require('http');
const net = require('net');

let requests = 0;
const body = Buffer.alloc(1 << 20);
const server = http.createServer((request, response) => {
  requests++;
  response.end(body);
}).listen(0, () => {
  const client = net.connect(server.address().port);
  client.pause();
  let batches = 0;
  const timer = setInterval(() => {
    client.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(50));
    if (++batches < 20) return;
    clearInterval(timer);
    client.destroy();
    server.close();
  }, 10);
});

process.on('exit', () => assert.ok(requests < 1000, `${requests} requests were answered to nobody`));
