'use strict';
// `process.env`: an ordinary object behind a proxy that keeps its values strings. What programs read is
// the object itself, and what starts a child process copies it: the environment of this process is
// only where it comes from, since changing that under other threads is not safe.

const { codes: { ERR_INVALID_OBJECT_DEFINE_PROPERTY } } = require('internal/errors');

// The system has no variables with such names.
function nameless(key) {
  return key === '' || key.includes('=');
}

const targets = new WeakMap();
let hasWarned = false;

function isPendingDeprecation() {
  return require('internal/util').isPendingDeprecation();
}

function warnOfValue() {
  if (hasWarned) return;
  hasWarned = true;
  require('process').emitWarning(
    'Assigning any value other than a string, number, or boolean to a process.env property is deprecated. ' +
    'Please make sure to convert the value to a string before setting process.env with it.',
    'DeprecationWarning', 'DEP0104');
}

function put(target, key, value) {
  if (typeof key === 'symbol' || typeof value === 'symbol') {
    throw new TypeError('Cannot convert a Symbol value to a string');
  }
  if (typeof value !== 'string' && isPendingDeprecation() && typeof value !== 'number' && typeof value !== 'boolean') {
    warnOfValue();
  }
  const text = `${value}`;
  if (!nameless(key)) {
    Object.defineProperty(target, key, { value: text, writable: true, enumerable: true, configurable: true });
  }
  return true;
}

const handler = {
  set: put,

  defineProperty(target, key, descriptor) {
    if ('value' in descriptor) {
      if (descriptor.configurable && descriptor.writable && descriptor.enumerable) {
        return put(target, key, descriptor.value);
      }
    } else if ('get' in descriptor || 'set' in descriptor) {
      throw new ERR_INVALID_OBJECT_DEFINE_PROPERTY(
        "'process.env' does not accept an accessor(getter/setter) descriptor");
    }
    throw new ERR_INVALID_OBJECT_DEFINE_PROPERTY(
      "'process.env' only accepts a configurable, writable, and enumerable data descriptor");
  },

  deleteProperty(target, key) {
    delete target[key];
    return true;
  },
};

// Variables of Windows have one name in any mix of cases.
function anyCase(target) {
  const names = new Map();
  for (const key of Object.keys(target)) names.set(key.toUpperCase(), key);
  const real = (key) => (typeof key === 'symbol' ? key : names.get(key.toUpperCase()) ?? key);
  const keep = (key) => {
    const known = real(key);
    if (typeof key !== 'symbol') names.set(key.toUpperCase(), known);
    return known;
  };
  return {
    get: (object, key) => object[real(key)],
    has: (object, key) => real(key) in object,
    getOwnPropertyDescriptor: (object, key) => Object.getOwnPropertyDescriptor(object, real(key)),
    set: (object, key, value) => put(object, keep(key), value),
    defineProperty: (object, key, descriptor) => handler.defineProperty(object, keep(key), descriptor),
    deleteProperty(object, key) {
      const known = real(key);
      if (typeof key !== 'symbol') names.delete(key.toUpperCase());
      return handler.deleteProperty(object, known);
    },
  };
}

// `pairs` is name, value, name, value ...
function createEnv(pairs, isWindows) {
  const target = {};
  for (let i = 0; i < pairs.length; i += 2) put(target, pairs[i], pairs[i + 1]);
  const env = new Proxy(target, isWindows ? anyCase(target) : handler);
  targets.set(env, target);
  return env;
}

// The object behind an environment, for whoever copies objects but no proxies.
function targetOf(env) {
  return targets.get(env);
}

module.exports = { createEnv, targetOf };
