'use strict';

// WebCrypto's operations, for secret keys.

const { lazyDOMException } = require('internal/util');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { Buffer } = require('buffer');
const { unshared, viewOf } = require('crypto/bytes');
const {
  isCryptoKey, kKeyObject, kKeyUsages, makeCryptoKey, secretKeyOf, SecretKeyObject,
} = require('crypto/keys');

const HASHES = { '__proto__': null, 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };
// How many bits a key for HMAC has unless somebody says: a block of the hash function.
const BLOCK_BITS = { '__proto__': null, 'SHA-1': 512, 'SHA-256': 512, 'SHA-384': 1024, 'SHA-512': 1024 };
const AES = ['AES-CBC', 'AES-CTR', 'AES-GCM', 'AES-KW'];
const SECRET = [...AES, 'HMAC', 'HKDF', 'PBKDF2'];
const USAGES = ['encrypt', 'decrypt', 'sign', 'verify', 'deriveKey', 'deriveBits', 'wrapKey', 'unwrapKey'];

// Who can do what.
const ABLE = {
  __proto__: null,
  digest: Object.keys(HASHES),
  encrypt: ['AES-CBC', 'AES-CTR', 'AES-GCM'],
  decrypt: ['AES-CBC', 'AES-CTR', 'AES-GCM'],
  sign: ['HMAC'],
  verify: ['HMAC'],
  generateKey: [...AES, 'HMAC'],
  importKey: SECRET,
  exportKey: [...AES, 'HMAC'],
  deriveBits: ['HKDF', 'PBKDF2'],
  wrapKey: ['AES-KW'],
  unwrapKey: ['AES-KW'],
  getKeyLength: SECRET,
};
const USABLE = {
  '__proto__': null,
  'HMAC': ['sign', 'verify'],
  'HKDF': ['deriveKey', 'deriveBits'],
  'PBKDF2': ['deriveKey', 'deriveBits'],
  'AES-KW': ['wrapKey', 'unwrapKey'],
};
const AES_USABLE = ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'];

const fail = (message, name) => lazyDOMException(message, name);

// --- Arguments -------------------------------------------------------------------------------------------------------

function bytesOf(value, what) {
  if (isArrayBufferView(value)) return unshared(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  if (isAnyArrayBuffer(value)) return viewOf(value);
  const error = new TypeError(`${what} is not instance of ArrayBuffer, Buffer, TypedArray, or DataView.`);
  error.code = 'ERR_INVALID_ARG_TYPE';
  throw error;
}

// A copy: the program may go on and change what it gave.
function copyOf(value, what) {
  return new Uint8Array(bytesOf(value, what));
}

// The algorithm with its name as it is written, or `undefined` if this one cannot do that.
function known(algorithm, operation) {
  let parameters = algorithm;
  if (typeof algorithm === 'string') parameters = { name: algorithm };
  else if (algorithm === null || typeof algorithm !== 'object') parameters = { name: String(algorithm) };
  if (parameters.name === undefined) {
    const error = new TypeError("Failed to normalize algorithm: 'name' is required in 'Algorithm'.");
    error.code = 'ERR_MISSING_OPTION';
    throw error;
  }
  const upper = String(parameters.name).toUpperCase();
  const name = ABLE[operation].find((each) => each.toUpperCase() === upper);
  return name === undefined ? undefined : { ...parameters, name };
}

function normalize(algorithm, operation) {
  const parameters = known(algorithm, operation);
  if (parameters !== undefined) return parameters;
  const name = String(algorithm?.name ?? algorithm);
  const isPlanned = operation !== 'digest' && /^(rsa|ec|ed25519|ed448|x25519|x448)/i.test(name);
  throw fail(isPlanned ? `${name} is not implemented` : 'Unrecognized algorithm name', 'NotSupportedError');
}

function required(parameters, key) {
  if (parameters[key] === undefined) {
    const error = new TypeError(`Failed to normalize algorithm: '${key}' is required in '${parameters.name}Params'.`);
    error.code = 'ERR_MISSING_OPTION';
    throw error;
  }
  return parameters[key];
}

function hashOf(parameters) {
  return normalize(required(parameters, 'hash'), 'digest').name;
}

function checkKey(key, what = 'key') {
  if (isCryptoKey(key)) return;
  const error = new TypeError(`${what} is not of type CryptoKey.`);
  error.code = 'ERR_INVALID_ARG_TYPE';
  throw error;
}

function checkUse(key, name, usage) {
  if (key.algorithm.name !== name) throw fail('Key algorithm mismatch', 'InvalidAccessError');
  if (!key[kKeyUsages].includes(usage)) throw fail(`Unable to use this key to ${usage}`, 'InvalidAccessError');
}

function checkUsages(keyUsages, name) {
  const wanted = [...new Set(keyUsages)];
  for (const usage of wanted) {
    if (USAGES.includes(usage)) continue;
    const error = new TypeError(`'${usage}' is not a valid enum value of type KeyUsage.`);
    error.code = 'ERR_INVALID_ARG_VALUE';
    throw error;
  }
  const allowed = USABLE[name] ?? AES_USABLE;
  if (wanted.some((usage) => !allowed.includes(usage))) {
    throw fail(`Unsupported key usage for ${/^[AH]/.test(name) ? 'an' : 'a'} ${name} key`, 'SyntaxError');
  }
  // In the standard's order, whichever they came in.
  return USAGES.filter((usage) => wanted.includes(usage));
}

// A native operation that calls back, as a promise of the memory it gives.
function promiseOf(begin) {
  return new Promise((resolve, reject) => {
    begin((error, bytes) => {
      if (error) {
        const failure = fail('The operation failed for an operation-specific reason', 'OperationError');
        Object.defineProperty(failure, 'cause', {
          __proto__: null, configurable: true, writable: true, value: error,
        });
        reject(failure);
      } else {
        resolve(bufferOf(bytes));
      }
    });
  });
}

function bufferOf(bytes) {
  const { buffer, byteOffset, byteLength } = bytes;
  return byteLength === buffer.byteLength ? buffer : buffer.slice(byteOffset, byteOffset + byteLength);
}

// --- Hashes and codes ------------------------------------------------------------------------------------------------

function digest(algorithm, data) {
  const { name } = normalize(algorithm, 'digest');
  const bytes = bytesOf(data, '2nd argument');
  return promiseOf((done) => native.hashLater(HASHES[name], bytes, done));
}

function codeOf(key, data) {
  const hash = HASHES[key.algorithm.hash.name];
  return promiseOf((done) => native.hmacLater(hash, [key[kKeyObject].handle, data], done));
}

function sign(algorithm, key, data) {
  const { name } = normalize(algorithm, 'sign');
  checkKey(key);
  const bytes = bytesOf(data, '3rd argument');
  checkUse(key, name, 'sign');
  return codeOf(key, bytes);
}

async function verify(algorithm, key, signature, data) {
  const { name } = normalize(algorithm, 'verify');
  checkKey(key);
  const expected = copyOf(signature, '3rd argument');
  const bytes = bytesOf(data, '4th argument');
  checkUse(key, name, 'verify');
  const code = new Uint8Array(await codeOf(key, bytes));
  return code.byteLength === expected.byteLength && native.timingSafeEqual(code, expected);
}

// --- Encryption ------------------------------------------------------------------------------------------------------

const none = new Uint8Array(0);

function cipherOf(key, mode) {
  return `aes-${key.algorithm.length}-${mode}`;
}

function run(encrypts, name, key, iv, additional, data, tagSize = 0) {
  const parts = [key[kKeyObject].handle, iv, additional, data];
  return promiseOf((done) => native.cipherLater(encrypts, name, parts, tagSize, done));
}

const modes = {
  '__proto__': null,
  'AES-CBC'(encrypts, parameters, key, data) {
    const iv = bytesOf(required(parameters, 'iv'), "'iv' of 'AesCbcParams'");
    if (iv.byteLength !== 16) throw fail('algorithm.iv must contain exactly 16 bytes', 'OperationError');
    return run(encrypts, cipherOf(key, 'cbc'), key, iv, none, data);
  },
  'AES-CTR': (encrypts, parameters, key, data) => counterMode(encrypts, parameters, key, data),
  'AES-GCM'(encrypts, parameters, key, data) {
    const iv = bytesOf(required(parameters, 'iv'), "'iv' of 'AesGcmParams'");
    const { tagLength = 128, additionalData } = parameters;
    if (![32, 64, 96, 104, 112, 120, 128].includes(tagLength)) {
      throw fail(`${tagLength} is not a valid AES-GCM tag length`, 'OperationError');
    }
    if (!encrypts && data.byteLength < tagLength / 8) throw fail('The provided data is too small.', 'OperationError');
    if (iv.byteLength < 1) throw fail('algorithm.iv must contain at least one byte', 'OperationError');
    const additional = additionalData === undefined ?
      none : bytesOf(additionalData, "'additionalData' of 'AesGcmParams'");
    return run(encrypts, cipherOf(key, 'gcm'), key, iv, additional, data, tagLength / 8);
  },
};

// The counter is the last bits of its block, as many as `length` says, and goes round in them.
async function counterMode(encrypts, parameters, key, data) {
  const counter = copyOf(required(parameters, 'counter'), "'counter' of 'AesCtrParams'");
  const length = required(parameters, 'length');
  if (counter.byteLength !== 16) throw fail('algorithm.counter must contain exactly 16 bytes', 'OperationError');
  if (!(length > 0 && length <= 128)) throw fail('AES-CTR algorithm.length must be between 1 and 128', 'OperationError');
  const name = cipherOf(key, 'ctr');
  const round = 1n << BigInt(length);
  const all = BigInt(`0x${Buffer.from(counter.buffer).toString('hex')}`);
  const blocks = BigInt(Math.ceil(data.byteLength / 16));
  if (blocks > round) throw fail('The data is too long for the counter', 'OperationError');
  const before = round - all % round;
  if (blocks <= before) return run(encrypts, name, key, counter, none, data);
  const split = Number(before) * 16;
  const again = Buffer.from((all - all % round).toString(16).padStart(32, '0'), 'hex');
  const [first, second] = await Promise.all([
    run(encrypts, name, key, counter, none, data.subarray(0, split)),
    run(encrypts, name, key, again, none, data.subarray(split)),
  ]);
  return bufferOf(Buffer.concat([new Uint8Array(first), new Uint8Array(second)]));
}

function crypt(encrypts, algorithm, key, data, usage) {
  const parameters = normalize(algorithm, encrypts ? 'encrypt' : 'decrypt');
  checkKey(key);
  const bytes = copyOf(data, '3rd argument');
  if (key.algorithm.name !== parameters.name || !key[kKeyUsages].includes(usage)) {
    throw fail('The requested operation is not valid for the provided key', 'InvalidAccessError');
  }
  return modes[parameters.name](encrypts, parameters, key, bytes);
}

function encrypt(algorithm, key, data) {
  return crypt(true, algorithm, key, data, 'encrypt');
}

function decrypt(algorithm, key, data) {
  return crypt(false, algorithm, key, data, 'decrypt');
}

// --- Keys ------------------------------------------------------------------------------------------------------------

function aesLength(length) {
  if (length !== 128 && length !== 192 && length !== 256) {
    throw fail('AES key length must be 128, 192, or 256 bits', 'OperationError');
  }
  return length;
}

// How many bits a key of the algorithm has; null if any number will do.
function keyLength(parameters) {
  switch (parameters.name) {
    case 'HMAC':
      if (parameters.length === undefined) return BLOCK_BITS[hashOf(parameters)];
      if (parameters.length > 0) return parameters.length;
      throw new TypeError('Invalid key length');
    case 'HKDF':
    case 'PBKDF2':
      return null;
    default:
      return aesLength(required(parameters, 'length'));
  }
}

async function generateKey(algorithm, extractable, keyUsages) {
  const parameters = normalize(algorithm, 'generateKey');
  const usages = checkUsages(keyUsages, parameters.name);
  if (parameters.name === 'HMAC' && parameters.length === 0) {
    throw fail('Zero-length key is not supported', 'OperationError');
  }
  const length = keyLength(parameters);
  if (usages.length === 0) throw fail('Usages cannot be empty when creating a key.', 'SyntaxError');
  const description = parameters.name === 'HMAC' ?
    { name: 'HMAC', length, hash: { name: hashOf(parameters) } } : { name: parameters.name, length };
  const handle = await new Promise((resolve, reject) => {
    native.randomKeyLater(Math.ceil(length / 8), (error, made) => {
      if (error) reject(fail('The operation failed for an operation-specific reason', 'OperationError'));
      else resolve(made);
    });
  });
  return makeCryptoKey(new SecretKeyObject(handle), description, usages, Boolean(extractable));
}

// The name of a key's algorithm in a JSON Web Key.
function webName(name, bits, hash) {
  return name === 'HMAC' ? `HS${hash.slice(4)}` : `A${bits}${name.slice(4)}`;
}

function fromJsonWebKey(jwk, parameters, extractable, usages) {
  if (jwk === null || typeof jwk !== 'object') throw fail('Invalid keyData', 'DataError');
  if (jwk.kty !== 'oct') throw fail('Invalid JWK "kty" Parameter', 'DataError');
  if (typeof jwk.k !== 'string') throw fail('Invalid keyData', 'DataError');
  const use = parameters.name === 'HMAC' ? 'sig' : 'enc';
  if (usages.length > 0 && jwk.use !== undefined && jwk.use !== use) {
    throw fail('Invalid JWK "use" Parameter', 'DataError');
  }
  if (jwk.key_ops !== undefined) {
    const isFitting = Array.isArray(jwk.key_ops) && new Set(jwk.key_ops).size === jwk.key_ops.length &&
      usages.every((usage) => jwk.key_ops.includes(usage));
    if (!isFitting) throw fail('Key operations and usage mismatch', 'DataError');
  }
  if (jwk.ext !== undefined && jwk.ext === false && extractable) {
    throw fail('JWK "ext" Parameter and extractable mismatch', 'DataError');
  }
  const bytes = Buffer.from(jwk.k, 'base64url');
  if (jwk.alg !== undefined && parameters.name !== 'HKDF' && parameters.name !== 'PBKDF2') {
    const hash = parameters.name === 'HMAC' ? hashOf(parameters) : undefined;
    if (jwk.alg !== webName(parameters.name, bytes.length * 8, hash)) {
      throw fail('JWK "alg" does not match the requested algorithm', 'DataError');
    }
  }
  return bytes;
}

async function importKey(format, keyData, algorithm, extractable, keyUsages) {
  const parameters = normalize(algorithm, 'importKey');
  const { name } = parameters;
  const isBare = name === 'HKDF' || name === 'PBKDF2';
  if (!['raw', 'jwk', 'pkcs8', 'spki'].includes(format)) {
    const error = new TypeError(`'${format}' is not a valid enum value of type KeyFormat.`);
    error.code = 'ERR_INVALID_ARG_VALUE';
    throw error;
  }
  const usages = checkUsages(keyUsages, name);
  if (isBare && extractable) throw fail(`${name} keys are not extractable`, 'SyntaxError');
  if (format !== 'raw' && (format !== 'jwk' || isBare)) {
    throw fail(`Unable to import ${name} key with format ${format}`, 'NotSupportedError');
  }
  const bytes = format === 'jwk' ?
    fromJsonWebKey(keyData, parameters, extractable, usages) : copyOf(keyData, '2nd argument');
  const bits = bytes.byteLength * 8;
  let description = { name };
  if (name === 'HMAC') {
    if (bits === 0) throw fail('Zero-length key is not supported', 'DataError');
    const { length = bits } = parameters;
    if (length === 0) throw fail('Zero-length key is not supported', 'DataError');
    if (length > bits || length <= bits - 8) throw fail('Invalid key length', 'DataError');
    description = { name, length, hash: { name: hashOf(parameters) } };
  } else if (!isBare) {
    if (bits !== 128 && bits !== 192 && bits !== 256) throw fail('Invalid key length', 'DataError');
    description = { name, length: bits };
  }
  if (usages.length === 0) throw fail('Usages cannot be empty when importing a secret key.', 'SyntaxError');
  return makeCryptoKey(secretKeyOf(bytes), description, usages, Boolean(extractable));
}

async function exportKey(format, key) {
  checkKey(key, '2nd argument');
  const { algorithm } = key;
  if (!ABLE.exportKey.includes(algorithm.name)) {
    throw fail(`Unable to export ${algorithm.name} key using ${format} format`, 'NotSupportedError');
  }
  if (!key.extractable) throw fail('key is not extractable', 'InvalidAccessException');
  const bytes = key[kKeyObject].handle.export();
  if (format === 'raw') return bufferOf(bytes);
  if (format !== 'jwk') throw fail(`Unable to export ${algorithm.name} key using ${format} format`, 'NotSupportedError');
  return {
    key_ops: key.usages,
    ext: key.extractable,
    kty: 'oct',
    k: bytes.toString('base64url'),
    alg: webName(algorithm.name, algorithm.length, algorithm.hash?.name),
  };
}

// --- Derivation ------------------------------------------------------------------------------------------------------

const derivations = {
  __proto__: null,
  HKDF(parameters, key, bytes) {
    const hash = HASHES[hashOf(parameters)];
    const salt = bytesOf(required(parameters, 'salt'), "'salt' of 'HkdfParams'");
    const info = bytesOf(required(parameters, 'info'), "'info' of 'HkdfParams'");
    if (bytes > 255 * native.digestSize(hash)) {
      throw fail('The operation failed for an operation-specific reason', 'OperationError');
    }
    return promiseOf((done) => native.hkdf(hash, [key, salt, info], bytes, done));
  },
  PBKDF2(parameters, key, bytes) {
    const hash = HASHES[hashOf(parameters)];
    const salt = bytesOf(required(parameters, 'salt'), "'salt' of 'Pbkdf2Params'");
    const iterations = required(parameters, 'iterations');
    if (iterations === 0) throw fail('iterations cannot be zero', 'OperationError');
    return promiseOf((done) => native.pbkdf2([key.export(), salt], iterations, bytes, hash, done));
  },
};

async function derive(parameters, baseKey, length) {
  hashOf(parameters);
  if (length === null) throw fail('length cannot be null', 'OperationError');
  if (length % 8 !== 0) throw fail('length must be a multiple of 8', 'OperationError');
  if (length === 0) {
    if (parameters.name === 'PBKDF2') required(parameters, 'iterations');
    return new ArrayBuffer(0);
  }
  return derivations[parameters.name](parameters, baseKey[kKeyObject].handle, length / 8);
}

async function deriveBits(algorithm, baseKey, length = null) {
  const parameters = normalize(algorithm, 'deriveBits');
  checkKey(baseKey, '2nd argument');
  if (!baseKey[kKeyUsages].includes('deriveBits')) {
    throw fail('baseKey does not have deriveBits usage', 'InvalidAccessError');
  }
  if (baseKey.algorithm.name !== parameters.name) throw fail('Key algorithm mismatch', 'InvalidAccessError');
  return derive(parameters, baseKey, length);
}

async function deriveKey(algorithm, baseKey, derivedKeyType, extractable, keyUsages) {
  const parameters = normalize(algorithm, 'deriveBits');
  checkKey(baseKey, '2nd argument');
  const target = normalize(derivedKeyType, 'getKeyLength');
  if (!baseKey[kKeyUsages].includes('deriveKey')) {
    throw fail('baseKey does not have deriveKey usage', 'InvalidAccessError');
  }
  if (baseKey.algorithm.name !== parameters.name) throw fail('Key algorithm mismatch', 'InvalidAccessError');
  const bits = await derive(parameters, baseKey, keyLength(target));
  return importKey('raw', bits, target, extractable, keyUsages);
}

// --- Keys in keys ----------------------------------------------------------------------------------------------------

// The initial value of the standard, by which unwrapping knows the right key.
const WRAP_IV = new Uint8Array(8).fill(0xA6);

function seal(encrypts, algorithm, key, data, usage) {
  const wrap = known(algorithm, usage);
  if (wrap === undefined) return crypt(encrypts, algorithm, key, data, usage);
  checkUse(key, wrap.name, usage);
  return run(encrypts, `aes${key.algorithm.length}-wrap`, key, WRAP_IV, none, new Uint8Array(data));
}

async function wrapKey(format, key, wrappingKey, algorithm) {
  checkKey(key, '2nd argument');
  checkKey(wrappingKey, '3rd argument');
  let data = await exportKey(format, key);
  if (format === 'jwk') {
    let text = JSON.stringify(data);
    // A wrapped key has whole halves of blocks; spaces at the end of JSON change nothing.
    if (wrappingKey.algorithm.name === 'AES-KW' && text.length % 8 !== 0) {
      text = text.slice(0, -1) + ' '.repeat(8 - text.length % 8) + text.slice(-1);
    }
    data = bufferOf(Buffer.from(text));
  }
  return seal(true, algorithm, wrappingKey, data, 'wrapKey');
}

async function unwrapKey(format, wrappedKey, unwrappingKey, unwrapAlgo, unwrappedKeyAlgo, extractable, keyUsages) {
  const wrapped = copyOf(wrappedKey, '2nd argument');
  checkKey(unwrappingKey, '3rd argument');
  let data = await seal(false, unwrapAlgo, unwrappingKey, wrapped, 'unwrapKey');
  if (format === 'jwk') {
    try {
      data = JSON.parse(Buffer.from(data).toString());
    } catch {
      throw fail('Invalid wrapped JWK key', 'DataError');
    }
  }
  return importKey(format, data, unwrappedKeyAlgo, extractable, keyUsages);
}

module.exports = {
  decrypt, deriveBits, deriveKey, digest, encrypt, exportKey, generateKey, importKey, sign, unwrapKey, verify, wrapKey,
};
