/// A command: what it is called, what it takes and what it does, with the commands below it.
///
/// Options follow the conventions of getopt_long: `--port 80`, `--port=80`, `-p80`, `-vq`, `--po`
/// where that is unambiguous, options and arguments in any order, and nothing but arguments behind
/// `--`. A command accepts its parents' options too, and every command `--help`.
public struct Command: Sendable {
    public typealias Run = @Sendable (Invocation) async throws -> Void

    public let name: String
    let summary: String
    let discussion: String?
    let version: String?
    let options: [OptionSpecification]
    let arguments: [ArgumentSpecification]
    let subcommands: [Command]
    let run: Run?

    /// - Parameters:
    ///   - summary: one sentence, for the parent's list too.
    ///   - discussion: paragraphs behind the lists of the help, parted by blank lines.
    ///   - version: what `--version` shows; only the topmost command's is looked at.
    ///   - run: nil for a command that only has others below it.
    public init(
        _ name: String, summary: String, discussion: String? = nil, version: String? = nil,
        options: [any OptionDeclaration] = [], arguments: [any ArgumentDeclaration] = [],
        subcommands: [Command] = [], run: Run? = nil
    ) {
        self.name = name
        self.summary = summary
        self.discussion = discussion
        self.version = version
        self.options = options.map(\.declaration)
        self.arguments = arguments.map(\.declaration)
        self.subcommands = subcommands
        self.run = run
    }
}
