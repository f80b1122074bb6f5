import Casework
import HTML

/// The last two years of a child's story at a glance: circles are contacts, bars are episodes, arcs
/// are returns; a return that is no real loop is dashed.
struct SmallChronology {
    let story: Story

    private static let months = 24
    private static let barTop = 19.0
    private static let barBottom = 27.0

    var svg: HTML {
        let first = story.today.adding(months: -Self.months)
        let axis = TimeAxis(from: first, to: story.today, left: 4, right: 232)
        let yearStarts = axis.ticks(width: 100).map { day in
            let x = tenths(axis.x(day))
            return """
                <line x1="\(x)" x2="\(x)" y1="19" y2="27" class="axis"/>
                """ as HTML
        }
        return """
            <svg viewBox="0 0 240 36" width="240" height="36" role="img" \
            aria-label="\(label(since: first))">\
            <line x1="4" x2="232" y1="23" y2="23" class="axis"/>\(yearStarts)\
            \(bars(axis))\(arcs(axis))\(circles(axis))</svg>
            """
    }

    private func bars(_ axis: TimeAxis) -> [HTML] {
        story.episodes.compactMap { episode in
            let end = episode.ending?.day ?? story.today
            guard end >= axis.first else { return nil }
            let x = axis.x(episode.openedOn)
            let width = max(3, axis.x(end) - x)
            return """
                <rect x="\(tenths(x))" y="19" width="\(tenths(width))" height="8" rx="2" \
                class="\(episode.ending == nil ? "bar open" : "bar")"/>
                """
        }
    }

    private func arcs(_ axis: TimeAxis) -> [HTML] {
        story.turns.compactMap { turn in
            guard turn.isReturn, let closed = turn.closed?.ending?.day,
                turn.next.openedOn >= axis.first
            else { return nil }
            let (from, to) = (tenths(axis.x(closed)), tenths(axis.x(turn.next.openedOn)))
            return """
                <path d="M\(from) 27C\(from) 35 \(to) 35 \(to) 27" \
                class="\(turn.falseLoop == nil ? "arc" : "arc false")"/>
                """
        }
    }

    /// Of several on one day one, as they would lie on each other.
    private func circles(_ axis: TimeAxis) -> [HTML] {
        var last: Day?
        return story.contacts.compactMap { contact in
            let day = contact.receivedAt.day
            guard day >= axis.first, day != last else { return nil }
            last = day
            return """
                <circle cx="\(tenths(axis.x(contact.receivedAt.day)))" cy="9" r="3" class="contact"/>
                """
        }
    }

    private func label(since first: Day) -> String {
        let contacts = story.contacts.count { $0.receivedAt.day >= first }
        let episodes = story.episodes.count { ($0.ending?.day ?? story.today) >= first }
        let returns = story.loops.count { $0.next.openedOn >= first }
        return list([
            counted(contacts, "contact"), counted(episodes, "episode"), counted(returns, "return"),
        ]) + " since \(first.words)"
    }
}
