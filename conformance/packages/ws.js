const { WebSocketServer, WebSocket } = require('ws');
const w = new WebSocketServer({ port: 0 }, () => {
  const c = new WebSocket('ws://127.0.0.1:' + w.address().port);
  c.on('open', () => c.send('hi'));
  c.on('message', (m) => {
    console.log('client got', String(m));
    c.close();
    w.close();
  });
});
w.on('connection', (s) => s.on('message', (m) => s.send('echo ' + m)));
