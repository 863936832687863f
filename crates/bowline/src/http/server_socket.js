'use strict';

// The short way between a connection and its socket.
//
// A socket of the system is a Duplex over a handle. While a server's connection is its only reader, packets go from the
// handle to the parser, and whole answers from the response to the handle: the queues between are empty anyway. Whenever
// they are not, or somebody else listens, everything goes through the stream as ever.

const { Socket } = require('net');
const { kAfterAsyncWrite, kOnRead, kUpdateTimer } = require('internal/stream_base');
const { emitFinish } = require('http/outgoing');

function shorten(connection, socket) {
  const handle = socket._handle;
  const throughStream = socket[kOnRead];
  if (Object.getPrototypeOf(socket) !== Socket.prototype || !handle || !throughStream || socket._httpWrite) return;
  const state = socket._readableState;

  function onRead(bytes, error) {
    if (bytes && state.length === 0 && state.flowing === true && isOnlyReader(connection, socket)) {
      if (!connection.timerRuns) socket[kUpdateTimer]();
      connection.data(bytes);
    } else {
      throughStream(bytes, error);
    }
  }

  socket[kOnRead] = onRead;
  if (handle.reading) {
    handle.readStop();
    handle.readStart(onRead);
  }
  socket._httpWrite = (data, message) => writeWhole(connection, handle, data, message);
}

function isOnlyReader(connection, socket) {
  return connection.parser !== null && !socket.destroyed && socket._events.data === connection.onData;
}

// Whether an answer may go past the stream's queue now.
function canWrite(socket) {
  const state = socket._writableState;
  return state.length === 0 && state.corked === 0 && state.errored === null && !state.ending && !state.destroyed;
}

function writeWhole(connection, handle, data, message) {
  const { socket } = connection;
  if (!connection.timerRuns) socket[kUpdateTimer]();
  let isWhole;
  try {
    isWhole = handle.write(data, 'utf8', (error) => {
      if (socket.destroyed) return;
      if (error) {
        socket.destroy(error);
        return;
      }
      socket[kUpdateTimer]();
      socket[kAfterAsyncWrite]();
      emitFinish(message);
    });
  } catch (error) {
    socket.destroy(error);
    return;
  }
  if (isWhole) connection.wasWritten(message);
}

module.exports = { canWrite, shorten };
