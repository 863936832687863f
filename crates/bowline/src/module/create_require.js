'use strict';

const path = require('path');
const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');

const EXPECTED = 'must be a file URL object, file URL string, or absolute path string';

function createRequire(Module, makeRequire, filename) {
  const { URL, fileURLToPath, isURL } = require('internal/url');
  let file;
  if (isURL(filename) || (typeof filename === 'string' && !path.isAbsolute(filename))) {
    try {
      file = fileURLToPath(new URL(filename));
    } catch {
      throw new ERR_INVALID_ARG_VALUE('filename', filename, EXPECTED);
    }
  } else if (typeof filename !== 'string') {
    throw new ERR_INVALID_ARG_VALUE('filename', filename, EXPECTED);
  } else {
    file = filename;
  }
  // A folder stands for a file in it.
  const isFolder = file.endsWith('/') || (path.sep === '\\' && file.endsWith('\\'));
  if (isFolder) file = path.join(file, 'noop.js');
  const module = new Module(file);
  module.filename = file;
  module.paths = Module._nodeModulePaths(module.path);
  return makeRequire(module);
}

module.exports = { createRequire };
