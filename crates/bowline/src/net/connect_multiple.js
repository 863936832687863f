'use strict';

// Connecting to a name with addresses of both families: each is tried for a while, until one answers.

const { nextTick } = require('process');
const { clearTimeout, setTimeout } = require('timers');
const { TCP } = require('net/handle');
const { codes, ExceptionWithHostPort } = require('internal/errors');
const { kReinitializeHandle } = require('net/socket');
const { kHandle, kTimeout } = require('internal/stream_base');
const {
  afterConnect, attempt, attemptError, bindLocally, destroyWith, measure, start, unusable,
} = require('net/connect');

function lookupAndConnectMultiple(socket, request) {
  const { lookup, lookupOptions, host, options } = request;
  lookup(host, { ...lookupOptions, all: true }, (error, addresses) => {
    if (!socket.connecting) return;
    if (error) {
      socket.emit('lookup', error, undefined, undefined, host);
      nextTick(destroyWith, socket, error);
      return;
    }
    const targets = targetsOf(socket, request, addresses);
    if (!targets) return;
    if (targets.length === 0) {
      const first = addresses[0] ?? {};
      nextTick(destroyWith, socket, unusable(first.address, first.family, options));
      return;
    }
    socket._unrefTimer();
    if (targets.length === 1) {
      attempt(socket, targets[0]);
      return;
    }
    socket.autoSelectFamilyAttemptedAddresses = [];
    tryNext({ socket, targets, next: 0, timeout: request.timeout, [kTimeout]: null, errors: [] });
  });
}

// The usable addresses, the families by turns, the family of the first address first. Nothing if a listener of
// 'lookup' has destroyed the socket.
function targetsOf(socket, { host, port, localPort }, addresses) {
  const byFamily = new Map();
  for (const { address, family } of addresses) {
    socket.emit('lookup', null, address, family, host);
    if (!socket.connecting) return null;
    if (unusable(address, family, {})) continue;
    if (!byFamily.has(family)) byFamily.set(family, new Map());
    byFamily.get(family).set(address, { address, port, family, localPort });
  }
  const lists = [...byFamily.values()].map((list) => [...list.values()]);
  const targets = [];
  const longest = Math.max(0, ...lists.map((list) => list.length));
  for (let place = 0; place < longest; place++) {
    for (const list of lists) {
      if (place < list.length) targets.push(list[place]);
    }
  }
  return targets;
}

function tryNext(context, canceled = false) {
  clearTimeout(context[kTimeout]);
  const { socket, targets, errors } = context;
  // A listener may have ended it, or a signal.
  if (socket.destroyed) return;
  if (canceled || context.next === targets.length) {
    socket.destroy(errors.length === 0 ? new codes.ERR_SOCKET_CONNECTION_TIMEOUT() : allOf(errors));
    return;
  }
  const place = context.next++;
  const target = targets[place];
  if (place > 0) socket[kReinitializeHandle](new TCP());
  const refusal = bindLocally(socket[kHandle], target);
  if (refusal) {
    errors.push(refusal);
    tryNext(context);
    return;
  }
  socket.emit('connectionAttempt', target.address, target.port, target.family);
  socket.autoSelectFamilyAttemptedAddresses.push(`${target.address}:${target.port}`);
  if (!socket.connecting) return;
  measure(target);
  startAttempt(context, target);
}

// All errors as one, with the code of the first.
function allOf(errors) {
  const error = new AggregateError(errors);
  error.code = errors[0].code;
  return error;
}

function startAttempt(context, target) {
  const { socket } = context;
  const handle = socket[kHandle];
  // A late answer of an attempt that was given up is nobody's.
  const isCurrent = () => socket[kHandle] === handle && !socket.destroyed;
  try {
    start(handle, target, (error) => {
      if (!isCurrent()) return;
      clearTimeout(context[kTimeout]);
      if (error) fail(context, target, error);
      else afterConnect(socket, target, null);
    });
  } catch (error) {
    fail(context, target, error);
    return;
  }
  if (context.next < context.targets.length) {
    context[kTimeout] = setTimeout(() => { if (isCurrent()) giveUp(context, target, handle); }, context.timeout);
  }
}

function fail(context, target, error) {
  const { socket, errors } = context;
  const failure = attemptError(error, target);
  errors.push(failure);
  socket.emit('connectionAttemptFailed', target.address, target.port, target.family, failure);
  if (socket.connecting) tryNext(context, error.code === 'ECANCELED');
}

function giveUp(context, target, handle) {
  const { socket, errors } = context;
  socket.emit('connectionAttemptTimeout', target.address, target.port, target.family);
  const { ETIMEDOUT } = require('os').constants.errno;
  errors.push(new ExceptionWithHostPort(-ETIMEDOUT, 'connect', target.address, target.port));
  handle.close();
  if (socket.connecting) tryNext(context);
}

module.exports = { lookupAndConnectMultiple };
