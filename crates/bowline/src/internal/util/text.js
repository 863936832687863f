'use strict';
// Strings and numbers as inspect shows them.

/* eslint-disable no-control-regex */
const needsEscape = /[\x00-\x1f\x27\x5c\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const everyEscape = /[\x00-\x1f\x27\x5c\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const needsEscapeButQuote = /[\x00-\x1f\x5c\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const everyEscapeButQuote = /[\x00-\x1f\x5c\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

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

const printableAscii = /^[\x20-\x7e]*$/;

function isPrintableAscii(text) {
  return printableAscii.test(text);
}

// Columns a text takes on a terminal, without its colours.
function getStringWidth(text, removeControlCharacters = true) {
  if (printableAscii.test(text)) return text.length;
  return require('internal/util/width').getStringWidth(text, removeControlCharacters);
}

module.exports = {
  bigintText,
  escapeControls,
  getStringWidth,
  isPrintableAscii,
  numberText,
  quote,
};
