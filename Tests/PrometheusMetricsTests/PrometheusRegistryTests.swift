// SPDX-License-Identifier: Apache-2.0

import Metrics
import Testing

@testable import PrometheusMetrics

struct PrometheusRegistryTests {
    @Test func countersGrow() {
        let registry = PrometheusRegistry(["requests_total": MetricDescription("All requests.")])
        let counter = Counter(label: "requests_total", dimensions: [("status", "200")], factory: registry)
        counter.increment()
        counter.increment(by: 2)
        Counter(label: "requests_total", dimensions: [("status", "200")], factory: registry).increment()
        Counter(label: "requests_total", dimensions: [("status", "404")], factory: registry).increment()
        #expect(
            registry.text == """
                # HELP requests_total All requests.
                # TYPE requests_total counter
                requests_total{status="200"} 4
                requests_total{status="404"} 1

                """
        )
    }

    @Test func gaugesGoUpAndDown() {
        let registry = PrometheusRegistry()
        let meter = Meter(label: "in_flight", factory: registry)
        meter.set(3)
        meter.increment(by: 1.5)
        meter.decrement(by: 1.0)
        Gauge(label: "level", factory: registry).record(7)
        #expect(registry.text == "# TYPE in_flight gauge\nin_flight 3.5\n# TYPE level gauge\nlevel 7\n")
    }

    @Test func histogramsAreCumulative() {
        let registry = PrometheusRegistry(["seconds": MetricDescription("", buckets: [0.001, 0.5, 2])])
        let timer = Metrics.Timer(label: "seconds", dimensions: [("route", "/x")], factory: registry)
        timer.recordNanoseconds(1_000_000)
        timer.recordMilliseconds(250)
        timer.recordMilliseconds(250)
        timer.recordSeconds(60)
        #expect(
            registry.text == """
                # TYPE seconds histogram
                seconds_bucket{route="/x",le="0.001"} 1
                seconds_bucket{route="/x",le="0.5"} 3
                seconds_bucket{route="/x",le="2"} 3
                seconds_bucket{route="/x",le="+Inf"} 4
                seconds_sum{route="/x"} 60.501
                seconds_count{route="/x"} 4

                """
        )
    }

    @Test func labelValuesAreEscaped() {
        let registry = PrometheusRegistry()
        Counter(label: "c", dimensions: [("model", "a\"b\\c\nd")], factory: registry).increment()
        #expect(registry.text == "# TYPE c counter\nc{model=\"a\\\"b\\\\c\\nd\"} 1\n")
    }

    @Test func seriesHaveALimit() {
        let registry = PrometheusRegistry()
        for index in 0..<MetricFamily.limit + 100 {
            Counter(label: "c", dimensions: [("n", String(index))], factory: registry).increment()
        }
        #expect(registry.text.split(separator: "\n").count == MetricFamily.limit + 1)
    }

    @Test func aNameHasOneType() {
        let registry = PrometheusRegistry()
        Counter(label: "x", factory: registry).increment()
        Gauge(label: "x", factory: registry).record(5)
        #expect(registry.text == "# TYPE x counter\nx 1\n")
    }

    @Test func whatIsDestroyedIsGone() {
        let registry = PrometheusRegistry()
        let counter = Counter(label: "x", dimensions: [("a", "1")], factory: registry)
        Counter(label: "x", dimensions: [("a", "2")], factory: registry).increment()
        counter.destroy()
        #expect(registry.text == "# TYPE x counter\nx{a=\"2\"} 1\n")
    }
}
