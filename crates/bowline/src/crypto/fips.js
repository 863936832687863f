'use strict';

// FIPS mode is a promise about OpenSSL's code; the switch is there, and stands where programs put it.

const { codes } = require('internal/errors');

let isOn = 0;

function getFips() {
  return isOn;
}

function setFips(value) {
  if (value) {
    throw new codes.ERR_CRYPTO_FIPS_UNAVAILABLE();
  }
  isOn = 0;
}

module.exports = { getFips, setFips };
