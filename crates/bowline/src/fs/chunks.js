'use strict';
// Reading an open file chunk by chunk: what streams and FileHandles share.
require('buffer');
const { read } = require('fs/descriptors');

// `callback` gets the bytes; none of them at the end.
function readChunk(fd, length, position, callback) {
  native.readChunk(fd, length, position ?? null, callback);
}

function isOwnRead(candidate) {
  return candidate === read;
}

module.exports = { isOwnRead, readChunk };
