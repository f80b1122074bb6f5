import Casework
import HTML

/// Episodes as bars with how each closed, and the turns between them as arcs.
struct EpisodePictures {
    let story: Story
    let axis: TimeAxis

    private typealias Line = LargeChronology

    /// From how many on bars that lie on each other are drawn as one, and so many arcs at the most.
    private static let most = 300

    var markup: HTML {
        story.episodes.count > Self.most ? "\(crowdedBars)\(arcs)" : "\(bars)\(arcs)"
    }

    /// Bars for stretches in which one episode lies on the other, or less than a pixel beside it.
    private var crowdedBars: [HTML] {
        var stretches: [(x: Double, end: Double, episodes: [Episode])] = []
        for episode in story.episodes {
            let (x, width) = extent(episode)
            if let last = stretches.last, x <= last.end + 1 {
                stretches[stretches.count - 1].end = max(last.end, x + width)
                stretches[stretches.count - 1].episodes.append(episode)
            } else {
                stretches.append((x, x + width, [episode]))
            }
        }
        return stretches.map { x, end, episodes in
            let title =
                episodes.count == 1
                ? title(episodes[0])
                : "\(episodes.count) episodes, the first since \(episodes[0].openedOn.words)"
            let isOpen = episodes.contains { $0.ending == nil }
            return """
                <rect x="\(tenths(x))" y="78" width="\(tenths(end - x))" height="16" rx="2" \
                class="\(isOpen ? "bar open" : "bar")"><title>\(title)</title></rect>
                """
        }
    }

    private var bars: [HTML] {
        story.episodes.indices.map { index in
            let episode = story.episodes[index]
            let (x, width) = extent(episode)
            let next =
                index + 1 < story.episodes.count
                ? axis.x(story.episodes[index + 1].openedOn) : axis.right
            return """
                <rect x="\(tenths(x))" y="78" width="\(tenths(width))" height="16" rx="2" \
                class="\(episode.ending == nil ? "bar open" : "bar")"><title>\(title(episode))</title>\
                </rect>\(label(episode, x: x, end: x + width, next: next))
                """
        }
    }

    private func extent(_ episode: Episode) -> (x: Double, width: Double) {
        let x = axis.x(episode.openedOn)
        let end = episode.ending.map { axis.x($0.day) } ?? axis.right
        return (x, max(4, end - x))
    }

    private func title(_ episode: Episode) -> String {
        guard let ending = episode.ending else { return "Open since \(episode.openedOn.words)" }
        return "\(episode.openedOn.words) to \(ending.day.words): \(ending.words)"
    }

    /// How it closed: inside the bar, behind it, or, where there is no room, in the table alone.
    private func label(_ episode: Episode, x: Double, end: Double, next: Double) -> HTML {
        let text = episode.ending?.shortWords ?? "open"
        let width = LabelLine.width(text)
        if end - x > width {
            return "<text x=\"\(tenths(x + 6))\" y=\"90\" class=\"inside\">\(text)</text>"
        }
        guard next - end > width + 6, episode.ending != nil else { return "" }
        return "<text x=\"\(tenths(end + 6))\" y=\"90\" class=\"beside\">\(text)</text>"
    }

    private var arcs: [HTML] {
        var lines = [LabelLine(), LabelLine()]
        return drawnTurns.compactMap { turn in
            guard turn.isReturn, let closed = turn.closed?.ending?.day else { return nil }
            let (from, to) = (axis.x(closed), axis.x(turn.next.openedOn))
            let depth = min(36, 10 + (to - from) * 0.16)
            let isFalse = turn.falseLoop != nil
            let path: HTML = """
                <path d="M\(tenths(from)) 94C\(tenths(from)) \(tenths(94 + depth)) \
                \(tenths(to)) \(tenths(94 + depth)) \(tenths(to)) 94" \
                class="\(isFalse ? "arc false" : "arc")"/>
                """
            return path + label(turn, from: from, to: to, depth: depth, &lines)
        }
    }

    /// Of more than there is room for, those whose arcs are the widest.
    private var drawnTurns: [Turn] {
        let returns = story.turns.filter(\.isReturn)
        guard returns.count > Self.most else { return returns }
        let least = returns.map { $0.gapDays ?? 0 }.sorted(by: >)[Self.most - 1]
        return Array(returns.filter { ($0.gapDays ?? 0) >= least }.prefix(Self.most))
    }

    private func label(
        _ turn: Turn, from: Double, to: Double, depth: Double, _ lines: inout [LabelLine]
    ) -> HTML {
        let text = turn.words
        let width = LabelLine.width(text)
        let middle = min(max((from + to) / 2, axis.left + width / 2), axis.right - width / 2)
        for index in lines.indices where lines[index].take(from: middle - width / 2, width: width) {
            let y = max(94 + depth * 0.75 + 13, 116) + Double(index) * 14
            let style = turn.falseLoop == nil ? "middle strong" : "middle"
            return """
                <text x="\(tenths(middle))" y="\(tenths(y))" class="\(style)">\(text)</text>
                """
        }
        return ""
    }
}

extension Episode.Ending {
    /// How it closed, short enough for a picture: with the code that the field knows it by.
    var shortWords: String {
        guard let reason, !noFurtherAction else { return "no further action" }
        return "\(reason.rawValue): \(reason.words)"
    }
}

extension Turn {
    /// What stands under an arc.
    var words: String {
        if let falseLoop { return falseLoop.label }
        guard let ending = closed?.ending, gapDays != 0 else { return "back the same day" }
        return "back after \(spell(from: ending.day, to: next.openedOn))"
    }
}
