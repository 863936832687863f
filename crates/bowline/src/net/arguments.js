'use strict';

// The many shapes that the arguments of `connect` and `listen` may have.

const { normalizedArgsSymbol } = require('internal/net');

// A number that is not negative, or false.
function toNumber(value) {
  const number = Number(value);
  return number >= 0 ? number : false;
}

function isPipeName(value) {
  return typeof value === 'string' && toNumber(value) === false;
}

// Gives [options, callback or null] for (options[, callback]), (path[, callback]) and (port[, host][, callback]).
function normalizeArgs(args) {
  const first = args[0];
  let options;
  if (typeof first === 'object' && first !== null) {
    options = first;
  } else if (args.length === 0) {
    options = {};
  } else if (isPipeName(first)) {
    options = { path: first };
  } else if (typeof args[1] === 'string') {
    options = { port: first, host: args[1] };
  } else {
    options = { port: first };
  }
  const last = args[args.length - 1];
  const normalized = [options, typeof last === 'function' ? last : null];
  normalized[normalizedArgsSymbol] = true;
  return normalized;
}

module.exports = { isPipeName, normalizeArgs, toNumber };
