import Catalogue

/// Nobody in particular, for judging what does not depend on who asks.
enum Nobody {
    /// A problem without a number.
    static let problem: Problem = {
        do {
            return try Problem(
                json: [
                    "id": "draft", "council": "nobody", "title": "A draft", "statement": "None.",
                    "phase": "not-started", "musts": [], "wants": [], "status": "open",
                ])
        } catch {
            preconditionFailure("a problem without anything is one: \(error)")
        }
    }()
}
