'use strict';

// What is not there yet: keys in pairs and all that is done with them. It says so when it is used.

const { codes } = require('internal/errors');
const { validateString } = require('internal/validators');

function missing(name) {
  // A class too: some of these are called with `new`.
  return {
    [name]: function() {
      throw new codes.ERR_NOT_IMPLEMENTED(`crypto.${name}`);
    },
  }[name];
}

function createECDH(curve) {
  validateString(curve, 'curve');
  throw new codes.ERR_NOT_IMPLEMENTED('crypto.createECDH');
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

module.exports = { createECDH, generateKeyPair, generateKeyPairSync, missing };
