'use strict';
// M8
const assert = require('assert');

process.on('exit', () => {
  process.nextTick(() => { process.exitCode = 1; });
});
