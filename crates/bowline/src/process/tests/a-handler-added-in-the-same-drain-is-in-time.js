'use strict';
// E8

const assert = require('assert');
process.on('unhandledRejection', () => assert.fail('it is handled'));
const inTick = Promise.reject(1);
process.nextTick(() => inTick.catch(() => {}));
const inMicrotask = Promise.reject(2);
queueMicrotask(() => inMicrotask.catch(() => {}));
