'use strict';

// The state of a datagram socket, under a name that programs cannot use.
const kStateSymbol = Symbol('state symbol');

module.exports = { kStateSymbol };
