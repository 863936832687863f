'use strict';

// A source without a file finds every built-in module under its name, loaded when it is first used.

function provide() {
  const { builtinModules } = require('module');
  for (const name of builtinModules) {
    if (name.startsWith('_') || name.includes('/') || name === 'console' || name === 'process') continue;
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
