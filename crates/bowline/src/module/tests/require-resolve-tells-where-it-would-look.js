'use strict';
const assert = require('assert');
const path = require('path');
const { createRequire, isBuiltin, builtinModules } = require('module');

assert.strictEqual(require.resolve('./' + path.basename(__filename)), __filename);
assert.strictEqual(require.resolve('fs'), 'fs');
assert.strictEqual(require.resolve.paths('fs'), null);
assert.deepStrictEqual(require.resolve.paths('./x'), [__dirname]);
assert.strictEqual(require.resolve.paths('x')[0], path.join(__dirname, 'node_modules'));
assert.throws(() => require.resolve('./absent'), { code: 'MODULE_NOT_FOUND' });
assert.strictEqual(createRequire(path.join(__dirname, 'other.js')).resolve(`./${path.basename(__filename)}`), __filename);
assert.throws(() => createRequire('relative'), { code: 'ERR_INVALID_ARG_VALUE' });
assert.ok(isBuiltin('node:fs/promises') && !isBuiltin('node:absent') && builtinModules.includes('path'));
assert.strictEqual(require.main, module);
