'use strict';

// A conversation: a line in, its value out.

const { Interface } = require('readline');
const { runScript, checkScript } = require('runtime/engine');

const HISTORY_MAX = 1000;
const EDITS = Symbol('edits');

const REPL_MODE_SLOPPY = Symbol('repl-sloppy');
const REPL_MODE_STRICT = Symbol('repl-strict');

// An error that more input may mend.
class Recoverable extends SyntaxError {
  constructor(error) {
    super();
    this.err = error;
  }
}

// The engine says where it gave up: at the end of the text means that more may come.
function isIncomplete(error, source) {
  if (!(error instanceof SyntaxError)) return false;
  const place = /REPL\d*:(\d+):(\d+)/.exec(error.stack);
  if (place === null) return false;
  const lines = source.split('\n');
  const [line, column] = [Number(place[1]), Number(place[2])];
  if (/unexpected end of/.test(error.message)) return true;
  return line > lines.length || (line === lines.length && column > lines.at(-1).trimEnd().length);
}

// An object literal at the start of a line is meant as one, not as a block.
function asExpression(source) {
  const text = source.trim();
  if (!/^\{/.test(text) || /;\s*$/.test(text)) return source;
  try {
    checkScript(`(${text})`, 'REPL');
    return `(${text})`;
  } catch {
    return source;
  }
}

// `await` at the top: the text becomes the body of an async function, whose names become global.
function asAsync(source) {
  const body = source.replace(/^\s*(?:const|let|var)\s+([A-Za-z_$][\w$]*)\s*=/gm, 'globalThis.$1 =');
  for (const text of [`(async () => (${body}\n))()`, `(async () => { ${body}\n})()`]) {
    try {
      checkScript(text, 'REPL');
      return text;
    } catch {
      // Not an expression, then.
    }
  }
  return undefined;
}

class REPLServer extends Interface {
  constructor(options) {
    const process = require('process');
    const input = options.input ?? process.stdin;
    const output = options.output ?? process.stdout;
    super({
      input, output, terminal: options.terminal ?? output.isTTY, historySize: options.historySize ?? HISTORY_MAX,
      prompt: options.prompt ?? '> ',
    });
    this[EDITS] = { text: '', count: 0, isAsked: false, isBusy: false, waiting: [] };
    this.useGlobal = true;
    this.ignoreUndefined = Boolean(options.ignoreUndefined);
    this.writer = options.writer ?? writer;
    this.eval = options.eval ?? defaultEval;
    this.context = globalThis;
    this.commands = { __proto__: null };
    this.last = undefined;
    defineCommands(this);
    defineLast(this);
    this.on('line', (line) => take(this, line));
    this.on('SIGINT', () => interrupt(this));
    this.on('close', () => this.emit('exit'));
    this.setPrompt(options.prompt ?? '> ');
    this.displayPrompt();
  }

  displayPrompt() {
    const { text } = this[EDITS];
    const prompt = this.getPrompt();
    if (text !== '') this.setPrompt('... ');
    this.prompt();
    this.setPrompt(prompt);
  }

  clearBufferedCommand() {
    this[EDITS].text = '';
  }

  defineCommand(name, command) {
    if (typeof command === 'function') command = { action: command };
    require('internal/validators').validateFunction(command.action, 'cmd.action');
    this.commands[name] = command;
  }

  // The history of earlier conversations, in a file.
  setupHistory(file, done) {
    const fs = require('fs');
    fs.readFile(file, 'utf8', (error, text) => {
      if (!error) this.history = text.split('\n').filter(Boolean).slice(0, HISTORY_MAX);
      this.on('close', () => {
        try {
          fs.writeFileSync(file, this.history.join('\n'), { mode: 0o600 });
        } catch {
          // A history that cannot be kept is no reason to stop.
        }
      });
      done(null, this);
    });
  }
}

// `_` is the last value, until a program has one of its own.
function defineLast(repl) {
  Object.defineProperty(globalThis, '_', {
    __proto__: null, configurable: true,
    get: () => repl.last,
    set(value) {
      Object.defineProperty(globalThis, '_', { __proto__: null, configurable: true, writable: true, value });
      repl.output.write('Expression assignment to _ now disabled.\n');
    },
  });
}

function writer(value) {
  return require('util').inspect(value, { showProxy: true, colors: require('process').stdout.isTTY });
}

function defaultEval(source, context, name, done) {
  let value;
  try {
    value = runScript(asExpression(source), name);
  } catch (error) {
    const text = error instanceof SyntaxError && /\bawait\b/.test(source) ? asAsync(source) : undefined;
    if (text === undefined) {
      done(isIncomplete(error, source) ? new Recoverable(error) : error);
      return;
    }
    runScript(text, name).then((value) => done(null, value), done);
    return;
  }
  done(null, value);
}

function take(repl, line) {
  const state = repl[EDITS];
  if (state.isBusy) {
    state.waiting.push(line);
    return;
  }
  state.isAsked = false;
  const command = state.text === '' || line.trim().startsWith('.') ? /^\s*\.(\w+)\s*(.*)$/.exec(line) : null;
  if (command !== null) {
    runCommand(repl, command[1], command[2]);
    return;
  }
  const source = state.text === '' ? line : `${state.text}\n${line}`;
  if (source.trim() === '') {
    repl.displayPrompt();
    return;
  }
  state.isBusy = true;
  repl.eval(source, repl.context, `REPL${++state.count}`, (error, value) => {
    state.isBusy = false;
    if (error instanceof Recoverable) {
      state.text = source;
    } else {
      state.text = '';
      if (error) report(repl, error);
      else show(repl, value);
    }
    repl.displayPrompt();
    if (state.waiting.length > 0) take(repl, state.waiting.shift());
  });
}

function show(repl, value) {
  repl.last = value;
  if (value !== undefined || !repl.ignoreUndefined) repl.output.write(`${repl.writer(value)}\n`);
}

function report(repl, error) {
  let text = repl.writer(error);
  if (error instanceof Error) {
    // Frames of the conversation itself tell nothing.
    text = error.stack.split('\n').filter((line) => !/^    at .*(?:REPL\d*:|node:)/.test(line)).join('\n');
  }
  repl.output.write(`Uncaught ${text}\n`);
}

function runCommand(repl, name, rest) {
  const command = repl.commands[name];
  if (command === undefined) {
    repl.output.write('Invalid REPL keyword\n');
    repl.displayPrompt();
    return;
  }
  command.action.call(repl, rest);
}

// Ctrl-C drops what was typed; the second one ends.
function interrupt(repl) {
  const state = repl[EDITS];
  const isEmpty = repl.line.length === 0 && state.text === '';
  repl.clearBufferedCommand();
  repl.line = '';
  repl.cursor = 0;
  if (isEmpty && state.isAsked) {
    repl.close();
    return;
  }
  repl.output.write(isEmpty ? '\n(To exit, press Ctrl+C again or Ctrl+D or type .exit)\n' : '\n');
  state.isAsked = isEmpty;
  repl.displayPrompt();
}

function defineCommands(repl) {
  const fs = () => require('fs');
  function leave() {
    this.clearBufferedCommand();
    this.displayPrompt();
  }
  repl.defineCommand('break', { help: 'Leave a multi-line expression', action: leave });
  repl.defineCommand('clear', { help: 'The same as .break', action: leave });
  repl.defineCommand('exit', { help: 'Leave', action() { this.close(); } });
  repl.defineCommand('help', {
    help: 'Print this',
    action() {
      for (const name of Object.keys(this.commands).sort()) {
        this.output.write(`.${name.padEnd(8)} ${this.commands[name].help ?? ''}\n`);
      }
      this.output.write('\nPress Ctrl+C to abort the current expression, Ctrl+D to leave\n');
      this.displayPrompt();
    },
  });
  repl.defineCommand('load', {
    help: 'Run the lines of a file here',
    action(file) {
      let text;
      try {
        text = fs().readFileSync(file, 'utf8');
      } catch (error) {
        this.output.write(`Failed to load: ${error.message}\n`);
        this.displayPrompt();
        return;
      }
      take(this, text);
    },
  });
  repl.defineCommand('save', {
    help: 'Write the lines of this conversation to a file',
    action(file) {
      try {
        fs().writeFileSync(file, `${[...(this.history ?? [])].reverse().join('\n')}\n`);
        this.output.write(`Session saved to: ${file}\n`);
      } catch (error) {
        this.output.write(`Failed to save: ${error.message}\n`);
      }
      this.displayPrompt();
    },
  });
}

function start(options, ...rest) {
  if (typeof options === 'string') options = { prompt: options, input: rest[0], output: rest[0], eval: rest[1] };
  return new REPLServer(options ?? {});
}

function isValidSyntax(source) {
  try {
    checkScript(source, 'REPL');
    return true;
  } catch (error) {
    return isIncomplete(error, source);
  }
}

module.exports = {
  start, writer, REPLServer, Recoverable, REPL_MODE_SLOPPY, REPL_MODE_STRICT, isValidSyntax,
};
Object.defineProperty(module.exports, 'builtinModules', {
  __proto__: null, configurable: true, enumerable: true, get: () => require('module').builtinModules,
});
