'use strict';

// Asking name servers for records. What each kind of record looks like to a program is here; the asking is native.

const { isIP } = require('internal/net');
const { codes, dnsException } = require('internal/errors');
const validators = require('internal/validators');
const { format, parse } = require('dns/servers');

// The usual timeout, and how often a server is asked.
const TIMEOUT = -1;
const TRIES = 4;

const METHODS = {
  ANY: 'resolveAny',
  A: 'resolve4',
  AAAA: 'resolve6',
  CAA: 'resolveCaa',
  CNAME: 'resolveCname',
  MX: 'resolveMx',
  NS: 'resolveNs',
  TXT: 'resolveTxt',
  SRV: 'resolveSrv',
  PTR: 'resolvePtr',
  NAPTR: 'resolveNaptr',
  SOA: 'resolveSoa',
};

class ResolverBase {
  constructor(options = undefined) {
    const { timeout = TIMEOUT, tries = TRIES } = options ?? {};
    validators.validateInt32(timeout, 'options.timeout', -1);
    validators.validateInt32(tries, 'options.tries', 1);
    this._handle = new native.Resolver(timeout, tries);
  }

  cancel() {
    this._handle.cancel();
  }

  getServers() {
    return (this._handle.getServers() || []).map(format);
  }

  setServers(servers) {
    const parsed = parse(servers);
    if (this._handle.isBusy()) {
      throw new codes.ERR_DNS_SET_SERVERS_FAILED('There are pending queries.', servers);
    }
    this._handle.setServers(parsed.map(([address]) => address), parsed.map(([, port]) => port));
  }

  setLocalAddress(ipv4, ipv6) {
    validators.validateString(ipv4, 'ipv4');
    if (ipv6 !== undefined) validators.validateString(ipv6, 'ipv6');
    const addresses = { 4: null, 6: null };
    for (const address of ipv6 === undefined ? [ipv4] : [ipv4, ipv6]) {
      const family = isIP(address);
      if (family === 0) throw localAddressError('Invalid IP address.');
      if (addresses[family] !== null) throw localAddressError(`Cannot specify two IPv${family} addresses.`);
      addresses[family] = address;
    }
    this._handle.setLocalAddress(addresses[4], addresses[6]);
  }
}

function localAddressError(message) {
  const error = new TypeError(message);
  error.code = 'ERR_INVALID_ARG_VALUE';
  return error;
}

// What a program sees of the records of a kind; `undefined` for one of another kind.
const SHAPES = {
  A: (record, ttl) => ttl ? { address: record.address, ttl: record.ttl } : record.address,
  AAAA: (record, ttl) => ttl ? { address: record.address, ttl: record.ttl } : record.address,
  CNAME: (record) => record.value,
  NS: (record) => record.value,
  PTR: (record) => record.value,
  TXT: (record) => record.entries,
};

function shape(records, kind, withTtl) {
  if (kind === 'ANY') return records.map(shapeAny);
  const own = records.filter((record) => record.type === kind);
  const shaped = own.map((record) => {
    const make = SHAPES[kind];
    if (make) return make(record, withTtl);
    const { ttl, type, ...rest } = record;
    return rest;
  });
  return kind === 'SOA' ? shaped[0] : shaped;
}

// With the type, and with a time to live if it is an address.
function shapeAny(record) {
  const { ttl, ...rest } = record;
  return rest.address === undefined ? rest : { address: rest.address, ttl, type: rest.type };
}

function toASCII(name) {
  // eslint-disable-next-line no-control-regex
  return /^[\0-\x7f]*$/.test(name) ? name : require('internal/idna').toASCII(name);
}

// One query. `done(null, result)` or `done(error)`, never before this returns.
function query(resolver, kind, name, withTtl, done) {
  const syscall = `query${kind === 'A' || kind === 'AAAA' ? (kind === 'A' ? 'A' : 'Aaaa') : capitalized(kind)}`;
  resolver._handle.resolve(toASCII(name), kind, (error, records) => {
    const result = error ? undefined : shape(records, kind, withTtl);
    if (error) done(dnsException(error.code, syscall, name));
    else if (result === undefined || result.length === 0) done(dnsException('ENODATA', syscall, name));
    else done(null, result);
  });
}

function capitalized(kind) {
  return kind[0] + kind.slice(1).toLowerCase();
}

// The names of an address.
function reverse(resolver, address, done) {
  if (isIP(address) === 0) {
    const error = dnsException('EINVAL', 'getHostByAddr', address);
    error.errno = -require('os').constants.errno.EINVAL;
    throw error;
  }
  resolver._handle.reverse(address, (error, names) => {
    if (error) done(dnsException(error.code, 'getHostByAddr', address));
    else done(null, names);
  });
}

function checkKind(rrtype) {
  const method = Object.hasOwn(METHODS, rrtype) ? METHODS[rrtype] : undefined;
  if (method === undefined) throw new codes.ERR_INVALID_ARG_VALUE('rrtype', rrtype);
  return method;
}

// ---- with callbacks --------------------------------------------------------------------------------

class Resolver extends ResolverBase {
  reverse(address, callback) {
    validators.validateString(address, 'name');
    validators.validateFunction(callback, 'callback');
    reverse(this, address, callback);
    return { bindingName: 'getHostByAddr', callback, hostname: address };
  }

  resolve(hostname, rrtype, callback) {
    if (typeof rrtype === 'function') {
      callback = rrtype;
      rrtype = 'A';
    } else if (typeof rrtype !== 'string') {
      throw new codes.ERR_INVALID_ARG_TYPE('rrtype', 'string', rrtype);
    }
    return this[checkKind(rrtype)](hostname, callback);
  }
}

// ---- with promises ---------------------------------------------------------------------------------

class PromiseResolver extends ResolverBase {
  reverse(address) {
    validators.validateString(address, 'name');
    return new Promise((resolve, reject) => {
      reverse(this, address, (error, names) => error ? reject(error) : resolve(names));
    });
  }

  resolve(hostname, rrtype) {
    if (rrtype === undefined) return this.resolve4(hostname);
    if (typeof rrtype !== 'string') throw new codes.ERR_INVALID_ARG_TYPE('rrtype', 'string', rrtype);
    return this[checkKind(rrtype)](hostname);
  }
}
Object.defineProperty(PromiseResolver, 'name', { value: 'Resolver' });

function method(prototype, name, value) {
  Object.defineProperty(value, 'name', { value: name });
  Object.defineProperty(prototype, name, { value, writable: true, configurable: true, enumerable: false });
}

for (const kind of Object.keys(METHODS)) {
  method(Resolver.prototype, METHODS[kind], function(name, options, callback) {
    if (arguments.length <= 2) {
      callback = options;
      options = undefined;
    }
    validators.validateString(name, 'name');
    validators.validateFunction(callback, 'callback');
    const ttl = Boolean(options?.ttl);
    query(this, kind, name, ttl, callback);
    return { bindingName: METHODS[kind], callback, hostname: name, ttl };
  });
  method(PromiseResolver.prototype, METHODS[kind], function(name, options) {
    validators.validateString(name, 'name');
    return new Promise((resolve, reject) => {
      query(this, kind, name, Boolean(options?.ttl), (error, result) => error ? reject(error) : resolve(result));
    });
  });
}

// ---- the one that the functions of the module use ---------------------------------------------------

let defaultResolver;

function theDefault() {
  defaultResolver ??= new Resolver();
  return defaultResolver;
}

function getServers() {
  return theDefault().getServers();
}

function setServers(servers) {
  // Queries in flight still ask the old ones.
  const resolver = new Resolver();
  resolver.setServers(servers);
  defaultResolver = resolver;
}

// Adds `resolve4` and the like to the exports of a module.
function bindDefaultResolver(target, prototype) {
  for (const name of ['resolve', ...Object.values(METHODS), 'reverse']) {
    const own = prototype[name];
    target[name] = function(...args) {
      return own.apply(theDefault(), args);
    };
    Object.defineProperty(target[name], 'name', { value: name });
  }
}

module.exports = { PromiseResolver, Resolver, bindDefaultResolver, getServers, setServers };
