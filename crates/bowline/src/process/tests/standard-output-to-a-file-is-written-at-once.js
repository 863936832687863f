'use strict';
// X5

const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawnSync } = require('child_process');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'stdout-'));
const file = path.join(folder, 'out');
const fd = fs.openSync(file, 'w');
spawnSync(process.execPath, ['-e', "process.stdout.write('x'.repeat(3000000)); process.exit()"], { stdio: ['ignore', fd, 'inherit'] });
fs.closeSync(fd);
const { size } = fs.statSync(file);
fs.rmSync(folder, { recursive: true });
assert.strictEqual(size, 3000000);
