'use strict';
// How inspect shows an error: its stack, with a first line that names the class, less what its properties repeat.
const { getPrefix } = require('internal/util/inspect_names');

function stackOf(error) {
  return error.stack ? String(error.stack) : Error.prototype.toString.call(error);
}

// Own properties whose text the stack has already.
function removeRepeated(ctx, keys, error, stack) {
  if (ctx.showHidden || keys.length === 0) return;
  for (const name of ['name', 'message', 'stack']) {
    const index = keys.indexOf(name);
    if (index !== -1 && stack.includes(String(error[name]))) keys.splice(index, 1);
  }
}

// The first line names what the stack does not: the class, a tag, that there is no prototype.
function improveStack(stack, constructor, name, tag) {
  let length = name.length;
  const isRegular = constructor === null || (name.endsWith('Error') && stack.startsWith(name) &&
    (stack.length === length || stack[length] === ':' || stack[length] === '\n'));
  if (!isRegular) return stack;
  let fallback = 'Error';
  if (constructor === null) {
    const start = /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n\s+at)/.exec(stack) ?? /^([a-z_A-Z0-9-]*Error)$/.exec(stack);
    fallback = start?.[1] ?? '';
    length = fallback.length;
    fallback = fallback || 'Error';
  }
  const prefix = getPrefix(constructor, tag, fallback).slice(0, -1);
  if (name === prefix) return stack;
  if (!prefix.includes(name)) return `${prefix} [${name}]${stack.slice(length)}`;
  return length === 0 ? `${prefix}: ${stack}` : `${prefix}${stack.slice(length)}`;
}

// The longest run of lines of `frames` that is in `others` too.
function commonRun(frames, others) {
  for (let i = 0; i < frames.length - 3; i++) {
    const position = others.indexOf(frames[i]);
    if (position === -1) continue;
    const rest = others.length - position;
    if (rest <= 3) continue;
    let length = 1;
    const max = Math.min(frames.length - i, rest);
    while (max > length && frames[i + length] === others[position + length]) length++;
    if (length > 3) return { length, offset: i };
  }
  return { length: 0, offset: 0 };
}

// Frames an error shares with its cause are told once, with the cause.
function framesOf(ctx, error, text) {
  const frames = text.split('\n');
  let cause;
  try {
    ({ cause } = error);
  } catch {
    // A cause that cannot be read is none.
  }
  if (cause !== undefined && cause !== null && require('internal/util').isError(cause)) {
    const causeStack = stackOf(cause);
    const start = causeStack.indexOf('\n    at');
    if (start !== -1) {
      const { length, offset } = commonRun(frames, causeStack.slice(start + 1).split('\n'));
      if (length > 3) {
        const skipped = length - 2;
        frames.splice(offset + 1, skipped,
          ctx.stylize(`    ... ${skipped} lines matching cause stack trace ...`, 'undefined'));
      }
    }
  }
  return frames;
}

// Frames of built-ins are grey, names of packages underlined, the working directory grey.
function coloredFrame(ctx, line, folder) {
  if (/^\s{4}at (?:.* \(|)node:/.test(line)) return ctx.stylize(line, 'undefined');
  let text = '';
  let rest = line;
  const modules = /[/\\]node_modules[/\\](@[^/\\]+[/\\][^/\\]+|[^/\\]+)(?=[/\\])/g;
  let done = 0;
  for (let found = modules.exec(rest); found !== null; found = modules.exec(rest)) {
    text += rest.slice(done, found.index + 14) + ctx.stylize(found[1], 'module');
    done = found.index + found[0].length;
  }
  rest = done === 0 ? rest : text + rest.slice(done);
  if (folder === undefined) return rest;
  const shown = withoutFolder(ctx, rest, folder);
  // Frames of ES modules name files by their addresses.
  return shown ?? withoutFolder(ctx, rest, require('internal/url').pathToFileURL(folder).href) ?? rest;
}

// The frame with the working directory in grey, undefined if it is elsewhere.
function withoutFolder(ctx, frame, folder) {
  let at = frame.indexOf(folder);
  if (at === -1) return undefined;
  const end = at + folder.length + 1;
  if (frame.slice(at - 7, at) === 'file://') at -= 7;
  const isBracketed = frame[at - 1] === '(';
  const from = isBracketed ? at - 1 : at;
  const to = isBracketed && frame.endsWith(')') ? frame.length - 1 : frame.length;
  const shown = frame.slice(0, from) + ctx.stylize(frame.slice(from, end), 'undefined') + frame.slice(end, to);
  return to === frame.length ? shown : shown + ctx.stylize(')', 'undefined');
}

function workingFolder() {
  try {
    return require('process').cwd();
  } catch {
    return undefined;
  }
}

function formatError(ctx, error, constructor, tag, keys) {
  const name = error.name !== undefined && error.name !== null ? String(error.name) : 'Error';
  let stack = stackOf(error);
  removeRepeated(ctx, keys, error, stack);
  if ('cause' in error && !keys.includes('cause')) keys.push('cause');
  if (Array.isArray(error.errors) && !keys.includes('errors')) keys.push('errors');
  stack = improveStack(stack, constructor, name, tag);

  // A message may look like frames.
  let position = (error.message && stack.indexOf(error.message)) || -1;
  if (position !== -1) position += error.message.length;
  const start = stack.indexOf('\n    at', position);
  if (start === -1) {
    stack = `[${stack}]`;
  } else {
    const folder = ctx.colors ? workingFolder() : undefined;
    let text = stack.slice(0, start);
    for (const line of framesOf(ctx, error, stack.slice(start + 1))) {
      text += `\n${ctx.colors ? coloredFrame(ctx, line, folder) : line}`;
    }
    stack = text;
  }
  if (ctx.indentationLvl !== 0) stack = stack.replaceAll('\n', `\n${' '.repeat(ctx.indentationLvl)}`);
  return stack;
}

module.exports = { formatError };
