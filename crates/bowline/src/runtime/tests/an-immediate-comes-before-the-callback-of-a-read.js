'use strict';
// I1, P10: a file in memory is read at once, and told of no sooner than any other.
const assert = require('assert');

const log = [];
require('fs').readFile(__filename, () => log.push('read'));
setImmediate(() => log.push('immediate'));
log.push('main');
process.on('exit', () => assert.deepStrictEqual(log, ['main', 'immediate', 'read']));
