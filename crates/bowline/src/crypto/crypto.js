'use strict';

// The module's names. What a program is not likely to use is loaded when it is.

const { codes } = require('internal/errors');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { errorOf, unshared, viewOf } = require('crypto/bytes');
const hashes = require('crypto/hash');
const random = require('crypto/random');

function createHash(algorithm, options) {
  return new hashes.Hash(algorithm, options);
}

function createHmac(hmac, key, options) {
  return new hashes.Hmac(hmac, key, options);
}

function createCipheriv(cipher, key, iv, options) {
  return new (require('crypto/cipher').Cipheriv)(cipher, key, iv, options);
}

function createDecipheriv(cipher, key, iv, options) {
  return new (require('crypto/cipher').Decipheriv)(cipher, key, iv, options);
}

function createCipher(cipher, password, options) {
  return new (require('crypto/cipher').Cipher)(cipher, password, options);
}

function createDecipher(cipher, password, options) {
  return new (require('crypto/cipher').Decipher)(cipher, password, options);
}

function bytesToCompare(value, name) {
  if (isArrayBufferView(value)) return unshared(value);
  if (isAnyArrayBuffer(value)) return viewOf(value);
  throw errorOf(TypeError, 'ERR_INVALID_ARG_TYPE',
    `The "${name}" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`);
}

function timingSafeEqual(buf1, buf2) {
  const left = bytesToCompare(buf1, 'buf1');
  const right = bytesToCompare(buf2, 'buf2');
  if (left.byteLength !== right.byteLength) throw new codes.ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH();
  return native.timingSafeEqual(left, right);
}

function secureHeapUsed() {
  return { total: 0, used: 0, utilization: 0, min: 0 };
}

function setEngine(id, flags) {
  const { validateNumber, validateString } = require('internal/validators');
  validateString(id, 'id');
  if (flags) validateNumber(flags, 'flags');
  throw new codes.ERR_CRYPTO_ENGINE_UNKNOWN(id);
}

function getRandomValues(array) {
  return require('crypto/webcrypto').crypto.getRandomValues(array);
}

// A function of another file, which is loaded when this is first called.
function later(id, name, length) {
  let target;
  const stand = {
    [name](...args) {
      target ??= require(id)[name];
      return Reflect.apply(target, this, args);
    },
  }[name];
  Object.defineProperty(stand, 'length', { __proto__: null, value: length, configurable: true });
  return stand;
}

function missing(name, length) {
  let target;
  // A function and not a method: some of these are called with `new`.
  const stand = function(...args) {
    target ??= require('crypto/missing').missing(name);
    return Reflect.apply(target, this, args);
  };
  Object.defineProperty(stand, 'name', { __proto__: null, value: name, configurable: true });
  Object.defineProperty(stand, 'length', { __proto__: null, value: length, configurable: true });
  return stand;
}

module.exports = {
  checkPrime: missing('checkPrime', 1),
  checkPrimeSync: missing('checkPrimeSync', 1),
  createCipheriv,
  createDecipheriv,
  createDiffieHellman: missing('createDiffieHellman', 4),
  createDiffieHellmanGroup: missing('createDiffieHellmanGroup', 1),
  createECDH: later('crypto/missing', 'createECDH', 1),
  createHash,
  createHmac,
  createPrivateKey: missing('createPrivateKey', 1),
  createPublicKey: missing('createPublicKey', 1),
  createSecretKey: later('crypto/keys', 'createSecretKey', 2),
  createSign: later('crypto/missing', 'createSign', 2),
  createVerify: later('crypto/missing', 'createVerify', 2),
  diffieHellman: missing('diffieHellman', 1),
  generatePrime: missing('generatePrime', 3),
  generatePrimeSync: missing('generatePrimeSync', 1),
  getCiphers: later('crypto/lists', 'getCiphers', 0),
  getCipherInfo: later('crypto/cipher', 'getCipherInfo', 2),
  getCurves: later('crypto/lists', 'getCurves', 0),
  getDiffieHellman: missing('getDiffieHellman', 1),
  getHashes: later('crypto/lists', 'getHashes', 0),
  hkdf: later('crypto/derive', 'hkdf', 6),
  hkdfSync: later('crypto/derive', 'hkdfSync', 5),
  pbkdf2: later('crypto/derive', 'pbkdf2', 6),
  pbkdf2Sync: later('crypto/derive', 'pbkdf2Sync', 5),
  generateKeyPair: later('crypto/missing', 'generateKeyPair', 3),
  generateKeyPairSync: later('crypto/missing', 'generateKeyPairSync', 2),
  generateKey: later('crypto/keys', 'generateKey', 3),
  generateKeySync: later('crypto/keys', 'generateKeySync', 2),
  privateDecrypt: missing('privateDecrypt', 2),
  privateEncrypt: missing('privateEncrypt', 2),
  publicDecrypt: missing('publicDecrypt', 2),
  publicEncrypt: missing('publicEncrypt', 2),
  randomBytes: random.randomBytes,
  randomFill: random.randomFill,
  randomFillSync: random.randomFillSync,
  randomInt: random.randomInt,
  randomUUID: random.randomUUID,
  scrypt: later('crypto/derive', 'scrypt', 4),
  scryptSync: later('crypto/derive', 'scryptSync', 3),
  sign: missing('sign', 4),
  setEngine,
  timingSafeEqual,
  getFips: later('crypto/fips', 'getFips', 0),
  setFips: later('crypto/fips', 'setFips', 1),
  verify: missing('verify', 5),
  hash: hashes.hash,
  Certificate: missing('Certificate', 0),
  DiffieHellman: missing('DiffieHellman', 4),
  DiffieHellmanGroup: missing('DiffieHellmanGroup', 1),
  ECDH: missing('ECDH', 1),
  Hash: hashes.Hash,
  Hmac: hashes.Hmac,
  Sign: missing('Sign', 2),
  Verify: missing('Verify', 2),
  X509Certificate: missing('X509Certificate', 1),
  secureHeapUsed,
};

function lazy(name, get, set = undefined, enumerable = true) {
  Object.defineProperty(module.exports, name, { __proto__: null, configurable: set !== undefined, enumerable, get, set });
}

function lazyClass(name, id) {
  lazy(name, () => require(id)[name], (value) => {
    Object.defineProperty(module.exports, name, {
      __proto__: null, configurable: true, enumerable: true, writable: true, value,
    });
  });
}

for (const name of ['Cipher', 'Cipheriv', 'Decipher', 'Decipheriv']) lazyClass(name, 'crypto/cipher');
lazyClass('KeyObject', 'crypto/keys');

Object.defineProperties(module.exports, {
  createCipher: { __proto__: null, value: deprecated(createCipher, 'DEP0106',
    'crypto.createCipher is deprecated.') },
  createDecipher: { __proto__: null, value: deprecated(createDecipher, 'DEP0106',
    'crypto.createDecipher is deprecated.') },
});

function deprecated(fn, code, message) {
  return require('internal/util').deprecate(fn, message, code);
}

lazy('constants', () => require('crypto/constants'));
lazy('webcrypto', () => require('crypto/webcrypto').crypto);
lazy('subtle', () => require('crypto/webcrypto').crypto.subtle);
lazy('getRandomValues', () => getRandomValues);
lazy('fips', () => require('crypto/fips').getFips(), (value) => require('crypto/fips').setFips(value), false);

// Old names of `randomBytes`.
for (const name of ['pseudoRandomBytes', 'prng', 'rng']) {
  Object.defineProperty(module.exports, name, {
    __proto__: null, configurable: true, enumerable: false, writable: true, value: random.randomBytes,
  });
}
