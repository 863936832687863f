'use strict';
// util.parseArgs: the arguments of a command by a description of its options.
const { codes } = require('internal/errors');
const {
  validateArray, validateBoolean, validateBooleanArray, validateObject, validateString, validateStringArray,
  validateUnion,
} = require('internal/validators');

function mainArguments() {
  const { argv, execArgv } = require('process');
  // Without a file of the program, its arguments begin one earlier.
  const isSource = execArgv.some((arg) => /^(-[ep]|-pe|--eval|--print)$/.test(arg) || /^--(eval|print)=/.test(arg));
  return argv.slice(isSource ? 1 : 2);
}

function own(object, key) {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function optionOf(options, name, key) {
  const config = own(options, name);
  return config === undefined ? undefined : own(config, key);
}

function longName(short, options) {
  validateObject(options, 'options');
  for (const name of Object.keys(options)) if (optionOf(options, name, 'short') === short) return name;
  return short;
}

function isString(options, name) {
  return optionOf(options, name, 'type') === 'string';
}

// What each argument is: an option with or without a value, a positional, the `--` that ends options.
function tokenize(args, options) {
  const tokens = [];
  const rest = [...args];
  // Several short options in one argument share its index.
  let grouped = 0;
  let index = -1;
  const addOption = (name, rawName, value, inlineValue) => {
    tokens.push({ kind: 'option', name, rawName, index, value, inlineValue });
  };
  const addOptionWithNext = (name, rawName) => {
    const hasValue = isString(options, name) && rest[0] !== undefined && rest[0] !== null;
    if (!hasValue) return addOption(name, rawName, undefined, undefined);
    addOption(name, rawName, rest.shift(), false);
    index++;
    return undefined;
  };
  while (rest.length > 0) {
    const arg = rest.shift();
    if (grouped > 0) grouped--;
    else index++;
    if (arg === '--') {
      tokens.push({ kind: 'option-terminator', index });
      for (const value of rest) tokens.push({ kind: 'positional', index: ++index, value });
      break;
    }
    const isLong = arg.length > 2 && arg.startsWith('--');
    const isShort = arg.length > 1 && arg[0] === '-' && arg[1] !== '-';
    if (isLong) {
      const equals = arg.indexOf('=', 3);
      if (equals === -1) addOptionWithNext(arg.slice(2), arg);
      else addOption(arg.slice(2, equals), arg.slice(0, equals), arg.slice(equals + 1), true);
    } else if (isShort && arg.length === 2) {
      addOptionWithNext(longName(arg[1], options), arg);
    } else if (isShort && isString(options, longName(arg[1], options))) {
      addOption(longName(arg[1], options), arg.slice(0, 2), arg.slice(2), true);
    } else if (isShort) {
      const apart = splitGroup(arg, options);
      rest.unshift(...apart);
      grouped = apart.length;
    } else {
      tokens.push({ kind: 'positional', index, value: arg });
    }
  }
  return tokens;
}

// -abf5 is -a -b -f5 when f takes a value.
function splitGroup(arg, options) {
  const apart = [];
  for (let i = 1; i < arg.length; i++) {
    if (isString(options, longName(arg[i], options)) && i !== arg.length - 1) {
      apart.push(`-${arg.slice(i)}`);
      break;
    }
    apart.push(`-${arg[i]}`);
  }
  return apart;
}

function checkUsage(token, options, allowPositionals, allowNegative) {
  let { name } = token;
  if (!Object.hasOwn(options, name)) {
    const positive = allowNegative && name.startsWith('no-') ? name.slice(3) : undefined;
    if (positive === undefined || optionOf(options, positive, 'type') !== 'boolean') {
      throw new codes.ERR_PARSE_ARGS_UNKNOWN_OPTION(token.rawName, allowPositionals);
    }
    name = positive;
  }
  const short = optionOf(options, name, 'short');
  const both = `${short ? `-${short}, ` : ''}--${token.name}`;
  const type = optionOf(options, name, 'type');
  if (type === 'string' && typeof token.value !== 'string') {
    throw new codes.ERR_PARSE_ARGS_INVALID_OPTION_VALUE(`Option '${both} <value>' argument missing`);
  }
  if (type === 'boolean' && token.value !== undefined && token.value !== null) {
    throw new codes.ERR_PARSE_ARGS_INVALID_OPTION_VALUE(`Option '${both}' does not take an argument`);
  }
}

// A value that looks like an option was perhaps meant as one.
function checkAmbiguous(token) {
  const { inlineValue, name, rawName, value } = token;
  if (inlineValue || value === undefined || value === null || value.length < 2 || value[0] !== '-') return;
  const example = rawName.startsWith('--') ? `'${rawName}=-XYZ'` : `'--${name}=-XYZ' or '${rawName}-XYZ'`;
  throw new codes.ERR_PARSE_ARGS_INVALID_OPTION_VALUE(
    `Option '${rawName}' argument is ambiguous.\n` +
    `Did you forget to specify the option argument for '${rawName}'?\n` +
    `To specify an option argument starting with a dash use ${example}.`);
}

function store(token, options, values, allowNegative) {
  let { name, value = true } = token;
  if (name === '__proto__') return;
  if (allowNegative && token.value === undefined && name.startsWith('no-') && !Object.hasOwn(options, name)) {
    name = name.slice(3);
    value = false;
  }
  if (!optionOf(options, name, 'multiple')) values[name] = value;
  else if (values[name] === undefined) values[name] = [value];
  else values[name].push(value);
}

function checkOptions(options) {
  for (const name of Object.keys(options)) {
    const config = options[name];
    validateObject(config, `options.${name}`);
    const type = own(config, 'type');
    validateUnion(type, `options.${name}.type`, ['string', 'boolean']);
    if (Object.hasOwn(config, 'short')) {
      const { short } = config;
      validateString(short, `options.${name}.short`);
      if (short.length !== 1) {
        throw new codes.ERR_INVALID_ARG_VALUE(`options.${name}.short`, short, 'must be a single character');
      }
    }
    const multiple = own(config, 'multiple');
    if (Object.hasOwn(config, 'multiple')) validateBoolean(multiple, `options.${name}.multiple`);
    const initial = own(config, 'default');
    if (initial === undefined) continue;
    const each = type === 'string' ? validateString : validateBoolean;
    const all = type === 'string' ? validateStringArray : validateBooleanArray;
    (multiple ? all : each)(initial, `options.${name}.default`);
  }
}

function parseArgs(config = { __proto__: null }) {
  const args = own(config, 'args') ?? mainArguments();
  const strict = own(config, 'strict') ?? true;
  const allowPositionals = own(config, 'allowPositionals') ?? !strict;
  const returnTokens = own(config, 'tokens') ?? false;
  const allowNegative = own(config, 'allowNegative') ?? false;
  const options = own(config, 'options') ?? { __proto__: null };
  validateArray(args, 'args');
  validateBoolean(strict, 'strict');
  validateBoolean(allowPositionals, 'allowPositionals');
  validateBoolean(returnTokens, 'tokens');
  validateBoolean(allowNegative, 'allowNegative');
  validateObject(options, 'options');
  checkOptions(options);

  const tokens = tokenize(args, options);
  const result = { values: { __proto__: null }, positionals: [] };
  if (returnTokens) result.tokens = tokens;
  for (const token of tokens) {
    if (token.kind === 'option') {
      if (strict) {
        checkUsage(token, options, allowPositionals, allowNegative);
        checkAmbiguous(token);
      }
      store(token, options, result.values, allowNegative);
    } else if (token.kind === 'positional') {
      if (!allowPositionals) throw new codes.ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL(token.value);
      result.positionals.push(token.value);
    }
  }
  for (const name of Object.keys(options)) {
    const initial = optionOf(options, name, 'default');
    if (name !== '__proto__' && initial !== undefined && result.values[name] === undefined) result.values[name] = initial;
  }
  return result;
}

module.exports = { parseArgs };
