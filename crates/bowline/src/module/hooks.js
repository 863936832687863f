'use strict';

// What the native half asks for when it meets an import.

const hooks = {
  error(className, code, message, properties) {
    return require('module/errors').make(className, code, message, properties, hooks.error);
  },
  warn(text, code) {
    require('process').emitWarning(text, 'DeprecationWarning', code);
  },
  builtin(id) {
    return require(id);
  },
  commonjs(path) {
    return require('module/esm').exportsOfFile(path);
  },
  json(text, place) {
    return require('module/esm').jsonOf(text, place);
  },
  jsonValue(place, value) {
    return require('module/esm').currentJson(place, value);
  },
  explain(error, url) {
    require('module/esm').explain(error, url);
  },
  meta(meta, url) {
    require('module/esm').fillMeta(meta, url);
  },
};

function install() {
  const { getOptionValue } = require('internal/options');
  const { env } = require('process');
  native.configure(
    hooks,
    getOptionValue('--conditions') ?? [],
    Boolean(getOptionValue('--preserve-symlinks') || env.NODE_PRESERVE_SYMLINKS === '1'),
    Boolean(getOptionValue('--preserve-symlinks-main') || env.NODE_PRESERVE_SYMLINKS_MAIN === '1'),
  );
}

module.exports = { install };
