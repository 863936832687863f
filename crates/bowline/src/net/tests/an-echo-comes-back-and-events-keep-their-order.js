'use strict';
const assert = require('assert');
const net = require('net');

// I6: lookup, connect, ready, data, end, close; and close is last and once, on both sides.
const log = [];
const server = net.createServer((socket) => {
  socket.pipe(socket);
  socket.on('close', (hadError) => log.push(`server close ${hadError}`));
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const client = net.connect({ port, host: 'localhost', family: 4 });
  for (const event of ['lookup', 'connect', 'ready', 'data', 'end', 'finish']) client.on(event, () => log.push(event));
  client.on('data', () => client.end());
  client.on('close', (hadError) => {
    log.push(`close ${hadError}`);
    assert.strictEqual(client.bytesRead, 5);
    assert.strictEqual(client.bytesWritten, 5);
    assert.strictEqual(client.remotePort, undefined);
    server.close();
  });
  client.write('hello');
});
process.on('exit', () => {
  assert.deepStrictEqual(log.filter((line) => !line.startsWith('server')),
                         ['lookup', 'connect', 'ready', 'data', 'finish', 'end', 'close false']);
  assert.deepStrictEqual(log.filter((line) => line.startsWith('server')), ['server close false']);
});
