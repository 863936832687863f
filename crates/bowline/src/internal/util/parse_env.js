'use strict';
// The contents of a .env file as an object.

const quotes = new Set(['"', "'", '`']);

// The value that begins at `start`, and where the next line begins.
function readValue(text, start) {
  const lineEnd = text.indexOf('\n', start);
  const end = lineEnd === -1 ? text.length : lineEnd;
  const mark = text[start];
  if (quotes.has(mark)) {
    // Quoted values may span lines; one that is never closed is no quoted value.
    const close = text.indexOf(mark, start + 1);
    if (close !== -1) {
      let value = text.slice(start + 1, close);
      if (mark === '"') value = value.replaceAll('\\n', '\n');
      const next = text.indexOf('\n', close);
      return { value, next: next === -1 ? text.length : next + 1 };
    }
  }
  const comment = text.indexOf('#', start);
  const stop = comment !== -1 && comment < end ? comment : end;
  return { value: text.slice(start, stop).trim(), next: end + 1 };
}

function skipBlank(text, at) {
  while (at < text.length && (text[at] === ' ' || text[at] === '\t')) at++;
  return at;
}

function parseEnv(content) {
  const text = content.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  const env = {};
  let at = 0;
  while (at < text.length) {
    const lineEnd = text.indexOf('\n', at);
    const end = lineEnd === -1 ? text.length : lineEnd;
    const line = text.slice(at, end);
    const equals = line.indexOf('=');
    if (line.trimStart().startsWith('#') || equals === -1) {
      at = end + 1;
      continue;
    }
    let key = line.slice(0, equals).trim();
    if (key.startsWith('export ')) key = key.slice(7).trim();
    const { value, next } = readValue(text, skipBlank(text, at + equals + 1));
    if (key !== '') env[key] = value;
    at = next;
  }
  return env;
}

module.exports = { parseEnv };
