'use strict';
const assert = require('assert');
const { types } = require('util');

const map = Object.setPrototypeOf(new Map(), null);
assert(types.isMap(map));
assert(!types.isMap(Object.create(Map.prototype)));
assert(!types.isMap(new Proxy(new Map(), {})));
assert(types.isProxy(new Proxy({}, {})));
assert(types.isProxy(new Proxy(() => {}, {})));
assert(types.isNativeError(Object.setPrototypeOf(new TypeError(), null)));
assert(!types.isNativeError(Object.create(Error.prototype)));
assert(types.isArgumentsObject((function() { return arguments; })()));
assert(types.isAsyncFunction(async function*() {}));
assert(types.isGeneratorObject((function*() {})()));
assert(types.isMapIterator(new Map().keys()));
assert(types.isUint8Array(Buffer.alloc(1)));
assert(types.isBoxedPrimitive(Object(Symbol())));
assert(types.isSharedArrayBuffer(new SharedArrayBuffer(1)));
