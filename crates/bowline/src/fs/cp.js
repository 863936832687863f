'use strict';
// Copying whole trees. It is here and not in one native operation because of the filter, which is the
// program's own function. One generator says what is to be done, blocking or not; whoever runs it does it.
const { codes } = require('internal/errors');
const { validateFunction } = require('internal/validators');
const { getValidatedPath, validateCpOptions } = require('internal/fs/utils');
const { kindOfMode } = require('fs/dir');
const path = require('path');

const FILE = 1;
const DIRECTORY = 2;
const LINK = 3;
const FIFO = 4;
const SOCKET = 5;
const CHARACTER_DEVICE = 6;
const BLOCK_DEVICE = 7;

function refuse(name, code, message, about) {
  const { errno } = require('os').constants;
  return new codes[name]({ message, path: about, syscall: 'cp', errno: errno[code], code });
}

// A step is a list: a native function and its arguments. What is sent back is its result.
function* look(file, follows) {
  const row = yield [follows ? native.stat : native.lstat, file, true];
  return { kind: kindOfMode(Number(row[1])), mode: Number(row[1]), dev: row[0], ino: row[7] };
}

function* lookIfThere(file, follows) {
  try {
    return yield* look(file, follows);
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function isSame(one, other) {
  return Boolean(other.ino) && Boolean(other.dev) && other.ino === one.ino && other.dev === one.dev;
}

// Whether `dest` is `src` or below it, by their names.
function isBelow(src, dest) {
  const outer = path.resolve(src).split(path.sep).filter(Boolean);
  const inner = path.resolve(dest).split(path.sep).filter(Boolean);
  return outer.every((part, i) => inner[i] === part);
}

function subdirectoryOfSelf(src, dest) {
  return refuse('ERR_FS_CP_EINVAL', 'EINVAL', `cannot copy ${src} to a subdirectory of self ${dest}`, dest);
}

// What both are, or undefined if the filter does not want it.
function* checkPaths(src, dest, options) {
  if (options.filter !== undefined && !(yield [options.filter, src, dest])) return undefined;
  const from = yield* look(src, options.dereference);
  const to = yield* lookIfThere(dest, options.dereference);
  if (to !== null) {
    if (isSame(from, to)) {
      throw refuse('ERR_FS_CP_EINVAL', 'EINVAL', 'src and dest cannot be the same', dest);
    }
    if (from.kind === DIRECTORY && to.kind !== DIRECTORY) {
      throw refuse('ERR_FS_CP_DIR_TO_NON_DIR', 'EISDIR',
                   `cannot overwrite non-directory ${dest} with directory ${src}`, dest);
    }
    if (from.kind !== DIRECTORY && to.kind === DIRECTORY) {
      throw refuse('ERR_FS_CP_NON_DIR_TO_DIR', 'ENOTDIR',
                   `cannot overwrite directory ${dest} with non-directory ${src}`, dest);
    }
  }
  if (from.kind === DIRECTORY && isBelow(src, dest)) throw subdirectoryOfSelf(src, dest);
  return { from, to };
}

// Names do not tell everything: a directory above `dest` may be `src` by another name.
function* checkParents(src, from, dest) {
  const sourceParent = path.resolve(path.dirname(src));
  let parent = path.resolve(path.dirname(dest));
  while (parent !== sourceParent && parent !== path.parse(parent).root) {
    const stat = yield* lookIfThere(parent, true);
    if (stat === null) return;
    if (isSame(from, stat)) throw subdirectoryOfSelf(src, dest);
    parent = path.dirname(parent);
  }
}

function* copyTree(src, dest, options) {
  const checked = yield* checkPaths(src, dest, options);
  if (checked === undefined) return;
  yield* checkParents(src, checked.from, dest);
  const parent = path.dirname(dest);
  if ((yield* lookIfThere(parent, true)) === null) yield [native.mkdir, parent, 0o777, true];
  yield* copyOne(src, dest, checked.to, options);
}

function* copyOne(src, dest, to, options) {
  const from = yield* look(src, options.dereference);
  switch (from.kind) {
    case DIRECTORY:
      if (!options.recursive) {
        throw refuse('ERR_FS_EISDIR', 'EISDIR', `${src} is a directory (not copied)`, src);
      }
      yield* copyDirectory(src, dest, from, to, options);
      break;
    case FILE: case CHARACTER_DEVICE: case BLOCK_DEVICE:
      yield* copyFile(src, dest, from, to, options);
      break;
    case LINK:
      yield* copyLink(src, dest, to, options);
      break;
    case SOCKET:
      throw refuse('ERR_FS_CP_SOCKET', 'EINVAL', `cannot copy a socket file: ${dest}`, dest);
    case FIFO:
      throw refuse('ERR_FS_CP_FIFO_PIPE', 'EINVAL', `cannot copy a FIFO pipe: ${dest}`, dest);
    default:
      throw refuse('ERR_FS_CP_UNKNOWN', 'EINVAL', `cannot copy an unknown file type: ${dest}`, dest);
  }
}

function* copyFile(src, dest, from, to, options) {
  if (to !== null) {
    if (!options.force) {
      if (!options.errorOnExist) return;
      throw refuse('ERR_FS_CP_EEXIST', 'EEXIST', `${dest} already exists`, dest);
    }
    yield [native.unlink, dest];
  }
  yield [native.copyFile, src, dest, options.mode];
  const permissions = from.mode & 0o7777;
  if (options.preserveTimestamps) {
    // A file that may not be written cannot be given times.
    if ((permissions & 0o200) === 0) yield [native.chmod, dest, permissions | 0o200];
    // Copying has changed when the source was last read.
    const row = yield [native.stat, src, false];
    yield [native.utimes, dest, row[10] / 1000, row[11] / 1000];
  }
  yield [native.chmod, dest, permissions];
}

function* copyDirectory(src, dest, from, to, options) {
  if (to === null) yield [native.mkdir, dest, 0o777, false];
  const { 0: names } = yield [native.readdir, src, false, false, false];
  for (const name of names) {
    const below = path.join(src, name);
    const target = path.join(dest, name);
    const checked = yield* checkPaths(below, target, options);
    if (checked !== undefined) yield* copyOne(below, target, checked.to, options);
  }
  if (to === null) yield [native.chmod, dest, from.mode & 0o7777];
}

function* copyLink(src, dest, to, options) {
  let target = yield [native.readlink, src, false];
  if (!options.verbatimSymlinks && !path.isAbsolute(target)) target = path.resolve(path.dirname(src), target);
  if (to !== null) {
    let old;
    try {
      old = yield [native.readlink, dest, false];
    } catch (error) {
      // It is no link, so making one says what is wrong.
      if (error.code !== 'EINVAL' && error.code !== 'UNKNOWN') throw error;
      yield [native.symlink, target, dest, 0];
      return;
    }
    if (!path.isAbsolute(old)) old = path.resolve(path.dirname(dest), old);
    if (isBelow(target, old)) {
      throw refuse('ERR_FS_CP_EINVAL', 'EINVAL', `cannot copy ${target} to a subdirectory of self ${old}`, dest);
    }
    // What holds the target must not be replaced by a link into itself.
    if ((yield* look(src, true)).kind === DIRECTORY && isBelow(old, target)) {
      throw refuse('ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY', 'EINVAL', `cannot overwrite ${old} with ${target}`, dest);
    }
    yield [native.unlink, dest];
  }
  yield [native.symlink, target, dest, 0];
}

function isFilter(step, options) {
  return step[0] === options.filter;
}

// A result or an error goes back into the generator.
function runSync(steps, options) {
  let { done, value: step } = steps.next();
  while (!done) {
    let result;
    let failure;
    let hasFailed = false;
    try {
      result = step[0](...step.slice(1));
      if (isFilter(step, options) && require('internal/util/types').isPromise(result)) {
        throw new codes.ERR_INVALID_RETURN_VALUE('boolean', 'filter', result);
      }
    } catch (error) {
      hasFailed = true;
      failure = error;
    }
    ({ done, value: step } = hasFailed ? steps.throw(failure) : steps.next(result));
  }
}

async function run(steps, options) {
  let { done, value: step } = steps.next();
  while (!done) {
    let result;
    let failure;
    let hasFailed = false;
    try {
      result = await (isFilter(step, options) ? step[0](...step.slice(1)) : promised(step));
    } catch (error) {
      hasFailed = true;
      failure = error;
    }
    ({ done, value: step } = hasFailed ? steps.throw(failure) : steps.next(result));
  }
}

function promised(step) {
  return new Promise((resolve, reject) => {
    step[0](...step.slice(1), (error, value) => (error ? reject(error) : resolve(value)));
  });
}

function text(name) {
  return typeof name === 'string' ? name : require('buffer').Buffer.from(name).toString();
}

async function copy(src, dest, options) {
  options = validateCpOptions(options);
  src = text(getValidatedPath(src, 'src'));
  dest = text(getValidatedPath(dest, 'dest'));
  await run(copyTree(src, dest, options), options);
}

function cp(src, dest, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  validateFunction(callback, 'cb');
  options = validateCpOptions(options);
  src = text(getValidatedPath(src, 'src'));
  dest = text(getValidatedPath(dest, 'dest'));
  // What the callback throws is no failure of the copy.
  const { nextTick } = require('process');
  run(copyTree(src, dest, options), options).then(() => nextTick(callback, null, undefined), (error) => nextTick(callback, error));
}

function cpSync(src, dest, options) {
  options = validateCpOptions(options);
  src = text(getValidatedPath(src, 'src'));
  dest = text(getValidatedPath(dest, 'dest'));
  runSync(copyTree(src, dest, options), options);
}

module.exports = { copy, cp, cpSync };
