'use strict';
const assert = require('assert');
const net = require('net');

let told;
net.createServer().close((error) => { told = error; });
assert.strictEqual(told, undefined);
process.on('exit', () => assert.strictEqual(told.code, 'ERR_SERVER_NOT_RUNNING'));
