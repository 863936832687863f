'use strict';
// X9

const assert = require('assert');
process.env.A_NUMBER = 5;
process.env.NOTHING = undefined;
assert.strictEqual(process.env.A_NUMBER, '5');
assert.strictEqual(process.env.NOTHING, 'undefined');
assert.ok('NOTHING' in process.env);
assert.ok(Object.keys(process.env).includes('A_NUMBER'));
assert.strictEqual(delete process.env.NOTHING, true);
assert.strictEqual(process.env.NOTHING, undefined);
assert.strictEqual(delete process.env.NOTHING, true);
assert.throws(() => { process.env.X = Symbol('x'); }, TypeError);
assert.throws(() => { process.env[Symbol('x')] = 1; }, TypeError);
assert.strictEqual(process.env[Symbol('x')], undefined);
assert.throws(() => Object.defineProperty(process.env, 'X', { value: 1 }), { code: 'ERR_INVALID_OBJECT_DEFINE_PROPERTY' });
assert.throws(() => Object.defineProperty(process.env, 'X', { get() {} }), { code: 'ERR_INVALID_OBJECT_DEFINE_PROPERTY' });
process.env['A=B'] = 'x';
assert.strictEqual(process.env['A=B'], undefined);
