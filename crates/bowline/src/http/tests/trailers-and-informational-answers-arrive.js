'use strict';
const assert = require('assert');
const http = require('http');

const log = [];
const server = http.createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    assert.deepStrictEqual({ ...request.trailers }, { 'x-sum': '3' });
    response.writeEarlyHints({ link: '</a.css>; rel=preload; as=style' });
    response.writeProcessing();
    response.writeHead(200, { Trailer: 'X-End' });
    response.write('body');
    response.addTrailers({ 'X-End': 'yes' });
    response.end();
  });
}).listen(0, () => {
  const request = http.request({
    port: server.address().port, method: 'POST', headers: { 'Expect': '100-continue', 'Trailer': 'X-Sum' },
  });
  request.on('continue', () => {
    log.push('continue');
    request.write('abc');
    request.addTrailers({ 'X-Sum': '3' });
    request.end();
  });
  request.on('information', ({ statusCode }) => log.push(statusCode));
  request.on('response', (response) => {
    response.resume();
    response.on('end', () => {
      log.push(response.rawTrailers.join());
      request.destroy();
      server.close();
      server.closeAllConnections();
    });
  });
});

process.on('exit', () => assert.deepStrictEqual(log, ['continue', 100, 103, 102, 'X-End,yes']));
