'use strict';
// Debug output that the environment variable NODE_DEBUG turns on, by section.

let pattern;

function isEnabled(section) {
  if (pattern === undefined) {
    const { env } = require('process');
    const sections = env.NODE_DEBUG;
    if (!sections) {
      pattern = null;
    } else {
      // Only the asterisk means something.
      const source = sections.replace(/[|\\{}()[\]^$+?.]/g, '\\$&').replaceAll('*', '.*').replaceAll(',', '$|^');
      pattern = new RegExp(`^${source}$`, 'i');
    }
  }
  return pattern !== null && pattern.test(section);
}

// These sections print what is sent, secrets too.
function warnOfSecrets(section) {
  if (section !== 'HTTP' && section !== 'HTTP2') return;
  require('process').emitWarning(
    `Setting the NODE_DEBUG environment variable to '${section.toLowerCase()}' can expose sensitive data ` +
    '(such as passwords, tokens and authentication headers) in the resulting log.');
}

function noop() {}

function makeLogger(section) {
  const process = require('process');
  warnOfSecrets(section);
  return function debug(...args) {
    const { formatWithOptions } = require('internal/util/inspect');
    const { stderr } = process;
    const colors = Boolean(stderr.hasColors?.());
    const message = formatWithOptions({ colors }, ...args);
    stderr.write(`${formatWithOptions({ colors }, '%s %s: %s', section, process.pid, message)}\n`);
  };
}

// `callback` is given the function that logs, the first time it is called, for those who want no indirection.
function debuglog(section, callback) {
  let known;
  const test = () => {
    if (known === undefined) {
      section = section.toUpperCase();
      known = isEnabled(section);
    }
    return known;
  };
  let debug = (...args) => {
    debug = test() ? makeLogger(section) : noop;
    if (typeof callback === 'function') callback(debug);
    debug(...args);
  };
  const logger = (...args) => debug(...args);
  Object.defineProperty(logger, 'enabled', { __proto__: null, get: test, configurable: true, enumerable: true });
  return logger;
}

module.exports = { debuglog };
