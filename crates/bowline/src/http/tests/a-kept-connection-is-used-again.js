'use strict';
const assert = require('assert');
const http = require('http');

const agent = new http.Agent({ keepAlive: true });
const ports = [];
const reused = [];
const server = http.createServer((request, response) => response.end(`${request.socket.remotePort}`)).listen(0, ask);

function ask() {
  const request = http.get({ port: server.address().port, agent }, (response) => {
    response.setEncoding('utf8');
    let text = '';
    response.on('data', (chunk) => { text += chunk; });
    response.on('end', () => {
      ports.push(text);
      reused.push(request.reusedSocket);
    });
  });
  request.on('close', () => setImmediate(() => {
    if (ports.length < 3) {
      ask();
      return;
    }
    assert.strictEqual(Object.keys(agent.freeSockets).length, 1);
    agent.destroy();
    server.close();
  }));
}

process.on('exit', () => {
  assert.strictEqual(new Set(ports).size, 1);
  assert.deepStrictEqual(reused, [false, true, true]);
});
