'use strict';

const { nextTick } = require('process');
const { codes } = require('internal/errors');
const validators = require('internal/validators');
const { answerWithoutLookup, ask, askService, checkService, lookupOptions } = require('dns/lookup');
const { getDefaultResultOrder, setDefaultResultOrder } = require('dns/order');
const errorCodes = require('dns/error_codes');
const { Resolver, bindDefaultResolver, getServers, setServers } = require('dns/resolver');

const { ADDRCONFIG, ALL, V4MAPPED } = native;

// The callback gets (error, address, family), or (error, [{ address, family }...]) with `all`.
function lookup(hostname, options, callback) {
  if (hostname) validators.validateString(hostname, 'hostname');
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  } else if (options !== undefined && typeof options !== 'object' && typeof options !== 'number') {
    validators.validateFunction(arguments.length === 2 ? options : callback, 'callback');
    throw new codes.ERR_INVALID_ARG_TYPE('options', ['integer', 'object'], options);
  } else {
    validators.validateFunction(callback, 'callback');
  }
  const checked = lookupOptions(options);
  const tell = (answer) => checked.all ? callback(null, answer) : callback(null, answer.address, answer.family);
  const known = answerWithoutLookup(hostname, checked);
  if (known !== undefined) {
    nextTick(tell, known);
    return {};
  }
  ask(hostname, checked, (error, answer) => {
    if (error) callback(error);
    else tell(answer);
  });
  return { callback, family: checked.family, hostname };
}
Object.defineProperty(lookup, Symbol.for('nodejs.util.promisify.customArgs'), {
  value: ['address', 'family'],
  enumerable: false,
});

function lookupService(address, port, callback) {
  if (arguments.length !== 3) throw new codes.ERR_MISSING_ARGS('address', 'port', 'callback');
  checkService(address, port);
  validators.validateFunction(callback, 'callback');
  askService(address, port, callback);
  return { callback, hostname: address, port: +port };
}
Object.defineProperty(lookupService, Symbol.for('nodejs.util.promisify.customArgs'), {
  value: ['hostname', 'service'],
  enumerable: false,
});

module.exports = {
  lookup,
  lookupService,
  Resolver,
  getDefaultResultOrder,
  setDefaultResultOrder,
  setServers,
  ADDRCONFIG,
  ALL,
  V4MAPPED,
  ...errorCodes,
  getServers,
};
bindDefaultResolver(module.exports, Resolver.prototype);
Object.defineProperty(module.exports, 'promises', {
  get() { return require('dns/promises'); },
  configurable: true,
  enumerable: true,
});
