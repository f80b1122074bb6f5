import Casework
import HTML

/// A child's whole story on a line: contacts above, episodes as bars, returns as arcs with how long
/// they took, and the score beneath on the same days. The table of records says the same in words.
struct LargeChronology {
    let story: Story
    let chronology: Chronology
    let policy: Policy
    /// Whether the score's curve is drawn beneath.
    var showsScore = true

    static let width = 1_080.0
    private static let height = 272.0
    static let left = 64.0
    static let right = 1_062.0
    static let contactsY = 60.0
    static let barTop = 78.0
    static let barBottom = 94.0
    static let scoreTop = 162.0
    static let scoreBottom = 254.0

    let axis: TimeAxis

    init(story: Story, chronology: Chronology, policy: Policy, showsScore: Bool = true) {
        self.story = story
        self.chronology = chronology
        self.policy = policy
        let days =
            story.contacts.prefix(1).map(\.receivedAt.day)
            + story.episodes.prefix(1).map(\.openedOn)
        self.showsScore = showsScore
        let first = (days.min() ?? story.today) - 14
        axis = TimeAxis(
            from: min(first, story.today.adding(months: -12)), to: story.today + 1,
            left: Self.left, right: Self.right)
    }

    var svg: HTML {
        """
        <svg class="chronology" viewBox="0 0 \(tenths(Self.width)) \(tenths(height))" \
        role="img" aria-label="\(label)">\
        \(grid)\(names)\(EpisodePictures(story: story, axis: axis).markup)\(contacts)\(showsScore ? score : HTML())</svg>
        """
    }

    private var label: String {
        list([
            counted(story.contacts.count, "contact"), counted(story.episodes.count, "episode"),
            counted(story.loops.count, "return"),
        ]) + " from \(axis.first.words) to \(story.today.words)"
            + (showsScore ? ", and the score over that time" : "")
    }

    private var height: Double { showsScore ? Self.height : Self.barBottom + 54 }

    private var grid: [HTML] {
        var isFirst = true
        return axis.ticks(width: 96).map { day in
            let x = axis.x(day)
            let named = isFirst || day.date.month == 1
            isFirst = false
            let text: HTML =
                x < Self.right - 40
                ? """
                <text x="\(tenths(x + 4))" y="14">\(named ? day.shortMonth : day.monthAlone)</text>
                """ : ""
            return """
                <line x1="\(tenths(x))" x2="\(tenths(x))" y1="4" y2="\(tenths(height - 18))" class="grid"/>\(text)
                """
        }
    }

    private var names: HTML {
        """
        <text x="0" y="64">Contacts</text><text x="0" y="90">Episodes</text>\
        \(showsScore ? "<text x=\"0\" y=\"212\">Score</text>" : HTML())
        """
    }

    private var contacts: HTML { ContactPictures(story: story, axis: axis).markup }

    private var score: HTML {
        let curve = ScoreCurve(of: chronology, on: axis, at: story.moment, under: policy)
        let scale = (Self.scoreBottom - Self.scoreTop) / 100
        func y(_ total: Int) -> Double { Self.scoreBottom - Double(total) * scale }
        var path = ""
        var last: Int?
        for (moment, total) in curve.points {
            let x = tenths(axis.x(moment))
            if last == nil {
                path = "M\(x) \(tenths(y(total)))"
            } else if last != total {
                // Only where it changes: a long quiet stretch is one line.
                path += "H\(x)V\(tenths(y(total)))"
            }
            last = total
        }
        let now = curve.points.last?.total ?? 0
        let end = axis.x(story.moment)
        return """
            \(secondLookLine(y))\
            <text x="58" y="168" class="end">100</text><text x="58" y="258" class="end">0</text>\
            <line x1="64" x2="1062" y1="254" y2="254" class="axis"/>\
            <path d="\(path)H\(tenths(end))" class="curve"/>\
            <circle cx="\(tenths(end))" cy="\(tenths(y(now)))" r="4.5" class="now"/>\
            <text x="\(tenths(end - 9))" y="\(tenths(y(now) - 8))" \
            class="end strong">\(now)</text>
            """
    }

    private func secondLookLine(_ y: (Int) -> Double) -> HTML {
        guard let rule = policy.rules.lazy.compactMap({ $0 as? SecondLook }).first else {
            return ""
        }
        let height = y(rule.scoreFrom)
        return """
            <line x1="64" x2="1062" y1="\(tenths(height))" y2="\(tenths(height))" class="limit"/>\
            <text x="68" y="\(tenths(height - 5))">second look from \(rule.scoreFrom)</text>
            """
    }
}
