'use strict';

const { validateString } = require('internal/validators');
const { collapse, extensionOf, formatWith, splitName, withoutSuffix } = require('path/shared');

const SLASH = 47;

function cwd() {
  const path = require('process').cwd();
  if (native.windows !== true) return path;
  // Under Windows the folder has a drive, which these rules know nothing of.
  const slashed = path.replaceAll('\\', '/');
  return slashed.slice(slashed.indexOf('/'));
}

// True when nothing would be collapsed: the native searches cost a fraction of taking the path apart.
function isNormal(path) {
  return !path.includes('//') && !path.includes('/.') && path.charCodeAt(0) !== 46;
}

function normalizeUnchecked(path) {
  if (path === '') return '.';
  if (isNormal(path)) return path;
  const absolute = path.charCodeAt(0) === SLASH;
  const trailing = path.charCodeAt(path.length - 1) === SLASH;
  const collapsed = collapse(path.split('/'), absolute, '/');
  if (collapsed === '') return absolute ? '/' : trailing ? './' : '.';
  return `${absolute ? '/' : ''}${collapsed}${trailing ? '/' : ''}`;
}

// The position of the last character that is not a trailing slash; 0 at the least.
function endOf(path) {
  let last = path.length - 1;
  while (last > 0 && path.charCodeAt(last) === SLASH) last--;
  return last;
}

function lastSegment(path) {
  const last = endOf(path);
  if (path.charCodeAt(last) === SLASH) return '';
  return path.slice(path.lastIndexOf('/', last) + 1, last + 1);
}

const posix = {
  // The absolute path that `args` lead to, read from the right until one is absolute.
  resolve(...args) {
    let path = '';
    let absolute = false;
    for (let i = args.length - 1; i >= 0 && !absolute; i--) {
      const arg = args[i];
      validateString(arg, `paths[${i}]`);
      if (arg === '') continue;
      path = path === '' ? arg : `${arg}/${path}`;
      absolute = arg.charCodeAt(0) === SLASH;
    }
    if (!absolute) {
      const folder = cwd();
      path = path === '' ? folder : `${folder}/${path}`;
      absolute = folder.charCodeAt(0) === SLASH;
    }
    if (absolute && isNormal(path) && (path.length === 1 || path.charCodeAt(path.length - 1) !== SLASH)) return path;
    const collapsed = collapse(path.split('/'), absolute, '/');
    return absolute ? `/${collapsed}` : collapsed || '.';
  },

  normalize(path) {
    validateString(path, 'path');
    return normalizeUnchecked(path);
  },

  isAbsolute(path) {
    validateString(path, 'path');
    return path.charCodeAt(0) === SLASH;
  },

  join(...args) {
    let joined = '';
    for (let i = 0; i < args.length; i++) {
      const arg = args[i];
      validateString(arg, 'path');
      if (arg !== '') joined = joined === '' ? arg : `${joined}/${arg}`;
    }
    return normalizeUnchecked(joined);
  },

  relative(from, to) {
    validateString(from, 'from');
    validateString(to, 'to');
    if (from === to) return '';
    from = posix.resolve(from);
    to = posix.resolve(to);
    if (from === to) return '';
    const start = from === '/' ? [] : from.slice(1).split('/');
    const end = to === '/' ? [] : to.slice(1).split('/');
    let common = 0;
    while (common < start.length && common < end.length && start[common] === end[common]) common++;
    const steps = new Array(start.length - common).fill('..');
    for (let i = common; i < end.length; i++) steps.push(end[i]);
    return steps.join('/');
  },

  toNamespacedPath(path) {
    return path; // Only Windows has namespaces.
  },

  dirname(path) {
    validateString(path, 'path');
    if (path === '') return '.';
    const rooted = path.charCodeAt(0) === SLASH;
    const slash = path.lastIndexOf('/', endOf(path));
    if (slash < 1) return rooted ? '/' : '.';
    return rooted && slash === 1 ? '//' : path.slice(0, slash);
  },

  basename(path, suffix) {
    if (suffix !== undefined) validateString(suffix, 'suffix');
    validateString(path, 'path');
    if (suffix === undefined) return lastSegment(path);
    return withoutSuffix(path, lastSegment(path), suffix);
  },

  extname(path) {
    validateString(path, 'path');
    return extensionOf(lastSegment(path));
  },

  format: formatWith.bind(null, '/'),

  parse(path) {
    validateString(path, 'path');
    const parsed = { root: '', dir: '', base: '', ext: '', name: '' };
    if (path === '') return parsed;
    const rooted = path.charCodeAt(0) === SLASH;
    if (rooted) parsed.root = '/';
    const last = endOf(path);
    const slash = path.lastIndexOf('/', last);
    if (slash > 0 && path.charCodeAt(last) !== SLASH) parsed.dir = path.slice(0, slash);
    else if (rooted) parsed.dir = '/';
    return splitName(parsed, lastSegment(path));
  },

  sep: '/',
  delimiter: ':',
  win32: null,
  posix: null,
};

posix._makeLong = posix.toNamespacedPath; // The name it had before Node 9.

module.exports = posix;
