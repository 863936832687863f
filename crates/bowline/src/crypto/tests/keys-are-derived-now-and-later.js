'use strict';
const assert = require('assert');
const crypto = require('crypto');

const seen = [];
function later(name, expected) {
  return (error, key) => {
    assert.ifError(error);
    assert.strictEqual(Buffer.from(key).toString('hex'), expected, name);
    seen.push(name);
  };
}

const pbkdf2 = crypto.pbkdf2Sync('password', 'salt', 2, 20, 'sha1').toString('hex');
assert.strictEqual(pbkdf2, 'ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957');
crypto.pbkdf2('password', 'salt', 2, 20, 'sha1', later('pbkdf2', pbkdf2));
const scrypt = crypto.scryptSync('password', 'NaCl', 16, { N: 1024, r: 8, p: 16 }).toString('hex');
assert.strictEqual(scrypt, 'fdbabe1c9d3472007856e7190d01e9fe');
crypto.scrypt('password', 'NaCl', 16, { cost: 1024, blockSize: 8, parallelization: 16 }, later('scrypt', scrypt));
const hkdf = crypto.hkdfSync('sha256', Buffer.alloc(22, 0x0b), Buffer.from('000102030405060708090a0b0c', 'hex'),
  Buffer.from('f0f1f2f3f4f5f6f7f8f9', 'hex'), 42);
assert.ok(hkdf instanceof ArrayBuffer);
const expected =
  '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865';
assert.strictEqual(Buffer.from(hkdf).toString('hex'), expected);
crypto.hkdf('sha256', crypto.createSecretKey(Buffer.alloc(22, 0x0b)), Buffer.from('000102030405060708090a0b0c', 'hex'),
  Buffer.from('f0f1f2f3f4f5f6f7f8f9', 'hex'), 42, later('hkdf', expected));

assert.throws(() => crypto.pbkdf2('a', 'b', 1, 1, 'nothing', () => {}), { code: 'ERR_CRYPTO_INVALID_DIGEST' });
assert.throws(() => crypto.pbkdf2Sync('a', 'b', 0, 1, 'sha1'), { code: 'ERR_OUT_OF_RANGE' });
assert.throws(() => crypto.scryptSync('a', 'b', 1, { N: 3 }), { code: 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS' });
assert.throws(() => crypto.scryptSync('a', 'b', 1, { N: 16, cost: 16 }), { code: 'ERR_CRYPTO_SCRYPT_INVALID_PARAMETER' });
assert.throws(() => crypto.hkdfSync('sha1', 'k', '', '', 255 * 20 + 1), { code: 'ERR_CRYPTO_INVALID_KEYLEN' });

process.on('exit', () => assert.deepStrictEqual(seen.sort(), ['hkdf', 'pbkdf2', 'scrypt']));
