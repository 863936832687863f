const Koa = require('koa');
const http = require('http');
const app = new Koa();
app.use(async (ctx, next) => {
  ctx.set('X-A', '1');
  await next();
});
app.use((ctx) => {
  ctx.body = { path: ctx.path };
});
const s = app.listen(0, () =>
  http.get({ port: s.address().port, path: '/x' }, (res) => {
    let b = '';
    res.on('data', (c) => (b += c));
    res.on('end', () => {
      console.log(res.statusCode, b, res.headers['x-a']);
      s.close();
    });
  }),
);
