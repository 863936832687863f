'use strict';
const assert = require('assert');
const EventEmitter = require('events');

const first = new AbortController();
const second = new AbortController();
const any = AbortSignal.any([first.signal, second.signal]);
const ofAny = AbortSignal.any([any]);
const seen = [];
ofAny.addEventListener('abort', () => seen.push('of any'));
any.addEventListener('abort', () => seen.push('any'));
second.signal.addEventListener('abort', () => seen.push('second'));
second.abort('reason');
assert.deepStrictEqual(seen, ['second', 'any', 'of any']);
assert.strictEqual(ofAny.reason, 'reason');
assert.strictEqual(EventEmitter.getEventListeners(first.signal, 'abort').length, 0);
