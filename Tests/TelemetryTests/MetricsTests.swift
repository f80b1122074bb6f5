import Telemetry
import Testing

@Suite struct MetricsTests {
    @Test func `the exposition has help, type and samples in a fixed order`() {
        let metrics = Metrics()
        let seen = metrics.counter(
            "seen_total", "Records \\ read,\nall told.", labels: "topic", "way")
        seen("referrals", "a\"b\\c\nd").add()
        seen("contacts", "http").add(3)
        metrics.gauge("age_seconds", "Age.").set(1.5)
        let took = metrics.histogram("took_seconds", "Time.", bounds: [0.1, 1])
        for value in [0.05, 0.1, 0.5, 7] { took.observe(value) }
        #expect(
            metrics.text == #"""
                # HELP age_seconds Age.
                # TYPE age_seconds gauge
                age_seconds 1.5
                # HELP seen_total Records \\ read,\nall told.
                # TYPE seen_total counter
                seen_total{topic="contacts",way="http"} 3
                seen_total{topic="referrals",way="a\"b\\c\nd"} 1
                # HELP took_seconds Time.
                # TYPE took_seconds histogram
                took_seconds_bucket{le="0.1"} 2
                took_seconds_bucket{le="1"} 3
                took_seconds_bucket{le="+Inf"} 4
                took_seconds_sum 7.65
                took_seconds_count 4

                """#)
    }

    @Test func `asking again gives the same metric`() {
        let metrics = Metrics()
        metrics.counter("a_total", "A.").add()
        metrics.counter("a_total", "A.").add(2)
        #expect(metrics.counter("a_total", "A.").value == 3)
        let family = metrics.gauge("b", "B.", labels: "l")
        family("x").add(1)
        #expect(metrics.gauge("b", "B.", labels: "l")("x").value == 1 && family("y").value == 0)
    }

    @Test func `a counter never shrinks`() {
        let counter = Metrics().counter("a_total", "A.")
        counter.add(-5)
        counter.raise(to: 10)
        counter.raise(to: 4)
        #expect(counter.value == 10)
    }

    @Test func `nothing is lost between threads`() async {
        let metrics = Metrics()
        let counter = metrics.counter("a_total", "A.")
        let gauge = metrics.gauge("g", "G.")
        let histogram = metrics.histogram("h", "H.", bounds: [1])
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<1_000 {
                        counter.add()
                        gauge.add(0.5)
                        histogram.observe(.seconds(1))
                    }
                }
            }
        }
        #expect(counter.value == 8_000 && gauge.value == 4_000)
        #expect(metrics.text.contains("h_bucket{le=\"1\"} 8000\n"))
        #expect(metrics.text.contains("h_sum 8000\n"))
    }

    @Test(arguments: [
        (Double.nan, "NaN"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (0, "0"), (-2, "-2"),
        (1e300, "1e+300"), (0.25, "0.25"),
    ])
    func `every number has a spelling`(value: Double, expected: String) {
        let metrics = Metrics()
        metrics.gauge("g", "G.").set(value)
        #expect(metrics.text.hasSuffix("g \(expected)\n"))
    }

    @Test func `a histogram takes over counts kept elsewhere`() {
        let metrics = Metrics()
        metrics.histogram("h", "H.", bounds: [1, 2]).replace(counts: [1, 2, 3], sum: 9)
        #expect(metrics.text.contains("h_bucket{le=\"2\"} 3\n"))
        #expect(metrics.text.hasSuffix("h_sum 9\nh_count 6\n"))
    }
}
