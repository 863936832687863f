'use strict';

// In which order the addresses of a name come.

const { validateOneOf } = require('internal/validators');

const ORDERS = ['verbatim', 'ipv4first', 'ipv6first'];

let order;

function getDefaultResultOrder() {
  order ??= require('internal/options').getOptionValue('--dns-result-order') || 'verbatim';
  return order;
}

function setDefaultResultOrder(value) {
  validateOneOf(value, 'dnsOrder', ORDERS);
  order = value;
}

function sorted(addresses, wanted) {
  if (wanted === 'verbatim') return addresses;
  const isV6 = (address) => address.includes(':');
  const v4 = addresses.filter((address) => !isV6(address));
  const v6 = addresses.filter(isV6);
  return wanted === 'ipv4first' ? v4.concat(v6) : v6.concat(v4);
}

module.exports = { ORDERS, getDefaultResultOrder, setDefaultResultOrder, sorted };
