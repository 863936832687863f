'use strict';
const assert = require('assert');
const { Console } = require('console');
const { Writable } = require('stream');

let text = '';
const console = new Console(new Writable({ write(chunk, encoding, done) { text += chunk; done(); } }));
const warnings = [];
process.on('warning', (warning) => warnings.push(warning.message));
console.count();
console.count('a');
console.count();
console.countReset();
console.count();
console.countReset('none');
assert.strictEqual(text, 'default: 1\na: 1\ndefault: 2\ndefault: 1\n');
text = '';
console.time('t');
console.timeLog('t', 5);
console.timeEnd('t');
console.timeEnd('t');
assert.match(text, /^t: [\d.]+m?s 5\nt: [\d.]+m?s\n$/);
process.on('exit', () => assert.deepStrictEqual(warnings,
  ["Count for 'none' does not exist", "No such label 't' for console.timeEnd()"]));
