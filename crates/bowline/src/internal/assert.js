'use strict';
// Assertions of the built-ins themselves. A failure is a bug here, so it says no more.

function fail(message) {
  const { codes: { ERR_INTERNAL_ASSERTION } } = require('internal/errors');
  throw new ERR_INTERNAL_ASSERTION(message);
}

function assert(value, message) {
  if (!value) fail(message);
}

assert.fail = fail;

module.exports = assert;
