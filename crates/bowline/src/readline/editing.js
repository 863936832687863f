'use strict';
// What keys do to the line in a terminal.

const { getStringWidth, stripVTControlCharacters } = require('internal/util/inspect');
const { CLEAR_SCREEN_DOWN, cursorToSequence, clearScreenDown, cursorTo, moveCursor } = require('readline/cursor');
const { charLengthAt, charLengthLeft } = require('readline/keys');

const KILL_RING_MAX = 32;
const UNDO_MAX = 2048;
const LINE_ENDING = /\r\n|\n|\r/;

// Characters of the words on either side of the cursor; the left side is read backwards.
const WORD_LEFT = /^\s*(?:[^\w\s]+|\w+)?/;
const WORD_RIGHT = /^(?:\s+|[^\w\s]+|\w+)\s*/;
const DELETED_WORD_RIGHT = /^(?:\s+|\W+|\w+)\s*/;

function wordLengthLeft(text) {
  return WORD_LEFT.exec(Array.from(text).reverse().join(''))[0].length;
}

// The longest text all of `strings` begin with.
function commonPrefix(strings) {
  if (strings.length === 0) return '';
  if (strings.length === 1) return strings[0];
  const sorted = strings.toSorted();
  const [first] = sorted;
  const last = sorted[sorted.length - 1];
  let length = 0;
  while (length < first.length && first[length] === last[length]) length++;
  return first.slice(0, length);
}

// Completions as a table that fits `columns`.
function table(completions, columns) {
  const widths = completions.map((completion) => getStringWidth(completion));
  const width = Math.max(...widths) + 2;
  const fit = Math.floor(columns / width);
  const perRow = fit === Infinity || fit === 0 ? 1 : fit;
  let output = '\r\n';
  let inRow = 0;
  let padding = 0;
  for (let i = 0; i < completions.length; i++) {
    const completion = completions[i];
    if (completion === '' || inRow === perRow) {
      output += '\r\n';
      inRow = 0;
      padding = 0;
    } else {
      output += ' '.repeat(padding);
    }
    if (completion === '') {
      output += '\r\n';
    } else {
      output += completion;
      padding = width - widths[i];
      inRow++;
    }
  }
  return inRow === 0 ? output : `${output}\r\n\r\n`;
}

const drawing = {
  // Draws prompt and line anew and puts the cursor where it belongs.
  _refreshLine() {
    const text = this._prompt + this.line;
    const end = this._getDisplayPos(text);
    const cursor = this.getCursorPos();
    const rowsUp = this.prevRows || 0;
    if (rowsUp > 0) moveCursor(this.output, 0, -rowsUp);
    cursorTo(this.output, 0);
    clearScreenDown(this.output);
    this._writeToOutput(text);
    // The terminal makes the next row only when something is written there.
    if (end.cols === 0) this._writeToOutput(' ');
    cursorTo(this.output, cursor.cols);
    const below = end.rows - cursor.rows;
    if (below > 0) moveCursor(this.output, 0, -below);
    this.prevRows = cursor.rows;
  },

  // The row and column behind `text`, if it begins at the left edge.
  _getDisplayPos(text) {
    const { columns, tabSize } = this;
    let offset = 0;
    let rows = 0;
    for (const character of stripVTControlCharacters(text)) {
      if (character === '\n') {
        rows += Math.ceil(offset / columns) || 1;
        offset = 0;
      } else if (character === '\t') {
        offset += tabSize - (offset % tabSize);
      } else {
        const width = getStringWidth(character, false);
        // A wide character does not fit half of the last column.
        if (width === 2 && (offset + 1) % columns === 0) offset++;
        offset += width;
      }
    }
    const cols = offset % columns;
    rows += (offset - cols) / columns;
    return { cols, rows };
  },

  getCursorPos() {
    return this._getDisplayPos(this._prompt + this.line.slice(0, this.cursor));
  },

  _moveCursor(dx) {
    if (dx === 0) return;
    const before = this.getCursorPos();
    this.cursor = Math.min(Math.max(this.cursor + dx, 0), this.line.length);
    const after = this.getCursorPos();
    if (before.rows === after.rows) moveCursor(this.output, after.cols - before.cols, 0);
    else this._refreshLine();
  },

  clearLine() {
    this._moveCursor(+Infinity);
    this._writeToOutput('\r\n');
    this.line = '';
    this.cursor = 0;
    this.prevRows = 0;
  },
};

const changing = {
  _insertString(text) {
    this._beforeEdit(this.line, this.cursor);
    if (this.cursor < this.line.length) {
      this.line = this.line.slice(0, this.cursor) + text + this.line.slice(this.cursor);
      this.cursor += text.length;
      this._refreshLine();
      return;
    }
    const before = this.getCursorPos();
    this.line += text;
    this.cursor += text.length;
    if (before.rows < this.getCursorPos().rows) this._refreshLine();
    else this._writeToOutput(text);
  },

  // Takes out what is between two places, and puts the cursor at the first.
  _cut(from, to) {
    this._beforeEdit(this.line, this.cursor);
    this.line = this.line.slice(0, from) + this.line.slice(to);
    this.cursor = from;
  },

  _deleteLeft() {
    if (this.cursor === 0 || this.line.length === 0) return;
    this._cut(this.cursor - charLengthLeft(this.line, this.cursor), this.cursor);
    this._refreshLine();
  },

  _deleteRight() {
    if (this.cursor >= this.line.length) return;
    this._cut(this.cursor, this.cursor + charLengthAt(this.line, this.cursor));
    this._refreshLine();
  },

  _deleteWordLeft() {
    if (this.cursor === 0) return;
    this._cut(this.cursor - wordLengthLeft(this.line.slice(0, this.cursor)), this.cursor);
    this._refreshLine();
  },

  _deleteWordRight() {
    if (this.cursor >= this.line.length) return;
    const word = DELETED_WORD_RIGHT.exec(this.line.slice(this.cursor))[0];
    this._cut(this.cursor, this.cursor + word.length);
    this._refreshLine();
  },

  _deleteLineLeft() {
    const text = this.line.slice(0, this.cursor);
    this._cut(0, this.cursor);
    this._pushToKillRing(text);
    this._refreshLine();
  },

  _deleteLineRight() {
    const text = this.line.slice(this.cursor);
    this._cut(this.cursor, this.line.length);
    this._pushToKillRing(text);
    this._refreshLine();
  },

  _wordLeft() {
    if (this.cursor > 0) this._moveCursor(-wordLengthLeft(this.line.slice(0, this.cursor)));
  },

  _wordRight() {
    if (this.cursor < this.line.length) this._moveCursor(WORD_RIGHT.exec(this.line.slice(this.cursor))[0].length);
  },

  // ---- taking back, and pasting what was cut ---------------------------------------------------

  _beforeEdit(text, cursor) {
    if (this._undoStack.push({ text, cursor }) > UNDO_MAX) this._undoStack.shift();
  },

  _show({ text, cursor }) {
    this.line = text;
    this.cursor = cursor;
    this._refreshLine();
  },

  _undo() {
    if (this._undoStack.length === 0) return;
    this._redoStack.push({ text: this.line, cursor: this.cursor });
    this._show(this._undoStack.pop());
  },

  _redo() {
    if (this._redoStack.length === 0) return;
    this._undoStack.push({ text: this.line, cursor: this.cursor });
    this._show(this._redoStack.pop());
  },

  _pushToKillRing(text) {
    if (!text || text === this._killRing[0]) return;
    this._killRing.unshift(text);
    this._killRingCursor = 0;
    if (this._killRing.length > KILL_RING_MAX) this._killRing.pop();
  },

  _yank() {
    if (this._killRing.length === 0) return;
    this._yanking = true;
    this._insertString(this._killRing[this._killRingCursor]);
  },

  // Another piece of the ring in the place of the one just pasted.
  _yankPop() {
    if (!this._yanking || this._killRing.length < 2) return;
    const last = this._killRing[this._killRingCursor];
    this._killRingCursor = (this._killRingCursor + 1) % this._killRing.length;
    const next = this._killRing[this._killRingCursor];
    const head = this.line.slice(0, this.cursor - last.length) + next;
    this._show({ text: head + this.line.slice(this.cursor), cursor: head.length });
  },
};

const lines = {
  _line() {
    const line = this._addHistory();
    this._undoStack = [];
    this._redoStack = [];
    this.clearLine();
    this._onLine(line);
  },

  _addHistory() {
    const { history, line } = this;
    if (line.length === 0) return '';
    if (history === undefined || this.historySize === 0 || line.trim().length === 0) return line;
    if (history.length === 0 || history[0] !== line) {
      if (this.removeHistoryDuplicates) {
        const index = history.indexOf(line);
        if (index !== -1) history.splice(index, 1);
      }
      history.unshift(line);
      if (history.length > this.historySize) history.pop();
    }
    this.historyIndex = -1;
    // A listener may take the entry out, if it is a secret; the line is still the line.
    const entered = history[0];
    this.emit('history', history);
    return entered;
  },

  _historyStep(step) {
    const { history } = this;
    const search = this._substringSearch || '';
    let index = this.historyIndex + step;
    while (index >= 0 && index < history.length && (!history[index].startsWith(search) || this.line === history[index])) {
      index += step;
    }
    this.line = index < 0 || index >= history.length ? search : history[index];
    this.historyIndex = index;
    this.cursor = this.line.length;
    this._refreshLine();
  },

  _historyNext() {
    if (this.historyIndex < 0) return;
    this._beforeEdit(this.line, this.cursor);
    this._historyStep(-1);
  },

  _historyPrev() {
    if (this.historyIndex >= this.history.length || this.history.length === 0) return;
    this._beforeEdit(this.line, this.cursor);
    this._historyStep(1);
  },

  _complete(lastKeypressWasTab, result) {
    const [completions, completeOn] = result;
    if (!completions || completions.length === 0) return;
    const prefix = commonPrefix(completions.filter((entry) => entry !== ''));
    if (prefix.startsWith(completeOn) && prefix.length > completeOn.length) {
      this._insertString(prefix.slice(completeOn.length));
      return;
    }
    if (!completeOn.startsWith(prefix)) {
      const start = this.cursor - completeOn.length;
      this.line = this.line.slice(0, start) + prefix + this.line.slice(this.cursor);
      this.cursor = start + prefix.length;
      this._refreshLine();
      return;
    }
    // The second tab in a row shows what there is.
    if (!lastKeypressWasTab) return;
    this._beforeEdit(this.line, this.cursor);
    this._writeToOutput(table(completions, this.columns));
    this._refreshLine();
  },

  _completionFailed(error) {
    this._writeToOutput(`Tab completion error: ${require('internal/util/inspect').inspect(error)}`);
  },
};

// ---- keys --------------------------------------------------------------------------------------

// Without one of ctrl, meta and shift.
const PLAIN = {
  return(rl) {
    rl._sawReturnAt = Date.now();
    rl._line();
  },
  enter(rl) {
    // The second half of a line ending, unless it came late.
    if (rl._sawReturnAt === 0 || Date.now() - rl._sawReturnAt > rl.crlfDelay) rl._line();
    rl._sawReturnAt = 0;
  },
  backspace: (rl) => rl._deleteLeft(),
  delete: (rl) => rl._deleteRight(),
  left: (rl) => rl._moveCursor(-charLengthLeft(rl.line, rl.cursor)),
  right: (rl) => rl._moveCursor(+charLengthAt(rl.line, rl.cursor)),
  home: (rl) => rl._moveCursor(-Infinity),
  end: (rl) => rl._moveCursor(+Infinity),
  up: (rl) => rl._historyPrev(),
  down: (rl) => rl._historyNext(),
};

const CTRL = {
  c(rl) {
    if (rl.listenerCount('SIGINT') > 0) rl.emit('SIGINT');
    else rl.close();
  },
  h: (rl) => rl._deleteLeft(),
  d(rl) {
    if (rl.cursor === 0 && rl.line.length === 0) rl.close();
    else if (rl.cursor < rl.line.length) rl._deleteRight();
  },
  u: (rl) => rl._deleteLineLeft(),
  k: (rl) => rl._deleteLineRight(),
  a: (rl) => rl._moveCursor(-Infinity),
  e: (rl) => rl._moveCursor(+Infinity),
  b: (rl) => rl._moveCursor(-charLengthLeft(rl.line, rl.cursor)),
  f: (rl) => rl._moveCursor(+charLengthAt(rl.line, rl.cursor)),
  l(rl) {
    rl.output?.write(cursorToSequence(0, 0));
    rl.output?.write(CLEAR_SCREEN_DOWN);
    rl._refreshLine();
  },
  n: (rl) => rl._historyNext(),
  p: (rl) => rl._historyPrev(),
  y: (rl) => rl._yank(),
  z: suspend,
  w: (rl) => rl._deleteWordLeft(),
  backspace: (rl) => rl._deleteWordLeft(),
  delete: (rl) => rl._deleteWordRight(),
  left: (rl) => rl._wordLeft(),
  right: (rl) => rl._wordRight(),
};

const META = {
  b: (rl) => rl._wordLeft(),
  f: (rl) => rl._wordRight(),
  d: (rl) => rl._deleteWordRight(),
  delete: (rl) => rl._deleteWordRight(),
  backspace: (rl) => rl._deleteWordLeft(),
  y: (rl) => rl._yankPop(),
};

const CTRL_SHIFT = {
  backspace: (rl) => rl._deleteLineLeft(),
  delete: (rl) => rl._deleteLineRight(),
};

function suspend(rl) {
  const process = require('process');
  if (process.platform === 'win32') return;
  if (rl.listenerCount('SIGTSTP') > 0) {
    rl.emit('SIGTSTP');
    return;
  }
  process.once('SIGCONT', () => {
    // Whoever paused it meanwhile does not want it back.
    if (!rl.paused) {
      rl.pause();
      rl.emit('SIGCONT');
    }
    rl._setRawMode(true);
    rl._refreshLine();
  });
  rl._setRawMode(false);
  process.kill(process.pid, 'SIGTSTP');
}

function act(rl, keys, name) {
  if (name !== undefined && Object.hasOwn(keys, name)) {
    keys[name](rl);
    return true;
  }
  return false;
}

const UNDO = 0x1f; // ctrl and _
const REDO = 0x1e; // ctrl and ^

const keyboard = {
  _ttyWrite(text, key) {
    const previousKey = this._previousKey;
    key = key || {};
    this._previousKey = key;
    const { ctrl, meta, name, shift } = key;
    if (!meta || name !== 'y') this._yanking = false;
    if ((name === 'up' || name === 'down') && !ctrl && !meta && !shift) {
      // History is searched for what stood left of the cursor when the search began.
      this._substringSearch ??= this.line.slice(0, this.cursor);
    } else if (this._substringSearch !== null) {
      this._substringSearch = null;
      if (this.history.length === this.historyIndex) this.historyIndex = -1;
    }
    if (typeof key.sequence === 'string') {
      const unit = key.sequence.codePointAt(0);
      if (unit === UNDO) return this._undo();
      if (unit === REDO) return this._redo();
    }
    if (name === 'escape') return;
    if (ctrl && shift) {
      act(this, CTRL_SHIFT, name);
    } else if (ctrl) {
      act(this, CTRL, name);
    } else if (meta) {
      act(this, META, name);
    } else {
      if (this._sawReturnAt && name !== 'enter') this._sawReturnAt = 0;
      if (act(this, PLAIN, name)) return;
      if (name === 'tab' && typeof this.completer === 'function' && this.isCompletionEnabled) {
        this._tabComplete(previousKey?.name === 'tab');
      } else if (typeof text === 'string' && text) {
        this._insertLines(text);
      }
    }
  },

  // Text that may have several lines, as it was pasted or written.
  _insertLines(text) {
    const pieces = text.split(LINE_ENDING);
    const last = pieces.pop();
    for (const piece of pieces) {
      this._insertString(piece);
      this._line();
    }
    this._insertString(last);
  },
};

// In a terminal that knows no control sequences there is no editing.
function dumbTerminalWrite(text, key) {
  key = key || {};
  if (key.name === 'escape') return;
  if (this._sawReturnAt && key.name !== 'enter') this._sawReturnAt = 0;
  if (key.ctrl && key.name === 'c') return CTRL.c(this);
  if (key.ctrl && key.name === 'd') return this.close();
  if (key.name === 'return' || key.name === 'enter') {
    PLAIN[key.name](this);
  } else if (typeof text === 'string' && text) {
    this.line += text;
    this.cursor += text.length;
    this._writeToOutput(text);
  }
}

module.exports = {
  dumbTerminalWrite,
  methods: { ...drawing, ...changing, ...lines, ...keyboard, _getCursorPos: drawing.getCursorPos },
};
