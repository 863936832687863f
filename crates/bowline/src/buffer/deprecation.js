'use strict';

// Buffer() and new Buffer().

let deprecationChecks = 0;
let deprecationShown = false;

// The constructor is deprecated; a dependency's use of it is not shown to those who only installed it.
function warnConstructor(Buffer) {
  if (deprecationShown || ++deprecationChecks > 10000) return;
  const { getOptionValue } = require('internal/options');
  if (!getOptionValue('--pending-deprecation') && isCalledFromNodeModules()) return;
  deprecationShown = true;
  require('process').emitWarning(
    'Buffer() is deprecated due to security and usability issues. Please use the Buffer.alloc(), ' +
    'Buffer.allocUnsafe(), or Buffer.from() methods instead.', 'DeprecationWarning', 'DEP0005', Buffer);
}

function isCalledFromNodeModules() {
  // A program's own way of writing stacks must not run here: it may be what makes the buffer.
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = undefined;
  const { stack } = new Error();
  Error.prepareStackTrace = prepareStackTrace;
  // While a stack is being written there is no other.
  if (typeof stack !== 'string') return false;
  for (const line of stack.split('\n')) {
    // The first frame that is no built-in's is the caller's.
    if (!/[/\\]/.test(line) || line.includes('node:')) continue;
    return /[/\\]node_modules[/\\].+?[/\\]/i.test(line);
  }
  return false;
}

module.exports = warnConstructor;
