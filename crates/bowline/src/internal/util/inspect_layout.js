'use strict';
// How inspect joins the parts of an object: on one line, in columns, or one part a line.

// Items a row may have at most, whatever the width.
const COLUMNS_MAX = 15;
// Characters are about this much taller than wide; rows and columns then look like a square.
const CHARACTER_HEIGHT = 2.5;
const SEPARATOR_LENGTH = 2;
// Items beside which columns are tried at all.
const GROUPED_MIN = 6;
const kBesideItems = 2;

const { getStringWidth, isPrintableAscii } = require('internal/util/text');

function shownLength(ctx, text) {
  return ctx.colors ? require('internal/util').removeColors(text).length : text.length;
}

function fits(ctx, output, start, base) {
  let total = output.length + start;
  if (total + output.length > ctx.breakLength) return false;
  const { breakLength, colors } = ctx;
  for (let i = 0; i < output.length; i++) {
    total += colors ? shownLength(ctx, output[i]) : output[i].length;
    if (total > breakLength) return false;
  }
  return base === '' || !base.includes('\n');
}

// Items of similar length, at least seven of them, stand in columns.
function groupItems(ctx, output, value) {
  // The last one says how many more there are; it has a line of its own.
  const isCut = ctx.maxArrayLength < output.length;
  const count = isCut ? output.length - 1 : output.length;
  const lengths = new Array(count);
  let total = 0;
  let longest = 0;
  // One look at all of them together is cheaper than one at each.
  const isPlain = !ctx.colors && isPrintableAscii(output.join(''));
  for (let i = 0; i < count; i++) {
    const length = isPlain ? output[i].length : getStringWidth(output[i], ctx.colors);
    lengths[i] = length;
    total += length + SEPARATOR_LENGTH;
    if (length > longest) longest = length;
  }
  const width = longest + SEPARATOR_LENGTH;
  if (width * 3 + ctx.indentationLvl >= ctx.breakLength || (total / width <= 5 && longest > 6)) return output;

  const bias = Math.sqrt(width - total / output.length);
  const biasedWidth = Math.max(width - 3 - bias, 1);
  const columns = Math.min(
    Math.round(Math.sqrt(CHARACTER_HEIGHT * biasedWidth * count) / biasedWidth),
    Math.floor((ctx.breakLength - ctx.indentationLvl) / width),
    ctx.compact * 4,
    COLUMNS_MAX);
  if (columns <= 1) return output;

  const widths = [];
  for (let column = 0; column < columns; column++) {
    let widest = 0;
    for (let i = column; i < count; i += columns) if (lengths[i] > widest) widest = lengths[i];
    widths.push(widest + SEPARATOR_LENGTH);
  }
  const isRight = value !== undefined && areNumbers(value, output.length);
  const rows = [];
  for (let first = 0; first < count; first += columns) {
    const last = Math.min(first + columns, count) - 1;
    let row = '';
    for (let i = first; i < last; i++) {
      const room = widths[i - first] + output[i].length - lengths[i];
      row += isRight ? `${output[i]}, `.padStart(room) : `${output[i]}, `.padEnd(room);
    }
    const room = widths[last - first] + output[last].length - lengths[last] - SEPARATOR_LENGTH;
    rows.push(row + (isRight ? output[last].padStart(room) : output[last]));
  }
  if (isCut) rows.push(output[count]);
  return rows;
}

function areNumbers(value, count) {
  for (let i = 0; i < count; i++) {
    if (typeof value[i] !== 'number' && typeof value[i] !== 'bigint') return false;
  }
  return true;
}

function reduceToSingleString(ctx, output, base, braces, position, level, value) {
  if (ctx.compact === true) {
    if (fits(ctx, output, 0, base)) {
      return `${braces[0]}${base ? ` ${base}` : ''} ${output.join(', ')} ${braces[1]}`;
    }
    const indentation = `\n${' '.repeat(ctx.indentationLvl)}`;
    const start = base === '' && braces[0].length === 1 ? ' ' : `${base ? ` ${base}` : ''}${indentation}  `;
    return `${braces[0]}${start}${output.join(`,${indentation}  `)} ${braces[1]}`;
  }
  if (typeof ctx.compact === 'number' && ctx.compact >= 1) {
    const count = output.length;
    if (position === kBesideItems && count > GROUPED_MIN) output = groupItems(ctx, output, value);
    // On one line if no more than `compact` levels are inside, nothing was put in columns, and there is room.
    if (ctx.currentDepth - level < ctx.compact && count === output.length) {
      const start = output.length + ctx.indentationLvl + braces[0].length + base.length + 10;
      if (fits(ctx, output, start, base)) {
        const joined = output.join(', ');
        if (!joined.includes('\n')) return `${base ? `${base} ` : ''}${braces[0]} ${joined} ${braces[1]}`;
      }
    }
  }
  const indentation = `\n${' '.repeat(ctx.indentationLvl)}`;
  return `${base ? `${base} ` : ''}${braces[0]}${indentation}  ${output.join(`,${indentation}  `)}${indentation}${braces[1]}`;
}

module.exports = { reduceToSingleString };
