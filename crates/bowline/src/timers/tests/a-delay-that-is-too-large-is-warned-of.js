'use strict';
// T2
const assert = require('assert');

let warned = 0;
process.on('warning', (warning) => {
  assert.strictEqual(warning.name, 'TimeoutOverflowWarning');
  assert.match(warning.message, /2147483648 does not fit into a 32-bit signed integer/);
  warned++;
});
clearTimeout(setTimeout(() => {}, 2 ** 31));
process.on('exit', () => assert.strictEqual(warned, 1));
