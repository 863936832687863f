'use strict';
const assert = require('assert');
const http = require('http');

const server = http.createServer();
assert.strictEqual(server.requestTimeout, 300_000);
assert.strictEqual(server.headersTimeout, 60_000);
assert.strictEqual(server.keepAliveTimeout, 5_000);
assert.strictEqual(server.timeout, 0);
assert.strictEqual(server.maxHeadersCount, null);
assert.strictEqual(server.maxRequestsPerSocket, 0);
assert.strictEqual(http.maxHeaderSize, 16 * 1024);
assert.strictEqual(http.globalAgent.keepAlive, true);
assert.strictEqual(http.globalAgent.scheduling, 'lifo');
assert.strictEqual(new http.Agent().keepAlive, false);
assert.strictEqual(new http.Agent().maxSockets, Infinity);
assert.strictEqual(new http.Agent().maxFreeSockets, 256);
assert.strictEqual(http.METHODS.length, 35);
assert.strictEqual(http.STATUS_CODES[418], "I'm a Teapot");
