'use strict';

// Scripts in the one global scope there is. A context of its own is not there yet.

const { codes } = require('internal/errors');
const { validateObject, validateString } = require('internal/validators');
const engine = require('runtime/engine');

const kSource = Symbol('source');
const kName = Symbol('name');

function optionsOf(options) {
  if (typeof options === 'string') return { filename: options };
  if (options === undefined || options === null) return {};
  validateObject(options, 'options');
  if (options.filename !== undefined) validateString(options.filename, 'options.filename');
  return options;
}

class Script {
  constructor(code, options) {
    const { filename = 'evalmachine.<anonymous>' } = optionsOf(options);
    this[kSource] = `${code}`;
    this[kName] = filename;
    // What is no JavaScript fails here and not when it runs.
    engine.checkScript(this[kSource], this[kName]);
  }

  runInThisContext(options) {
    optionsOf(options);
    return engine.runScript(this[kSource], this[kName]);
  }

  runInContext() {
    throw new codes.ERR_NOT_IMPLEMENTED('vm.Script.runInContext');
  }

  runInNewContext() {
    throw new codes.ERR_NOT_IMPLEMENTED('vm.Script.runInNewContext');
  }

  createCachedData() {
    return require('buffer').Buffer.alloc(0);
  }
}

function createScript(code, options) {
  return new Script(code, options);
}

function runInThisContext(code, options) {
  return new Script(code, options).runInThisContext(options);
}

function createContext() {
  throw new codes.ERR_NOT_IMPLEMENTED('vm.createContext');
}

function runInContext() {
  throw new codes.ERR_NOT_IMPLEMENTED('vm.runInContext');
}

function runInNewContext() {
  throw new codes.ERR_NOT_IMPLEMENTED('vm.runInNewContext');
}

// Nothing can be one: see above.
function isContext(object) {
  validateObject(object, 'object');
  return false;
}

function compileFunction(code, params = [], options = {}) {
  validateString(code, 'code');
  if (!Array.isArray(params)) throw new codes.ERR_INVALID_ARG_TYPE('params', 'Array', params);
  return engine.compileFunction(code, params.map(String), optionsOf(options).filename ?? '');
}

function measureMemory() {
  throw new codes.ERR_NOT_IMPLEMENTED('vm.measureMemory');
}

module.exports = {
  Script, createContext, createScript, runInContext, runInNewContext, runInThisContext, isContext,
  compileFunction, measureMemory,
};
