'use strict';
// T5
const assert = require('assert');

const log = [];
setTimeout(() => {
  setTimeout(() => log.push('nested'), 1);
  setImmediate(() => log.push('immediate'));
  log.push('outer');
}, 1);
process.on('exit', () => assert.deepStrictEqual(log, ['outer', 'immediate', 'nested']));
