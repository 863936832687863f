'use strict';
// E6

const assert = require('assert');
const seen = [];
process.on('unhandledRejection', (reason, promise) => seen.push([reason, promise]));
const promise = Promise.reject(5);
process.on('exit', () => assert.deepStrictEqual(seen, [[5, promise]]));
