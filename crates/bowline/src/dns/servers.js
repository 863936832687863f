'use strict';

// Name servers as text: an address, with a port if it is not the usual one.

const { isIP } = require('internal/net');
const { codes } = require('internal/errors');
const validators = require('internal/validators');

const PORT = 53;

// [[address, port]...]; throws if one of them is no address.
function parse(servers) {
  validators.validateArray(servers, 'servers');
  const parsed = [];
  // A copy: getters may change the array, and holes do not count.
  servers.forEach((server, index) => {
    validators.validateString(server, `servers[${index}]`);
    parsed.push(parseOne(server));
  });
  return parsed;
}

function parseOne(server) {
  if (isIP(server) !== 0) return [server, PORT];
  const end = server.lastIndexOf(']');
  if (server[0] === '[' && end > 0 && isIP(server.slice(1, end)) === 6) {
    return [server.slice(1, end), portOf(server.slice(end + 1)) ?? PORT];
  }
  const colon = server.lastIndexOf(':');
  if (colon > 0 && isIP(server.slice(0, colon)) === 4) {
    const port = portOf(server.slice(colon));
    if (port !== undefined) return [server.slice(0, colon), port];
  }
  throw new codes.ERR_INVALID_IP_ADDRESS(server);
}

// ':53' -> 53
function portOf(text) {
  if (!/^:\d+$/.test(text)) return undefined;
  const port = Number(text.slice(1));
  return port > 0 && port < 65536 ? port : undefined;
}

function format([address, port]) {
  if (port === PORT) return address;
  return isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`;
}

module.exports = { format, parse };
