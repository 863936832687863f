'use strict';
// The table of console.table.
const { inspect } = require('internal/util/inspect');
const { getStringWidth } = require('internal/util/text');
const { isMap, isMapIterator, isSet, isSetIterator } = require('internal/util/types');

const INDEX = '(index)';
const ITERATION = '(iteration index)';
const KEY = 'Key';
const VALUES = 'Values';

function row(cells, widths) {
  let text = '│';
  for (let i = 0; i < cells.length; i++) {
    text += ` ${cells[i]}${' '.repeat(widths[i] - getStringWidth(cells[i]))} │`;
  }
  return text;
}

// `columns` are arrays of texts under the texts of `head`; holes stay empty.
function draw(head, columns) {
  const height = Math.max(0, ...columns.map((column) => column.length));
  const widths = head.map((text) => getStringWidth(text));
  const rows = [];
  for (let y = 0; y < height; y++) {
    rows[y] = columns.map((column, x) => {
      const text = Object.hasOwn(column, y) ? column[y] : '';
      widths[x] = Math.max(widths[x], getStringWidth(text));
      return text;
    });
  }
  const lines = widths.map((width) => '─'.repeat(width + 2));
  const body = rows.map((cells) => `${row(cells, widths)}\n`).join('');
  return `┌${lines.join('┬')}┐\n${row(head, widths)}\n├${lines.join('┼')}┤\n${body}└${lines.join('┴')}┘`;
}

function tableOf(data, properties, options) {
  if (properties !== undefined) require('internal/validators').validateArray(properties, 'properties');
  const show = (value) => {
    const isLarge = value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 2;
    return inspect(value, { depth: isLarge ? -1 : 0, maxArrayLength: 3, breakLength: Infinity, ...options });
  };
  const indices = (length) => Array.from({ length }, (_, i) => show(i));

  let isKeyValue = isMap(data);
  let items = isKeyValue ? [...data].flat() : data;
  const isIterator = isMapIterator(data) || isSetIterator(data);
  if (isIterator) [items, isKeyValue] = native.previewEntries(data);
  if (isKeyValue) {
    if (isMap(data)) items = [...data].flatMap(([key, value]) => [key, value]);
    const length = items.length / 2;
    const keys = Array.from({ length }, (_, i) => show(items[i * 2]));
    const values = Array.from({ length }, (_, i) => show(items[i * 2 + 1]));
    return draw([ITERATION, KEY, VALUES], [indices(length), keys, values]);
  }
  if (isIterator || isSet(data)) {
    const values = Array.from(items, show);
    return draw([ITERATION, VALUES], [indices(values.length), values]);
  }
  return draw(...columnsOf(data, properties, show));
}

// A column for each property that a row has; primitives have one of their own.
function columnsOf(data, properties, show) {
  const rows = Object.keys(data);
  const columns = { __proto__: null };
  const values = [];
  rows.forEach((key, y) => {
    const item = data[key];
    const isPrimitive = item === null || (typeof item !== 'function' && typeof item !== 'object');
    if (isPrimitive) values[y] = show(item);
    for (const name of properties ?? (isPrimitive ? [] : Object.keys(item))) {
      columns[name] ??= [];
      columns[name][y] = isPrimitive || !Object.hasOwn(item, name) ? '' : show(item[name]);
    }
  });
  const head = [INDEX, ...Object.keys(columns)];
  const body = [rows, ...Object.values(columns)];
  // Primitives with given properties have no column: the table shows those properties alone.
  if (values.length > 0 && properties === undefined) {
    head.push(VALUES);
    body.push(values);
  }
  return [head, body];
}

module.exports = { tableOf };
