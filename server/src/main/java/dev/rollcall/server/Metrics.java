package dev.rollcall.server;

import dev.rollcall.http.HttpHandler;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.RequestObserver;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The figures of this process in Prometheus' text format: the time of HTTP requests, the virtual
 * machine, and what the parts count of themselves.
 */
final class Metrics implements HttpHandler, RequestObserver, AutoCloseable {
  static final String MOUNT = "/metrics";
  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final Duration[] HTTP_BOUNDS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /** Shows what {@code collector} says too. */
  void add(MultiCollector collector) {
    registry.getPrometheusRegistry().register(collector);
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    return HttpResponse.of(200, CONTENT_TYPE, registry.scrape().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void answered(Answered request) {
    Timer.builder("rollcall.http.requests")
        .description("Time from a request's head to its answer.")
        .tag("door", request.mount())
        .tag("method", request.method())
        .tag("status", Integer.toString(request.status()))
        .serviceLevelObjectives(HTTP_BOUNDS)
        .register(registry)
        .record(request.duration());
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
