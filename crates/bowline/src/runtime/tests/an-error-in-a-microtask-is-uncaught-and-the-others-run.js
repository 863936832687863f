'use strict';
// M8
const assert = require('assert');

const log = [];
process.on('uncaughtException', (error) => log.push(error.message));
queueMicrotask(() => { throw new Error('thrown'); });
queueMicrotask(() => log.push('next'));
process.on('exit', () => assert.deepStrictEqual(log, ['thrown', 'next']));
