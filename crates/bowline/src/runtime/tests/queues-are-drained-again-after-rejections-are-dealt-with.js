'use strict';
// M9
const assert = require('assert');

const log = [];
process.on('unhandledRejection', () => {
  log.push('rejection');
  process.nextTick(() => log.push('tick'));
  queueMicrotask(() => log.push('micro'));
});
Promise.reject(new Error('nobody'));
queueMicrotask(() => log.push('before'));
setImmediate(() => log.push('immediate'));
process.on('exit', () => {
  assert.deepStrictEqual(log, ['before', 'rejection', 'tick', 'micro', 'immediate']);
});
