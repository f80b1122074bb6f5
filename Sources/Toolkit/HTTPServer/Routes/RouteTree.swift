/// Routes by the pieces of their paths. A literal piece goes before a parameter, and a parameter
/// before a rest; where the narrower way leads nowhere, the wider one is tried.
struct RouteTree<Route: Sendable>: Sendable {
    private struct Node: Sendable {
        var literals: [String: Int] = [:]
        var parameter: Int?
        var rest: Int?
        var routes: [Method: (route: Route, names: [String])] = [:]
    }

    private var nodes = [Node()]
    /// What was inserted, in order.
    private(set) var patterns: [(method: Method, pattern: String)] = []

    /// - Precondition: the pattern is well formed, and this method of it is new.
    mutating func insert(_ route: Route, method: Method, pattern: String) {
        precondition(pattern.hasPrefix("/"), "The pattern \(pattern) must start with a slash.")
        var names: [String] = []
        var index = 0
        var isComplete = false
        for piece in pattern.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            precondition(!isComplete, "In \(pattern) nothing can follow the rest.")
            if piece.hasPrefix("{"), piece.hasSuffix("}") {
                var name = piece.dropFirst().dropLast()
                isComplete = name.hasSuffix("...")
                if isComplete { name = name.dropLast(3) }
                precondition(
                    !name.isEmpty && !names.contains(String(name)),
                    "In \(pattern) every parameter needs a name of its own.")
                names.append(String(name))
                index = child(of: index, isComplete ? \.rest : \.parameter)
            } else {
                index = child(of: index, \.literals[String(piece)])
            }
        }
        precondition(
            nodes[index].routes[method] == nil, "\(method) \(pattern) is routed already.")
        nodes[index].routes[method] = (route, names)
        patterns.append((method, pattern))
    }

    private mutating func child(of index: Int, _ way: WritableKeyPath<Node, Int?>) -> Int {
        if let next = nodes[index][keyPath: way] { return next }
        nodes.append(Node())
        nodes[index][keyPath: way] = nodes.count - 1
        return nodes.count - 1
    }

    /// The route for this method and path, with its parameters.
    func find(_ method: Method, _ segments: [String]) -> (route: Route, parameters: Parameters)? {
        var values: [String] = []
        guard
            let end = walk(from: 0, segments[...], &values, until: { $0.routes[method] != nil }),
            let found = nodes[end].routes[method]
        else { return nil }
        return (found.route, Parameters(names: found.names, values: values))
    }

    /// The methods that this path has routes for; none where there is nothing at all.
    func methods(_ segments: [String]) -> Set<Method> {
        var values: [String] = []
        let end = walk(from: 0, segments[...], &values, until: { !$0.routes.isEmpty })
        return end.map { Set(nodes[$0].routes.keys) } ?? []
    }

    private func walk(
        from index: Int, _ segments: ArraySlice<String>, _ values: inout [String],
        until isEnd: (Node) -> Bool
    ) -> Int? {
        let node = nodes[index]
        guard let segment = segments.first else { return isEnd(node) ? index : nil }
        if let next = node.literals[segment],
            let end = walk(from: next, segments.dropFirst(), &values, until: isEnd)
        {
            return end
        }
        if let next = node.parameter, !segment.isEmpty {
            values.append(segment)
            if let end = walk(from: next, segments.dropFirst(), &values, until: isEnd) {
                return end
            }
            values.removeLast()
        }
        // A rest is put together with slashes, so none may hide inside a piece.
        if let next = node.rest, isEnd(nodes[next]), segments != [""],
            segments.allSatisfy({ !$0.contains("/") })
        {
            values.append(segments.joined(separator: "/"))
            return next
        }
        return nil
    }
}
