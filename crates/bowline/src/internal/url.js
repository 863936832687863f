'use strict';

const { URL, URLSearchParams, wellFormed } = require('url/whatwg');
const { fileURLToPath, isURL, pathToFileURL, toPathIfFileURL, urlToHttpOptions } = require('url/files');

module.exports = {
  URL,
  URLSearchParams,
  fileURLToPath,
  isURL,
  pathToFileURL,
  toPathIfFileURL,
  toUSVString: wellFormed,
  urlToHttpOptions,
  get domainToASCII() { return require('url').domainToASCII; },
  get domainToUnicode() { return require('url').domainToUnicode; },
};
