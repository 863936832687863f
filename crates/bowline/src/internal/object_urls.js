'use strict';

// Blobs that have an address, by the identifier in it. An entry lives until it is revoked.

const PREFIX = 'blob:nodedata:';
const blobs = new Map();

function create(object) {
  const { isBlob } = require('internal/blob');
  if (!isBlob(object)) {
    const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
    throw new ERR_INVALID_ARG_TYPE('obj', 'Blob', object);
  }
  const id = require('crypto').randomUUID();
  blobs.set(id, object);
  return `${PREFIX}${id}`;
}

function revoke(url) {
  if (url.startsWith(PREFIX)) blobs.delete(url.slice(PREFIX.length));
}

// The Blob `url` stands for, or undefined.
function resolve(url) {
  const { URL } = require('internal/url');
  const text = URL.canParse(url) ? new URL(url).href : '';
  return text.startsWith(PREFIX) ? blobs.get(text.slice(PREFIX.length)) : undefined;
}

module.exports = { create, resolve, revoke };
