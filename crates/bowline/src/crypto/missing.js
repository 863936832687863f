'use strict';

// What is not there yet: keys in pairs and all that is done with them. It says so when it is used.

const { codes } = require('internal/errors');
const { validateString } = require('internal/validators');
const { errorOf } = require('crypto/bytes');

function missing(name) {
  // A class too: some of these are called with `new`.
  return {
    [name]: function() {
      throw new codes.ERR_NOT_IMPLEMENTED(`crypto.${name}`);
    },
  }[name];
}

// Those that programs ask for.
const curves = ['prime256v1', 'P-256', 'secp256k1', 'secp384r1', 'P-384', 'secp521r1', 'P-521'];

function createECDH(curve) {
  validateString(curve, 'curve');
  if (!curves.includes(curve)) throw errorOf(TypeError, 'ERR_CRYPTO_INVALID_CURVE', 'Invalid EC curve name');
  throw new codes.ERR_NOT_IMPLEMENTED('crypto.createECDH');
}

function checkSigning(algorithm, name) {
  validateString(algorithm, 'algorithm');
  if (!native.hasDigest(algorithm)) throw errorOf(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', 'Invalid digest');
  throw new codes.ERR_NOT_IMPLEMENTED(`crypto.${name}`);
}

function createSign(algorithm) {
  checkSigning(algorithm, 'createSign');
}

function createVerify(algorithm) {
  checkSigning(algorithm, 'createVerify');
}

const keyPairs = ['rsa', 'rsa-pss', 'dsa', 'ec', 'ed25519', 'ed448', 'x25519', 'x448', 'dh'];

function checkKeyPair(type, options) {
  validateString(type, 'type');
  if (!keyPairs.includes(type)) {
    throw new codes.ERR_INVALID_ARG_VALUE('type', type, 'must be a supported key type');
  }
  throw new codes.ERR_NOT_IMPLEMENTED('crypto.generateKeyPair');
}

function generateKeyPair(type, options, callback) {
  checkKeyPair(type, options);
}

function generateKeyPairSync(type, options) {
  checkKeyPair(type, options);
}

module.exports = { createECDH, createSign, createVerify, generateKeyPair, generateKeyPairSync, missing };
