'use strict';

// Hashes and authentication codes, as values and as streams.

const { codes } = require('internal/errors');
const { validateEncoding, validateString, validateUint32 } = require('internal/validators');
const { isArrayBufferView } = require('internal/util/types');
const { Buffer } = require('buffer');
const LazyTransform = require('internal/streams/lazy_transform');
const { dataTypes, encoded, openSSLError, unshared } = require('crypto/bytes');

const kHandle = Symbol('kHandle');
const kState = Symbol('kState');
const kFinalized = Symbol('kFinalized');

// OpenSSL knows these and keeps them in a drawer.
const legacy = ['md4', 'rsa-md4', 'md4withrsaencryption', 'mdc2', 'rsa-mdc2', 'whirlpool', 'md2'];

function unsupported(algorithm) {
  if (!legacy.includes(algorithm.toLowerCase())) return new Error('Digest method not supported');
  return openSSLError('ERR_OSSL_EVP_UNSUPPORTED', 'error:0308010C:digital envelope routines::unsupported',
    ['error:03000086:digital envelope routines::initialization error']);
}

function notThatLong() {
  return openSSLError('ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH',
    'error:030000B2:digital envelope routines::not XOF or invalid length');
}

// In place of an algorithm: the hash to go on from.
class Origin {
  constructor(handle) {
    this.handle = handle;
  }
}

function Hash(algorithm, options) {
  if (!(this instanceof Hash)) return new Hash(algorithm, options);
  const isCopy = algorithm instanceof Origin;
  if (!isCopy) validateString(algorithm, 'algorithm');
  const size = typeof options === 'object' && options !== null ? options.outputLength : undefined;
  if (size !== undefined) validateUint32(size, 'options.outputLength');
  const handle = isCopy ? copyOf(algorithm.handle, size) : handleOf(algorithm, size);
  LazyTransform.call(this, options);
  this[kHandle] = handle;
  this[kState] = { [kFinalized]: false };
}
Object.setPrototypeOf(Hash.prototype, LazyTransform.prototype);
Object.setPrototypeOf(Hash, LazyTransform);

function handleOf(algorithm, size) {
  const handle = size === undefined ? native.hash(algorithm) : native.hash(algorithm, size);
  if (handle !== undefined && handle !== null) return handle;
  throw native.hasDigest(algorithm) ? notThatLong() : unsupported(algorithm);
}

function copyOf(other, size) {
  const handle = size === undefined ? other.copy() : other.copy(size);
  if (handle === undefined || handle === null) throw notThatLong();
  return handle;
}

// Gives a string as the native half takes it: as it is if it stands for UTF-8, or else as bytes.
function prepared(data, encoding) {
  if (typeof data === 'string') {
    if (encoding === undefined || encoding === 'utf8' || encoding === 'utf-8' || encoding === null) return data;
    validateEncoding(data, encoding);
    return Buffer.isEncoding(encoding) ? Buffer.from(data, encoding) : data;
  }
  if (!isArrayBufferView(data)) throw new codes.ERR_INVALID_ARG_TYPE('data', dataTypes, data);
  return unshared(data);
}

function transform(chunk, encoding, callback) {
  try {
    this[kHandle].update(prepared(chunk, encoding));
  } catch (error) {
    callback(error);
    return;
  }
  callback();
}

function flush(callback) {
  this.push(this[kHandle].digest());
  callback();
}

Hash.prototype.copy = function copy(options) {
  if (this[kState][kFinalized]) throw new codes.ERR_CRYPTO_HASH_FINALIZED();
  return new Hash(new Origin(this[kHandle]), options);
};

Hash.prototype._transform = transform;
Hash.prototype._flush = flush;

Hash.prototype.update = function update(data, encoding) {
  if (this[kState][kFinalized]) throw new codes.ERR_CRYPTO_HASH_FINALIZED();
  this[kHandle].update(prepared(data, encoding));
  return this;
};

Hash.prototype.digest = function digest(outputEncoding) {
  const state = this[kState];
  if (state[kFinalized]) throw new codes.ERR_CRYPTO_HASH_FINALIZED();
  const encoding = outputEncoding && `${outputEncoding}`;
  state[kFinalized] = true;
  const handle = this[kHandle];
  return encoding === 'hex' ? handle.digestHex() : encoded(handle.digest(), encoding);
};

function Hmac(hmac, key, options) {
  if (!(this instanceof Hmac)) return new Hmac(hmac, key, options);
  validateString(hmac, 'hmac');
  const encoding = getStringOption(options, 'encoding');
  const { prepareSecretKey } = require('crypto/keys');
  const secret = prepareSecretKey(key, encoding);
  if (!native.hasDigest(hmac)) {
    // A hash whose length is up to the caller makes no codes; OpenSSL has no words for that.
    if (native.hash(hmac) != null) throw new Error('error:00000000:lib(0)::reason(0)');
    throw new codes.ERR_CRYPTO_INVALID_DIGEST(hmac);
  }
  this[kHandle] = native.hmac(hmac, secret);
  this[kState] = { [kFinalized]: false };
  LazyTransform.call(this, options);
}
Object.setPrototypeOf(Hmac.prototype, LazyTransform.prototype);
Object.setPrototypeOf(Hmac, LazyTransform);

function getStringOption(options, name) {
  const value = options?.[name];
  if (value !== undefined && value !== null) validateString(value, `options.${name}`);
  return value;
}

Hmac.prototype.update = Hash.prototype.update;

// The second time there is nothing left.
Hmac.prototype.digest = function digest(outputEncoding) {
  const state = this[kState];
  const encoding = outputEncoding && `${outputEncoding}`;
  if (state[kFinalized]) return encoded(Buffer.from(''), encoding);
  state[kFinalized] = true;
  const handle = this[kHandle];
  return encoding === 'hex' ? handle.digestHex() : encoded(handle.digest(), encoding);
};

Hmac.prototype._flush = flush;
Hmac.prototype._transform = transform;

// All at once.
function hash(algorithm, input, outputEncoding = 'hex') {
  validateString(algorithm, 'algorithm');
  if (typeof input !== 'string' && !isArrayBufferView(input)) {
    throw new codes.ERR_INVALID_ARG_TYPE('input', dataTypes, input);
  }
  let encoding = outputEncoding;
  if (encoding !== 'hex' && encoding !== 'buffer') {
    validateString(outputEncoding, 'outputEncoding');
    encoding = require('internal/util').normalizeEncoding(outputEncoding);
    if (encoding === undefined) {
      if (outputEncoding.toLowerCase() !== 'buffer') {
        throw new codes.ERR_INVALID_ARG_VALUE('outputEncoding', outputEncoding);
      }
      encoding = 'buffer';
    }
  }
  const bytes = native.hashOnce(algorithm, typeof input === 'string' ? input : unshared(input));
  if (bytes === undefined || bytes === null) throw new Error(`Digest method ${algorithm} is not supported`);
  return encoding === 'buffer' ? bytes : bytes.toString(encoding);
}

module.exports = { Hash, Hmac, hash };
