'use strict';
const assert = require('assert');
const report = process.report.getReport();
const { header } = typeof report === 'string' ? JSON.parse(report) : report;
assert.strictEqual(header.processId, process.pid);
assert.strictEqual(header.platform, process.platform);
assert.throws(() => process.report.getReport(1), { code: 'ERR_INVALID_ARG_TYPE' });
assert.throws(() => { process.report.compact = 1; }, { code: 'ERR_INVALID_ARG_TYPE' });
