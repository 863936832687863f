'use strict';
// The source of a failed assert.ok(), for its message.

// The end of the call whose parenthesis opens at `open`; -1 if it is not closed. Strings, templates, comments and
// regular expressions may hold parentheses of their own.
function endOfCall(source, open) {
  let depth = 0;
  // What came before a slash says whether it divides.
  let mayDivide = false;
  for (let i = open; i < source.length; i++) {
    const character = source[i];
    if (character === '"' || character === "'" || character === '`') {
      i = endOfString(source, i);
      mayDivide = true;
    } else if (character === '/' && (source[i + 1] === '/' || source[i + 1] === '*')) {
      const end = source[i + 1] === '/' ? source.indexOf('\n', i) : source.indexOf('*/', i) + 1;
      if (end <= 0) return -1;
      i = end;
    } else if (character === '/' && !mayDivide) {
      i = endOfRegExp(source, i);
      mayDivide = true;
    } else if ('([{'.includes(character)) {
      depth++;
      mayDivide = false;
    } else if (')]}'.includes(character)) {
      if (--depth === 0) return i + 1;
      mayDivide = true;
    } else if (!/\s/.test(character)) {
      mayDivide = /[\w$]/.test(character);
    }
  }
  return -1;
}

function endOfString(source, start) {
  const mark = source[start];
  for (let i = start + 1; i < source.length; i++) {
    if (source[i] === '\\') i++;
    else if (source[i] === mark) return i;
    else if (mark === '`' && source[i] === '$' && source[i + 1] === '{') {
      const end = endOfCall(source, i + 1);
      if (end === -1) return source.length;
      i = end - 1;
    }
  }
  return source.length;
}

function endOfRegExp(source, start) {
  let isInClass = false;
  for (let i = start + 1; i < source.length && source[i] !== '\n'; i++) {
    if (source[i] === '\\') i++;
    else if (source[i] === '[') isInClass = true;
    else if (source[i] === ']') isInClass = false;
    else if (source[i] === '/' && !isInClass) return i;
  }
  return start;
}

// Where the called expression begins that ends before the parenthesis: `assert.ok`, `a['b'].ok`.
function startOfCallee(source, open) {
  let i = open;
  while (i > 0) {
    const before = source[i - 1];
    if (/[\p{ID_Continue}$.]/u.test(before)) {
      i--;
    } else if (before === ']') {
      const start = source.lastIndexOf('[', i);
      if (start <= 0) return i;
      i = start;
    } else if (/\s/.test(before)) {
      // Space may stand around a dot only.
      const rest = source.slice(0, i).trimEnd();
      const isJoined = rest.endsWith('.') || source.slice(i).trimStart().startsWith('.');
      if (!isJoined || rest.length === 0) return i;
      i = rest.length;
    } else {
      return i;
    }
  }
  return i;
}

// Lines after the first are moved left together with it.
function withoutIndent(text, column) {
  if (column === 0 || !text.includes('\n')) return text;
  const lines = text.split('\n');
  for (let i = 1; i < lines.length; i++) {
    let blank = 0;
    while (blank < column && (lines[i][blank] === ' ' || lines[i][blank] === '\t')) blank++;
    lines[i] = lines[i].slice(blank);
  }
  return lines.join('\n');
}

// The place of the first frame of `stack`.
function placeOf(stack) {
  const frame = /\n\s+at (?:.*\()?(.+?):(\d+):(\d+)\)?/.exec(stack);
  return frame === null ? undefined : { file: frame[1], line: Number(frame[2]), column: Number(frame[3]) };
}

function sourceOf(file) {
  if (file.startsWith('file://')) file = require('internal/url').fileURLToPath(file);
  if (file.startsWith('node:')) return undefined;
  return require('fs').readFileSync(file, 'utf8');
}

function callAt({ file, line, column }) {
  const source = sourceOf(file);
  if (source === undefined) return undefined;
  let start = 0;
  for (let i = 1; i < line; i++) start = source.indexOf('\n', start) + 1;
  const at = start + column - 1;
  const open = source.indexOf('(', at);
  if (open === -1) return undefined;
  const end = endOfCall(source, open);
  if (end === -1) return undefined;
  const first = startOfCallee(source, open);
  return withoutIndent(source.slice(first, end), first - (source.lastIndexOf('\n', first) + 1));
}

const known = new Map();

// What to say of a falsy value: the expression as it is written, if the source can be read.
function messageFor(fn) {
  const target = {};
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 1;
  Error.captureStackTrace(target, fn);
  Error.stackTraceLimit = stackTraceLimit;
  const place = placeOf(target.stack);
  if (place === undefined) return undefined;
  const key = `${place.file}:${place.line}:${place.column}`;
  if (known.has(key)) return known.get(key);
  let message;
  try {
    const text = callAt(place);
    if (text !== undefined) message = `The expression evaluated to a falsy value:\n\n  ${text}\n`;
  } catch {
    // A source that cannot be read leaves the plain message.
  }
  known.set(key, message);
  return message;
}

module.exports = { messageFor };
