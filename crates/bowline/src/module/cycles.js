'use strict';

// What a module sees of one that is still being loaded: reading what is not there yet is worth a warning.

function warn(name) {
  require('process').emitWarning(`Accessing non-existent property '${String(name)}' of module exports inside circular dependency`);
}

const watched = new Proxy({}, {
  get(target, name) {
    // `__esModule` is how compiled code asks what it got.
    if (name in target || name === '__esModule') return target[name];
    warn(name);
    return undefined;
  },
  getOwnPropertyDescriptor(target, name) {
    if (Object.hasOwn(target, name) || name === '__esModule') return Object.getOwnPropertyDescriptor(target, name);
    warn(name);
    return undefined;
  },
});

function isPlain(exports) {
  return exports !== null && typeof exports === 'object' && !require('internal/util/types').isProxy(exports);
}

function unfinishedExports(module) {
  const { exports } = module;
  if (isPlain(exports) && Object.getPrototypeOf(exports) === Object.prototype && !exports.__esModule) {
    Object.setPrototypeOf(exports, watched);
  }
  return exports;
}

function stopWarning(module) {
  const { exports } = module;
  if (isPlain(exports) && Object.getPrototypeOf(exports) === watched) Object.setPrototypeOf(exports, Object.prototype);
}

module.exports = { stopWarning, unfinishedExports };
