'use strict';
const { codes } = require('internal/errors');
const { validateAbortSignal } = require('internal/validators');

// Signals hold nothing of those who wait: when the resource is collected, its listener goes.
let abandoned;

async function aborted(signal, resource) {
  if (signal === undefined) throw new codes.ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  if (resource === null || (typeof resource !== 'object' && typeof resource !== 'function')) {
    throw new codes.ERR_INVALID_ARG_TYPE('resource', 'Object', resource);
  }
  if (signal.aborted) return undefined;
  abandoned ??= new FinalizationRegistry(({ signal, listener }) => signal.removeEventListener('abort', listener));
  return new Promise((resolve) => {
    const listener = () => resolve();
    signal.addEventListener('abort', listener, { once: true });
    abandoned.register(resource, { signal, listener });
  });
}

module.exports = { aborted };
