'use strict';
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'env-'));
const file = path.join(folder, '.env');
fs.writeFileSync(file, [
  '# a comment', 'PLAIN=value # and a comment', 'QUOTED="a # b"', "SINGLE='it is'", 'export EXPORTED=yes', 'EMPTY=',
  'LINES="one', 'two"', 'BREAK="a\\nb"', 'KEPT=new', '',
].join('\n'));
process.env.KEPT = 'old';
process.loadEnvFile(file);
fs.rmSync(folder, { recursive: true });
const { PLAIN, QUOTED, SINGLE, EXPORTED, EMPTY, LINES, BREAK, KEPT } = process.env;
assert.deepStrictEqual({ PLAIN, QUOTED, SINGLE, EXPORTED, EMPTY, LINES, BREAK, KEPT }, {
  PLAIN: 'value', QUOTED: 'a # b', SINGLE: 'it is', EXPORTED: 'yes', EMPTY: '', LINES: 'one\ntwo', BREAK: 'a\nb', KEPT: 'old',
});
assert.throws(() => process.loadEnvFile('/no/such'), { code: 'ENOENT' });
