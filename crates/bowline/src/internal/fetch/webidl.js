'use strict';

// How arguments become what the standard says, and what is said when they cannot.

function requireArguments(given, needed, where) {
  if (given >= needed) return;
  throw new TypeError(`${where}: ${needed} argument${needed === 1 ? '' : 's'} required, but${given ? ' only' : ''} ${given} found.`);
}

// A string of bytes: each character is below 256.
function toByteString(value, where) {
  const text = `${value}`;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 255) {
      throw new TypeError(`Cannot convert argument to a ByteString because the character at index ${i} has a value of ` +
        `${code} which is greater than 255.`);
    }
  }
  return text;
}

function illegal() {
  return new TypeError('Illegal invocation');
}

// What the methods of an interface look like to programs.
function defineInterface(Class, names) {
  for (const name of names) {
    const descriptor = Object.getOwnPropertyDescriptor(Class.prototype, name);
    if (descriptor) Object.defineProperty(Class.prototype, name, { ...descriptor, enumerable: true });
  }
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}

module.exports = { defineInterface, illegal, requireArguments, toByteString };
