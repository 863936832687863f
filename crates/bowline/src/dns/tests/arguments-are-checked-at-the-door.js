'use strict';
const assert = require('assert');
const dns = require('dns');

const throwsCode = (act, code) => assert.throws(act, { code });
throwsCode(() => dns.lookup(1, () => {}), 'ERR_INVALID_ARG_TYPE');
throwsCode(() => dns.lookup('a'), 'ERR_INVALID_ARG_TYPE');
throwsCode(() => dns.lookup('a', { family: 5 }, () => {}), 'ERR_INVALID_ARG_VALUE');
throwsCode(() => dns.lookup('a', { hints: 1 }, () => {}), 'ERR_INVALID_ARG_VALUE');
throwsCode(() => dns.lookupService('127.0.0.1', 80), 'ERR_MISSING_ARGS');
throwsCode(() => dns.lookupService('x', 80, () => {}), 'ERR_INVALID_ARG_VALUE');
throwsCode(() => dns.resolve('a', 'X', () => {}), 'ERR_INVALID_ARG_VALUE');
throwsCode(() => dns.setServers(['x']), 'ERR_INVALID_IP_ADDRESS');
throwsCode(() => dns.setDefaultResultOrder('x'), 'ERR_INVALID_ARG_VALUE');
throwsCode(() => new dns.Resolver({ tries: 0 }), 'ERR_OUT_OF_RANGE');
dns.setServers(['127.0.0.1:53', '[::1]:54']);
assert.deepStrictEqual(dns.getServers(), ['127.0.0.1', '[::1]:54']);
