'use strict';

// The native handles, for other modules that make sockets of them. Their interface: `internal/stream_base`.

module.exports = { Pipe: native.Pipe, TCP: native.TCP };
