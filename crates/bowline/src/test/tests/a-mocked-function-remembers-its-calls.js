'use strict';
const assert = require('assert');
const { mock } = require('node:test');

const add = mock.fn((a, b) => a + b);
assert.strictEqual(add(1, 2), 3);
assert.deepStrictEqual(add.mock.calls[0].arguments, [1, 2]);
assert.strictEqual(add.mock.calls[0].result, 3);
add.mock.mockImplementationOnce(() => 'once');
assert.strictEqual(add(1, 1), 'once');
assert.strictEqual(add(1, 1), 2);
assert.strictEqual(add.mock.callCount(), 3);

const object = { value() { return this.x; }, x: 5 };
mock.method(object, 'value', () => 'mocked');
assert.strictEqual(object.value(), 'mocked');
mock.restoreAll();
assert.strictEqual(object.value(), 5);
