'use strict';

const { codes } = require('internal/errors');
const { validateInt32, validateString } = require('internal/validators');
const SocketAddress = require('net/socket_address');

// Addresses that are not wanted: single ones, ranges, subnets.
class BlockList {
  #rules = new native.BlockList();

  addAddress(address, family = 'ipv4') {
    this.#rules.addAddress(checked(address, family, 'address').address);
  }

  addRange(start, end, family = 'ipv4') {
    start = checked(start, family, 'start');
    end = checked(end, family, 'end');
    if (!this.#rules.addRange(start.address, end.address)) {
      throw new codes.ERR_INVALID_ARG_VALUE('start', start, 'must come before end');
    }
  }

  addSubnet(network, prefix, family = 'ipv4') {
    network = checked(network, family, 'network');
    validateInt32(prefix, 'prefix', 0, network.family === 'ipv4' ? 32 : 128);
    this.#rules.addSubnet(network.address, prefix);
  }

  // What is no address is in no list.
  check(address, family = 'ipv4') {
    if (!SocketAddress.isSocketAddress(address)) {
      validateString(address, 'address');
      validateString(family, 'family');
      try {
        address = new SocketAddress({ address, family });
      } catch {
        return false;
      }
    }
    return this.#rules.check(address.address);
  }

  get rules() { return this.#rules.rules; }

  // A copy has the same rules, also those that are added later to either of the two.
  [Symbol.for('nodejs.messaging.clone')]() {
    return () => {
      const copy = new BlockList();
      copy.#rules = this.#rules;
      return copy;
    };
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    if (depth < 0) return '[BlockList]';
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `BlockList ${inspect({ rules: this.rules }, inner)}`;
  }
}

function checked(address, family, name) {
  if (SocketAddress.isSocketAddress(address)) return address;
  validateString(address, name);
  validateString(family, 'family');
  return new SocketAddress({ address, family });
}

module.exports = BlockList;
