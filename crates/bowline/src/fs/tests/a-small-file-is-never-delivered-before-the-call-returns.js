'use strict';
// What is in memory is read on the loop's thread, and even so its callback comes later: after the ticks
// and microtasks of the code that asked.
const assert = require('assert');
const fs = require('fs');

const order = [];
fs.readFile(__filename, () => {
  order.push('read');
  assert.deepStrictEqual(order, ['main', 'tick', 'promise', 'read']);
});
process.nextTick(() => order.push('tick'));
Promise.resolve().then(() => order.push('promise'));
order.push('main');
