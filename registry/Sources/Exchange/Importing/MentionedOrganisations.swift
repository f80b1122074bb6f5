import Catalogue
private import Synchronization

/// The organisations that the files of one import mention and the catalogue does not hold yet: one
/// that is spelt in two ways and has one identifier is one organisation.
final class MentionedOrganisations: Sendable {
    struct Code: Hashable, Sendable {
        let scheme: String
        let id: String
    }

    struct Mention: Hashable, Sendable {
        let id: String
        let name: String
    }

    private struct State {
        var byCode: [Code: Mention] = [:]
        /// The codes of each id that was given.
        var codes: [String: Set<Code>] = [:]
    }

    private let state = Mutex(State())

    /// Whoever was mentioned under one of the codes.
    func mention(_ codes: [Code]) -> Mention? {
        state.withLock { state in codes.compactMap { state.byCode[$0] }.first }
    }

    /// Keeps a mention, under another id where the one that its name gives is that of an organisation
    /// with other codes.
    func keep(_ id: String, _ name: String, _ codes: [Code], isTaken: Bool) -> Mention {
        state.withLock { state in
            let others = state.codes[id]
            let clashes =
                !codes.isEmpty && (isTaken || others.map { $0.isDisjoint(with: codes) } ?? false)
            let own = clashes ? PlainName.id("\(id) \(codes[0].id)") ?? id : id
            let mention = Mention(id: own, name: name)
            state.codes[own, default: []].formUnion(codes)
            for code in codes { state.byCode[code] = mention }
            return mention
        }
    }
}
