'use strict';
// A file as a Blob, read when somebody looks into it.
const { validateObject, validateString } = require('internal/validators');
const { getValidatedPath } = require('internal/fs/utils');

function openAsBlob(path, options) {
  validateObject(options, 'options');
  const type = options.type || '';
  validateString(type, 'options.type');
  path = getValidatedPath(path);
  require('internal/util').emitExperimentalWarning('fs.openAsBlob');
  return require('fs/promises').readFile(path).then((bytes) => {
    const { Blob } = require('buffer');
    return new Blob([bytes], { type });
  });
}

module.exports = { openAsBlob };
