'use strict';
const assert = require('assert');
const { parse } = require('querystring');

const text = Array.from({ length: 1500 }, (_, i) => `k${i}=v`).join('&');
assert.strictEqual(Object.keys(parse(text)).length, 1000);
assert.strictEqual(Object.keys(parse(text, null, null, { maxKeys: 7 })).length, 7);
assert.strictEqual(Object.keys(parse(text, null, null, { maxKeys: 0 })).length, 1500);
assert.strictEqual(Object.getPrototypeOf(parse('')), null);
