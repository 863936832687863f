'use strict';
// Names: links, directories, renaming, removing, copying.
const { parseFileMode, validateBoolean, validateFunction, validateInteger } = require('internal/validators');
const {
  asksForBytes,
  decodeName,
  eisdir,
  emitRecursiveRmdirWarning,
  getOptions,
  getValidMode,
  getValidatedPath,
  makeCallback,
  stringToSymlinkType,
  validateRmOptions,
  validateRmdirOptions,
  warnOnNonPortableTemplate,
} = require('internal/fs/utils');

// A callback for a name that native code gives as bytes when the program wants another encoding.
function nameCallback(callback, encoding) {
  if (!asksForBytes(encoding) || encoding === 'buffer') return callback;
  return (error, name) => {
    if (error || name === undefined) callback(error);
    else callback(error, name.toString(encoding));
  };
}

function link(existingPath, newPath, callback) {
  callback = makeCallback(callback);
  existingPath = getValidatedPath(existingPath, 'existingPath');
  newPath = getValidatedPath(newPath, 'newPath');
  native.link(existingPath, newPath, callback);
}

function linkSync(existingPath, newPath) {
  existingPath = getValidatedPath(existingPath, 'existingPath');
  newPath = getValidatedPath(newPath, 'newPath');
  native.link(existingPath, newPath);
}

function symlink(target, path, type, callback) {
  if (callback === undefined) {
    callback = makeCallback(arguments[arguments.length - 1]);
    type = undefined;
  } else {
    validateSymlinkType(type);
    callback = makeCallback(callback);
  }
  target = getValidatedPath(target, 'target');
  path = getValidatedPath(path);
  native.symlink(target, path, stringToSymlinkType(type), callback);
}

function symlinkSync(target, path, type) {
  validateSymlinkType(type);
  target = getValidatedPath(target, 'target');
  path = getValidatedPath(path);
  native.symlink(target, path, stringToSymlinkType(type));
}

function validateSymlinkType(type) {
  stringToSymlinkType(type);
}

function readlink(path, options, callback) {
  callback = makeCallback(typeof options === 'function' ? options : callback);
  const { encoding } = getOptions(options);
  path = getValidatedPath(path, 'oldPath');
  native.readlink(path, asksForBytes(encoding), nameCallback(callback, encoding));
}

function readlinkSync(path, options) {
  const { encoding } = getOptions(options);
  path = getValidatedPath(path, 'oldPath');
  return decodeName(native.readlink(path, asksForBytes(encoding)), encoding);
}

function realpath(path, options, callback) {
  resolvePath(path, options, callback, false);
}

function realpathSync(path, options) {
  return resolvePathSync(path, options, false);
}

realpath.native = function native(path, options, callback) {
  resolvePath(path, options, callback, true);
};

realpathSync.native = function native(path, options) {
  return resolvePathSync(path, options, true);
};

// The first way takes anything that can be text for a path, as it always did.
function pathOfAnything(path, bySystem) {
  if (bySystem || typeof path === 'string') return getValidatedPath(path);
  path = require('internal/url').toPathIfFileURL(path);
  return getValidatedPath(typeof path === 'string' ? path : `${path}`);
}

function resolvePath(path, options, callback, bySystem) {
  callback = makeCallback(typeof options === 'function' ? options : callback);
  const { encoding } = getOptions(options);
  path = pathOfAnything(path, bySystem);
  native.realpath(path, bySystem, asksForBytes(encoding), nameCallback(callback, encoding));
}

function resolvePathSync(path, options, bySystem) {
  const { encoding } = getOptions(options);
  path = pathOfAnything(path, bySystem);
  return decodeName(native.realpath(path, bySystem, asksForBytes(encoding)), encoding);
}

function rename(oldPath, newPath, callback) {
  callback = makeCallback(callback);
  oldPath = getValidatedPath(oldPath, 'oldPath');
  newPath = getValidatedPath(newPath, 'newPath');
  native.rename(oldPath, newPath, callback);
}

function renameSync(oldPath, newPath) {
  oldPath = getValidatedPath(oldPath, 'oldPath');
  newPath = getValidatedPath(newPath, 'newPath');
  native.rename(oldPath, newPath);
}

function unlink(path, callback) {
  callback = makeCallback(callback);
  path = getValidatedPath(path);
  native.unlink(path, callback);
}

function unlinkSync(path) {
  native.unlink(getValidatedPath(path));
}

function mkdirOptions(options) {
  let mode = 0o777;
  let recursive = false;
  if (typeof options === 'number' || typeof options === 'string') {
    mode = parseFileMode(options, 'mode');
  } else if (options) {
    if (options.recursive !== undefined) {
      recursive = options.recursive;
      validateBoolean(recursive, 'options.recursive');
    }
    if (options.mode !== undefined) mode = parseFileMode(options.mode, 'mode');
  }
  return { mode, recursive };
}

function mkdir(path, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  callback = makeCallback(callback);
  const { mode, recursive } = mkdirOptions(options);
  path = getValidatedPath(path);
  native.mkdir(path, mode, recursive, callback);
}

function mkdirSync(path, options) {
  const { mode, recursive } = mkdirOptions(options);
  return native.mkdir(getValidatedPath(path), mode, recursive);
}

function mkdtemp(prefix, options, callback) {
  callback = makeCallback(typeof options === 'function' ? options : callback);
  const { encoding } = getOptions(options);
  prefix = getValidatedPath(prefix, 'prefix');
  warnOnNonPortableTemplate(prefix);
  native.mkdtemp(prefix, asksForBytes(encoding), nameCallback(callback, encoding));
}

function mkdtempSync(prefix, options) {
  const { encoding } = getOptions(options);
  prefix = getValidatedPath(prefix, 'prefix');
  warnOnNonPortableTemplate(prefix);
  return decodeName(native.mkdtemp(prefix, asksForBytes(encoding)), encoding);
}

function rmdir(path, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  callback = makeCallback(callback);
  path = getValidatedPath(path);
  options = validateRmdirOptions(options);
  if (!options.recursive) {
    native.rmdir(path, callback);
    return;
  }
  emitRecursiveRmdirWarning();
  native.lstat(path, false, (error, row) => {
    if (error) callback(error);
    else if (!isDirectoryRow(row)) native.rmdir(path, callback);
    else native.rm(path, true, false, options.maxRetries, options.retryDelay, callback);
  });
}

function rmdirSync(path, options) {
  path = getValidatedPath(path);
  options = validateRmdirOptions(options);
  if (options.recursive) {
    emitRecursiveRmdirWarning();
    if (isDirectoryRow(native.lstat(path, false))) {
      native.rm(path, true, false, options.maxRetries, options.retryDelay);
      return;
    }
  }
  native.rmdir(path);
}

// A row of `stat` has the mode second.
function isDirectoryRow(row) {
  return (row[1] & 0o170000) === 0o040000;
}

function rm(path, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  path = getValidatedPath(path);
  options = validateRmOptions(options);
  callback = makeCallback(callback);
  native.rm(path, options.recursive, options.force, options.maxRetries, options.retryDelay, (error) => {
    callback(error?.code === 'ERR_FS_EISDIR' ? eisdir(path) : error);
  });
}

function rmSync(path, options) {
  path = getValidatedPath(path);
  options = validateRmOptions(options);
  try {
    native.rm(path, options.recursive, options.force, options.maxRetries, options.retryDelay);
  } catch (error) {
    throw error.code === 'ERR_FS_EISDIR' ? eisdir(path) : error;
  }
}

function copyFile(src, dest, mode, callback) {
  if (typeof mode === 'function') {
    callback = mode;
    mode = 0;
  }
  src = getValidatedPath(src, 'src');
  dest = getValidatedPath(dest, 'dest');
  callback = makeCallback(callback);
  native.copyFile(src, dest, getValidMode(mode), callback);
}

function copyFileSync(src, dest, mode) {
  src = getValidatedPath(src, 'src');
  dest = getValidatedPath(dest, 'dest');
  native.copyFile(src, dest, getValidMode(mode));
}

let warnsOfTruncate = true;

function showTruncateDeprecation() {
  if (!warnsOfTruncate) return;
  warnsOfTruncate = false;
  require('process').emitWarning(
    'Using fs.truncate with a file descriptor is deprecated. Please use fs.ftruncate with a file descriptor instead.',
    'DeprecationWarning', 'DEP0081');
}

function truncate(path, length, callback) {
  if (typeof path === 'number') {
    showTruncateDeprecation();
    require('fs').ftruncate(path, length, callback);
    return;
  }
  if (typeof length === 'function') {
    callback = length;
    length = 0;
  } else if (length === undefined) {
    length = 0;
  }
  validateInteger(length, 'len');
  callback = makeCallback(callback);
  path = getValidatedPath(path);
  native.truncate(path, Math.max(0, length), callback);
}

function truncateSync(path, length) {
  if (typeof path === 'number') {
    showTruncateDeprecation();
    require('fs').ftruncateSync(path, length);
    return;
  }
  if (length === undefined) length = 0;
  validateInteger(length, 'len');
  native.truncate(getValidatedPath(path), Math.max(0, length));
}

function readdirOptions(options) {
  options = getOptions(options);
  if (options.recursive != null) validateBoolean(options.recursive, 'options.recursive');
  return options;
}

function readdir(path, options, callback) {
  callback = makeCallback(typeof options === 'function' ? options : callback);
  options = readdirOptions(options);
  path = getValidatedPath(path);
  native.readdir(path, Boolean(options.recursive), Boolean(options.withFileTypes), asksForBytes(options.encoding),
                 (error, found) => {
                   if (error) callback(error);
                   else callback(null, namesOf(found, path, options));
                 });
}

function readdirSync(path, options) {
  options = readdirOptions(options);
  path = getValidatedPath(path);
  const found = native.readdir(path, Boolean(options.recursive), Boolean(options.withFileTypes),
                               asksForBytes(options.encoding));
  return namesOf(found, path, options);
}

// `found` is a list of names, then one of their kinds and one of the directories they are in, each seen
// from `path`; the last is empty if that is always `path` itself.
function namesOf({ 0: names, 1: kinds, 2: directories }, path, { encoding, withFileTypes, recursive }) {
  if (withFileTypes) return direntsOf(names, kinds, directories, path, encoding);
  if (recursive) {
    for (let i = 0; i < names.length; i++) {
      if (directories[i].length !== 0) names[i] = joinNames(directories[i], names[i]);
    }
  }
  if (asksForBytes(encoding) && encoding !== 'buffer') {
    for (let i = 0; i < names.length; i++) names[i] = names[i].toString(encoding);
  }
  return names;
}

function joinNames(directory, name) {
  if (typeof directory === 'string' && typeof name === 'string') return `${directory}/${name}`;
  const { Buffer } = require('buffer');
  return Buffer.concat([Buffer.from(directory), Buffer.from('/'), Buffer.from(name)]);
}

function direntsOf(names, kinds, directories, path, encoding) {
  const { Dirent, UNKNOWN } = require('fs/dirent');
  const join = require('path').join;
  const dirents = new Array(names.length);
  for (let i = 0; i < names.length; i++) {
    const below = directories.length === 0 ? '' : directories[i];
    let directory = path;
    if (below.length !== 0) directory = typeof path === 'string' ? join(path, `${below}`) : joinNames(path, below);
    let kind = kinds[i];
    if (kind === UNKNOWN) kind = kindOf(joinNames(directory, names[i]));
    dirents[i] = new Dirent(decodeName(names[i], encoding), kind, directory);
  }
  return dirents;
}

// For file systems that do not tell the kind with the name.
function kindOf(path) {
  return require('fs/dir').kindOfMode(native.lstat(path, false)[1]);
}

function opendir(path, options, callback) {
  callback = typeof options === 'function' ? options : callback;
  validateFunction(callback, 'callback');
  path = getValidatedPath(path);
  options = getOptions(options, { encoding: 'utf8' });
  require('fs/dir').opendir(path, options, callback);
}

function opendirSync(path, options) {
  path = getValidatedPath(path);
  options = getOptions(options, { encoding: 'utf8' });
  return require('fs/dir').opendirSync(path, options);
}

module.exports = {
  copyFile, copyFileSync, link, linkSync, mkdir, mkdirSync, mkdtemp, mkdtempSync, opendir, opendirSync, readdir,
  readdirSync, readlink, readlinkSync, realpath, realpathSync, rename, renameSync, rm, rmSync, rmdir, rmdirSync,
  symlink, symlinkSync, truncate, truncateSync, unlink, unlinkSync, isDirectoryRow, mkdirOptions, namesOf,
};
