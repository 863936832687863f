'use strict';

const { defineInterface, illegal, requireArguments } = require('internal/fetch/webidl');

const kInspect = Symbol.for('nodejs.util.inspect.custom');

function wellFormed(value) {
  return `${value}`.toWellFormed();
}

// A value is a string or a File.
function toEntry(name, value, fileName) {
  name = wellFormed(name);
  const { isBlob } = require('internal/blob');
  if (!isBlob(value)) return [name, wellFormed(value)];
  const { File } = require('buffer');
  if (!(value instanceof File)) {
    value = new File([value], fileName === undefined ? 'blob' : wellFormed(fileName), { type: value.type });
  } else if (fileName !== undefined) {
    value = new File([value], wellFormed(fileName), { type: value.type, lastModified: value.lastModified });
  }
  return [name, value];
}

class FormData {
  #entries = [];

  constructor(form = undefined) {
    if (form !== undefined) {
      throw new TypeError('FormData constructor: Argument 1 could not be converted to: undefined.');
    }
  }

  #checkFile(count, value, where) {
    if (count > 2 && !require('internal/blob').isBlob(value)) {
      throw new TypeError(`Failed to execute '${where}' on 'FormData': parameter 2 is not of type 'Blob'`);
    }
  }

  append(name, value, fileName = undefined) {
    if (!(#entries in this)) throw illegal();
    requireArguments(arguments.length, 2, 'FormData.append');
    this.#checkFile(arguments.length, value, 'append');
    this.#entries.push(toEntry(name, value, fileName));
  }

  set(name, value, fileName = undefined) {
    if (!(#entries in this)) throw illegal();
    requireArguments(arguments.length, 2, 'FormData.set');
    this.#checkFile(arguments.length, value, 'set');
    const entry = toEntry(name, value, fileName);
    const index = this.#entries.findIndex(([known]) => known === entry[0]);
    if (index < 0) {
      this.#entries.push(entry);
    } else {
      this.#entries = this.#entries.filter(([known], i) => i <= index || known !== entry[0]);
      this.#entries[index] = entry;
    }
  }

  delete(name) {
    if (!(#entries in this)) throw illegal();
    requireArguments(arguments.length, 1, 'FormData.delete');
    name = wellFormed(name);
    this.#entries = this.#entries.filter(([known]) => known !== name);
  }

  get(name) {
    if (!(#entries in this)) throw illegal();
    requireArguments(arguments.length, 1, 'FormData.get');
    name = wellFormed(name);
    return this.#entries.find(([known]) => known === name)?.[1] ?? null;
  }

  getAll(name) {
    if (!(#entries in this)) throw illegal();
    requireArguments(arguments.length, 1, 'FormData.getAll');
    name = wellFormed(name);
    return this.#entries.filter(([known]) => known === name).map(([, value]) => value);
  }

  has(name) {
    if (!(#entries in this)) throw illegal();
    requireArguments(arguments.length, 1, 'FormData.has');
    name = wellFormed(name);
    return this.#entries.some(([known]) => known === name);
  }

  *#iterate(pick) {
    for (let i = 0; i < this.#entries.length; i++) yield pick(this.#entries[i]);
  }

  entries() {
    if (!(#entries in this)) throw illegal();
    return this.#iterate(([name, value]) => [name, value]);
  }

  keys() {
    if (!(#entries in this)) throw illegal();
    return this.#iterate(([name]) => name);
  }

  values() {
    if (!(#entries in this)) throw illegal();
    return this.#iterate(([, value]) => value);
  }

  forEach(callback, thisArgument = undefined) {
    if (!(#entries in this)) throw illegal();
    requireArguments(arguments.length, 1, 'FormData.forEach');
    if (typeof callback !== 'function') {
      throw new TypeError('Failed to execute \'forEach\' on \'FormData\': parameter 1 is not of type \'Function\'.');
    }
    for (const [name, value] of this) Reflect.apply(callback, thisArgument, [value, name, this]);
  }

  [kInspect](depth, options) {
    const object = { __proto__: null };
    for (const [name, value] of this.#entries) {
      if (name in object) object[name] = [].concat(object[name], value);
      else object[name] = value;
    }
    options.depth ??= depth;
    options.colors ??= true;
    const text = require('internal/util/inspect').inspect(object, options);
    return `FormData ${text.slice(text.indexOf(']') + 2)}`;
  }
}

FormData.prototype[Symbol.iterator] = FormData.prototype.entries;
Object.defineProperty(FormData.prototype, Symbol.iterator, { enumerable: false });
defineInterface(FormData, ['append', 'delete', 'entries', 'forEach', 'get', 'getAll', 'has', 'keys', 'set', 'values']);

module.exports = { FormData };
