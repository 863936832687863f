'use strict';

const path = require('path');
const { publicIds } = require('runtime/engine');

const cache = { __proto__: null };

function resolveFile(base) {
  if (native.kind(base) === 0) return base;
  for (const extension of ['.js', '.json', '.cjs']) if (native.kind(base + extension) === 0) return base + extension;
  if (native.kind(base) === 1) {
    if (native.kind(base + '/package.json') === 0) {
      const { main } = JSON.parse(native.readFile(base + '/package.json'));
      if (main) return resolveFile(path.join(base, main)) ?? resolveFile(base + '/index');
    }
    for (const name of ['/index.js', '/index.json']) if (native.kind(base + name) === 0) return base + name;
  }
}

function Module(id) {
  this.id = id;
  this.exports = {};
  this.filename = id;
  this.loaded = false;
  this.children = [];
  this.paths = [];
}

Module._load = function(request, parent) {
  const id = request.startsWith('node:') ? request.slice(5) : request;
  if (publicIds.includes(id)) return require(id);
  const folder = parent?.filename ? path.dirname(parent.filename) : process.cwd();
  let filename;
  if (/^(\.|\/)/.test(request)) filename = resolveFile(path.resolve(folder, request));
  else for (let at = folder; filename === undefined; at = path.dirname(at)) {
    filename = resolveFile(path.join(at, 'node_modules', request));
    if (at === '/') break;
  }
  if (!filename) {
    const error = new Error(`Cannot find module '${request}'`);
    error.code = 'MODULE_NOT_FOUND';
    throw error;
  }
  filename = native.realPath(filename);
  if (cache[filename]) return cache[filename].exports;
  const module = new Module(filename);
  cache[filename] = module;
  try {
    module.load(native.readFile(filename));
  } catch (error) {
    delete cache[filename];
    throw error;
  }
  return module.exports;
};

const process = require('process');

Module.prototype.load = function(source) {
  if (this.filename.endsWith('.json')) {
    this.exports = JSON.parse(source);
    return;
  }
  if (source.startsWith('#!')) source = '//' + source;
  const require = (request) => Module._load(request, this);
  require.cache = cache;
  require.resolve = (request) => request;
  require.main = Module.main;
  native.compileFunction(source, this.filename).call(this.exports, this.exports, require, this, this.filename, path.dirname(this.filename));
  this.loaded = true;
};

Module.runMain = function(file) {
  const filename = native.realPath(resolveFile(path.resolve(file)));
  process.argv[1] = filename;
  const module = new Module('.');
  module.filename = filename;
  Module.main = module;
  cache[filename] = module;
  module.load(native.readFile(filename));
};

Module._provideGlobals = function(name) {
  const module = new Module(name);
  module.filename = path.join(process.cwd(), name);
  const require = (request) => Module._load(request, module);
  Object.assign(globalThis, { module, exports: module.exports, require, __filename: name, __dirname: '.' });
};

Module._runSource = function(source) {
  const module = new Module('[eval]');
  module.filename = path.join(process.cwd(), '[eval]');
  module.load(source);
};

Module.builtinModules = publicIds;
Module._cache = cache;
module.exports = Module;
Module.Module = Module;
