'use strict';
// X6

const assert = require('assert');
const { execFileSync } = require('child_process');
const read = "let s = ''; process.stdin.on('data', (d) => { s += d }).on('end', () => console.log(JSON.stringify(s)))";
const shell = (script) => execFileSync('/bin/sh', ['-c', script, process.execPath, read], { encoding: 'utf8' });
assert.strictEqual(shell('printf abc | "$0" -e "$1"'), '"abc"\n');
assert.strictEqual(shell('"$0" -e "$1" < /dev/null'), '""\n');
assert.strictEqual(shell('f=$(mktemp); printf file > $f; "$0" -e "$1" < $f; rm $f'), '"file"\n');
assert.strictEqual(execFileSync(process.execPath, ['-e', read], { input: 'socket', encoding: 'utf8' }), '"socket"\n');
