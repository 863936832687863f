'use strict';
// T15, L5
const assert = require('assert');

const log = [];
require('fs').readFile(__filename, () => {
  setTimeout(() => log.push('timer'), 0);
  setImmediate(() => log.push('immediate'));
});
process.on('exit', () => assert.deepStrictEqual(log, ['immediate', 'timer']));
