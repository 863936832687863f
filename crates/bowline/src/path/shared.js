'use strict';

const { validateObject } = require('internal/validators');

// Joins `parts` without empty segments and single dots, each `..` eating the segment before it. A relative
// path may begin with `..`; an absolute one has nothing above it.
function collapse(parts, absolute, separator) {
  const kept = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept[kept.length - 1] !== '..') kept.pop();
    else if (!absolute) kept.push('..');
  }
  return kept.join(separator);
}

// The extension of a last segment, or '': a leading dot makes a hidden file, and `..` is no name at all.
function extensionOf(base) {
  const dot = base.lastIndexOf('.');
  return dot <= 0 || base === '..' ? '' : base.slice(dot);
}

// The last segment of `path`, which is `base`, without `suffix`; a segment that is nothing but the suffix stays.
function withoutSuffix(path, base, suffix) {
  if (suffix === '' || suffix.length > path.length) return base;
  if (suffix === path) return '';
  if (base.length > suffix.length) {
    return base.endsWith(suffix) ? base.slice(0, base.length - suffix.length) : base;
  }
  // Node's search runs off the segment here and gives back the separators behind it as well.
  if (base.length < suffix.length && suffix.endsWith(base)) {
    return base === '' ? path.slice(/^[A-Za-z]:/.test(path) ? 2 : 0) : path.slice(path.lastIndexOf(base));
  }
  return base;
}

function splitName(parsed, base) {
  const ext = extensionOf(base);
  parsed.base = base;
  parsed.ext = ext;
  parsed.name = ext === '' ? base : base.slice(0, base.length - ext.length);
  return parsed;
}

function formatWith(separator, pathObject) {
  validateObject(pathObject, 'pathObject');
  const { root, ext } = pathObject;
  const dir = pathObject.dir || root;
  const extension = ext ? (ext[0] === '.' ? ext : `.${ext}`) : '';
  const base = pathObject.base || `${pathObject.name || ''}${extension}`;
  if (!dir) return base;
  return dir === root ? `${dir}${base}` : `${dir}${separator}${base}`;
}

module.exports = { collapse, extensionOf, formatWith, splitName, withoutSuffix };
