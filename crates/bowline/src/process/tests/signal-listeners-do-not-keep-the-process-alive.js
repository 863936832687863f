'use strict';
// X2

const assert = require('assert');
process.on('SIGUSR2', () => assert.fail('nobody sends it'));
const timer = setTimeout(() => assert.fail('the process should have ended'), 10000);
timer.unref();
