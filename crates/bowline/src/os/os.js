'use strict';
// Facts about the system.

const { defineProperty } = Object;

// The system's own failures come as [errno, code, message].
function failed(error, syscall) {
  const { ERR_SYSTEM_ERROR } = require('internal/errors').codes;
  const [errno, code, message] = error;
  return new ERR_SYSTEM_ERROR({ errno, code, message, syscall });
}

function checked(syscall, get) {
  const result = get();
  if (Array.isArray(result)) throw failed(result, syscall);
  return result;
}

function availableParallelism() {
  return native.availableParallelism();
}

function cpus() {
  return native.cpus().map(([model, speed, user, nice, sys, idle, irq]) => ({
    model,
    speed,
    times: { user, nice, sys, idle, irq },
  }));
}

function arch() {
  return require('process').arch;
}

function platform() {
  return require('process').platform;
}

function endianness() {
  return native.isLittleEndian ? 'LE' : 'BE';
}

function freemem() {
  return native.freemem();
}

function totalmem() {
  return native.totalmem();
}

function uptime() {
  return native.uptime();
}

function hostname() {
  return native.hostname();
}

function loadavg() {
  return native.loadavg();
}

function type() {
  return native.uname()[0];
}

function release() {
  return native.uname()[1];
}

function version() {
  return native.uname()[2];
}

function machine() {
  return native.uname()[3];
}

function homedir() {
  const { env } = require('process');
  const set = env[native.isWindows ? 'USERPROFILE' : 'HOME'];
  return set || checked('uv_os_homedir', () => native.homedir());
}

function tmpdir() {
  const { env } = require('process');
  if (native.isWindows) {
    const path = env.TEMP || env.TMP || `${env.SystemRoot || env.windir}\\temp`;
    return path.length > 1 && path.endsWith('\\') && !path.endsWith(':\\') ? path.slice(0, -1) : path;
  }
  const path = env.TMPDIR || env.TMP || env.TEMP || '/tmp';
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

// How many leading bits of a mask are set; -1 if the set ones do not all lead.
function prefixLength(netmask, isV6) {
  const words = isV6 ? expand(netmask) : netmask.split('.').map(Number);
  const width = isV6 ? 16 : 8;
  const bits = words.map((word) => word.toString(2).padStart(width, '0')).join('');
  const ones = bits.indexOf('0');
  if (ones === -1) return bits.length;
  return bits.indexOf('1', ones) === -1 ? ones : -1;
}

function expand(address) {
  const [head, tail] = address.split('::');
  const words = (text) => (text ? text.split(':').map((word) => parseInt(word, 16)) : []);
  if (tail === undefined) return words(head);
  const left = words(head);
  const right = words(tail);
  return [...left, ...new Array(8 - left.length - right.length).fill(0), ...right];
}

function networkInterfaces() {
  const result = {};
  for (const [name, address, netmask, mac, internal, scopeid] of native.networkInterfaces()) {
    const isV6 = address.includes(':');
    const bits = prefixLength(netmask, isV6);
    const entry = {
      address,
      netmask,
      family: isV6 ? 'IPv6' : 'IPv4',
      mac,
      internal,
      cidr: bits === -1 ? null : `${address}/${bits}`,
    };
    if (isV6) entry.scopeid = scopeid;
    (result[name] ??= []).push(entry);
  }
  return result;
}

function checkPid(pid) {
  require('internal/validators').validateInt32(pid, 'pid');
}

function getPriority(pid) {
  if (pid === undefined) pid = 0;
  else checkPid(pid);
  return checked('uv_os_getpriority', () => native.getPriority(pid));
}

function setPriority(pid, priority) {
  if (priority === undefined) {
    priority = pid;
    pid = 0;
  }
  checkPid(pid);
  require('internal/validators').validateInt32(priority, 'priority', -20, 19);
  checked('uv_os_setpriority', () => native.setPriority(pid, priority));
}

function userInfo(options) {
  if (typeof options !== 'object') options = null;
  const info = checked('uv_os_get_passwd', () => native.userInfo());
  const text = options?.encoding === 'buffer' ?
    (value) => require('buffer').Buffer.from(value) :
    (value) => value;
  return {
    __proto__: null,
    uid: info.uid,
    gid: info.gid,
    username: text(info.username),
    homedir: text(info.homedir),
    shell: info.shell === null ? null : text(info.shell),
  };
}

module.exports = {
  arch,
  availableParallelism,
  cpus,
  endianness,
  freemem,
  getPriority,
  homedir,
  hostname,
  loadavg,
  networkInterfaces,
  platform,
  release,
  setPriority,
  tmpdir,
  totalmem,
  type,
  userInfo,
  uptime,
  version,
  machine,
};

// `${os.hostname}` gives the name, as if it were a property.
const readable = {
  arch, availableParallelism, endianness, freemem, homedir, hostname, platform, release, tmpdir, totalmem, type,
  uptime, version, machine,
};
for (const name in readable) readable[name][Symbol.toPrimitive] = () => readable[name]();

function makeConstants() {
  const none = (entries) => Object.freeze(Object.assign({ __proto__: null }, entries));
  const dlopen = native.isLinux ?
    { RTLD_LAZY: 1, RTLD_NOW: 2, RTLD_GLOBAL: 256, RTLD_LOCAL: 0, RTLD_DEEPBIND: 8 } :
    { RTLD_LAZY: 1, RTLD_NOW: 2, RTLD_GLOBAL: 8, RTLD_LOCAL: 4 };
  return Object.freeze({
    __proto__: null,
    UV_UDP_REUSEADDR: 4,
    dlopen: none(native.isWindows ? {} : dlopen),
    errno: none(native.errors()),
    signals: none(native.signals()),
    priority: none({
      PRIORITY_LOW: 19,
      PRIORITY_BELOW_NORMAL: 10,
      PRIORITY_NORMAL: 0,
      PRIORITY_ABOVE_NORMAL: -7,
      PRIORITY_HIGH: -14,
      PRIORITY_HIGHEST: -20,
    }),
  });
}

let constants;

defineProperty(module.exports, 'constants', {
  get: () => (constants ??= makeConstants()),
  set: undefined,
  enumerable: true,
  configurable: false,
});
defineProperty(module.exports, 'EOL', {
  value: native.isWindows ? '\r\n' : '\n',
  writable: false,
  enumerable: true,
  configurable: true,
});
defineProperty(module.exports, 'devNull', {
  value: native.isWindows ? '\\\\.\\nul' : '/dev/null',
  writable: false,
  enumerable: true,
  configurable: true,
});
