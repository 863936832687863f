'use strict';
// A line of plain strings and numbers, which is most of what is ever logged, needs none of inspect.

// The text of `args` as util.format gives it.
function format(args) {
  const first = args[0];
  if (args.length === 1 && typeof first === 'string') return first;
  if (typeof first !== 'string' || !first.includes('%')) {
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

module.exports = { format };
