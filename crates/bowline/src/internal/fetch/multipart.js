'use strict';

// multipart/form-data both ways.

const { Buffer } = require('buffer');

const escapes = { '\n': '%0A', '\r': '%0D', '"': '%22' };

function escapeName(name) {
  return name.replace(/[\n\r"]/g, (character) => escapes[character]);
}

function createBoundary() {
  return `----formdata-${Math.random().toString().slice(2, 14).padEnd(12, '0')}`;
}

// The parts as a Blob: files are read when they are sent.
function encode(form, boundary) {
  const { Blob } = require('buffer');
  const parts = [];
  for (const [name, value] of form) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(name.replace(/\r?\n|\r/g, '\r\n'))}"`;
    if (typeof value === 'string') {
      parts.push(`${head}\r\n\r\n${value.replace(/\r?\n|\r/g, '\r\n')}\r\n`);
    } else {
      const type = value.type || 'application/octet-stream';
      parts.push(`${head}; filename="${escapeName(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`, value, '\r\n');
    }
  }
  parts.push(`--${boundary}--\r\n`);
  return new Blob(parts);
}

function unescapeName(name) {
  return name.replace(/%0A|%0D|%22/gi, (escaped) => String.fromCharCode(Number.parseInt(escaped.slice(1), 16)));
}

// Fills a FormData, or throws a TypeError.
function decode(bytes, boundary) {
  const { FormData } = require('internal/fetch/form_data');
  const { File } = require('buffer');
  const form = new FormData();
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const delimiter = Buffer.from(`--${boundary}`);
  let at = buffer.indexOf(delimiter);
  if (at < 0) throw malformed();
  for (;;) {
    at += delimiter.length;
    if (buffer[at] === 0x2d && buffer[at + 1] === 0x2d) return form;
    if (buffer[at] !== 0x0d || buffer[at + 1] !== 0x0a) throw malformed();
    const headEnd = buffer.indexOf('\r\n\r\n', at);
    const end = buffer.indexOf(`\r\n--${boundary}`, headEnd < 0 ? at : headEnd + 2);
    if (headEnd < 0 || end < 0) throw malformed();
    const { name, fileName, type } = parseHead(buffer.toString('utf8', at + 2, headEnd));
    const body = buffer.subarray(headEnd + 4, Math.max(end, headEnd + 4));
    if (fileName === undefined) form.append(name, body.toString('utf8'));
    else form.append(name, new File([body], fileName, { type: type ?? 'text/plain' }));
    at = end + 2;
  }
}

function parseHead(text) {
  let name;
  let fileName;
  let type;
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    const field = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (field === 'content-type') {
      type = value;
    } else if (field === 'content-disposition') {
      name = /;\s*name="([^"]*)"/i.exec(value)?.[1];
      fileName = /;\s*filename="([^"]*)"/i.exec(value)?.[1];
    }
  }
  if (name === undefined) throw malformed();
  return { name: unescapeName(name), fileName: fileName === undefined ? undefined : unescapeName(fileName), type };
}

function malformed() {
  return new TypeError('Failed to parse body as FormData.');
}

module.exports = { createBoundary, decode, encode };
