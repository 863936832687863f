'use strict';
// M4
const assert = require('assert');

const log = [];
queueMicrotask(() => {
  log.push('first');
  process.nextTick(() => log.push('tick'));
  queueMicrotask(() => log.push('third'));
});
queueMicrotask(() => log.push('second'));
process.on('exit', () => assert.deepStrictEqual(log, ['first', 'second', 'third', 'tick']));
