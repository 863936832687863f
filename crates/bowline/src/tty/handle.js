'use strict';
// The stream handle of a terminal: read by the loop, written at once.

const { DescriptorHandle } = require('process/handle');

class TerminalHandle extends DescriptorHandle {
  constructor(fd) {
    super(native.open(fd));
  }

  write(data, encoding) {
    this._stream.writeNow(this._bytes(data, encoding));
    return true;
  }

  setRawMode(isRaw) {
    native.setRawMode(this.fd, isRaw);
  }

  // [columns, rows], or undefined if the terminal does not say.
  windowSize() {
    return native.windowSize(this.fd);
  }
}

module.exports = { TerminalHandle };
