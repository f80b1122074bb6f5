internal import Casework
internal import Reviews

/// Reads the objects and lists within a review.
struct ReviewParts {
    private let reviewers = ReviewerField.names
    private let alertNames = SeenAlertField.names
    private let bases = BasisField.names
    private let views = FirstViewField.names
    private let roles = WordTable(codesOf: Role.self)

    func children(_ members: Members<ReviewField>) throws(InvalidEvent) -> [ChildID] {
        var children: [ChildID] = []
        for place in try elements(of: .children, members) {
            let node = members.nodes[place]
            guard node.kind == .string,
                Identifier.problem(in: node.text, longest: Identifier.longest) == nil
            else {
                throw members.invalid(
                    .children, "has an element that is no identifier",
                    "write a list of children's identifiers")
            }
            children.append(ChildID(node.string))
        }
        return children
    }

    func reviewer(_ members: Members<ReviewField>) throws(InvalidEvent) -> Reviewer {
        let person = try object(
            .by, members, path: "by.", names: reviewers, kind: "whoever acted")
        return Reviewer(
            tenant: try person.identifier(.tenant, longest: Identifier.longest),
            object: try person.identifier(.object, longest: Identifier.longest),
            name: try person.identifier(.name, longest: Identifier.longest),
            role: try person.code(.role, roles))
    }

    func alerts(_ members: Members<ReviewField>) throws(InvalidEvent) -> [SeenAlert] {
        var alerts: [SeenAlert] = []
        for place in try elements(of: .alerts, members) {
            guard members.nodes[place].kind == .object else {
                throw members.invalid(
                    .alerts, "has an element that is no object", "write alertId and revision")
            }
            let alert = try Members(
                closed: members.nodes, at: place, path: "alerts.", names: alertNames,
                allowed: FieldSet(SeenAlertField.allCases), child: nil, kind: "an alert")
            alerts.append(
                SeenAlert(
                    id: try alert.identifier(.alertId, longest: Identifier.longest),
                    revision: try alert.integer(.revision, in: 1...Int(Int32.max))))
        }
        return alerts
    }

    func evidence(_ members: Members<ReviewField>) throws(InvalidEvent) -> Evidence {
        var marks: [UInt64] = []
        for place in try elements(of: .seen, members) {
            let node = members.nodes[place]
            guard node.kind == .string, let mark = EvidenceMark.mark(node.text) else {
                throw members.invalid(
                    .seen, "has an element that is no hash",
                    "write sixteen hexadecimal digits in small letters")
            }
            marks.append(mark)
        }
        return Evidence(marks)
    }

    func judgement(
        _ decision: Decision, reason: String, seen: Evidence, _ members: Members<ReviewField>,
        _ decisions: WordTable<Decision>
    ) throws(InvalidEvent) -> Judgement {
        let basis = try object(
            .basis, members, path: "basis.", names: bases, kind: "what a decision rests on")
        return Judgement(
            decision: decision, reason: reason, seen: seen,
            score: try basis.integer(.score, in: 0...100),
            scoreWasShown: try basis.boolean(.scoreWasShown),
            firstView: try firstView(basis, decisions),
            policy: try basis.identifier(.policy, longest: Identifier.longest),
            openedAt: try basis.moment(.openedAt),
            replaces: basis.has(.replaces)
                ? try basis.identifier(.replaces, longest: Identifier.longest) : nil)
    }

    private func firstView(
        _ basis: Members<BasisField>, _ decisions: WordTable<Decision>
    ) throws(InvalidEvent) -> FirstView? {
        guard basis.has(.firstView) else { return nil }
        let view = try object(
            .firstView, basis, path: "basis.firstView.", names: views, kind: "a first view")
        return FirstView(
            decision: try view.code(.decision, decisions), at: try view.moment(.at))
    }

    private func object<Outer: Field, Inner: Field>(
        _ name: Outer, _ members: Members<Outer>, path: StaticString, names: WordTable<Inner>,
        kind: String
    ) throws(InvalidEvent) -> Members<Inner> {
        guard try members.node(name).kind == .object, let place = members.place(name) else {
            throw members.invalid(name, "is not an object", "write one")
        }
        return try Members(
            closed: members.nodes, at: place, path: path, names: names,
            allowed: FieldSet(Inner.allCases), child: nil, kind: kind)
    }

    private func elements(
        of name: ReviewField, _ members: Members<ReviewField>
    ) throws(InvalidEvent) -> JSONNodes.Children {
        guard try members.node(name).kind == .array, let place = members.place(name) else {
            throw members.invalid(name, "is not a list", "write a list")
        }
        return members.nodes.children(of: place)
    }
}
