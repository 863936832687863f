'use strict';

const values = require('runtime/engine').options();

// What the program was started with: the value of an option by its long name, `undefined` if it was not
// given and has no default.
function getOptionValue(name) {
  return values[name];
}

module.exports = { getOptionValue };
