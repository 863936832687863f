'use strict';
// M10
const assert = require('assert');

const log = [];
process.on('uncaughtException', (error) => log.push(error.message));
setTimeout(() => {
  process.nextTick(() => {
    log.push('first');
    throw new Error('thrown');
  });
  process.nextTick(() => log.push('second'));
}, 1);
setTimeout(() => log.push('timer'), 1);
process.on('exit', () => assert.deepStrictEqual(log, ['first', 'thrown', 'timer', 'second']));
