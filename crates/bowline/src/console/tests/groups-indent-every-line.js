'use strict';
const assert = require('assert');
const { Console } = require('console');
const { Writable } = require('stream');

let text = '';
const stdout = new Writable({ write(chunk, encoding, done) { text += chunk; done(); } });
const console = new Console({ stdout, groupIndentation: 3 });
console.group('head');
console.log('a\nb');
console.group();
console.log({ x: 1 });
console.groupEnd();
console.groupEnd();
console.log('end');
assert.strictEqual(text, 'head\n   a\n   b\n      { x: 1 }\nend\n');
