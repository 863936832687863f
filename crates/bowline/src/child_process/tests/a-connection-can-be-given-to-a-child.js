'use strict';
const assert = require('assert');
const net = require('net');
const { fork } = require('child_process');
if (process.argv[2] === 'child') {
  process.on('message', (message, socket) => {
    socket.end(`${message} from the child`);
    process.disconnect();
  });
} else {
  const child = fork(__filename, ['child']);
  const server = net.createServer((socket) => {
    child.send('hello', socket);
    server.close();
  });
  server.listen(0, '127.0.0.1', () => {
    let text = '';
    net.connect(server.address().port, '127.0.0.1')
      .on('data', (chunk) => { text += chunk; })
      .on('close', () => assert.strictEqual(text, 'hello from the child'));
  });
}
