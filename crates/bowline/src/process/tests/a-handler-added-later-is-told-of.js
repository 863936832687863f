'use strict';
// E9

const assert = require('assert');
const events = [];
process.on('unhandledRejection', (reason) => events.push(['unhandled', reason]));
process.on('rejectionHandled', (promise) => events.push(['handled', promise]));
const promise = Promise.reject(1);
setTimeout(() => promise.catch(() => events.push('caught')), 5);
process.on('exit', () => assert.deepStrictEqual(events, [['unhandled', 1], 'caught', ['handled', promise]]));
