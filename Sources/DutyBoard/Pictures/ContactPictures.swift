import Casework
import HTML

/// Contacts as circles. Those that would lie on each other are stacked, three high; where there
/// are still more, the uppermost says how many it stands for.
struct ContactPictures {
    let story: Story
    let axis: TimeAxis

    private struct Circle {
        let x: Double
        let level: Int
        let first: Contact
        var count = 1
    }

    private static let levels = 3
    private static let distance = 12.0

    var markup: HTML { "\(circles.map(picture))" }

    private var circles: [Circle] {
        var circles: [Circle] = []
        var lastOnLevel: [Int?] = Array(repeating: nil, count: Self.levels)
        for contact in story.contacts {
            let x = axis.x(contact.receivedAt.day)
            let free = lastOnLevel.firstIndex { last in
                last.map { x - circles[$0].x >= Self.distance } ?? true
            }
            if let free {
                lastOnLevel[free] = circles.count
                circles.append(Circle(x: x, level: free, first: contact))
            } else if let top = lastOnLevel[Self.levels - 1] {
                circles[top].count += 1
            }
        }
        return circles
    }

    private func picture(_ circle: Circle) -> HTML {
        let y = LargeChronology.contactsY - Double(circle.level) * 13
        if circle.count > 1 {
            return """
                <circle cx="\(tenths(circle.x))" cy="\(tenths(y))" r="7" class="contact"/>\
                <text x="\(tenths(circle.x))" y="\(tenths(y + 3))" class="middle tiny">\
                \(circle.count)</text>
                """
        }
        return """
            <circle cx="\(tenths(circle.x))" cy="\(tenths(y))" r="5" class="contact"><title>\
            \(circle.first.receivedAt.day.words), from \(circle.first.source.body.rawValue)\
            </title></circle>
            """
    }
}
