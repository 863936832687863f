'use strict';
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'exports-')));
const inside = path.join(folder, 'node_modules', 'pack');
fs.mkdirSync(path.join(inside, 'lib'), { recursive: true });
fs.writeFileSync(path.join(inside, 'package.json'), JSON.stringify({
  exports: {
    '.': { browser: './no.js', require: './r.js', default: './d.js' },
    './lib/*': './lib/*.js',
    './lib/hidden': null,
  },
}));
fs.writeFileSync(path.join(inside, 'r.js'), "module.exports = 'by require';");
fs.writeFileSync(path.join(inside, 'lib', 'x.js'), "module.exports = 'x';");
const main = path.join(folder, 'main.js');
fs.writeFileSync(main, 'module.exports = require;');
const load = require(main);

assert.strictEqual(load('pack'), 'by require');
assert.strictEqual(load('pack/lib/x'), 'x');
assert.throws(() => load('pack/lib/hidden'), { code: 'ERR_PACKAGE_PATH_NOT_EXPORTED' });
assert.throws(() => load('pack/package.json'), {
  code: 'ERR_PACKAGE_PATH_NOT_EXPORTED',
  message: `Package subpath './package.json' is not defined by "exports" in ${path.join(inside, 'package.json')}`,
});
assert.throws(() => load('pack/lib/../../x'), { code: 'ERR_INVALID_MODULE_SPECIFIER' });
assert.throws(() => load('absent'), { code: 'MODULE_NOT_FOUND', requireStack: [main, __filename] });
fs.rmSync(folder, { recursive: true });
