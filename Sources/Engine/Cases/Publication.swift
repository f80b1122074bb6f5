import Casework

/// What the `alerts` topic says of one alert, whoever wrote it there.
///
/// What stands later in the log overrules what stands earlier. An engine that was frozen, lost its
/// partitions and does not know it yet may write between another's revisions, under a number that
/// is taken. Readers who go by the number would then keep the wrong one of two, so such a clash is
/// remembered until a revision with a number of its own has settled it.
struct Publication: Sendable {
    /// The revision that stands last in the log.
    private(set) var latest: Alert
    private var offset: Int64
    /// The greatest number that any revision has had.
    private var highest: Int
    /// Whether two revisions that say different things share a number, or a later one has a lower
    /// number than an earlier one, and nothing has settled it since.
    private(set) var isContested = false

    /// The first that is heard of the alert.
    init(_ alert: Alert, at offset: Int64) {
        latest = alert
        self.offset = offset
        highest = alert.revision
    }

    /// Takes in a revision.
    ///
    /// - Returns: whether the child has to be looked at again.
    mutating func take(_ alert: Alert, at offset: Int64) -> Bool {
        guard offset != self.offset else { return false }
        let isClash = alert.revision <= highest && !alert.stands(as: latest)
        if offset > self.offset {
            isContested = isClash || (isContested && alert.revision <= highest)
            latest = alert
            self.offset = offset
        } else {
            // Somebody else's, which was on its way while this engine wrote.
            guard isClash || alert.revision > highest else { return false }
            isContested = true
        }
        highest = max(highest, alert.revision)
        return true
    }

    /// The latest revision under the greatest number there is, so that the next one is greater.
    var standing: Alert {
        var alert = latest
        alert.revision = highest
        return alert
    }

    /// Whether nobody has to be told anything where nothing should stand.
    var isSettledAway: Bool { latest.status == .withdrawn && !isContested }
}

extension Alert {
    /// Whether both leave a reader with the same: withdrawn or not, in the same words.
    fileprivate func stands(as other: Alert) -> Bool {
        (status == .withdrawn) == (other.status == .withdrawn) && saysTheSame(as: other)
    }
}
