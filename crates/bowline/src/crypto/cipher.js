'use strict';

// Ciphers, as values and as streams.

const { codes } = require('internal/errors');
const {
  validateEncoding, validateInt32, validateObject, validateString,
} = require('internal/validators');
const { isArrayBufferView } = require('internal/util/types');
const { Buffer } = require('buffer');
const { normalizeEncoding } = require('internal/util');
const LazyTransform = require('internal/streams/lazy_transform');
const { dataTypes, errorOf, getArrayBufferOrView, openSSLError, unshared, withOpenSSLParts } = require('crypto/bytes');

const kHandle = Symbol('kHandle');
const empty = Buffer.alloc(0);

// What a cipher is, by name; `info` fields in the order the native half gives them.
function infoOf(name) {
  const info = native.cipherInfo(name);
  if (info === undefined || info === null) return undefined;
  const [nodeName, nid, mode, keyLength, ivLength, blockSize] = info;
  return { name: nodeName, nid, mode, keyLength, ivLength, blockSize };
}

function hasTag({ name, mode }) {
  return mode === 'gcm' || mode === 'ccm' || mode === 'ocb' || name === 'chacha20-poly1305';
}

function uintOption(options, key) {
  const value = options?.[key];
  if (value === undefined || value === null) return undefined;
  if (value >>> 0 !== value) throw new codes.ERR_INVALID_ARG_VALUE(`options.${key}`, value);
  return value;
}

function unknownCipher() {
  return new codes.ERR_CRYPTO_UNKNOWN_CIPHER();
}

function tagSizeOf(cipher, info, options) {
  const size = uintOption(options, 'authTagLength');
  if (!hasTag(info)) return undefined;
  if (size === undefined) {
    if (info.mode !== 'ccm' && info.mode !== 'ocb') return undefined;
    throw errorOf(TypeError, 'ERR_CRYPTO_INVALID_AUTH_TAG', `authTagLength required for ${cipher}`);
  }
  if (!native.takesTag(cipher, size)) throw invalidTag(size);
  return size;
}

function invalidTag(size) {
  return errorOf(TypeError, 'ERR_CRYPTO_INVALID_AUTH_TAG', `Invalid authentication tag length: ${size}`);
}

// The fields all kinds of cipher object have, in Node's order.
function setUp(stream, encrypts, cipher, info, key, iv, tagSize, options) {
  stream._decoder = null;
  LazyTransform.call(stream, options);
  stream[kHandle] = tagSize === undefined ?
    native.cipher(encrypts, cipher, key, iv) : native.cipher(encrypts, cipher, key, iv, tagSize);
  Object.defineProperty(stream, kInfo, { __proto__: null, value: { info, ivLength: iv.byteLength, encrypts } });
}

const kInfo = Symbol('kInfo');

// With a key and a vector.
function initialize(stream, encrypts, cipher, key, iv, options) {
  validateString(cipher, 'cipher');
  const encoding = options?.encoding;
  if (encoding !== undefined && encoding !== null) validateString(encoding, 'options.encoding');
  const secret = require('crypto/keys').prepareSecretKey(key, encoding);
  const vector = iv === null ? null : getArrayBufferOrView(iv, 'iv');
  const info = infoOf(cipher);
  if (info === undefined) throw unknownCipher();
  // Whether it has an odd value is said before anything about the key.
  uintOption(options, 'authTagLength');
  const keyLength = secret.byteLength ?? secret.size;
  if (vector === null ? info.ivLength !== 0 : !native.takesIv(cipher, vector.byteLength)) {
    if (keyLength === info.keyLength || vector !== null) throw new codes.ERR_CRYPTO_INVALID_IV();
  }
  const tagSize = tagSizeOf(cipher, info, options);
  if (keyLength !== info.keyLength) throw new codes.ERR_CRYPTO_INVALID_KEYLEN();
  setUp(stream, encrypts, cipher, info, secret, vector ?? empty, tagSize, options);
}

// With a password, of which key and vector are made as OpenSSL always did: no salt, one round of MD5.
function initializeFromPassword(stream, encrypts, cipher, password, options) {
  validateString(cipher, 'cipher');
  const bytes = getArrayBufferOrView(password, 'password');
  const info = infoOf(cipher);
  if (info === undefined) throw unknownCipher();
  const tagSize = tagSizeOf(cipher, info, options);
  if (encrypts && (info.mode === 'ctr' || info.mode === 'gcm' || info.mode === 'ccm')) {
    require('process').emitWarning(`Use Cipheriv for counter mode of ${cipher}`);
  }
  let made = empty;
  let last = empty;
  while (made.length < info.keyLength + info.ivLength) {
    const hash = native.hash('md5');
    hash.update(last);
    hash.update(bytes);
    last = hash.digest();
    made = Buffer.concat([made, last]);
  }
  const iv = made.subarray(info.keyLength, info.keyLength + info.ivLength);
  setUp(stream, encrypts, cipher, info, made.subarray(0, info.keyLength), iv, tagSize, options);
}

function Cipher(cipher, password, options) {
  if (!(this instanceof Cipher)) return new Cipher(cipher, password, options);
  initializeFromPassword(this, true, cipher, password, options);
}

function Decipher(cipher, password, options) {
  if (!(this instanceof Decipher)) return new Decipher(cipher, password, options);
  initializeFromPassword(this, false, cipher, password, options);
}

function Cipheriv(cipher, key, iv, options) {
  if (!(this instanceof Cipheriv)) return new Cipheriv(cipher, key, iv, options);
  initialize(this, true, cipher, key, iv, options);
}

function Decipheriv(cipher, key, iv, options) {
  if (!(this instanceof Decipheriv)) return new Decipheriv(cipher, key, iv, options);
  initialize(this, false, cipher, key, iv, options);
}

function transform(chunk, encoding, callback) {
  let out;
  try {
    out = run(this, typeof chunk === 'string' ? bytesOf(chunk, encoding) : chunk);
  } catch (error) {
    callback(error);
    return;
  }
  this.push(out);
  callback();
}

function flush(callback) {
  try {
    this.push(finish(this));
  } catch (error) {
    callback(error);
    return;
  }
  callback();
}

function bytesOf(text, encoding) {
  return Buffer.from(text, Buffer.isEncoding(encoding) ? encoding : 'utf8');
}

function unsupportedState() {
  return new Error('Trying to add data in unsupported state');
}

function run(stream, data) {
  const { info, ivLength } = stream[kInfo];
  if (info.mode === 'ccm' && data.byteLength > native.textMax(info.name, ivLength)) {
    throw new codes.ERR_CRYPTO_INVALID_MESSAGELEN();
  }
  // OpenSSL counts in 32 bits, and its room for the result with them.
  if (data.byteLength > 2 ** 31 - 1 - info.blockSize) throw unsupportedState();
  const out = stream[kHandle].update(unshared(data));
  if (out === null) throw unsupportedState();
  return out;
}

function finish(stream) {
  const { info, encrypts } = stream[kInfo];
  let out;
  try {
    out = stream[kHandle].final();
  } catch (error) {
    if (error.code === 'ERR_CRYPTO_INVALID_STATE') {
      throw errorOf(Error, 'ERR_CRYPTO_INVALID_STATE', 'Invalid state');
    }
    throw withOpenSSLParts(error);
  }
  if (out !== null) return out;
  if (encrypts && info.mode === 'ccm') {
    throw openSSLError('ERR_OSSL_TAG_NOT_SET', 'error:1C800077:Provider routines::tag not set');
  }
  throw new Error('Unsupported state or unable to authenticate data');
}

// The text that came out; what is left of a character waits for the rest of it.
function decoded(stream, out, encoding, isEnd) {
  const normal = normalizeEncoding(encoding);
  if (stream._decoder === null) {
    const { StringDecoder } = require('string_decoder');
    // An unknown encoding is refused there.
    stream._decoder = new StringDecoder(encoding);
  } else if (stream._decoder.encoding !== normal) {
    if (normal === undefined) throw new codes.ERR_UNKNOWN_ENCODING(encoding);
    throw new codes.ERR_INTERNAL_ASSERTION('Cannot change encoding');
  }
  return isEnd ? stream._decoder.end(out) : stream._decoder.write(out);
}

function update(data, inputEncoding, outputEncoding) {
  if (typeof data === 'string') {
    validateEncoding(data, inputEncoding);
    data = bytesOf(data, inputEncoding);
  } else if (!isArrayBufferView(data)) {
    throw new codes.ERR_INVALID_ARG_TYPE('data', dataTypes, data);
  }
  const out = run(this, data);
  return outputEncoding && outputEncoding !== 'buffer' ? decoded(this, out, outputEncoding, false) : out;
}

function final(outputEncoding) {
  const out = finish(this);
  return outputEncoding && outputEncoding !== 'buffer' ? decoded(this, out, outputEncoding, true) : out;
}

function setAutoPadding(autoPadding) {
  if (!this[kHandle].setAutoPadding(autoPadding === undefined || !!autoPadding)) {
    throw new codes.ERR_CRYPTO_INVALID_STATE('setAutoPadding');
  }
  return this;
}

function getAuthTag() {
  const tag = this[kHandle].getAuthTag();
  if (tag === undefined || tag === null) throw new codes.ERR_CRYPTO_INVALID_STATE('getAuthTag');
  return tag;
}

function setAuthTag(tagbuf, encoding) {
  const tag = getArrayBufferOrView(tagbuf, 'buffer', encoding);
  const refused = this[kHandle].setAuthTag(tag);
  if (refused === 'ERR_CRYPTO_INVALID_AUTH_TAG') throw invalidTag(tag.byteLength);
  if (refused !== undefined && refused !== null) throw new codes.ERR_CRYPTO_INVALID_STATE('setAuthTag');
  return this;
}

function setAAD(aadbuf, options) {
  const data = getArrayBufferOrView(aadbuf, 'aadbuf', options?.encoding);
  const length = uintOption(options, 'plaintextLength');
  const { info, ivLength } = this[kInfo];
  if (info.mode === 'ccm') {
    if (length === undefined) {
      throw errorOf(TypeError, 'ERR_MISSING_ARGS', 'options.plaintextLength required for CCM mode with AAD');
    }
    if (length > native.textMax(info.name, ivLength)) throw new codes.ERR_CRYPTO_INVALID_MESSAGELEN();
  }
  const handle = this[kHandle];
  const isTaken = length === undefined ? handle.setAAD(data) : handle.setAAD(data, length);
  if (!isTaken) throw new codes.ERR_CRYPTO_INVALID_STATE('setAAD');
  return this;
}

for (const Class of [Cipher, Cipheriv, Decipher, Decipheriv]) {
  Object.setPrototypeOf(Class.prototype, LazyTransform.prototype);
  Object.setPrototypeOf(Class, LazyTransform);
  Class.prototype._transform = transform;
  Class.prototype._flush = flush;
  Class.prototype.update = update;
  Class.prototype.final = final;
  Class.prototype.setAutoPadding = setAutoPadding;
  if (Class === Cipher || Class === Cipheriv) Class.prototype.getAuthTag = getAuthTag;
  else Class.prototype.setAuthTag = setAuthTag;
  Class.prototype.setAAD = setAAD;
}

// Modes whose names in OpenSSL are those of the standard's object identifiers.
function nameOf({ name, mode }) {
  return mode === 'gcm' || mode === 'ccm' ? `id-${name.replace('-', '').replace(/-.*/, '')}-${mode}` :
    name.startsWith('aes') && mode === 'wrap' ? `id-${name}` : name;
}

function getCipherInfo(nameOrNid, options) {
  if (typeof nameOrNid !== 'string' && typeof nameOrNid !== 'number') {
    throw new codes.ERR_INVALID_ARG_TYPE('nameOrNid', ['string', 'number'], nameOrNid);
  }
  if (typeof nameOrNid === 'number') validateInt32(nameOrNid, 'nameOrNid');
  let keyLength;
  let ivLength;
  if (options !== undefined) {
    validateObject(options, 'options');
    ({ keyLength, ivLength } = options);
    if (keyLength !== undefined) validateInt32(keyLength, 'options.keyLength');
    if (ivLength !== undefined) validateInt32(ivLength, 'options.ivLength');
  }
  const info = infoOf(nameOrNid);
  if (info === undefined) return undefined;
  if (keyLength !== undefined && keyLength !== info.keyLength) return undefined;
  // The bounds of a vector here are OpenSSL's, not those of a cipher at work.
  if (ivLength !== undefined && !(info.mode === 'gcm' ? ivLength > 0 : ivLength >= 0 && native.takesIv(info.name, ivLength))) {
    return undefined;
  }
  const result = { mode: info.mode, name: nameOf(info), nid: info.nid };
  if (info.mode !== 'stream') result.blockSize = info.blockSize;
  if (info.ivLength !== 0) result.ivLength = ivLength ?? info.ivLength;
  result.keyLength = info.keyLength;
  return result;
}

module.exports = { Cipher, Cipheriv, Decipher, Decipheriv, getCipherInfo };
