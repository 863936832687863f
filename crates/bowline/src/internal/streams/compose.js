'use strict';

// compose: several streams as one Duplex, which is written to at the first and read from at the last.

const {
  AbortError,
  codes: { ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS },
} = require('internal/errors');
const { destroyer } = require('internal/streams/destroy');
const Duplex = require('internal/streams/duplex');
const eos = require('internal/streams/end-of-stream');
const { pipeline } = require('internal/streams/pipeline');
const {
  isNodeStream, isReadable, isReadableStream, isTransformStream, isWebStream, isWritable, isWritableStream,
} = require('internal/streams/utils');

const canRead = (stream) => isReadable(stream) || isReadableStream(stream) || isTransformStream(stream);
const canWrite = (stream) => isWritable(stream) || isWritableStream(stream) || isTransformStream(stream);

function compose(...streams) {
  if (streams.length === 0) throw new ERR_MISSING_ARGS('streams');
  if (streams.length === 1) return Duplex.from(streams[0]);

  const given = [...streams];
  if (typeof streams[0] === 'function') streams[0] = Duplex.from(streams[0]);
  const lastIndex = streams.length - 1;
  if (typeof streams[lastIndex] === 'function') streams[lastIndex] = Duplex.from(streams[lastIndex]);
  for (let n = 0; n < streams.length; n++) {
    if (!isNodeStream(streams[n]) && !isWebStream(streams[n])) continue;
    if (n < lastIndex && !canRead(streams[n])) {
      throw new ERR_INVALID_ARG_VALUE(`streams[${n}]`, given[n], 'must be readable');
    }
    if (n > 0 && !canWrite(streams[n])) {
      throw new ERR_INVALID_ARG_VALUE(`streams[${n}]`, given[n], 'must be writable');
    }
  }

  const head = streams[0];
  const tail = pipeline(streams, onFinished);
  const writable = !!canWrite(head);
  const readable = !!canRead(tail);

  let onDrain;
  let onFinish;
  let onReadable;
  let onClose; // null: all streams are over

  const duplex = new Duplex({
    // Objects pass when both ends take them.
    writableObjectMode: !!head?.writableObjectMode,
    readableObjectMode: !!tail?.readableObjectMode,
    writable,
    readable,
  });

  function onFinished(error) {
    const callback = onClose;
    onClose = null;
    if (callback) callback(error);
    else if (error) duplex.destroy(error);
    else if (!readable && !writable) duplex.destroy();
  }

  if (writable) {
    if (isNodeStream(head)) writeToNode();
    else writeToWeb(isTransformStream(head) ? head.writable : head);
    const waitsFor = isTransformStream(tail) ? tail.readable : tail;
    eos(waitsFor, () => {
      if (onFinish) {
        const callback = onFinish;
        onFinish = null;
        callback();
      }
    });
  }
  if (readable) {
    if (isNodeStream(tail)) readFromNode();
    else readFromWeb(isTransformStream(tail) ? tail.readable : tail);
  }

  function writeToNode() {
    duplex._write = function(chunk, encoding, callback) {
      if (head.write(chunk, encoding)) callback();
      else onDrain = callback;
    };
    duplex._final = function(callback) {
      head.end();
      onFinish = callback;
    };
    head.on('drain', () => {
      if (!onDrain) return;
      const callback = onDrain;
      onDrain = null;
      callback();
    });
  }

  function writeToWeb(stream) {
    const writer = stream.getWriter();
    duplex._write = async function(chunk, encoding, callback) {
      try {
        await writer.ready;
        writer.write(chunk).catch(() => {});
        callback();
      } catch (error) {
        callback(error);
      }
    };
    duplex._final = async function(callback) {
      try {
        await writer.ready;
        writer.close().catch(() => {});
        onFinish = callback;
      } catch (error) {
        callback(error);
      }
    };
  }

  function readFromNode() {
    tail.on('readable', () => {
      if (!onReadable) return;
      const callback = onReadable;
      onReadable = null;
      callback();
    });
    tail.on('end', () => duplex.push(null));
    duplex._read = function() {
      while (true) {
        const chunk = tail.read();
        if (chunk === null) {
          onReadable = duplex._read;
          return;
        }
        if (!duplex.push(chunk)) return;
      }
    };
  }

  function readFromWeb(stream) {
    const reader = stream.getReader();
    duplex._read = async function() {
      while (true) {
        try {
          const { value, done } = await reader.read();
          if (!duplex.push(done ? null : value) || done) return;
        } catch {
          return;
        }
      }
    };
  }

  duplex._destroy = function(error, callback) {
    if (!error && onClose !== null) error = new AbortError();
    onReadable = null;
    onDrain = null;
    onFinish = null;
    if (onClose === null) {
      callback(error);
    } else {
      onClose = callback;
      if (isNodeStream(tail)) destroyer(tail, error);
    }
  };
  return duplex;
}

module.exports = compose;
