'use strict';

// Looking names up as every program of the system does. Both faces of `dns` are made of these.

const { isIP } = require('internal/net');
const { codes, dnsException } = require('internal/errors');
const validators = require('internal/validators');
const { ORDERS, getDefaultResultOrder, sorted } = require('dns/order');

const { ADDRCONFIG, ALL, V4MAPPED } = native;
const FAMILIES = [0, 4, 6];
// What the system calls its failures.
const NUMBERS = { EAI_AGAIN: -3001, EAI_FAIL: -3004, EAI_MEMORY: -3006, ENOTFOUND: -3008 };

// What the options say, checked. A number is a family.
function lookupOptions(options) {
  if (typeof options === 'number') {
    validators.validateOneOf(options, 'family', FAMILIES);
    return { family: options, hints: 0, all: false, order: getDefaultResultOrder() };
  }
  const given = options ?? {};
  return {
    hints: checkedHints(given.hints),
    family: checkedFamily(given.family),
    all: checkedBoolean(given.all, 'options.all') ?? false,
    order: checkedOrder(given),
  };
}

function checkedHints(hints) {
  if (hints == null) return 0;
  validators.validateNumber(hints, 'options.hints');
  hints >>>= 0;
  if ((hints & ~(ADDRCONFIG | ALL | V4MAPPED)) !== 0) throw new codes.ERR_INVALID_ARG_VALUE('hints', hints);
  return hints;
}

function checkedFamily(family) {
  if (family == null) return 0;
  if (family === 'IPv4') return 4;
  if (family === 'IPv6') return 6;
  validators.validateOneOf(family, 'options.family', FAMILIES);
  return family;
}

function checkedBoolean(value, name) {
  if (value == null) return undefined;
  validators.validateBoolean(value, name);
  return value;
}

function checkedOrder({ order, verbatim }) {
  const isVerbatim = checkedBoolean(verbatim, 'options.verbatim');
  if (order != null) {
    validators.validateOneOf(order, 'options.order', ORDERS);
    return order;
  }
  if (isVerbatim === undefined) return getDefaultResultOrder();
  return isVerbatim ? 'verbatim' : 'ipv4first';
}

// The answer for what needs no look-up: nothing for no name, and an address for itself. `undefined` for a name.
function answerWithoutLookup(hostname, { family, all }) {
  if (!hostname) {
    warnOfInvalidHostname(hostname);
    return all ? [] : { address: null, family: family === 6 ? 6 : 4 };
  }
  const own = isIP(hostname);
  if (own === 0) return undefined;
  const answer = { address: hostname, family: own };
  return all ? [answer] : answer;
}

let warned = false;
function warnOfInvalidHostname(hostname) {
  if (warned) return;
  warned = true;
  require('process').emitWarning(
    `The provided hostname "${hostname}" is not a valid hostname, and is supported in the dns module solely for ` +
    'compatibility.', 'DeprecationWarning', 'DEP0118');
}

// Asks the system. `done(error)` or `done(null, answer)`, which is one { address, family } or all of them.
function ask(hostname, { family, hints, all, order }, done) {
  native.lookup(hostname, family, hints, (error, addresses) => {
    if (error) {
      done(dnsException(NUMBERS[error.code] ?? error.errno ?? error.code, 'getaddrinfo', hostname));
      return;
    }
    const answers = sorted(addresses, order);
    const answer = (address) => ({ address, family: family || isIP(address) });
    done(null, all ? answers.map(answer) : answer(answers[0]));
  });
}

function checkService(address, port) {
  if (isIP(address) === 0) throw new codes.ERR_INVALID_ARG_VALUE('address', address);
  validators.validatePort(port);
}

// The name of an address and of a service: `done(null, hostname, service)`.
function askService(address, port, done) {
  native.lookupService(address, +port, (error, names) => {
    if (error) done(dnsException(NUMBERS[error.code] ?? error.code, 'getnameinfo', address));
    else done(null, names[0], names[1]);
  });
}

module.exports = { answerWithoutLookup, ask, askService, checkService, lookupOptions };
