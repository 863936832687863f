'use strict';
// A line editor over two streams: what callbacks and promises share.

const EventEmitter = require('events');
const { codes: { ERR_INVALID_ARG_VALUE, ERR_USE_AFTER_CLOSE } } = require('internal/errors');
const { validateAbortSignal, validateArray, validateString, validateUint32 } = require('internal/validators');
const { ESCAPE_CODE_TIMEOUT, emitKeypressEvents } = require('readline/keys');
const editing = require('readline/editing');

const HISTORY_SIZE = 30;
const CRLF_DELAY_MIN_MS = 100;

const LINE_ENDING = /\r?\n|\r(?!\n)|\u2028|\u2029/;

function optionsOf(input, output, completer, terminal) {
  if (!input?.input) return { input, output, completer, terminal };
  const options = input;
  const signal = options.signal;
  if (signal) validateAbortSignal(signal, 'options.signal');
  return options;
}

function InterfaceBase(input, output, completer, terminal) {
  const options = optionsOf(input, output, completer, terminal);
  this._sawReturnAt = 0;
  // Whether tab completes: not within pasted text.
  this.isCompletionEnabled = true;
  this._sawKeyPress = false;
  this._previousKey = null;
  this.escapeCodeTimeout = ESCAPE_CODE_TIMEOUT;
  this.tabSize = 8;
  EventEmitter.call(this);
  takeOptions(this, options);
  this.line = '';
  this._substringSearch = null;
  this.output = options.output;
  this.input = options.input;
  this._undoStack = [];
  this._redoStack = [];
  this._killRing = [];
  this._killRingCursor = 0;
  this.paused = false;
  this.closed = false;
  if (this.terminal) connectTerminal(this);
  else connectStream(this);
  if (options === input && options.signal) closeOnAbort(this, options.signal);
  this.line = '';
  this.input.resume();
}
Object.setPrototypeOf(InterfaceBase.prototype, EventEmitter.prototype);
Object.setPrototypeOf(InterfaceBase, EventEmitter);

function takeOptions(self, options) {
  const { completer, escapeCodeTimeout, history, historySize, output, tabSize } = options;
  if (escapeCodeTimeout !== undefined) {
    if (!Number.isFinite(escapeCodeTimeout)) throw new ERR_INVALID_ARG_VALUE('input.escapeCodeTimeout', escapeCodeTimeout);
    self.escapeCodeTimeout = escapeCodeTimeout;
  }
  if (tabSize !== undefined) {
    validateUint32(tabSize, 'tabSize', true);
    self.tabSize = tabSize;
  }
  if (completer !== undefined && typeof completer !== 'function') throw new ERR_INVALID_ARG_VALUE('completer', completer);
  if (history !== undefined) validateArray(history, 'history');
  if (historySize !== undefined && (typeof historySize !== 'number' || Number.isNaN(historySize) || historySize < 0)) {
    throw new ERR_INVALID_ARG_VALUE.RangeError('historySize', historySize);
  }
  self.history = history ?? [];
  self.historySize = historySize ?? HISTORY_SIZE;
  self.removeHistoryDuplicates = !!options.removeHistoryDuplicates;
  self.crlfDelay = options.crlfDelay ? Math.max(CRLF_DELAY_MIN_MS, options.crlfDelay) : CRLF_DELAY_MIN_MS;
  self.completer = completer;
  self.setPrompt(options.prompt ?? '> ');
  const terminal = options.terminal;
  self.terminal = terminal === undefined ? !!output?.isTTY : !!terminal;
}

function connectStream(self) {
  const { StringDecoder } = require('string_decoder');
  const { input } = self;
  const ondata = (data) => self._normalWrite(data);
  const onend = () => {
    if (typeof self._line_buffer === 'string' && self._line_buffer.length > 0) self.emit('line', self._line_buffer);
    self.close();
  };
  const onerror = (error) => self.emit('error', error);
  self._decoder = new StringDecoder('utf8');
  self._line_buffer = null;
  input.on('error', onerror);
  input.on('data', ondata);
  input.on('end', onend);
  self.once('close', () => {
    input.removeListener('data', ondata);
    input.removeListener('error', onerror);
    input.removeListener('end', onend);
  });
}

function connectTerminal(self) {
  const { input, output } = self;
  const onkeypress = (text, key) => {
    self._ttyWrite(text, key);
    // One half of a pair alone was written; with the other the line has to be drawn anew.
    const unit = key?.sequence ? key.sequence.codePointAt(0) : 0;
    if (unit >= 0xd800 && unit <= 0xdfff) self._refreshLine();
  };
  const onend = () => {
    if (typeof self.line === 'string' && self.line.length > 0) self.emit('line', self.line);
    self.close();
  };
  const onresize = () => self._refreshLine();
  const onerror = (error) => self.emit('error', error);
  if (require('process').env.TERM === 'dumb') self._ttyWrite = editing.dumbTerminalWrite;
  emitKeypressEvents(input, self);
  input.on('error', onerror);
  input.on('keypress', onkeypress);
  input.on('end', onend);
  self._setRawMode(true);
  self.terminal = true;
  self.cursor = 0;
  self.historyIndex = -1;
  output?.on('resize', onresize);
  self.once('close', () => {
    input.removeListener('keypress', onkeypress);
    input.removeListener('error', onerror);
    input.removeListener('end', onend);
    output?.removeListener('resize', onresize);
  });
}

function closeOnAbort(self, signal) {
  const onAborted = () => self.close();
  if (signal.aborted) {
    require('process').nextTick(onAborted);
    return;
  }
  const disposable = EventEmitter.addAbortListener(signal, onAborted);
  self.once('close', disposable[Symbol.dispose]);
}

// ---- what both kinds of stream have -----------------------------------------------------------

const methods = {
  getPrompt() {
    return this._prompt;
  },

  setPrompt(prompt) {
    this._prompt = prompt;
  },

  _setRawMode(mode) {
    const wasRaw = this.input.isRaw;
    if (typeof this.input.setRawMode === 'function') this.input.setRawMode(mode);
    return wasRaw;
  },

  prompt(preserveCursor) {
    if (this.paused) this.resume();
    if (this.terminal && require('process').env.TERM !== 'dumb') {
      if (!preserveCursor) this.cursor = 0;
      this._refreshLine();
    } else {
      this._writeToOutput(this._prompt);
    }
  },

  _ask(query, callback) {
    if (this.closed) throw new ERR_USE_AFTER_CLOSE('readline');
    if (this._questionCallback) {
      this.prompt();
      return;
    }
    this._oldPrompt = this._prompt;
    this.setPrompt(query);
    this._questionCallback = callback;
    this.prompt();
  },

  _onLine(line) {
    const callback = this._questionCallback;
    if (!callback) {
      this.emit('line', line);
      return;
    }
    this._questionCallback = null;
    this.setPrompt(this._oldPrompt);
    callback(line);
  },

  _questionCancel() {
    if (!this._questionCallback) return;
    this._questionCallback = null;
    this.setPrompt(this._oldPrompt);
    this.clearLine();
  },

  _writeToOutput(text) {
    validateString(text, 'stringToWrite');
    if (this.output !== null && this.output !== undefined) this.output.write(text);
  },

  close() {
    if (this.closed) return;
    this.pause();
    if (this.terminal) this._setRawMode(false);
    this.closed = true;
    this.emit('close');
  },

  pause() {
    if (this.paused) return undefined;
    this.input.pause();
    this.paused = true;
    this.emit('pause');
    return this;
  },

  resume() {
    if (!this.paused) return undefined;
    this.input.resume();
    this.paused = false;
    this.emit('resume');
    return this;
  },

  write(data, key) {
    if (this.paused) this.resume();
    if (this.terminal) this._ttyWrite(data, key);
    else this._normalWrite(data);
  },

  // Text from a stream that is no terminal: lines, of which the last may come in pieces.
  _normalWrite(bytes) {
    if (bytes === undefined) return;
    let text = this._decoder.write(bytes);
    if (this._sawReturnAt && Date.now() - this._sawReturnAt <= this.crlfDelay) {
      // The other half of a line ending whose first half came before.
      if (text.codePointAt(0) === 10) text = text.slice(1);
      this._sawReturnAt = 0;
    }
    if (!LINE_ENDING.test(text)) {
      if (text) this._line_buffer = this._line_buffer ? this._line_buffer + text : text;
      return;
    }
    if (this._line_buffer) text = this._line_buffer + text;
    this._sawReturnAt = text.endsWith('\r') ? Date.now() : 0;
    const lines = text.split(LINE_ENDING);
    // Set before any listener runs: it may write more.
    this._line_buffer = lines.pop();
    for (const line of lines) this._onLine(line);
  },

  [Symbol.asyncIterator]() {
    return (this._lineIterator ??= require('readline/lines').iterate(this));
  },

  [Symbol.dispose ?? Symbol.for('nodejs.dispose')]() {
    this.close();
  },
};

function addMethods(prototype, source) {
  for (const name of Reflect.ownKeys(source)) {
    Object.defineProperty(prototype, name, {
      value: source[name], writable: true, enumerable: false, configurable: true,
    });
  }
}

addMethods(InterfaceBase.prototype, methods);
addMethods(InterfaceBase.prototype, editing.methods);

Object.defineProperty(InterfaceBase.prototype, 'columns', {
  configurable: true,
  enumerable: true,
  get() {
    return this.output?.columns || Infinity;
  },
});

module.exports = { InterfaceBase, addMethods };
