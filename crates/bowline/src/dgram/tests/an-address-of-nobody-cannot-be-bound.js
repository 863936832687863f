'use strict';
const assert = require('assert');
const dgram = require('dgram');

let failed = false;
const socket = dgram.createSocket('udp4');
socket.on('error', (error) => {
  failed = true;
  assert.strictEqual(error.message, 'bind EADDRNOTAVAIL 192.0.2.1');
  assert.strictEqual(error.syscall, 'bind');
  socket.close();
});
socket.bind(0, '192.0.2.1');
process.on('exit', () => assert.ok(failed));
