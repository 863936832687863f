'use strict';
// L5
const assert = require('assert');

const log = [];
setImmediate(() => {
  log.push('first');
  setImmediate(() => log.push('nested'));
});
setImmediate(() => log.push('second'));
process.on('exit', () => assert.deepStrictEqual(log, ['first', 'second', 'nested']));
