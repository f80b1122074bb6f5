/// An access list as commands for Kafka's own tool, `kafka-acls.sh`.
///
/// With a prefix, topics, groups and principals all bear it, so that two councils on one cluster
/// have no right to each other's.
public struct AccessCommands: Sendable {
    public var list: AccessList
    /// Stands before every topic, group and principal that is not named in `principals`.
    public var prefix = ""
    /// The principals of a role, as the broker knows them; a role that is not here has its own.
    public var principals: [String: [String]] = [:]
    /// What the tool is to connect to, `HOST:PORT`.
    public var bootstrap = "HOST:PORT"
    /// The tool's own file of settings, with what it needs to log in.
    public var settings: String?

    public init(of list: AccessList) { self.list = list }

    /// Commands and, beginning with `#`, remarks: a script for a shell.
    public var lines: [String] {
        list.roles.flatMap { role in
            let names = principals[role.role] ?? (role.isShared ? [] : [prefix + role.principal])
            guard !names.isEmpty else {
                return [
                    "# \(role.role): \(role.description)",
                    "# Name each: --as \(role.role)="
                        + role.principal.replacing("*", with: "NAME"),
                ]
            }
            return ["# \(role.role): \(role.description)"]
                + names.flatMap { commands(for: role, as: $0) }
        }
    }

    private func commands(for role: AccessList.Role, as principal: String) -> [String] {
        [("--topic", role.topics), ("--group", role.groups)].flatMap { option, rights in
            // One command for all resources with the same operations.
            Dictionary(grouping: rights.keys) { rights[$0] ?? [] }
                .sorted { ($0.value.min() ?? "") < ($1.value.min() ?? "") }
                .map { operations, names in
                    command(
                        principal, operations, option, names.sorted().map { prefix + $0 })
                }
        }
    }

    private func command(
        _ principal: String, _ operations: [String], _ option: String, _ names: [String]
    ) -> String {
        var words = ["kafka-acls.sh", "--bootstrap-server", bootstrap]
        if let settings { words += ["--command-config", settings] }
        words += ["--add", "--allow-principal", "User:\(principal)"]
        words += operations.flatMap { ["--operation", $0] }
        words += names.flatMap { [option, $0] }
        return words.map(AccessCommands.quoted).joined(separator: " ")
    }

    /// A word as a shell takes it for one.
    static func quoted(_ word: String) -> String {
        let plain = word.allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || "-_.,:/=@+%".contains($0))
        }
        guard !plain || word.isEmpty else { return word }
        return "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
