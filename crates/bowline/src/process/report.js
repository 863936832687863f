'use strict';
// `process.report`: what a diagnostic report needs that this runtime knows.

const process = require('process');
const { validateBoolean, validateObject, validateString } = require('internal/validators');

const settings = {
  directory: '',
  filename: '',
  compact: false,
  excludeNetwork: false,
  signal: 'SIGUSR2',
  reportOnFatalError: false,
  reportOnSignal: false,
  reportOnUncaughtException: false,
};

function stackLines(error) {
  return String(error.stack ?? '').split('\n').slice(1).map((line) => line.trim()).filter(Boolean);
}

function build(event, trigger, error) {
  const os = require('os');
  const usage = process.resourceUsage();
  const memory = process.memoryUsage();
  const now = new Date();
  return {
    header: {
      reportVersion: 3,
      event,
      trigger,
      filename: null,
      dumpEventTime: now.toISOString().slice(0, 19) + 'Z',
      dumpEventTimeStamp: String(now.getTime()),
      processId: process.pid,
      threadId: 0,
      cwd: process.cwd(),
      commandLine: [process.execPath, ...process.execArgv, ...process.argv.slice(1)],
      nodejsVersion: process.version,
      wordSize: 64,
      arch: process.arch,
      platform: process.platform,
      componentVersions: { ...process.versions },
      release: { ...process.release },
      osName: os.type(),
      osRelease: os.release(),
      osVersion: os.version(),
      osMachine: os.machine(),
      cpus: os.cpus(),
      networkInterfaces: settings.excludeNetwork ? [] : interfaces(os),
      host: os.hostname(),
    },
    javascriptStack: {
      message: String(error),
      stack: stackLines(error),
      errorProperties: { ...error },
    },
    javascriptHeap: {
      totalMemory: memory.heapTotal,
      usedMemory: memory.heapUsed,
    },
    resourceUsage: {
      rss: memory.rss,
      constrained_memory: process.constrainedMemory(),
      userCpuSeconds: usage.userCPUTime / 1e6,
      kernelCpuSeconds: usage.systemCPUTime / 1e6,
      maxRss: usage.maxRSS * 1024,
      pageFaults: { IORequired: usage.majorPageFault, IONotRequired: usage.minorPageFault },
      fsActivity: { reads: usage.fsRead, writes: usage.fsWrite },
    },
    libuv: process.getActiveResourcesInfo().map((type) => ({ type, is_active: true })),
    workers: [],
    environmentVariables: { ...process.env },
    sharedObjects: [],
  };
}

function interfaces(os) {
  return Object.entries(os.networkInterfaces()).flatMap(([name, list]) =>
    list.map(({ internal, mac, address, netmask, family }) => ({
      name, internal, mac, address, netmask, family: family === 'IPv6' ? 'IPv6' : 'IPv4',
    })));
}

function errorOf(error) {
  if (error === undefined) return new Error('JavaScript Callstack');
  validateObject(error, 'err');
  return error;
}

function defaultName() {
  const two = (n) => String(n).padStart(2, '0');
  const now = new Date();
  const date = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  const time = `${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
  return `report.${date}.${time}.${process.pid}.0.${String(++written).padStart(3, '0')}.json`;
}

let written = 0;

const report = {
  writeReport(file, error) {
    if (typeof file === 'object' && file !== null) {
      error = file;
      file = undefined;
    }
    if (file !== undefined) validateString(file, 'file');
    const content = build('JavaScript API', 'API', errorOf(error));
    const name = file || settings.filename || defaultName();
    content.header.filename = name;
    const text = settings.compact ? JSON.stringify(content) : JSON.stringify(content, null, 2);
    if (name === 'stdout' || name === 'stderr') {
      require('fs').writeSync(name === 'stdout' ? 1 : 2, `${text}\n`);
      return name;
    }
    const path = require('path').resolve(settings.directory, name);
    process._rawDebug(`\nWriting Node.js report to file: ${name}`);
    require('fs').writeFileSync(path, `${text}\n`);
    process._rawDebug('Node.js report completed');
    return name;
  },
  getReport(error) {
    return build('JavaScript API', 'GetReport', errorOf(error));
  },
};

const kinds = { string: validateString, boolean: validateBoolean };
for (const name of Object.keys(settings)) {
  Object.defineProperty(report, name, {
    enumerable: true,
    configurable: true,
    get: () => settings[name],
    set(value) {
      kinds[typeof settings[name]](value, name === 'compact' ? 'compact' : name);
      settings[name] = value;
    },
  });
}

module.exports = report;
