'use strict';
const assert = require('assert');
const EventEmitter = require('events');

const emitter = new EventEmitter();
let calls = 0;
const thrower = () => { throw new Error('thrown'); };
emitter.on('x', thrower);
emitter.on('x', () => calls++);
assert.throws(() => emitter.emit('x'), /thrown/);
assert.strictEqual(calls, 0);
emitter.off('x', thrower);
emitter.on('x', () => calls++);
emitter.emit('x');
assert.strictEqual(calls, 2);
