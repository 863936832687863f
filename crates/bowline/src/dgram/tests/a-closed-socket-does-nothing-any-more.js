'use strict';
const assert = require('assert');
const dgram = require('dgram');

const socket = dgram.createSocket('udp4');
socket.bind(0, () => {
  socket.close(() => {
    for (const act of [() => socket.send('x', 1), () => socket.bind(0), () => socket.address(), () => socket.close()]) {
      assert.throws(act, { code: 'ERR_SOCKET_DGRAM_NOT_RUNNING', message: 'Not running' });
    }
    assert.strictEqual(socket.unref(), socket);
  });
});
