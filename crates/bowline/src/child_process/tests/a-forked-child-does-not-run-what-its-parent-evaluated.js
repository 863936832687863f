'use strict';
// Else each child would start another one, without end.
const assert = require('assert');
const { execFileSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'fork-')), 'child.js');
process.on('exit', () => fs.rmSync(path.dirname(file), { recursive: true }));
fs.writeFileSync(file, 'console.log(JSON.stringify(process.execArgv))');
const source = `
  if (process.env.GENERATION) console.log('once more');
  else require('child_process').fork(${JSON.stringify(file)}, { env: { ...process.env, GENERATION: '1' } });
`;
const out = execFileSync(process.execPath, ['--no-warnings', '-e', source], { encoding: 'utf8', timeout: 10_000 });
assert.strictEqual(out, '["--no-warnings"]\n');
