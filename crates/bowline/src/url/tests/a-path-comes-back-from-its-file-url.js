'use strict';
const assert = require('assert');
const { fileURLToPath, pathToFileURL } = require('url');

const name = '/a b/%41?#[x]é\\"`{|}^~.js ';
if (process.platform !== 'win32') {
  assert.strictEqual(fileURLToPath(pathToFileURL(name)), name);
  assert.strictEqual(pathToFileURL('/a/').href, 'file:///a/');
  assert.throws(() => fileURLToPath('file:///a%2Fb'), { code: 'ERR_INVALID_FILE_URL_PATH' });
  assert.throws(() => fileURLToPath('file://host/a'), { code: 'ERR_INVALID_FILE_URL_HOST' });
}
assert.throws(() => fileURLToPath('http://a/'), { code: 'ERR_INVALID_URL_SCHEME' });
