'use strict';
// What is known of files and what may be done with them: access, permissions, owners, times, stat.
const { parseFileMode, validateInteger, validateFunction } = require('internal/validators');
const {
  getValidMode,
  getValidatedFd,
  getValidatedPath,
  makeCallback,
  toUnixTimestamp,
} = require('internal/fs/utils');

const kMaxUserId = 2 ** 32 - 1;

function access(path, mode, callback) {
  if (typeof mode === 'function') {
    callback = mode;
    mode = 0;
  }
  path = getValidatedPath(path);
  callback = makeCallback(callback);
  native.access(path, getValidMode(mode), callback);
}

function accessSync(path, mode) {
  path = getValidatedPath(path);
  native.access(path, getValidMode(mode));
}

function exists(path, callback) {
  validateFunction(callback, 'cb');
  try {
    path = getValidatedPath(path);
  } catch {
    callback(false);
    return;
  }
  native.access(path, 0, (error) => callback(!error));
}

Object.defineProperty(exists, Symbol.for('nodejs.util.promisify.custom'), {
  __proto__: null,
  value: function exists(path) {
    return new Promise((resolve) => module.exports.exists(path, resolve));
  },
});

function existsSync(path) {
  try {
    path = getValidatedPath(path);
  } catch {
    return false;
  }
  return native.exists(path);
}

function chmod(path, mode, callback) {
  path = getValidatedPath(path);
  mode = parseFileMode(mode, 'mode');
  native.chmod(path, mode, makeCallback(callback));
}

function chmodSync(path, mode) {
  path = getValidatedPath(path);
  native.chmod(path, parseFileMode(mode, 'mode'));
}

function fchmod(fd, mode, callback) {
  fd = getValidatedFd(fd);
  mode = parseFileMode(mode, 'mode');
  native.fchmod(fd, mode, makeCallback(callback));
}

function fchmodSync(fd, mode) {
  native.fchmod(getValidatedFd(fd), parseFileMode(mode, 'mode'));
}

// Links have permissions of their own on some systems only; `fs` has these two there.
function lchmod(path, mode, callback) {
  path = getValidatedPath(path);
  mode = parseFileMode(mode, 'mode');
  native.lchmod(path, mode, makeCallback(callback));
}

function lchmodSync(path, mode) {
  native.lchmod(getValidatedPath(path), parseFileMode(mode, 'mode'));
}

function validateOwner(uid, gid) {
  validateInteger(uid, 'uid', -1, kMaxUserId);
  validateInteger(gid, 'gid', -1, kMaxUserId);
}

function chown(path, uid, gid, callback) {
  callback = makeCallback(callback);
  path = getValidatedPath(path);
  validateOwner(uid, gid);
  native.chown(path, uid, gid, callback);
}

function chownSync(path, uid, gid) {
  path = getValidatedPath(path);
  validateOwner(uid, gid);
  native.chown(path, uid, gid);
}

function lchown(path, uid, gid, callback) {
  callback = makeCallback(callback);
  path = getValidatedPath(path);
  validateOwner(uid, gid);
  native.lchown(path, uid, gid, callback);
}

function lchownSync(path, uid, gid) {
  path = getValidatedPath(path);
  validateOwner(uid, gid);
  native.lchown(path, uid, gid);
}

function fchown(fd, uid, gid, callback) {
  fd = getValidatedFd(fd);
  validateOwner(uid, gid);
  native.fchown(fd, uid, gid, makeCallback(callback));
}

function fchownSync(fd, uid, gid) {
  fd = getValidatedFd(fd);
  validateOwner(uid, gid);
  native.fchown(fd, uid, gid);
}

function utimes(path, atime, mtime, callback) {
  callback = makeCallback(callback);
  path = getValidatedPath(path);
  native.utimes(path, toUnixTimestamp(atime), toUnixTimestamp(mtime), callback);
}

function utimesSync(path, atime, mtime) {
  path = getValidatedPath(path);
  native.utimes(path, toUnixTimestamp(atime), toUnixTimestamp(mtime));
}

function lutimes(path, atime, mtime, callback) {
  callback = makeCallback(callback);
  path = getValidatedPath(path);
  native.lutimes(path, toUnixTimestamp(atime), toUnixTimestamp(mtime), callback);
}

function lutimesSync(path, atime, mtime) {
  path = getValidatedPath(path);
  native.lutimes(path, toUnixTimestamp(atime), toUnixTimestamp(mtime));
}

function futimes(fd, atime, mtime, callback) {
  fd = getValidatedFd(fd);
  atime = toUnixTimestamp(atime, 'atime');
  mtime = toUnixTimestamp(mtime, 'mtime');
  native.futimes(fd, atime, mtime, makeCallback(callback));
}

function futimesSync(fd, atime, mtime) {
  fd = getValidatedFd(fd);
  native.futimes(fd, toUnixTimestamp(atime, 'atime'), toUnixTimestamp(mtime, 'mtime'));
}

function makeStatsCallback(callback) {
  validateFunction(callback, 'cb');
  return (error, row) => {
    if (error) callback(error);
    else callback(error, require('fs/stats').getStats(row));
  };
}

function stat(path, options = undefined, callback = undefined) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  callback = makeStatsCallback(callback);
  path = getValidatedPath(path);
  native.stat(path, Boolean(options?.bigint), callback);
}

function lstat(path, options = undefined, callback = undefined) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  callback = makeStatsCallback(callback);
  path = getValidatedPath(path);
  native.lstat(path, Boolean(options?.bigint), callback);
}

function fstat(fd, options = undefined, callback = undefined) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  callback = makeStatsCallback(callback);
  fd = getValidatedFd(fd);
  native.fstat(fd, Boolean(options?.bigint), callback);
}

function statOrThrow(look, path, options) {
  path = getValidatedPath(path);
  if (options?.throwIfNoEntry !== false) return require('fs/stats').getStats(look(path, Boolean(options?.bigint)));
  try {
    return require('fs/stats').getStats(look(path, Boolean(options.bigint)));
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function statSync(path, options = undefined) {
  return statOrThrow(native.stat, path, options);
}

function lstatSync(path, options = undefined) {
  return statOrThrow(native.lstat, path, options);
}

function fstatSync(fd, options = undefined) {
  fd = getValidatedFd(fd);
  return require('fs/stats').getStats(native.fstat(fd, Boolean(options?.bigint)));
}

function statfs(path, options = undefined, callback = undefined) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  validateFunction(callback, 'cb');
  path = getValidatedPath(path);
  native.statfs(path, Boolean(options?.bigint), (error, row) => {
    if (error) callback(error);
    else callback(error, require('fs/stats').getStatFs(row));
  });
}

function statfsSync(path, options = undefined) {
  path = getValidatedPath(path);
  return require('fs/stats').getStatFs(native.statfs(path, Boolean(options?.bigint)));
}

module.exports = {
  access, accessSync, chmod, chmodSync, chown, chownSync, exists, existsSync, fchmod, fchmodSync, fchown,
  fchownSync, fstat, fstatSync, futimes, futimesSync, lchmod, lchmodSync, lchown, lchownSync, lstat, lstatSync,
  lutimes, lutimesSync, stat, statSync, statfs, statfsSync, utimes, utimesSync, validateOwner,
};
