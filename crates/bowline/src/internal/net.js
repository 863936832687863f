'use strict';

// What everybody who deals with addresses needs, without loading sockets for it.

const { isIP: nativeIsIP } = native;

// Marks an array that `normalizeArgs` made, so that nobody takes it for a program's.
const normalizedArgsSymbol = Symbol('normalizedArgs');

// 4, 6, or 0 for what is no address.
function isIP(value) {
  return nativeIsIP(typeof value === 'string' ? value : `${value}`);
}

function isIPv4(value) {
  return isIP(value) === 4;
}

function isIPv6(value) {
  return isIP(value) === 6;
}

module.exports = { isIP, isIPv4, isIPv6, normalizedArgsSymbol };
