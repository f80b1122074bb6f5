import Casework
import Contract
import EventLog
import Events
import Reviews

// What people do at the desk: appended to the log, and read back from it before anybody is told.
extension BoardView {
    /// What became of an act.
    enum Outcome: Sendable {
        /// It took effect about all of its children.
        case done
        /// Somebody else was first: what holds instead about the first child of whom that is so.
        case lost(Review?)
        /// It is in the log, and the board has not read it back yet.
        case unread
    }

    /// Appends an act, one review a child, and waits until the board has read it back.
    ///
    /// The lead child's review is appended when the others are durable: without it none of them has
    /// an effect, so an act that was cut off in the middle never was.
    ///
    /// - Throws: what the log throws where it does not take them.
    func record(_ reviews: [Review]) async throws -> Outcome {
        let lead = reviews.filter { $0.childID == $0.lead }
        let others = reviews.filter { $0.childID != $0.lead }
        var positions: [Position] = []
        for part in [others, lead] where !part.isEmpty {
            positions += try await log.append(part.map(Self.message))
        }
        let isRead = await readBack.wait(for: positions) { [self] in
            let progress = progress
            return progress.failure == nil ? progress.positions : nil
        }
        guard isRead else { return .unread }
        for review in reviews {
            let acts = acts(about: review.childID)
            guard acts.contains(where: { $0.reviewID == review.reviewID }) else {
                return .lost(acts.last)
            }
        }
        return .done
    }

    /// The acts about a child that took effect.
    func acts(about child: ChildID) -> [Review] { look { $0.book.acts(about: child) } }

    private static func message(_ review: Review) -> Message {
        Message(
            to: Contract.reviews, key: Array(review.childID.text.utf8),
            value: ReviewEncoder.encode(review),
            headers: [
                Header("ce_specversion", "1.0"),
                Header("ce_type", ReviewEncoder.type(of: review)),
                Header("ce_source", "second-look"),
                Header("ce_id", "\(review.reviewID).\(review.place)"),
                Header("content-type", "application/json"),
            ])
    }
}

extension Review {
    /// Counts the children of the act from 0.
    fileprivate var place: Int { children.firstIndex(of: childID) ?? 0 }
}

/// A household as the view knows it at a moment: files and acts of its children, in ascending order
/// of their identifiers.
struct HouseholdFiles: Sendable {
    let files: [ChildFile]
    let acts: [ChildID: [Review]]
}

/// What the pages of the desk are made from.
struct DeskContent: Sendable {
    /// Every child with a standing alert, with one withdrawn not long ago or about whom somebody
    /// decided not long ago, each with the rest of its household.
    let files: [ChildFile]
    let acts: [ChildID: [Review]]
    let bookmark: Bookmark
    let progress: FollowingProgress
}
