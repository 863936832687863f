'use strict';
const assert = require('assert');
const { Console } = require('console');
const { Writable } = require('stream');

const broken = new Writable({ write(chunk, encoding, done) { done(new Error('broken')); } });
const throwing = () => new Writable({ write() { throw new Error('thrown'); } });
new Console(broken).log('nobody hears this');
new Console(throwing()).log('nor this');
assert.throws(() => new Console(throwing(), throwing(), false).log('but this'), /thrown/);
