'use strict';

// `new URL` needs none of the older half: it is loaded when somebody asks for it.

function domainToASCII(domain) {
  return native.domainToASCII(nameOf(arguments.length, domain));
}

function domainToUnicode(domain) {
  return native.domainToUnicode(nameOf(arguments.length, domain));
}

function nameOf(count, domain) {
  if (count === 0) {
    const { codes: { ERR_MISSING_ARGS } } = require('internal/errors');
    throw new ERR_MISSING_ARGS('domain');
  }
  return `${domain}`.toWellFormed();
}

const whatwg = require('url/whatwg');
const files = require('url/files');
const legacy = require('url/legacy');

module.exports = {
  Url: legacy.Url,
  parse: legacy.parse,
  resolve: legacy.resolve,
  resolveObject: legacy.resolveObject,
  format: legacy.format,
  URL: whatwg.URL,
  URLSearchParams: whatwg.URLSearchParams,
  domainToASCII,
  domainToUnicode,
  pathToFileURL: files.pathToFileURL,
  fileURLToPath: files.fileURLToPath,
  urlToHttpOptions: files.urlToHttpOptions,
};
