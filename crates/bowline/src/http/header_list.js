'use strict';

// From the fields of a message, as they came, to the objects that programs read.

// The second one of these is dropped.
const single = new Set([
  'age', 'authorization', 'content-length', 'content-type', 'etag', 'expires', 'from', 'host', 'if-modified-since',
  'if-unmodified-since', 'last-modified', 'location', 'max-forwards', 'proxy-authorization', 'referer', 'retry-after',
  'server', 'user-agent',
]);

// Adds one field to `headers`.
function addField(headers, name, value, joinDuplicates) {
  name = name.toLowerCase();
  const before = headers[name];
  if (name === 'set-cookie') {
    if (before === undefined) headers[name] = [value];
    else before.push(value);
  } else if (typeof before !== 'string') {
    // Not there; `constructor` and the like are inherited.
    headers[name] = value;
  } else if (name === 'cookie') {
    headers[name] = `${before}; ${value}`;
  } else if (joinDuplicates || !single.has(name)) {
    headers[name] = `${before}, ${value}`;
  }
}

function addDistinctField(headers, name, value) {
  name = name.toLowerCase();
  const before = headers[name];
  if (before === undefined) headers[name] = [value];
  else before.push(value);
}

// `list` is [name, value, name, value ...]; at most `count` items of it are looked at.
function toObject(list, count, joinDuplicates) {
  const headers = {};
  for (let i = 0; i + 1 < count; i += 2) addField(headers, list[i], list[i + 1], joinDuplicates);
  return headers;
}

function toDistinct(list) {
  const headers = { __proto__: null };
  for (let i = 0; i + 1 < list.length; i += 2) addDistinctField(headers, list[i], list[i + 1]);
  return headers;
}

// The parser gives all fields as one string, each name and value with a line feed behind it.
function split(block) {
  if (block === '') return [];
  const list = block.split('\n');
  list.pop();
  return list;
}

module.exports = { addDistinctField, addField, split, toDistinct, toObject };
