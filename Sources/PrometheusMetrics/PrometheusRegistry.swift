// SPDX-License-Identifier: Apache-2.0

package import CoreMetrics
internal import NIOConcurrencyHelpers

/// The metrics of the process, as Prometheus reads them: the backend behind swift-metrics.
///
/// A label of swift-metrics is a metric's name, its dimensions are Prometheus' labels. Counters and meters become counters
/// and gauges; timers become histograms in seconds, recorders histograms, or gauges where they do not aggregate.
///
/// Source: Prometheus' text-based exposition format, version 0.0.4.
package final class PrometheusRegistry: MetricsFactory {
    /// The media type of ``text``.
    package static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    private let descriptions: [String: MetricDescription]
    private let families = NIOLockedValueBox<[String: MetricFamily]>([:])

    /// Makes a registry without metrics.
    ///
    /// - Parameter descriptions: What is known of metrics, by their names.
    package init(_ descriptions: [String: MetricDescription] = [:]) {
        self.descriptions = descriptions
    }

    /// All metrics, sorted by name.
    package var text: String {
        var text = ""
        for (name, family) in families.withLockedValue({ $0 }).sorted(by: { $0.key < $1.key }) {
            family.append(name: name, to: &text)
        }
        return text
    }

    /// The series of a metric with these labels, made when there is none.
    ///
    /// A second metric of the same name and another type, and a series beyond the limit, count but are not shown: this
    /// is called by code that cannot do anything about it.
    private func series<Kept: Series>(
        _ name: String,
        _ labels: [(String, String)],
        _ kind: MetricFamily.Kind,
        _ make: () -> Kept
    ) -> Kept {
        let key = MetricFamily.text(labels)
        return families.withLockedValue { families in
            var family = families[name] ?? MetricFamily(kind: kind, help: descriptions[name]?.help ?? "")
            if let known = family.series[key] { return known as? Kept ?? make() }
            let series = make()
            guard family.kind == kind, family.series.count < MetricFamily.limit else { return series }
            family.series[key] = series
            families[name] = family
            return series
        }
    }

    private func histogram(_ name: String, _ labels: [(String, String)]) -> HistogramSeries {
        series(name, labels, .histogram) { HistogramSeries(bounds: descriptions[name]?.buckets ?? []) }
    }

    private func remove(_ handler: AnyObject) {
        families.withLockedValue { families in
            for name in families.keys {
                let labels = families[name]?.series.first { $0.value === handler }?.key
                if let labels { families[name]?.series[labels] = nil }
            }
        }
    }

    // MARK: MetricsFactory

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(label, dimensions, .counter) { CounterSeries() }
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, dimensions, .gauge) { GaugeSeries() }
    }

    package func makeRecorder(
        label: String,
        dimensions: [(String, String)],
        aggregate: Bool
    ) -> any RecorderHandler {
        if aggregate { histogram(label, dimensions) } else { series(label, dimensions, .gauge) { GaugeSeries() } }
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        histogram(label, dimensions)
    }

    package func destroyCounter(_ handler: any CounterHandler) { remove(handler) }
    package func destroyMeter(_ handler: any MeterHandler) { remove(handler) }
    package func destroyRecorder(_ handler: any RecorderHandler) { remove(handler) }
    package func destroyTimer(_ handler: any TimerHandler) { remove(handler) }
}
