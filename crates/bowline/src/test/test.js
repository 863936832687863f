'use strict';

// `node:test`: tests and suites, run one after another, told as TAP.

const { Test, root, current } = require('test/tree');
const { validateFunction } = require('internal/validators');

// test([name][, options][, fn])
function argumentsOf(name, options, fn) {
  if (typeof name === 'function') return { name: name.name || '<anonymous>', options: {}, fn: name };
  if (name !== null && typeof name === 'object') {
    fn = options;
    options = name;
    name = undefined;
  } else if (typeof options === 'function') {
    fn = options;
    options = {};
  }
  if (fn !== undefined) validateFunction(fn, 'fn');
  return { name: name === undefined ? fn?.name || '<anonymous>' : `${name}`, options: options ?? {}, fn: fn ?? (() => {}) };
}

function add(isSuite, extra, args, parent = current.suite ?? root()) {
  const { name, options, fn } = argumentsOf(args[0], args[1], args[2]);
  return parent.add(new Test(name, { ...options, ...extra }, fn, parent, isSuite));
}

function makeFunction(isSuite) {
  const define = (name, options, fn) => add(isSuite, undefined, [name, options, fn]);
  for (const word of ['skip', 'todo', 'only']) {
    define[word] = (name, options, fn) => add(isSuite, { [word]: true }, [name, options, fn]);
  }
  return define;
}

const test = makeFunction(false);
const suite = makeFunction(true);

function hook(kind) {
  return (fn, options) => {
    validateFunction(fn, 'fn');
    (current.suite ?? root()).hooks[kind].push({ fn, options });
  };
}

function run() {
  const { codes: { ERR_NOT_IMPLEMENTED } } = require('internal/errors');
  throw new ERR_NOT_IMPLEMENTED('test.run()');
}

Object.assign(test, {
  after: hook('after'),
  afterEach: hook('afterEach'),
  before: hook('before'),
  beforeEach: hook('beforeEach'),
  describe: suite,
  it: test,
  run,
  suite,
  test,
});

Object.defineProperty(test, 'mock', {
  __proto__: null, configurable: true, enumerable: true,
  get() { return require('test/mock').mock; },
});

module.exports = test;
