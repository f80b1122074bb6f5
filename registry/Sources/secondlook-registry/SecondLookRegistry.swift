import CommandLineTool

@main
enum SecondLookRegistry {
    static func main() async {
        await command.main()
    }

    /// Everything the program can be asked to do.
    static let command = Command(
        "secondlook-registry",
        summary: "Councils’ problems and suppliers’ solutions find each other.",
        version: "secondlook-registry 0.1.0",
        subcommands: [
            ServeCommand.command, ImportCommand.command, ExportCommand.command,
            SearchCommand.command,
            MatchCommand.command,
            KeysCommand.command, BackupCommand.command, RestoreCommand.command,
            DoctorCommand.command, EvaluateCommand.command, BenchCommand.command,
        ])
}
