'use strict';
const assert = require('assert');
const path = require('path');

for (const file of ['/a/b.tar.gz', './a/.b', 'a', '/', '/a', 'a/b/..c', '...', 'a.']) {
  assert.strictEqual(path.posix.format(path.posix.parse(file)), file);
}
for (const file of ['C:\\a\\b.c', 'C:b', '\\\\server\\share\\a.b', 'C:\\', '..\\a']) {
  assert.strictEqual(path.win32.format(path.win32.parse(file)), file);
}
assert.deepStrictEqual(path.posix.parse('/x/y.z/'), { root: '/', dir: '/x', base: 'y.z', ext: '.z', name: 'y' });
assert.strictEqual(path.posix.extname('.profile'), '');
assert.strictEqual(path.posix.basename('/a/b.js/', '.js'), 'b');
