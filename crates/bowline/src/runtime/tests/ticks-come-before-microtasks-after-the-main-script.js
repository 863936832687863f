'use strict';
// M1: after the main script, ticks to their end, with those that ticks add; then microtasks.
const assert = require('assert');

const log = [];
Promise.resolve().then(() => log.push('micro'));
process.nextTick(() => {
  log.push('tick');
  process.nextTick(() => log.push('tick of a tick'));
});
log.push('main');
process.on('exit', () => assert.deepStrictEqual(log, ['main', 'tick', 'tick of a tick', 'micro']));
