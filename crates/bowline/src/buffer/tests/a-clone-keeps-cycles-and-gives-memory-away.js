'use strict';
const assert = require('assert');

const memory = new ArrayBuffer(4);
const value = { date: new Date(5), map: new Map([[1, new Set(['x'])]]), bytes: new Uint8Array(memory, 1, 2) };
value.self = value;
const copy = structuredClone(value, { transfer: [memory] });
assert.strictEqual(copy.self, copy);
assert.strictEqual(copy.date.getTime(), 5);
assert.ok(copy.map.get(1).has('x'));
assert.strictEqual(copy.bytes.byteOffset, 1);
assert.strictEqual(memory.byteLength, 0);

// What cannot be copied takes nothing away.
const kept = new ArrayBuffer(4);
assert.throws(() => structuredClone({ kept, f() {} }, { transfer: [kept] }), { name: 'DataCloneError', code: 25 });
assert.strictEqual(kept.byteLength, 4);
