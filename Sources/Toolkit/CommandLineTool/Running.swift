import Glibc

extension Command {
    /// Reads the line and runs the command it asks for.
    ///
    /// - Parameter words: the words behind the program's name.
    /// - Returns: success (0); failure (1), with the error in one line; or usage (2), where the line
    ///   was not understood.
    public func run(_ words: [String], console: Console = .standard) async -> ExitCode {
        let request: Request
        do {
            request = try parse(words, console: console)
        } catch {
            console.note("\(error)")
            return .usage
        }
        switch request {
        case .show(let text):
            console.write(text.hasSuffix("\n") ? text : text + "\n")
            return .success
        case .run(let run, let invocation):
            do {
                try await run(invocation)
                return .success
            } catch let code as ExitCode {
                return code
            } catch let error as UsageError {
                console.note("\(Misuse(command: invocation.name, error: error))")
                return .usage
            } catch {
                console.note("\(invocation.name): \(error)")
                return .failure
            }
        }
    }

    /// Runs the process's own line and ends the process.
    public func main() async -> Never {
        CrashReport.leaveOutMemory()
        exit(await run(Array(CommandLine.arguments.dropFirst())).rawValue)
    }
}
