'use strict';
// X9

const assert = require('assert');
const [seconds, nanoseconds] = process.hrtime();
assert.ok(Number.isInteger(seconds) && nanoseconds >= 0 && nanoseconds < 1e9);
const [difference] = process.hrtime([seconds, nanoseconds]);
assert.ok(difference >= 0 && difference < 60);
assert.strictEqual(typeof process.hrtime.bigint(), 'bigint');
assert.throws(() => process.hrtime(1), { code: 'ERR_INVALID_ARG_TYPE' });
assert.throws(() => process.hrtime([1]), { code: 'ERR_OUT_OF_RANGE' });
const memory = process.memoryUsage();
assert.deepStrictEqual(Object.keys(memory), ['rss', 'heapTotal', 'heapUsed', 'external', 'arrayBuffers']);
assert.ok(memory.rss > memory.heapUsed && memory.heapUsed > 0);
assert.ok(process.memoryUsage.rss() > 1 << 20);
const { user, system } = process.cpuUsage();
assert.ok(user + system > 0);
assert.ok(process.cpuUsage({ user, system }).user >= 0);
assert.strictEqual(Object.keys(process.resourceUsage()).length, 16);
assert.ok(process.uptime() > 0 && process.uptime() < 600);
