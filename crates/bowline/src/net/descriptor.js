'use strict';

// Sockets that came by the number of their descriptor.

const { codes } = require('internal/errors');
const { validateInt32 } = require('internal/validators');

// A handle to read and write.
function openStream(fd) {
  validateInt32(fd, 'fd', 0);
  const handle = native.openStream(fd);
  // The name of what it is instead.
  if (typeof handle === 'string') throw new codes.ERR_INVALID_FD_TYPE(handle);
  return handle;
}

// A handle to listen with.
function openServer(fd) {
  return native.openListener(fd);
}

module.exports = { openServer, openStream };
