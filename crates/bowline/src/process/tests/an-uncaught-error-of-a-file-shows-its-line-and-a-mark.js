'use strict';
// E1

const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawnSync } = require('child_process');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fatal-'));
const file = path.join(folder, 'a.js');
fs.writeFileSync(file, "'use strict';\n\t  throw new Error('with tabs');\n");
const { status, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8' });
fs.rmSync(folder, { recursive: true });
assert.strictEqual(status, 1);
assert.ok(stderr.startsWith(`${file}:2\n\t  throw new Error('with tabs');\n\t  ^\n\nError: with tabs\n    at `), stderr);
