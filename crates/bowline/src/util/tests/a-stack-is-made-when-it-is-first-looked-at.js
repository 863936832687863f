'use strict';
const assert = require('assert');

class Named extends Error {
  constructor(message) {
    super(message);
    this.name = 'Named';
  }
}
const error = new Named('m');
assert(error.stack.startsWith('Named: m\n    at '));
error.name = 'Later';
assert(error.stack.startsWith('Named: m'));
error.stack = 'mine';
assert.deepStrictEqual(Object.keys(error), ['name']);
