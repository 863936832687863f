'use strict';
const assert = require('assert');
const { inspect } = require('util');

let count = 0;
const object = { get value() { return ++count; } };
const list = [];
Object.defineProperty(list, 0, { get() { return ++count; }, enumerable: true });
const proxy = new Proxy({ a: 1 }, { get() { count++; }, ownKeys() { count++; return []; } });

assert.strictEqual(inspect(object), '{ value: [Getter] }');
assert.strictEqual(inspect(list), '[ [Getter] ]');
assert.strictEqual(inspect(proxy), '{ a: 1 }');
assert.strictEqual(count, 0);
assert.strictEqual(inspect(object, { getters: true }), '{ value: [Getter: 1] }');
assert.strictEqual(inspect(new Proxy({ a: 1 }, {}), { showProxy: true }), 'Proxy [ { a: 1 }, {} ]');

const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();
assert.strictEqual(inspect(revoked), '<Revoked Proxy>');
