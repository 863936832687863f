'use strict';
const assert = require('assert');
const crypto = require('crypto');

const text = 'Some text that is longer than two blocks of the cipher, by a little bit.';
for (const name of ['aes-128-cbc', 'aes-192-ctr', 'aes-256-ecb', 'aes-256-gcm', 'chacha20-poly1305', 'des-ede3-cbc']) {
  const { keyLength, ivLength = 0 } = crypto.getCipherInfo(name);
  const key = crypto.randomBytes(keyLength);
  const iv = crypto.randomBytes(ivLength);
  const isAuthenticated = /gcm|poly/.test(name);

  const cipher = crypto.createCipheriv(name, key, iv);
  if (isAuthenticated) cipher.setAAD(Buffer.from('header'));
  let sealed = cipher.update(text.slice(0, 20), 'utf8', 'base64');
  sealed += cipher.update(text.slice(20), 'utf8', 'base64');
  sealed += cipher.final('base64');

  const decipher = crypto.createDecipheriv(name, crypto.createSecretKey(key), iv);
  if (isAuthenticated) decipher.setAAD(Buffer.from('header')).setAuthTag(cipher.getAuthTag());
  assert.strictEqual(decipher.update(sealed, 'base64', 'utf8') + decipher.final('utf8'), text, name);

  if (isAuthenticated) {
    const forged = crypto.createDecipheriv(name, key, iv);
    forged.setAAD(Buffer.from('another')).setAuthTag(cipher.getAuthTag());
    forged.update(sealed, 'base64');
    assert.throws(() => forged.final(), { message: 'Unsupported state or unable to authenticate data' });
  }
}

const bad = crypto.createDecipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16));
bad.update(Buffer.alloc(16));
assert.throws(() => bad.final(), { code: 'ERR_OSSL_BAD_DECRYPT', reason: 'bad decrypt', library: 'Provider routines' });
assert.throws(() => crypto.createCipheriv('aes-128-cbc', Buffer.alloc(15), Buffer.alloc(16)),
  { code: 'ERR_CRYPTO_INVALID_KEYLEN', name: 'RangeError' });
assert.throws(() => crypto.createCipheriv('aes-128-cbc', Buffer.alloc(16), null),
  { code: 'ERR_CRYPTO_INVALID_IV', name: 'TypeError' });
assert.throws(() => crypto.createCipheriv('nothing', Buffer.alloc(16), null), { code: 'ERR_CRYPTO_UNKNOWN_CIPHER' });
