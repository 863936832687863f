'use strict';

// What the native half asks for when it meets an import.

const hooks = {
  error(className, code, message, properties) {
    return require('module/errors').make(className, code, message, properties);
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
    return require('module/json').parse(text, place);
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
  native.configure(
    hooks,
    getOptionValue('--conditions') ?? [],
    Boolean(getOptionValue('--preserve-symlinks')),
    Boolean(getOptionValue('--preserve-symlinks-main')),
  );
}

module.exports = { install };
