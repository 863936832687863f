'use strict';

// A source without a file finds every built-in module under its name, loaded when it is first used.

// There already, and something else or more.
const OWN = ['console', 'module', 'process'];

function provide() {
  const { builtinModules } = require('module');
  for (const name of builtinModules) {
    if (name.startsWith('_') || name.includes('/') || OWN.includes(name)) continue;
    const set = (value) => Object.defineProperty(globalThis, name, {
      __proto__: null, configurable: true, enumerable: true, writable: true, value,
    });
    Object.defineProperty(globalThis, name, {
      __proto__: null,
      configurable: true,
      enumerable: false,
      get() {
        const loaded = require(name);
        Object.defineProperty(globalThis, name, {
          __proto__: null, configurable: true, enumerable: false, writable: true, value: loaded,
        });
        return loaded;
      },
      set,
    });
  }
}

module.exports = provide;
