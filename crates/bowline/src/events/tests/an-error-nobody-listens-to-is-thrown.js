'use strict';
// M6
const assert = require('assert');
const EventEmitter = require('events');

const emitter = new EventEmitter();
const error = new Error('lost');
assert.throws(() => emitter.emit('error', error), error);
assert.throws(() => emitter.emit('error', { some: 'thing' }), {
  code: 'ERR_UNHANDLED_ERROR',
  context: { some: 'thing' },
});
emitter.once('error', (heard) => assert.strictEqual(heard, error));
assert.strictEqual(emitter.emit('error', error), true);
