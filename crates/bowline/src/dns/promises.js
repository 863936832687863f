'use strict';

const { codes } = require('internal/errors');
const validators = require('internal/validators');
const { answerWithoutLookup, ask, askService, checkService, lookupOptions } = require('dns/lookup');
const { getDefaultResultOrder, setDefaultResultOrder } = require('dns/order');
const errorCodes = require('dns/error_codes');
const { PromiseResolver, bindDefaultResolver, getServers, setServers } = require('dns/resolver');

function lookup(hostname, options) {
  if (hostname) validators.validateString(hostname, 'hostname');
  if (options !== undefined && typeof options !== 'object' && typeof options !== 'number') {
    throw new codes.ERR_INVALID_ARG_TYPE('options', ['integer', 'object'], options);
  }
  const checked = lookupOptions(options);
  const known = answerWithoutLookup(hostname, checked);
  if (known !== undefined) return Promise.resolve(known);
  return new Promise((resolve, reject) => {
    ask(hostname, checked, (error, answer) => error ? reject(error) : resolve(answer));
  });
}

function lookupService(address, port) {
  if (arguments.length !== 2) throw new codes.ERR_MISSING_ARGS('address', 'port');
  checkService(address, port);
  return new Promise((resolve, reject) => {
    askService(address, port, (error, hostname, service) => error ? reject(error) : resolve({ hostname, service }));
  });
}

module.exports = {
  lookup,
  lookupService,
  Resolver: PromiseResolver,
  getDefaultResultOrder,
  setDefaultResultOrder,
  setServers,
  ...errorCodes,
  getServers,
};
bindDefaultResolver(module.exports, PromiseResolver.prototype);
