'use strict';

// Keys from passwords and from other keys.

const { codes } = require('internal/errors');
const {
  validateFunction, validateInteger, validateInt32, validateString, validateUint32,
} = require('internal/validators');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { Buffer, kMaxLength } = require('buffer');
const { errorOf, getArrayBufferOrView, unshared, viewOf } = require('crypto/bytes');

function hasDigest(name) {
  if (native.hasDigest(name)) return;
  // One whose length is up to the caller is known, and of no use here.
  if (native.hash(name) != null) throw new Error('Deriving bits failed');
  throw new codes.ERR_CRYPTO_INVALID_DIGEST(name);
}

function checkPbkdf2(password, salt, iterations, keylen, digest) {
  validateString(digest, 'digest');
  password = getArrayBufferOrView(password, 'password');
  salt = getArrayBufferOrView(salt, 'salt');
  validateInt32(iterations, 'iterations', 1);
  validateInt32(keylen, 'keylen', 0);
  return [password, salt];
}

function pbkdf2(password, salt, iterations, keylen, digest, callback) {
  if (typeof digest === 'function') {
    callback = digest;
    digest = undefined;
  }
  const secret = checkPbkdf2(password, salt, iterations, keylen, digest);
  validateFunction(callback, 'callback');
  hasDigest(digest);
  native.pbkdf2(secret, iterations, keylen, digest, callback);
}

function pbkdf2Sync(password, salt, iterations, keylen, digest) {
  const secret = checkPbkdf2(password, salt, iterations, keylen, digest);
  hasDigest(digest);
  return native.pbkdf2(secret, iterations, keylen, digest);
}

// Each option has a short name and a long one, of which one may be given.
function costOf(options, short, long, unset) {
  const value = options[short];
  const other = options[long];
  if (value !== undefined) {
    validateUint32(value, short);
    if (other !== undefined) throw new codes.ERR_CRYPTO_SCRYPT_INVALID_PARAMETER();
    return value || unset;
  }
  if (other === undefined) return unset;
  validateUint32(other, long);
  return other || unset;
}

function checkScrypt(password, salt, keylen, options) {
  password = getArrayBufferOrView(password, 'password');
  salt = getArrayBufferOrView(salt, 'salt');
  validateInt32(keylen, 'keylen', 0);
  let memoryMax = 32 * 1024 * 1024;
  let costs = [16384, 8, 1];
  if (options !== undefined && options !== null && options !== false) {
    costs = [
      costOf(options, 'N', 'cost', 16384),
      costOf(options, 'r', 'blockSize', 8),
      costOf(options, 'p', 'parallelization', 1),
    ];
    if (options.maxmem !== undefined) {
      validateInteger(options.maxmem, 'maxmem', 0);
      memoryMax = options.maxmem || memoryMax;
    }
  }
  costs.push(memoryMax);
  const wrong = native.checkScrypt(costs);
  if (wrong !== undefined && wrong !== null) {
    throw errorOf(RangeError, 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS', wrong);
  }
  return [[password, salt], keylen, costs];
}

function scrypt(password, salt, keylen, options, callback) {
  if (callback === undefined) {
    callback = options;
    options = undefined;
  }
  const prepared = checkScrypt(password, salt, keylen, options);
  validateFunction(callback, 'callback');
  native.scrypt(...prepared, callback);
}

function scryptSync(password, salt, keylen, options = undefined) {
  return native.scrypt(...checkScrypt(password, salt, keylen, options));
}

function bytesOf(value, name) {
  if (typeof value === 'string') return Buffer.from(value);
  if (isArrayBufferView(value)) return unshared(value);
  if (isAnyArrayBuffer(value)) return viewOf(value);
  throw new codes.ERR_INVALID_ARG_TYPE(
    name, ['string', 'ArrayBuffer', 'TypedArray', 'DataView', 'Buffer'], value);
}

function prepareKey(key) {
  const { isCryptoKey, isKeyObject, prepareSecretKey } = require('crypto/keys');
  if (isKeyObject(key) || isCryptoKey(key)) return prepareSecretKey(key);
  if (typeof key === 'string') return Buffer.from(key);
  if (isArrayBufferView(key)) return unshared(key);
  if (isAnyArrayBuffer(key)) return viewOf(key);
  throw new codes.ERR_INVALID_ARG_TYPE(
    'ikm', ['string', 'SecretKeyObject', 'ArrayBuffer', 'TypedArray', 'DataView', 'Buffer'], key);
}

function checkHkdf(digest, key, salt, info, length) {
  validateString(digest, 'digest');
  key = prepareKey(key);
  salt = bytesOf(salt, 'salt');
  info = bytesOf(info, 'info');
  validateInteger(length, 'length', 0, kMaxLength);
  if (info.byteLength > 1024) {
    throw new codes.ERR_OUT_OF_RANGE('info', 'must not contain more than 1024 bytes', info.byteLength);
  }
  hasDigest(digest);
  if (length > 255 * native.digestSize(digest)) throw new codes.ERR_CRYPTO_INVALID_KEYLEN();
  return [digest, [key, salt, info], length];
}

// The memory alone: that is what Node gives.
function bufferOf(bytes) {
  const { buffer, byteOffset, byteLength } = bytes;
  return byteLength === buffer.byteLength ? buffer : buffer.slice(byteOffset, byteOffset + byteLength);
}

function hkdf(hash, key, salt, info, length, callback) {
  const prepared = checkHkdf(hash, key, salt, info, length);
  validateFunction(callback, 'callback');
  native.hkdf(...prepared, (error, bytes) => {
    if (error) callback(error);
    else callback(null, bufferOf(bytes));
  });
}

function hkdfSync(hash, key, salt, info, length) {
  return bufferOf(native.hkdf(...checkHkdf(hash, key, salt, info, length)));
}

module.exports = { hkdf, hkdfSync, pbkdf2, pbkdf2Sync, scrypt, scryptSync };
