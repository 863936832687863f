'use strict';
const assert = require('assert');
const EventEmitter = require('events');
const proto = Object.getPrototypeOf(process);
assert.ok(process instanceof EventEmitter);
assert.ok(process instanceof process.constructor);
assert.strictEqual(proto.constructor.name, 'process');
assert.strictEqual(Object.getPrototypeOf(proto), EventEmitter.prototype);
assert.strictEqual(Object.prototype.toString.call(process), '[object process]');
assert.strictEqual(require('process'), process);
for (const name of ['pid', 'version', 'versions', 'arch', 'platform', 'argv0', 'stdout']) {
  assert.throws(() => { process[name] = 1; }, TypeError, name);
}
