/* echo <connections> <messages> <bytes>: says its port, echoes until that many connections have closed. */
#include "common.h"

typedef struct {
  uv_write_t request;
  char *rest;
} write_t;

static uint64_t connections, closed, bytes_echoed;
static uv_tcp_t server;
static char buffer[65536];

/* One buffer for all: what was read is written or copied before the callback returns. */
static void on_allocate(uv_handle_t *handle, size_t size, uv_buf_t *buf) {
  (void)handle, (void)size;
  *buf = uv_buf_init(buffer, sizeof buffer);
}

static void on_close(uv_handle_t *handle) {
  free(handle);
  if (++closed == connections) uv_close((uv_handle_t *)&server, NULL);
}

static void on_written(uv_write_t *request, int status) {
  (void)status;
  free(((write_t *)request)->rest);
  free(request);
}

static void on_read(uv_stream_t *stream, ssize_t size, const uv_buf_t *buf) {
  if (size < 0) {
    uv_close((uv_handle_t *)stream, on_close);
    return;
  }
  if (size == 0) return;
  bytes_echoed += (uint64_t)size;
  uv_buf_t all = uv_buf_init(buf->base, (unsigned)size);
  int written = uv_try_write(stream, &all, 1);
  if (written == size) return;
  if (written < 0) written = 0;
  write_t *request = allocate(1, sizeof *request);
  request->rest = allocate(1, (size_t)(size - written));
  memcpy(request->rest, buf->base + written, (size_t)(size - written));
  uv_buf_t rest = uv_buf_init(request->rest, (unsigned)(size - written));
  CHECK(uv_write(&request->request, stream, &rest, 1, on_written));
}

static void on_connection(uv_stream_t *listener, int status) {
  static int started;
  CHECK(status);
  if (!started++) measure_start();
  uv_tcp_t *client = allocate(1, sizeof *client);
  CHECK(uv_tcp_init(uv_default_loop(), client));
  CHECK(uv_accept(listener, (uv_stream_t *)client));
  CHECK(uv_tcp_nodelay(client, 1));
  CHECK(uv_read_start((uv_stream_t *)client, on_allocate, on_read));
}

int main(int argc, char **argv) {
  connections = argument(argc, argv, 1);
  uint64_t messages = argument(argc, argv, 2), bytes = argument(argc, argv, 3);
  struct sockaddr_in address;
  int size = sizeof address;
  CHECK(uv_ip4_addr("127.0.0.1", 0, &address));
  CHECK(uv_tcp_init(uv_default_loop(), &server));
  CHECK(uv_tcp_bind(&server, (struct sockaddr *)&address, 0));
  CHECK(uv_listen((uv_stream_t *)&server, 128, on_connection));
  CHECK(uv_tcp_getsockname(&server, (struct sockaddr *)&address, &size));
  printf("port=%d\n", ntohs(address.sin_port));
  fflush(stdout);
  uv_run(uv_default_loop(), UV_RUN_DEFAULT);
  measure_end();
  printf(" rate=%.0f cpu_us=%.3f\n", messages * 1e9 / wall_ns, cpu_ns / 1e3 / messages);
  return bytes_echoed == messages * bytes ? 0 : 1;
}
