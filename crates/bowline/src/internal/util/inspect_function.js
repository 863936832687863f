'use strict';
// How inspect shows a function or class: `[Function: name]`, `[class A extends B]`.
const { kindOf } = require('internal/util/types');

function functionBase(value, constructor, tag) {
  if (isClass(value)) return classBase(value, constructor, tag);
  const kind = kindOf(value);
  let type = 'Function';
  if (kind === 'AsyncFunction' || kind === 'GeneratorFunction' || kind === 'AsyncGeneratorFunction') type = kind;
  let base = `[${type}`;
  if (constructor === null) base += ' (null prototype)';
  base += value.name === '' ? ' (anonymous)' : `: ${typeof value.name === 'string' ? value.name : formatName(value.name)}`;
  base += ']';
  if (constructor !== type && constructor !== null) base += ` ${constructor}`;
  if (tag !== '' && constructor !== tag) base += ` [${tag}]`;
  return base;
}

function formatName(name) {
  return typeof name === 'symbol' ? Symbol.prototype.toString.call(name) : String(name);
}

// By the source, for nothing else tells a class: `class` may also be the beginning of a function's name.
function isClass(value) {
  // Classes have a prototype that cannot be replaced, so most functions need not give their source.
  const descriptor = Object.getOwnPropertyDescriptor(value, 'prototype');
  if (descriptor !== undefined && descriptor.writable) return false;
  const source = Function.prototype.toString.call(value);
  // Built-ins keep no source; then it is one if the engine runs it as code of the language.
  if (source.includes('[native code]')) return descriptor !== undefined && kindOf(value) === 'Function';
  if (!source.startsWith('class') || !source.endsWith('}')) return false;
  const head = source.slice(5, -1);
  const brace = head.indexOf('{');
  if (brace === -1) return false;
  return !head.slice(0, brace).includes('(') ||
    /^(\s+[^(]*?)\s*{/.test(head.replace(/\/\/.*?\n|\/\*[\s\S]*?\*\//g, ' '));
}

function classBase(value, constructor, tag) {
  const name = (Object.hasOwn(value, 'name') && value.name) || '(anonymous)';
  let base = `class ${name}`;
  if (constructor !== 'Function' && constructor !== null) base += ` [${constructor}]`;
  if (tag !== '' && constructor !== tag) base += ` [${tag}]`;
  if (constructor === null) {
    base += ' extends [null prototype]';
  } else {
    const parent = Object.getPrototypeOf(value).name;
    if (parent) base += ` extends ${parent}`;
  }
  return `[${base}]`;
}

module.exports = { functionBase };
