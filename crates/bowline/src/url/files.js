'use strict';

// File URLs and paths, and what a request wants of a URL.

const {
  codes: {
    ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_FILE_URL_HOST, ERR_INVALID_FILE_URL_PATH, ERR_INVALID_URL_SCHEME,
  },
} = require('internal/errors');
const { validateString } = require('internal/validators');

// Tells a URL, or an object that was made to look like one, from the results of `url.parse`.
function isURL(value) {
  return Boolean(value?.href && value.protocol && value.auth === undefined && value.path === undefined);
}

function windowsPath(url) {
  const { pathname } = url;
  if (/%2f|%5c/i.test(pathname)) throw new ERR_INVALID_FILE_URL_PATH('must not include encoded \\ or / characters');
  const path = decodeURIComponent(pathname.replaceAll('/', '\\'));
  if (url.hostname !== '') return `\\\\${require('url').domainToUnicode(url.hostname)}${path}`;
  if (!/^\\[a-z]:/i.test(path)) throw new ERR_INVALID_FILE_URL_PATH('must be absolute');
  return path.slice(1);
}

function posixPath(url) {
  if (url.hostname !== '') throw new ERR_INVALID_FILE_URL_HOST(require('process').platform);
  const { pathname } = url;
  if (/%2f/i.test(pathname)) throw new ERR_INVALID_FILE_URL_PATH('must not include encoded / characters');
  return pathname.includes('%') ? decodeURIComponent(pathname) : pathname;
}

function fileURLToPath(path, options = undefined) {
  if (typeof path === 'string') {
    const { URL } = require('url/whatwg');
    path = new URL(path);
  } else if (!isURL(path)) {
    throw new ERR_INVALID_ARG_TYPE('path', ['string', 'URL'], path);
  }
  if (path.protocol !== 'file:') throw new ERR_INVALID_URL_SCHEME('file');
  return options?.windows ?? native.windows ? windowsPath(path) : posixPath(path);
}

function toPathIfFileURL(value) {
  return isURL(value) ? fileURLToPath(value) : value;
}

const NOT_IN_PATH = /[ %\\\n\r\t?#"`{}|^~<>[\]]/g;

function escapeForUrl(path) {
  return path.replace(NOT_IN_PATH, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}

function pathToFileURL(path, options = undefined) {
  validateString(path, 'path');
  const { URL } = require('url/whatwg');
  const windows = options?.windows ?? native.windows;
  if (windows && path.startsWith('\\\\')) {
    // \\server\share\file, with or without the prefix that lifts the limits of a path.
    const start = path.startsWith('\\\\?\\UNC\\') ? 8 : 2;
    const end = path.indexOf('\\', start);
    if (end === -1) throw new ERR_INVALID_ARG_VALUE('path', path, 'Missing UNC resource path');
    if (end === 2) throw new ERR_INVALID_ARG_VALUE('path', path, 'Empty UNC servername');
    const url = new URL('file://');
    url.hostname = require('url').domainToASCII(path.slice(start, end));
    url.pathname = escapeForUrl(path.slice(end).replaceAll('\\', '/'));
    return url;
  }
  const rules = require('path')[windows ? 'win32' : 'posix'];
  let resolved = rules.resolve(path);
  const last = path[path.length - 1];
  if ((last === '/' || (windows && last === '\\')) && resolved[resolved.length - 1] !== rules.sep) resolved += '/';
  if (windows) resolved = `/${resolved.replaceAll('\\', '/')}`;
  return new URL(`file://${escapeForUrl(resolved)}`);
}

function urlToHttpOptions(url) {
  const { hostname, pathname, port, username, password, search } = url;
  const options = {
    __proto__: null,
    ...url, // What somebody added to it, such as `agent`.
    protocol: url.protocol,
    hostname: hostname?.[0] === '[' ? hostname.slice(1, -1) : hostname,
    hash: url.hash,
    search,
    pathname,
    path: `${pathname || ''}${search || ''}`,
    href: url.href,
  };
  if (port !== '') options.port = Number(port);
  if (username || password) options.auth = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return options;
}

module.exports = { fileURLToPath, isURL, pathToFileURL, toPathIfFileURL, urlToHttpOptions };
