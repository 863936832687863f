'use strict';

// Tells of tests as TAP, on standard output.

const process = require('process');

let hasBegun = false;
let hasEnded = false;
const startedAt = now();

// Milliseconds since some time before the program.
function now() {
  return Number(process.hrtime.bigint()) / 1e6;
}

function write(depth, text) {
  const indent = '    '.repeat(depth);
  process.stdout.write(`${text.split('\n').map((line) => `${indent}${line}`).join('\n')}\n`);
}

function escape(text) {
  return text.replaceAll('\\', '\\\\').replaceAll('#', '\\#');
}

function start(test) {
  if (!hasBegun) {
    hasBegun = true;
    write(0, 'TAP version 13');
  }
  write(test.depth, `# Subtest: ${escape(test.name)}`);
}

function directive(word, value) {
  return value ? ` # ${word}${typeof value === 'string' ? ` ${escape(value)}` : ''}` : '';
}

function end(test) {
  if (test.children?.length > 0) write(test.depth + 1, `1..${test.children.length}`);
  const outcome = test.error === undefined ? 'ok' : 'not ok';
  const marks = test.skip ? directive('SKIP', test.skip) : directive('TODO', test.todo);
  write(test.depth, `${outcome} ${test.number} - ${escape(test.name)}${marks}`);
  const lines = ['  ---', `  duration_ms: ${test.duration.toFixed(6)}`];
  if (test.isSuite) lines.push("  type: 'suite'");
  if (test.error !== undefined) describe(test.error, lines);
  lines.push('  ...');
  write(test.depth, lines.join('\n'));
  for (const note of test.notes) write(test.depth, `# ${note}`);
}

function block(name, text, lines) {
  if (!text.includes('\n')) {
    lines.push(`  ${name}: '${text.replaceAll("'", "\\'")}'`);
    return;
  }
  lines.push(`  ${name}: |-`);
  for (const line of text.split('\n')) lines.push(`    ${line}`);
}

function describe(error, lines) {
  lines.push(`  failureType: '${error?.failureType ?? 'testCodeFailure'}'`);
  const isError = error !== null && typeof error === 'object';
  block('error', isError && 'message' in error ? `${error.message}` : require('util').inspect(error), lines);
  lines.push(`  code: '${error?.code ?? 'ERR_TEST_FAILURE'}'`);
  if (isError && typeof error.stack === 'string' && error.failureType === undefined) {
    const frames = error.stack.split('\n').filter((line) => line.startsWith('    at ')).map((line) => line.slice(7));
    if (frames.length > 0) lines.push('  stack: |-', ...frames.map((frame) => `    ${frame}`));
  }
}

function count(test, counts) {
  for (const child of test.children) {
    if (child.isSuite) counts.suites++;
    else {
      counts.tests++;
      if (!child.isDone) counts.cancelled++;
      else if (child.skip) counts.skipped++;
      else if (child.todo) counts.todo++;
      else if (child.failed) counts.fail++;
      else counts.pass++;
    }
    count(child, counts);
  }
  return counts;
}

// The plan and the sums. A test that can never end has failed.
function finish(root) {
  if (hasEnded) return;
  hasEnded = true;
  for (const child of root.children) {
    if (child.isDone) continue;
    const { codes: { ERR_TEST_FAILURE } } = require('internal/errors');
    child.error = new ERR_TEST_FAILURE('Promise resolution is still pending but the event loop has already resolved', 'cancelledByParent');
    child.error.failureType = 'cancelledByParent';
    end(child);
  }
  const counts = count(root, { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 });
  write(0, `1..${root.children.length}`);
  for (const name of Object.keys(counts)) write(0, `# ${name} ${counts[name]}`);
  write(0, `# duration_ms ${(now() - startedAt).toFixed(6)}`);
  if (counts.cancelled > 0 || root.children.some((child) => child.failed)) process.exitCode = 1;
}

module.exports = { end, finish, now, start };
