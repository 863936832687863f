'use strict';

// Whether a name with addresses of both families is tried with both, and for how long each address is tried.

const ATTEMPT_TIMEOUT_MS = 250;
const ATTEMPT_TIMEOUT_LEAST_MS = 10;

let enabled;
let attemptTimeout;

function option(name, otherwise) {
  try {
    return require('internal/options').getOptionValue(name) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function getDefault() {
  enabled ??= option('--network-family-autoselection', true);
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
    atLeast(option('--network-family-autoselection-attempt-timeout', undefined) || ATTEMPT_TIMEOUT_MS);
  return attemptTimeout;
}

function setDefaultAttemptTimeout(value) {
  attemptTimeout = atLeast(value);
}

module.exports = { atLeast, getDefault, getDefaultAttemptTimeout, setDefault, setDefaultAttemptTimeout };
