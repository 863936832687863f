'use strict';
// The child's end of the channel to its parent.

const process = require('process');
const system = require('process/native');

function connect() {
  const { env } = process;
  const fd = Number.parseInt(env.NODE_CHANNEL_FD, 10);
  const serialization = env.NODE_CHANNEL_SERIALIZATION_MODE || 'json';
  // Programs that this one starts have channels of their own, or none.
  delete env.NODE_CHANNEL_FD;
  delete env.NODE_CHANNEL_SERIALIZATION_MODE;
  const handle = system.takeChannel(fd);
  handle.unref();
  const control = require('child_process/channel').connect(process, handle, serialization);
  // Whoever listens to the parent waits for it.
  const counts = (event) => event === 'message' || event === 'disconnect';
  process.on('newListener', (event) => {
    if (counts(event)) control.refCounted();
  });
  process.on('removeListener', (event) => {
    if (counts(event)) control.unrefCounted();
  });
}

module.exports = { connect };
