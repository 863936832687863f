'use strict';
// How many colors a terminal shows, as its environment tells.

const COLORS_2 = 1;
const COLORS_16 = 4;
const COLORS_256 = 8;
const COLORS_16M = 24;

const TERMINALS = {
  'cons25': COLORS_16,
  'console': COLORS_16,
  'cygwin': COLORS_16,
  'dtterm': COLORS_16,
  'eterm': COLORS_16,
  'gnome': COLORS_16,
  'hurd': COLORS_16,
  'jfbterm': COLORS_16,
  'konsole': COLORS_16,
  'kterm': COLORS_16,
  'mlterm': COLORS_16,
  'mosh': COLORS_16M,
  'putty': COLORS_16,
  'rxvt-unicode-24bit': COLORS_16M,
  'st': COLORS_16,
  'terminator': COLORS_16M,
};

const FAMILY = /ansi|color|linux|^con[0-9]*x[0-9]|^rxvt|^screen|^xterm|^vt100/;
const BUILD_SERVICES = ['APPVEYOR', 'BUILDKITE', 'CIRCLECI', 'DRONE', 'GITHUB_ACTIONS', 'GITLAB_CI', 'TRAVIS'];
const DEEP_PROGRAMS = ['HyperTerm', 'MacTerm'];

let warned = false;

// FORCE_COLOR wins; whoever set both should know.
function warnOnConflict(env) {
  if (warned) return;
  warned = true;
  if (env.NODE_DISABLE_COLORS === undefined && env.NO_COLOR === undefined) return;
  const name = env.NODE_DISABLE_COLORS !== undefined ? 'NODE_DISABLE_COLORS' : 'NO_COLOR';
  require('process').emitWarning(`The '${name}' env is ignored due to the 'FORCE_COLOR' env being set.`, 'Warning');
}

function forced(env) {
  switch (env.FORCE_COLOR) {
    case '':
    case '1':
    case 'true':
      warnOnConflict(env);
      return COLORS_16;
    case '2':
      warnOnConflict(env);
      return COLORS_256;
    case '3':
      warnOnConflict(env);
      return COLORS_16M;
    default:
      return COLORS_2;
  }
}

function windowsDepth() {
  const [major, , build] = require('os').release().split('.').map(Number);
  if (major < 10 || build < 10586) return COLORS_16;
  return build < 14931 ? COLORS_256 : COLORS_16M;
}

function buildServiceDepth(env) {
  const isKnown = BUILD_SERVICES.some((name) => name in env) || env.CI_NAME === 'codeship';
  return isKnown ? COLORS_256 : COLORS_2;
}

function getColorDepth(env = require('process').env) {
  if (env.FORCE_COLOR !== undefined) return forced(env);
  if (env.NODE_DISABLE_COLORS !== undefined || env.NO_COLOR !== undefined || env.TERM === 'dumb') return COLORS_2;
  if (require('process').platform === 'win32') return windowsDepth();
  if (env.TMUX) return COLORS_256;
  if (env.CI) return buildServiceDepth(env);
  if ('TEAMCITY_VERSION' in env) {
    return /^(9\.(0*[1-9]\d*)\.|\d{2,}\.)/.test(env.TEAMCITY_VERSION) ? COLORS_16 : COLORS_2;
  }
  const program = env.TERM_PROGRAM;
  if (program === 'iTerm.app') {
    return !env.TERM_PROGRAM_VERSION || /^[0-2]\./.test(env.TERM_PROGRAM_VERSION) ? COLORS_256 : COLORS_16M;
  }
  if (DEEP_PROGRAMS.includes(program)) return COLORS_16M;
  if (program === 'Apple_Terminal') return COLORS_256;
  if (env.COLORTERM === 'truecolor' || env.COLORTERM === '24bit') return COLORS_16M;
  if (env.TERM) {
    if (env.TERM.startsWith('xterm-256')) return COLORS_256;
    const term = env.TERM.toLowerCase();
    if (TERMINALS[term]) return TERMINALS[term];
    if (FAMILY.test(term)) return COLORS_16;
  }
  return env.COLORTERM ? COLORS_16 : COLORS_2;
}

function hasColors(count, env) {
  if (env === undefined && (count === undefined || (typeof count === 'object' && count !== null))) {
    env = count;
    count = 16;
  } else {
    require('internal/validators').validateInteger(count, 'count', 2);
  }
  return count <= 2 ** getColorDepth(env);
}

module.exports = { getColorDepth, hasColors };
