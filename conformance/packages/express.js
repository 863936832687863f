const express = require('express');
const http = require('http');
const app = express();
app.use(express.json());
app.get('/hello/:name', (q, r) => r.json({ hello: q.params.name, q: q.query.a }));
app.post('/echo', (q, r) => r.status(201).send(q.body));
const s = app.listen(0, () => {
  const port = s.address().port;
  http.get({ port, path: '/hello/bob?a=1' }, (res) => {
    let b = '';
    res.on('data', (c) => (b += c));
    res.on('end', () => {
      console.log(res.statusCode, b, res.headers['content-type']);
      const r = http.request(
        { port, path: '/echo', method: 'POST', headers: { 'content-type': 'application/json' } },
        (res) => {
          let b = '';
          res.on('data', (c) => (b += c));
          res.on('end', () => {
            console.log(res.statusCode, b);
            s.close();
          });
        },
      );
      r.end(JSON.stringify({ x: [1, 2] }));
    });
  });
});
