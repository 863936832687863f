'use strict';
// T3
const assert = require('assert');

const log = [];
setTimeout(() => log.push(1), 1);
setTimeout(() => log.push(2), 0);
setTimeout(() => log.push(3), 1);
process.on('exit', () => assert.deepStrictEqual(log, [1, 2, 3]));
