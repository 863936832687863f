'use strict';
const assert = require('assert');
const net = require('net');

const log = [];
const server = net.createServer((socket) => socket.end());
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  // Nobody listens at the first one.
  const lookup = (host, options, callback) => {
    assert.strictEqual(options.all, true);
    const addresses = [
      { address: '127.0.0.2', family: 4 }, { address: '::1', family: 6 }, { address: '127.0.0.1', family: 4 },
    ];
    setImmediate(callback, null, addresses);
  };
  const client = net.connect({ port, host: 'a.name', lookup, autoSelectFamily: true });
  for (const event of ['connectionAttempt', 'connectionAttemptFailed']) {
    client.on(event, (address) => log.push(`${event} ${address}`));
  }
  client.on('connect', () => {
    assert.deepStrictEqual(client.autoSelectFamilyAttemptedAddresses,
                           [`127.0.0.2:${port}`, `::1:${port}`, `127.0.0.1:${port}`]);
    assert.strictEqual(client.remoteAddress, '127.0.0.1');
  });
  client.resume();
  client.on('close', () => server.close());
});
process.on('exit', () => assert.deepStrictEqual(log, [
  'connectionAttempt 127.0.0.2', 'connectionAttemptFailed 127.0.0.2',
  'connectionAttempt ::1', 'connectionAttemptFailed ::1',
  'connectionAttempt 127.0.0.1',
]));
