/// One line that says how far a long piece of work is: how much, how fast, how much longer.
///
/// Drawn on the error output and only where a person watches it, ten times a second at most. Time
/// comes in with each step, so that a test can hold it in its hand.
public struct ProgressBar: Sendable {
    private let label: String
    private let unit: String
    private let total: Int?
    private let console: Console
    private let start: ContinuousClock.Instant
    private var drawn: ContinuousClock.Instant?
    private var isFinished = false

    /// - Parameters:
    ///   - unit: what is counted, in the plural: "events".
    ///   - total: nil where nobody knows.
    public init(
        _ label: String, unit: String, total: Int?, console: Console,
        at start: ContinuousClock.Instant = .now
    ) {
        self.label = label
        self.unit = unit
        self.total = total
        self.console = console
        self.start = start
    }

    /// Says how many are done by now, all told.
    public mutating func update(_ done: Int, at now: ContinuousClock.Instant = .now) {
        guard console.isInteractive, !isFinished else { return }
        if let drawn, now - drawn < .milliseconds(100) { return }
        drawn = now
        draw(done, now)
    }

    /// Draws the line a last time and leaves it. Whatever comes after is ignored.
    public mutating func finish(_ done: Int, at now: ContinuousClock.Instant = .now) {
        guard console.isInteractive, !isFinished else { return }
        isFinished = true
        draw(done, now)
        console.draw("\n")
    }

    private func draw(_ done: Int, _ now: ContinuousClock.Instant) {
        let text = ProgressBar.line(
            label, unit: unit, done: done, total: total, elapsed: now - start)
        // Back to the start of the line, and away with what stood there.
        console.draw("\r\u{1B}[K" + text.prefix(max(1, console.width - 1)))
    }

    /// `Reading 50% [##########----------] 1,000 of 2,000 events, 500/s, 2 s left`
    static func line(
        _ label: String, unit: String, done: Int, total: Int?, elapsed: Duration
    ) -> String {
        let seconds = elapsed / .seconds(1)
        let rate = seconds > 0 ? Double(done) / seconds : 0
        let speed = rate > 0 ? ", \(Quantity.grouped(Int(rate.rounded())))/s" : ""
        guard let total, total > 0 else {
            return "\(label) \(Quantity.grouped(done)) \(unit)\(speed)"
        }
        let share = min(1, max(0, Double(done) / Double(total)))
        let filled = Int(share * 20)
        let bar =
            String(repeating: "#", count: filled) + String(repeating: "-", count: 20 - filled)
        let left =
            rate > 0 && done < total
            ? ", \(Quantity.spoken(.seconds(Double(total - done) / rate))) left" : ""
        return "\(label) \(Int(share * 100))% [\(bar)] "
            + "\(Quantity.grouped(done)) of \(Quantity.grouped(total)) \(unit)\(speed)\(left)"
    }
}
