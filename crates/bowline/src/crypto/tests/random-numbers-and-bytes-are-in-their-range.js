'use strict';
const assert = require('assert');
const crypto = require('crypto');

let calls = 0;
assert.notDeepStrictEqual(crypto.randomBytes(16), crypto.randomBytes(16));
assert.strictEqual(crypto.randomBytes(0).length, 0);
crypto.randomBytes(10, (error, bytes) => {
  calls++;
  assert.ifError(error);
  assert.strictEqual(bytes.length, 10);
});
const view = new Uint16Array(8);
assert.strictEqual(crypto.randomFillSync(view, 2, 4), view);
assert.deepStrictEqual([view[0], view[1], view[6], view[7]], [0, 0, 0, 0]);
const buffer = Buffer.alloc(32);
crypto.randomFill(buffer, 8, 16, (error, filled) => {
  calls++;
  assert.ifError(error);
  assert.strictEqual(filled, buffer);
  assert.ok(filled.subarray(8, 24).some((byte) => byte !== 0));
  assert.ok(filled.subarray(0, 8).every((byte) => byte === 0));
});
const seen = new Set();
for (let n = 0; n < 500; n++) seen.add(crypto.randomInt(-2, 3));
assert.deepStrictEqual([...seen].sort((a, b) => a - b), [-2, -1, 0, 1, 2]);
crypto.randomInt(1, (error, number) => {
  calls++;
  assert.strictEqual(error, undefined);
  assert.strictEqual(number, 0);
});
assert.match(crypto.randomUUID(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
assert.throws(() => crypto.randomBytes(-1), { code: 'ERR_OUT_OF_RANGE' });
assert.throws(() => crypto.randomInt(2 ** 48), { code: 'ERR_OUT_OF_RANGE' });
assert.throws(() => crypto.randomInt(5, 5), { code: 'ERR_OUT_OF_RANGE' });
assert.throws(() => crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('ab')),
  { code: 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH' });
assert.strictEqual(crypto.timingSafeEqual(Buffer.from('ab'), Buffer.from('ab')), true);
process.on('exit', () => assert.strictEqual(calls, 3));
