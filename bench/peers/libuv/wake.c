/* wake <count> <gap_us> <burst>: another thread wakes the sleeping loop `count` times, waiting for each
 * callback and then `gap_us`; afterwards it sends `burst` wake-ups without waiting. */
#include "common.h"
#include <stdatomic.h>

static uint64_t count, gap_ns, burst;
static uint32_t *latencies_ns;
static uv_async_t async;
static _Atomic uint64_t sent_ns, answered;
static atomic_int burst_sent;
static uint64_t burst_start_ns, burst_ns;

static void on_wake(uv_async_t *handle) {
  uint64_t index = atomic_load(&answered);
  if (index < count) {
    latencies_ns[index] = (uint32_t)(now_ns() - atomic_load(&sent_ns));
    atomic_store(&answered, index + 1);
  } else if (atomic_load(&burst_sent)) {
    burst_ns = now_ns() - burst_start_ns;
    uv_close((uv_handle_t *)handle, NULL);
  }
}

static void send_all(void *unused) {
  (void)unused;
  for (uint64_t i = 0; i < count; i++) {
    uint64_t start_ns = now_ns();
    while (now_ns() - start_ns < gap_ns) {}
    atomic_store(&sent_ns, now_ns());
    CHECK(uv_async_send(&async));
    while (atomic_load(&answered) == i) {}
  }
  burst_start_ns = now_ns();
  for (uint64_t i = 1; i < burst; i++) CHECK(uv_async_send(&async));
  atomic_store(&burst_sent, 1);
  CHECK(uv_async_send(&async));
}

int main(int argc, char **argv) {
  uv_thread_t sender;
  count = argument(argc, argv, 1);
  gap_ns = argument(argc, argv, 2) * 1000;
  burst = argument(argc, argv, 3);
  latencies_ns = allocate(count, sizeof *latencies_ns);
  CHECK(uv_async_init(uv_default_loop(), &async, on_wake));
  measure_start();
  CHECK(uv_thread_create(&sender, send_all, NULL));
  uv_run(uv_default_loop(), UV_RUN_DEFAULT);
  measure_end();
  uv_thread_join(&sender);
  printf(" rate=%.0f", burst * 1e9 / burst_ns);
  print_percentiles(latencies_ns, count);
  printf("\n");
  return 0;
}
