'use strict';
// The file system. Arguments are checked in the files required here, each with one concern; what few
// programs use is loaded when it is used.
const attributes = require('fs/attributes');
const descriptors = require('fs/descriptors');
const entries = require('fs/entries');
const whole = require('fs/whole');

function cp(src, dest, options, callback) {
  require('fs/cp').cp(src, dest, options, callback);
}

function cpSync(src, dest, options) {
  require('fs/cp').cpSync(src, dest, options);
}

function createReadStream(path, options) {
  return new fs.ReadStream(path, options);
}

function createWriteStream(path, options) {
  return new fs.WriteStream(path, options);
}

function openAsBlob(path, options = {}) {
  return require('fs/blob').openAsBlob(path, options);
}

function watch(filename, options, listener) {
  return require('fs/watch').watch(filename, options, listener);
}

function watchFile(filename, options, listener) {
  return require('fs/watch_file').watchFile(filename, options, listener);
}

function unwatchFile(filename, listener) {
  require('fs/watch_file').unwatchFile(filename, listener);
}

const fs = module.exports = {
  appendFile: whole.appendFile,
  appendFileSync: whole.appendFileSync,
  access: attributes.access,
  accessSync: attributes.accessSync,
  chown: attributes.chown,
  chownSync: attributes.chownSync,
  chmod: attributes.chmod,
  chmodSync: attributes.chmodSync,
  close: descriptors.close,
  closeSync: descriptors.closeSync,
  copyFile: entries.copyFile,
  copyFileSync: entries.copyFileSync,
  cp,
  cpSync,
  createReadStream,
  createWriteStream,
  exists: attributes.exists,
  existsSync: attributes.existsSync,
  fchown: attributes.fchown,
  fchownSync: attributes.fchownSync,
  fchmod: attributes.fchmod,
  fchmodSync: attributes.fchmodSync,
  fdatasync: descriptors.fdatasync,
  fdatasyncSync: descriptors.fdatasyncSync,
  fstat: attributes.fstat,
  fstatSync: attributes.fstatSync,
  fsync: descriptors.fsync,
  fsyncSync: descriptors.fsyncSync,
  ftruncate: descriptors.ftruncate,
  ftruncateSync: descriptors.ftruncateSync,
  futimes: attributes.futimes,
  futimesSync: attributes.futimesSync,
  lchown: attributes.lchown,
  lchownSync: attributes.lchownSync,
  lchmod: native.hasLchmod ? attributes.lchmod : undefined,
  lchmodSync: native.hasLchmod ? attributes.lchmodSync : undefined,
  link: entries.link,
  linkSync: entries.linkSync,
  lstat: attributes.lstat,
  lstatSync: attributes.lstatSync,
  lutimes: attributes.lutimes,
  lutimesSync: attributes.lutimesSync,
  mkdir: entries.mkdir,
  mkdirSync: entries.mkdirSync,
  mkdtemp: entries.mkdtemp,
  mkdtempSync: entries.mkdtempSync,
  open: descriptors.open,
  openSync: descriptors.openSync,
  openAsBlob,
  readdir: entries.readdir,
  readdirSync: entries.readdirSync,
  read: descriptors.read,
  readSync: descriptors.readSync,
  readv: descriptors.readv,
  readvSync: descriptors.readvSync,
  readFile: whole.readFile,
  readFileSync: whole.readFileSync,
  readlink: entries.readlink,
  readlinkSync: entries.readlinkSync,
  realpath: entries.realpath,
  realpathSync: entries.realpathSync,
  rename: entries.rename,
  renameSync: entries.renameSync,
  rm: entries.rm,
  rmSync: entries.rmSync,
  rmdir: entries.rmdir,
  rmdirSync: entries.rmdirSync,
  stat: attributes.stat,
  statfs: attributes.statfs,
  statSync: attributes.statSync,
  statfsSync: attributes.statfsSync,
  symlink: entries.symlink,
  symlinkSync: entries.symlinkSync,
  truncate: entries.truncate,
  truncateSync: entries.truncateSync,
  unwatchFile,
  unlink: entries.unlink,
  unlinkSync: entries.unlinkSync,
  utimes: attributes.utimes,
  utimesSync: attributes.utimesSync,
  watch,
  watchFile,
  writeFile: whole.writeFile,
  writeFileSync: whole.writeFileSync,
  write: descriptors.write,
  writeSync: descriptors.writeSync,
  writev: descriptors.writev,
  writevSync: descriptors.writevSync,
};

// A property that is found when it is first read, and that a program may replace.
function lazily(name, find, enumerable = true) {
  Object.defineProperty(fs, name, {
    __proto__: null,
    configurable: true,
    enumerable,
    get: find,
    set(value) {
      Object.defineProperty(fs, name, { __proto__: null, configurable: true, enumerable, value, writable: true });
    },
  });
}

lazily('Dirent', () => require('fs/dirent').Dirent);
lazily('Stats', () => require('fs/stats').Stats);
lazily('ReadStream', () => require('internal/fs/streams').ReadStream);
lazily('WriteStream', () => require('internal/fs/streams').WriteStream);
// Their old names.
lazily('FileReadStream', () => require('internal/fs/streams').ReadStream);
lazily('FileWriteStream', () => require('internal/fs/streams').WriteStream);
fs._toUnixTimestamp = require('internal/fs/utils').toUnixTimestamp;
lazily('Dir', () => require('fs/dir').Dir);
fs.opendir = entries.opendir;
fs.opendirSync = entries.opendirSync;
for (const [name, value] of [['F_OK', 0], ['R_OK', 4], ['W_OK', 2], ['X_OK', 1]]) {
  Object.defineProperty(fs, name, { __proto__: null, enumerable: true, value });
}
lazily('constants', () => require('fs/constants').constants);
lazily('promises', () => require('fs/promises'));
