'use strict';

const { validateString } = require('internal/validators');
const { collapse, extensionOf, formatWith, splitName, withoutSuffix } = require('path/shared');

const COLON = 58;
const BACKSLASH = 92;
const SEPARATORS = /[\\/]/;
// Names that are devices wherever they stand; a colon after one must not make it a device path.
const DEVICES = /^(?:CON|PRN|AUX|NUL|(?:COM|LPT)[1-9\u00b9\u00b2\u00b3])$/i;

function isSeparator(code) {
  return code === BACKSLASH || code === 47;
}

function isDrive(path) {
  if (path.charCodeAt(1) !== COLON) return false;
  const letter = path.charCodeAt(0) | 32;
  return letter >= 97 && letter <= 122;
}

// The end of the run of separators, or of other characters, that begins at `from`.
function skip(path, from, separators) {
  while (from < path.length && isSeparator(path.charCodeAt(from)) === separators) from++;
  return from;
}

// A path that begins `\\server\share`, taken apart; undefined for any other.
function shareOf(path) {
  if (!isSeparator(path.charCodeAt(0)) || !isSeparator(path.charCodeAt(1))) return undefined;
  const serverEnd = skip(path, 2, false);
  if (serverEnd === 2) return undefined;
  const start = skip(path, serverEnd, true);
  if (start === serverEnd || start === path.length) return undefined;
  const end = skip(path, start, false);
  return { server: path.slice(2, serverEnd), share: path.slice(start, end), end };
}

// What stands before the segments: a drive or a share, how long it is, and whether a separator follows.
function rootOf(path) {
  if (isSeparator(path.charCodeAt(0))) {
    const unc = shareOf(path);
    if (unc === undefined) return { device: '', length: 1, absolute: true };
    if (unc.server === '.' || unc.server === '?') return { device: `\\\\${unc.server}`, length: 4, absolute: true };
    return { device: `\\\\${unc.server}\\${unc.share}`, length: unc.end, absolute: true };
  }
  if (!isDrive(path)) return { device: '', length: 0, absolute: false };
  const absolute = path.length > 2 && isSeparator(path.charCodeAt(2));
  return { device: path.slice(0, 2), length: absolute ? 3 : 2, absolute };
}

// How much of `path` the last segment may not reach into, for dirname and parse: the root with its separator.
function prefixLength(path) {
  if (path === '') return 0;
  const unc = shareOf(path);
  if (unc !== undefined) return unc.end === path.length ? unc.end : unc.end + 1;
  if (isSeparator(path.charCodeAt(0))) return 1;
  if (!isDrive(path)) return 0;
  return path.length > 2 && isSeparator(path.charCodeAt(2)) ? 3 : 2;
}

// Where the last segment begins and ends, given where the segments begin.
function lastSegmentRange(path, start) {
  let end = path.length;
  while (end > start && isSeparator(path.charCodeAt(end - 1))) end--;
  let begin = end;
  while (begin > start && !isSeparator(path.charCodeAt(begin - 1))) begin--;
  return { begin, end };
}

function lastSegment(path) {
  const { begin, end } = lastSegmentRange(path, isDrive(path) ? 2 : 0);
  return path.slice(begin, end);
}

function collapseTail(tail, absolute) {
  return collapse(tail.split(SEPARATORS), absolute, '\\');
}

function normalizeUnchecked(path) {
  if (path === '') return '.';
  if (path.length === 1) return isSeparator(path.charCodeAt(0)) ? '\\' : path;
  const colon = path.indexOf(':');
  if (colon !== -1 && DEVICES.test(path.slice(0, colon))) {
    // `CON:` opens the device wherever it stands; behind `.\\` it is a name among others.
    const rest = path.slice(colon + 1);
    const slash = rest !== '' && isSeparator(rest.charCodeAt(rest.length - 1)) ? '\\' : '';
    const tail = collapseTail(rest, false);
    return `.\\${path.slice(0, colon + 1)}${tail === '' ? `.${slash}` : `${tail}${slash}`}`;
  }
  const { device, length, absolute } = rootOf(path);
  if (length === path.length && length > 3) return `${device}\\`; // Nothing but a share.
  let tail = collapseTail(path.slice(length), absolute);
  if (tail === '' && !absolute) tail = '.';
  if (tail !== '' && isSeparator(path.charCodeAt(path.length - 1))) tail += '\\';
  if (device === '' && !absolute && colon !== -1) {
    // Collapsing must not bring forth a drive that was not there.
    if (isDrive(tail)) return `.\\${tail}`;
    for (let i = colon; i !== -1; i = path.indexOf(':', i + 1)) {
      if (i === path.length - 1 || isSeparator(path.charCodeAt(i + 1))) return `.\\${tail}`;
    }
  }
  if (device === '') return absolute ? `\\${tail}` : tail;
  return absolute ? `${device}\\${tail}` : `${device}${tail}`;
}

// The folder a path without a drive, or with only a drive, is relative to.
function folderOf(device) {
  const { cwd, env } = require('process');
  if (device === '') return cwd();
  const path = env[`=${device}`] || cwd();
  const elsewhere = path.slice(0, 2).toLowerCase() !== device.toLowerCase() && path.charCodeAt(2) === BACKSLASH;
  return elsewhere ? `${device}\\` : path;
}

const win32 = {
  resolve(...args) {
    let device = '';
    let tail = '';
    let absolute = false;
    // After the arguments comes the current folder: of the drive, when one was named.
    for (let i = args.length - 1; i >= -1; i--) {
      let path;
      if (i >= 0) {
        path = args[i];
        validateString(path, `paths[${i}]`);
        if (path === '') continue;
      } else {
        path = folderOf(device);
      }
      const root = rootOf(path);
      if (root.device !== '') {
        if (device === '') device = root.device;
        else if (root.device.toLowerCase() !== device.toLowerCase()) continue;
      }
      if (!absolute) {
        tail = `${path.slice(root.length)}\\${tail}`;
        absolute = root.absolute;
      }
      if (absolute && device !== '') break;
    }
    tail = collapseTail(tail, absolute);
    return absolute ? `${device}\\${tail}` : `${device}${tail}` || '.';
  },

  normalize(path) {
    validateString(path, 'path');
    return normalizeUnchecked(path);
  },

  isAbsolute(path) {
    validateString(path, 'path');
    return isSeparator(path.charCodeAt(0)) || (isDrive(path) && path.length > 2 && isSeparator(path.charCodeAt(2)));
  },

  join(...args) {
    let joined;
    let first;
    for (let i = 0; i < args.length; i++) {
      const arg = args[i];
      validateString(arg, 'path');
      if (arg === '') continue;
      if (joined === undefined) joined = first = arg;
      else joined += `\\${arg}`;
    }
    if (joined === undefined) return '.';
    // Only a first part that is `\\name` itself means a share: two separators that joining brought
    // together are one.
    const share = first.length > 2 && skip(first, 0, true) === 2;
    if (!share) {
      const separators = skip(joined, 0, true);
      if (separators >= 2) joined = `\\${joined.slice(separators)}`;
    }
    return normalizeUnchecked(joined);
  },

  relative(from, to) {
    validateString(from, 'from');
    validateString(to, 'to');
    if (from === to) return '';
    const source = win32.resolve(from);
    const target = win32.resolve(to);
    if (source === target || source.toLowerCase() === target.toLowerCase()) return '';
    const start = source.split('\\').filter(Boolean);
    const end = target.split('\\').filter(Boolean);
    let common = 0;
    while (common < start.length && common < end.length && start[common].toLowerCase() === end[common].toLowerCase()) common++;
    // Nothing in common is another drive, unless one of them is the root of all.
    if (common === 0 && start.length > 0 && end.length > 0) return target;
    const steps = new Array(start.length - common).fill('..');
    return steps.concat(end.slice(common)).join('\\');
  },

  toNamespacedPath(path) {
    if (typeof path !== 'string' || path === '') return path;
    const resolved = win32.resolve(path);
    if (resolved.length <= 2) return path;
    if (resolved.startsWith('\\\\')) {
      const kind = resolved[2];
      if (kind !== '?' && kind !== '.') return `\\\\?\\UNC\\${resolved.slice(2)}`;
    } else if (isDrive(resolved) && resolved.charCodeAt(2) === BACKSLASH) {
      return `\\\\?\\${resolved}`;
    }
    return resolved;
  },

  dirname(path) {
    validateString(path, 'path');
    if (path === '') return '.';
    if (path.length === 1) return isSeparator(path.charCodeAt(0)) ? path : '.';
    const prefix = prefixLength(path);
    const { begin, end } = lastSegmentRange(path, prefix);
    if (begin <= prefix || begin === end) return prefix === 0 ? '.' : path.slice(0, prefix);
    return path.slice(0, begin - 1);
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

  format: formatWith.bind(null, '\\'),

  parse(path) {
    validateString(path, 'path');
    const parsed = { root: '', dir: '', base: '', ext: '', name: '' };
    if (path === '') return parsed;
    const prefix = prefixLength(path);
    parsed.root = path.slice(0, prefix);
    const { begin, end } = lastSegmentRange(path, prefix);
    parsed.dir = begin > prefix ? path.slice(0, begin - 1) : parsed.root;
    return splitName(parsed, path.slice(begin, end));
  },

  sep: '\\',
  delimiter: ';',
  win32: null,
  posix: null,
};

win32._makeLong = win32.toNamespacedPath; // The name it had before Node 9.

module.exports = win32;
