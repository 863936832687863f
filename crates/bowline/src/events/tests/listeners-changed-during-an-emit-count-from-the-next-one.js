'use strict';
const assert = require('assert');
const EventEmitter = require('events');

const emitter = new EventEmitter();
const seen = [];
function removed() {
  seen.push('removed');
}
emitter.on('x', () => {
  emitter.removeListener('x', removed);
  emitter.on('x', () => seen.push('added'));
});
emitter.on('x', removed);
emitter.emit('x');
assert.deepStrictEqual(seen, ['removed']);
emitter.emit('x');
assert.deepStrictEqual(seen, ['removed', 'added']);
