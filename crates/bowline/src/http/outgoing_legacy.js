'use strict';

// Names that Node gave up, with a warning.

const { deprecate } = require('internal/util');
const { kOutHeaders } = require('http/common');

function deprecated(name, get, set) {
  const message = `OutgoingMessage.prototype.${name} is deprecated`;
  return { get: deprecate(get, message, 'DEP0066'), set: deprecate(set, message, 'DEP0066') };
}

exports._headers = deprecated('_headers', function() {
  return this.getHeaders();
}, function(headers) {
  this[kOutHeaders] = headers === null ? null : storedHeaders(headers);
});

exports._headerNames = deprecated('_headerNames', function() {
  const stored = this[kOutHeaders];
  if (stored === null) return null;
  const names = { __proto__: null };
  for (const key in stored) names[key] = stored[key][0];
  return names;
}, function(names) {
  const stored = this[kOutHeaders];
  if (typeof names !== 'object' || names === null || stored === null) return;
  for (const key of Object.keys(names)) {
    if (stored[key]) stored[key][0] = names[key];
  }
});

function storedHeaders(headers) {
  const stored = { __proto__: null };
  if (typeof headers === 'object') {
    for (const name of Object.keys(headers)) stored[name.toLowerCase()] = [name, headers[name]];
  }
  return stored;
}
