'use strict';
// The option `stdio`: what each descriptor of a child is.

const {
  codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_SYNC_FORK_INPUT, ERR_IPC_ONE_PIPE, ERR_IPC_SYNC_FORK },
} = require('internal/errors');

// The word for all three, with a channel behind them if there is one.
function stdioFromString(stdio, channel) {
  let list;
  switch (stdio) {
    case 'ignore':
    case 'overlapped':
    case 'pipe':
      list = [stdio, stdio, stdio];
      break;
    case 'inherit':
      list = [0, 1, 2];
      break;
    default:
      throw new ERR_INVALID_ARG_VALUE('stdio', stdio);
  }
  if (channel) list.push(channel);
  return list;
}

function descriptorOf(entry) {
  if (typeof entry === 'number') return entry;
  if (typeof entry !== 'object' || entry === null) return undefined;
  for (const holder of [entry, entry.handle, entry._handle]) {
    if (typeof holder?.fd === 'number' && holder.fd >= 0) return holder.fd;
  }
  return undefined;
}

// Each entry becomes { type: 'ignore' }, { type: 'pipe' }, { type: 'inherit', fd } or { type: 'fd', fd }. Gives
// also the number of the channel's descriptor, if there is one.
function normalizeStdio(stdio, isSync) {
  if (typeof stdio === 'string') stdio = stdioFromString(stdio);
  else if (!Array.isArray(stdio)) throw new ERR_INVALID_ARG_VALUE('stdio', stdio);
  stdio = stdio.slice();
  // An entry that is missing is a pipe if it is one of the first three.
  while (stdio.length < 3) stdio.push(undefined);
  let channelFd;
  const entries = stdio.map((entry, i) => {
    entry ??= i < 3 ? 'pipe' : 'ignore';
    if (entry === 'ignore') return { type: 'ignore' };
    if (entry === 'pipe' || entry === 'overlapped' || (typeof entry === 'number' && entry < 0)) {
      return { type: 'pipe', readable: i === 0, writable: i !== 0 };
    }
    if (entry === 'ipc') {
      if (isSync) throw new ERR_IPC_SYNC_FORK();
      if (channelFd !== undefined) throw new ERR_IPC_ONE_PIPE();
      channelFd = i;
      return { type: 'pipe', ipc: true };
    }
    if (entry === 'inherit') return { type: 'inherit', fd: i };
    const fd = descriptorOf(entry);
    if (fd !== undefined) return { type: 'fd', fd, stream: entry };
    if (ArrayBuffer.isView(entry) || typeof entry === 'string') {
      if (!isSync) {
        throw new ERR_INVALID_SYNC_FORK_INPUT(require('internal/util/inspect').inspect(entry));
      }
    }
    throw new ERR_INVALID_ARG_VALUE('stdio', entry);
  });
  return { stdio: entries, channelFd };
}

// As the native half takes it.
function nativeStdio(entries) {
  return entries.map(({ type, fd }) => (fd === undefined ? type : fd));
}

module.exports = { nativeStdio, normalizeStdio, stdioFromString };
