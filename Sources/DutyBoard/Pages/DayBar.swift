import Casework
import HTML

/// The second looks of a day as a row of boxes: decided, with the reader, with colleagues, to take.
struct DayBar {
    let decided: Int
    let mine: Int
    let others: Int
    let left: Int

    /// The most boxes drawn.
    private static let most = 24

    var html: HTML {
        let parts = [
            ("done", "decided", decided), ("mine", "with you", mine),
            ("theirs", "with a colleague", others), ("free", "to take", left),
        ].filter { $0.2 > 0 }
        let total = parts.reduce(0) { $0 + $1.2 }
        guard total > 0 else { return "<div class=\"day\"></div>" }
        let label = "\(total) looks today: " + list(parts.map { "\($0.2) \($0.1)" })
        let boxes = parts.flatMap { Array(repeating: $0.0, count: $0.2) }.prefix(Self.most)
        let width = boxes.count * 48
        return """
            <div class="day"><svg viewBox="0 0 \(width) 14" width="\(width)" height="14" role="img" \
            aria-label="\(label)">\(boxes.enumerated().map { number, kind in
                "<rect x=\"\(number * 48 + 1)\" y=\"1\" width=\"42\" height=\"12\" rx=\"3\" class=\"look \(kind)\"/>"
                    as HTML
            })</svg>
            <ul class="key" aria-hidden="true">\(parts.map { kind, name, number in
                """
                <li><svg width="18" height="12" viewBox="0 0 18 12"><rect x="1" y="1" width="16" \
                height="10" rx="2" class="look \(kind)"/></svg>\(number) \(name)</li>
                """ as HTML
            })</ul></div>
            """
    }
}
