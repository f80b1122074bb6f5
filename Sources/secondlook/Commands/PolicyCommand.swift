import Casework
import CommandLineTool
import PolicyFiles

/// `secondlook policy`: the numbers in force.
enum PolicyCommand {
    private static let policy = CommonOptions.policy

    static let command = Command(
        "policy", summary: "Print the policy in force: every window, point and threshold.",
        discussion: """
            To change a number, save what this prints, edit it, give it a new version, and start \
            secondlook serve with --policy FILE. A policy given with --policy is checked.
            """,
        options: [policy],
        run: { line in
            let file = try line.policyFile(policy)
            line.console.write(String(decoding: file.bytes, as: UTF8.self))
            line.console.note("Version \(file.policy.version), digest \(file.policy.digest).")
        })
}
