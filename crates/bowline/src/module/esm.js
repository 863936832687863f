'use strict';

// Where CommonJS and ES modules meet.

const path = require('path');
const { pathToFileURL, fileURLToPath, isURL } = require('internal/url');

function requireInto(module, file) {
  if (require('process').mainModule === module) {
    require('module/start').runMainModule(pathToFileURL(file).href);
    return;
  }
  const { _startingModules: starting } = require('module');
  starting.add(module);
  const namespace = native.requireModule(pathToFileURL(file).href);
  starting.delete(module);
  module.exports = asExports(namespace);
}

// What somebody gets who asks for an ES module that is being required: an error if it is a cycle.
function requireAgain(module) {
  return asExports(native.requireModule(pathToFileURL(module.filename).href));
}

// What `require` gives for an ES module: a module with a default export says that it is one, for code that was
// compiled from `import`.
function asExports(namespace) {
  if (Object.hasOwn(namespace, 'module.exports')) return namespace['module.exports'];
  if (!Object.hasOwn(namespace, 'default') || Object.hasOwn(namespace, '__esModule')) return namespace;
  const exports = Object.create(null, { [Symbol.toStringTag]: { __proto__: null, value: 'Module' } });
  Object.defineProperty(exports, '__esModule', { __proto__: null, enumerable: true, writable: true, value: true });
  Object.keys(namespace).forEach((name) => {
    Object.defineProperty(exports, name, { __proto__: null, enumerable: true, get: () => namespace[name] });
  });
  return exports;
}

// What a CommonJS file exports, for a module that imports it.
function exportsOfFile(file) {
  const Module = require('module');
  const cached = Module._cache[file];
  if (cached === undefined) return Module._load(file, undefined, false);
  return Module._exportsWhenLoaded.has(cached) ? Module._exportsWhenLoaded.get(cached) : cached.exports;
}

// JSON that is imported is what is required, and the other way round.
function jsonOf(text, place) {
  const Module = require('module');
  const isFile = path.isAbsolute(place);
  const cached = isFile ? Module._cache[place] : undefined;
  if (cached?.loaded) return cached.exports;
  const value = require('module/json').parse(text, place);
  if (isFile) {
    const module = new Module(place);
    module.filename = place;
    module.exports = value;
    module.loaded = true;
    Module._cache[place] = module;
  }
  return value;
}

function currentJson(place, value) {
  const cached = require('module')._cache[place];
  return cached?.loaded ? cached.exports : value;
}

function fillMeta(meta, url) {
  if (url.startsWith('file:')) {
    const file = fileURLToPath(url);
    meta.dirname = path.dirname(file);
    meta.filename = file;
  }
  meta.resolve = function resolve(specifier, parentURL = url) {
    return resolveImport(`${specifier}`, baseOf(parentURL));
  };
  meta.url = url;
}

function baseOf(parentURL) {
  if (typeof parentURL === 'string') return parentURL;
  if (isURL(parentURL)) return parentURL.href;
  const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
  throw new ERR_INVALID_ARG_TYPE('parentURL', ['string', 'URL'], parentURL);
}

// The URL of what `specifier` means, whether or not there is a file.
function resolveImport(specifier, base) {
  try {
    return native.resolveImport(specifier, base);
  } catch (error) {
    const isMissing = error?.code === 'ERR_MODULE_NOT_FOUND' || error?.code === 'ERR_UNSUPPORTED_DIR_IMPORT';
    if (isMissing && error.url) return error.url;
    // What cannot be imported may still have an address.
    if (error?.code === 'ERR_UNSUPPORTED_ESM_URL_SCHEME' || error?.code === 'ERR_UNKNOWN_BUILTIN_MODULE') return new URL(specifier).href;
    throw error;
  }
}

const COMMONJS_NAMES = /^'?(__filename|__dirname|exports|module|require)'? is not defined$/;

// An ES module that expected the names of CommonJS is told why it has none.
function explain(error, url) {
  if (error?.name !== 'ReferenceError' || typeof error.message !== 'string') return;
  const name = COMMONJS_NAMES.exec(error.message)?.[1];
  if (name === undefined) return;
  error.message += ' in ES module scope';
  if (name === 'require') error.message += ', you can use import instead';
  const file = url.startsWith('file:') ? fileURLToPath(url) : '';
  if (!file.endsWith('.js') || native.packageType(file) !== 'module') return;
  error.message += `\nThis file is being treated as an ES module because it has a '.js' file extension and ` +
    `'${native.packageFile(file)}' contains "type": "module". To treat it as a CommonJS script, rename it to use the ` +
    "'.cjs' file extension.";
}

module.exports = {
  currentJson, explain, exportsOfFile, fillMeta, jsonOf, requireAgain, requireInto,
};
