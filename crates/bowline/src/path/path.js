'use strict';

const win32Paths = native.windows === true;
const posix = require('path/posix-rules');

// Paths of the other platform are seldom asked for: each side finds the other when it is touched, then keeps it.
function addPlatform(target, name, load) {
  Object.defineProperty(target, name, {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get() {
      const value = load();
      Object.defineProperty(this, name, { __proto__: null, value, writable: true, configurable: true, enumerable: true });
      return value;
    },
  });
}

function loadWin32() {
  const win32 = require('path/win32-rules');
  if (!Object.hasOwn(win32, 'posix')) {
    win32.posix = posix;
    win32.win32 = win32;
  }
  return win32;
}

posix.posix = posix;
if (win32Paths) posix.win32 = loadWin32();
else addPlatform(posix, 'win32', loadWin32);

module.exports = win32Paths ? posix.win32 : posix;
