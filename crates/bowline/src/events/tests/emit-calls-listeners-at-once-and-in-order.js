'use strict';
// M6
const assert = require('assert');
const EventEmitter = require('events');

const emitter = new EventEmitter();
const seen = [];
emitter.on('x', () => seen.push('second'));
emitter.prependListener('x', () => seen.push('first'));
emitter.once('x', () => seen.push('once'));
emitter.emit('x');
seen.push('after');
emitter.emit('x');
assert.deepStrictEqual(seen, ['first', 'second', 'once', 'after', 'first', 'second']);
