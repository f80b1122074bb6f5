/// **Repeated contacts that lead nowhere.** Three contacts in 90 days from two sources, and none
/// became a referral. Each on its own was answered with advice; nobody had the three in view.
///
/// Only contacts count that came while no case was open and after the last referral: from then on
/// somebody was looking.
public struct ContactsWithoutResponse: Rule {
    public static let name = "contacts-without-response"
    public static let title = "Contacts with no referral"

    /// How many contacts, 2 or more.
    public var contacts: Int
    /// In how many days, the first day and the last included.
    public var withinDays: Int
    /// From how many different sources.
    public var sources: Int
    /// Points while that many lie within the window.
    public var points: Double
    /// Further points for each contact beyond that.
    public var pointsPerFurtherContact: Double
    /// For how many further contacts at the most.
    public var furtherContactsAtMost: Int
    /// How soon a person should look.
    public var severity: Severity
    /// Days for which it stands on the board, from the latest contact.
    public var standsDays: Int

    public var limits: [Limit] {
        [
            Limit("contacts", contacts, in: 2...1_000),
            Limit("withinDays", withinDays, in: Limit.days),
            Limit("sources", sources, in: Limit.counts),
            Limit("points", points, in: Limit.points),
            Limit("pointsPerFurtherContact", pointsPerFurtherContact, in: Limit.points),
            Limit("furtherContactsAtMost", furtherContactsAtMost, in: 0...1_000),
            Limit("standsDays", standsDays, in: Limit.days),
        ]
    }

    public func weigh(_ story: Story, under policy: Policy) -> [Contribution] {
        let run = window(ending: story.today, in: unanswered(story))
        guard isEnough(run) else { return [] }
        let further = min(furtherContactsAtMost, run.count - contacts)
        return [
            Contribution(
                rule: name, reason: sentence(run), evidence: evidence(run),
                points: points + pointsPerFurtherContact * Double(further),
                since: run[run.count - 1].receivedAt.day,
                fading: .until(run[run.count - contacts].receivedAt.day + withinDays))
        ]
    }

    public func find(in story: Story, scores: Scores, under policy: Policy) -> [Finding] {
        let unanswered = unanswered(story)
        guard let latest = unanswered.last,
            standing.holds(since: latest.receivedAt.day, on: story.today),
            let anchor = completing(unanswered)
        else { return [] }
        let run = window(ending: latest.receivedAt.day, in: unanswered)
        return [
            Finding(
                rule: name, severity: severity, anchor: anchor.reference,
                evidence: evidence(run),
                reasons: ["\(sentence(run)), none became a referral."] + last(latest),
                since: latest.receivedAt)
        ]
    }

    public func nextChange(after story: Story, under policy: Policy) -> Moment? {
        let unanswered = unanswered(story)
        let leaves = window(ending: story.today, in: unanswered)
            .map { London.moment($0.receivedAt.day + withinDays) }
        let ends = standing.nextEnd(
            of: unanswered.suffix(1).map(\.receivedAt.day), after: story.today)
        return (leaves + [ends].compactMap(\.self)).min()
    }

    public func lapse(of alert: Alert, in story: Story) -> String {
        guard let latest = story.episodes.last?.referral.receivedAt, alert.raisedAt <= latest else {
            return "The time for which it counts has passed, with nothing new recorded."
        }
        return "The child has been referred since."
    }

    public func reach(under policy: Policy) -> Int? { max(standsDays, withinDays) }

    private var standing: Standing { Standing(days: standsDays) }

    private func unanswered(_ story: Story) -> [Contact] {
        let lastReferral = story.episodes.last?.referral.receivedAt
        return story.contacts.filter { contact in
            if let lastReferral, contact.receivedAt <= lastReferral { return false }
            return !story.becameReferral(contact)
                && !story.hadOpenEpisode(on: contact.receivedAt.day)
        }
    }

    private func window(ending day: Day, in contacts: [Contact]) -> [Contact] {
        contacts.filter { $0.receivedAt.day <= day && day < $0.receivedAt.day + withinDays }
    }

    private func isEnough(_ run: [Contact]) -> Bool {
        run.count >= contacts && Set(run.map(\.source)).count >= sources
    }

    /// The contact that completed the present run: the first since which every contact has had
    /// enough others before it. The window is moved along the contacts once, from the last back.
    private func completing(_ unanswered: [Contact]) -> Contact? {
        var first: Contact?
        var start = unanswered.count
        var seen: [ReferralSource: Int] = [:]
        for index in unanswered.indices.reversed() {
            let day = unanswered[index].receivedAt.day
            while start > 0, day < unanswered[start - 1].receivedAt.day + withinDays {
                start -= 1
                seen[unanswered[start].source, default: 0] += 1
            }
            guard index - start + 1 >= contacts, seen.count >= sources else { break }
            first = unanswered[index]
            let source = unanswered[index].source
            seen[source] = seen[source].flatMap { $0 > 1 ? $0 - 1 : nil }
        }
        return first
    }

    private func evidence(_ run: [Contact]) -> [RecordReference] {
        run.suffix(Finding.evidenceAtMost).map(\.reference)
    }

    private func sentence(_ run: [Contact]) -> String {
        var bodies: [String] = []
        for body in run.map(\.source.body.rawValue) where !bodies.contains(body) {
            bodies.append(body)
        }
        let days = run[run.count - 1].receivedAt.day - run[0].receivedAt.day + 1
        let number = count(run.count)
        return number.prefix(1).uppercased() + number.dropFirst()
            + " contacts in \(days == 1 ? "1 day" : "\(days) days") from \(list(bodies))"
    }

    private func last(_ contact: Contact) -> [String] {
        guard let outcome = contact.outcome else { return [] }
        return ["The last one, on \(contact.receivedAt.day.words): \(outcome.words)."]
    }
}
