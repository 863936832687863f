'use strict';

// The old home of constants, all in one object.
const { constants: os } = require('os');
const { constants: fs } = require('fs');

module.exports = Object.freeze(Object.assign({ __proto__: null }, os.errno, os.priorities, os.signals, fs));
