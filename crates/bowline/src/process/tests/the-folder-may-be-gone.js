'use strict';
// X9
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawnSync } = require('child_process');
const before = process.cwd();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cwd-'));
process.chdir(folder);
assert.strictEqual(process.cwd(), fs.realpathSync(folder));
process.chdir(before);
const script = 'cd "$0" && rmdir "$0" && exec "$1" -p "try { process.cwd() } catch (e) { [e.code, e.syscall].join() }"';
const { stdout } = spawnSync('/bin/sh', ['-c', script, folder, process.execPath], { encoding: 'utf8' });
assert.strictEqual(stdout, 'ENOENT,uv_cwd\n');
assert.throws(() => process.chdir('/no/such'), {
  code: 'ENOENT', syscall: 'chdir', path: before, dest: '/no/such',
  message: `ENOENT: no such file or directory, chdir '${before}' -> '/no/such'`,
});
