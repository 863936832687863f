'use strict';

// CommonJS: what a module is, and how one comes to be. Files are found by the native half; errors, cycles and ES
// modules have files of their own, loaded when they are needed.

const path = require('path');
const { publicIds } = require('runtime/engine');
const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const { validateString } = require('internal/validators');

const builtinIds = new Set(publicIds);
// Came too late for a short name: only `node:test` means it.
const withScheme = new Set(['sea', 'sqlite', 'test', 'test/reporters']);
const parents = new WeakMap();
// What an import gets, whatever becomes of `module.exports` later.
const exportsWhenLoaded = new WeakMap();
// ES modules that `require` is loading.
const startingModules = new WeakSet();
// From the folder of who asks and what it asks for to a file, for modules in the cache.
const resolvedInFolder = { __proto__: null };
const usualExtensions = ['.js', '.json', '.node'];
let globalPaths;
let runsMain = false;
let isPreloading = false;
let hasWarnedOfParent = false;

function Module(id = '', parent) {
  this.id = id;
  this.path = path.dirname(id);
  // Defined, not assigned: a setter on Object.prototype must not see it.
  Object.defineProperty(this, 'exports', { __proto__: null, value: {}, writable: true, enumerable: true, configurable: true });
  if (parent !== undefined) parents.set(this, parent);
  addChild(parent, this);
  this.filename = null;
  this.loaded = false;
  this.children = [];
}

function addChild(parent, child) {
  const children = parent?.children;
  if (children) children.push(child);
}

function addKnownChild(parent, child) {
  const children = parent?.children;
  if (children && !children.includes(child)) children.push(child);
}

function builtinId(request) {
  if (request.startsWith('node:')) {
    const id = request.slice(5);
    return builtinIds.has(id) ? id : undefined;
  }
  return builtinIds.has(request) && !withScheme.has(request) ? request : undefined;
}

function globalFolders() {
  if (globalPaths === undefined) Module._initPaths();
  return globalPaths;
}

Module._cache = { __proto__: null };
Module._pathCache = { __proto__: null };
Module._extensions = { __proto__: null };
Module.Module = Module;

Module.isBuiltin = function isBuiltin(id) {
  return typeof id === 'string' && builtinId(id) !== undefined;
};

Module._stat = native.kind;

Module._initPaths = function() {
  const { env, execPath } = require('process');
  const windows = path.sep === '\\';
  const home = windows ? env.USERPROFILE : env.HOME;
  const folders = [path.resolve(execPath, '..', windows ? '' : '..', 'lib', 'node')];
  if (home) folders.unshift(path.resolve(home, '.node_modules'), path.resolve(home, '.node_libraries'));
  const listed = env.NODE_PATH ? env.NODE_PATH.split(path.delimiter).filter(Boolean) : [];
  globalPaths = listed.concat(folders);
};

Object.defineProperty(Module, 'globalPaths', {
  __proto__: null, configurable: true, enumerable: true,
  get() { return globalFolders().slice(); },
});

Object.defineProperty(Module, 'builtinModules', {
  __proto__: null, configurable: true, enumerable: true, writable: true, value: publicIds.filter((id) => !withScheme.has(id)),
});

// Every node_modules on the way from a folder to the root, the nearest first.
Module._nodeModulePaths = function(from) {
  from = path.resolve(from);
  const folders = [];
  for (;;) {
    if (path.basename(from) !== 'node_modules') folders.push(from.endsWith(path.sep) ? `${from}node_modules` : `${from}${path.sep}node_modules`);
    const above = path.dirname(from);
    if (above === from) return folders;
    from = above;
  }
};

function isRelative(request) {
  if (request.charCodeAt(0) !== 46) return false;
  const second = request[1];
  if (second === undefined || second === '/') return true;
  if (second === '.') return request.length === 2 || request[2] === '/' || (path.sep === '\\' && request[2] === '\\');
  return path.sep === '\\' && second === '\\';
}

Module._resolveLookupPaths = function(request, parent) {
  if (builtinId(request) !== undefined) return null;
  if (!isRelative(request)) {
    const folders = parent?.paths?.length ? parent.paths.concat(globalFolders()) : globalFolders().slice();
    return folders.length > 0 ? folders : null;
  }
  // In code that came from no file, relative means the current folder.
  if (!parent?.id || !parent.filename) return ['.'];
  return [path.dirname(parent.filename)];
};

function extensions() {
  const keys = Object.keys(Module._extensions);
  const usual = keys.length === 3 && keys.every((key, i) => key === usualExtensions[i]);
  return usual ? usualExtensions : keys;
}

// The file `request` means in one of `folders`, or false.
Module._findPath = function(request, folders, isMain) {
  if (path.isAbsolute(request)) folders = [''];
  else if (!folders || folders.length === 0) return false;
  const key = `${request}\0${folders.join('\0')}`;
  const known = Module._pathCache[key];
  if (known) return known;
  const absolute = folders.map((folder) => (folder === '' || path.isAbsolute(folder) ? folder : path.resolve(folder)));
  const file = native.find(request, absolute, extensions(), Boolean(isMain));
  if (file === undefined) return false;
  Module._pathCache[key] = file;
  return file;
};

// Where who asks is, for what a package says of itself.
function placeOf(parent) {
  if (parent?.filename) return parent.filename;
  const id = parent?.id;
  if (id !== '<repl>' && id !== 'internal/preload') return undefined;
  try {
    return path.join(require('process').cwd(), '<repl>');
  } catch {
    // The folder was removed.
    return undefined;
  }
}

Module._resolveFilename = function(request, parent, isMain, options) {
  if (builtinId(request) !== undefined) return request;
  let folders;
  if (typeof options === 'object' && options !== null && options.paths !== undefined) {
    folders = require('module/errors').lookupPaths(Module, request, options.paths, isRelative(request));
  } else {
    folders = Module._resolveLookupPaths(request, parent);
  }
  const place = placeOf(parent);
  if (place !== undefined && !isMain) {
    if (request[0] === '#') {
      const file = native.findImport(place, request);
      if (file !== undefined) return file;
    } else if (!isRelative(request) && !path.isAbsolute(request)) {
      const file = native.findSelf(place, request);
      if (file !== undefined) return file;
    }
  }
  const file = Module._findPath(request, folders, isMain);
  if (file) return file;
  throw require('module/errors').notFound(request, parent, parents);
};

Module._load = function(request, parent, isMain) {
  let key;
  if (parent) {
    key = `${parent.path}\0${request}`;
    const file = resolvedInFolder[key];
    if (file !== undefined) {
      const cached = Module._cache[file];
      if (cached !== undefined) return exportsOf(cached, parent);
      delete resolvedInFolder[key];
    }
  }
  if (request.startsWith('node:')) {
    const id = builtinId(request);
    if (id === undefined) throw require('module/errors').unknownBuiltin(request);
    return require(id);
  }
  const filename = Module._resolveFilename(request, parent, isMain);
  const cached = Module._cache[filename];
  if (cached !== undefined) return exportsOf(cached, parent);
  const id = builtinId(filename);
  if (id !== undefined) return require(id);

  const module = new Module(filename, parent);
  if (isMain) {
    require('process').mainModule = module;
    module.id = '.';
    runsMain = true;
  }
  Module._cache[filename] = module;
  if (key !== undefined) resolvedInFolder[key] = filename;
  let done = false;
  try {
    module.load(filename);
    done = true;
  } finally {
    if (!done) forget(module, filename, key, parent);
    else if (warnsOfCycles) require('module/cycles').stopWarning(module);
  }
  return module.exports;
};

let warnsOfCycles = false;

function exportsOf(module, parent) {
  addKnownChild(parent, module);
  if (module.loaded || !parent) return module.exports;
  // An ES module in the middle of its start has nothing to give: the native half says so.
  if (startingModules.has(module)) return require('module/esm').requireAgain(module);
  warnsOfCycles = true;
  return require('module/cycles').unfinishedExports(module);
}

// A module that threw may be asked for again.
function forget(module, filename, key, parent) {
  delete Module._cache[filename];
  if (key === undefined) return;
  delete resolvedInFolder[key];
  const children = parent?.children;
  const at = Array.isArray(children) ? children.indexOf(module) : -1;
  if (at !== -1) children.splice(at, 1);
}

// The longest extension of a name that somebody handles: `.foo.bar` before `.bar`.
function extensionOf(filename) {
  const name = path.basename(filename);
  for (let at = name.indexOf('.', 1); at !== -1; at = name.indexOf('.', at + 1)) {
    const extension = name.slice(at);
    if (extension.length > 1 && Module._extensions[extension]) return extension;
  }
  return '.js';
}

Module.prototype.load = function(filename) {
  this.filename = filename;
  this.paths = Module._nodeModulePaths(path.dirname(filename));
  const extension = extensionOf(filename);
  if (filename.endsWith('.mjs') && !Module._extensions['.mjs']) require('module/esm').requireInto(this, filename);
  else Module._extensions[extension](this, filename);
  this.loaded = true;
  exportsWhenLoaded.set(this, this.exports);
};

Module.prototype.require = function(id) {
  validateString(id, 'id');
  if (id === '') throw new ERR_INVALID_ARG_VALUE('id', id, 'must be a non-empty string');
  return Module._load(id, this, false);
};

Object.defineProperty(Module.prototype, 'parent', {
  __proto__: null, configurable: true, enumerable: false,
  get() {
    warnOfParent();
    return parents.get(this);
  },
  set(value) {
    warnOfParent();
    parents.set(this, value);
  },
});

Object.defineProperty(Module.prototype, 'isPreloading', {
  __proto__: null, configurable: true, enumerable: false,
  get() { return isPreloading; },
});

function warnOfParent() {
  if (!require('internal/options').getOptionValue('--pending-deprecation') || hasWarnedOfParent) return;
  hasWarnedOfParent = true;
  const text = 'module.parent is deprecated due to accuracy issues. Please use require.main to find program entry point instead.';
  require('process').emitWarning(text, 'DeprecationWarning', 'DEP0144');
}

let wrapper = [
  '(function (exports, require, module, __filename, __dirname) { ',
  '\n});',
];
let wrap = function(script) {
  return wrapper[0] + script + wrapper[1];
};
// Once somebody has put another in the place of either, files are run through them.
let isWrapperChanged = false;

Object.defineProperty(Module, 'wrap', {
  __proto__: null, configurable: true, enumerable: true,
  get() { return wrap; },
  set(value) {
    isWrapperChanged = true;
    wrap = value;
  },
});

Object.defineProperty(Module, 'wrapper', {
  __proto__: null, configurable: true, enumerable: true,
  get() {
    // Whoever has the array may change it.
    isWrapperChanged = true;
    return wrapper;
  },
  set(value) {
    isWrapperChanged = true;
    wrapper = value;
  },
});

function compile(content, filename) {
  if (isWrapperChanged) return require('runtime/engine').runScript(Module.wrap(content), filename);
  return native.compileFunction(content, filename);
}

function compileText(content, filename) {
  let compiled;
  try {
    compiled = compile(content, filename);
  } catch (error) {
    adviseModule(this, error, content);
    throw error;
  }
  return run(this, compiled, filename);
}

Module.prototype._compile = compileText;

// A main program that imports or exports, and said that it is CommonJS.
function adviseModule(module, error, content) {
  if (!(error instanceof SyntaxError) || module !== mainModule() || !native.isModuleText(content)) return;
  // At once: the error that follows may end the program.
  const { emitWarningSync } = require('process/warning');
  emitWarningSync('To load an ES module, set "type": "module" in the package.json or use the .mjs extension.');
}

function run(module, compiled, filename) {
  const { exports } = module;
  return compiled.call(exports, exports, makeRequire(module), module, filename, path.dirname(filename));
}

Module._extensions['.js'] = function(module, filename) {
  const type = filename.endsWith('.js') || path.extname(filename) === '' ? native.packageType(filename) : 'commonjs';
  if (type === 'module' && filename.endsWith('.js')) {
    require('module/esm').requireInto(module, filename);
    return;
  }
  // Somebody wants to see the text, or another text to be run.
  if (isWrapperChanged || module._compile !== compileText) {
    module._compile(native.readFile(filename), filename);
    return;
  }
  let compiled;
  try {
    compiled = native.compileFile(filename);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const content = native.readFile(filename);
    if (type !== 'none') adviseModule(module, error, content);
    if (type !== 'none' || !native.isModuleText(content)) throw error;
    // Nobody said what it is, and text that imports or exports says it itself.
    require('module/esm').requireInto(module, filename);
    return;
  }
  run(module, compiled, filename);
};

Module._extensions['.json'] = function(module, filename) {
  module.exports = require('module/json').parse(native.readFile(filename), filename);
};

Module._extensions['.node'] = function(module, filename) {
  return require('process').dlopen(module, filename);
};

function makeRequire(module) {
  function require(path) {
    return module.require(path);
  }
  function resolve(request, options) {
    validateString(request, 'request');
    return Module._resolveFilename(request, module, false, options);
  }
  resolve.paths = function paths(request) {
    validateString(request, 'request');
    return Module._resolveLookupPaths(request, module);
  };
  require.resolve = resolve;
  // A setter on Object.prototype must not see it.
  if ('main' in require) Object.defineProperty(require, 'main', { __proto__: null, value: mainModule(), writable: true, enumerable: true, configurable: true });
  else require.main = mainModule();
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return require;
}

function mainModule() {
  return runsMain ? require('process').mainModule : undefined;
}

Module.createRequire = function createRequire(filename) {
  return require('module/create_require').createRequire(Module, makeRequire, filename);
};

Module.syncBuiltinESMExports = function syncBuiltinESMExports() {
  native.syncBuiltins();
};

Module.findSourceMap = function findSourceMap() {
  return undefined; // There are no source maps.
};

Module.register = function register() {
  throw notImplemented('module.register()');
};

Module.SourceMap = function SourceMap() {
  throw notImplemented('module.SourceMap');
};

function notImplemented(what) {
  const { codes: { ERR_NOT_IMPLEMENTED } } = require('internal/errors');
  return new ERR_NOT_IMPLEMENTED(what);
}

Module._debug = function(...args) {
  Reflect.apply(require('util').debuglog('module'), undefined, args);
};

// The `package.json` in a folder, or false.
Module._readPackage = function(folder) {
  const file = path.join(folder, 'package.json');
  return native.kind(file) === 0 ? require('module/json').parse(native.readFile(file), file) : false;
};

Module._preloadModules = function(requests) {
  isPreloading = true;
  try {
    require('module/start').preloadModules(Module, requests);
  } finally {
    isPreloading = false;
  }
};

// The main program, by the path it was started with.
Module.runMain = function(main = require('process').argv[1]) {
  require('module/start').runMain(Module, main);
};

// What the program's start asks for, beyond a file to run.
const hidden = {
  _exportsWhenLoaded: exportsWhenLoaded,
  _startingModules: startingModules,
  _provideGlobals(name) { return require('module/start').provideGlobals(Module, makeRequire, name); },
  _isModuleText: native.isModuleText,
  _runModuleSource(source) { return require('module/start').runModuleSource(source); },
  _checkSyntax(file) { return require('module/start').checkSyntax(Module, compile, file); },
  _preload(required, imported) { return require('module/start').preload(Module, required, imported); },
};
Object.keys(hidden).forEach((name) => {
  Object.defineProperty(Module, name, { __proto__: null, configurable: true, writable: true, value: hidden[name] });
});

module.exports = Module;
// Imports may come from anywhere, an `import()` in a script too: the engine has to know whom to ask.
require('module/hooks').install();
