'use strict';

// Whether a name with addresses of both families is tried with both, and for how long each address is tried.

const { getOptionValue } = require('internal/options');

const ATTEMPT_TIMEOUT_MS = 250;
const ATTEMPT_TIMEOUT_LEAST_MS = 10;

let enabled;
let attemptTimeout;

function getDefault() {
  // Both names of the option.
  enabled ??= getOptionValue('--network-family-autoselection') !== false &&
    getOptionValue('--enable-network-family-autoselection') !== false;
  return enabled;
}

function setDefault(value) {
  enabled = value;
}

function atLeast(milliseconds) {
  return Math.max(milliseconds, ATTEMPT_TIMEOUT_LEAST_MS);
}

function getDefaultAttemptTimeout() {
  attemptTimeout ??=
    atLeast(Number(getOptionValue('--network-family-autoselection-attempt-timeout')) || ATTEMPT_TIMEOUT_MS);
  return attemptTimeout;
}

function setDefaultAttemptTimeout(value) {
  attemptTimeout = atLeast(value);
}

module.exports = { atLeast, getDefault, getDefaultAttemptTimeout, setDefault, setDefaultAttemptTimeout };
