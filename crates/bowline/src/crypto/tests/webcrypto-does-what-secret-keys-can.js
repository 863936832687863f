'use strict';
const assert = require('assert');
const { webcrypto, KeyObject } = require('crypto');
const { subtle } = webcrypto;

const text = Buffer.from('a text');

async function main() {
  assert.strictEqual(Buffer.from(await subtle.digest('SHA-256', text)).toString('hex'),
    require('crypto').createHash('sha256').update(text).digest('hex'));

  const key = await subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, true, ['sign', 'verify']);
  const code = await subtle.sign('HMAC', key, text);
  assert.strictEqual(code.byteLength, 32);
  assert.strictEqual(await subtle.verify('HMAC', key, code, text), true);
  assert.strictEqual(await subtle.verify('HMAC', key, code, Buffer.from('another')), false);
  const jwk = await subtle.exportKey('jwk', key);
  assert.deepStrictEqual([jwk.kty, jwk.alg, jwk.ext, jwk.key_ops], ['oct', 'HS256', true, ['sign', 'verify']]);
  const again = await subtle.importKey('jwk', jwk, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  assert.strictEqual(await subtle.verify('HMAC', again, code, text), true);
  await assert.rejects(subtle.exportKey('raw', again), { message: /not extractable/ });
  await assert.rejects(subtle.sign('HMAC', again, text), { name: 'InvalidAccessError' });
  assert.strictEqual(KeyObject.from(key).symmetricKeySize, 64);

  for (const [algorithm, length] of [
    [{ name: 'AES-GCM', iv: Buffer.alloc(12), additionalData: Buffer.from('x'), tagLength: 96 }, 6 + 12],
    [{ name: 'AES-CBC', iv: Buffer.alloc(16) }, 16],
    // Its counter goes round in the middle of the text.
    [{ name: 'AES-CTR', counter: Buffer.alloc(16, 255), length: 8 }, 6],
  ]) {
    const secret = await subtle.generateKey({ name: algorithm.name, length: 192 }, false, ['encrypt', 'decrypt']);
    const sealed = await subtle.encrypt(algorithm, secret, text);
    assert.strictEqual(sealed.byteLength, length, algorithm.name);
    assert.deepStrictEqual(Buffer.from(await subtle.decrypt(algorithm, secret, sealed)), text);
  }

  const password = await subtle.importKey('raw', Buffer.from('password'), 'PBKDF2', false, ['deriveBits', 'deriveKey']);
  const parameters = { name: 'PBKDF2', hash: 'SHA-1', salt: Buffer.from('salt'), iterations: 2 };
  assert.strictEqual(Buffer.from(await subtle.deriveBits(parameters, password, 160)).toString('hex'),
    require('crypto').pbkdf2Sync('password', 'salt', 2, 20, 'sha1').toString('hex'));
  const derived = await subtle.deriveKey(parameters, password, { name: 'AES-GCM', length: 256 }, true, ['encrypt']);
  assert.strictEqual((await subtle.exportKey('raw', derived)).byteLength, 32);

  const wrapping = await subtle.generateKey({ name: 'AES-KW', length: 128 }, false, ['wrapKey', 'unwrapKey']);
  const wrapped = await subtle.wrapKey('raw', derived, wrapping, 'AES-KW');
  const unwrapped = await subtle.unwrapKey('raw', wrapped, wrapping, 'AES-KW', 'AES-GCM', true, ['decrypt']);
  assert.deepStrictEqual(await subtle.exportKey('raw', unwrapped), await subtle.exportKey('raw', derived));

  await assert.rejects(subtle.digest('nothing', text), { name: 'NotSupportedError' });
  await assert.rejects(subtle.digest('SHA-256'), { code: 'ERR_MISSING_ARGS' });
  assert.throws(() => webcrypto.getRandomValues(new Float32Array(1)), { name: 'TypeMismatchError' });
  assert.throws(() => webcrypto.getRandomValues(new Uint8Array(65537)), { name: 'QuotaExceededError' });
}

let isDone = false;
main().then(() => { isDone = true; });
process.on('exit', () => assert.ok(isDone));
