'use strict';
// The source of a failed assert.ok(), for its message.

// Moves over source text one character, string, comment or regular expression at a time: those may hold parentheses
// that open and close nothing.
class Scanner {
  constructor(source, start) {
    this.source = source;
    this.at = start;
    // What came before a slash says whether it divides.
    this.mayDivide = false;
  }

  // The next character that counts, or '' for a whole string, comment or regular expression.
  next() {
    const { source, at } = this;
    const character = source[at];
    const after = source[at + 1];
    if (character === '"' || character === "'" || character === '`') {
      this.at = endOfString(source, at) + 1;
      this.mayDivide = true;
      return '';
    }
    if (character === '/' && (after === '/' || after === '*')) {
      const end = after === '/' ? source.indexOf('\n', at) : source.indexOf('*/', at) + 1;
      this.at = end <= 0 ? source.length : end + 1;
      return '';
    }
    if (character === '/' && !this.mayDivide) {
      this.at = endOfRegExp(source, at) + 1;
      this.mayDivide = true;
      return '';
    }
    this.at++;
    if (!/\s/.test(character)) this.mayDivide = /[\p{ID_Continue}$)\]}]/u.test(character);
    return character;
  }
}

// Behind the bracket that closes what opens at `open`; -1 if nothing does.
function endOfCall(source, open) {
  const scanner = new Scanner(source, open);
  let depth = 0;
  while (scanner.at < source.length) {
    const character = scanner.next();
    if (character === '(' || character === '[' || character === '{') depth++;
    else if ((character === ')' || character === ']' || character === '}') && --depth === 0) return scanner.at;
  }
  return -1;
}

// The brackets that are open at `at`, outermost first.
function openAt(source, at) {
  const scanner = new Scanner(source, source.startsWith('#!') ? source.indexOf('\n') : 0);
  const open = [];
  while (scanner.at < at) {
    const start = scanner.at;
    const character = scanner.next();
    if (character === '(' || character === '[' || character === '{') open.push(start);
    else if (character === ')' || character === ']' || character === '}') open.pop();
  }
  return open;
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

// Where the called expression begins that ends before the parenthesis, in the same line: `assert.ok`, `a['b']`.
function startOfCallee(source, open) {
  let i = open;
  while (i > 0) {
    const before = source[i - 1];
    if (/[\p{ID_Continue}$. \t]/u.test(before)) {
      // A blank ends it unless it stands before the parenthesis or beside a dot.
      if (before === ' ' || before === '\t') {
        const rest = source.slice(0, i).trimEnd();
        const behind = source.slice(i, open).trimStart();
        if (rest.length === 0 || rest.length <= source.lastIndexOf('\n', i) ||
            (behind !== '' && !behind.startsWith('.') && !rest.endsWith('.'))) break;
        i = rest.length;
      } else {
        i--;
      }
    } else if (before === ']') {
      const start = source.lastIndexOf('[', i);
      if (start <= 0) break;
      i = start;
    } else {
      break;
    }
  }
  while (source[i] === '.' || source[i] === ' ') i++;
  return i;
}

// Lines after the first are moved with it, to where the message has it.
function moveLines(text, column) {
  const [first, ...rest] = text.split('\n');
  return [first, ...rest.map((line) => {
    let blank = 0;
    while (blank < column && (line[blank] === ' ' || line[blank] === '\t')) blank++;
    return `  ${line.slice(blank)}`;
  })].join('\n');
}

const ASSERTION = /(?:assert|ok|strict)(?:['"`]\])?\s*$/i;

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

// The engine counts columns in bytes of UTF-8.
function indexOf(source, { line, column }) {
  let at = 0;
  for (let i = 1; i < line; i++) at = source.indexOf('\n', at) + 1;
  for (let bytes = 1; bytes < column && at < source.length; at++) {
    const code = source.codePointAt(at);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (code >= 0x10000) at++;
  }
  return at;
}

// The place is that of the call, or of something among its arguments. So of all calls around it the innermost is taken
// that looks like the assertion.
function callAt(place) {
  const source = sourceOf(place.file);
  if (source === undefined) return undefined;
  const at = indexOf(source, place);
  const opens = openAt(source, at).filter((open) => source[open] === '(');
  const own = /^[\p{ID_Continue}$\s]*\(/u.exec(source.slice(at, at + 200));
  if (own !== null) opens.push(at + own[0].length - 1);
  if (opens.length === 0) return undefined;
  const calls = opens.reverse().map((open) => ({ open, first: startOfCallee(source, open) }));
  const { open, first } = calls.find((call) => ASSERTION.test(source.slice(call.first, call.open))) ?? calls[0];
  const end = endOfCall(source, open);
  if (end === -1) return undefined;
  return moveLines(source.slice(first, end), first - (source.lastIndexOf('\n', first) + 1));
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
