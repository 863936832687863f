'use strict';
// Strings and numbers as inspect shows them, and how wide a text is on a terminal.

/* eslint-disable no-control-regex */
const needsEscape = /[\x00-\x1f\x27\x5c\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const everyEscape = new RegExp(needsEscape.source, 'g');
const needsEscapeButQuote = /[\x00-\x1f\x5c\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const everyEscapeButQuote = new RegExp(needsEscapeButQuote.source, 'g');

const shortEscapes = { '__proto__': null, '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r', "'": "\\'", '\\': '\\\\' };

function escaped(character) {
  const short = shortEscapes[character];
  if (short !== undefined) return short;
  const code = character.charCodeAt(0);
  if (code < 0x100) return `\\x${code < 0x10 ? '0' : ''}${code.toString(16).toUpperCase()}`;
  return `\\u${code.toString(16)}`;
}

// In the quotes that need no escape if there are such: single, then double, then back quotes.
function quote(text) {
  if (!text.includes("'")) {
    return needsEscape.test(text) ? `'${text.replace(everyEscape, escaped)}'` : `'${text}'`;
  }
  const mark = !text.includes('"') ? '"' : !text.includes('`') && !text.includes('${') ? '`' : "'";
  if (mark === "'") return `'${text.replace(everyEscape, escaped)}'`;
  if (!needsEscapeButQuote.test(text)) return `${mark}${text}${mark}`;
  return `${mark}${text.replace(everyEscapeButQuote, escaped)}${mark}`;
}

// Keys and symbols: what a terminal would act upon, escaped, without quotes.
const controls = /[\x00-\x1f\x27\x5c\x7f-\x9f]/g;

function escapeControls(text) {
  return text.replace(controls, escaped);
}

function groupWhole(digits) {
  let grouped = '';
  const start = digits.startsWith('-') ? 1 : 0;
  let i = digits.length;
  for (; i >= start + 4; i -= 3) grouped = `_${digits.slice(i - 3, i)}${grouped}`;
  return i === digits.length ? digits : `${digits.slice(0, i)}${grouped}`;
}

function groupFraction(digits) {
  let grouped = '';
  let i = 0;
  for (; i < digits.length - 3; i += 3) grouped += `${digits.slice(i, i + 3)}_`;
  return i === 0 ? digits : `${grouped}${digits.slice(i)}`;
}

function numberText(number, isGrouped) {
  if (!isGrouped) return number === 0 && 1 / number < 0 ? '-0' : `${number}`;
  const text = String(number);
  if (!Number.isFinite(number) || text.includes('e')) return text;
  const whole = String(Math.trunc(number));
  if (whole === text) return groupWhole(whole);
  return `${groupWhole(whole)}.${groupFraction(text.slice(whole.length + 1))}`;
}

function bigintText(bigint, isGrouped) {
  return `${isGrouped ? groupWhole(String(bigint)) : bigint}n`;
}

// Sequences that colour and move: control sequences (CSI), operating system commands (OSC) with their text, and
// the single-character kind.
const ansi = new RegExp(
  '[\\u001B\\u009B][[\\]()#;?]*(?:(?:(?:(?:;[-a-zA-Z\\d\\/\\#&.:=?%@~_]+)*|[a-zA-Z\\d]+(?:;[-a-zA-Z\\d\\/\\#&.:=?%@~_]*)*)?' +
  '(?:\\u0007|\\u001B\\u005C|\\u009C))|(?:(?:\\d{1,4}(?:;\\d{0,4})*)?[\\dA-PR-TZcf-ntqry=><~]))', 'g');

function stripVTControlCharacters(text) {
  require('internal/validators').validateString(text, 'str');
  return text.replace(ansi, '');
}

// First and last code point of what takes two columns, in order.
const wide = [
  0x1100, 0x115f, 0x231a, 0x231b, 0x2329, 0x232a, 0x23e9, 0x23ec, 0x23f0, 0x23f0, 0x23f3, 0x23f3, 0x25fd, 0x25fe,
  0x2614, 0x2615, 0x2648, 0x2653, 0x267f, 0x267f, 0x2693, 0x2693, 0x26a1, 0x26a1, 0x26aa, 0x26ab, 0x26bd, 0x26be,
  0x26c4, 0x26c5, 0x26ce, 0x26ce, 0x26d4, 0x26d4, 0x26ea, 0x26ea, 0x26f2, 0x26f3, 0x26f5, 0x26f5, 0x26fa, 0x26fa,
  0x26fd, 0x26fd, 0x2705, 0x2705, 0x270a, 0x270b, 0x2728, 0x2728, 0x274c, 0x274c, 0x274e, 0x274e, 0x2753, 0x2755,
  0x2757, 0x2757, 0x2795, 0x2797, 0x27b0, 0x27b0, 0x27bf, 0x27bf, 0x2b1b, 0x2b1c, 0x2b50, 0x2b50, 0x2b55, 0x2b55,
  0x2e80, 0x2e99, 0x2e9b, 0x2ef3, 0x2f00, 0x2fd5, 0x2ff0, 0x303e, 0x3041, 0x3096, 0x3099, 0x30ff, 0x3105, 0x312f,
  0x3131, 0x318e, 0x3190, 0x31e3, 0x31f0, 0x321e, 0x3220, 0x3247, 0x3250, 0x4dbf, 0x4e00, 0xa48c, 0xa490, 0xa4c6,
  0xa960, 0xa97c, 0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe10, 0xfe19, 0xfe30, 0xfe52, 0xfe54, 0xfe66, 0xfe68, 0xfe6b,
  0xff01, 0xff60, 0xffe0, 0xffe6, 0x16fe0, 0x16fe4, 0x16ff0, 0x16ff1, 0x17000, 0x187f7, 0x18800, 0x18cd5,
  0x18d00, 0x18d08, 0x1aff0, 0x1affe, 0x1b000, 0x1b122, 0x1b132, 0x1b132, 0x1b150, 0x1b152, 0x1b155, 0x1b155,
  0x1b164, 0x1b167, 0x1b170, 0x1b2fb, 0x1f004, 0x1f004, 0x1f0cf, 0x1f0cf, 0x1f18e, 0x1f18e, 0x1f191, 0x1f19a,
  0x1f200, 0x1f202, 0x1f210, 0x1f23b, 0x1f240, 0x1f248, 0x1f250, 0x1f251, 0x1f260, 0x1f265, 0x1f300, 0x1f320,
  0x1f32d, 0x1f335, 0x1f337, 0x1f37c, 0x1f37e, 0x1f393, 0x1f3a0, 0x1f3ca, 0x1f3cf, 0x1f3d3, 0x1f3e0, 0x1f3f0,
  0x1f3f4, 0x1f3f4, 0x1f3f8, 0x1f43e, 0x1f440, 0x1f440, 0x1f442, 0x1f4fc, 0x1f4ff, 0x1f53d, 0x1f54b, 0x1f54e,
  0x1f550, 0x1f567, 0x1f57a, 0x1f57a, 0x1f595, 0x1f596, 0x1f5a4, 0x1f5a4, 0x1f5fb, 0x1f64f, 0x1f680, 0x1f6c5,
  0x1f6cc, 0x1f6cc, 0x1f6d0, 0x1f6d2, 0x1f6d5, 0x1f6d7, 0x1f6dc, 0x1f6df, 0x1f6eb, 0x1f6ec, 0x1f6f4, 0x1f6fc,
  0x1f7e0, 0x1f7eb, 0x1f7f0, 0x1f7f0, 0x1f90c, 0x1f93a, 0x1f93c, 0x1f945, 0x1f947, 0x1f9ff, 0x1fa70, 0x1fa7c,
  0x1fa80, 0x1fa88, 0x1fa90, 0x1fabd, 0x1fabf, 0x1fac5, 0x1face, 0x1fadb, 0x1fae0, 0x1fae8, 0x1faf0, 0x1faf8,
  0x20000, 0x2fffd, 0x30000, 0x3fffd,
];

function isFullWidthCodePoint(code) {
  if (code < 0x1100) return false;
  let low = 0;
  let high = wide.length / 2 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (code < wide[middle * 2]) high = middle - 1;
    else if (code > wide[middle * 2 + 1]) low = middle + 1;
    else return true;
  }
  return false;
}

const zeroWidth = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]$/u;

function isZeroWidthCodePoint(code) {
  if (code <= 0x1f || (code >= 0x7f && code <= 0x9f)) return true;
  if (code < 0x300) return false;
  return (code >= 0x1160 && code <= 0x11ff) || zeroWidth.test(String.fromCodePoint(code));
}

const printableAscii = /^[\x20-\x7e]*$/;

function isPrintableAscii(text) {
  return printableAscii.test(text);
}

// Columns a text takes on a terminal, without its colours.
function getStringWidth(text, removeControlCharacters = true) {
  if (printableAscii.test(text)) return text.length;
  if (removeControlCharacters) text = stripVTControlCharacters(text);
  text = text.normalize('NFC');
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0);
    if (isFullWidthCodePoint(code)) width += 2;
    else if (!isZeroWidthCodePoint(code)) width++;
  }
  return width;
}

module.exports = {
  bigintText,
  escapeControls,
  getStringWidth,
  isPrintableAscii,
  isZeroWidthCodePoint,
  numberText,
  quote,
  stripVTControlCharacters,
};
