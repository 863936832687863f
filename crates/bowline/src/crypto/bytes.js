'use strict';

// Arguments that are bytes.

const { codes } = require('internal/errors');
const { isAnyArrayBuffer, isArrayBufferView } = require('internal/util/types');
const { Buffer } = require('buffer');

// For `update` and the like: a string, or a view.
const dataTypes = ['string', 'Buffer', 'TypedArray', 'DataView'];

// The native half takes no memory that other threads write to: such a view is copied.
function unshared(view) {
  if (!(view.buffer instanceof SharedArrayBuffer)) return view;
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice();
}

// The bytes of a buffer, in memory of this thread.
function viewOf(buffer) {
  const view = new Uint8Array(buffer);
  return buffer instanceof SharedArrayBuffer ? new Uint8Array(view) : view;
}

// A view as it is, a buffer as a view, a string as bytes.
function getArrayBufferOrView(value, name, encoding) {
  if (isArrayBufferView(value)) return unshared(value);
  if (typeof value === 'string') return Buffer.from(value, encoding === 'buffer' ? 'utf8' : encoding);
  if (isAnyArrayBuffer(value)) return viewOf(value);
  throw new codes.ERR_INVALID_ARG_TYPE(
    name, ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], value);
}

// As a result in the encoding that was asked for; an unknown one is none.
function encoded(bytes, encoding) {
  if (encoding === undefined || encoding === null || encoding === 'buffer' || encoding === '') return bytes;
  return Buffer.isEncoding(encoding) ? bytes.toString(encoding) : bytes;
}

// An error as OpenSSL makes it, out of one whose message holds all of it.
function withOpenSSLParts(error) {
  const [, , library, , reason] = error.message.split(':');
  const { code } = error;
  delete error.code;
  error.library = library;
  error.reason = reason;
  error.code = code;
  return error;
}

function openSSLError(code, message, stack) {
  const error = new Error(message);
  if (stack !== undefined) error.opensslErrorStack = stack;
  error.code = code;
  return withOpenSSLParts(error);
}

// An error whose class or words are not those the code usually has.
function errorOf(Base, code, message) {
  const error = new Base(message);
  error.code = code;
  return error;
}

module.exports = { dataTypes, encoded, errorOf, getArrayBufferOrView, openSSLError, unshared, viewOf, withOpenSSLParts };
