'use strict';
// The module `node:test`. Tests run one after another, and their results are written when the program is done.
const { suite, test, hook } = require('internal/test_runner/runner');

module.exports = test;

Object.assign(test, {
  after: (fn, options) => hook('after', fn, options),
  afterEach: (fn, options) => hook('afterEach', fn, options),
  before: (fn, options) => hook('before', fn, options),
  beforeEach: (fn, options) => hook('beforeEach', fn, options),
  describe: suite,
  it: test,
  run() {
    const { codes } = require('internal/errors');
    throw new codes.ERR_NOT_IMPLEMENTED('test.run()');
  },
  suite,
  test,
});

let mock;
Object.defineProperty(test, 'mock', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get() {
    if (mock === undefined) {
      const { MockTracker } = require('internal/test_runner/mock');
      mock = new MockTracker();
    }
    return mock;
  },
});
