/// **Second look.** A case was closed as not yet serious enough (no further action, RC8, RC9, or a
/// contact that did not become a referral) although the child's score stood above the line, then
/// or at something recorded since. A person should read it again.
///
/// It rests on the score as it stood, not on what is left of it today: an alert must not lapse
/// because the days went by unread.
public struct SecondLook: Rule {
    public static let name = "second-look"
    public static let title = "Second look"

    /// The score from which on a closing is worth a second look, 1 to 100.
    public var scoreFrom: Int
    /// Points for a case closed as not yet serious enough.
    public var points: Double
    /// Days in which they fade by half.
    public var halfLifeDays: Int
    /// How soon a person should look.
    public var severity: Severity
    /// Days for which it stands on the board, from the day the score first stood above the line.
    public var standsDays: Int
    /// Days after a closing within which something new makes it worth a second look.
    public var watchDays: Int

    public var limits: [Limit] {
        [
            Limit("scoreFrom", scoreFrom, in: 1...100),
            Limit("points", points, in: Limit.points),
            Limit("halfLifeDays", halfLifeDays, in: Limit.days),
            Limit("standsDays", standsDays, in: Limit.days),
            Limit("watchDays", watchDays, in: Limit.days),
        ]
    }

    public func weigh(_ story: Story, under policy: Policy) -> [Contribution] {
        story.episodes.compactMap { episode in
            guard let ending = episode.ending, isCounted(ending) else { return nil }
            return Contribution(
                rule: name,
                reason: "Closed: \(ending.words)",
                evidence: [ending.record], points: points, since: ending.day,
                fading: .halfLife(days: halfLifeDays))
        }
    }

    public func find(in story: Story, scores: Scores, under policy: Policy) -> [Finding] {
        let closings = closings(in: story)
        guard !closings.isEmpty else { return [] }
        var line = Line(
            scoreFrom: scoreFrom, scores: scores, now: story.moment,
            moments: moments(of: closings, in: story))
        // The earliest that qualifies, so that a further contact closed with advice does not turn
        // one alert into another.
        for closing in closings {
            let watched = closing.date.moment...max(closing.date.moment, watchEnd(closing))
            guard let day = line.firstDayAbove(in: watched),
                standing.holds(since: day, on: story.today)
            else { continue }
            let (moment, score) = line.firstMomentAbove(on: day, in: watched)
            return [
                Finding(
                    rule: name, severity: severity, anchor: closing.record,
                    evidence: [closing.record],
                    reasons: [
                        closing.sentence
                    ] + score.parts.prefix(2).map { "\($0.contribution.reason)." },
                    since: moment == closing.date.moment ? closing.date : CaseDate(moment))
            ]
        }
        return []
    }

    public func nextChange(after story: Story, under policy: Policy) -> Moment? {
        standing.nextEnd(
            of: moments(of: closings(in: story), in: story).map { London.day(of: $0) },
            after: story.today)
    }

    public func lapse(of alert: Alert, in story: Story) -> String {
        guard let referral = story.episodes.last?.referral.receivedAt, alert.raisedAt < referral
        else { return "The time for which it counts has passed, with nothing new recorded." }
        return "The child has been referred since."
    }

    public func reach(under policy: Policy) -> Int? { standsDays }

    private var standing: Standing { Standing(days: standsDays) }

    /// A case or a contact that was closed as not yet serious enough.
    private struct Closing {
        let record: RecordReference
        let date: CaseDate
        let sentence: String
    }

    /// The story's closings by date, but those that a later referral or an open case has taken up
    /// again, and contacts that came while a case was open: somebody was looking.
    private func closings(in story: Story) -> [Closing] {
        var closings: [Closing] = []
        if let episode = story.episodes.last {
            guard let ending = episode.ending else { return [] }
            if isCounted(ending) {
                closings.append(
                    Closing(
                        record: ending.record, date: ending.date,
                        sentence: ending.reason == nil || ending.noFurtherAction
                            ? "Closed with no further action on \(ending.day.words)."
                            : "Closed on \(ending.day.words): \(ending.words)."))
            }
        }
        let since = story.episodes.last?.referral.receivedAt
        for contact in story.contacts {
            guard let outcome = contact.outcome, outcome != .referral,
                !story.becameReferral(contact), since.map({ contact.receivedAt > $0 }) ?? true,
                !story.hadOpenEpisode(on: contact.receivedAt.day)
            else { continue }
            closings.append(
                Closing(
                    record: contact.reference, date: contact.decidedAt ?? contact.receivedAt,
                    sentence: "A contact ended without a referral on "
                        + "\((contact.decidedAt ?? contact.receivedAt).day.words): "
                        + "\(outcome.words)."))
        }
        // One so old that nothing about it can stand any more is left out.
        return closings.filter { story.today - $0.date.day < watchDays + standsDays }
            .sorted { ($0.date, $0.record.id) < ($1.date, $1.record.id) }
    }

    private func isCounted(_ ending: Episode.Ending) -> Bool {
        ending.isNotYetSerious && !ending.pendingInformation
    }

    /// The end of the time in which something new makes a closing worth a second look.
    private func watchEnd(_ closing: Closing) -> Moment {
        London.moment(closing.date.day + watchDays)
    }

    /// The moments from the first of the closings on at which the score may have risen: the closings
    /// themselves, and whatever was received or decided since; in order.
    private func moments(of closings: [Closing], in story: Story) -> [Moment] {
        guard let first = closings.first?.date.moment else { return [] }
        let later = story.contacts.flatMap { [$0.receivedAt.moment, $0.decidedAt?.moment] }
        return Set(closings.map(\.date.moment) + later.compactMap(\.self))
            .filter { $0 >= first && $0 <= story.moment }.sorted()
    }
}
