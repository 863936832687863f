'use strict';
// Results as TAP, the Test Anything Protocol; on a terminal as a short list.
const process = require('process');

let hasBegun = false;

function write(text) {
  process.stdout.write(text);
}

function escape(text) {
  return `${text}`.replaceAll('\\', '\\\\').replaceAll('#', '\\#').replace(/[\n\r\t\f\v\b]/g,
    (character) => JSON.stringify(character).slice(1, -1));
}

function milliseconds(test) {
  return Number(test.duration.toFixed(6));
}

function directive(test) {
  if (test.skipped) return ` # SKIP${typeof test.skipped === 'string' ? ` ${escape(test.skipped)}` : ''}`;
  if (test.todone) return ` # TODO${typeof test.todone === 'string' ? ` ${escape(test.todone)}` : ''}`;
  return '';
}

function field(name, value, indent) {
  if (value === undefined) return '';
  if (typeof value === 'string' && value.includes('\n')) {
    return `${indent}  ${name}: |-\n${value.split('\n').map((line) => `${indent}    ${line}`).join('\n')}\n`;
  }
  const { inspect } = require('internal/util/inspect');
  return `${indent}  ${name}: ${typeof value === 'string' ? `'${value}'` : inspect(value, { breakLength: Infinity })}\n`;
}

function failure(test, indent) {
  const { error } = test;
  if (error === undefined) return '';
  let text = field('location', test.location, indent) + field('failureType', test.failureType, indent);
  const isError = error instanceof Error;
  text += field('error', isError ? error.message : error, indent);
  text += field('code', isError && error.code !== undefined ? error.code : 'ERR_TEST_FAILURE', indent);
  if (isError && error.name !== 'Error' && error.code !== 'ERR_TEST_FAILURE') text += field('name', error.name, indent);
  if (error?.code === 'ERR_ASSERTION') {
    for (const name of ['expected', 'actual', 'operator']) text += field(name, error[name], indent);
  }
  if (isError && error.code !== 'ERR_TEST_FAILURE') {
    const frames = error.stack.split('\n').filter((line) => /^\s+at /.test(line)).map((line) => line.replace(/^\s+at /, ''));
    if (frames.length > 0) text += field('stack', `${frames.join('\n')}`, indent);
  }
  return text;
}

function tap(test, number, depth) {
  const indent = '    '.repeat(depth);
  let text = `${indent}# Subtest: ${escape(test.name)}\n`;
  test.children.forEach((child, i) => { text += tap(child, i + 1, depth + 1); });
  if (test.children.length > 0) text += `${indent}    1..${test.children.length}\n`;
  text += `${indent}${test.passed ? 'ok' : 'not ok'} ${number} - ${escape(test.name)}${directive(test)}\n`;
  text += `${indent}  ---\n${indent}  duration_ms: ${milliseconds(test)}\n`;
  if (test.kind === 'suite') text += `${indent}  type: 'suite'\n`;
  text += `${failure(test, indent)}${indent}  ...\n`;
  for (const message of test.diagnostics) text += `${indent}# ${escape(message)}\n`;
  return text;
}

function list(test, depth) {
  const indent = '  '.repeat(depth);
  const sign = test.skipped ? '\ufe63' : test.passed ? '\u2714' : '\u2716';
  const time = `(${milliseconds(test)}ms)`;
  let text = test.children.length > 0 ? `${indent}\u25b6 ${test.name}\n` : '';
  for (const child of test.children) text += list(child, depth + 1);
  text += `${indent}${sign} ${test.name} ${time}${directive(test)}\n`;
  if (!test.passed && test.children.length === 0) {
    const { inspect } = require('internal/util/inspect');
    text += `${inspect(test.error).split('\n').map((line) => `${indent}  ${line}`).join('\n')}\n`;
  }
  for (const message of test.diagnostics) text += `${indent}\u2139 ${message}\n`;
  return text;
}

function begin() {
  if (hasBegun) return;
  hasBegun = true;
  if (!process.stdout.isTTY) write('TAP version 13\n');
}

// A test of the first level is done.
function tell(test, root) {
  begin();
  write(process.stdout.isTTY ? list(test, 0) : tap(test, root.children.indexOf(test) + 1, 0));
}

function count(test, counts) {
  for (const child of test.children) {
    count(child, counts);
    if (child.kind === 'suite') {
      counts.suites++;
      continue;
    }
    counts.tests++;
    if (child.skipped) counts.skipped++;
    else if (child.todone) counts.todo++;
    else if (child.isCancelled) counts.cancelled++;
    else if (child.passed) counts.pass++;
    else counts.fail++;
  }
}

// The end of the report; how many tests did not pass.
function finish(root) {
  begin();
  const counts = { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 };
  count(root, counts);
  const mark = process.stdout.isTTY ? '\u2139' : '#';
  let text = process.stdout.isTTY ? '' : `1..${root.children.length}\n`;
  for (const message of root.diagnostics) text += `${mark} ${message}\n`;
  for (const name of Object.keys(counts)) text += `${mark} ${name} ${counts[name]}\n`;
  text += `${mark} duration_ms ${(process.uptime() * 1000).toFixed(6)}\n`;
  write(text);
  return counts.fail + counts.cancelled + root.children.filter((test) => !test.passed && !test.todone).length;
}

module.exports = { finish, tell };
