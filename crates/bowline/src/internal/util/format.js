'use strict';
// A line of plain strings and numbers, which is most of what is ever logged, needs none of inspect.

// What inspect does when it is told nothing else; programs may change it.
const inspectDefaultOptions = Object.seal({
  showHidden: false,
  depth: 2,
  colors: false,
  customInspect: true,
  showProxy: false,
  maxArrayLength: 100,
  maxStringLength: 10000,
  breakLength: 80,
  compact: 3,
  sorted: false,
  getters: false,
  numericSeparator: false,
});

// The text of `args` as util.format gives it.
function format(args) {
  const first = args[0];
  if (args.length === 1 && typeof first === 'string') return first;
  const isPlain = !inspectDefaultOptions.colors && !inspectDefaultOptions.numericSeparator;
  if (isPlain && (typeof first !== 'string' || !first.includes('%'))) {
    let line = '';
    for (let i = 0; i < args.length; i++) {
      const value = args[i];
      if (i > 0) line += ' ';
      if (typeof value === 'string') line += value;
      else if (typeof value === 'number') line += value === 0 && 1 / value < 0 ? '-0' : value;
      else if (value === undefined || value === null || typeof value === 'boolean') line += value;
      else return require('internal/util/inspect').formatArguments(undefined, args);
    }
    return line;
  }
  return require('internal/util/inspect').formatArguments(undefined, args);
}

module.exports = { format, inspectDefaultOptions };
