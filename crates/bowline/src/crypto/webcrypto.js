'use strict';

// `globalThis.crypto`: the Web's names for what the module does. The algorithms are in crypto/subtle.

const { codes } = require('internal/errors');
const { kEnumerableProperty } = require('internal/util');
const { CryptoKey } = require('crypto/keys');
const random = require('crypto/random');

let isOpen = false;

class SubtleCrypto {
  #isReal = true;

  static isReal(value) { return #isReal in value; }

  constructor() {
    if (!isOpen) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
  }

  encrypt(algorithm, key, data) { return start('encrypt', this, arguments, 3); }

  decrypt(algorithm, key, data) { return start('decrypt', this, arguments, 3); }

  sign(algorithm, key, data) { return start('sign', this, arguments, 3); }

  verify(algorithm, key, signature, data) { return start('verify', this, arguments, 4); }

  digest(algorithm, data) { return start('digest', this, arguments, 2); }

  generateKey(algorithm, extractable, keyUsages) { return start('generateKey', this, arguments, 3); }

  deriveKey(algorithm, baseKey, derivedKeyType, extractable, keyUsages) {
    return start('deriveKey', this, arguments, 5);
  }

  deriveBits(algorithm, baseKey, length = null) { return start('deriveBits', this, arguments, 2); }

  importKey(format, keyData, algorithm, extractable, keyUsages) { return start('importKey', this, arguments, 5); }

  exportKey(format, key) { return start('exportKey', this, arguments, 2); }

  wrapKey(format, key, wrappingKey, algorithm) { return start('wrapKey', this, arguments, 4); }

  unwrapKey(format, wrappedKey, unwrappingKey, unwrapAlgo, unwrappedKeyAlgo, extractable, keyUsages) {
    return start('unwrapKey', this, arguments, 7);
  }
}

// What is wrong with the arguments comes as a rejection too.
async function start(operation, subtle, args, needed) {
  if (!isRealSubtle(subtle)) throw new codes.ERR_INVALID_THIS('SubtleCrypto');
  if (args.length < needed) {
    const plural = needed === 1 ? '' : 's';
    const error = new TypeError(`Failed to execute '${operation}' on 'SubtleCrypto': ` +
      `${needed} argument${plural} required, but only ${args.length} present.`);
    error.code = 'ERR_MISSING_ARGS';
    throw error;
  }
  return require('crypto/subtle')[operation](...args);
}

class Crypto {
  #isReal = true;

  static isReal(value) { return #isReal in value; }

  constructor() {
    if (!isOpen) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
  }

  get subtle() {
    check(this);
    return subtle;
  }

  getRandomValues(array) {
    check(this);
    if (arguments.length < 1) {
      const error = new TypeError(
        "Failed to execute 'getRandomValues' on 'Crypto': 1 argument required, but only 0 present.");
      error.code = 'ERR_MISSING_ARGS';
      throw error;
    }
    return random.getRandomValues(array);
  }

  randomUUID() {
    check(this);
    return random.randomUUID();
  }
}

function check(value) {
  if (!isRealCrypto(value)) throw new codes.ERR_INVALID_THIS('Crypto');
}

// Taken off the classes: they are for this file alone.
const { isReal: isRealSubtle } = SubtleCrypto;
const { isReal: isRealCrypto } = Crypto;
delete SubtleCrypto.isReal;
delete Crypto.isReal;

function show(name, prototype, members) {
  for (const member of members) Object.defineProperty(prototype, member, kEnumerableProperty);
  Object.defineProperty(prototype, Symbol.toStringTag, { __proto__: null, configurable: true, value: name });
}
show('Crypto', Crypto.prototype, ['subtle', 'getRandomValues', 'randomUUID']);
show('SubtleCrypto', SubtleCrypto.prototype, [
  'encrypt', 'decrypt', 'sign', 'verify', 'digest', 'generateKey', 'deriveKey', 'deriveBits', 'importKey',
  'exportKey', 'wrapKey', 'unwrapKey',
]);

isOpen = true;
const subtle = new SubtleCrypto();
const crypto = new Crypto();
isOpen = false;

module.exports = { crypto, Crypto, CryptoKey, SubtleCrypto };
