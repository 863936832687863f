'use strict';

// Secret keys. The bytes stay in the native half, which wipes them.

const { codes } = require('internal/errors');
const { customInspectSymbol, kEnumerableProperty } = require('internal/util');
const { validateObject, validateOneOf, validateString } = require('internal/validators');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { getArrayBufferOrView } = require('crypto/bytes');

const kHandle = Symbol('kHandle');
const kKeyType = Symbol('kKeyType');
const kKeyObject = Symbol('kKeyObject');
const kAlgorithm = Symbol('kAlgorithm');
const kExtractable = Symbol('kExtractable');
const kKeyUsages = Symbol('kKeyUsages');

class NativeKeyObject {
  constructor(handle) {
    this.handle = handle;
  }
}

class KeyObject extends NativeKeyObject {
  constructor(type, handle) {
    if (type !== 'secret' && type !== 'public' && type !== 'private') {
      throw new codes.ERR_INVALID_ARG_VALUE('type', type);
    }
    if (typeof handle !== 'object' || handle === null) {
      throw new codes.ERR_INVALID_ARG_TYPE('handle', 'object', handle);
    }
    super(handle);
    this[kKeyType] = type;
    Object.defineProperty(this, 'handle', {
      __proto__: null, value: handle, enumerable: false, configurable: false, writable: false,
    });
  }

  get type() {
    return this[kKeyType];
  }

  static from(key) {
    if (!isCryptoKey(key)) throw new codes.ERR_INVALID_ARG_TYPE('key', 'CryptoKey', key);
    return key[kKeyObject];
  }

  equals(otherKeyObject) {
    if (!isKeyObject(otherKeyObject)) {
      throw new codes.ERR_INVALID_ARG_TYPE('otherKeyObject', 'KeyObject', otherKeyObject);
    }
    return otherKeyObject.type === this.type && this.handle.equals(otherKeyObject.handle);
  }
}
Object.defineProperties(KeyObject.prototype, {
  [Symbol.toStringTag]: { __proto__: null, configurable: true, value: 'KeyObject' },
});

class SecretKeyObject extends KeyObject {
  constructor(handle) {
    super('secret', handle);
  }

  get symmetricKeySize() {
    return this.handle.size;
  }

  export(options) {
    if (options !== undefined) {
      validateObject(options, 'options');
      validateOneOf(options.format, 'options.format', [undefined, 'buffer', 'jwk']);
      if (options.format === 'jwk') return { kty: 'oct', k: this.handle.export().toString('base64url') };
    }
    return this.handle.export();
  }
}

// What WebCrypto gives out: a key and what it may be used for.
class CryptoKey {
  constructor() {
    throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
  }

  [customInspectSymbol](depth, options) {
    if (depth < 0) return this;
    const { inspect } = require('internal/util/inspect');
    const shown = {
      type: this.type, extractable: this.extractable, algorithm: this.algorithm, usages: this.usages,
    };
    return `CryptoKey ${inspect(shown, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
  }

  get type() {
    checkCryptoKey(this);
    return this[kKeyObject].type;
  }

  get extractable() {
    checkCryptoKey(this);
    return this[kExtractable];
  }

  get algorithm() {
    checkCryptoKey(this);
    return this[kAlgorithm];
  }

  get usages() {
    checkCryptoKey(this);
    return Array.from(this[kKeyUsages]);
  }
}
Object.defineProperties(CryptoKey.prototype, {
  type: kEnumerableProperty,
  extractable: kEnumerableProperty,
  algorithm: kEnumerableProperty,
  usages: kEnumerableProperty,
  [Symbol.toStringTag]: { __proto__: null, configurable: true, value: 'CryptoKey' },
});

function checkCryptoKey(key) {
  if (!isCryptoKey(key)) throw new codes.ERR_INVALID_THIS('CryptoKey');
}

// Made past the constructor, which is closed.
function makeCryptoKey(keyObject, algorithm, usages, extractable) {
  const key = Object.create(CryptoKey.prototype);
  const hidden = { __proto__: null, enumerable: false, writable: false, configurable: false };
  Object.defineProperty(key, kKeyObject, { ...hidden, value: keyObject });
  Object.defineProperty(key, kAlgorithm, { ...hidden, value: algorithm });
  Object.defineProperty(key, kExtractable, { ...hidden, value: extractable });
  Object.defineProperty(key, kKeyUsages, { ...hidden, value: usages });
  return key;
}

function isKeyObject(value) {
  return value != null && value[kKeyType] !== undefined && value[kKeyObject] === undefined;
}

function isCryptoKey(value) {
  return value != null && value[kKeyObject] !== undefined;
}

function keyTypes(takesObjects) {
  const types = ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView', 'string'];
  return takesObjects ? [...types, 'KeyObject', 'CryptoKey'] : types;
}

// The secret of a key: the native one of a key object, or bytes.
function prepareSecretKey(key, encoding) {
  const object = isCryptoKey(key) ? key[kKeyObject] : key;
  if (isKeyObject(object)) {
    if (object.type !== 'secret') throw new codes.ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(object.type, 'secret');
    return object.handle;
  }
  if (typeof key !== 'string' && !isArrayBufferView(key) && !isAnyArrayBuffer(key)) {
    throw new codes.ERR_INVALID_ARG_TYPE('key', keyTypes(true), key);
  }
  return getArrayBufferOrView(key, 'key', encoding);
}

function createSecretKey(key, encoding) {
  if (typeof key !== 'string' && !isArrayBufferView(key) && !isAnyArrayBuffer(key)) {
    throw new codes.ERR_INVALID_ARG_TYPE('key', ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], key);
  }
  return secretKeyOf(getArrayBufferOrView(key, 'key', encoding));
}

function secretKeyOf(bytes) {
  return new SecretKeyObject(native.secretKey(bytes));
}

function generateArguments(type, options) {
  validateString(type, 'type');
  validateObject(options, 'options');
  const { length } = options;
  switch (type) {
    case 'hmac': {
      const { validateInteger } = require('internal/validators');
      validateInteger(length, 'options.length', 8, 2 ** 31 - 1);
      break;
    }
    case 'aes':
      validateOneOf(length, 'options.length', [128, 192, 256]);
      break;
    default:
      throw new codes.ERR_INVALID_ARG_VALUE('type', type, 'must be a supported key type');
  }
  return Math.floor(length / 8);
}

function generateKeySync(type, options) {
  return new SecretKeyObject(native.randomKey(generateArguments(type, options)));
}

function generateKey(type, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  const { validateFunction } = require('internal/validators');
  validateString(type, 'type');
  const length = generateArguments(type, options);
  validateFunction(callback, 'callback');
  native.randomKeyLater(length, (error, handle) => {
    if (error) callback(error);
    else callback(undefined, new SecretKeyObject(handle));
  });
}

module.exports = {
  CryptoKey, KeyObject, SecretKeyObject, createSecretKey, generateKey, generateKeySync, isCryptoKey, isKeyObject,
  kAlgorithm, kExtractable, kHandle, kKeyObject, kKeyUsages, makeCryptoKey, prepareSecretKey, secretKeyOf,
};
