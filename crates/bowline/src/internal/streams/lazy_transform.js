'use strict';

// A Transform that becomes a stream when somebody uses it as one: most hashes and ciphers never are.

const Transform = require('internal/streams/transform');

function LazyTransform(options) {
  this._options = options;
}
Object.setPrototypeOf(LazyTransform.prototype, Transform.prototype);
Object.setPrototypeOf(LazyTransform, Transform);

function becomeStream(stream) {
  for (const name of ['_readableState', '_writableState']) define(stream, name, undefined);
  Transform.call(stream, stream._options);
  if (!stream._options || !stream._options.decodeStrings) stream._writableState.decodeStrings = false;
}

function define(target, name, value) {
  Object.defineProperty(target, name, {
    __proto__: null, configurable: true, enumerable: true, writable: true, value,
  });
}

for (const name of ['_readableState', '_writableState']) {
  Object.defineProperty(LazyTransform.prototype, name, {
    __proto__: null, configurable: true, enumerable: true,
    get() {
      // The prototype itself is asked too, by those that look at what a class has.
      if (Object.hasOwn(this, 'constructor')) return undefined;
      becomeStream(this);
      return this[name];
    },
    set(value) { define(this, name, value); },
  });
}

module.exports = LazyTransform;
