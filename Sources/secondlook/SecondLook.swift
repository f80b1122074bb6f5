import CommandLineTool

@main
enum SecondLook {
    static func main() async {
        await command.main()
    }

    /// Everything the program can be asked to do.
    static let command = Command(
        "secondlook",
        summary: "Sees the child who is closed and comes back.",
        discussion: """
            See it with `secondlook demo`. Start with `secondlook serve`: it takes events at POST /events, keeps every child's \
            chronology, and shows on http://127.0.0.1:8080 the cases that deserve a second look.
            """,
        version: "secondlook 0.1.0",
        subcommands: [
            DemoCommand.command, ServeCommand.command, PublishCommand.command,
            ImportCommand.command,
            AlertsCommand.command, ExplainCommand.command, ReportCommand.command,
            MatchCommand.command,
            QuarantineCommand.command, TopicsCommand.command, DoctorCommand.command,
            BackupCommand.command, RestoreCommand.command, SalvageCommand.command,
            KeysCommand.command, SignInCommand.command, SessionsCommand.command,
            HealthCommand.command, PolicyCommand.command,
            SimulateCommand.command, BenchCommand.command,
        ])
}
