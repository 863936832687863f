'use strict';
// The file system with promises.
const { codes } = require('internal/errors');
const { parseFileMode, validateInteger } = require('internal/validators');
const {
  asksForBytes,
  decodeName,
  eisdir,
  emitRecursiveRmdirWarning,
  getOptions,
  getValidMode,
  getValidatedPath,
  stringToFlags,
  stringToSymlinkType,
  toUnixTimestamp,
  validateRmOptions,
  validateRmdirOptions,
  warnOnNonPortableTemplate,
} = require('internal/fs/utils');
const {
  appendDefaults, contentOf, decoded, isUtf8, needBuffers, readDefaults, startAborted, startRead, startWrite,
  writeOptions,
} = require('fs/whole');
const { validateOwner } = require('fs/attributes');
const { isDirectoryRow, mkdirOptions, namesOf } = require('fs/entries');

function promised(start) {
  return new Promise((resolve, reject) => {
    start((error, value) => (error ? reject(error) : resolve(value)));
  });
}

// Only programs that open files pay for them.
let FileHandleClass;

function isHandle(value) {
  if (value === null || typeof value !== 'object') return false;
  FileHandleClass ??= require('fs/file_handle').FileHandle;
  return value instanceof FileHandleClass;
}

async function access(path, mode) {
  path = getValidatedPath(path);
  mode = getValidMode(mode);
  return promised((done) => native.access(path, mode, done));
}

async function copyFile(src, dest, mode) {
  src = getValidatedPath(src, 'src');
  dest = getValidatedPath(dest, 'dest');
  mode = getValidMode(mode);
  return promised((done) => native.copyFile(src, dest, mode, done));
}

async function cp(src, dest, options) {
  return require('fs/cp').copy(src, dest, options);
}

async function open(path, flags, mode) {
  path = getValidatedPath(path);
  const bits = stringToFlags(flags);
  mode = parseFileMode(mode, 'mode', 0o666);
  const fd = await promised((done) => native.open(path, bits, mode, done));
  const { FileHandle } = require('fs/file_handle');
  return new FileHandle(fd);
}

async function opendir(path, options) {
  path = getValidatedPath(path);
  options = getOptions(options, { encoding: 'utf8' });
  return promised((done) => require('fs/dir').opendir(path, options, done));
}

async function rename(oldPath, newPath) {
  oldPath = getValidatedPath(oldPath, 'oldPath');
  newPath = getValidatedPath(newPath, 'newPath');
  return promised((done) => native.rename(oldPath, newPath, done));
}

async function truncate(path, length = 0) {
  path = getValidatedPath(path);
  validateInteger(length, 'len');
  return promised((done) => native.truncate(path, Math.max(0, length), done));
}

async function rm(path, options) {
  path = getValidatedPath(path);
  const { force, maxRetries, recursive, retryDelay } = validateRmOptions(options);
  try {
    return await promised((done) => native.rm(path, recursive, force, maxRetries, retryDelay, done));
  } catch (error) {
    throw error.code === 'ERR_FS_EISDIR' ? eisdir(path) : error;
  }
}

async function rmdir(path, options) {
  path = getValidatedPath(path);
  const { maxRetries, recursive, retryDelay } = validateRmdirOptions(options);
  if (recursive) {
    emitRecursiveRmdirWarning();
    if (isDirectoryRow(await promised((done) => native.lstat(path, false, done)))) {
      return promised((done) => native.rm(path, true, false, maxRetries, retryDelay, done));
    }
  }
  return promised((done) => native.rmdir(path, done));
}

async function mkdir(path, options) {
  const { mode, recursive } = mkdirOptions(options);
  path = getValidatedPath(path);
  return promised((done) => native.mkdir(path, mode, recursive, done));
}

async function readdir(path, options) {
  options = getOptions(options);
  path = getValidatedPath(path);
  const found = await promised((done) => {
    native.readdir(path, Boolean(options.recursive), Boolean(options.withFileTypes), asksForBytes(options.encoding),
                   done);
  });
  return namesOf(found, path, options);
}

async function readlink(path, options) {
  const { encoding } = getOptions(options);
  path = getValidatedPath(path, 'oldPath');
  return decodeName(await promised((done) => native.readlink(path, asksForBytes(encoding), done)), encoding);
}

async function symlink(target, path, type) {
  const kind = stringToSymlinkType(type);
  target = getValidatedPath(target, 'target');
  path = getValidatedPath(path);
  return promised((done) => native.symlink(target, path, kind, done));
}

async function lstat(path, options = undefined) {
  path = getValidatedPath(path);
  const row = await promised((done) => native.lstat(path, Boolean(options?.bigint), done));
  return require('fs/stats').getStats(row);
}

async function stat(path, options = undefined) {
  path = getValidatedPath(path);
  const row = await promised((done) => native.stat(path, Boolean(options?.bigint), done));
  return require('fs/stats').getStats(row);
}

async function statfs(path, options = undefined) {
  path = getValidatedPath(path);
  const row = await promised((done) => native.statfs(path, Boolean(options?.bigint), done));
  return require('fs/stats').getStatFs(row);
}

async function link(existingPath, newPath) {
  existingPath = getValidatedPath(existingPath, 'existingPath');
  newPath = getValidatedPath(newPath, 'newPath');
  return promised((done) => native.link(existingPath, newPath, done));
}

async function unlink(path) {
  path = getValidatedPath(path);
  return promised((done) => native.unlink(path, done));
}

async function chmod(path, mode) {
  path = getValidatedPath(path);
  mode = parseFileMode(mode, 'mode');
  return promised((done) => native.chmod(path, mode, done));
}

async function lchmod(path, mode) {
  if (!native.hasLchmod) throw new codes.ERR_METHOD_NOT_IMPLEMENTED('lchmod()');
  path = getValidatedPath(path);
  mode = parseFileMode(mode, 'mode');
  return promised((done) => native.lchmod(path, mode, done));
}

async function lchown(path, uid, gid) {
  path = getValidatedPath(path);
  validateOwner(uid, gid);
  return promised((done) => native.lchown(path, uid, gid, done));
}

async function chown(path, uid, gid) {
  path = getValidatedPath(path);
  validateOwner(uid, gid);
  return promised((done) => native.chown(path, uid, gid, done));
}

async function utimes(path, atime, mtime) {
  path = getValidatedPath(path);
  atime = toUnixTimestamp(atime);
  mtime = toUnixTimestamp(mtime);
  return promised((done) => native.utimes(path, atime, mtime, done));
}

async function lutimes(path, atime, mtime) {
  path = getValidatedPath(path);
  atime = toUnixTimestamp(atime);
  mtime = toUnixTimestamp(mtime);
  return promised((done) => native.lutimes(path, atime, mtime, done));
}

async function realpath(path, options) {
  const { encoding } = getOptions(options);
  path = getValidatedPath(path);
  return decodeName(await promised((done) => native.realpath(path, true, asksForBytes(encoding), done)), encoding);
}

async function mkdtemp(prefix, options) {
  const { encoding } = getOptions(options);
  prefix = getValidatedPath(prefix, 'prefix');
  warnOnNonPortableTemplate(prefix);
  return decodeName(await promised((done) => native.mkdtemp(prefix, asksForBytes(encoding), done)), encoding);
}

async function writeFile(path, data, options) {
  if (isHandle(path)) return path.writeFile(data, options);
  const { encoding, flag, flush, mode, signal } = writeOptions(options);
  path = getValidatedPath(path);
  const flags = stringToFlags(flag);
  const { isParts, writeParts } = typeof data === 'string' || ArrayBuffer.isView(data) ? noParts :
    require('fs/file_handle');
  if (isParts(data)) {
    const handle = await open(path, flags, mode);
    try {
      await writeParts(data, encoding, signal, (bytes) => handle.writeFile(bytes));
      if (flush) await handle.sync();
    } finally {
      await handle.close();
    }
    return undefined;
  }
  data = contentOf(data, encoding);
  const permissions = parseFileMode(mode, 'mode', 0o666);
  const start = (done) => startWrite(path, data, flags, permissions, flush, done);
  return promised(signal ? (done) => startAborted(signal, done, start) : start);
}

const noParts = { isParts: () => false };

async function appendFile(path, data, options) {
  options = { ...getOptions(options, appendDefaults) };
  options.flag ||= 'a';
  return writeFile(path, data, options);
}

// Not an async function: that would cost as much again as the reading.
function readFile(path, options) {
  try {
    if (isHandle(path)) return path.readFile(options);
    const { encoding, flag, signal } = getOptions(options, readDefaults);
    path = getValidatedPath(path);
    const asText = isUtf8(encoding);
    if (!asText) needBuffers();
    const flags = flag === 'r' ? 0 : stringToFlags(flag || 'r');
    return new Promise((resolve, reject) => {
      const settle = (error, data) => {
        if (error) {
          reject(error);
          return;
        }
        try {
          resolve(decoded(data, encoding));
        } catch (tooLong) {
          reject(tooLong);
        }
      };
      if (signal) startAborted(signal, settle, (done) => startRead(path, flags, encoding, done));
      else native.readFile(path, flags, asText, settle);
    });
  } catch (invalid) {
    return Promise.reject(invalid);
  }
}

function watch(filename, options) {
  return require('fs/watch').watchEvents(filename, options);
}

module.exports = {
  access, copyFile, cp, open, opendir, rename, truncate, rm, rmdir, mkdir, readdir, readlink, symlink, lstat, stat,
  statfs, link, unlink, chmod, lchmod, lchown, chown, utimes, lutimes, realpath, mkdtemp, writeFile, appendFile,
  readFile, watch,
  get constants() { return require('fs/constants').constants; },
};
