'use strict';
// E3
const assert = require('assert');

const log = [];
process.on('uncaughtException', (error) => log.push(error.message));
setTimeout(() => { throw new Error('timer'); }, 1);
setTimeout(() => log.push('next timer'), 1);
setTimeout(() => {
  setImmediate(() => { throw new Error('immediate'); });
  setImmediate(() => log.push('next immediate'));
}, 10);
process.on('exit', () => assert.deepStrictEqual(log, ['timer', 'next timer', 'immediate', 'next immediate']));
