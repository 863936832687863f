'use strict';
const assert = require('assert');
const crypto = require('crypto');

const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
assert.strictEqual(crypto.createHash('sha256').update('a').update(Buffer.from('bc')).digest('hex'), expected);
assert.strictEqual(crypto.createHash('SHA256').update('616263', 'hex').digest().toString('hex'), expected);
assert.strictEqual(crypto.hash('sha256', 'abc'), expected);
assert.strictEqual(crypto.createHash('sha256').update('abc').digest('base64'),
  'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=');

const first = crypto.createHash('sha256').update('a');
const copy = first.copy();
assert.strictEqual(first.update('bc').digest('hex'), expected);
assert.notStrictEqual(copy.digest('hex'), expected);
assert.throws(() => first.update('x'), { code: 'ERR_CRYPTO_HASH_FINALIZED' });
assert.throws(() => first.digest(), { code: 'ERR_CRYPTO_HASH_FINALIZED' });
assert.throws(() => first.copy(), { code: 'ERR_CRYPTO_HASH_FINALIZED' });

assert.strictEqual(crypto.createHash('shake128', { outputLength: 4 }).digest('hex'), '7f9c2ba4');
assert.throws(() => crypto.createHash('sha256', { outputLength: 4 }),
  { code: 'ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH' });
assert.throws(() => crypto.createHash('nothing'), { message: 'Digest method not supported' });
assert.throws(() => crypto.createHash('sha256').update(1), { code: 'ERR_INVALID_ARG_TYPE' });

const stream = crypto.createHash('sha256');
let read;
stream.on('data', (chunk) => { read = chunk; });
stream.on('end', () => {
  assert.strictEqual(read.toString('hex'), expected);
  assert.strictEqual(stream.digest('hex'), expected);
});
stream.write('ab');
stream.end('c');

for (const name of crypto.getHashes()) {
  assert.strictEqual(crypto.createHash(name).update('x').digest().length > 15, true, name);
}
process.on('exit', () => assert.ok(read));
