'use strict';
// How two values differ, line by line. Lines are compared at equal positions; of many equal lines only those beside
// a difference are shown.

// Two values this short in all are told in one line.
const SHORT_LENGTH_MAX = 12;
// Lines shown at most.
const SHOWN_MAX = 50;
const COLUMNS_WITHOUT_TERMINAL = 80;

function isPlain(value) {
  return typeof value !== 'object' || value === null;
}

function isReferencePair(actual, expected) {
  return (!isPlain(actual) && !isPlain(expected)) || (typeof actual === 'function' && typeof expected === 'function');
}

// Where two texts of one line begin to differ, as a mark under them; empty at their very beginning.
function mark(left, right) {
  const { stderr } = require('process');
  const columns = stderr.isTTY ? stderr.columns : COLUMNS_WITHOUT_TERMINAL;
  if (left.length + right.length >= columns) return '';
  let i = 0;
  while (left[i] === right[i]) i++;
  return i > 2 ? `\n  ${' '.repeat(i)}^` : '';
}

// The parts of the result while it grows. Expected lines wait in `pending`, so that actual ones come first.
class Output {
  constructor(colors) {
    this.colors = colors;
    this.text = '';
    this.pending = '';
    this.shown = 0;
    this.isSkipping = false;
    // Equal lines since the last difference.
    this.equal = 0;
  }

  // Before a difference the last two equal lines are told, of more than five with dots for the others.
  endEqual(lines, at) {
    if (this.equal > 4) {
      if (this.equal === 5) {
        this.text += `\n  ${lines[at - 3]}`;
        this.shown++;
      } else {
        this.text += `\n${this.colors.blue}...${this.colors.white}`;
        this.isSkipping = true;
      }
    }
    if (this.equal > 3) this.show(lines[at - 2]);
    if (this.equal > 2) this.show(lines[at - 1]);
    this.equal = 0;
  }

  show(line) {
    this.text += `\n  ${line}`;
    this.shown++;
  }

  actual(line) {
    this.text += `\n${this.colors.green}+${this.colors.white} ${line}`;
    this.shown++;
  }

  expected(line) {
    this.pending += `\n${this.colors.red}-${this.colors.white} ${line}`;
    this.shown++;
  }

  same(line) {
    this.text += this.pending;
    this.pending = '';
    this.equal++;
    if (this.equal <= 2) this.show(line);
  }
}

// Equal lines at the end are taken away from both; the last three of them are kept to be shown.
function takeEnd(actualLines, expectedLines) {
  let count = 0;
  let text = '';
  let before = '';
  while (actualLines.length > 0 && expectedLines.length > 0 && actualLines.at(-1) === expectedLines.at(-1)) {
    const line = actualLines.pop();
    expectedLines.pop();
    if (count < 3) text = `\n  ${line}${text}`;
    else before = line;
    count++;
  }
  return { count, text, before };
}

function differenceOf(actual, expected, operator, message, { headings, linesOf, cutLines, colors }) {
  if (operator === 'strictEqual' && isReferencePair(actual, expected)) operator = 'strictEqualObject';
  const allActual = linesOf(actual);
  const actualLines = [...allActual];
  const expectedLines = linesOf(expected);
  const heading = message || headings[operator];

  let indicator = '';
  if (actualLines.length === 1 && expectedLines.length === 1 && actualLines[0] !== expectedLines[0]) {
    const [left] = actualLines;
    const [right] = expectedLines;
    if (left.length + right.length <= SHORT_LENGTH_MAX) {
      // Zeros of both signs would look alike.
      if (isPlain(actual) && isPlain(expected) && (actual !== 0 || expected !== 0)) {
        return `${heading}\n\n${left} !== ${right}\n`;
      }
    } else if (operator !== 'strictEqualObject') {
      indicator = mark(left, right);
    }
  }

  const end = takeEnd(actualLines, expectedLines);
  const count = Math.max(actualLines.length, expectedLines.length);
  // They look the same and are not: two symbols, or two objects.
  if (count === 0) return `${headings.notIdentical}\n\n${cutLines(allActual, colors).join('\n')}\n`;

  const output = new Output(colors);
  if (end.count >= 5) {
    end.text = `\n${colors.blue}...${colors.white}${end.text}`;
    output.isSkipping = true;
  }
  // The fourth line from the end is the first that was left out of the three.
  if (end.before !== '') end.text = `\n  ${end.before}${end.text}`;

  const start = `${heading}\n${colors.green}+ actual${colors.white} ${colors.red}- expected${colors.white}`;
  const skipped = ` ${colors.blue}...${colors.white} Lines skipped`;
  const isActualLonger = actualLines.length >= expectedLines.length;
  const shared = Math.min(actualLines.length, expectedLines.length);
  for (let i = 0; i < count; i++) {
    if (i < shared) compareLines(output, actualLines, expectedLines, i);
    else addExtra(output, isActualLonger ? actualLines : expectedLines, i, isActualLonger);
    if (output.shown > SHOWN_MAX && i < count - 2) {
      const dots = `${colors.blue}...${colors.white}`;
      return `${start}${skipped}\n${output.text}\n${dots}${output.pending}\n${dots}`;
    }
  }
  return `${start}${output.isSkipping ? skipped : ''}\n${output.text}${output.pending}${end.text}${indicator}`;
}

// Lines of the longer value for which the other has none.
function addExtra(output, lines, i, isActual) {
  output.endEqual(lines, i);
  if (isActual) output.actual(lines[i]);
  else output.expected(lines[i]);
}

function compareLines(output, actualLines, expectedLines, i) {
  let line = actualLines[i];
  const other = expectedLines[i];
  let isDifferent = line !== other && (!line.endsWith(',') || line.slice(0, -1) !== other);
  // A comma at the end says only that more follows.
  if (isDifferent && other.endsWith(',') && other.slice(0, -1) === line) {
    isDifferent = false;
    line += ',';
  }
  if (!isDifferent) {
    output.same(line);
    return;
  }
  output.endEqual(actualLines, i);
  output.actual(line);
  output.expected(other);
}

module.exports = { differenceOf };
